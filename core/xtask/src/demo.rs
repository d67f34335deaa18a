//! `cargo xtask demo`: the main job, end to end, on the embedded platform, in three languages.

use crate::{context::Context, suite};

pub(crate) fn run(context: &Context) -> Result<(), String> {
    println!("Rust");
    suite::openly(context.cargo(&[
        "run",
        "--quiet",
        "--package",
        "mendix-deploy-examples",
        "--bin",
        "promote",
    ]))?;
    println!("Python");
    suite::openly(context.python(&["examples/python/promote.py"]))?;
    println!("Node");
    suite::openly(context.node(&["examples/node/promote.mjs"]))
}
