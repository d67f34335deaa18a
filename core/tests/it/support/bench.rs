//! An emulator and clients of it.

use std::sync::Arc;

use mendix_deploy::{
    Address, Client, Credentials,
    clients::{ClientOptions, Endpoints},
    package::ArchiveBuilder,
    packages::ConstantType,
    secrets::SecretValue,
};
use mendix_deploy_emulator::Emulator;
use serde_json::{Value, json};

use super::EmulatorClock;

/// The value of a constant that must not be found anywhere.
pub(crate) const PLANTED_CONSTANT: &str = "planted-secret-constant-value";

/// An emulator, its clock, and a folder for files.
pub(crate) struct Bench {
    pub(crate) emulator: Emulator,
    pub(crate) clock: Arc<EmulatorClock>,
    pub(crate) folder: tempfile::TempDir,
}

impl Bench {
    /// Test and acceptance run `1.0.0.1`, production is empty.
    pub(crate) fn new() -> Self {
        let bench = Self::with(json!({"clock": "2026-03-01T09:00:00Z"}));
        bench.deployed("Test", "1.0.0.1");
        bench.deployed("Acceptance", "1.0.0.1");
        bench
    }

    pub(crate) fn with(seed: Value) -> Self {
        let emulator = Emulator::start(seed).unwrap();
        Self {
            clock: Arc::new(EmulatorClock::new(emulator.clone())),
            emulator,
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// Somebody else deploys and starts a package; its id.
    pub(crate) fn deployed(&self, environment: &str, version: &str) -> String {
        self.apply(json!({
            "kind": "addPackage", "environment": environment, "version": version, "running": true,
        }))["packageId"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    pub(crate) fn apply(&self, change: Value) -> Value {
        self.emulator.apply(change).unwrap()
    }

    pub(crate) fn credentials(&self) -> Credentials {
        let own = self.emulator.credentials();
        let text = |name: &str| own[name].as_str().unwrap().to_owned();
        Credentials::new()
            .with_api_key(text("username"), SecretValue::new(text("apiKey")))
            .with_pat(SecretValue::new(text("pat")))
    }

    /// Options that lead to the emulator, or to what listens in its place.
    pub(crate) fn options_at(url: &str) -> ClientOptions {
        ClientOptions::default().endpoints(
            Endpoints::default()
                .deploy(format!("{url}/deploy"))
                .cloud(format!("{url}/cloud"))
                .repository(format!("{url}/repository"))
                .epics(format!("{url}/epics")),
        )
    }

    pub(crate) fn options(&self) -> ClientOptions {
        Self::options_at(&self.emulator.url())
    }

    pub(crate) fn client(&self) -> Client {
        self.client_with(self.options())
    }

    pub(crate) fn client_with(&self, options: ClientOptions) -> Client {
        Client::with_clock(self.credentials(), options, self.clock.clone()).unwrap()
    }

    pub(crate) fn client_of(&self, credentials: Credentials) -> Client {
        Client::with_clock(credentials, self.options(), self.clock.clone()).unwrap()
    }

    /// Names of what was changed, in order.
    pub(crate) fn effects(&self) -> Vec<String> {
        let effects = self.emulator.effects();
        effects
            .iter()
            .map(|effect| effect["effect"].as_str().unwrap().to_owned())
            .collect()
    }

    /// How many requests there were whose path ends so.
    pub(crate) fn requests_to(&self, method: &str, end: &str) -> usize {
        let requests = self.emulator.requests();
        requests
            .iter()
            .filter(|request| {
                request["method"] == method && request["path"].as_str().unwrap().ends_with(end)
            })
            .count()
    }

    pub(crate) fn environment(&self, mode: &str) -> Value {
        self.emulator.state()["apps"][0]["environments"]
            .as_array()
            .unwrap()
            .iter()
            .find(|environment| environment["mode"] == mode)
            .unwrap()
            .clone()
    }

    /// The package with this name, as the emulator keeps it.
    pub(crate) fn package(&self, name: &str) -> Option<Value> {
        self.emulator.state()["apps"][0]["packages"]
            .as_array()
            .unwrap()
            .iter()
            .find(|package| package["name"] == name)
            .cloned()
    }

    pub(crate) fn file(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// Names of the files in the bench's folder.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

pub(crate) fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

/// A deployment archive of this model version.
pub(crate) fn archive(version: &str) -> Vec<u8> {
    ArchiveBuilder::new("Orders")
        .model_version(version)
        .constant(
            "Orders.ApiUrl",
            ConstantType::String,
            Some("http://localhost"),
        )
        .to_bytes()
        .unwrap()
}
