//! What a comparison says about replacing the deployed package, as far as it is about these two packages.
//!
//! A comparison of other bytes says nothing. Where no digest proves that the compared file is the package in question,
//! its exact size does, together with the version; with neither, class and verdict stay unknown.

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    comparisons::{BackupDemand, StrategyPermission},
    findings::{Finding, Severity},
    plans::{ChangesFacts, ComparedPackage, PlannedPackage, Strategy},
    verdicts::{ReleaseClass, RollbackSafety, RollbackVerdict},
};

use super::{Context, Draft, impossible};
use crate::plan::unknown_verdict;

/// Class and verdict of replacing a package.
pub(in crate::plan) struct Judgement<'a> {
    pub(in crate::plan) class: ReleaseClass,
    pub(in crate::plan) rollback: RollbackVerdict,
    /// The comparison; absent when there is none that can be relied on.
    pub(in crate::plan) facts: Option<&'a ChangesFacts>,
    /// Whether a comparison, relied on or not, wants a backup: less knowledge does not make one needless.
    wants_backup: bool,
    /// Whether there is a comparison with what is deployed, relied on or not.
    is_compared: bool,
}

impl<'a> Judgement<'a> {
    /// Judges the replacement of what is deployed.
    pub(super) fn of(
        context: &Context<'a>,
        planned: &PlannedPackage,
        findings: &mut Vec<Finding>,
    ) -> Self {
        let unknown = Self {
            class: ReleaseClass::Unknown,
            rollback: unknown_verdict(),
            facts: None,
            wants_backup: false,
            is_compared: context.facts.changes.is_some() && context.deployed().is_some(),
        };
        let Some(facts) = &context.facts.changes else {
            return unknown;
        };
        if let Some(doubt) = doubt(context, facts, planned) {
            findings.push(context.finding(
                "changes.not_reliable",
                Severity::Warning,
                None,
                format!("the comparison of the packages does not count: {doubt}"),
                "Compare the very package that the environment runs with the very one that comes.",
            ));
            let mut unknown = unknown;
            unknown.wants_backup = wants_backup(facts);
            unknown
                .rollback
                .reasons
                .insert(0, format!("The comparison does not count: {doubt}."));
            return unknown;
        }
        tell(context, facts, findings);
        Self {
            class: facts.release_class,
            rollback: facts.rollback.clone(),
            facts: Some(facts),
            wants_backup: wants_backup(facts),
            is_compared: true,
        }
    }

    /// Why this release must not replace the old version without somebody's explicit approval; `None` when it may.
    ///
    /// A comparison makes `recreate` conditional on an approval for these two classes. Where nobody compared there is no
    /// such condition, and how many approve is the landscape's to say.
    pub(super) fn approval_reason(&self) -> Option<String> {
        let demands = self.is_compared
            && matches!(
                self.class,
                ReleaseClass::Destructive | ReleaseClass::Unknown
            );
        demands.then(|| {
            let reasons = match self.facts {
                Some(facts) => facts
                    .strategies
                    .iter()
                    .find(|answer| answer.strategy == Strategy::Recreate)
                    .map_or(&self.rollback.reasons, |answer| &answer.reasons),
                None => &self.rollback.reasons,
            };
            format!("The release class is {}. {}", self.class, reasons.join(" "))
                .trim_end()
                .to_owned()
        })
    }

    /// Whether the way back leads through a snapshot, so that the plan takes one whatever the landscape says.
    pub(super) fn demands_snapshot(&self) -> bool {
        self.wants_backup
    }

    /// Whether the old version can start again on the new version's database, whatever that loses.
    pub(in crate::plan) fn goes_back_without_restore(&self) -> bool {
        self.facts.is_some()
            && matches!(
                self.rollback.safety,
                RollbackSafety::Safe | RollbackSafety::LosesRecent
            )
    }
}

fn wants_backup(facts: &ChangesFacts) -> bool {
    facts.backup == BackupDemand::Required
}

/// Why a comparison says nothing about this change; `None` when it does.
fn doubt(context: &Context<'_>, facts: &ChangesFacts, planned: &PlannedPackage) -> Option<String> {
    let Some(deployed) = context.deployed() else {
        return Some("nothing is deployed".to_owned());
    };
    let environment = context.environment();
    if !context.may_run() {
        return Some(
            "the app does not run, so whether its database is that of the deployed package cannot be told"
                .to_owned(),
        );
    }
    if let (Some(running), Some(version)) = (&environment.model_version, &deployed.version)
        && running != version
    {
        return Some(format!(
            "the environment runs {running}, not the deployed {version}"
        ));
    }
    let listed = context
        .facts
        .previous
        .as_ref()
        .filter(|listed| listed.package_id == deployed.package_id);
    is_other(
        &facts.before,
        &format!("the deployed package {}", deployed.package_id),
        deployed.sha256.as_deref(),
        listed.and_then(|listed| listed.size_bytes),
        deployed.version.as_deref(),
    )
    .or_else(|| {
        is_other(
            &facts.after,
            &format!("the package that comes, {}", planned.title),
            planned.sha256.as_deref(),
            planned.size_bytes,
            planned.model_version.as_deref(),
        )
    })
}

/// Why a compared file may be another one than a package; `None` when it is that one.
fn is_other(
    compared: &ComparedPackage,
    what: &str,
    sha256: Option<&str>,
    size_bytes: Option<u64>,
    version: Option<&str>,
) -> Option<String> {
    if let (Some(own), Some(sha256)) = (&compared.sha256, sha256) {
        return (own != sha256).then(|| format!("{what} has another SHA-256"));
    }
    // A size of 0 is the platform's word for one that it does not know.
    let size_bytes = size_bytes.filter(|size| *size > 0);
    match (compared.size_bytes, size_bytes) {
        (Some(own), Some(size)) if own == size => match (&compared.model_version, version) {
            (Some(own), Some(version)) if own != version => {
                Some(format!("{what} has the version {version}, not {own}"))
            }
            _ => None,
        },
        (Some(own), Some(size)) => Some(format!("{what} has {size} bytes, not {own}")),
        _ => Some(format!(
            "nothing shows that {} is {what}",
            compared.name.as_deref().unwrap_or("what was compared")
        )),
    }
}

/// What the comparison found that somebody has to know before the start.
fn tell(context: &Context<'_>, facts: &ChangesFacts, findings: &mut Vec<Finding>) {
    for risk in &facts.start_risks {
        findings.push(context.finding(
            "changes.start_may_fail",
            Severity::Warning,
            None,
            risk.clone(),
            "Ask the data (the comparison's questions), and mend what is in the way before the stop.",
        ));
    }
    for gap in &facts.unknowns {
        findings.push(context.finding(
            "changes.not_compared",
            Severity::Warning,
            None,
            gap.clone(),
            "Look at it by hand; what is not known is not called safe.",
        ));
    }
    findings.push(context.finding(
        "changes.summary",
        Severity::Info,
        None,
        facts.summary.clone(),
        "Nothing; the comparison's document has every change.",
    ));
}

/// Refuses a strategy that the class forbids or that the platform cannot carry.
pub(super) fn strategy(context: &Context<'_>, draft: &Draft) -> Result<()> {
    let at = &context.wanted.address;
    let Some(wanted) = context.options.strategy else {
        return Ok(());
    };
    if wanted == draft.strategy || draft.steps.len() <= 1 {
        return Ok(());
    }
    if matches!(wanted, Strategy::Recreate | Strategy::InPlace) {
        return Err(impossible(
            at,
            format!(
                "this change is carried out {}, not {wanted}",
                draft.strategy
            ),
        ));
    }
    // Only one version is involved: nothing that a class could forbid.
    if draft.class.rank() <= ReleaseClass::Configuration.rank() && draft.class.is_known() {
        return Err(not_carried(context, wanted));
    }
    let compared = context.facts.changes.as_ref();
    let answer = compared
        .filter(|_| draft.class.is_known())
        .and_then(|facts| facts.strategies.iter().find(|own| own.strategy == wanted));
    let reasons = match answer {
        Some(answer) if answer.permission == StrategyPermission::Allowed => {
            return Err(not_carried(context, wanted));
        }
        // No condition can be kept through the platform's interfaces.
        Some(answer) => answer.reasons.clone(),
        None => draft.rollback.reasons.clone(),
    };
    let mut error = Error::new(
        ErrorCode::PlanStrategyRefused,
        format!(
            "{at}: a release of the class {} must not be carried out {wanted}: {}",
            draft.class,
            reasons.join(" ")
        ),
    )
    .with_context("environment", at)
    .with_context("strategy", wanted)
    .with_context("releaseClass", draft.class);
    if let Some(facts) = compared {
        error = error.with_context("changes", &facts.digest);
    }
    Err(error)
}

fn not_carried(context: &Context<'_>, wanted: Strategy) -> Error {
    impossible(
        &context.wanted.address,
        format!(
            "the class would allow {wanted}, but the platform's interfaces stop every instance for a new package or setting"
        ),
    )
    .with_remedy("Leave the strategy out: the plan stops the old version and starts the new one (recreate).")
}
