//! Takes secrets out of text that is not ours: messages of servers, output of child processes.

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD},
};
use zeroize::Zeroizing;

use super::SecretValue;

/// What stands where a secret stood.
const MASK: &str = "***";

/// Shorter values would mask half of every text.
const SHORTEST: usize = 6;

/// Words that stand in every text.
const COMMON: &[&str] = &[
    "true",
    "false",
    "admin",
    "administrator",
    "password",
    "secret",
    "localhost",
    "default",
    "mendix",
    "postgres",
    "production",
    "development",
    "changeme",
];

/// Replaces secrets, in plain and in the spellings that programs give them, by `***`.
#[derive(Default)]
pub struct Scrubber {
    /// Longest first, so that a secret within a longer one does not spoil it.
    needles: Vec<Zeroizing<Vec<u8>>>,
    unscrubbable: usize,
}

impl std::fmt::Debug for Scrubber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scrubber")
            .field("needles", &self.needles.len())
            .field("unscrubbable", &self.unscrubbable)
            .finish()
    }
}

impl Scrubber {
    /// A scrubber of these secrets.
    pub fn new<'a>(secrets: impl IntoIterator<Item = &'a SecretValue>) -> Self {
        let mut scrubber = Self::default();
        for secret in secrets {
            scrubber.add(secret);
        }
        scrubber
            .needles
            .sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        scrubber.needles.dedup();
        scrubber
    }

    /// How many secrets are too short or too common to be taken out.
    #[must_use]
    pub fn unscrubbable(&self) -> usize {
        self.unscrubbable
    }

    fn add(&mut self, secret: &SecretValue) {
        let bytes = secret.reveal_bytes();
        let common = COMMON
            .iter()
            .any(|word| bytes.eq_ignore_ascii_case(word.as_bytes()));
        if bytes.len() < SHORTEST || common {
            self.unscrubbable += usize::from(!bytes.is_empty());
            return;
        }
        let mut push = |needle: Vec<u8>| self.needles.push(Zeroizing::new(needle));
        push(bytes.to_vec());
        for engine in [&STANDARD, &STANDARD_NO_PAD, &URL_SAFE, &URL_SAFE_NO_PAD] {
            push(engine.encode(bytes).into_bytes());
        }
        let hex = |upper: bool| -> Vec<u8> {
            let digits = |b: &u8| {
                if upper {
                    format!("{b:02X}")
                } else {
                    format!("{b:02x}")
                }
            };
            bytes.iter().map(digits).collect::<String>().into_bytes()
        };
        push(hex(false));
        push(hex(true));
        for upper in [true, false] {
            push(percent(bytes, upper, true));
            push(percent(bytes, upper, false));
        }
        if let Ok(text) = std::str::from_utf8(bytes) {
            // A text is always written as JSON; the quotes are not part of it.
            let json = serde_json::to_string(text).unwrap_or_default();
            push(json.trim_matches('"').as_bytes().to_vec());
            push(text.replace('\'', r"'\''").into_bytes());
            // A log shows one line at a time.
            for line in text.lines().filter(|line| line.len() >= 16) {
                push(line.as_bytes().to_vec());
            }
        }
    }

    /// The text without the secrets.
    #[must_use]
    pub fn scrub(&self, text: &str) -> String {
        // What is replaced is replaced by ASCII, at borders of what was text.
        String::from_utf8_lossy(&self.scrub_bytes(text.as_bytes())).into_owned()
    }

    /// The bytes without the secrets.
    #[must_use]
    pub fn scrub_bytes(&self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len());
        let mut at = 0;
        while at < bytes.len() {
            let rest = &bytes[at..];
            match self.needles.iter().find(|needle| rest.starts_with(needle)) {
                Some(needle) => {
                    out.extend_from_slice(MASK.as_bytes());
                    at += needle.len();
                }
                None => {
                    out.push(bytes[at]);
                    at += 1;
                }
            }
        }
        out
    }
}

fn percent(bytes: &[u8], upper: bool, form: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(byte) {
            out.push(*byte);
        } else if form && *byte == b' ' {
            out.push(b'+');
        } else if upper {
            out.extend_from_slice(format!("%{byte:02X}").as_bytes());
        } else {
            out.extend_from_slice(format!("%{byte:02x}").as_bytes());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_is_taken_out() {
        let secret = SecretValue::new("p@ss w\"ord'1");
        let scrubber = Scrubber::new([&secret]);
        for spelling in [
            "p@ss w\"ord'1",
            "cEBzcyB3Im9yZCcx",
            "p%40ss%20w%22ord%271",
            "p%40ss+w%22ord%271",
            "p@ss w\\\"ord'1",
            "p@ss w\"ord'\\''1",
            "704073732077226f72642731",
        ] {
            assert_eq!(
                scrubber.scrub(&format!("<{spelling}>")),
                "<***>",
                "{spelling}"
            );
        }
    }

    #[test]
    fn the_longest_goes_first_and_short_ones_stay() {
        let secrets = ["secret1", "secret1-long", "abc", "Admin"].map(SecretValue::new);
        let scrubber = Scrubber::new(&secrets);
        assert_eq!(
            scrubber.scrub("secret1-long secret1 abc Admin"),
            "*** *** abc Admin"
        );
        assert_eq!(scrubber.unscrubbable(), 2);
        assert!(!format!("{scrubber:?}").contains("secret1"));
    }
}
