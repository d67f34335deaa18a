//! The examples: the same tasks in three languages, and the notebook.

use crate::{
    context::Context,
    suite::{Check, Outcome, quietly},
    tools,
};

/// The tasks, in the order of a first reading.
pub(crate) const TASKS: [&str; 12] = [
    "preflight",
    "promote",
    "settings-as-code",
    "backup-and-restore",
    "fault-drill",
    "inspect-package",
    "compare-releases",
    "can-i-roll-back",
    "resolve-secrets",
    "explain-setting",
    "policy-gate",
    "import-existing",
];

/// Every example as a check.
pub(crate) fn checks(context: &Context) -> Vec<Check<'_>> {
    vec![
        Check::new("examples: Rust", || each(|task| rust(context, task))),
        Check::new("examples: Python", || each(|task| python(context, task))),
        Check::new("examples: Node", || each(|task| node(context, task))),
        Check::new("examples: notebook", || notebook(context)),
    ]
}

fn each(command: impl Fn(&str) -> std::process::Command) -> Outcome {
    for task in TASKS {
        let outcome = quietly(command(task));
        if !matches!(outcome, Outcome::Passed) {
            return outcome;
        }
    }
    Outcome::Passed
}

/// An example in Rust.
pub(crate) fn rust(context: &Context, task: &str) -> std::process::Command {
    context.cargo(&[
        "run",
        "--quiet",
        "--package",
        "mendix-deploy-examples",
        "--bin",
        task,
    ])
}

/// An example in Python.
pub(crate) fn python(context: &Context, task: &str) -> std::process::Command {
    context.python(&[&format!("examples/python/{}.py", task.replace('-', "_"))])
}

/// An example in Node.
pub(crate) fn node(context: &Context, task: &str) -> std::process::Command {
    context.node(&[&format!("examples/node/{task}.mjs")])
}

/// Runs every cell of every notebook, in order, in a fresh kernel; what they print is searched for secrets.
fn notebook(context: &Context) -> Outcome {
    let python = match tools::find(context, "python") {
        Ok(python) => python,
        Err(reason) => return Outcome::Skipped(reason),
    };
    let mut command = context.command(python);
    command
        .args(["tests/conformance/notebooks.py", "examples/notebooks"])
        .arg(context.artifacts())
        .env("PYTHONPATH", context.path("bindings-python/python"));
    quietly(command)
}
