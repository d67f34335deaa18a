//! What the examples share: an embedded platform with two packages, so that they run without an account.
//!
//! Against the real platform, everything here is one line: `Client::from_env()`.

#![allow(clippy::print_stdout)] // examples talk

pub mod releases;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use futures::future::BoxFuture;
use mendix_deploy::{
    Client, Credentials, Error, ErrorCode, Landscape, Result,
    clients::{ClientOptions, Endpoints},
    clock::{Clock, SystemClock},
    package::write_archive,
    packages::{ArchiveSpec, Constant, ConstantType},
    runs::StartRunOptions,
    secrets::SecretValue,
    time::Timestamp,
};
use mendix_deploy_emulator::Emulator;
use serde_json::{Value, json};

/// A folder of an example's own; it goes when the value does.
///
/// # Errors
///
/// `file.failed`.
pub fn folder() -> Result<tempfile::TempDir> {
    tempfile::tempdir().map_err(file)
}

/// An embedded platform, a client of it, and two versions of an app.
pub struct Stage {
    /// The platform.
    pub platform: Emulator,
    /// A client whose clock is the platform's: waiting takes no time.
    pub client: Client,
    /// The landscape of the examples.
    pub landscape: Landscape,
    /// The version that production runs.
    pub old: PathBuf,
    /// The version that acceptance runs.
    pub new: PathBuf,
    folder: tempfile::TempDir,
}

impl Stage {
    /// Acceptance runs the new version, production the old one.
    ///
    /// # Errors
    ///
    /// Those of writing files, and of the landscape.
    pub fn new() -> Result<Self> {
        let folder = folder()?;
        let (old, new) = packages(folder.path())?;
        let platform = Emulator::start(json!({})).map_err(file)?;
        for (environment, path) in [("Acceptance", &new), ("Production", &old)] {
            let package = json!({
                "kind": "addPackage", "app": "orders", "environment": environment, "running": true,
                "path": path, "name": path.file_name().map(|name| name.to_string_lossy()),
            });
            platform.apply(package).map_err(defect)?;
        }
        let client = client(&platform)?;
        let landscape = Landscape::load(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../mendix-deploy.yaml"
        ))?;
        Ok(Self {
            platform,
            client,
            landscape,
            old,
            new,
            folder,
        })
    }

    /// Runs keep their journal in the example's own folder.
    #[must_use]
    pub fn journal(&self) -> StartRunOptions {
        StartRunOptions::default()
            .journal(self.folder().display().to_string())
            .actor("example")
    }

    /// The example's own folder; it goes when the example ends.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// What the platform was made to do so far, in order.
    #[must_use]
    pub fn effects(&self) -> Vec<String> {
        let effects = self.platform.effects();
        let word = |effect: &Value, key: &str| effect[key].as_str().unwrap_or_default().to_owned();
        effects
            .iter()
            .map(|effect| {
                format!("{} {}", word(effect, "effect"), word(effect, "environment"))
                    .trim()
                    .to_owned()
            })
            .collect()
    }
}

/// A client of an embedded platform.
///
/// # Errors
///
/// `internal.defect` when the platform's own description of itself is incomplete.
pub fn client(platform: &Emulator) -> Result<Client> {
    let (endpoints, credentials) = (platform.endpoints(), platform.credentials());
    let text = |value: &Value, key: &str| {
        value[key]
            .as_str()
            .map(str::to_owned)
            .ok_or_else(|| defect(format!("no {key}")))
    };
    let options = ClientOptions::default().endpoints(
        Endpoints::default()
            .deploy(text(&endpoints, "deploy")?)
            .cloud(text(&endpoints, "cloud")?)
            .repository(text(&endpoints, "repository")?)
            .epics(text(&endpoints, "epics")?),
    );
    let credentials = Credentials::new()
        .with_api_key(
            text(&credentials, "username")?,
            SecretValue::new(text(&credentials, "apiKey")?),
        )
        .with_pat(SecretValue::new(text(&credentials, "pat")?));
    Client::with_clock(
        credentials,
        options,
        Arc::new(PlatformClock(platform.clone())),
    )
}

/// The platform's virtual clock: sleeping moves it on.
struct PlatformClock(Emulator);

impl Clock for PlatformClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_unix_millis(self.0.now_ms()).unwrap_or_else(|| SystemClock.now())
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.0
            .advance(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX));
        Box::pin(std::future::ready(()))
    }
}

/// Two versions of one app: real archives when they lie beside the checkout, else synthetic ones. Says which.
fn packages(folder: &Path) -> Result<(PathBuf, PathBuf)> {
    let shared = std::env::var_os("MENDIX_DEPLOY_SHARED")
        .map_or_else(
            || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")),
            PathBuf::from,
        )
        .join("fixtures/maintenancemode-10.1.1");
    let real = (
        shared.join("assembled-094825e7.mda"),
        shared.join("assembled-82246fd1.mda"),
    );
    if real.0.exists() && real.1.exists() {
        println!("Packages: two real deployments of one app on Mendix 10.1.1.\n");
        return Ok(real);
    }
    println!("Packages: synthetic, because no real ones lie beside this checkout.\n");
    let spec = |version: &str| {
        let mut spec = ArchiveSpec::default();
        "Orders".clone_into(&mut spec.project_name);
        spec.model_version = Some(version.to_owned());
        spec.constants = vec![Constant {
            name: "Mail.Host".to_owned(),
            constant_type: ConstantType::String,
            default_value: Some("smtp.example".to_owned()),
            description: String::new(),
        }];
        spec.scheduled_events = vec!["Mail.Retry".to_owned()];
        spec
    };
    let (old, new) = (
        folder.join("orders-2.5.3.mda"),
        folder.join("orders-2.5.4.mda"),
    );
    write_archive(&old, &spec("2.5.3"))?;
    write_archive(&new, &spec("2.5.4"))?;
    Ok((old, new))
}

fn file(error: std::io::Error) -> Error {
    Error::new(
        ErrorCode::FileFailed,
        "the example's files cannot be written",
    )
    .with_source(error)
}

fn defect(why: String) -> Error {
    Error::new(ErrorCode::InternalDefect, why)
}
