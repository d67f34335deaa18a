//! Runtime versions: an older runtime may refuse a database that a newer one has migrated.

use std::cmp::Ordering;

use mendix_deploy_model::findings::Severity;

use super::Check;

impl Check<'_> {
    pub(super) fn runtime(&mut self) {
        let running = self
            .options
            .running
            .as_ref()
            .map(|package| package.runtime_version.clone())
            .or_else(|| self.options.running_runtime_version.clone());
        let Some(running) = running else {
            self.skip("runtime downgrade", "what runs there now is not known");
            return;
        };
        let new = self.package.runtime_version.clone();
        let address = self.environment.address().clone();
        match compare(&new, &running) {
            None => self.skip(
                "runtime downgrade",
                &format!("`{running}` and `{new}` cannot be compared"),
            ),
            Some(Ordering::Less) => {
                self.find(
                    "runtime.downgrade",
                    Severity::Error,
                    "runtimeVersion",
                    format!("{address} runs Mendix {running}, and the package was built with the older {new}"),
                    "Build the package with the runtime version of the environment or a later one.".to_owned(),
                );
            }
            Some(Ordering::Greater) if major(&new) != major(&running) => {
                self.find(
                    "runtime.major_upgrade",
                    Severity::Warning,
                    "runtimeVersion",
                    format!("the package brings {address} from Mendix {running} to {new}, another major version"),
                    "Read the release notes of the new major version, and rehearse the migration on a copy of the data.".to_owned(),
                );
            }
            Some(_) => {}
        }
    }
}

/// Compares the numbers of two versions; a missing number is 0, what follows a number (`0-rc1`) does not count.
fn compare(a: &str, b: &str) -> Option<Ordering> {
    let (a, b) = (numbers(a)?, numbers(b)?);
    let length = a.len().max(b.len());
    let at = |numbers: &[u64], i: usize| numbers.get(i).copied().unwrap_or(0);
    Some(
        (0..length)
            .map(|i| at(&a, i).cmp(&at(&b, i)))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal),
    )
}

fn major(version: &str) -> Option<u64> {
    numbers(version)?.first().copied()
}

fn numbers(version: &str) -> Option<Vec<u64>> {
    version
        .trim()
        .trim_start_matches(['v', 'V'])
        .split('.')
        .map(|part| {
            let end = part
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(part.len());
            part[..end].parse().ok()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_by_number() {
        for (a, b, order) in [
            ("10.9.0.1", "10.24.15.93102", Some(Ordering::Less)),
            ("10.24", "10.24.0", Some(Ordering::Equal)),
            ("7.0.0-rc1", "7.0.0", Some(Ordering::Equal)),
            (" v11.6.5 ", "10.24.1", Some(Ordering::Greater)),
            ("", "10", None),
            ("latest", "10", None),
            ("10..1", "10", None),
            ("99999999999999999999999", "10", None),
        ] {
            assert_eq!(compare(a, b), order, "{a} {b}");
        }
    }
}
