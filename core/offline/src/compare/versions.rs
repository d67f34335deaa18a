//! Mendix versions, held against each other by their parts (package formats, 3.1: `4.4.4`, `7.0.0-rc1`,
//! `10.24.15.93102`, `6-build7020`).

/// How far two versions are apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Distance {
    /// The same version.
    Same,
    /// The same major and minor number.
    Patch,
    /// Another minor or major number.
    Line,
    /// One of them cannot be read.
    Unknown,
}

/// How far two versions are apart.
pub(super) fn distance(before: &str, after: &str) -> Distance {
    if before == after {
        return Distance::Same;
    }
    match (parse(before), parse(after)) {
        (Some(before), Some(after)) if before.0 != after.0 || before.1 != after.1 => Distance::Line,
        // The same patch is written with and without a build number: `11.6.3` by a project, `11.6.3.1234` by a runtime.
        (Some((.., Some(before), None)), Some((.., Some(after), _)))
        | (Some((.., Some(before), _)), Some((.., Some(after), None)))
            if before == after =>
        {
            Distance::Same
        }
        (Some(_), Some(_)) => Distance::Patch,
        _ => Distance::Unknown,
    }
}

/// Whether the second version is older than the first, as far as their numbers tell.
pub(super) fn is_downgrade(before: &str, after: &str) -> bool {
    let numbers = |version: &str| -> Vec<u64> {
        version
            .split('.')
            .map(|part| {
                let digits = part.bytes().take_while(u8::is_ascii_digit).count();
                part[..digits].parse().unwrap_or(0)
            })
            .collect()
    };
    numbers(after) < numbers(before)
}

type Parts<'a> = (u64, u64, Option<&'a str>, Option<&'a str>);

fn parse(version: &str) -> Option<Parts<'_>> {
    let mut parts = version.splitn(4, '.');
    let major = parts.next()?.parse().ok()?;
    let minor = parts.next()?.parse().ok()?;
    Some((major, minor, parts.next(), parts.next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_decide() {
        assert_eq!(distance("10.24.15.93102", "10.24.15.93102"), Distance::Same);
        assert_eq!(distance("10.24.15.93102", "10.24.15"), Distance::Same);
        assert_eq!(
            distance("10.24.15.93102", "10.24.15.93103"),
            Distance::Patch
        );
        assert_eq!(distance("10.24.8", "10.24.15"), Distance::Patch);
        assert_eq!(distance("7.0.0-rc1", "7.0.2"), Distance::Patch);
        assert_eq!(distance("10.2.0", "10.24.0"), Distance::Line);
        assert_eq!(distance("9.24.0", "10.24.0"), Distance::Line);
        assert_eq!(distance("6-build7020", "6.0.0"), Distance::Unknown);
    }

    #[test]
    fn older_versions_are_told_by_number() {
        assert!(is_downgrade("10.24.15.93102", "10.24.8.80126"));
        assert!(is_downgrade("10.0.0", "9.24.0"));
        assert!(!is_downgrade("9.24.0", "10.0.0"));
        assert!(!is_downgrade("7.0.0-rc1", "7.0.2"));
    }
}
