//! The stand-in for Mendix Cloud, with its clock in the caller's hands.

use std::{sync::Arc, time::Duration};

use futures::future::BoxFuture;
use mendix_deploy::{Client, Credentials, clock::Clock, secrets::SecretValue};
use mendix_deploy_emulator::Emulator;
use mendix_deploy_model::{
    Error, ErrorCode,
    clients::{ClientOptions, Endpoints},
    time::Timestamp,
};
use napi::{Env, bindgen_prelude::AsyncBlock};
use napi_derive::napi;
use serde_json::Value;

use super::NativeClient;
use crate::{
    codec::{from_text, to_text},
    error::throw,
    promise::{blocking, promise},
};

/// Waiting moves the emulator's time, so nothing takes real time.
struct EmulatorClock(Emulator);

impl Clock for EmulatorClock {
    fn now(&self) -> Timestamp {
        // The emulator keeps its time within what a timestamp can hold.
        Timestamp::from_unix_millis(self.0.now_ms())
            .unwrap_or_else(|| jiff::Timestamp::UNIX_EPOCH.into())
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.0
            .advance(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX));
        Box::pin(tokio::task::yield_now())
    }
}

fn refused(reason: impl Into<String>) -> napi::Error {
    throw(Error::new(ErrorCode::InputInvalid, reason))
}

/// The native half of an emulator.
#[napi]
pub struct NativeEmulator(Emulator);

#[napi]
pub fn emulator_start(env: &Env, seed: String) -> napi::Result<AsyncBlock<NativeEmulator>> {
    let seed: Value = from_text("seed", &seed).map_err(throw)?;
    let work = blocking(move || {
        Emulator::start(seed).map_err(|error| {
            Error::new(
                match error.kind() {
                    std::io::ErrorKind::InvalidInput => ErrorCode::InputInvalid,
                    _ => ErrorCode::FileFailed,
                },
                format!("the emulator cannot start: {error}"),
            )
        })
    });
    promise(env, None, work, |emulator| Ok(NativeEmulator(emulator)))
}

#[napi]
impl NativeEmulator {
    #[napi(getter)]
    pub fn url(&self) -> String {
        self.0.url()
    }

    #[napi(getter)]
    pub fn endpoints(&self) -> napi::Result<String> {
        to_text(&self.0.endpoints()).map_err(throw)
    }

    #[napi(getter)]
    pub fn credentials(&self) -> napi::Result<String> {
        to_text(&self.0.credentials()).map_err(throw)
    }

    #[napi(getter)]
    pub fn now_ms(&self) -> i64 {
        self.0.now_ms()
    }

    #[napi]
    pub fn advance(&self, milliseconds: u32) {
        self.0.advance(milliseconds.into());
    }

    #[napi]
    pub fn set_auto_advance(&self, milliseconds: u32) {
        self.0.set_auto_advance(milliseconds.into());
    }

    #[napi]
    pub fn inject(&self, fault: String) -> napi::Result<u32> {
        let fault: Value = from_text("fault", &fault).map_err(throw)?;
        let number = self.0.try_inject(fault).map_err(refused)?;
        u32::try_from(number).map_err(|_| refused("too many faults"))
    }

    #[napi]
    pub fn clear_faults(&self) {
        self.0.clear_faults();
    }

    #[napi(getter)]
    pub fn effects(&self) -> napi::Result<String> {
        to_text(&self.0.effects()).map_err(throw)
    }

    #[napi(getter)]
    pub fn requests(&self) -> napi::Result<String> {
        to_text(&self.0.requests()).map_err(throw)
    }

    #[napi(getter)]
    pub fn state(&self) -> napi::Result<String> {
        to_text(&self.0.state()).map_err(throw)
    }

    #[napi]
    pub fn apply(&self, change: String) -> napi::Result<String> {
        let change: Value = from_text("change", &change).map_err(throw)?;
        to_text(&self.0.apply(change).map_err(refused)?).map_err(throw)
    }

    #[napi]
    pub fn reset(&self) {
        self.0.reset();
    }

    #[napi]
    pub fn stop(&self) {
        self.0.stop();
    }

    /// A client with this platform's endpoints and credentials, whose waiting moves this clock.
    #[napi]
    pub fn client(&self, options: String) -> napi::Result<NativeClient> {
        let mut options: ClientOptions = from_text("options", &options).map_err(throw)?;
        let text = |value: &Value, key: &str| value[key].as_str().map(str::to_owned);
        let given = self.0.endpoints();
        let mut endpoints = Endpoints::default();
        endpoints.deploy = text(&given, "deploy");
        endpoints.cloud = text(&given, "cloud");
        endpoints.repository = text(&given, "repository");
        endpoints.epics = text(&given, "epics");
        options.endpoints = Some(endpoints);
        let given = self.0.credentials();
        let mut credentials = Credentials::new();
        if let (Some(username), Some(key)) = (text(&given, "username"), text(&given, "apiKey")) {
            credentials = credentials.with_api_key(username, SecretValue::new(key));
        }
        if let Some(pat) = text(&given, "pat") {
            credentials = credentials.with_pat(SecretValue::new(pat));
        }
        let clock = Arc::new(EmulatorClock(self.0.clone()));
        Client::with_clock(credentials, options, clock)
            .map(NativeClient)
            .map_err(throw)
    }
}
