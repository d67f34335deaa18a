//! Rules as data, and how often each held.

use mendix_deploy_surface::model;

use crate::{
    findings::Severity,
    landscapes::{TargetKind, Tier},
};

/// What a rule is evaluated for, once each.
#[model]
pub enum RuleScope {
    /// An environment.
    Environment,
    /// An app with all its environments, its repository and its pipelines.
    App,
    /// All apps together.
    Landscape,
}

/// What came of one evaluation of a rule.
#[model]
pub enum RuleStatus {
    /// Everything it reads is known, and it holds.
    Passed,
    /// It does not hold: there is a finding.
    Failed,
    /// Something it reads is not known. Neither good nor bad.
    NotEvaluated,
    /// It says nothing about this target, tier or release.
    NotApplicable,
    /// It does not hold, and that is allowed for a stated time and reason.
    Exempted,
}

/// A rule.
#[model(eq)]
pub struct PolicyRule {
    /// Its id, such as `MX-DB-001`; that of its findings too.
    pub id: String,
    /// The family: `target`, `database`, ….
    pub family: String,
    /// How much a violation matters, unless the finding says otherwise.
    pub severity: Severity,
    /// What it is evaluated for.
    pub scope: RuleScope,
    /// Targets it applies to; empty: all.
    pub targets: Vec<TargetKind>,
    /// Tiers it applies to; empty: all.
    pub tiers: Vec<Tier>,
    /// What a violation is, in short.
    pub message: String,
    /// What to do.
    pub remedy: String,
    /// The facts it reads, in words.
    pub reads: String,
    /// Where it comes from: sections of the deployment guide (`G8`), of the vendor's page on operations (`E`), or `own`.
    pub source: String,
    /// Where the rule differs from its source, and why; empty when it does not.
    pub note: String,
}

/// How often one rule passed, failed and could not be evaluated.
#[model(eq)]
pub struct RuleTally {
    /// The rule's id.
    pub id: String,
    /// Evaluations that passed.
    pub passed: u32,
    /// Evaluations that failed.
    pub failed: u32,
    /// Evaluations that lacked a fact.
    pub not_evaluated: u32,
    /// Environments or apps that the rule says nothing about.
    pub not_applicable: u32,
    /// Evaluations that failed and are exempted.
    pub exempted: u32,
    /// The facts that were lacking, by code point.
    pub waits_for: Vec<String>,
}
