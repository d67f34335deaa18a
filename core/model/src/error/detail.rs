//! Typed details of errors, where people branch on them.

use mendix_deploy_surface::model;

use crate::{findings::Finding, secrets::SecretFailure};

/// One fact that is no longer what the plan was made from.
#[model(eq)]
pub struct FactChange {
    /// The fact's path in the plan: `environment.packageId`.
    pub fact: String,
    /// As text, when the plan was made; absent when there was none.
    pub planned: Option<String>,
    /// As text, now; absent when there is none.
    pub observed: Option<String>,
}

/// Data beside an error.
#[model]
pub enum ErrorDetail {
    /// Every reason, as findings.
    Findings {
        /// The findings, worst first.
        findings: Vec<Finding>,
    },
    /// What changed since the plan was made.
    StaleFacts {
        /// The facts.
        changed: Vec<FactChange>,
    },
    /// The run that failed.
    FailedRun {
        /// The run's id.
        run: String,
        /// The step that failed.
        step: String,
        /// How the run ended: `rolledBack`, `needsHands`, `unchanged`.
        outcome: String,
    },
    /// The run that stopped and how to go on.
    StoppedRun {
        /// The run's id.
        run: String,
        /// The next step.
        step: Option<String>,
    },
    /// What a person needs to decide.
    #[serde(rename = "decision")]
    NeededDecision {
        /// The run's id.
        run: String,
        /// The step.
        step: String,
        /// What is known, one sentence each.
        known: Vec<String>,
        /// The choices, one sentence each.
        choices: Vec<String>,
    },
    /// Why going back is refused.
    RefusedRollback {
        /// The verdict: `losesRecent`, `needsRestore`, `unknown`.
        verdict: String,
        /// The reasons, one sentence each.
        reasons: Vec<String>,
        /// What the caller would have to accept by name.
        losses: Vec<String>,
    },
    /// Who holds the lease.
    HeldLease {
        /// The holder's run.
        run: String,
        /// The holder's actor.
        actor: String,
        /// When the lease ends, RFC 3339.
        expires_at: String,
    },
    /// Every secret that cannot be had, every mistake in references.
    UnresolvedSecrets {
        /// In the order asked.
        failures: Vec<SecretFailure>,
    },
}
