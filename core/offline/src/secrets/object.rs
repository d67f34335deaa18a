//! What is to be read: the rules of each store for its names, checked before anything is asked.

use mendix_deploy_model::ErrorCode;

use super::{
    escape::{decode, encode_segment},
    problem::Problem,
};

/// Reads an object that begins at `at`; gives its canonical form.
pub(super) fn read(scheme: &str, object: &str, at: usize) -> Result<String, Vec<Problem>> {
    let wrong = |message: &str, remedy: &str| {
        vec![Problem::new(
            ErrorCode::SecretsBadObject,
            at,
            message,
            remedy,
        )]
    };
    if object.is_empty() {
        return Err(wrong(
            "it names no object",
            "Write what to read after the ://.",
        ));
    }
    let arn = scheme == "aws-sm" && is_arn(object);
    let plain = decode(object, at).map_err(|problem| vec![problem])?;
    // The last @: a user's name can hold one. Colons stand nowhere else in what stores allow before an @.
    if !arn
        && plain
            .rsplit_once('@')
            .is_some_and(|(user, _)| user.contains(':'))
    {
        return Err(vec![Problem::new(
            ErrorCode::SecretsCredentialInReference,
            at,
            "it carries a user and a password",
            "Put credentials into the store's own settings.",
        )]);
    }
    let (start, path) = match scheme {
        "file" => match (object.strip_prefix("./"), object.strip_prefix('/')) {
            (Some(path), _) => ("./", path),
            (None, Some(path)) => ("/", path),
            (None, None) => {
                return Err(wrong(
                    "the path is neither absolute nor relative",
                    "Write file:///absolute/path or file://./relative/path.",
                ));
            }
        },
        _ => ("", object),
    };
    let mut problems = Vec::new();
    let mut segments = Vec::new();
    let mut place = at + start.chars().count();
    for segment in path.split('/') {
        match decode(segment, place) {
            Ok(text) if text.is_empty() || text == "." || text == ".." => {
                problems.push(Problem::new(
                    ErrorCode::SecretsBadObject,
                    place,
                    "it has an empty segment, `.` or `..`",
                    "Write the path without them, and without a slash at its ends.",
                ));
            }
            Ok(text) => segments.push((text, place)),
            Err(problem) => problems.push(problem),
        }
        place += segment.chars().count() + 1;
    }
    if problems.is_empty()
        && let Err(problem) = rules(scheme, arn, &mut segments, at)
    {
        problems.push(problem);
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let escaped: Vec<String> = segments
        .iter()
        .map(|(segment, _)| encode_segment(segment))
        .collect();
    Ok(format!("{start}{}", escaped.join("/")))
}

/// `arn:partition:service:region:account:secret:name`.
pub(super) fn is_arn(object: &str) -> bool {
    object.starts_with("arn:") && object.splitn(7, ':').count() == 7
}

fn rules(
    scheme: &str,
    arn: bool,
    segments: &mut [(String, usize)],
    at: usize,
) -> Result<(), Problem> {
    let count = segments.len();
    let form = match scheme {
        "vault" | "bao" => (count < 2).then_some("mount/path"),
        "azure-kv" => (!(2..=3).contains(&count)).then_some("vault/name or vault/name/version"),
        "k8s" => (count != 2).then_some("namespace/secret"),
        "env" => (count != 1).then_some("the variable's name"),
        _ => None,
    };
    if let Some(form) = form {
        return Err(Problem::new(
            ErrorCode::SecretsBadObject,
            at,
            format!("the object of {scheme} is {form}"),
            format!("Write {scheme}://{form}."),
        ));
    }
    match scheme {
        "aws-sm" => aws(arn, segments, at),
        "azure-kv" => azure(segments),
        "k8s" => kubernetes(segments),
        "env" => environment(segments),
        _ => Ok(()),
    }
}

fn aws(arn: bool, segments: &[(String, usize)], at: usize) -> Result<(), Problem> {
    let name: Vec<&str> = segments.iter().map(|(text, _)| text.as_str()).collect();
    let name = name.join("/");
    let name = if arn {
        let parts: Vec<&str> = name.splitn(7, ':').collect();
        let valid = matches!(parts.as_slice(), ["arn", partition, "secretsmanager", region, account, "secret", name]
            if !partition.is_empty() && !region.is_empty() && account.len() == 12 && account.bytes().all(|b| b.is_ascii_digit()) && !name.is_empty());
        if !valid {
            return Err(Problem::new(
                ErrorCode::SecretsBadObject,
                at,
                "it is not the ARN of a secret",
                "Write arn:aws:secretsmanager:region:account:secret:name-AbCdEf, or the secret's name.",
            ));
        }
        parts[6].to_owned()
    } else {
        name
    };
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"/_+=.@-".contains(&b);
    if name.len() > 512 || !name.bytes().all(allowed) {
        return Err(Problem::new(
            ErrorCode::SecretsBadObject,
            at,
            "it is not a name that AWS Secrets Manager allows",
            "A name has 1 to 512 of the characters A-Z a-z 0-9 / _ + = . @ -.",
        ));
    }
    Ok(())
}

fn azure(segments: &mut [(String, usize)]) -> Result<(), Problem> {
    let label = |text: &str, dots: bool| {
        !text.is_empty()
            && text.len() <= 127
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || dots && b == b'.')
    };
    for (i, (text, place)) in segments.iter_mut().enumerate() {
        let (valid, what, rule) = match i {
            0 => (
                label(text, true) && !text.starts_with('.') && !text.ends_with('.'),
                "the name of a vault",
                "Write the vault's name, or its full DNS name.",
            ),
            1 => (
                label(text, false),
                "the name of a secret in a vault",
                "A name has 1 to 127 letters, digits and hyphens.",
            ),
            _ => (
                text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit()),
                "a version",
                "A version has 32 hexadecimal digits.",
            ),
        };
        if !valid {
            return Err(Problem::new(
                ErrorCode::SecretsBadObject,
                *place,
                format!("a part of it is not {what}"),
                rule,
            ));
        }
        // Azure does not tell the cases apart.
        text.make_ascii_lowercase();
    }
    Ok(())
}

fn kubernetes(segments: &[(String, usize)]) -> Result<(), Problem> {
    for (i, (text, place)) in segments.iter().enumerate() {
        let longest = if i == 0 { 63 } else { 253 };
        let label = |label: &str| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        let valid = text.len() <= longest
            && if i == 0 {
                label(text)
            } else {
                text.split('.').all(label)
            };
        if !valid {
            return Err(Problem::new(
                ErrorCode::SecretsBadObject,
                *place,
                "a part of it is not a name that Kubernetes allows",
                "Write small letters, digits and hyphens (RFC 1123).",
            ));
        }
    }
    Ok(())
}

fn environment(segments: &[(String, usize)]) -> Result<(), Problem> {
    match segments {
        [(name, place)] if name.contains('=') => Err(Problem::new(
            ErrorCode::SecretsBadObject,
            *place,
            "the name of a variable has no `=`",
            "Write the variable's name alone.",
        )),
        _ => Ok(()),
    }
}
