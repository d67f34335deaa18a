//! The schemes, and the query keys of each.

use mendix_deploy_model::secrets::StoreKind;

use crate::configuration::suggest::nearest;

/// A scheme.
pub(super) struct Scheme {
    pub(super) name: &'static str,
    pub(super) kind: StoreKind,
    /// Query keys beside those of all.
    pub(super) keys: &'static [&'static str],
}

pub(super) const SCHEMES: &[Scheme] = &[
    Scheme {
        name: "vault",
        kind: StoreKind::Vault,
        keys: &["version", "mount", "engine"],
    },
    Scheme {
        name: "bao",
        kind: StoreKind::Vault,
        keys: &["version", "mount", "engine"],
    },
    Scheme {
        name: "aws-sm",
        kind: StoreKind::Aws,
        keys: &["stage", "version-id"],
    },
    Scheme {
        name: "azure-kv",
        kind: StoreKind::Azure,
        keys: &[],
    },
    Scheme {
        name: "k8s",
        kind: StoreKind::Kubernetes,
        keys: &["kind"],
    },
    Scheme {
        name: "env",
        kind: StoreKind::Environment,
        keys: &[],
    },
    Scheme {
        name: "file",
        kind: StoreKind::Files,
        keys: &["format", "trim"],
    },
];

/// Query keys of every scheme.
pub(super) const EVERYWHERE: &[&str] = &["as", "decode", "optional"];

pub(super) fn scheme(name: &str) -> Option<&'static Scheme> {
    SCHEMES.iter().find(|scheme| scheme.name == name)
}

/// Whether a text has a scheme of secrets: then it is meant as a reference, right or wrong.
#[must_use]
pub fn is_reference(text: &str) -> bool {
    text.split_once("://").is_some_and(|(head, _)| {
        let name = head.split('+').next().unwrap_or_default();
        scheme(&name.to_ascii_lowercase()).is_some()
    })
}

/// Whether a literal was probably meant as a reference: a scheme that is nearly one of ours.
#[must_use]
pub fn misspelled(value: &str) -> Option<String> {
    let (head, _) = value.split_once("://")?;
    let written = head.split('+').next().unwrap_or(head);
    let plain = !written.is_empty()
        && written.len() <= 12
        && written
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if !plain
        || matches!(
            written,
            "http" | "https" | "ftp" | "ws" | "wss" | "smtp" | "ldap"
        )
    {
        return None;
    }
    let known = SCHEMES.iter().map(|scheme| scheme.name);
    let right = nearest(written, known.filter(|known| known.len() > 3))?;
    (right != written).then(|| format!("`{written}://` is nearly the scheme `{right}://`"))
}
