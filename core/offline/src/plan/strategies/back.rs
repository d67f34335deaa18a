//! The way back out of a stop and start, by how far the run got.

use mendix_deploy_model::{
    cloud::EnvironmentStatus,
    landscapes::SnapshotPolicy,
    plans::{DeployedFacts, Expectation, FailurePoint, Step, StepAction, WayBack, WayBackStage},
    verdicts::Loss,
};

use crate::plan::{
    planner::{Context, Judgement},
    verdict::{UNKNOWN_SCHEMA_CHANGES, data_since, unknown_schema_changes},
};

/// When the database may become another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::plan) enum DatabaseChange {
    /// Never: no synchronisation, or the same bytes.
    Never,
    /// At the start, by synchronisation.
    AtStart,
    /// At the restore of a snapshot.
    AtRestore,
}

/// What the way back depends on.
pub(in crate::plan) struct Back<'a> {
    pub(in crate::plan) context: &'a Context<'a>,
    pub(in crate::plan) transported: bool,
    pub(in crate::plan) settings: bool,
    pub(in crate::plan) early_settings: bool,
    pub(in crate::plan) snapshot: Option<SnapshotPolicy>,
    pub(in crate::plan) database: DatabaseChange,
    pub(in crate::plan) judgement: Option<&'a Judgement<'a>>,
    pub(in crate::plan) keep_bytes: bool,
    /// Why nothing leads back once the app is stopped, when this is known from the start.
    pub(in crate::plan) no_way: Option<String>,
}

/// What happens to the database on the way back.
enum Data {
    Untouched,
    Restored(Vec<Loss>),
    /// No snapshot: the old version starts on whatever is there.
    Synchronised(Vec<Loss>),
    /// Overwritten, and not kept anywhere.
    Gone,
}

impl Back<'_> {
    pub(in crate::plan) fn build(&self) -> WayBack {
        let mut stages = vec![self.unchanged(), self.stopped()];
        if self.transported || self.database == DatabaseChange::AtRestore {
            stages.push(self.after(FailurePoint::Transported));
        }
        stages.push(self.after(FailurePoint::StartFailed));
        stages.push(self.after(FailurePoint::MayHaveRun));
        let sentences = stages.iter().map(sentence).collect();
        WayBack { sentences, stages }
    }

    fn unchanged(&self) -> WayBackStage {
        let mut steps = Vec::new();
        if self.early_settings {
            steps.push(self.restore_settings());
            steps.push(self.verify_old(false));
        }
        stage(FailurePoint::Unchanged, steps, Vec::new())
    }

    fn stopped(&self) -> WayBackStage {
        if let Some(stage) = self.impossible(FailurePoint::Stopped) {
            return stage;
        }
        let mut steps = Vec::new();
        if self.early_settings {
            steps.push(self.restore_settings());
        }
        if self.context.may_run() {
            steps.push(self.start(
                false,
                "The old version is still deployed and its database untouched.",
            ));
        }
        steps.push(self.verify_old(true));
        stage(FailurePoint::Stopped, steps, Vec::new())
    }

    fn after(&self, point: FailurePoint) -> WayBackStage {
        if let Some(stage) = self.impossible(point) {
            return stage;
        }
        let data = self.data(point);
        if matches!(data, Data::Gone) {
            return no_way(
                point,
                "The plan takes no snapshot of the data that the restore overwrites.",
            );
        }
        if matches!(data, Data::Synchronised(_)) && !self.context.may_run() {
            return no_way(
                point,
                "The plan takes no snapshot, and only a start of the old version, which did not run, could bring the database in line with it.",
            );
        }
        let previous = self.context.deployed().filter(|_| self.transported);
        let mut steps = Vec::new();
        if let Some(previous) = previous.filter(|_| self.keep_bytes) {
            steps.push(self.context.step(
                "back.package",
                StepAction::RestorePackage {
                    package_id: previous.package_id.clone(),
                    file: None,
                    sha256: previous.sha256.clone(),
                },
                "The platform may have deleted the old package meanwhile.",
            ));
        }
        steps.push(self.context.step(
            "back.stop",
            StepAction::StopEnvironment {},
            "Neither transport nor restore works while the app runs.",
        ));
        if let Some(previous) = previous {
            steps.push(self.transport(previous));
        }
        let (auto_sync_db, losses) = match data {
            Data::Untouched | Data::Gone => (false, Vec::new()),
            Data::Restored(losses) => {
                let mut step = self.context.step(
                    "back.restore",
                    StepAction::RestoreSnapshot {
                        snapshot_id: None,
                        source: None,
                        database_only: false,
                    },
                    "The database and files of this run's snapshot fit the old version; what is there now may not.",
                );
                step.irreversible = !losses.is_empty();
                steps.push(step);
                (false, losses)
            }
            Data::Synchronised(losses) => (true, losses),
        };
        if self.settings {
            steps.push(self.restore_settings());
        }
        if self.context.may_run() {
            let mut step = self.start(
                auto_sync_db,
                if auto_sync_db && self.snapshot.is_some() {
                    "The old version can start on what the new one left, and brings it in line."
                } else if auto_sync_db {
                    "Without a snapshot the old version can only start on what the new one left, and brings it in line."
                } else {
                    "The database is the old version's own."
                },
            );
            step.irreversible = auto_sync_db && !losses.is_empty();
            steps.push(step);
        }
        steps.push(self.verify_old(true));
        stage(point, steps, losses)
    }

    fn data(&self, point: FailurePoint) -> Data {
        let touched = match self.database {
            DatabaseChange::Never => false,
            DatabaseChange::AtStart => point >= FailurePoint::StartFailed,
            DatabaseChange::AtRestore => point >= FailurePoint::Transported,
        };
        if !touched {
            return Data::Untouched;
        }
        let ran = point == FailurePoint::MayHaveRun;
        // A snapshot of the stopped app loses nothing as long as nobody used the new version, and is sound however the
        // start failed. Otherwise a start of the old version on the new one's database loses less, where it is allowed.
        let restore_is_free = self.snapshot == Some(SnapshotPolicy::AfterStop) && !ran;
        if self.database == DatabaseChange::AtStart
            && self.context.may_run()
            && !restore_is_free
            && let Some(judgement) = self.judgement
            && judgement.goes_back_without_restore()
        {
            return Data::Synchronised(losses(judgement, point));
        }
        match self.snapshot {
            Some(SnapshotPolicy::AfterStop) if !ran => Data::Restored(Vec::new()),
            Some(SnapshotPolicy::AfterStop) => Data::Restored(vec![data_since(
                "Everything that people or events stored with the new version since its start.",
            )]),
            Some(SnapshotPolicy::BeforeStop) => Data::Restored(vec![data_since(
                "Everything stored since this run's snapshot, which is taken before the stop.",
            )]),
            Some(SnapshotPolicy::Never) | None if self.database == DatabaseChange::AtRestore => {
                Data::Gone
            }
            Some(SnapshotPolicy::Never) | None => Data::Synchronised(match self.judgement {
                Some(judgement) if judgement.facts.is_some() => losses(judgement, point),
                _ => vec![unknown_schema_changes()],
            }),
        }
    }

    fn impossible(&self, point: FailurePoint) -> Option<WayBackStage> {
        if let Some(reason) = &self.no_way {
            return Some(no_way(point, reason));
        }
        self.context.deployed().is_none().then(|| {
            no_way(
                point,
                "Nothing was deployed before, so there is no version to go back to.",
            )
        })
    }

    fn transport(&self, previous: &DeployedFacts) -> Step {
        self.context.step(
            "back.transport",
            StepAction::TransportPackage {
                package_id: Some(previous.package_id.clone()),
            },
            "The environment starts what is deployed in it.",
        )
    }

    fn restore_settings(&self) -> Step {
        self.context.step(
            "back.settings",
            StepAction::RestoreSettings { run: None },
            "The old version ran with its old settings.",
        )
    }

    fn start(&self, auto_sync_db: bool, why: &str) -> Step {
        self.context.step(
            "back.start",
            StepAction::StartEnvironment { auto_sync_db },
            why,
        )
    }

    /// The environment as it was. `restarted`: the running app uses the restored settings.
    fn verify_old(&self, restarted: bool) -> Step {
        let now = self.context.expect_as_now();
        let runs = self.context.may_run();
        let expect = Expectation {
            status: Some(if runs {
                EnvironmentStatus::Running
            } else {
                self.context.environment().status.clone()
            }),
            settings_applied: restarted && runs && self.settings,
            ..now
        };
        let mut step = self.context.verify(
            expect,
            "The way back has ended only when the old version is seen to work.",
        );
        step.id = "back.verify".to_owned();
        step
    }
}

/// What the old version's start loses on the new one's database. The verdict is about a synchronisation that ended: after a
/// start that failed it may have been broken off halfway, unless there was nothing to synchronise.
fn losses(judgement: &Judgement<'_>, point: FailurePoint) -> Vec<Loss> {
    let mut losses = judgement.rollback.losses.clone();
    let halfway = point == FailurePoint::StartFailed && !judgement.class.keeps_schema();
    let is_new = |losses: &[Loss]| {
        losses
            .iter()
            .all(|loss| loss.name != UNKNOWN_SCHEMA_CHANGES)
    };
    if halfway && is_new(&losses) {
        losses.push(unknown_schema_changes());
    }
    losses
}

fn stage(point: FailurePoint, steps: Vec<Step>, losses: Vec<Loss>) -> WayBackStage {
    WayBackStage {
        point,
        steps,
        losses,
        impossible: None,
    }
}

fn no_way(point: FailurePoint, reason: &str) -> WayBackStage {
    WayBackStage {
        impossible: Some(reason.to_owned()),
        ..stage(point, Vec::new(), Vec::new())
    }
}

fn sentence(stage: &WayBackStage) -> String {
    let when = match stage.point {
        FailurePoint::Unchanged => "Before the stop",
        FailurePoint::Stopped => "After the stop",
        FailurePoint::Transported => "After the transport, before a start",
        FailurePoint::StartFailed => "After a start that failed",
        FailurePoint::MayHaveRun => "Once the new version runs or may have run",
    };
    if let Some(reason) = &stage.impossible {
        return format!("{when}: no way back. {reason}");
    }
    if stage.steps.is_empty() {
        return format!("{when}: nothing has to be taken back.");
    }
    let acts: Vec<&str> = stage
        .steps
        .iter()
        .map(|step| match &step.action {
            StepAction::RestorePackage { .. } => "bring the old package back",
            StepAction::StopEnvironment {} => "stop",
            StepAction::TransportPackage { .. } => "transport the old package",
            StepAction::RestoreSnapshot { .. } => "restore the snapshot",
            StepAction::RestoreSettings { .. } | StepAction::WriteSettings { .. } => {
                "write the old settings"
            }
            StepAction::StartEnvironment { auto_sync_db: true } => {
                "start with database synchronisation"
            }
            StepAction::StartEnvironment { .. } => "start",
            StepAction::VerifyEnvironment { .. } => "verify",
            other => other.kind(),
        })
        .collect();
    let losses: Vec<&str> = stage.losses.iter().map(|loss| loss.name.as_str()).collect();
    let cost = if losses.is_empty() {
        "Nothing is lost.".to_owned()
    } else {
        format!(
            "Lost, and taken only when accepted by name: {}.",
            losses.join(", ")
        )
    };
    format!("{when}: {}. {cost}", acts.join(", "))
}
