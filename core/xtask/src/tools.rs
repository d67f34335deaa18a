//! Third-party programs that the tests run: pinned, installed once into a cache outside the checkout.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use crate::{
    context::Context,
    suite::{Outcome, quietly},
};

/// What is installed.
const REQUIREMENTS: &str = "tests/servers/requirements.txt";

/// The folder of the programs.
pub(crate) fn folder(context: &Context) -> Result<PathBuf, String> {
    installed(context, REQUIREMENTS)
}

/// The folder of a list's programs. One folder per list, so that two checkouts with different lists do not fight.
pub(crate) fn installed(context: &Context, requirements: &str) -> Result<PathBuf, String> {
    let wanted = fs::read_to_string(context.path(requirements)).map_err(|e| e.to_string())?;
    let mut hasher = DefaultHasher::new();
    wanted.hash(&mut hasher);
    let venv = context
        .cache
        .join(format!("tools-{:016x}", hasher.finish()));
    // Written last: an installation that was broken off is made anew.
    let stamp = venv.join("complete");
    if !stamp.exists() {
        fs::create_dir_all(&context.cache)
            .map_err(|e| format!("{}: {e}", context.cache.display()))?;
        let mut make = context.command("python3");
        make.args(["-m", "venv", "--clear"]).arg(&venv);
        passed(quietly(make))?;
        let mut install = context.command(program(&venv, "python"));
        install.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--requirement",
            requirements,
        ]);
        passed(quietly(install))?;
        fs::write(&stamp, "").map_err(|e| format!("{}: {e}", stamp.display()))?;
    }
    Ok(venv)
}

/// One of the programs.
pub(crate) fn find(context: &Context, name: &str) -> Result<PathBuf, String> {
    let path = program(&folder(context)?, name);
    if path.exists() {
        return Ok(path);
    }
    Err(format!("{name} is not among the installed tools"))
}

/// A program of a virtual environment.
pub(crate) fn program(venv: &Path, name: &str) -> PathBuf {
    venv.join(if cfg!(windows) { "Scripts" } else { "bin" })
        .join(name)
}

fn passed(outcome: Outcome) -> Result<(), String> {
    match outcome {
        Outcome::Passed => Ok(()),
        Outcome::Skipped(message) | Outcome::Failed(message) => Err(message),
    }
}
