//! `cargo xtask parity`: the surface of three languages, their values and their types, held against the manifest.
//!
//! `--self-test` breaks a copy in each way and expects the alarm: a check that cannot fail is worth nothing.

mod broken;
mod handles;
mod lines;

use std::{collections::BTreeSet, path::Path};

use serde_json::Value;

use crate::{
    context::Context,
    generate::{self, Manifest},
    suite::{self, Check, Outcome, quietly},
};

/// Where the two packages are; a self-test points to broken copies.
pub(crate) struct Packages {
    /// The folder that holds the package `mendix_deploy`.
    pub(crate) python: std::path::PathBuf,
    /// The folder of the npm package.
    pub(crate) node: std::path::PathBuf,
}

impl Packages {
    fn of(context: &Context) -> Self {
        Self {
            python: context.path("bindings-python/python"),
            node: context.path("bindings-node"),
        }
    }
}

/// All parity checks. The bindings must have been built.
pub(crate) fn run(context: &Context) -> Result<(), String> {
    suite::run(&checks(context), false)
}

/// The checks by name, for `cargo xtask test` to run among its own.
pub(crate) fn checks(context: &Context) -> Vec<Check<'_>> {
    vec![
        Check::new("parity: surface of Rust", || rust(context).into()),
        Check::new("parity: surface of Python", || {
            python(context, &Packages::of(context)).into()
        }),
        Check::new("parity: surface of Node", || {
            node(context, &Packages::of(context)).into()
        }),
        Check::new("parity: values", || values(context)),
        Check::new("parity: types", || types(context)),
    ]
}

/// Breaks a copy in each way and expects the alarm.
pub(crate) fn self_test(context: &Context) -> Result<(), String> {
    broken::run(context)
}

/// The rows that Rust prints now are the ones that were committed.
fn rust(context: &Context) -> Result<(), String> {
    let now = lines::wanted(&Manifest::read(&generate::printed(context)?)?);
    let committed = lines::wanted(&committed(context)?);
    differences("Rust", &committed, &now)
}

fn committed(context: &Context) -> Result<Manifest, String> {
    let path = context.path("tests/parity/manifest.json");
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    Manifest::read(&text)
}

fn python(context: &Context, packages: &Packages) -> Result<(), String> {
    let manifest = committed(context)?;
    let mut command = context.python(&["tests/parity/surface_python.py"]);
    command.env("PYTHONPATH", &packages.python);
    let mut wanted = lines::wanted(&manifest);
    wanted.extend(lines::calls(&manifest, "async call", ToString::to_string));
    wanted.extend(lines::calls(&manifest, "call", ToString::to_string));
    wanted.extend(lines::documents(&manifest, true));
    wanted.extend(handles::python(&groups(&manifest)));
    differences("Python", &wanted, &printed(command)?)
}

fn node(context: &Context, packages: &Packages) -> Result<(), String> {
    let manifest = committed(context)?;
    let mut command = context.node(&["tests/parity/surface_node.mjs"]);
    command
        .arg(&packages.node)
        .arg(context.path("bindings-node"));
    let mut wanted = lines::wanted(&manifest);
    wanted.extend(lines::calls(&manifest, "call", generate::camel));
    wanted.extend(lines::documents(&manifest, false));
    wanted.extend(handles::node(&groups(&manifest)));
    differences("Node", &wanted, &printed(command)?)
}

fn groups(manifest: &Manifest) -> Vec<String> {
    manifest.groups.iter().map(|g| g.name.clone()).collect()
}

fn printed(mut command: std::process::Command) -> Result<BTreeSet<String>, String> {
    let output = command.output().map_err(|e| e.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let value: Value = serde_json::from_slice(&output.stdout).map_err(|e| e.to_string())?;
    let lines = value["lines"].as_array().ok_or("no lines were printed")?;
    Ok(lines
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect())
}

fn differences(
    language: &str,
    wanted: &BTreeSet<String>,
    found: &BTreeSet<String>,
) -> Result<(), String> {
    if wanted.is_empty() {
        return Err("the manifest names nothing".to_owned());
    }
    let missing = wanted
        .difference(found)
        .map(|line| format!("missing: {line}"));
    let extra = found
        .difference(wanted)
        .map(|line| format!("extra: {line}"));
    let all: Vec<String> = missing.chain(extra).collect();
    if all.is_empty() {
        return Ok(());
    }
    Err(format!(
        "{language} differs from the manifest:\n{}",
        all.join("\n")
    ))
}

/// Golden values, decoded and encoded by each binding.
fn values(context: &Context) -> Outcome {
    let python = context.python(&["tests/parity/values_python.py", generate::GOLDEN]);
    let node = context.node(&[
        "tests/parity/values_node.mjs",
        "bindings-node",
        generate::GOLDEN,
    ]);
    suite::all([quietly(python), quietly(node)])
}

/// `mypy --strict` and `tsc --strict` over the packages and over programs that use them.
fn types(context: &Context) -> Outcome {
    let mut mypy = context.command(context.venv_program("mypy"));
    mypy.args([
        "--config-file",
        "bindings-python/pyproject.toml",
        "--cache-dir",
        "target/mypy",
        "-p",
        "mendix_deploy",
    ])
    .env("MYPYPATH", context.path("bindings-python/python"));
    let mut usage = context.command(context.venv_program("mypy"));
    usage
        .args([
            "--config-file",
            "bindings-python/pyproject.toml",
            "--cache-dir",
            "target/mypy",
            "tests/parity/types",
        ])
        .env("MYPYPATH", context.path("bindings-python/python"));
    let compiler = Path::new("bindings-node/node_modules/typescript/bin/tsc");
    let mut tsc = context.node(&[]);
    tsc.arg(compiler).args(["--project", "tests/parity/types"]);
    suite::all([quietly(mypy), quietly(usage), quietly(tsc)])
}
