//! Secret references: `scheme[+store]://object[?query][#selector]`.
//!
//! A reference says what to read; it never carries a credential and may always be printed. URL libraries read it wrongly
//! (they refuse ARNs, fold `a/../b` and drop newlines), so it is split by hand.

use crate::landscape::suggest::nearest;

/// The schemes and the query keys of each, beside those of all.
const SCHEMES: &[(&str, &[&str])] = &[
    ("vault", &["version", "mount", "engine"]),
    ("bao", &["version", "mount", "engine"]),
    ("aws-sm", &["stage", "version-id"]),
    ("azure-kv", &[]),
    ("k8s", &["kind"]),
    ("env", &[]),
    ("file", &["format", "trim"]),
];

const EVERYWHERE: &[&str] = &["as", "decode", "optional"];

/// Query keys that would carry a credential.
const CREDENTIALS: &[&str] = &[
    "token",
    "secret_id",
    "role_id",
    "password",
    "key",
    "access_key",
    "secret_key",
    "client_secret",
    "sas",
    "sig",
];

/// The longest reference, in bytes.
const MAX_BYTES: usize = 2_048;

/// A reference in its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The kind of store.
    pub scheme: String,
    /// The name of the store; absent: the default store of this kind.
    pub store: Option<String>,
    /// What to read there, in canonical escaping: segments are separated by `/`, a slash within one is `%2F`.
    pub object: String,
    /// Query keys and values, decoded, sorted by key.
    pub query: Vec<(String, String)>,
    /// The key within, decoded; a JSON pointer when it starts with `/`.
    pub selector: Option<String>,
}

/// Why a text is not a reference. Holds no part of the text that could be a credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceError {
    /// What is wrong.
    pub message: String,
    /// What to write.
    pub remedy: String,
}

fn wrong(message: impl Into<String>, remedy: impl Into<String>) -> ReferenceError {
    ReferenceError {
        message: message.into(),
        remedy: remedy.into(),
    }
}

/// Reads a reference.
///
/// # Errors
///
/// The rule that is broken, and how to mend it.
pub fn parse(text: &str) -> Result<Reference, ReferenceError> {
    if text.len() > MAX_BYTES {
        return Err(wrong(
            format!("it is longer than {MAX_BYTES} bytes"),
            "Shorten the reference.",
        ));
    }
    if text.chars().any(|c| c.is_control() || c == '\\') {
        return Err(wrong(
            "it holds a control character or a backslash",
            "Remove it.",
        ));
    }
    let Some((head, rest)) = text.split_once("://") else {
        return Err(wrong(
            "it has no scheme",
            "Write scheme://object#selector, for example vault://secret/app/db#password.",
        ));
    };
    let (scheme, store) = match head.split_once('+') {
        Some((scheme, store)) => (scheme, Some(store)),
        None => (head, None),
    };
    let Some((_, own_keys)) = SCHEMES.iter().find(|(known, _)| *known == scheme) else {
        let known: Vec<&str> = SCHEMES.iter().map(|(scheme, _)| *scheme).collect();
        let remedy = match nearest(scheme, known.iter().copied()) {
            Some(right) => format!("Write {right}://."),
            None => format!("One of {}.", known.join(", ")),
        };
        return Err(wrong(format!("`{scheme}` is not a known scheme"), remedy));
    };
    if let Some(store) = store
        && (store.is_empty()
            || !store
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'))
    {
        return Err(wrong(
            "the store's name after + is not valid",
            "Use small letters, digits and hyphens.",
        ));
    }
    let (before, selector) = match rest.split_once('#') {
        Some((before, selector)) => (before, Some(selector)),
        None => (rest, None),
    };
    let (object, query) = match before.split_once('?') {
        Some((object, query)) => (object, Some(query)),
        None => (before, None),
    };
    if let Some((field, query)) = selector.and_then(|selector| selector.split_once('?')) {
        // Proposed only when it is a reference itself: what is refused may carry a credential and is not repeated.
        let right = format!("{head}://{object}?{query}#{field}");
        return Err(wrong(
            "the query stands behind the selector",
            if !query.contains('#') && parse(&right).is_ok() {
                format!("Write {right}.")
            } else {
                "Write the query before the #.".to_owned()
            },
        ));
    }
    let object = objects(scheme, object)?;
    let query = queries(scheme, own_keys, query)?;
    let selector = match selector {
        Some(selector) => Some(selectors(selector)?),
        None => None,
    };
    let whole = query
        .iter()
        .any(|(key, value)| key == "as" && value == "json");
    if selector.is_none() && (scheme == "k8s" || matches!(scheme, "vault" | "bao") && !whole) {
        return Err(wrong(
            "it does not say which key of the secret is meant",
            format!("Add the key: {head}://{object}#key."),
        ));
    }
    Ok(Reference {
        scheme: scheme.to_owned(),
        store: store.map(str::to_owned),
        object,
        query,
        selector,
    })
}

fn objects(scheme: &str, object: &str) -> Result<String, ReferenceError> {
    if object.is_empty() {
        return Err(wrong(
            "it names no object",
            "Write what to read after the ://.",
        ));
    }
    // arn:partition:service:region:account:secret:name; colons stand nowhere else in the name of an object of AWS.
    let arn =
        scheme == "aws-sm" && object.starts_with("arn:") && object.splitn(7, ':').count() == 7;
    let plain = decode(object)?;
    // The last @: a user's name can hold one.
    if !arn
        && plain
            .rsplit_once('@')
            .is_some_and(|(user, _)| user.contains(':'))
    {
        return Err(wrong(
            "it carries a user and a password",
            "Put credentials into the store's own settings.",
        ));
    }
    let path = match scheme {
        "file" => {
            let relative = object.strip_prefix("./");
            let Some(path) = relative.or_else(|| object.strip_prefix('/')) else {
                return Err(wrong(
                    "the path is neither absolute nor relative",
                    "Write file:///absolute/path or file://./relative/path.",
                ));
            };
            path
        }
        _ => object,
    };
    let mut decoded = Vec::new();
    for segment in path.split('/') {
        let text = decode(segment)?;
        if text.is_empty() || text == "." || text == ".." {
            return Err(wrong(
                "it has an empty segment, `.` or `..`",
                "Write the path without them, and without a slash at its ends.",
            ));
        }
        decoded.push(text);
    }
    let segments = decoded.len();
    let short = match scheme {
        "vault" | "bao" => (segments < 2).then_some("mount/path"),
        "azure-kv" => (!(2..=3).contains(&segments)).then_some("vault/name or vault/name/version"),
        "k8s" => (segments != 2).then_some("namespace/secret"),
        "env" => (segments != 1).then_some("the variable's name"),
        _ => None,
    };
    if let Some(form) = short {
        return Err(wrong(
            format!("the object of {scheme} is {form}"),
            format!("Write {scheme}://{form}."),
        ));
    }
    let start = match scheme {
        "file" if object.starts_with('/') => "/",
        "file" => "./",
        _ => "",
    };
    let escaped: Vec<String> = decoded
        .iter()
        .map(|segment| encode(segment, false).replace('/', "%2F"))
        .collect();
    Ok(format!("{start}{}", escaped.join("/")))
}

fn query_has_credential(query: &str) -> bool {
    query.split('&').any(|pair| {
        let key = pair.split('=').next().unwrap_or(pair).to_ascii_lowercase();
        CREDENTIALS.contains(&key.replace('-', "_").as_str())
    })
}

fn queries(
    scheme: &str,
    own: &[&str],
    query: Option<&str>,
) -> Result<Vec<(String, String)>, ReferenceError> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let Some(query) = query else {
        return Ok(pairs);
    };
    if query_has_credential(query) {
        return Err(wrong(
            "it carries a credential in its query",
            "Put credentials into the store's own settings.",
        ));
    }
    for pair in query.split('&') {
        let Some((key, value)) = pair.split_once('=') else {
            return Err(wrong(
                "a part of its query has no value",
                "Write key=value.",
            ));
        };
        let (key, value) = (decode(key)?, decode(value)?);
        let known: Vec<&str> = own.iter().chain(EVERYWHERE).copied().collect();
        if !known.contains(&key.as_str()) {
            let remedy = match nearest(&key, known.iter().copied()) {
                Some(right) => format!("Write {right}."),
                None => format!("{scheme} knows {}.", known.join(", ")),
            };
            return Err(wrong(format!("{scheme} has no query key `{key}`"), remedy));
        }
        if pairs.iter().any(|(seen, _)| *seen == key) {
            return Err(wrong(
                format!("`{key}` is given twice"),
                "Keep one of the two.",
            ));
        }
        let allowed: Option<&[&str]> = match key.as_str() {
            "as" => Some(&["text", "json", "bytes", "file"]),
            "decode" => Some(&["base64", "base64url", "hex"]),
            "optional" => Some(&["true"]),
            "engine" => Some(&["kv1", "kv2"]),
            "kind" => Some(&["Secret", "ConfigMap"]),
            "trim" => Some(&["newline", "none"]),
            _ => None,
        };
        if let Some(allowed) = allowed
            && !allowed.contains(&value.as_str())
        {
            return Err(wrong(
                format!("`{key}` has a value it cannot have"),
                format!("One of {}.", allowed.join(", ")),
            ));
        }
        if key == "version" && value.parse::<u32>().map_or(true, |version| version == 0) {
            return Err(wrong(
                "`version` is not a whole number from 1",
                "Write version=1 or later, or leave it out for the newest.",
            ));
        }
        pairs.push((key, value));
    }
    pairs.sort();
    Ok(pairs)
}

fn selectors(selector: &str) -> Result<String, ReferenceError> {
    let text = decode(selector)?;
    if text.is_empty() {
        return Err(wrong("the selector is empty", "Write the key after the #."));
    }
    if text.starts_with('/') {
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            if c == '~' && !matches!(rest.next(), Some('0' | '1')) {
                return Err(wrong(
                    "the JSON pointer has a bad escape",
                    "Write ~0 for ~ and ~1 for /.",
                ));
            }
        }
    }
    Ok(text)
}

/// Decodes `%HH`. `+` is a plus sign.
fn decode(text: &str) -> Result<String, ReferenceError> {
    let bad = || {
        wrong(
            "it has a bad % escape",
            "Write %25 for a percent sign, and %HH with two hexadecimal digits of UTF-8 text.",
        )
    };
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |b: Option<u8>| b.and_then(|b| char::from(b).to_digit(16));
            let (Some(high), Some(low)) = (digit(rest.next()), digit(rest.next())) else {
                return Err(bad());
            };
            bytes.push(u8::try_from(high * 16 + low).map_err(|_| bad())?);
        } else {
            bytes.push(byte);
        }
    }
    let text = String::from_utf8(bytes).map_err(|_| bad())?;
    if text.chars().any(|c| c.is_control() || c == '\\') {
        return Err(wrong(
            "it holds an encoded control character or backslash",
            "Remove it.",
        ));
    }
    Ok(text)
}

fn encode(text: &str, in_query: bool) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '%' => out.push_str("%25"),
            '?' => out.push_str("%3F"),
            '#' => out.push_str("%23"),
            '&' if in_query => out.push_str("%26"),
            '=' if in_query => out.push_str("%3D"),
            c => out.push(c),
        }
    }
    out
}

/// The canonical form: the default store is not named, the query is sorted, escapes are minimal.
impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.scheme)?;
        if let Some(store) = &self.store {
            write!(f, "+{store}")?;
        }
        write!(f, "://{}", self.object)?;
        for (i, (key, value)) in self.query.iter().enumerate() {
            let before = if i == 0 { '?' } else { '&' };
            write!(f, "{before}{}={}", encode(key, true), encode(value, true))?;
        }
        if let Some(selector) = &self.selector {
            write!(f, "#{}", encode(selector, false))?;
        }
        Ok(())
    }
}

/// Whether a literal was probably meant as a reference: a scheme that is nearly one of ours.
#[must_use]
pub fn misspelled(value: &str) -> Option<String> {
    let (head, _) = value.split_once("://")?;
    let scheme = head.split('+').next().unwrap_or(head);
    let plain = !scheme.is_empty()
        && scheme.len() <= 12
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if !plain
        || matches!(
            scheme,
            "http" | "https" | "ftp" | "ws" | "wss" | "smtp" | "ldap"
        )
    {
        return None;
    }
    let known = SCHEMES.iter().map(|(scheme, _)| *scheme);
    let right = nearest(scheme, known.filter(|known| known.len() > 3))?;
    (right != scheme).then(|| format!("`{scheme}://` is nearly the scheme `{right}://`"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_documented_examples_are_references() {
        for text in [
            "vault://secret/mendix/prod/database#endpoint",
            "vault+prod-eu://kv/mendix/prod/database?version=3#endpoint",
            "vault://kv/team-a/mendix/db?mount=kv/team-a#password",
            "bao://secret/mendix/db#/replicas/0/dsn",
            "aws-sm://mendix/production/database#endpoint",
            "aws-sm://arn:aws:secretsmanager:eu-west-1:123456789012:secret:mendix/db-AbCdEf?stage=AWSPREVIOUS#password",
            "azure-kv://contoso-prod/database-endpoint",
            "azure-kv://contoso.vault.azure.cn/database-endpoint/0123456789abcdef0123456789abcdef",
            "k8s://mendix-prod/mendix-secrets#api-key",
            "k8s://mendix-prod/tls#tls.crt",
            "env://MX_ADMIN_PASS",
            "file:///run/secrets/db_password",
            "file://./dev.secrets.json#/database/password",
        ] {
            let reference = parse(text).unwrap_or_else(|e| panic!("{text}: {}", e.message));
            assert_eq!(reference.to_string(), text);
        }
    }

    #[test]
    fn what_may_be_a_credential_is_not_repeated() {
        for text in [
            "vault://u:hunter2@secret/db#f?version=3",
            "vault://secret/db#f?token=hunter2",
            "vault://secret/db#f?%74oken=hunter2",
            "vault://secret/db?%74oken=hunter2#f",
            "vault://u@x:hunter2@secret/db",
            "vault://u%3Ahunter2%40secret/db",
            "vault://u:hunter2@secret/db",
            "aws-sm://u:hunter2@x",
            "aws-sm://arn:u:hunter2@x",
            "k8s://u:hunter2@ns/secret",
        ] {
            let error = parse(text).unwrap_err();
            let said = format!("{} {}", error.message, error.remedy);
            assert!(!said.contains("hunter2"), "{text}: {said}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, message, remedy) in [
            ("valt://secret/a#b", "not a known scheme", "vault://"),
            (
                "vault://secret/db#f?version=3",
                "behind the selector",
                "vault://secret/db?version=3#f",
            ),
            ("vault://secret/db?vesion=3#f", "no query key", "version"),
            ("vault://secret//db#f", "empty segment", "without them"),
            (
                "vault://secret/%2e%2e/db#f",
                "empty segment",
                "without them",
            ),
            ("vault://secret/db#/a~2", "bad escape", "~0"),
            (
                "vault://secret/db?token=hunter2#f",
                "credential",
                "store's own settings",
            ),
            (
                "vault://u:hunter2@secret/db#f",
                "user and a password",
                "store's own settings",
            ),
            ("vault://secret/db", "which key", "#key"),
            ("vault://secret#x", "mount/path", "mount/path"),
            ("vault://secret/db?version=0#f", "from 1", "newest"),
            ("vault+P!://secret/db#f", "store's name", "hyphens"),
            ("vault://secret/d%zzb#f", "% escape", "%25"),
            ("vault://secret/db\n#f", "control", "Remove"),
            ("file://x", "neither absolute", "file:///"),
            ("plain", "no scheme", "scheme://"),
            ("vault://", "no object", "after"),
            ("vault://a/b?as=xml#c", "cannot have", "json"),
            ("vault://a/b?as=text&as=text#c", "twice", "one"),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.message.contains(message), "{text}: {}", error.message);
            assert!(error.remedy.contains(remedy), "{text}: {}", error.remedy);
            assert!(!format!("{error:?}").contains("hunter2"), "{text}");
        }
    }

    #[test]
    fn only_near_misses_are_suspected() {
        assert!(misspelled("valt://secret/x#y").is_some());
        assert!(misspelled("azure_kv://v/x").is_some());
        for text in [
            "https://x",
            "jdbc:postgresql://h/d",
            "postgres://h",
            "vault",
            "",
            "mailto://x",
            "amqp://x",
            "s3://b",
        ] {
            assert_eq!(misspelled(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics_and_what_is_read_is_written_back(text in "(vault|aws-sm|env|file|k8s)(\\+[a-z]{1,3})?://[a-z/%25.é#?=&~]{0,24}|.{0,40}") {
            if let Ok(reference) = parse(&text) {
                let again = parse(&reference.to_string());
                prop_assert!(again.is_ok(), "{reference}");
                prop_assert_eq!(again.unwrap(), reference);
            }
        }
    }
}
