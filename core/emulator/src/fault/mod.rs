//! Faults: what goes wrong, and when.

mod act;
mod plan;
mod rule;

pub(crate) use plan::{Outcome, Plan};
pub(crate) use rule::{Action, Rule, When};

use serde_json::Value;

/// Things that go wrong inside a job, not on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JobFault {
    DbSyncFails,
    StartupActionFails,
    SnapshotFails,
    ArchiveFails,
    RestoreFails,
    BuildFails,
    UploadFails,
    LinkExpired,
}

/// All rules, in the order they were injected.
#[derive(Default)]
pub(crate) struct Faults {
    rules: Vec<Rule>,
    given: u64,
}

impl Faults {
    /// Adds a rule and returns its number; numbers start at 1.
    pub(crate) fn inject(&mut self, fault: &Value) -> Result<u64, String> {
        let rule = Rule::parse(self.given + 1, fault)?;
        self.given += 1;
        self.rules.push(rule);
        Ok(self.given)
    }

    /// No rules, and numbers that go on after those of `old`: a request that waits for one is not fooled.
    pub(crate) fn after(old: &Self) -> Self {
        Self {
            rules: Vec::new(),
            given: old.given,
        }
    }

    pub(crate) fn clear(&mut self) {
        self.rules.clear();
    }

    /// The actions due for a request, each counted as used.
    pub(crate) fn due(&mut self, method: &str, path: &str) -> Vec<(u64, When, Action)> {
        self.rules
            .iter_mut()
            .filter(|rule| rule.is_wire() && rule.matches(method, path))
            .filter_map(|rule| {
                rule.count()
                    .then(|| (rule.id, rule.when, rule.action.clone()))
            })
            .collect()
    }

    pub(crate) fn has(&self, id: u64) -> bool {
        self.rules.iter().any(|rule| rule.id == id)
    }

    /// Whether a job of this kind fails now. Counts as a use.
    pub(crate) fn take(&mut self, fault: JobFault) -> bool {
        self.rules
            .iter_mut()
            .find(|rule| matches!(rule.action, Action::Job(own) if own == fault) && rule.is_left())
            .is_some_and(Rule::count)
    }

    /// Names that the next start job misses.
    pub(crate) fn missing_constants(&mut self) -> Vec<String> {
        for rule in &mut self.rules {
            if let Action::MissingConstants(names) = &rule.action
                && rule.is_left()
            {
                let names = names.clone();
                if rule.count() {
                    return names;
                }
            }
        }
        Vec::new()
    }

    /// Code and text with which the next start job fails.
    pub(crate) fn start_failure(&mut self) -> Option<(String, String)> {
        for rule in &mut self.rules {
            if let Action::StartFails { code, message } = &rule.action
                && rule.is_left()
            {
                let failure = (code.clone(), message.clone());
                if rule.count() {
                    return Some(failure);
                }
            }
        }
        None
    }
}
