//! Promote, upload and roll back on the emulator, with a process that dies at every write of the journal and at every
//! request, before and after it, one after the other. A new process with a new client resumes. The end state and the
//! side effects equal the undisturbed run's, except where the platform cannot tell: there a person decides, and nothing
//! was sent twice.

use std::{path::PathBuf, sync::Arc};

use mendix_deploy::{
    client::Hooks,
    run::{
        Run,
        journal::{FileJournal, Journal},
    },
};
use mendix_deploy_emulator::Emulator;
use mendix_deploy_model::{
    ErrorCode,
    changes::{Change, PackageRef},
    error::ErrorDetail,
    plans::{Plan, PlanOptions},
    runs::{Choice, Decision, ResumeOptions},
};
use mendix_deploy_offline::package::ArchiveBuilder;
use serde_json::{Value, json};

use super::{
    cloud::{Cloud, NEW, OLD, promote},
    crash::{Fuse, Mortal},
    proxy::relay,
    support::{roll_back, scratch},
};

/// A way to make a platform and what to do with it, the same every time.
struct Case {
    /// Whether the new version misses a constant, so that its start fails, each time.
    start_fails: bool,
    change: Change,
    /// Whether a promotion has gone before, which the change undoes.
    after_promotion: bool,
    /// Steps at which a person may be asked.
    may_ask: &'static [&'static str],
}

/// What is left behind: effects and what runs.
#[derive(Debug, PartialEq)]
struct Trace {
    result: Result<String, (ErrorCode, String)>,
    effects: Vec<String>,
    production: (Value, Value),
}

/// A platform and how many effects it has seen already.
struct Prepared {
    cloud: Cloud,
    before: usize,
}

impl std::ops::Deref for Prepared {
    type Target = Cloud;

    fn deref(&self) -> &Cloud {
        &self.cloud
    }
}

impl Prepared {
    fn effects(&self) -> Vec<String> {
        self.cloud.effects().split_off(self.before)
    }
}

/// The emulator gives the same ids after every reset, so a plan made once fits every time: `known` saves making it again.
async fn prepared(case: &Case, emulator: &Emulator, known: Option<&Plan>) -> (Prepared, Plan) {
    emulator.reset();
    let cloud = Cloud {
        emulator: emulator.clone(),
        folder: scratch(),
    };
    cloud.deployed("Production", OLD);
    cloud.apply(json!({
        "kind": "addPackage",
        "environment": "Acceptance",
        "running": true,
        "metadata": {
            "ModelVersion": NEW,
            "RuntimeVersion": "10.24.15.93102",
            "ProjectName": "Orders",
            "Constants": [{"Name": "Orders.NewKey", "Type": "String", "Description": "", "DefaultValue": "x"}],
            "ScheduledEvents": [],
        },
    }));
    let mut options = PlanOptions::default();
    options.on_failure = roll_back();
    let mut change = case.change.clone();
    if case.after_promotion {
        let plan = cloud.plan(promote(), options.clone()).await;
        let client = cloud.client();
        let run = client.start(&plan, cloud.start_options()).await.unwrap();
        run.result().await.unwrap();
        if let Change::Undo { run: undone, .. } = &mut change {
            *undone = run.id().to_string();
        }
    }
    let before = cloud.effects().len();
    let plan = match known.filter(|_| !case.after_promotion) {
        Some(plan) => plan.clone(),
        None => cloud.plan(change, options).await,
    };
    assert!(!plan.is_blocked(), "{:#?}", plan.findings);
    if case.start_fails {
        cloud.apply(
            json!({"kind": "option", "name": "missingConstants", "value": ["Orders.NewKey"]}),
        );
    }
    (Prepared { cloud, before }, plan)
}

fn trace(
    cloud: &Prepared,
    result: &mendix_deploy_model::Result<mendix_deploy_model::plans::Release>,
) -> Trace {
    let production = cloud.environment("Production");
    let version = cloud.emulator.state()["apps"][0]["packages"]
        .as_array()
        .unwrap()
        .iter()
        .find(|package| package["id"] == production["startedPackage"])
        .map_or(Value::Null, |package| package["version"].clone());
    Trace {
        result: match result {
            Ok(release) => Ok(release.outcome.clone()),
            Err(error) => Err((
                error.code(),
                error
                    .info()
                    .context
                    .get("outcome")
                    .cloned()
                    .unwrap_or_default(),
            )),
        },
        effects: cloud.effects(),
        production: (production["status"].clone(), version),
    }
}

/// A process: a client that talks through the relay, a journal that passes the fuse.
async fn start(cloud: &Cloud, plan: &Plan, fuse: &Arc<Fuse>) -> mendix_deploy_model::Result<Run> {
    let url = relay(&cloud.emulator.url(), Arc::clone(fuse)).await;
    let journal: Arc<dyn Journal> = Arc::new(Mortal {
        inner: Arc::new(FileJournal::open(cloud.journal()).unwrap()),
        fuse: Arc::clone(fuse),
    });
    cloud
        .client_at(&url)
        .start_with(
            plan,
            cloud.start_options(),
            Hooks::default().journal(journal),
        )
        .await
}

async fn die(run: &Run) {
    run.kill();
    while !run.is_over() {
        tokio::task::yield_now().await;
    }
}

/// Resumes like somebody who knows: what was asked is answered by looking at the emulator.
async fn resume(cloud: &Prepared, run: &Run, case: &Case, point: usize) -> Option<Trace> {
    let mut options = ResumeOptions::default().journal(cloud.journal());
    loop {
        let resumed = match cloud
            .client()
            .resume(run.id().clone(), options.clone())
            .await
        {
            Ok(resumed) => resumed,
            Err(error) if error.code() == ErrorCode::RunEnded => return None,
            Err(error) if error.code() == ErrorCode::RunNeedsDecision => {
                panic!("point {point}: asked at once: {error:#}")
            }
            Err(error) => panic!("point {point}: {error:#}"),
        };
        let result = resumed.result().await;
        match &result {
            Err(error) if error.code() == ErrorCode::RunNeedsDecision => {
                let Some(ErrorDetail::NeededDecision {
                    step,
                    known,
                    choices,
                    ..
                }) = error.detail()
                else {
                    panic!("point {point}: no detail: {error:#}");
                };
                assert!(
                    case.may_ask.contains(&step.as_str()),
                    "point {point}: {error:#}"
                );
                assert!(!known.is_empty() && !choices.is_empty());
                let arrived = cloud
                    .effects()
                    .iter()
                    .any(|effect| effect == "restore.created");
                options.decision = Some(Decision {
                    step: step.clone(),
                    choice: if arrived {
                        Choice::TakeAsDone
                    } else {
                        Choice::SendAgain
                    },
                    id: None,
                });
                if arrived {
                    // Who decides that a restore is done has seen that it has ended.
                    cloud.emulator.advance(600_000);
                }
            }
            _ => return Some(trace(cloud, &result)),
        }
    }
}

/// A start whose answer was lost, and which then failed, cannot be told from one that never arrived: the environment is
/// stopped in both cases. It is sent again, which names a state and is refused by the platform while one is under way.
fn started_again(effects: &mut Vec<String>) {
    let at = effects
        .windows(2)
        .position(|pair| pair[0] == "env.started" && pair[1] == "env.started")
        .unwrap_or_else(|| panic!("more than a repeated start: {effects:?}"));
    effects.remove(at);
}

async fn everywhere(case: &Case) -> (usize, usize) {
    let emulator = Emulator::start(json!({"clock": "2026-03-01T09:00:00Z"})).unwrap();
    let (cloud, first) = prepared(case, &emulator, None).await;
    let fuse = Arc::<Fuse>::default();
    let run = start(&cloud, &first, &fuse).await.unwrap();
    let expected = trace(&cloud, &run.result().await);
    let points = fuse.passed();
    let (mut asked, mut repeated) = (0, 0);
    for at in 0..points {
        let (cloud, plan) = prepared(case, &emulator, Some(&first)).await;
        let fuse = Fuse::at(at);
        let started = tokio::select! {
            started = start(&cloud, &plan, &fuse) => Some(started.unwrap()),
            () = fuse.died() => None,
        };
        let Some(run) = started else {
            assert!(cloud.effects().is_empty(), "point {at}");
            continue;
        };
        tokio::select! {
            _ = run.result() => {}
            () = fuse.died() => {}
        }
        die(&run).await;
        let found = resume(&cloud, &run, case, at).await;
        let journal = FileJournal::open(cloud.journal()).unwrap();
        let lines = journal.read(run.id()).await.unwrap().lines;
        if lines.iter().any(|line| line.contains("\"decisionNeeded\"")) {
            asked += 1;
        }
        match found {
            Some(mut found) => {
                if found.effects != expected.effects && case.start_fails {
                    started_again(&mut found.effects);
                    repeated += 1;
                }
                assert_eq!(found, expected, "point {at} of {points}");
            }
            // The end was recorded before the process died.
            None => assert_eq!(cloud.effects(), expected.effects, "point {at} of {points}"),
        }
    }
    // The request's arrival, its answer, and the write of that answer.
    assert!(repeated <= 3, "{repeated} repeated starts");
    (points, asked)
}

#[tokio::test]
async fn promote_that_succeeds() {
    let (points, asked) = everywhere(&Case {
        start_fails: false,
        after_promotion: false,
        change: promote(),
        may_ask: &[],
    })
    .await;
    assert!(points > 100, "{points}");
    assert_eq!(asked, 0);
}

#[tokio::test]
async fn promote_that_goes_back() {
    let (points, asked) = everywhere(&Case {
        start_fails: true,
        after_promotion: false,
        change: promote(),
        may_ask: &["back.restore"],
    })
    .await;
    assert!(points > 150, "{points}");
    // Between the intent and the recorded answer: the write, the request and the answer.
    assert!(asked > 0 && asked < 10, "{asked}");
}

#[tokio::test]
async fn deploy_of_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join("orders-1.2.0.mda");
    ArchiveBuilder::new("Orders")
        .model_version("1.2.0.3")
        .runtime_version("10.24.15.93102")
        .write_to(&path)
        .unwrap();
    let (points, asked) = everywhere(&Case {
        start_fails: false,
        after_promotion: false,
        change: Change::Deploy {
            package: PackageRef::FilePackage {
                path: path.display().to_string(),
            },
        },
        may_ask: &[],
    })
    .await;
    assert!(points > 100, "{points}");
    assert_eq!(asked, 0);
}

#[tokio::test]
async fn undo_of_a_promotion() {
    let (points, asked) = everywhere(&Case {
        start_fails: false,
        after_promotion: true,
        change: Change::Undo {
            run: String::new(),
            accept_loss: vec!["dataSinceSnapshot".to_owned()],
        },
        may_ask: &["restore"],
    })
    .await;
    assert!(points > 100, "{points}");
    assert!(asked > 0 && asked < 10, "{asked}");
}
