//! `cargo xtask house`: the layout of the workspace and the direction of its dependencies, checked by machine.
//!
//! Each rule is a function from what was observed to the violations it found, so that each can be shown a violation.

mod dependencies;
mod layout;
mod order;

use crate::{
    context::Context,
    suite::{self, Check, Outcome, quietly},
};

/// Checks every rule and prints what is broken and why the rule stands; where the target can be had, also that the pure
/// half builds without an operating system.
pub(crate) fn run(context: &Context) -> Result<(), String> {
    let mut checks = checks(context);
    checks.push(Check::new(
        "the pure half without an operating system",
        || wasm(context),
    ));
    suite::run(&checks, false)
}

/// One check per rule, for a suite that holds others too.
pub(crate) fn checks(context: &Context) -> Vec<Check<'_>> {
    vec![
        Check::new("who may depend on what", || {
            judged(dependencies::observe(context).map(|members| dependencies::violations(&members)))
        }),
        Check::new("order inside offline", || {
            judged(
                order::observe(&context.path("core/offline/src"))
                    .map(|uses| order::violations(&uses)),
            )
        }),
        Check::new("folders and sibling files", || {
            judged(layout::observe(context).map(|layout| layout::violations(&layout)))
        }),
    ]
}

fn judged(violations: Result<Vec<String>, String>) -> Outcome {
    match violations {
        Ok(violations) if violations.is_empty() => Outcome::Passed,
        Ok(violations) => Outcome::Failed(violations.join("\n")),
        Err(message) => Outcome::Failed(message),
    }
}

/// A target without network, clock and processes shows what crept in.
fn wasm(context: &Context) -> Outcome {
    const TARGET: &str = "wasm32-unknown-unknown";
    let found = context
        .command("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .ok()
        .and_then(|output| String::from_utf8(output.stdout).ok())
        .is_some_and(|folder| std::path::Path::new(folder.trim()).is_dir());
    if !found {
        return Outcome::Skipped(format!("the Rust target {TARGET} is not installed"));
    }
    quietly(context.cargo(&[
        "check",
        "--quiet",
        "--package",
        "mendix-deploy-offline",
        "--target",
        TARGET,
    ]))
}
