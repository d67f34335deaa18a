//! `cargo xtask build`: what the bindings need, and the bindings themselves.
//!
//! A plain cargo build and a copy, which is quick when nothing changed; wheels and npm packages are another command.

use std::{fs, path::Path, process::Command};

use crate::{
    context::Context,
    suite::{Outcome, quietly},
};

/// Prepares Python and Node and builds both bindings in place.
pub(crate) fn build(context: &Context) -> Result<(), String> {
    python_tools(context)?;
    node_tools(context)?;
    native(context)
}

/// The virtual environment with the pinned tools; made anew when the list of tools changes.
pub(crate) fn python_tools(context: &Context) -> Result<(), String> {
    const REQUIREMENTS: &str = "bindings-python/requirements-dev.txt";
    let wanted = fs::read_to_string(context.path(REQUIREMENTS)).map_err(|e| e.to_string())?;
    let stamp = context.venv().join("requirements.txt");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let venv = context.venv();
    let mut make = context.command("python3");
    make.arg("-m").arg("venv").arg(&venv);
    done(make)?;
    let mut install = context.command(context.venv_program("python"));
    install.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--requirement",
        REQUIREMENTS,
    ]);
    done(install)?;
    fs::write(&stamp, wanted).map_err(|e| format!("{}: {e}", stamp.display()))
}

/// The node modules of the lock file; installed anew when it changes.
pub(crate) fn node_tools(context: &Context) -> Result<(), String> {
    linked(context)?;
    let folder = context.path("bindings-node");
    let lock = fs::read_to_string(folder.join("package-lock.json")).map_err(|e| e.to_string())?;
    let stamp = folder.join("node_modules/.lock-of-install");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut install = context.command("npm");
    install
        .args(["ci", "--ignore-scripts"])
        .current_dir(&folder);
    done(install)?;
    fs::write(&stamp, lock).map_err(|e| format!("{}: {e}", stamp.display()))
}

/// `import 'mendix-deploy'` finds the package from anywhere in the checkout.
fn linked(context: &Context) -> Result<(), String> {
    let link = context.path("node_modules/mendix-deploy");
    if link.exists() {
        return Ok(());
    }
    fs::create_dir_all(context.path("node_modules")).map_err(|e| e.to_string())?;
    #[cfg(unix)]
    std::os::unix::fs::symlink("../bindings-node", &link)
        .map_err(|e| format!("{}: {e}", link.display()))?;
    #[cfg(windows)]
    std::os::windows::fs::symlink_dir("..\\bindings-node", &link)
        .map_err(|e| format!("{}: {e}", link.display()))?;
    Ok(())
}

/// Both native modules, copied to where their packages load them from.
pub(crate) fn native(context: &Context) -> Result<(), String> {
    done(context.cargo(&[
        "build",
        "--quiet",
        "--package",
        "mendix-deploy-python",
        "--package",
        "mendix-deploy-node",
    ]))?;
    let target = context.target();
    place(
        &target.join("debug").join(library("_native")),
        &context.path("bindings-python/python/mendix_deploy/_native.abi3.so"),
    )?;
    place(
        &target.join("debug").join(library("mendix_deploy_node")),
        &context.path("bindings-node/native.node"),
    )
}

/// The name of the file in which cargo leaves a native library.
pub(crate) fn library(name: &str) -> String {
    format!(
        "{}{name}{}",
        std::env::consts::DLL_PREFIX,
        std::env::consts::DLL_SUFFIX
    )
}

/// Replaces the file by renaming: a running interpreter keeps the one it has mapped.
fn place(from: &Path, to: &Path) -> Result<(), String> {
    let newer = |a: &Path, b: &Path| {
        let time = |path: &Path| fs::metadata(path).and_then(|m| m.modified());
        matches!((time(a), time(b)), (Ok(a), Ok(b)) if a <= b)
    };
    if newer(from, to) {
        return Ok(());
    }
    let waiting = to.with_extension("new");
    fs::copy(from, &waiting).map_err(|e| format!("{}: {e}", from.display()))?;
    fs::rename(&waiting, to).map_err(|e| format!("{}: {e}", to.display()))
}

fn done(command: Command) -> Result<(), String> {
    match quietly(command) {
        Outcome::Passed => Ok(()),
        Outcome::Skipped(message) | Outcome::Failed(message) => Err(message),
    }
}
