//! The only thing that holds one resolved secret.

use std::{fmt, hint::black_box};

use secrecy::{ExposeSecret, SecretString};

/// What is printed in place of a secret, in every language.
pub const MARKER: &str = "SecretValue(***)";

/// A resolved secret. [`SecretValue::reveal`] is the one way out.
///
/// It is neither printed nor serialised, compares in constant time, and is wiped when it is dropped. What cannot be
/// wiped are copies outside of it: buffers of HTTP and JSON, and strings of Python and JavaScript after `reveal`.
#[derive(Clone)]
pub struct SecretValue(SecretString);

impl SecretValue {
    /// Takes a secret over.
    pub fn new(text: impl Into<String>) -> Self {
        // Straight into a box: growing a string would leave copies behind.
        Self(SecretString::from(text.into()))
    }

    /// The secret itself.
    #[must_use]
    pub fn reveal(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for SecretValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MARKER)
    }
}

impl PartialEq for SecretValue {
    /// Takes the same time wherever two texts of one length differ.
    fn eq(&self, other: &Self) -> bool {
        let (mine, theirs) = (self.reveal().as_bytes(), other.reveal().as_bytes());
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
    }

    #[test]
    fn compares_by_content() {
        let secret = SecretValue::new("hunter2");
        assert_eq!(secret, secret.clone());
        assert_ne!(secret, SecretValue::new("hunter3"));
        assert_ne!(secret, SecretValue::new("hunter22"));
    }
}
