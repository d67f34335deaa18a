//! `cargo xtask package`: the wheel and the npm package that people install, each tried where no checkout is.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    bindings,
    context::Context,
    suite::{Outcome, openly, quietly},
    tools,
};

/// Where the finished packages are.
const OUT: &str = "target/packages";

/// What an installed package must be able to do: load its native half, serve and make one call.
const PYTHON: &str = r#"
import mendix_deploy as mxd
with mxd.Emulator() as emulator, emulator.client() as client:
    apps = client.apps.list()
print("Python:", mxd.__file__, mxd.__version__, apps[0].name)
"#;
const NODE: &str = r#"
import { Emulator } from 'mendix-deploy'
const emulator = await Emulator.start()
const apps = await emulator.client().apps.list()
emulator.stop()
console.log('Node:', import.meta.resolve('mendix-deploy'), apps[0].name)
"#;

/// Builds both, with the profile `dev` where only the packaging is to be tried, and runs both.
pub(crate) fn run(context: &Context, profile: &str) -> Result<(), String> {
    let out = context.path(OUT);
    renewed(&out)?;
    let wheel = wheel(context, profile, &out)?;
    let tarball = tarball(context, profile, &out)?;
    let trial = env::temp_dir().join(format!("mendix-deploy-package-{}", std::process::id()));
    renewed(&trial)?;
    let tried = try_wheel(context, &wheel, &trial.join("python"))
        .and_then(|()| try_tarball(context, &tarball, &trial.join("node")));
    fs::remove_dir_all(&trial).map_err(|e| format!("{}: {e}", trial.display()))?;
    tried?;
    for path in [wheel, tarball] {
        let bytes = fs::metadata(&path).map_or(0, |data| data.len());
        println!("{} ({:.1} MB)", path.display(), megabytes(bytes));
    }
    Ok(())
}

#[allow(clippy::cast_precision_loss)] // told to a person
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn wheel(context: &Context, profile: &str, out: &Path) -> Result<PathBuf, String> {
    let venv = tools::installed(context, "bindings-python/requirements-package.txt")?;
    let mut build = context.command(tools::program(&venv, "maturin"));
    build
        .args([
            "build",
            "--quiet",
            "--manifest-path",
            "bindings-python/Cargo.toml",
        ])
        .args(["--profile", profile, "--interpreter", "python3", "--out"])
        .arg(out);
    done(build)?;
    only(out, ".whl")
}

fn tarball(context: &Context, profile: &str, out: &Path) -> Result<PathBuf, String> {
    done(context.cargo(&[
        "build",
        "--quiet",
        "--profile",
        profile,
        "--package",
        "mendix-deploy-node",
    ]))?;
    let built = context
        .target()
        .join(if profile == "dev" { "debug" } else { profile })
        .join(bindings::library("mendix_deploy_node"));
    // Not in place: the checkout goes on with its own build.
    let folder = context.path("target/npm");
    renewed(&folder)?;
    let from = context.path("bindings-node");
    for name in PACKED {
        copied(&from.join(name), &folder.join(name))?;
    }
    copied(&built, &folder.join("native.node"))?;
    for licence in ["LICENSE-APACHE", "LICENSE-MIT", "README.md"] {
        copied(&context.path(licence), &folder.join(licence))?;
    }
    let mut pack = context.command("npm");
    pack.args(["pack", "--silent", "--pack-destination"])
        .arg(out)
        .current_dir(&folder);
    done(pack)?;
    only(out, ".tgz")
}

/// What the npm package is made of, beside the native module.
const PACKED: &[&str] = &[
    "_generated",
    "index.cjs",
    "index.d.cts",
    "index.d.mts",
    "index.mjs",
    "lib",
    "package.json",
];

fn try_wheel(context: &Context, wheel: &Path, folder: &Path) -> Result<(), String> {
    let mut make = context.command("python3");
    make.args(["-m", "venv"]).arg(folder);
    done(make)?;
    let python = tools::program(folder, "python");
    let mut install = context.command(&python);
    // It needs nothing else, and takes nothing from a registry.
    install
        .args(["-m", "pip", "install", "--quiet", "--no-index"])
        .arg(wheel);
    done(install)?;
    let mut run = Command::new(&python);
    run.args(["-I", "-c", PYTHON]).current_dir(folder);
    openly(run)
}

fn try_tarball(context: &Context, tarball: &Path, folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let manifest = folder.join("package.json");
    fs::write(&manifest, "{\"private\": true}\n")
        .map_err(|e| format!("{}: {e}", manifest.display()))?;
    let mut install = context.command("npm");
    install
        .args([
            "install",
            "--silent",
            "--offline",
            "--no-audit",
            "--no-fund",
        ])
        .arg(tarball)
        .current_dir(folder);
    done(install)?;
    let mut run = Command::new("node");
    run.args(["--input-type=module", "--eval", NODE])
        .current_dir(folder);
    openly(run)
}

fn only(folder: &Path, ending: &str) -> Result<PathBuf, String> {
    fs::read_dir(folder)
        .map_err(|e| format!("{}: {e}", folder.display()))?
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.to_string_lossy().ends_with(ending))
        .ok_or_else(|| format!("no {ending} in {}", folder.display()))
}

fn renewed(folder: &Path) -> Result<(), String> {
    let failed = |e: std::io::Error| format!("{}: {e}", folder.display());
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    fs::create_dir_all(folder).map_err(failed)
}

fn copied(from: &Path, to: &Path) -> Result<(), String> {
    let failed = |e: std::io::Error| format!("{}: {e}", from.display());
    if !from.is_dir() {
        return fs::copy(from, to).map(|_| ()).map_err(failed);
    }
    fs::create_dir_all(to).map_err(failed)?;
    for entry in fs::read_dir(from).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        copied(&from.join(&name), &to.join(&name))?;
    }
    Ok(())
}

fn done(command: Command) -> Result<(), String> {
    match quietly(command) {
        Outcome::Passed => Ok(()),
        Outcome::Skipped(message) | Outcome::Failed(message) => Err(message),
    }
}
