//! Asks of every release whether the version before it may start again, and what that would lose.

#![allow(clippy::print_stdout)] // an example talks

use mendix_deploy::Result;
use mendix_deploy_examples::{folder, releases::releases};

fn main() -> Result<()> {
    let folder = folder()?;
    for pair in releases(folder.path())?.windows(2) {
        let [(before, old), (after, new)] = pair else {
            continue;
        };
        let verdict = new.changes_since(old)?.rollback;
        println!("back from {after} to {before}: {}", verdict.safety);
        for reason in &verdict.reasons {
            println!("    {reason}");
        }
        for loss in &verdict.losses {
            println!("    lost: {}", loss.what);
        }
        // A pipeline ends with this as its exit code.
        let code = u8::from(!verdict.is_safe());
        println!("    exit code of a check in a pipeline: {code}");
    }
    Ok(())
}
