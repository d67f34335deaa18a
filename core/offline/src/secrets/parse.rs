//! Splitting: `://`, then the first `#`, then the first `?` before it, then `/`.

use mendix_deploy_model::{ErrorCode, Result, secrets::Reference};

use super::{
    canonical::canonical,
    escape::decode,
    object,
    problem::{Problem, refused},
    query,
    scheme::{SCHEMES, Scheme, scheme},
};
use crate::configuration::suggest::nearest;

/// The longest reference, in bytes.
pub(super) const MAX_BYTES: usize = 2_048;

/// Reads a reference.
///
/// # Errors
///
/// The code of the first mistake, `secrets.invalid_reference` or one of its like; all of them are in the detail.
pub fn parse(text: &str) -> Result<Reference> {
    parse_all(text).map_err(refused)
}

/// Reads a reference, and gives every mistake.
///
/// # Errors
///
/// The mistakes, in the order in which they stand in the text.
pub fn parse_all(text: &str) -> std::result::Result<Reference, Vec<Problem>> {
    let one = |code: ErrorCode, position: usize, message: &str, remedy: &str| {
        vec![Problem::new(code, position, message, remedy)]
    };
    if text.len() > MAX_BYTES {
        return Err(one(
            ErrorCode::SecretsInvalidReference,
            0,
            "it is longer than 2048 bytes",
            "Shorten the reference.",
        ));
    }
    if let Some(position) = text.chars().position(|c| c.is_control() || c == '\\') {
        return Err(one(
            ErrorCode::SecretsInvalidReference,
            position,
            "it holds a control character or a backslash",
            "Remove it.",
        ));
    }
    let Some((head, rest)) = text.split_once("://") else {
        return Err(one(
            ErrorCode::SecretsInvalidReference,
            0,
            "it has no scheme",
            "Write scheme://object#selector, for example vault://secret/app/db#password.",
        ));
    };
    let (name, store) = match head.split_once('+') {
        Some((name, store)) => (name, Some(store)),
        None => (head, None),
    };
    let Some(scheme) = scheme(&name.to_ascii_lowercase()) else {
        return Err(vec![unknown_scheme(name)]);
    };
    let mut problems = Vec::new();
    if let Some(store) = store {
        let valid = !store.is_empty()
            && store
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !valid {
            problems.push(Problem::new(
                ErrorCode::SecretsInvalidReference,
                name.chars().count() + 1,
                "the store's name after + is not valid",
                "Use small letters, digits and hyphens.",
            ));
        }
    }
    let object_at = head.chars().count() + 3;
    let (before, selector) = match rest.split_once('#') {
        Some((before, selector)) => (before, Some(selector)),
        None => (rest, None),
    };
    let selector_at = object_at + before.chars().count() + 1;
    let (object, query) = match before.split_once('?') {
        Some((object, query)) => (object, Some(query)),
        None => (before, None),
    };
    let query_at = object_at + object.chars().count() + 1;
    if let Some(problem) = selector.and_then(|it| behind(head, object, query, it, selector_at)) {
        problems.push(problem);
        return Err(problems);
    }
    let object = object::read(scheme.name, object, object_at);
    let query = query.map_or_else(Default::default, |query| {
        query::read(scheme, query, query_at, &mut problems)
    });
    let selector = selector.map(|it| read_selector(scheme, it, selector_at));
    let object = match object {
        Ok(object) => object,
        Err(found) => {
            problems.extend(found);
            String::new()
        }
    };
    let selector = match selector {
        Some(Ok(selector)) => Some(selector),
        Some(Err(problem)) => {
            problems.push(problem);
            // It was there, so that nobody is told to add one.
            Some(String::new())
        }
        None => None,
    };
    let json = query.get("as").is_some_and(|value| value == "json");
    let needed = match scheme.name {
        "vault" | "bao" => !json,
        "k8s" => true,
        _ => false,
    };
    if needed && selector.is_none() && problems.is_empty() {
        problems.push(Problem::new(
            ErrorCode::SecretsSelectorRequired,
            text.chars().count(),
            "it does not say which key of the secret is meant",
            format!("Add the key: {}://{object}#key.", head.to_ascii_lowercase()),
        ));
    }
    if let Some(mount) = query.get("mount")
        && problems.is_empty()
        && !decode(&object, 0).is_ok_and(|object| object.starts_with(&format!("{mount}/")))
    {
        problems.push(Problem::new(
            ErrorCode::SecretsBadObject,
            query_at,
            "`mount` is not the beginning of the path",
            "Write the whole path with the mount in front: vault://kv/team/app?mount=kv/team#key.",
        ));
    }
    if !problems.is_empty() {
        problems.sort_by_key(|problem| problem.position);
        return Err(problems);
    }
    let mut reference = Reference {
        scheme: scheme.name.to_owned(),
        store_kind: scheme.kind,
        store: store.map(str::to_owned),
        object,
        query,
        selector,
        canonical: String::new(),
    };
    reference.canonical = canonical(&reference);
    Ok(reference)
}

fn unknown_scheme(name: &str) -> Problem {
    let known = || SCHEMES.iter().map(|scheme| scheme.name);
    let remedy = match nearest(name, known()) {
        Some(right) => format!("Write {right}://."),
        None => format!("One of {}.", known().collect::<Vec<_>>().join(", ")),
    };
    // What stands before :// may be anything, a pasted credential too: only what looks like a scheme is repeated.
    let plain = name.len() <= 12
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    let message = if plain && !name.is_empty() {
        format!("`{name}` is not a known scheme")
    } else {
        "what stands before :// is not a known scheme".to_owned()
    };
    Problem::new(ErrorCode::SecretsUnknownScheme, 0, message, remedy)
}

/// The mistake of `…#field?version=3`.
fn behind(
    head: &str,
    object: &str,
    query: Option<&str>,
    selector: &str,
    at: usize,
) -> Option<Problem> {
    let (field, late) = selector.split_once('?')?;
    let position = at + field.chars().count();
    if query::has_credential(late) {
        return Some(Problem::new(
            ErrorCode::SecretsCredentialInReference,
            position,
            "it carries a credential in its query",
            "Put credentials into the store's own settings.",
        ));
    }
    let whole = query.map_or_else(|| late.to_owned(), |query| format!("{query}&{late}"));
    let right = format!("{head}://{object}?{whole}#{field}");
    // Proposed only when it is a reference itself: what is refused may carry a credential and is not repeated.
    let remedy = if !late.contains('#') && parse_all(&right).is_ok() {
        format!("Write {right}.")
    } else {
        "Write the query before the #.".to_owned()
    };
    Some(Problem::new(
        ErrorCode::SecretsQueryAfterSelector,
        position,
        "the query stands behind the selector",
        remedy,
    ))
}

fn read_selector(
    scheme: &Scheme,
    selector: &str,
    at: usize,
) -> std::result::Result<String, Problem> {
    let wrong = |position: usize, message: &str, remedy: &str| {
        Problem::new(ErrorCode::SecretsBadSelector, position, message, remedy)
    };
    let text = decode(selector, at)?;
    if text.is_empty() {
        return Err(wrong(
            at,
            "the selector is empty",
            "Write the key after the #.",
        ));
    }
    if scheme.name == "k8s" {
        let valid = text.len() <= 253
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b));
        if !valid {
            return Err(wrong(
                at,
                "it is not a key that Kubernetes allows",
                "A key has 1 to 253 letters, digits, dots, hyphens and underscores.",
            ));
        }
    }
    if text.starts_with('/') {
        let mut rest = text.chars().enumerate();
        while let Some((i, c)) = rest.next() {
            if c == '~' && !matches!(rest.next(), Some((_, '0' | '1'))) {
                return Err(wrong(
                    at + i,
                    "the JSON pointer has a bad escape",
                    "Write ~0 for ~ and ~1 for / (RFC 6901).",
                ));
            }
        }
    }
    Ok(text)
}
