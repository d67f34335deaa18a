//! Versions of the Mendix Runtime: `10.24.0.12345`.

use std::cmp::Ordering;

/// The numbers of a version; `None` when it is none. A word behind a dash (`7.0.0-rc1`) is left out.
pub(crate) fn numbers(version: &str) -> Option<Vec<u64>> {
    let version = version.trim();
    let version = version
        .split_once('-')
        .map_or(version, |(before, _)| before);
    let parts: Option<Vec<u64>> = version.split('.').map(|part| part.parse().ok()).collect();
    parts.filter(|parts| parts.len() <= 8)
}

/// Whether `version` is `other` or later; missing parts count as zero.
pub(crate) fn at_least(version: &[u64], other: &[u64]) -> bool {
    let at = |parts: &[u64], i: usize| parts.get(i).copied().unwrap_or(0);
    (0..version.len().max(other.len()))
        .map(|i| at(version, i).cmp(&at(other, i)))
        .find(|order| order.is_ne())
        .is_none_or(Ordering::is_gt)
}

/// Whether `version` has what came with the versions of `since`: the last one and everything after it, and patches of
/// the minor versions named before it. Nothing in `since`: always.
pub(crate) fn reached(version: &[u64], since: &[&str]) -> bool {
    let Some((last, patches)) = since.split_last() else {
        return true;
    };
    let later = |than: &str| numbers(than).is_some_and(|than| at_least(version, &than));
    later(last)
        || patches.iter().any(|patch| {
            numbers(patch).is_some_and(|numbers| {
                version.get(..2) == numbers.get(..2) && at_least(version, &numbers)
            })
        })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_counts_for_its_own_minor_version_only() {
        let since = ["9.6.11", "9.12"];
        for (version, has) in [
            ("9.6.10", false),
            ("9.6.11", true),
            ("9.6.12.345", true),
            ("9.7.0", false),
            ("9.11.99", false),
            ("9.12", true),
            ("9.12.0.1", true),
            ("10.0.0", true),
            ("7.23.1", false),
        ] {
            assert_eq!(
                reached(&numbers(version).unwrap(), &since),
                has,
                "{version}"
            );
        }
        assert!(reached(&[5], &[]));
    }

    #[test]
    fn what_is_no_version_has_no_numbers() {
        assert_eq!(numbers("7.0.0-rc1"), Some(vec![7, 0, 0]));
        for text in ["", "ten", "10..1", "10.x", "-1", "1.2.3.4.5.6.7.8.9"] {
            assert_eq!(numbers(text), None, "{text}");
        }
    }
}
