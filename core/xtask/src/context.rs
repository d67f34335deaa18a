//! Where things are: the workspace, the cache of tools, the Python and Node that the commands use.

use std::{env, path::PathBuf, process::Command};

/// Everything the commands need to know about this checkout and this machine.
pub(crate) struct Context {
    /// The workspace root.
    pub(crate) root: PathBuf,
    /// Third-party tools live here, outside the checkout.
    pub(crate) cache: PathBuf,
}

impl Context {
    pub(crate) fn find() -> Result<Self, String> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map(PathBuf::from)
            .ok_or("run this through cargo: cargo xtask …")?;
        let root = manifest
            .ancestors()
            .nth(2)
            .ok_or("the workspace root is two folders above xtask")?
            .to_path_buf();
        let cache = env::var_os("MENDIX_DEPLOY_CACHE")
            .map(PathBuf::from)
            .or_else(|| {
                env::var_os("XDG_CACHE_HOME").map(|c| PathBuf::from(c).join("mendix-deploy"))
            })
            .or_else(|| env::var_os("HOME").map(|h| PathBuf::from(h).join(".cache/mendix-deploy")))
            .ok_or("no HOME: set MENDIX_DEPLOY_CACHE to a folder for third-party tools")?;
        Ok(Self { root, cache })
    }

    /// A path inside the workspace.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Real packages and recordings, when they lie beside the checkout.
    pub(crate) fn shared(&self) -> Option<PathBuf> {
        let shared = env::var_os("MENDIX_DEPLOY_SHARED")
            .map_or_else(|| self.root.join("../shared"), PathBuf::from);
        shared.join("fixtures").is_dir().then_some(shared)
    }

    /// What the suite prints and writes is kept here, and searched for secrets at the end.
    pub(crate) fn artifacts(&self) -> PathBuf {
        self.path("target/test-artifacts")
    }

    /// A command that runs in the workspace root.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.root)
            .env("MENDIX_DEPLOY_TEST_ARTIFACTS", self.artifacts());
        command
    }

    /// Cargo, the same one that runs this.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = self.command(cargo);
        command.args(arguments);
        command
    }

    /// Where cargo puts what it builds.
    pub(crate) fn target(&self) -> PathBuf {
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.path("target"), PathBuf::from)
    }

    /// The folder of the virtual environment.
    pub(crate) fn venv(&self) -> PathBuf {
        self.path("target/venv")
    }

    /// A program of the virtual environment, such as `python` or `pytest`.
    pub(crate) fn venv_program(&self, name: &str) -> PathBuf {
        let folder = if cfg!(windows) { "Scripts" } else { "bin" };
        self.venv().join(folder).join(name)
    }

    /// Python of the virtual environment, importing the package from the checkout.
    pub(crate) fn python(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(self.venv_program("python"));
        command
            .args(arguments)
            .env("PYTHONPATH", self.path("bindings-python/python"))
            .env("PYTHONUTF8", "1");
        command
    }

    /// Node.
    pub(crate) fn node(&self, arguments: &[&str]) -> Command {
        let mut command = self.command("node");
        command.args(arguments);
        command
    }
}
