//! `cargo xtask test`: everything that has to hold.

use crate::{
    context::Context,
    suite::{self, Check, quietly},
};

pub(crate) fn run(context: &Context, strict: bool) -> Result<(), String> {
    let checks = [
        Check::new("format", || {
            quietly(context.cargo(&["fmt", "--all", "--check"]))
        }),
        Check::new("lints", || {
            quietly(context.cargo(&[
                "clippy",
                "--quiet",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ]))
        }),
        Check::new("rust", || {
            quietly(context.cargo(&["test", "--quiet", "--workspace"]))
        }),
    ];
    suite::run(&checks, strict)
}
