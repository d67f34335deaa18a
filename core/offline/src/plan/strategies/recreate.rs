//! `recreate`: stop the old version, start the new one. The only strategy that Mendix Cloud's interfaces allow.
//!
//! ```text
//! prepare · confirm · savepoint · settings · [snapshot] ║ stop · [snapshot] · transport · [restore] · settings · start · verify ║
//! ```

use mendix_deploy_model::{
    cloud::PackageId,
    landscapes::SnapshotPolicy,
    plans::{Expectation, PointOfNoReturn, Step, StepAction, Strategy},
};

use super::{Back, DatabaseChange};
use crate::plan::planner::{Context, Draft, Judgement, SettingsWrites};

/// How the app is started again.
pub(in crate::plan) struct Start {
    pub(in crate::plan) auto_sync_db: bool,
    pub(in crate::plan) why: String,
    /// Why nothing leads back from here without a loss; absent when something does.
    pub(in crate::plan) point_of_no_return: Option<String>,
}

/// Settings that go back to what a savepoint recorded.
pub(in crate::plan) struct SavedSettings {
    /// The run that made the savepoint.
    pub(in crate::plan) run: String,
    /// What is overwritten now, for this run's own savepoint.
    pub(in crate::plan) constants: Vec<String>,
    pub(in crate::plan) scheduled_events: Vec<String>,
}

/// One stop and start with everything around it.
pub(in crate::plan) struct Recreate<'a> {
    /// Steps that touch nothing the app uses.
    pub(in crate::plan) prepare: Vec<Step>,
    pub(in crate::plan) writes: SettingsWrites,
    /// Settings that another run's savepoint recorded, in place of `writes`.
    pub(in crate::plan) saved: Option<SavedSettings>,
    pub(in crate::plan) snapshot: Option<SnapshotPolicy>,
    /// What the snapshot's comment says after "before ".
    pub(in crate::plan) before: String,
    /// The package to transport: `Some(None)` is the one that this run uploads or builds.
    pub(in crate::plan) transport: Option<Option<PackageId>>,
    /// The data to write.
    pub(in crate::plan) restore: Option<Step>,
    /// Absent: the app stays stopped.
    pub(in crate::plan) start: Option<Start>,
    pub(in crate::plan) expect: Expectation,
    pub(in crate::plan) verify_why: String,
    /// Whether the database may differ afterwards.
    pub(in crate::plan) database: DatabaseChange,
    /// What is known about starting the old version again; absent when the package stays.
    pub(in crate::plan) judgement: Option<Judgement<'a>>,
    /// Why nothing leads back once the app is stopped, when this is known from the start.
    pub(in crate::plan) no_way: Option<String>,
}

impl Recreate<'_> {
    /// Puts the steps in order into a draft.
    pub(in crate::plan) fn draft(self, context: &Context<'_>, mut draft: Draft) -> Draft {
        let mut steps = Vec::new();
        let mut order = std::mem::take(&mut draft.order);
        let prepared = !self.prepare.is_empty();
        steps.extend(self.prepare);
        if prepared {
            steps.push(context.step(
                "confirm",
                StepAction::ConfirmFacts {},
                "Preparing takes time; somebody may have changed the environment meanwhile.",
            ));
        }
        let (mut constants, mut scheduled_events) = self.writes.savepoint();
        if let Some(saved) = &self.saved {
            constants.extend(saved.constants.iter().cloned());
            scheduled_events.extend(saved.scheduled_events.iter().cloned());
        }
        let has_saved = self.saved.is_some();
        let saved = self.saved.map(|saved| {
            context.step(
                "settings",
                StepAction::RestoreSettings {
                    run: Some(saved.run),
                },
                "The version before ran with these settings.",
            )
        });
        // With a transport they wait for the package that knows all of their names.
        let (early_saved, late_saved) = match saved {
            Some(step) if self.transport.is_some() => (None, Some(step)),
            step => (step, None),
        };
        let early_settings = !self.writes.early.is_empty() || early_saved.is_some();
        let keep_bytes = self.transport.is_some() && context.keeps_previous_package();
        steps.push(context.step(
            "savepoint",
            StepAction::RecordSavepoint {
                previous_package_id: context.deployed().map(|d| d.package_id.clone()),
                keep_bytes,
                constants,
                scheduled_events,
            },
            if keep_bytes {
                "The way back needs to know where it leads, and must not depend on the platform keeping the package."
            } else {
                "The way back needs to know where it leads."
            },
        ));
        let has_late_writes = !self.writes.late.is_empty();
        if !self.writes.early.is_empty() {
            steps.push(context.step(
                "settings",
                self.writes.early.action(),
                "These settings exist already and take effect at the next start, so they are written while the app runs.",
            ));
            order.push("Settings that the environment knows are written before the stop: they take effect only at the start.".to_owned());
        }
        steps.extend(early_saved);
        let comment = format!("mendix-deploy: before {}", self.before);
        let take = |why: &str| {
            context.step(
                "snapshot",
                StepAction::TakeSnapshot {
                    comment: comment.clone(),
                },
                why,
            )
        };
        if self.snapshot == Some(SnapshotPolicy::BeforeStop) {
            steps.push(take(
                "Taken before the stop to shorten the downtime; what is stored until the stop is not in it.",
            ));
            order.push("The snapshot is taken before the stop: less downtime, but what is stored in between would be lost by a restore.".to_owned());
        }
        let stop_at = steps.len();
        steps.push(context.step(
            "stop",
            StepAction::StopEnvironment {},
            if self.transport.is_some() {
                "A package is transported only into a stopped environment."
            } else if self.restore.is_some() {
                "A snapshot is restored only into a stopped environment."
            } else {
                "What is new takes effect only at a start."
            },
        ));
        order.push("Everything that can be checked or prepared comes before the stop; the stop comes as late as possible.".to_owned());
        if self.snapshot == Some(SnapshotPolicy::AfterStop) {
            steps.push(take(
                "Taken after the stop: nothing is stored any more that a restore would lose.",
            ));
            order.push(
                "The snapshot is taken after the stop, so that a restore loses nothing.".to_owned(),
            );
        }
        if let Some(package_id) = self.transport.clone() {
            steps.push(context.step(
                "transport",
                StepAction::TransportPackage { package_id },
                "The environment starts what is deployed in it.",
            ));
        }
        draft.point_of_no_return = None;
        if let Some(step) = self.restore {
            draft.point_of_no_return = Some(PointOfNoReturn {
                step: step.id.clone(),
                why: if self.snapshot.is_some() {
                    "From here on the environment's present data exists only in this run's own snapshot.".to_owned()
                } else {
                    "From here on the environment's present data is gone.".to_owned()
                },
            });
            steps.push(step);
        }
        steps.extend(late_saved);
        if has_late_writes {
            steps.push(context.step(
                "new-settings",
                self.writes.late.action(),
                "The environment knows these names only once the package that has them is deployed.",
            ));
            order.push("Settings that come with the package are written after its transport: before it the platform does not know their names.".to_owned());
        }
        let starts = self.start.is_some();
        if let Some(start) = self.start {
            let mut step = context.step(
                "start",
                StepAction::StartEnvironment {
                    auto_sync_db: start.auto_sync_db,
                },
                &start.why,
            );
            if let Some(why) = start.point_of_no_return {
                step.irreversible = true;
                if draft.point_of_no_return.is_none() {
                    draft.point_of_no_return = Some(PointOfNoReturn {
                        step: step.id.clone(),
                        why,
                    });
                }
            }
            steps.push(step);
        }
        steps.push(context.verify(self.expect, &self.verify_why));
        if context.may_run() && starts {
            for step in &mut steps[stop_at..] {
                step.downtime = true;
            }
        }
        draft.way_back = Back {
            context,
            transported: self.transport.is_some(),
            settings: !self.writes.is_empty() || has_saved,
            early_settings,
            snapshot: self.snapshot,
            database: self.database,
            judgement: self.judgement.as_ref(),
            keep_bytes,
            no_way: self.no_way,
        }
        .build();
        draft.strategy = Strategy::Recreate;
        draft.snapshot = self.snapshot;
        draft.steps = steps;
        draft.order = order;
        draft
    }
}
