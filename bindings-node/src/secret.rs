//! The native half of `SecretValue`; `lib/secret.cjs` keeps it in a private field.

use mendix_deploy::secrets::SecretValue;
use napi::bindgen_prelude::Buffer;
use napi_derive::napi;

/// A secret.
#[napi]
#[derive(Clone)]
pub struct Secret(pub(crate) SecretValue);

#[napi]
impl Secret {
    /// Takes a secret over.
    #[napi(constructor)]
    pub fn new(text: String) -> Self {
        Self(SecretValue::new(text))
    }

    /// The secret itself.
    #[napi]
    pub fn reveal(&self) -> String {
        self.0.reveal().to_owned()
    }

    /// The secret as bytes that the caller can overwrite.
    #[napi]
    pub fn reveal_buffer(&self) -> Buffer {
        self.0.reveal_bytes().to_vec().into()
    }

    /// Compares in constant time.
    #[napi]
    pub fn equals(&self, other: &Secret) -> bool {
        self.0 == other.0
    }
}
