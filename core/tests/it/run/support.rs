//! A clock that a test owns, a platform in memory, and plans made of a few steps.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use futures::{FutureExt as _, future::BoxFuture};
use mendix_deploy::{
    clock::Clock,
    run::{
        Launcher, Run, Runs,
        executor::{Answer, Observation, StepContext, StepExecutor},
        journal::{FileJournal, Journal},
        state::Sent,
    },
};
use mendix_deploy_model::{
    Address, Error, ErrorCode, Result,
    changes::Change,
    cloud::EnvironmentStatus,
    error::Effect,
    landscapes::{TargetKind, Tier},
    plans::{
        AppFacts, EnvironmentFacts, Expectation, Facts, FactsSource, FailurePoint, OnFailure, Plan,
        Savepoint, Step, StepAction, Strategy, WayBack, WayBackStage,
    },
    runs::{Actor, Decision, RunId},
    time::Timestamp,
    verdicts::{ReleaseClass, RollbackSafety, RollbackVerdict},
};

/// A clock that stands still until somebody sleeps on it.
#[derive(Default)]
pub(super) struct TestClock(Mutex<i64>);

impl TestClock {
    pub(super) fn advance(&self, seconds: i64) {
        *self.0.lock().unwrap() += seconds * 1_000;
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_unix_millis(1_700_000_000_000 + *self.0.lock().unwrap()).unwrap()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        *self.0.lock().unwrap() += i64::try_from(duration.as_millis()).unwrap();
        tokio::task::yield_now().boxed()
    }
}

/// What happens to the next request of a step.
pub(super) enum Fault {
    /// Refused with this error; nothing happens.
    Refuse(Error),
    /// Nothing happens, and no answer comes.
    LoseRequest,
    /// It happens, and no answer comes.
    LoseAnswer,
    /// It never completes.
    Hang,
}

#[derive(Default)]
struct World {
    reached: BTreeSet<String>,
    effects: Vec<String>,
    faults: BTreeMap<String, VecDeque<Fault>>,
    undecidable: BTreeSet<String>,
    /// Steps whose effect the platform reports as a failure.
    failing: BTreeMap<String, Error>,
}

/// A platform on which a step is reached once its request arrived.
#[derive(Default)]
pub(super) struct Platform(Mutex<World>);

impl Platform {
    pub(super) fn fault(&self, step: &str, fault: Fault) {
        let mut world = self.0.lock().unwrap();
        world
            .faults
            .entry(step.to_owned())
            .or_default()
            .push_back(fault);
    }

    pub(super) fn undecidable(&self, step: &str) {
        self.0.lock().unwrap().undecidable.insert(step.to_owned());
    }

    pub(super) fn failing(&self, step: &str, error: Error) {
        self.0
            .lock()
            .unwrap()
            .failing
            .insert(step.to_owned(), error);
    }

    pub(super) fn effects(&self) -> Vec<String> {
        self.0.lock().unwrap().effects.clone()
    }

    /// Whether every fault of this step was met.
    pub(super) fn is_met(&self, step: &str) -> bool {
        let world = self.0.lock().unwrap();
        world.faults.get(step).is_none_or(VecDeque::is_empty)
    }
}

fn lost() -> Error {
    Error::new(
        ErrorCode::NetworkInterrupted,
        "the connection broke before the answer was complete",
    )
}

impl StepExecutor for Platform {
    fn observe<'a>(&'a self, at: StepContext<'a>) -> BoxFuture<'a, Result<Observation>> {
        async move {
            let world = self.0.lock().unwrap();
            let id = at.step.id.as_str();
            if matches!(at.memory.sent, Sent::Unanswered { .. }) && world.undecidable.contains(id) {
                return Ok(Observation::Undecidable {
                    known: vec!["a request was about to be sent".to_owned()],
                    choices: vec!["look".to_owned()],
                });
            }
            if world.effects.iter().any(|effect| effect == id)
                && let Some(error) = world.failing.get(id)
            {
                return Ok(Observation::Failed {
                    error: Box::new(error.clone()),
                });
            }
            if matches!(at.step.action, StepAction::RecordSavepoint { .. }) {
                return Ok(match &at.state.savepoint {
                    Some(_) => Observation::Reached {
                        saw: "recorded".to_owned(),
                        facts: BTreeMap::new(),
                    },
                    None => Observation::ToDo {
                        saw: "not recorded".to_owned(),
                    },
                });
            }
            Ok(if world.reached.contains(id) {
                Observation::Reached {
                    saw: "it is there".to_owned(),
                    facts: BTreeMap::new(),
                }
            } else {
                Observation::ToDo {
                    saw: "it is not there".to_owned(),
                }
            })
        }
        .boxed()
    }

    fn act<'a>(&'a self, at: StepContext<'a>) -> BoxFuture<'a, Result<Answer>> {
        async move {
            let id = at.step.id.clone();
            let fault = {
                let mut world = self.0.lock().unwrap();
                world.faults.get_mut(&id).and_then(VecDeque::pop_front)
            };
            match fault {
                Some(Fault::Refuse(error)) => return Err(error),
                Some(Fault::LoseRequest) => return Err(lost()),
                Some(Fault::Hang) => return std::future::pending().await,
                Some(Fault::LoseAnswer) | None => {}
            }
            {
                let mut world = self.0.lock().unwrap();
                if matches!(at.step.action, StepAction::RecordSavepoint { .. }) {
                    return Ok(Answer {
                        savepoint: Some(Box::new(savepoint(at.state.run.as_str()))),
                        ..Answer::default()
                    });
                }
                world.effects.push(id.clone());
                world.reached.insert(id.clone());
            }
            if matches!(fault, Some(Fault::LoseAnswer)) {
                return Err(lost());
            }
            Ok(Answer::with("id", format!("{id}-1")))
        }
        .boxed()
    }
}

pub(super) const PLANTED: &str = "planted-secret-value";

fn savepoint(run: &str) -> Savepoint {
    serde_json::from_value(serde_json::json!({
        "document": "savepoint", "version": 1, "writtenBy": "a test", "run": run,
        "address": "orders/production", "takenAt": "2026-03-01T09:30:00Z",
        "package": {"packageId": "old-1", "name": "orders-1.mda"},
        "settingsDigest": "sha256:00",
        "constants": [{"name": "Mail.Host", "kept": true, "value": PLANTED}],
        "scheduledEvents": [],
    }))
    .unwrap()
}

pub(super) fn refused(code: ErrorCode) -> Error {
    Error::new(code, "refused by the test").with_effect(Effect::None)
}

pub(super) fn step(id: &str, action: StepAction) -> Step {
    Step {
        id: id.to_owned(),
        ensures: format!("{id} is reached"),
        observes: "the test's platform".to_owned(),
        why: "the test asks for it".to_owned(),
        deadline_seconds: 60,
        poll_seconds: 5,
        irreversible: false,
        downtime: false,
        action,
    }
}

/// stop, transport, start, verify, with a savepoint before and a way back from everywhere.
pub(super) fn plan(on_failure: Option<OnFailure>) -> Plan {
    let address = Address::parse("orders/production").unwrap();
    let expect = Expectation {
        status: Some(EnvironmentStatus::Running),
        package_id: None,
        package_of_this_run: false,
        model_version: None,
        settings_applied: false,
        public_url: None,
        checks: Vec::new(),
    };
    let verdict = RollbackVerdict {
        safety: RollbackSafety::Unknown,
        reasons: vec!["the packages were not compared".to_owned()],
        losses: Vec::new(),
    };
    let verify = |id: &str| {
        step(
            id,
            StepAction::VerifyEnvironment {
                expect: expect.clone(),
            },
        )
    };
    let start = |id: &str| step(id, StepAction::StartEnvironment { auto_sync_db: true });
    let transport = |id: &str, package: &str| {
        step(
            id,
            StepAction::TransportPackage {
                package_id: Some(package.into()),
            },
        )
    };
    let restore = step(
        "back.restore",
        StepAction::RestoreSnapshot {
            snapshot_id: None,
            source: None,
            database_only: false,
        },
    );
    let stop = |id: &str| step(id, StepAction::StopEnvironment {});
    let stage = |point, steps| WayBackStage {
        point,
        steps,
        losses: Vec::new(),
        impossible: None,
    };
    let mut plan = Plan {
        document: "plan".to_owned(),
        version: 1,
        written_by: "a test".to_owned(),
        id: String::new(),
        address: address.clone(),
        tier: Tier::Production,
        target: TargetKind::MendixCloud,
        change: Change::RestartApp {},
        summary: "a test.".to_owned(),
        facts: Facts {
            source: FactsSource::Observed,
            observed_at: None,
            app: AppFacts {
                app_id: "orders".into(),
                project_id: "project".into(),
                license_type: None,
            },
            environment: EnvironmentFacts {
                address,
                environment_id: "environment".into(),
                name: "Production".to_owned(),
                production: true,
                status: EnvironmentStatus::Running,
                url: "https://orders.example".to_owned(),
                deployed: None,
                model_version: None,
                runtime_version: None,
                settings_digest: "sha256:00".to_owned(),
                constants: Vec::new(),
                scheduled_events: Vec::new(),
            },
            source_environment: None,
            package: None,
            stored: None,
            previous: None,
            revision: None,
            permissions: None,
            snapshot: None,
            release: None,
            changes: None,
        },
        findings: Vec::new(),
        package: None,
        release_class: ReleaseClass::Unknown,
        rollback: verdict,
        strategy: Strategy::Recreate,
        snapshot: None,
        steps: vec![
            step(
                "savepoint",
                StepAction::RecordSavepoint {
                    previous_package_id: Some("old-1".into()),
                    keep_bytes: false,
                    constants: vec!["Mail.Host".to_owned()],
                    scheduled_events: Vec::new(),
                },
            ),
            stop("stop"),
            transport("transport", "new-1"),
            start("start"),
            verify("verify"),
        ],
        order: Vec::new(),
        downtime: None,
        point_of_no_return: None,
        way_back: WayBack {
            sentences: Vec::new(),
            stages: vec![
                stage(
                    FailurePoint::Stopped,
                    vec![start("back.start"), verify("back.verify")],
                ),
                stage(
                    FailurePoint::Transported,
                    vec![
                        transport("back.transport", "old-1"),
                        start("back.start"),
                        verify("back.verify"),
                    ],
                ),
                stage(
                    FailurePoint::StartFailed,
                    vec![
                        stop("back.stop"),
                        transport("back.transport", "old-1"),
                        restore,
                        start("back.start"),
                        verify("back.verify"),
                    ],
                ),
            ],
        },
        on_failure,
        approvals_required: 0,
        approval_reason: None,
        approval_valid_seconds: 0,
        freeze: Vec::new(),
    };
    plan.id = mendix_deploy_offline::plan::plan_id(&plan).unwrap();
    plan
}

pub(super) fn roll_back() -> Option<OnFailure> {
    Some(OnFailure::RollBack {
        accept_loss: Vec::new(),
    })
}

/// A folder in memory where the system has one: thousands of runs that sync every line need no disk.
pub(super) fn scratch() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        tempfile::tempdir_in(memory).unwrap()
    } else {
        tempfile::tempdir().unwrap()
    }
}

pub(super) struct Bench {
    pub(super) folder: tempfile::TempDir,
    pub(super) clock: Arc<TestClock>,
    pub(super) platform: Arc<Platform>,
}

impl Bench {
    pub(super) fn new() -> Self {
        Self {
            folder: scratch(),
            clock: Arc::default(),
            platform: Arc::default(),
        }
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A new process: its own handle on the journal.
    pub(super) fn journal(&self) -> Arc<dyn Journal> {
        Arc::new(FileJournal::open(self.path()).unwrap())
    }

    pub(super) fn launcher(&self) -> Launcher {
        self.launcher_with(self.journal())
    }

    pub(super) fn launcher_with(&self, journal: Arc<dyn Journal>) -> Launcher {
        Launcher {
            clock: self.clock.clone(),
            journal,
            journal_was_chosen: true,
            executor: self.platform.clone(),
            actor: Actor {
                name: "tester".to_owned(),
                host: "here".to_owned(),
                ci_run: None,
                api_user: None,
            },
            lease_seconds: None,
            notify: None,
            runs: Runs::default(),
        }
    }

    pub(super) async fn start(&self, plan: &Plan) -> Run {
        self.launcher()
            .start(plan, Vec::new(), async { Ok(()) })
            .await
            .unwrap()
    }

    pub(super) async fn resume(&self, run: &RunId, decision: Option<Decision>) -> Result<Run> {
        self.launcher().resume(run, decision).await
    }
}

/// Every event that this process has to tell.
pub(super) async fn all_events(run: &Run) -> Vec<mendix_deploy_model::runs::RunEvent> {
    let mut events = Vec::new();
    while let Some(event) = run.next_event(events.len() as u64).await {
        events.push(event);
    }
    events
}
