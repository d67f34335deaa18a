//! The query of a reference: what is read of the object, and how it is taken.

use std::collections::BTreeMap;

use mendix_deploy_model::ErrorCode;

use super::{
    escape::decode,
    problem::Problem,
    scheme::{EVERYWHERE, Scheme},
};
use crate::configuration::suggest::nearest;

/// Query keys that would carry a credential.
const CREDENTIALS: &[&str] = &[
    "token",
    "secret_id",
    "role_id",
    "password",
    "passwd",
    "pwd",
    "key",
    "api_key",
    "access_key",
    "access_key_id",
    "secret_key",
    "secret_access_key",
    "session_token",
    "client_secret",
    "sas",
    "sig",
];

fn is_credential(key: &str) -> bool {
    let key = key.to_ascii_lowercase().replace('-', "_");
    CREDENTIALS.contains(&key.as_str())
}

/// Whether any key would carry a credential, spelled plainly or with escapes.
pub(super) fn has_credential(query: &str) -> bool {
    query.split('&').any(|pair| {
        let key = pair.split('=').next().unwrap_or(pair);
        is_credential(&decode(key, 0).unwrap_or_else(|_| key.to_owned()))
    })
}

/// What a key may be set to; `None`: anything.
fn words(key: &str) -> Option<&'static [&'static str]> {
    Some(match key {
        "as" => &["text", "json", "bytes", "file"],
        "decode" => &["base64", "base64url", "hex"],
        "optional" => &["true"],
        "engine" => &["kv1", "kv2"],
        "kind" => &["Secret", "ConfigMap"],
        "trim" => &["newline", "none"],
        "format" => &["json", "yaml", "properties", "dotenv"],
        _ => return None,
    })
}

/// What a key means when it is left out.
fn is_default(key: &str, value: &str) -> bool {
    matches!(
        (key, value),
        ("as", "text") | ("kind", "Secret") | ("trim", "newline") | ("stage", "AWSCURRENT")
    )
}

/// Reads a query that begins at `at`.
pub(super) fn read(
    scheme: &Scheme,
    query: &str,
    at: usize,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    if has_credential(query) {
        problems.push(Problem::new(
            ErrorCode::SecretsCredentialInReference,
            at,
            "it carries a credential in its query",
            "Put credentials into the store's own settings.",
        ));
        return found;
    }
    let mut seen = Vec::new();
    let mut place = at;
    for pair in query.split('&') {
        let here = place;
        place += pair.chars().count() + 1;
        match entry(scheme, pair, here) {
            Err(problem) => problems.push(problem),
            Ok((key, _)) if seen.contains(&key) => problems.push(Problem::new(
                ErrorCode::SecretsUnknownQueryKey,
                here,
                format!("`{key}` is given twice"),
                "Keep one of the two.",
            )),
            Ok((key, value)) => {
                seen.push(key.clone());
                if !is_default(&key, &value) {
                    found.insert(key, value);
                }
            }
        }
    }
    if found.contains_key("stage") && found.contains_key("version-id") {
        problems.push(Problem::new(
            ErrorCode::SecretsUnknownQueryKey,
            at,
            "`stage` and `version-id` are both given",
            "Keep one of the two.",
        ));
    }
    found
}

fn entry(scheme: &Scheme, pair: &str, at: usize) -> Result<(String, String), Problem> {
    let wrong = |message: String, remedy: String| {
        Problem::new(ErrorCode::SecretsUnknownQueryKey, at, message, remedy)
    };
    let Some((key, value)) = pair.split_once('=') else {
        return Err(wrong(
            "a part of its query has no value".to_owned(),
            "Write key=value.".to_owned(),
        ));
    };
    let value_at = at + key.chars().count() + 1;
    let (key, value) = (decode(key, at)?, decode(value, value_at)?);
    let known: Vec<&str> = scheme.keys.iter().chain(EVERYWHERE).copied().collect();
    if !known.contains(&key.as_str()) {
        let remedy = match nearest(&key, known.iter().copied()) {
            Some(right) => format!("Write {right}."),
            None => format!("{} knows {}.", scheme.name, known.join(", ")),
        };
        return Err(wrong(
            format!("{} has no query key `{key}`", scheme.name),
            remedy,
        ));
    }
    let bad = |message: String, remedy: String| {
        Problem::new(
            ErrorCode::SecretsInvalidReference,
            value_at,
            message,
            remedy,
        )
    };
    if let Some(words) = words(&key)
        && !words.contains(&value.as_str())
    {
        return Err(bad(
            format!("`{key}` has a value it cannot have"),
            format!("One of {}.", words.join(", ")),
        ));
    }
    if value.is_empty() {
        return Err(bad(
            format!("`{key}` is empty"),
            format!("Write a value, or leave `{key}` out."),
        ));
    }
    if key == "version" && value.parse::<u32>().map_or(true, |version| version == 0) {
        return Err(bad(
            "`version` is not a whole number from 1".to_owned(),
            "Write version=1 or later, or leave it out for the newest.".to_owned(),
        ));
    }
    if key == "version" {
        let number = value.trim_start_matches(['0', '+']).to_owned();
        return Ok((key, number));
    }
    Ok((key, value))
}
