//! The loop: one effect per step, refusals, lost answers, the way back, questions, stops.

use mendix_deploy_model::{
    ErrorCode,
    error::ErrorDetail,
    runs::{Choice, Decision, Outcome, RunRecord, StepState},
};

use super::support::{Bench, Fault, all_events, plan, refused, roll_back};

const ALL: [&str; 4] = ["stop", "transport", "start", "verify"];

#[tokio::test]
async fn an_undisturbed_run_does_each_step_once() {
    let bench = Bench::new();
    let run = bench.start(&plan(None)).await;
    let release = run.result().await.unwrap();
    assert_eq!(release.outcome, "succeeded");
    assert!(release.start_attempted);
    assert_eq!(
        release
            .savepoint
            .unwrap()
            .package
            .unwrap()
            .package_id
            .as_str(),
        "old-1"
    );
    assert_eq!(bench.platform.effects(), ALL);
}

#[tokio::test]
async fn a_temporary_refusal_is_tried_again_until_the_deadline() {
    let bench = Bench::new();
    for _ in 0..5 {
        bench.platform.fault(
            "transport",
            Fault::Refuse(refused(ErrorCode::MendixCloudPackageProcessing)),
        );
    }
    bench.start(&plan(None)).await.result().await.unwrap();
    assert_eq!(bench.platform.effects(), ALL);

    let bench = Bench::new();
    for _ in 0..50 {
        bench.platform.fault(
            "transport",
            Fault::Refuse(refused(ErrorCode::MendixCloudPackageProcessing)),
        );
    }
    let error = bench
        .start(&plan(roll_back()))
        .await
        .result()
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::RunFailed);
    assert_eq!(
        error.info().context["cause"],
        "mendixCloud.package_processing"
    );
    // Nothing was transported, so the old version is started again.
    assert_eq!(error.info().context["outcome"], "rolledBack");
    assert_eq!(
        bench.platform.effects(),
        ["stop", "back.start", "back.verify"]
    );
}

#[tokio::test]
async fn a_final_refusal_before_anything_changed_leaves_the_environment_unchanged() {
    let bench = Bench::new();
    bench.platform.fault(
        "stop",
        Fault::Refuse(refused(ErrorCode::MendixCloudNoAccess)),
    );
    let run = bench.start(&plan(roll_back())).await;
    let error = run.result().await.unwrap_err();
    assert_eq!(
        error.detail(),
        Some(&ErrorDetail::FailedRun {
            run: run.id().to_string(),
            step: "stop".to_owned(),
            outcome: "unchanged".to_owned(),
        })
    );
    assert_eq!(error.effect(), mendix_deploy_model::error::Effect::None);
    assert!(bench.platform.effects().is_empty());
}

#[tokio::test]
async fn a_lost_answer_is_looked_into_and_not_sent_again() {
    for step in ALL {
        let bench = Bench::new();
        bench.platform.fault(step, Fault::LoseAnswer);
        bench.start(&plan(None)).await.result().await.unwrap();
        assert_eq!(bench.platform.effects(), ALL, "answer of {step}");
        let bench = Bench::new();
        bench.platform.fault(step, Fault::LoseRequest);
        bench.start(&plan(None)).await.result().await.unwrap();
        assert_eq!(bench.platform.effects(), ALL, "request of {step}");
    }
}

#[tokio::test]
async fn requests_that_vanish_are_given_up() {
    let bench = Bench::new();
    for _ in 0..10 {
        bench.platform.fault("transport", Fault::LoseRequest);
    }
    let run = bench.start(&plan(None)).await;
    let error = run.result().await.unwrap_err();
    assert_eq!(error.info().context["cause"], "network.interrupted");
    let sent = all_events(&run)
        .await
        .into_iter()
        .filter(|event| matches!(&event.record, RunRecord::StepIntended { step, .. } if step == "transport"))
        .count();
    assert_eq!(sent, 3);
}

#[tokio::test]
async fn a_failed_start_goes_back_to_the_old_version() {
    let bench = Bench::new();
    bench
        .platform
        .failing("start", refused(ErrorCode::MendixCloudMissingConstant));
    let run = bench.start(&plan(roll_back())).await;
    let error = run.result().await.unwrap_err();
    assert_eq!(error.info().context["outcome"], "rolledBack");
    assert_eq!(
        error.info().context["cause"],
        "mendixCloud.missing_constant"
    );
    assert_eq!(
        bench.platform.effects(),
        [
            "stop",
            "transport",
            "start",
            "back.stop",
            "back.transport",
            "back.restore",
            "back.start",
            "back.verify"
        ]
    );
    let events = all_events(&run).await;
    let incident = events
        .iter()
        .find_map(|event| match &event.record {
            RunRecord::IncidentRecorded { incident, files } => Some((incident, files)),
            _ => None,
        })
        .unwrap();
    assert_eq!(incident.0.outcome, "rolledBack");
    assert_eq!(incident.0.checklist.len(), 7);
    for file in incident.1 {
        assert!(std::path::Path::new(file).is_file(), "{file}");
    }
    let text = std::fs::read_to_string(&incident.1[1]).unwrap();
    assert!(text.contains("**failed step:** start"), "{text}");
}

#[tokio::test]
async fn without_leave_to_go_back_the_run_needs_hands() {
    let bench = Bench::new();
    bench
        .platform
        .failing("start", refused(ErrorCode::MendixCloudStartFailed));
    let error = bench.start(&plan(None)).await.result().await.unwrap_err();
    assert_eq!(error.info().context["outcome"], "needsHands");
    assert_eq!(bench.platform.effects(), ["stop", "transport", "start"]);
    assert!(error.remedy().contains("undoes run"), "{}", error.remedy());
}

#[tokio::test]
async fn a_way_back_that_fails_needs_hands() {
    let bench = Bench::new();
    bench
        .platform
        .failing("start", refused(ErrorCode::MendixCloudStartFailed));
    bench
        .platform
        .failing("back.start", refused(ErrorCode::MendixCloudStartFailed));
    let error = bench
        .start(&plan(roll_back()))
        .await
        .result()
        .await
        .unwrap_err();
    assert_eq!(error.info().context["outcome"], "needsHands");
    assert!(error.remedy().contains("back.start"), "{}", error.remedy());
}

#[tokio::test]
async fn what_nobody_can_tell_waits_for_a_person() {
    for (choice, sends, succeeds) in [
        (Choice::SendAgain, 2, true),
        (Choice::TakeAsDone, 1, true),
        (Choice::GiveUp, 1, false),
    ] {
        let bench = Bench::new();
        bench.platform.undecidable("transport");
        bench.platform.fault("transport", Fault::LoseRequest);
        let run = bench.start(&plan(None)).await;
        let error = run.result().await.unwrap_err();
        assert_eq!(error.code(), ErrorCode::RunNeedsDecision);
        assert!(matches!(
            error.detail(),
            Some(ErrorDetail::NeededDecision { .. })
        ));
        assert_eq!(bench.platform.effects(), ["stop"]);

        let error = bench.resume(run.id(), None).await.unwrap_err();
        assert_eq!(error.code(), ErrorCode::RunNeedsDecision);
        let wrong = Decision {
            step: "start".to_owned(),
            choice,
            id: None,
        };
        let error = bench.resume(run.id(), Some(wrong)).await.unwrap_err();
        assert_eq!(error.code(), ErrorCode::InputInvalid);
        assert_eq!(bench.platform.effects(), ["stop"]);

        let decision = Decision {
            step: "transport".to_owned(),
            choice,
            id: None,
        };
        let resumed = bench.resume(run.id(), Some(decision)).await.unwrap();
        assert_eq!(resumed.result().await.is_ok(), succeeds, "{choice}");
        let intents = all_events(&resumed)
            .await
            .iter()
            .filter(|event| matches!(&event.record, RunRecord::StepIntended { step, .. } if step == "transport"))
            .count();
        assert_eq!(intents, sends, "{choice}");
    }
}

#[tokio::test]
async fn a_stop_goes_to_the_next_safe_point_and_can_be_resumed() {
    let bench = Bench::new();
    for _ in 0..1_000 {
        bench.platform.fault(
            "transport",
            Fault::Refuse(refused(ErrorCode::MendixCloudPackageProcessing)),
        );
    }
    let run = bench.start(&plan(None)).await;
    let mut number = 0;
    while let Some(event) = run.next_event(number).await {
        number = event.number;
        if matches!(&event.record, RunRecord::StepIntended { step, .. } if step == "transport") {
            break;
        }
    }
    run.stop();
    let error = run.result().await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::RunStopped);
    assert!(error.remedy().contains(run.id().as_str()));
    let events = all_events(&run).await;
    assert!(matches!(
        events.last().unwrap().record,
        RunRecord::RunPaused {
            app_is_down: true,
            ..
        }
    ));
    let bench = Bench {
        platform: std::sync::Arc::default(),
        ..bench
    };
    let resumed = bench.resume(run.id(), None).await.unwrap();
    resumed.result().await.unwrap();
    assert_eq!(bench.platform.effects(), ["transport", "start", "verify"]);
}

#[tokio::test(start_paused = true)]
async fn a_stop_does_not_wait_longer_than_ten_seconds_for_an_answer() {
    let bench = Bench::new();
    bench.platform.fault("stop", Fault::Hang);
    let run = bench.start(&plan(None)).await;
    let mut number = 0;
    while let Some(event) = run.next_event(number).await {
        number = event.number;
        if matches!(event.record, RunRecord::StepIntended { ref step, .. } if step == "stop") {
            break;
        }
    }
    let before = tokio::time::Instant::now();
    run.stop();
    let error = run.result().await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::RunStopped);
    assert!(before.elapsed() <= std::time::Duration::from_secs(10));
}

#[tokio::test]
async fn dropping_the_handle_or_the_waiting_future_ends_the_wait_only() {
    let bench = Bench::new();
    let launcher = bench.launcher();
    let runs = launcher.runs.clone();
    let run = launcher
        .start(&plan(None), Vec::new(), async { Ok(()) })
        .await
        .unwrap();
    let id = run.id().clone();
    {
        let wait = run.result();
        futures::pin_mut!(wait);
        let _ = futures::poll!(wait);
    }
    drop(run);
    // The client still has it, and leaving the client waits for it.
    loop {
        let course = mendix_deploy::run::journal::read_course(&*bench.journal(), &id)
            .await
            .unwrap();
        if let RunRecord::RunEnded { outcome, .. } = &course.entries.last().unwrap().record {
            assert_eq!(*outcome, Outcome::Succeeded);
            break;
        }
        tokio::task::yield_now().await;
    }
    assert!(runs.leave().await.is_empty());
}

#[tokio::test]
async fn a_state_that_is_there_already_sends_nothing() {
    let bench = Bench::new();
    bench.start(&plan(None)).await.result().await.unwrap();
    let again = bench.start(&plan(None)).await;
    again.result().await.unwrap();
    assert_eq!(bench.platform.effects(), ALL);
    let states: Vec<StepState> = all_events(&again)
        .await
        .iter()
        .filter_map(|event| match event.record {
            RunRecord::StepFinished { state, .. } => Some(state),
            _ => None,
        })
        .collect();
    assert_eq!(states[1..], [StepState::AlreadySo; 4]);
}

#[tokio::test]
async fn an_ended_run_is_not_resumed() {
    let bench = Bench::new();
    let run = bench.start(&plan(None)).await;
    run.result().await.unwrap();
    let error = bench.resume(run.id(), None).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::RunEnded);
    let error = bench.resume(&"run-nowhere".into(), None).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::RunNotFound);
}

#[tokio::test]
async fn leaving_a_client_stops_its_runs_and_names_them() {
    let bench = Bench::new();
    for _ in 0..100_000 {
        bench.platform.fault(
            "transport",
            Fault::Refuse(refused(ErrorCode::MendixCloudPackageProcessing)),
        );
    }
    let launcher = bench.launcher();
    let runs = launcher.runs.clone();
    let mut plan = plan(None);
    for step in &mut plan.steps {
        step.deadline_seconds = 10_000_000;
    }
    plan.id = mendix_deploy_offline::plan::plan_id(&plan).unwrap();
    let run = launcher
        .start(&plan, Vec::new(), async { Ok(()) })
        .await
        .unwrap();
    while bench.platform.effects().is_empty() {
        tokio::task::yield_now().await;
    }
    let left = runs.leave().await;
    assert_eq!(left, [run.id().clone()]);
    assert_eq!(
        run.result().await.unwrap_err().code(),
        ErrorCode::RunStopped
    );
}
