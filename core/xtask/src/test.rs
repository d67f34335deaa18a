//! `cargo xtask test`: everything that has to hold.

use std::path::Path;

use crate::{
    bindings,
    context::Context,
    examples, generate, house, leaks, parity, postgres, secrets,
    suite::{self, Check, Outcome, quietly},
    tools,
};

/// What the library has besides its defaults: the same everywhere, so that it is built once.
const FEATURES: &str = "mendix-deploy/full";

pub(crate) fn run(context: &Context, strict: bool) -> Result<(), String> {
    leaks::begin(context)?;
    suite::run(&checks(context), strict)
}

/// Only the tests of databases; a server that cannot be had is a failure here.
pub(crate) fn database(context: &Context) -> Result<(), String> {
    let checks = [
        Check::new("bindings", || bindings::build(context).into()),
        Check::new("database", || postgres::check(context)),
    ];
    suite::run(&checks, true)
}

/// Only the tests of secrets; a server that cannot be had is a failure here.
pub(crate) fn secrets(context: &Context) -> Result<(), String> {
    let checks = [
        Check::new("bindings", || bindings::build(context).into()),
        Check::new("secrets", || secrets::check(context)),
    ];
    suite::run(&checks, true)
}

fn checks(context: &Context) -> Vec<Check<'_>> {
    let mut checks = vec![
        Check::new("format", || {
            quietly(context.cargo(&["fmt", "--all", "--check"]))
        }),
        Check::new("lints", || {
            // Not `--all-targets`: it also builds the bindings as tests, where napi registers nothing.
            quietly(context.cargo(&[
                "clippy",
                "--quiet",
                "--workspace",
                "--features",
                FEATURES,
                "--lib",
                "--bins",
                "--examples",
                "--tests",
                "--",
                "-D",
                "warnings",
            ]))
        }),
    ];
    checks.extend(house::checks(context));
    checks.extend([
        Check::new("rust", || {
            quietly(context.cargo(&["test", "--quiet", "--workspace", "--features", FEATURES]))
        }),
        Check::new("bindings", || bindings::build(context).into()),
        Check::new("database", || postgres::check(context)),
        Check::new("secrets", || secrets::check(context)),
        Check::new("generated files are current", || {
            generate::run(context, true).into()
        }),
        Check::new("python", || {
            let pytest = context.python(&[
                "-m",
                "pytest",
                "-q",
                "-p",
                "no:cacheprovider",
                "tests/conformance/python",
            ]);
            quietly(leaks::traced(context, "python", pytest))
        }),
        Check::new("python: ruff", || {
            let mut ruff = context.command(context.venv_program("ruff"));
            ruff.args([
                "check",
                "--quiet",
                "bindings-python/python",
                "tests",
                "examples",
            ]);
            quietly(ruff)
        }),
        Check::new("node", || node(context)),
    ]);
    checks.extend(parity::checks(context));
    checks.push(Check::new("parity: the alarm works", || {
        parity::self_test(context).into()
    }));
    checks.extend(examples::checks(context));
    checks.extend([
        Check::new("docs", || {
            // The native modules are private: their documentation is that of the packages in front of them.
            let mut doc = context.cargo(&[
                "doc",
                "--quiet",
                "--workspace",
                "--no-deps",
                "--exclude",
                "mendix-deploy-python",
                "--exclude",
                "mendix-deploy-node",
            ]);
            doc.env("RUSTDOCFLAGS", "-D warnings");
            quietly(doc)
        }),
        Check::new("agree", || recorded(context)),
        Check::new("landscape schema", || landscape_schema(context)),
        Check::new("portable configuration", || portable_judged(context)),
        Check::new("bills of materials", || bills_of_materials(context)),
        Check::new("schemathesis", || schemathesis(context)),
        Check::new("supply chain", || deny(context)),
        Check::new("leaks", || leaks::search(context)),
    ]);
    checks
}

fn node(context: &Context) -> Outcome {
    let folder = context.path("tests/conformance/node");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        return Outcome::Failed(format!("{} cannot be read", folder.display()));
    };
    let mut files: Vec<_> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    if files.is_empty() {
        return Outcome::Failed("no tests".to_owned());
    }
    let mut node = context.node(&["--test"]);
    node.args(files);
    quietly(leaks::traced(context, "node", node))
}

/// What we read against independent recordings of real packages.
fn recorded(context: &Context) -> Outcome {
    match context.shared() {
        Some(shared) => crate::agree::run(context, shared.join("fixtures").to_str()).into(),
        None => Outcome::Skipped("no recordings beside the checkout".to_owned()),
    }
}

/// The published schema of the landscape against a validator that is not ours.
fn landscape_schema(context: &Context) -> Outcome {
    let python = match tools::find(context, "python") {
        Ok(python) => python,
        Err(reason) => return Outcome::Skipped(reason),
    };
    let mut command = context.command(python);
    command
        .arg("tests/conformance/landscape_schema.py")
        .arg(&context.root);
    quietly(command)
}

/// The recorded answers of a reader of HOCON that is not ours, which the tests of the evaluator are held against.
fn portable_judged(context: &Context) -> Outcome {
    let python = match tools::find(context, "python") {
        Ok(python) => python,
        Err(reason) => return Outcome::Skipped(reason),
    };
    let mut command = context.command(python);
    command.arg("tests/conformance/portable_judged.py");
    quietly(command)
}

/// Bills of materials against the official schema.
fn bills_of_materials(context: &Context) -> Outcome {
    let python = match tools::find(context, "python") {
        Ok(python) => python,
        Err(reason) => return Outcome::Skipped(reason),
    };
    let mut command = context.command(python);
    command
        .arg("tests/conformance/bill_of_materials.py")
        .env("PYTHONPATH", context.path("bindings-python/python"));
    quietly(command)
}

/// The platform's own description of Deploy v4 against the emulator's answers.
fn schemathesis(context: &Context) -> Outcome {
    let Some(description) = context
        .shared()
        .map(|shared| shared.join("reference/openapi/cloud-portal-v4.yaml"))
        .filter(|path| Path::exists(path))
    else {
        return Outcome::Skipped("no OpenAPI document beside the checkout".to_owned());
    };
    let python = match tools::find(context, "python") {
        Ok(python) => python,
        Err(reason) => return Outcome::Skipped(reason),
    };
    let built = quietly(context.cargo(&["build", "--quiet", "--workspace"]));
    if !matches!(built, Outcome::Passed) {
        return built;
    }
    let mut command = context.command(python);
    command
        .arg("tests/servers/emulator_v4_schemathesis.py")
        .arg(description)
        .env(
            "MENDIX_DEPLOY_EMULATOR",
            context.target().join("debug/mendix-deploy-emulator"),
        );
    quietly(command)
}

fn deny(context: &Context) -> Outcome {
    let program = match tools::find(context, "cargo-deny") {
        Ok(program) => program,
        Err(reason) => return Outcome::Skipped(reason),
    };
    let mut command = context.command(program);
    command.args([
        "--all-features",
        "--workspace",
        "check",
        "--hide-inclusion-graph",
        "bans",
        "licenses",
        "sources",
    ]);
    quietly(command)
}
