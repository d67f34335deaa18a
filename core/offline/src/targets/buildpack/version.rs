//! Versions of the runtime as the buildpack compares them: part by part, a shorter one below a longer one that starts alike.

/// `10.24.0.12345` as numbers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Version(Vec<u64>);

impl Version {
    /// Reads up to four numbers; what follows does not count. Nothing when it does not start with a number.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut parts = Vec::new();
        let mut rest = text;
        while parts.len() < 4 {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if digits == 0 {
                break;
            }
            parts.push(rest[..digits].parse().ok()?);
            rest = &rest[digits..];
            match rest.strip_prefix('.') {
                Some(after) if after.starts_with(|c: char| c.is_ascii_digit()) => rest = after,
                _ => break,
            }
        }
        (!parts.is_empty()).then_some(Self(parts))
    }

    pub(super) fn is_at_least(&self, parts: &[u64]) -> bool {
        self.0.as_slice() >= parts
    }

    pub(super) fn major(&self) -> u64 {
        self.0[0] // `read` makes no empty one
    }

    pub(super) fn minor(&self) -> Option<u64> {
        self.0.get(1).copied()
    }

    pub(super) fn patch(&self) -> Option<u64> {
        self.0.get(2).copied()
    }

    /// As the folder of the runtime is named.
    pub(super) fn folder(&self, text: &str) -> String {
        let parts: Vec<String> = self.0.iter().map(u64::to_string).collect();
        let name = parts.join(".");
        match text.split_once('-') {
            Some((_, addendum)) if !addendum.is_empty() => format!("{name}-{addendum}"),
            _ => name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn shorter_versions_are_below_longer_ones() {
        let version = |text| Version::read(text).map(|v| v.0);
        assert_eq!(version("10.24.0.12345"), Some(vec![10, 24, 0, 12345]));
        assert_eq!(version("9.24.0-beta.1"), Some(vec![9, 24, 0]));
        assert_eq!(version("9."), Some(vec![9]));
        assert_eq!(version("x"), None);
        let at_least =
            |text, parts: &[u64]| Version::read(text).is_some_and(|v| v.is_at_least(parts));
        assert!(at_least("9.12", &[9, 12]));
        assert!(at_least("9.12.0", &[9, 12]));
        assert!(!at_least("9.6.0", &[9, 12]));
        assert!(!at_least("9", &[9, 0]));
        assert_eq!(
            Version::read("9.24.0.1-x")
                .map(|v| v.folder("9.24.0.1-x"))
                .as_deref(),
            Some("9.24.0.1-x")
        );
    }
}
