//! Every fault of the wire at every request of a promotion, one after the other: the same end, the same effects, none
//! twice.

use mendix_deploy_emulator::Emulator;
use mendix_deploy_model::{ErrorCode, plans::PlanOptions};
use serde_json::{Value, json};

use super::{
    cloud::{Cloud, NEW, OLD, promote},
    support::{roll_back, scratch},
};

fn prepared(emulator: &Emulator) -> Cloud {
    emulator.reset();
    let cloud = Cloud {
        emulator: emulator.clone(),
        folder: scratch(),
    };
    cloud.deployed("Production", OLD);
    cloud.deployed("Acceptance", NEW);
    cloud
}

/// What can happen to one request without the platform having said no.
fn faults() -> Vec<Value> {
    vec![
        json!({"fault": "reset"}),
        json!({"fault": "lostAnswer"}),
        json!({"fault": "truncateBody", "bytes": 3}),
        json!({"fault": "truncateJson"}),
        json!({"fault": "html", "status": 502}),
        json!({"fault": "html", "status": 200}),
        json!({"fault": "html", "status": 502, "when": "after"}),
        json!({"fault": "rateLimit", "retryAfter": 3}),
        json!({"fault": "status", "status": 503}),
        json!({"fault": "status", "status": 504, "when": "after"}),
        json!({"fault": "status", "status": 500, "code": "SOMETHING_NEW", "message": "Something new."}),
    ]
}

#[tokio::test]
async fn one_fault_at_any_request_changes_nothing() {
    let emulator = Emulator::start(json!({"clock": "2026-03-01T09:00:00Z"})).unwrap();
    let cloud = prepared(&emulator);
    let mut options = PlanOptions::default();
    options.on_failure = roll_back();
    let plan = cloud.plan(promote(), options).await;
    let planning = emulator.requests().len();
    let client = cloud.client();
    let run = client.start(&plan, cloud.start_options()).await.unwrap();
    run.result().await.unwrap();
    let expected = cloud.effects();
    let requests = emulator.requests().len() - planning;
    let mut wrong = Vec::new();
    for number in 1..=requests {
        for fault in faults() {
            let cloud = prepared(&emulator);
            let mut at = fault.clone();
            at["nth"] = json!(number);
            emulator.inject(at);
            let client = cloud.client();
            let result = match client.start(&plan, cloud.start_options()).await {
                Ok(run) => run.result().await.map(|_| ()),
                Err(error) => Err(error),
            };
            let effects = cloud.effects();
            if result.is_err() || effects != expected {
                let request = emulator
                    .requests()
                    .get(number - 1)
                    .map(|request| format!("{} {}", request["method"], request["path"]));
                wrong.push(format!(
                    "{number} {request:?} {fault}: {effects:?} {result:?}"
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        requests * faults().len(),
        wrong.join("\n")
    );
}

/// The new version misses a constant, so its start fails each time.
fn failing(emulator: &Emulator) -> Cloud {
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
            "Constants": [{"Name": "Orders.NewKey", "Type": "String", "DefaultValue": "x"}],
        },
    }));
    cloud.apply(json!({"kind": "option", "name": "missingConstants", "value": ["Orders.NewKey"]}));
    cloud
}

#[tokio::test]
async fn one_silence_at_any_request_of_a_way_back_loses_nothing() {
    let emulator = Emulator::start(json!({"clock": "2026-03-01T09:00:00Z"})).unwrap();
    let cloud = failing(&emulator);
    let mut options = PlanOptions::default();
    options.on_failure = roll_back();
    let plan = cloud.plan(promote(), options).await;
    let planning = emulator.requests().len();
    let client = cloud.client();
    let run = client.start(&plan, cloud.start_options()).await.unwrap();
    let outcome = |error: &mendix_deploy_model::Error| {
        let context = error.info().context.get("outcome").cloned();
        (error.code(), context.unwrap_or_default())
    };
    let wanted = outcome(&run.result().await.unwrap_err());
    let expected = cloud.effects();
    let requests = emulator.requests().len() - planning;
    let (mut wrong, mut asked, mut repeated) = (Vec::new(), 0, 0);
    for number in 1..=requests {
        for fault in ["reset", "lostAnswer"] {
            let cloud = failing(&emulator);
            emulator.inject(json!({"fault": fault, "nth": number}));
            let client = cloud.client();
            let run = client.start(&plan, cloud.start_options()).await.unwrap();
            let error = run.result().await.unwrap_err();
            let mut effects = cloud.effects();
            if error.code() == ErrorCode::RunNeedsDecision {
                // Only the restore, and it was sent once at most.
                asked += 1;
                assert_eq!(error.info().context["step"], "back.restore");
                let sent = effects.iter().filter(|effect| *effect == "restore.created");
                assert!(sent.count() <= 1);
                continue;
            }
            let twice = effects
                .windows(2)
                .position(|pair| pair[0] == "env.started" && pair[1] == "env.started");
            if let Some(at) = twice {
                repeated += 1;
                effects.remove(at);
            }
            if outcome(&error) != wanted || effects != expected {
                wrong.push(format!("{number} {fault}: {effects:?} {error:#}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    // A restore whose request or answer is lost; a start whose answer is lost and which then fails.
    assert_eq!((asked, repeated), (2, 1));
}
