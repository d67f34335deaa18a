//! `cargo xtask bench`: speed and memory against peers, as ratios in one run. Never part of the test command.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{bindings, context::Context, suite, tools};

/// The measurements, in the order of their length.
const BENCHES: [&str; 10] = [
    "imports",
    "effective_configuration",
    "project_inventory",
    "project_scan",
    "landscape",
    "environment_reads",
    "package_metadata",
    "compare_packages",
    "constants_check",
    "upload",
];

/// Runs all measurements, or the named one.
pub(crate) fn run(context: &Context, only: Option<&str>) -> Result<(), String> {
    let python = tools::find(context, "python")?;
    println!("Building with the release profile.");
    let mut build = context.cargo(&["build", "--quiet", "--release"]);
    build.args([
        "--package",
        "mendix-deploy-python",
        "--package",
        "mendix-deploy-node",
    ]);
    suite::openly(build)?;
    let mut build = context.cargo(&["build", "--quiet", "--release"]);
    build.args(["--package", "mendix-deploy", "--example", "bench_client"]);
    suite::openly(build)?;
    let packages = place(context)?;
    let mut over = Vec::new();
    for bench in BENCHES
        .iter()
        .filter(|bench| only.is_none_or(|only| only == **bench))
    {
        println!("── {bench}");
        let mut command = context.command(&python);
        command
            .arg(format!("tests/bench/{bench}.py"))
            .env("PYTHONPATH", &packages)
            .env("MENDIX_DEPLOY_NATIVE", context.target().join("release"));
        if suite::openly(command).is_err() {
            over.push(*bench);
        }
    }
    if over.is_empty() {
        Ok(())
    } else {
        Err(format!("over their requirement: {}", over.join(", ")))
    }
}

/// Copies of both packages with their release modules; those in the checkout stay what the tests built. Node finds its
/// copy from every program in the same folder.
fn place(context: &Context) -> Result<PathBuf, String> {
    let scratch = context.path("target/bench");
    let python = scratch.join("python");
    place_one(
        context,
        "bindings-python/python/mendix_deploy",
        &python.join("mendix_deploy"),
        ("_native", "_native.abi3.so"),
    )?;
    place_one(
        context,
        "bindings-node",
        &scratch.join("node_modules/mendix-deploy"),
        ("mendix_deploy_node", "native.node"),
    )?;
    Ok(python)
}

fn place_one(
    context: &Context,
    package: &str,
    folder: &Path,
    (library, module): (&str, &str),
) -> Result<(), String> {
    let failed = |e: std::io::Error| format!("{}: {e}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(failed)?;
    }
    copy(&context.path(package), folder).map_err(failed)?;
    let library = bindings::library(library);
    let native = context.target().join("release").join(library);
    fs::copy(native, folder.join(module)).map_err(failed)?;
    Ok(())
}

/// Copies a folder without the node modules in it, which are tools.
fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_name() == "node_modules" {
            continue;
        }
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
