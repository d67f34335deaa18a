//! A real process, really killed: this test binary starts itself as the runner, kills it (SIGKILL on Unix) while the
//! answer to a request is on its way, and resumes the run.

use std::{
    env,
    process::{Child, Command, Stdio},
};

use mendix_deploy::{
    Client, Credentials,
    client::ApiKey,
    run::journal::{FileJournal, Journal, read_course},
    secrets::SecretValue,
};
use mendix_deploy_model::{
    clients::{ClientOptions, Endpoints},
    plans::{Plan, PlanOptions},
    runs::{ResumeOptions, RunId, RunRecord, StartRunOptions},
};
use serde_json::json;

use super::{
    cloud::{Cloud, promote},
    support::roll_back,
};

/// The runner: what a deployment job does. Its instructions come from the environment.
#[test]
#[ignore = "started by the tests of this module"]
fn runner() {
    let Ok(url) = env::var("RUNNER_URL") else {
        return;
    };
    let text = |name: &str| env::var(name).unwrap();
    let plan: Plan = serde_json::from_str(&text("RUNNER_PLAN")).unwrap();
    let mut endpoints = Endpoints::default();
    endpoints.deploy = Some(format!("{url}/deploy"));
    endpoints.cloud = Some(format!("{url}/cloud"));
    endpoints.repository = Some(format!("{url}/repository"));
    endpoints.epics = Some(format!("{url}/epics"));
    let mut options = ClientOptions::default().endpoints(endpoints);
    // The emulator's time moves with its requests.
    options.poll_milliseconds = Some(5);
    let mut credentials = Credentials::default();
    credentials.api_key = Some(ApiKey {
        username: text("RUNNER_USER"),
        key: SecretValue::new(text("RUNNER_KEY")),
    });
    credentials.pat = Some(SecretValue::new(text("RUNNER_PAT")));
    let client = Client::new(credentials, options).unwrap();
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let options = StartRunOptions::default().journal(text("RUNNER_JOURNAL"));
        let run = client.start(&plan, options).await.unwrap();
        let _ = run.result().await;
    });
}

fn spawn(cloud: &Cloud, plan: &Plan) -> Child {
    let own = cloud.emulator.credentials();
    let text = |name: &str| own[name].as_str().unwrap().to_owned();
    Command::new(env::current_exe().unwrap())
        .args(["run::killed::runner", "--exact", "--ignored", "--nocapture"])
        .env("RUNNER_URL", cloud.emulator.url())
        .env("RUNNER_PLAN", serde_json::to_string(plan).unwrap())
        .env("RUNNER_USER", text("username"))
        .env("RUNNER_KEY", text("apiKey"))
        .env("RUNNER_PAT", text("pat"))
        .env("RUNNER_JOURNAL", cloud.journal())
        // As in a job of a well-known product; the journal lies in a temporary folder.
        .env("GITHUB_ACTIONS", "true")
        .env("GITHUB_ACTOR", "dana")
        .env("GITHUB_SERVER_URL", "https://git.example")
        .env("GITHUB_REPOSITORY", "shop/orders")
        .env("GITHUB_RUN_ID", "4711")
        .env("TMPDIR", cloud.folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Every entry names the job, and the run warns that its journal dies with the runner.
async fn job_is_recorded(cloud: &Cloud, run: &RunId) {
    let journal = FileJournal::open(cloud.journal()).unwrap();
    let entries = read_course(&journal, run).await.unwrap().entries;
    for entry in &entries {
        assert_eq!(entry.actor.name, "dana");
        assert_eq!(
            entry.actor.ci_run.as_deref(),
            Some("https://git.example/shop/orders/actions/runs/4711")
        );
    }
    assert!(entries.iter().any(|entry| matches!(
        &entry.record,
        RunRecord::RunWarned { finding } if finding.id == "journal.local_to_runner"
    )));
}

#[tokio::test]
async fn a_killed_process_is_followed_by_another() {
    for (path, effect) in [
        ("*/stop", "env.stopped"),
        ("*/snapshots", "snapshot.created"),
        ("*/transport", "env.transported"),
        ("*/start", "env.started"),
    ] {
        let cloud = Cloud::new();
        let mut options = PlanOptions::default();
        options.on_failure = roll_back();
        let plan = cloud.plan(promote(), options).await;
        cloud
            .emulator
            .inject(json!({"fault": "stall", "method": "POST", "path": path, "when": "after"}));
        let mut child = spawn(&cloud, &plan);
        while !cloud.effects().iter().any(|found| found == effect) {
            assert!(
                child.try_wait().unwrap().is_none(),
                "the runner ended before {effect}"
            );
            tokio::task::yield_now().await;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        cloud.emulator.clear_faults();
        let runs = FileJournal::open(cloud.journal())
            .unwrap()
            .list()
            .await
            .unwrap();
        assert_eq!(runs.len(), 1, "{effect}");
        job_is_recorded(&cloud, &runs[0]).await;
        // At once: the lease's holder is seen to be dead, although its lease has not ended.
        let run = cloud
            .client()
            .resume(
                runs[0].clone(),
                ResumeOptions::default().journal(cloud.journal()),
            )
            .await
            .unwrap();
        let release = run
            .result()
            .await
            .unwrap_or_else(|error| panic!("{effect}: {error:#}"));
        assert_eq!(release.outcome, "succeeded");
        assert_eq!(
            cloud.effects(),
            [
                "env.stopped",
                "snapshot.created",
                "env.transported",
                "env.started"
            ],
            "killed at {effect}"
        );
    }
}
