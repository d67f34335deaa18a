//! The codec by name of type, for the parity test of values.

use mendix_deploy_model::{Error, ErrorCode};
use napi_derive::napi;

use crate::{
    codec::{from_text, to_text},
    error::throw,
    values::for_each_value,
};

macro_rules! by_name {
    ($($name:literal => $ty:path,)*) => {
        /// JSON text → the core's value → JSON text.
        #[napi]
        pub fn round_trip(name: String, text: String) -> napi::Result<String> {
            match name.as_str() {
                $($name => {
                    let value: $ty = from_text(&name, &text).map_err(throw)?;
                    to_text(&value).map_err(throw)
                })*
                _ => Err(throw(Error::new(ErrorCode::InputInvalid, format!("no type {name}")))),
            }
        }
    };
}

for_each_value!(by_name);
