//! Runtime versions: an older runtime may refuse a database that a newer one has migrated.
//!
//! Preflight and planner both ask here, so that one environment is told one thing.

use std::cmp::Ordering;

use mendix_deploy_model::{Address, findings::Severity};

/// The subject of findings about runtime versions.
pub(crate) const SUBJECT: &str = "runtimeVersion";

/// What a change of the runtime means: the parts of a finding that do not depend on who looks.
#[derive(Debug)]
pub(crate) struct RuntimeChange {
    pub(crate) id: &'static str,
    pub(crate) severity: Severity,
    pub(crate) message: String,
    pub(crate) remedy: &'static str,
}

/// Compares the runtime that an environment has with the one that a package was built for; `None` when they are equal.
///
/// # Errors
///
/// A sentence, when the versions cannot be compared.
pub(crate) fn runtime_change(
    address: &Address,
    running: &str,
    new: &str,
) -> Result<Option<RuntimeChange>, String> {
    let (Some(old_parts), Some(new_parts)) = (numbers(running), numbers(new)) else {
        return Err(format!(
            "the runtime versions {running:?} and {new:?} cannot be compared"
        ));
    };
    let at = |parts: &[u64], i: usize| parts.get(i).copied().unwrap_or(0);
    let length = old_parts.len().max(new_parts.len());
    let differs = (0..length).find(|i| at(&old_parts, *i) != at(&new_parts, *i));
    let Some(place) = differs else {
        return Ok(None);
    };
    let change = match at(&new_parts, place).cmp(&at(&old_parts, place)) {
        Ordering::Less => RuntimeChange {
            id: "runtime.downgrade",
            // Within one minor version the database's own catalogue stays as it is.
            severity: if place >= 2 {
                Severity::Warning
            } else {
                Severity::Error
            },
            message: format!(
                "{address} runs Mendix {running}, and the package was built with the older {new}; an older runtime on a newer database is not supported"
            ),
            remedy: "Build the package with the runtime version of the environment or a later one; to go back, undo the newer release from its savepoint, with its snapshot.",
        },
        _ if place == 0 => RuntimeChange {
            id: "runtime.major_upgrade",
            severity: Severity::Warning,
            message: format!(
                "the package brings {address} from Mendix {running} to {new}, another major version"
            ),
            remedy: "Read the release notes of the new major version, and rehearse the migration on a copy of the data; the way back needs the snapshot.",
        },
        _ => RuntimeChange {
            id: "runtime.upgrade",
            severity: Severity::Info,
            message: format!(
                "the package brings {address} from Mendix {running} to {new}; the database's own catalogue may be migrated"
            ),
            remedy: "Nothing; the way back needs the snapshot.",
        },
    };
    Ok(Some(change))
}

fn numbers(version: &str) -> Option<Vec<u64>> {
    version
        .trim()
        .trim_start_matches(['v', 'V'])
        .split('.')
        .map(|part| {
            // What follows a number, as in `0-rc1`, does not count.
            let end = part
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(part.len());
            part[..end].parse().ok()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn versions_are_compared_by_number() {
        let address = Address::parse("orders/production").unwrap();
        let told = |running: &str, new: &str| {
            runtime_change(&address, running, new)
                .map(|change| change.map(|change| (change.id, change.severity)))
                .ok()
        };
        let downgrade = |severity| Some(Some(("runtime.downgrade", severity)));
        for (running, new, expected) in [
            ("10.24.15.93102", "10.9.0.1", downgrade(Severity::Error)),
            ("10.24.15.93102", "10.24.9.1", downgrade(Severity::Warning)),
            ("10.24.0", "10.24", Some(None)),
            ("7.0.0", "7.0.0-rc1", Some(None)),
            (
                "10.24.1",
                " v11.6.5 ",
                Some(Some(("runtime.major_upgrade", Severity::Warning))),
            ),
            (
                "10.9",
                "10.10",
                Some(Some(("runtime.upgrade", Severity::Info))),
            ),
            ("10", "", None),
            ("10", "latest", None),
            ("10", "10..1", None),
            ("10", "99999999999999999999999", None),
        ] {
            assert_eq!(told(running, new), expected, "{running} {new}");
        }
    }
}
