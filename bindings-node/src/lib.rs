//! The private native module `native.node`. People import `mendix-deploy`.
//!
//! Values cross as JSON text, built and read by the engine's own parser on the other side; behaviour crosses as
//! handles; errors cross as the JSON of their data and become classes in `lib/error.cjs`.

// napi registers nothing in a test build, so everything it exports looks unused there.
#![cfg_attr(test, allow(dead_code))]

mod calls;
mod codec;
mod documents;
mod error;
mod handles;
mod promise;
mod secret;
mod twins;
mod values;

use napi_derive::napi;

/// The version of the core this module was built with.
#[napi]
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Logs into a file from now on.
#[napi]
pub fn trace(path: String) -> napi::Result<()> {
    mendix_deploy::trace::to_file(path.as_ref()).map_err(error::throw)
}
