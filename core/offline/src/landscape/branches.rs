//! Which branch is deployed where.

use super::{App, Environment};

impl App {
    /// The environments to which builds of a branch are deployed, by their `delivery.branches`: `*` stands for any text.
    #[must_use]
    pub fn environments_of_branch(&self, branch: &str) -> Vec<Environment> {
        let fits = |environment: &Environment| {
            environment.delivery().is_some_and(|delivery| {
                delivery
                    .branches
                    .iter()
                    .any(|pattern| matches(pattern, branch))
            })
        };
        let environments = self.environments().into_iter();
        environments.filter(fits).collect()
    }
}

/// Whether a text is of a pattern in which `*` stands for any text. Linear in both: no step is taken back twice.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else {
        return rest.is_empty();
    };
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else {
            return false;
        };
        rest = after;
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_any_text() {
        assert!(matches("main", "main"));
        assert!(!matches("main", "mainline"));
        assert!(matches("release/*", "release/2.5"));
        assert!(!matches("release/*", "hotfix/release/2.5"));
        assert!(matches("*/orders/*", "feature/orders/1"));
        assert!(!matches("a*a", "a"));
        assert!(matches("*", ""));
        assert!(!matches("", "main"));
    }
}
