//! `cargo xtask demo`: the main job, end to end, on the embedded platform, in three languages.

use crate::{bindings, context::Context, examples, suite};

pub(crate) fn run(context: &Context) -> Result<(), String> {
    println!("Preparing Python, Node and the native parts; the first time takes some minutes.\n");
    bindings::build(context)?;
    for (language, command) in [
        (
            "Rust",
            examples::rust as fn(&Context, &str) -> std::process::Command,
        ),
        ("Python", examples::python),
        ("Node", examples::node),
    ] {
        println!("━━ {language}: promote\n");
        suite::openly(command(context, "promote"))?;
        println!("\n━━ {language}: fault drill\n");
        suite::openly(command(context, "fault-drill"))?;
        println!();
    }
    println!("Read on in examples/README.md and docs/guide/first-deployment.md.");
    Ok(())
}
