//! `cargo xtask bench`: speed and memory against peers, as ratios in one run. Never part of the test command.

use std::fs;

use crate::{bindings, context::Context, suite, tools};

/// The measurements, in the order of their length.
const BENCHES: [&str; 4] = ["imports", "environment_reads", "package_metadata", "upload"];

/// Runs all measurements, or the named one.
pub(crate) fn run(context: &Context, only: Option<&str>) -> Result<(), String> {
    bindings::node_tools(context)?;
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

/// A copy of the Python package with the release module; the one in the checkout stays what the tests built. For Node
/// the module is put in place and built anew by the next `build`.
fn place(context: &Context) -> Result<std::path::PathBuf, String> {
    let folder = context.path("target/bench/python");
    let package = folder.join("mendix_deploy");
    let failed = |e: std::io::Error| format!("{}: {e}", folder.display());
    let _ = fs::remove_dir_all(&package);
    copy(
        &context.path("bindings-python/python/mendix_deploy"),
        &package,
    )
    .map_err(failed)?;
    let release = context.target().join("release");
    fs::copy(
        release.join("lib_native.so"),
        package.join("_native.abi3.so"),
    )
    .map_err(failed)?;
    fs::copy(
        release.join("libmendix_deploy_node.so"),
        context.path("bindings-node/native.node"),
    )
    .map_err(failed)?;
    Ok(folder)
}

fn copy(from: &std::path::Path, to: &std::path::Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
