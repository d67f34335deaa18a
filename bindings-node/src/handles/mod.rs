//! Handles: what has behaviour, once per handle. The classes people see are in `lib/`.

mod client;
mod configuration;
mod database;
mod effective;
mod emulator;
mod inherited;
mod landscape;
mod listing;
mod model;
mod package;
mod policy;
mod resolver;
mod run;
mod settings;
mod upload;

use mendix_deploy_model::{Error, ErrorCode};
use mendix_deploy_offline::{
    landscape::{App, Environment, Landscape},
    package::Package,
    targets::EffectiveConfiguration,
};
use napi_derive::napi;

pub(crate) use client::NativeClient;
pub(crate) use listing::{NativeOperation, NativePager};

/// Something with behaviour. One class for all, so that an argument that is none of them is refused by its type.
#[napi]
#[derive(Clone)]
pub struct Handle(pub(crate) Kind);

#[derive(Clone)]
pub(crate) enum Kind {
    Landscape(Landscape),
    App(App),
    Environment(Environment),
    Package(Package),
    Effective(EffectiveConfiguration),
}

/// An argument that is another handle than the one expected.
pub(crate) fn wrong(expected: &str) -> Error {
    Error::new(ErrorCode::InputInvalid, format!("expected {expected}"))
}
