//! Promotes what acceptance runs to production: check, plan, run, release.

#![allow(clippy::print_stdout)] // an example talks

use mendix_deploy::{
    Package, Result,
    changes::Change,
    plans::PlanOptions,
    render::{TextStyle, plan_page, text},
};
use mendix_deploy_examples::Stage;

#[tokio::main]
async fn main() -> Result<()> {
    let stage = Stage::new()?;
    let production = stage.landscape.environment("orders/production")?;

    // Read in place: nothing is extracted.
    let package = Package::open(&stage.new)?;
    let info = package.info();
    println!(
        "{}: model version {}, runtime {}, {} constants, {} scheduled events",
        info.file_name,
        info.model_version.as_deref().unwrap_or_default(),
        info.runtime_version,
        info.constants.len(),
        info.scheduled_events.len()
    );

    // A plan is a value: it can be printed, saved, reviewed and approved.
    let promote = Change::Promote {
        source: "orders/acceptance".parse()?,
    };
    let plan = stage
        .client
        .plan(&production, promote, PlanOptions::default())
        .await?;
    println!("{}", text(&plan_page(&plan), TextStyle::default()));

    // A run is journaled; `client.resume(run.id())` continues it from any process.
    let run = stage.client.start(&plan, stage.journal()).await?;
    let mut number = 0;
    while let Some(event) = run.next_event(number).await {
        number = event.number;
        println!("{number:>3}  {}", event.summary);
    }
    let release = run.result().await?;
    if let Some(package) = &release.package {
        println!("\n{} runs package {}", release.address, package.package_id);
    }
    println!("The platform did: {}", stage.effects().join(", "));
    Ok(())
}
