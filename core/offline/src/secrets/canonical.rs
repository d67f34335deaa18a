//! The one spelling of a reference, and what makes two references one read.

use std::fmt::Write as _;

use mendix_deploy_model::secrets::Reference;

use super::escape::encode;

/// The canonical form: small scheme, minimal escapes, sorted query, defaults left out.
pub(super) fn canonical(reference: &Reference) -> String {
    write(reference, reference.store.as_deref())
}

/// The canonical form with the name of the store that answers: what reports, audit records and errors show.
#[must_use]
pub fn in_store(reference: &Reference, store: &str) -> String {
    write(reference, Some(store))
}

fn write(reference: &Reference, store: Option<&str>) -> String {
    let mut out = reference.scheme.clone();
    // Writing into a String cannot fail.
    if let Some(store) = store {
        let _ = write!(out, "+{store}");
    }
    let _ = write!(out, "://{}", reference.object);
    for (i, (key, value)) in reference.query.iter().enumerate() {
        let before = if i == 0 { '?' } else { '&' };
        let _ = write!(out, "{before}{}={}", encode(key, true), encode(value, true));
    }
    if let Some(selector) = &reference.selector {
        let _ = write!(out, "#{}", encode(selector, false));
    }
    out
}

/// What is read once for all references that share it within one store: the object and the choice of its version.
/// Selector, `as`, `decode` and the like are not part of it; `engine` and `mount` are, so that a wrong one spoils no
/// other reference.
#[must_use]
pub fn fetch_key(reference: &Reference) -> String {
    let mut key = reference.object.clone();
    for name in ["engine", "kind", "mount", "stage", "version", "version-id"] {
        if let Some(value) = reference.query.get(name) {
            let _ = write!(key, "?{name}={}", encode(value, true));
        }
    }
    key
}
