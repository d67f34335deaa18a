//! Breaks a deployment on purpose, twice: a runner that stops in the middle and is resumed by another client, and a new
//! version that does not start and is rolled back by itself.

#![allow(clippy::print_stdout)] // an example talks

use mendix_deploy::{
    Result,
    changes::Change,
    error::ErrorDetail,
    plans::{OnFailure, PlanOptions},
    runs::ResumeOptions,
};
use mendix_deploy_examples::{Stage, client};
use serde_json::json;

#[tokio::main]
async fn main() -> Result<()> {
    stopped_and_resumed().await?;
    rolled_back().await
}

/// The runner goes away at a safe point; another process continues from the journal.
async fn stopped_and_resumed() -> Result<()> {
    println!("── a runner stops in the middle, another one resumes\n");
    let stage = Stage::new()?;
    let production = stage.landscape.environment("orders/production")?;
    let promote = Change::Promote {
        source: "orders/acceptance".parse()?,
    };
    let plan = stage
        .client
        .plan(&production, promote, PlanOptions::default())
        .await?;

    let run = stage.client.start(&plan, stage.journal()).await?;
    run.stop();
    match run.result().await {
        Ok(_) => println!("The run was quicker than the stop."),
        Err(error) => println!("{error:#}\n"),
    }

    // Another client, as another machine that reaches the journal would make one.
    let another = client(&stage.platform)?;
    let options = ResumeOptions::default()
        .journal(stage.folder().display().to_string())
        .actor("another example");
    match another.resume(run.id().clone(), options).await {
        Ok(run) => {
            let release = run.result().await?;
            println!("Resumed to the end: {} is released.", release.address);
        }
        Err(error) => println!("Nothing to resume: {error}"),
    }
    println!(
        "The platform did, each thing once: {}\n",
        stage.effects().join(", ")
    );
    Ok(())
}

/// The new version's after-startup microflow fails. The plan goes back by itself, and says what was lost.
async fn rolled_back() -> Result<()> {
    println!("── the new version does not start; the plan goes back by itself\n");
    let stage = Stage::new()?;
    let production = stage.landscape.environment("orders/production")?;
    stage
        .platform
        .inject(json!({"fault": "startupActionFails", "times": 1}));

    let promote = Change::Promote {
        source: "orders/acceptance".parse()?,
    };
    let options = PlanOptions::default().on_failure(OnFailure::RollBack {
        accept_loss: Vec::new(),
    });
    let plan = stage.client.plan(&production, promote, options).await?;
    let run = stage.client.start(&plan, stage.journal()).await?;
    match run.result().await {
        Ok(_) => println!("Nothing failed."),
        Err(error) => {
            println!("{error:#}\n");
            if let Some(ErrorDetail::FailedRun { outcome, step, .. }) = error.detail() {
                println!("Step {step} failed; the run ended as {outcome}.");
            }
        }
    }
    let environment = stage
        .client
        .environments()
        .get("orders/production".parse()?)
        .await?;
    println!("orders/production is {} again.", environment.status);
    println!("The platform did: {}", stage.effects().join(", "));
    Ok(())
}
