//! Takes a snapshot of production, downloads it, and writes it back.

#![allow(clippy::print_stdout)] // an example talks

use mendix_deploy::{
    Result,
    changes::Change,
    cloud::ArchiveContent,
    plans::PlanOptions,
    render::{TextStyle, plan_page, text},
};
use mendix_deploy_examples::Stage;

#[tokio::main]
async fn main() -> Result<()> {
    let stage = Stage::new()?;
    let production = stage.landscape.environment("orders/production")?;
    let file = stage.folder().join("production.backup");

    let back_up = Change::BackUp {
        comment: Some("before the drill".to_owned()),
        download_to: Some(file.display().to_string()),
        content: Some(ArchiveContent::FilesAndDatabase),
    };
    let plan = stage
        .client
        .plan(&production, back_up, PlanOptions::default())
        .await?;
    stage
        .client
        .start(&plan, stage.journal())
        .await?
        .result()
        .await?;
    let size = std::fs::metadata(&file).map_or(0, |metadata| metadata.len());
    println!("Backed up to a file of {size} bytes.");

    let mut snapshots = stage
        .client
        .backups()
        .snapshots("orders/production".parse()?);
    let Some(snapshot) = snapshots.next().await? else {
        println!("There is no snapshot.");
        return Ok(());
    };

    // Restoring overwrites what the environment holds: the plan says so, and the loss is accepted by name.
    let restore = Change::RestoreBackup {
        snapshot: snapshot.snapshot_id,
        source: None,
        database_only: false,
        accept_loss: vec!["dataSinceSnapshot".to_owned()],
    };
    let plan = stage
        .client
        .plan(&production, restore, PlanOptions::default())
        .await?;
    println!("{}", text(&plan_page(&plan), TextStyle::default()));
    stage
        .client
        .start(&plan, stage.journal())
        .await?
        .result()
        .await?;
    println!("Production holds the data of the snapshot.");
    println!("The platform did: {}", stage.effects().join(", "));
    Ok(())
}
