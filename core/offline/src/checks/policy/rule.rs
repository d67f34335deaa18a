//! What a rule is made of, and what its check answers.

use mendix_deploy_model::{
    findings::Severity,
    landscapes::{TargetKind, Tier},
    policies::{PolicyRule, RuleScope},
};

use super::view::{AppView, EnvironmentView};

/// What a check answers: the violations, none when the rule holds.
pub(super) type Judged = Result<Vec<Violation>, Stop>;

/// Why a check came to no answer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// A fact is lacking.
    Waits(&'static str),
    /// The rule says nothing here.
    NotApplicable,
}

/// One way in which a rule does not hold.
#[derive(Debug, Default)]
pub(super) struct Violation {
    /// The particulars, which follow the rule's message.
    pub(super) detail: String,
    /// The thing itself: a constant, a setting, a job.
    pub(super) subject: Option<String>,
    /// Below the environment: `database.name`, `constants`.
    pub(super) at: &'static str,
    /// The environment, for rules about more than one.
    pub(super) environment: Option<(String, String)>,
    /// In place of the rule's own.
    pub(super) severity: Option<Severity>,
}

impl Violation {
    pub(super) fn at(mut self, at: &'static str) -> Self {
        self.at = at;
        self
    }

    pub(super) fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    pub(super) fn of(mut self, app: &str, environment: &str) -> Self {
        self.environment = Some((app.to_owned(), environment.to_owned()));
        self
    }

    pub(super) fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }
}

pub(super) fn violation(detail: impl Into<String>) -> Violation {
    Violation {
        detail: detail.into(),
        ..Violation::default()
    }
}

/// One violation when `broken`.
pub(super) fn fails_if(broken: bool, detail: impl FnOnce() -> String) -> Judged {
    Ok(if broken {
        vec![violation(detail())]
    } else {
        Vec::new()
    })
}

pub(super) const NOT_APPLICABLE: Judged = Err(Stop::NotApplicable);

/// The fact, or a stop that says it is lacking.
pub(super) fn need<T: Clone>(fact: &Option<T>, name: &'static str) -> Result<T, Stop> {
    fact.clone().ok_or(Stop::Waits(name))
}

/// As [`need`], without a copy.
pub(super) fn need_ref<'a, T>(fact: &'a Option<T>, name: &'static str) -> Result<&'a T, Stop> {
    fact.as_ref().ok_or(Stop::Waits(name))
}

/// A check and what it is called for.
#[derive(Clone, Copy)]
pub(super) enum Check {
    Environment(fn(&EnvironmentView<'_>) -> Judged),
    App(fn(&AppView<'_>) -> Judged),
    Landscape(fn(&[AppView<'_>]) -> Judged),
}

/// A rule: its data and its check.
#[derive(Clone, Copy)]
pub(super) struct Rule {
    pub(super) id: &'static str,
    pub(super) severity: Severity,
    pub(super) check: Check,
    pub(super) targets: &'static [TargetKind],
    pub(super) tiers: &'static [Tier],
    pub(super) message: &'static str,
    pub(super) remedy: &'static str,
    reads: &'static str,
    source: &'static str,
    note: &'static str,
}

const fn rule(id: &'static str, severity: Severity, check: Check) -> Rule {
    Rule {
        id,
        severity,
        check,
        targets: &[],
        tiers: &[],
        message: "",
        remedy: "",
        reads: "",
        source: "",
        note: "",
    }
}

pub(super) const fn error(id: &'static str, check: Check) -> Rule {
    rule(id, Severity::Error, check)
}

pub(super) const fn warning(id: &'static str, check: Check) -> Rule {
    rule(id, Severity::Warning, check)
}

pub(super) const fn info(id: &'static str, check: Check) -> Rule {
    rule(id, Severity::Info, check)
}

impl Rule {
    pub(super) const fn on(mut self, targets: &'static [TargetKind]) -> Self {
        self.targets = targets;
        self
    }

    pub(super) const fn tiers(mut self, tiers: &'static [Tier]) -> Self {
        self.tiers = tiers;
        self
    }

    /// What a violation is, and what to do about it.
    pub(super) const fn says(mut self, message: &'static str, remedy: &'static str) -> Self {
        self.message = message;
        self.remedy = remedy;
        self
    }

    /// The facts it reads, and where it comes from.
    pub(super) const fn reads(mut self, facts: &'static str, source: &'static str) -> Self {
        self.reads = facts;
        self.source = source;
        self
    }

    pub(super) const fn note(mut self, note: &'static str) -> Self {
        self.note = note;
        self
    }

    pub(super) const fn scope(&self) -> RuleScope {
        match self.check {
            Check::Environment(_) => RuleScope::Environment,
            Check::App(_) => RuleScope::App,
            Check::Landscape(_) => RuleScope::Landscape,
        }
    }

    pub(super) fn describe(&self, family: &str) -> PolicyRule {
        PolicyRule {
            id: self.id.to_owned(),
            family: family.to_owned(),
            severity: self.severity,
            scope: self.scope(),
            targets: self.targets.to_vec(),
            tiers: self.tiers.to_vec(),
            message: self.message.to_owned(),
            remedy: self.remedy.to_owned(),
            reads: self.reads.to_owned(),
            source: self.source.to_owned(),
            note: self.note.to_owned(),
        }
    }
}
