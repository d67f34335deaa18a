//! Compares two releases: what changes in the database, and which strategies may carry the release.

#![allow(clippy::print_stdout)] // an example talks

use mendix_deploy::{
    DocumentFile,
    comparisons::{Changes, DataEffect},
    files::render_as,
};
use mendix_deploy_examples::{folder, releases::releases};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = folder()?;
    let packages = releases(folder.path())?;

    // Direction cannot be confused: the new package says what changes since the old one.
    let [.., (_, old), (_, new)] = packages.as_slice() else {
        return Ok(());
    };
    let changes = new.changes_since(old)?;
    println!("{}", render_as(&changes, "text")?);

    // The same as a page for a merge request, for a change board, and for programs.
    for file in ["changes.md", "changes.html", "changes.json"] {
        changes.write(folder.path().join(file))?;
    }
    let read = Changes::load(folder.path().join("changes.json"))?;
    for change in &read.changes {
        if change.in_database && change.forward.data != DataEffect::Keeps {
            println!(
                "[{}] {}: {}",
                change.row.as_str(),
                change.name,
                change.forward.what
            );
        }
    }
    for answer in &read.strategies {
        println!("{}: {}", answer.strategy, answer.permission);
    }
    Ok(())
}
