//! References as other tools write them, rewritten as ours: vals, ECS task definitions, Key Vault identifiers.
//!
//! What such a reference says about *where* a store is (address, region, namespace) belongs into the store here and is
//! left out; a credential in it is refused.

use mendix_deploy_model::{ErrorCode, Result, secrets::Reference};

use super::{
    escape::{encode, encode_segment},
    parse::parse,
    problem::{Problem, refused},
    query::has_credential,
};

fn no(message: &str, remedy: &str) -> mendix_deploy_model::Error {
    refused(vec![Problem::new(
        ErrorCode::SecretsInvalidReference,
        0,
        message,
        remedy,
    )])
}

/// Reads a reference in the spelling of another tool, or in ours.
///
/// Known are `ref+vault://`, `ref+awssecrets://`, `ref+azurekeyvault://`, `ref+k8s://`, `ref+file://`,
/// `ref+envsubst://` of vals, the `valueFrom` of an ECS task
/// (`arn:…:secret:name-AbCdEf:json-key:stage:version-id`) and a secret's identifier of Key Vault
/// (`https://v.vault.azure.net/secrets/name/version`).
///
/// # Errors
///
/// Those of [`parse`]; `secrets.invalid_reference` for a spelling that is not known.
pub fn import(text: &str) -> Result<Reference> {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix("ref+") {
        return vals(rest.strip_suffix('+').unwrap_or(rest));
    }
    if text.starts_with("arn:") {
        return ecs(text);
    }
    if let Some(rest) = text.strip_prefix("https://") {
        return key_vault(rest);
    }
    parse(text)
}

fn vals(text: &str) -> Result<Reference> {
    let (head, rest) = text
        .split_once("://")
        .ok_or_else(|| no("it has no scheme", "Write ref+vault://path#/key."))?;
    let (before, fragment) = rest
        .split_once('#')
        .map_or((rest, None), |(b, f)| (b, Some(f)));
    let (path, query) = before.split_once('?').map_or((before, ""), |(p, q)| (p, q));
    if has_credential(query) {
        return Err(refused(vec![Problem::new(
            ErrorCode::SecretsCredentialInReference,
            0,
            "it carries a credential in its query",
            "Put credentials into the store's own settings.",
        )]));
    }
    let value = |wanted: &str| {
        query.split('&').find_map(|pair| {
            let (key, value) = pair.split_once('=')?;
            (key == wanted && !value.is_empty()).then_some(value)
        })
    };
    // vals writes every key as a path; one level is a plain key.
    let selector = fragment.map_or_else(String::new, |fragment| {
        let plain = fragment
            .strip_prefix('/')
            .filter(|key| !key.contains('/') && !key.contains('~'));
        format!("#{}", plain.unwrap_or(fragment))
    });
    let path = path.trim_matches('/');
    let ours = match head {
        "vault" => {
            let version = value("version").map_or_else(String::new, |v| format!("?version={v}"));
            format!("vault://{path}{version}{selector}")
        }
        "awssecrets" => {
            let query = value("version_id").map_or_else(
                || value("version_stage").map_or_else(String::new, |v| format!("?stage={v}")),
                |v| format!("?version-id={v}"),
            );
            format!("aws-sm://{path}{query}{selector}")
        }
        "azurekeyvault" => format!("azure-kv://{path}{selector}"),
        "k8s" => {
            let parts: Vec<&str> = path.split('/').collect();
            let ["v1", kind @ ("Secret" | "ConfigMap"), namespace, name, key] = parts.as_slice()
            else {
                return Err(no(
                    "it is not v1/Secret/namespace/name/key",
                    "Write ref+k8s://v1/Secret/namespace/name/key.",
                ));
            };
            format!("k8s://{namespace}/{name}?kind={kind}#{key}")
        }
        "file" => {
            let rooted = before.starts_with('/');
            let start = if rooted { "/" } else { "./" };
            format!("file://{start}{}{selector}", path.trim_start_matches("./"))
        }
        _ => {
            return Err(no(
                "this store of vals has no counterpart here",
                "Known are vault, awssecrets, azurekeyvault, k8s and file.",
            ));
        }
    };
    parse(&ours)
}

fn ecs(text: &str) -> Result<Reference> {
    let parts: Vec<&str> = text.split(':').collect();
    let [arn @ .., key, stage, version] = parts.as_slice() else {
        return parse(&format!("aws-sm://{text}"));
    };
    if parts.len() != 10 {
        return parse(&format!("aws-sm://{text}"));
    }
    let mut query = Vec::new();
    if !stage.is_empty() {
        query.push(format!("stage={}", encode(stage, true)));
    }
    if !version.is_empty() {
        query.push(format!("version-id={}", encode(version, true)));
    }
    let query = if query.is_empty() {
        String::new()
    } else {
        format!("?{}", query.join("&"))
    };
    let selector = if key.is_empty() {
        String::new()
    } else {
        format!("#{}", encode(key, false))
    };
    parse(&format!("aws-sm://{}{query}{selector}", arn.join(":")))
}

fn key_vault(rest: &str) -> Result<Reference> {
    let parts: Vec<&str> = rest.trim_end_matches('/').split('/').collect();
    let [host, "secrets", object @ ..] = parts.as_slice() else {
        return Err(no(
            "it is not the identifier of a secret in Key Vault",
            "Write https://vault.vault.azure.net/secrets/name.",
        ));
    };
    let known = [
        ".vault.azure.net",
        ".vault.azure.cn",
        ".vault.usgovcloudapi.net",
    ];
    if !known.iter().any(|suffix| host.ends_with(suffix)) {
        return Err(no(
            "its host is not one of Key Vault",
            "Configure a store for this address and write azure-kv+store://vault/name.",
        ));
    }
    let host = host.strip_suffix(".vault.azure.net").unwrap_or(host);
    let object: Vec<String> = object.iter().map(|part| encode_segment(part)).collect();
    parse(&format!("azure-kv://{host}/{}", object.join("/")))
}
