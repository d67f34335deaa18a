//! What a policy check may be told: the day, facts, exemptions, rules of one's own.

use mendix_deploy_surface::model;

use crate::{
    findings::Severity,
    landscapes::{TargetKind, Tier},
    time::Day,
};

use super::{PolicyFacts, RuleStatus};

/// What a policy check may be told beyond the landscape.
#[model(options)]
pub struct PolicyOptions {
    /// The day to judge exemptions, freezes and ages by. Without it, exemptions do not hold.
    pub as_of: Option<Day>,
    /// What the landscape does not hold; a fact given here replaces the landscape's.
    pub facts: Option<PolicyFacts>,
    /// Rules that are allowed not to hold, for a time.
    pub exemptions: Vec<PolicyExemption>,
    /// Rules of the team's own.
    pub custom_rules: Vec<CustomRule>,
    /// Results of rules that were evaluated by functions of the caller.
    pub custom_results: Vec<CustomRuleResult>,
    /// The least severity to report; findings below it are counted and not listed. Default: `info`, everything.
    pub least: Option<Severity>,
}

/// A rule that is allowed not to hold, for a time.
#[model(eq, input)]
pub struct PolicyExemption {
    /// The rule's id.
    pub rule: String,
    /// The app or the environment (`app/environment`) it is for; absent: everywhere.
    pub address: Option<String>,
    /// Why.
    pub reason: String,
    /// The last day it holds.
    pub until: Day,
}

/// How a rule of the team's own compares.
///
/// A value is compared as a number where both sides are numbers, else as text.
#[model]
pub enum PolicyOperator {
    /// The fact is known, whatever it is.
    Present,
    /// The fact is not known.
    Absent,
    /// Equal to the first value.
    Equals,
    /// Equal to none of the values.
    NoneOf,
    /// Equal to one of the values.
    OneOf,
    /// A number not below the first value.
    AtLeast,
    /// A number not above the first value.
    AtMost,
    /// Text, or a list, that contains the first value.
    Contains,
    /// Text that begins with the first value.
    StartsWith,
    /// Text that ends with the first value.
    EndsWith,
}

/// A rule of the team's own, about the facts of an environment.
#[model(eq, input)]
pub struct CustomRule {
    /// Its id; not one that begins with `MX-`.
    pub id: String,
    /// How much a violation matters. Default: `error`.
    pub severity: Option<Severity>,
    /// Targets it applies to; empty: all.
    pub targets: Vec<TargetKind>,
    /// Tiers it applies to; empty: all.
    pub tiers: Vec<Tier>,
    /// The fact, as a JSON pointer (RFC 6901) into the environment's facts: `/database/tls`, `/replicas`,
    /// `/runtimeSettings/SessionTimeout`.
    pub path: String,
    /// How it compares.
    pub operator: PolicyOperator,
    /// What it is compared with; none for `present` and `absent`.
    pub values: Vec<String>,
    /// What a violation is.
    pub message: String,
    /// What to do.
    pub remedy: String,
}

/// What a function of the caller made of one environment.
#[model(eq, input)]
pub struct CustomRuleResult {
    /// The rule's id; not one that begins with `MX-`.
    pub id: String,
    /// How much a violation matters. Default: `error`.
    pub severity: Option<Severity>,
    /// The environment, `app/environment`.
    pub address: String,
    /// What came of it.
    pub status: RuleStatus,
    /// What a violation is, or what an evaluation waits for.
    pub message: Option<String>,
    /// What to do.
    pub remedy: Option<String>,
}
