//! Leases: one runner per environment, and none that acts after it was taken over.

use std::sync::Arc;

use futures::{FutureExt as _, future::BoxFuture};
use mendix_deploy::run::executor::{Answer, Observation, StepContext, StepExecutor};
use mendix_deploy_model::{ErrorCode, Result, error::ErrorDetail, runs::RunRecord};
use tokio::sync::Semaphore;

use super::support::{Bench, Fault, Platform, all_events, plan};

#[tokio::test]
async fn a_second_run_on_the_environment_is_refused() {
    let bench = Bench::new();
    bench.platform.fault("stop", Fault::Hang);
    let run = bench.start(&plan(None)).await;
    let error = bench
        .launcher()
        .start(&plan(None), Vec::new(), async { Ok(()) })
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::RunLocked);
    let Some(ErrorDetail::HeldLease { run: holder, .. }) = error.detail() else {
        panic!("the holder is named: {error}");
    };
    assert_eq!(holder, run.id().as_str());
}

#[tokio::test]
async fn a_refused_gate_gives_the_lease_back_and_leaves_no_run() {
    let bench = Bench::new();
    let refusal = mendix_deploy_model::Error::new(ErrorCode::PlanStale, "changed");
    let error = bench
        .launcher()
        .start(&plan(None), Vec::new(), async { Err(refusal) })
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::PlanStale);
    assert!(bench.journal().list().await.unwrap().is_empty());
    bench.start(&plan(None)).await.result().await.unwrap();
}

#[tokio::test]
async fn the_lease_is_given_back_at_the_end() {
    let bench = Bench::new();
    bench.start(&plan(None)).await.result().await.unwrap();
    bench.start(&plan(None)).await.result().await.unwrap();
}

/// Waits at one look until the test lets it go on: a runner that is suspended.
struct Suspended {
    platform: Arc<Platform>,
    at: &'static str,
    arrived: Semaphore,
    go_on: Semaphore,
}

impl StepExecutor for Suspended {
    fn observe<'a>(&'a self, at: StepContext<'a>) -> BoxFuture<'a, Result<Observation>> {
        async move {
            let seen = self.platform.observe(at).await;
            if at.step.id == self.at {
                self.arrived.add_permits(1);
                self.go_on.acquire().await.unwrap().forget();
            }
            seen
        }
        .boxed()
    }

    fn act<'a>(&'a self, at: StepContext<'a>) -> BoxFuture<'a, Result<Answer>> {
        self.platform.act(at)
    }
}

#[tokio::test]
async fn a_stale_runner_that_wakes_after_a_takeover_does_not_act() {
    for at in ["stop", "transport", "start"] {
        let bench = Bench::new();
        let suspended = Arc::new(Suspended {
            platform: bench.platform.clone(),
            at,
            arrived: Semaphore::new(0),
            go_on: Semaphore::new(0),
        });
        let mut launcher = bench.launcher();
        launcher.executor = suspended.clone();
        let stale = launcher
            .start(&plan(None), Vec::new(), async { Ok(()) })
            .await
            .unwrap();
        // It has decided to send and is now suspended for longer than its lease lasts.
        suspended.arrived.acquire().await.unwrap().forget();
        let error = bench.resume(stale.id(), None).await.unwrap_err();
        assert_eq!(error.code(), ErrorCode::RunLocked);
        bench.clock.advance(121);
        let next = bench.resume(stale.id(), None).await.unwrap();
        next.result().await.unwrap();
        let effects = bench.platform.effects();
        suspended.go_on.add_permits(100);
        let error = stale.result().await.unwrap_err();
        assert_eq!(error.code(), ErrorCode::RunLeaseLost, "{at}");
        assert_eq!(bench.platform.effects(), effects, "{at}");
        assert_eq!(effects, ["stop", "transport", "start", "verify"]);
        // Nor does it write: the journal ends with the other runner's end.
        let events = all_events(&next).await;
        assert!(matches!(
            events.last().unwrap().record,
            RunRecord::RunEnded { .. }
        ));
        let lines = bench.journal().read(stale.id()).await.unwrap().lines.len();
        assert_eq!(lines, events.len());
    }
}

#[tokio::test]
async fn the_lease_of_a_dead_process_on_this_machine_is_free_at_once() {
    let bench = Bench::new();
    bench.platform.fault("stop", Fault::Hang);
    let run = bench.start(&plan(None)).await;
    while !bench.platform.is_met("stop") {
        tokio::task::yield_now().await;
    }
    run.kill();
    let resumed = loop {
        match bench.resume(run.id(), None).await {
            Ok(resumed) => break resumed,
            Err(error) => assert_eq!(error.code(), ErrorCode::RunLocked),
        }
        tokio::task::yield_now().await;
    };
    resumed.result().await.unwrap();
}

#[tokio::test]
async fn a_run_after_one_that_was_left_in_the_middle_is_warned() {
    let bench = Bench::new();
    bench.platform.undecidable("transport");
    bench.platform.fault("transport", Fault::LoseRequest);
    let left = bench.start(&plan(None)).await;
    left.result().await.unwrap_err();
    let next = bench.start(&plan(None)).await;
    next.result().await.unwrap();
    let warned = all_events(&next).await.into_iter().any(|event| {
        matches!(&event.record, RunRecord::RunWarned { finding }
            if finding.id == "run.unfinished" && finding.subject.as_deref() == Some(left.id().as_str()))
    });
    assert!(warned);
    let after = bench.start(&plan(None)).await;
    after.result().await.unwrap();
    let warned = all_events(&after)
        .await
        .iter()
        .any(|event| matches!(&event.record, RunRecord::RunWarned { .. }));
    assert!(!warned);
}
