//! The only thing that holds one resolved secret.

use std::{fmt, hint::black_box, sync::OnceLock};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use secrecy::{ExposeSecret, SecretSlice, SecretString};

/// What is printed in place of a secret, in every language.
pub const MARKER: &str = "SecretValue(***)";

/// A resolved secret. [`SecretValue::reveal`] is the one way out.
///
/// It is neither printed nor serialised, compares in constant time, and is wiped when it is dropped. What cannot be
/// wiped are copies outside of it: buffers of HTTP and JSON, strings of Python and JavaScript after `reveal`, crash dumps.
#[derive(Clone)]
pub struct SecretValue(Held);

#[derive(Clone)]
enum Held {
    Text(SecretString),
    Binary {
        bytes: SecretSlice<u8>,
        /// Made when it is asked for.
        encoded: OnceLock<SecretString>,
    },
}

impl SecretValue {
    /// Takes a secret over.
    pub fn new(text: impl Into<String>) -> Self {
        // Straight into a box: growing a string would leave copies behind.
        Self(Held::Text(SecretString::from(text.into())))
    }

    /// Takes bytes over: text when they are UTF-8, otherwise a binary secret.
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self::new(text),
            Err(error) => Self(Held::Binary {
                bytes: SecretSlice::from(error.into_bytes()),
                encoded: OnceLock::new(),
            }),
        }
    }

    /// The secret itself. Of a binary one its standard base64: [`SecretValue::reveal_bytes`] has the bytes.
    #[must_use]
    pub fn reveal(&self) -> &str {
        match &self.0 {
            Held::Text(text) => text.expose_secret(),
            Held::Binary { bytes, encoded } => encoded
                .get_or_init(|| SecretString::from(STANDARD.encode(bytes.expose_secret())))
                .expose_secret(),
        }
    }

    /// The secret's bytes; of a text its UTF-8.
    #[must_use]
    pub fn reveal_bytes(&self) -> &[u8] {
        match &self.0 {
            Held::Text(text) => text.expose_secret().as_bytes(),
            Held::Binary { bytes, .. } => bytes.expose_secret(),
        }
    }

    /// Whether it is not text.
    #[must_use]
    pub fn is_binary(&self) -> bool {
        matches!(self.0, Held::Binary { .. })
    }
}

impl fmt::Debug for SecretValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MARKER)
    }
}

impl PartialEq for SecretValue {
    /// Takes the same time wherever two secrets of one length differ.
    fn eq(&self, other: &Self) -> bool {
        let (mine, theirs) = (self.reveal_bytes(), other.reveal_bytes());
        if mine.len() != theirs.len() {
            return false;
        }
        let difference = mine
            .iter()
            .zip(theirs)
            .fold(0_u8, |all, (a, b)| black_box(all | (a ^ b)));
        difference == 0
    }
}

impl Eq for SecretValue {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_a_marker_and_reveals_the_secret() {
        let secret = SecretValue::new("hunter2");
        assert_eq!(
            format!("{secret:?} {secret:#?}"),
            format!("{MARKER} {MARKER}")
        );
        assert_eq!(secret.reveal(), "hunter2");
        assert!(!secret.is_binary());
    }

    #[test]
    fn compares_by_content() {
        let secret = SecretValue::new("hunter2");
        assert_eq!(secret, secret.clone());
        assert_ne!(secret, SecretValue::new("hunter3"));
        assert_ne!(secret, SecretValue::new("hunter22"));
    }

    #[test]
    fn bytes_that_are_no_text_are_kept() {
        let secret = SecretValue::from_bytes(vec![0xFF, 0, 1]);
        assert!(secret.is_binary());
        assert_eq!(secret.reveal_bytes(), [0xFF, 0, 1]);
        assert_eq!(secret.reveal(), "/wAB");
        assert_eq!(format!("{secret:?}"), MARKER);
        assert_eq!(
            SecretValue::from_bytes(b"x".to_vec()),
            SecretValue::new("x")
        );
    }
}
