//! Runs against the emulator: a client whose clock is the emulator's.

use std::{sync::Arc, time::Duration};

use futures::{FutureExt as _, future::BoxFuture};
use mendix_deploy::{
    Client, Credentials,
    client::{ApiKey, Places},
    clock::Clock,
    plan::Wanted,
    secrets::SecretValue,
};
use mendix_deploy_emulator::Emulator;
use mendix_deploy_model::{
    Address,
    changes::Change,
    clients::{ClientOptions, Endpoints},
    landscapes::Tier,
    plans::{Plan, PlanOptions},
    runs::StartRunOptions,
    time::Timestamp,
};
use serde_json::{Value, json};

/// Waiting moves the emulator's time.
pub(super) struct EmulatorClock(pub(super) Emulator);

impl Clock for EmulatorClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_unix_millis(self.0.now_ms()).unwrap()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.0.advance(u64::try_from(duration.as_millis()).unwrap());
        tokio::task::yield_now().boxed()
    }
}

pub(super) struct Cloud {
    pub(super) emulator: Emulator,
    pub(super) folder: tempfile::TempDir,
}

pub(super) const OLD: &str = "1.0.0.1";
pub(super) const NEW: &str = "1.1.0.2";

impl Cloud {
    /// Production runs the old version; acceptance runs the new one.
    pub(super) fn new() -> Self {
        let cloud = Self::empty(json!({"clock": "2026-03-01T09:00:00Z"}));
        cloud.deployed("Production", OLD);
        cloud.deployed("Acceptance", NEW);
        cloud
    }

    pub(super) fn empty(seed: Value) -> Self {
        Self {
            emulator: Emulator::start(seed).unwrap(),
            folder: super::support::scratch(),
        }
    }

    pub(super) fn deployed(&self, environment: &str, version: &str) -> String {
        self.apply(json!({"kind": "addPackage", "environment": environment, "version": version, "running": true}))
            ["packageId"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    pub(super) fn apply(&self, change: Value) -> Value {
        self.emulator.apply(change).unwrap()
    }

    /// A new process: a client of its own, which knows nothing.
    pub(super) fn client(&self) -> Client {
        self.client_at(&self.emulator.url())
    }

    /// As [`Cloud::client`], through whatever listens at `url`.
    pub(super) fn client_at(&self, url: &str) -> Client {
        let own = self.emulator.credentials();
        let text = |name: &str| own[name].as_str().unwrap().to_owned();
        let mut credentials = Credentials::default();
        credentials.api_key = Some(ApiKey {
            username: text("username"),
            key: SecretValue::new(text("apiKey")),
        });
        credentials.pat = Some(SecretValue::new(text("pat")));
        let mut endpoints = Endpoints::default();
        endpoints.deploy = Some(format!("{url}/deploy"));
        endpoints.cloud = Some(format!("{url}/cloud"));
        endpoints.repository = Some(format!("{url}/repository"));
        let options = ClientOptions::default().endpoints(endpoints);
        Client::with_clock(
            credentials,
            options,
            Arc::new(EmulatorClock(self.emulator.clone())),
        )
        .unwrap()
    }

    pub(super) fn journal(&self) -> String {
        self.folder.path().join("journal").display().to_string()
    }

    pub(super) fn start_options(&self) -> StartRunOptions {
        StartRunOptions::default()
            .journal(self.journal())
            .actor("tester".to_owned())
    }

    pub(super) async fn plan(&self, change: Change, options: PlanOptions) -> Plan {
        let options = options.journal(self.journal());
        self.client()
            .plan_wanted(&production(), &Places::new(), change, &[], &options)
            .await
            .unwrap()
    }

    pub(super) fn effects(&self) -> Vec<String> {
        self.emulator
            .effects()
            .iter()
            .map(|effect| effect["effect"].as_str().unwrap().to_owned())
            .collect()
    }

    pub(super) fn environment(&self, mode: &str) -> Value {
        self.emulator.state()["apps"][0]["environments"]
            .as_array()
            .unwrap()
            .iter()
            .find(|environment| environment["mode"] == mode)
            .unwrap()
            .clone()
    }
}

pub(super) fn production() -> Wanted {
    Wanted::new(
        Address::parse("orders/Production").unwrap(),
        Tier::Production,
    )
}

pub(super) fn promote() -> Change {
    Change::Promote {
        source: Address::parse("orders/Acceptance").unwrap(),
    }
}
