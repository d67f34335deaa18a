//! Rules: which hold, which do not, and until when.

use std::collections::BTreeMap;

use mendix_deploy_surface::model;

use crate::time::Day;

/// How much a violated rule matters; `off` switches it off, which an exemption does with a reason and an end.
#[model]
pub enum RuleSeverity {
    /// Blocks.
    Error,
    /// Needs a decision.
    Warning,
    /// Advice.
    Info,
    /// Not checked.
    Off,
}

/// How rules are applied.
#[model(eq, options)]
pub struct PolicySpec {
    /// How much single rules matter here, by their id: `{MX-DB-003: error}`. Merged by id.
    pub severities: BTreeMap<String, RuleSeverity>,
    /// Documents with rules of one's own, as paths relative to the landscape.
    pub rules: Vec<String>,
    /// The severity from which on a plan is refused. Default: error.
    pub blocks_from: Option<RuleSeverity>,
}

/// A rule that does not hold for a while.
#[model(eq, input)]
pub struct Exemption {
    /// The rule's id: `MX-DB-002`.
    pub rule: String,
    /// Why.
    pub reason: String,
    /// The last day on which it counts.
    pub expires: Day,
    /// Who decided.
    pub by: Option<String>,
    /// What of the environment it is for, as in the finding: a constant, an event. Default: all of it.
    pub subject: Option<String>,
}
