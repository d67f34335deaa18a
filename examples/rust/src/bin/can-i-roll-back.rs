//! Asks of every release whether the version before it may start again, and what that would lose.
//!
//! With a database of the app in `PGDATABASE` (and `PGHOST`, `PGPORT`, `PGUSER`, `PGPASSWORD`, as for `psql`), what only
//! the data can tell is asked there, read-only.

#![allow(clippy::print_stdout)] // an example talks

use mendix_deploy::{Result, comparisons::ChangeDirection};
use mendix_deploy_examples::{
    folder,
    releases::{database, releases},
};

#[tokio::main]
async fn main() -> Result<()> {
    let folder = folder()?;
    let live = database().await?;
    for pair in releases(folder.path())?.windows(2) {
        let [(before, old), (after, new)] = pair else {
            continue;
        };
        let mut changes = new.changes_since(old)?;
        if let Some(live) = &live {
            let running = live.catalogue().await?.model_version;
            if running.as_deref() == Some(before) {
                // What the new version's start would lose.
                live.answer(&mut changes, ChangeDirection::Forward).await;
            } else if running.as_deref() == Some(after) {
                // What the old version's start would lose.
                live.answer(&mut changes, ChangeDirection::Backward).await;
            }
        }
        let verdict = &changes.rollback;
        println!("back from {after} to {before}: {}", verdict.safety);
        for reason in &verdict.reasons {
            println!("    {reason}");
        }
        for loss in &verdict.losses {
            println!("    lost: {}", loss.what);
        }
        for question in &changes.questions {
            if let Some(answer) = question.answer {
                println!("    asked: {} {answer}", question.question);
            }
        }
        // A pipeline ends with this as its exit code.
        let code = u8::from(!verdict.is_safe());
        println!("    exit code of a check in a pipeline: {code}");
    }
    Ok(())
}
