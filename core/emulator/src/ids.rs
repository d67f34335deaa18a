//! Ids that look like the platform's and are the same in every run.

use sha2::{Digest, Sha256};

/// Counts; an id is the digest of its kind and number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ids {
    given: u64,
}

impl Ids {
    /// A UUID (version 4 in shape) that no earlier call returned.
    pub(crate) fn uuid(&mut self, kind: &str) -> String {
        self.given += 1;
        uuid_of(&format!("{kind} {}", self.given))
    }

    /// The same without dashes, for ids that are no UUIDs.
    pub(crate) fn opaque(&mut self, kind: &str) -> String {
        self.uuid(kind).replace('-', "")
    }
}

/// The UUID that stands for `text`.
pub(crate) fn uuid_of(text: &str) -> String {
    let hex = hex(&Sha256::digest(text.as_bytes())[..16]);
    format!(
        "{}-{}-4{}-a{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[13..16],
        &hex[17..20],
        &hex[20..32]
    )
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;

    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
