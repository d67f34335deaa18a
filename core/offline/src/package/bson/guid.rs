//! The ids of Mendix: .NET GUIDs, of whose 16 bytes the first three groups are swapped (package formats, 2.2).

use std::fmt;

/// A GUID as it lies in a file. [`Display`](fmt::Display) writes the lower-case text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Guid([u8; 16]);

/// Which byte each pair of digits shows.
const ORDER: [usize; 16] = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];

const DIGITS: &[u8; 16] = b"0123456789abcdef";

impl Guid {
    /// The GUID in these bytes; `None` unless there are 16.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The GUID of a text of 32 digits in five groups, in either case.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let text = text.as_bytes();
        if text.len() != 36 {
            return None;
        }
        let mut bytes = [0; 16];
        let mut at = 0;
        for (pair, target) in ORDER.iter().enumerate() {
            if matches!(pair, 4 | 6 | 8 | 10) {
                if text[at] != b'-' {
                    return None;
                }
                at += 1;
            }
            let digit = |at: usize| char::from(text[at]).to_digit(16);
            bytes[*target] = u8::try_from(digit(at)? * 16 + digit(at + 1)?).ok()?;
            at += 2;
        }
        Some(Self(bytes))
    }

    /// The 16 bytes as they lie in a file.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// The text's 36 ASCII bytes.
    fn digits(self) -> [u8; 36] {
        let mut text = [b'-'; 36];
        let mut at = 0;
        for (pair, source) in ORDER.iter().enumerate() {
            at += usize::from(matches!(pair, 4 | 6 | 8 | 10));
            let byte = self.0[*source];
            text[at] = DIGITS[usize::from(byte >> 4)];
            text[at + 1] = DIGITS[usize::from(byte & 15)];
            at += 2;
        }
        text
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits();
        f.write_str(std::str::from_utf8(&digits).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::Guid;

    #[test]
    fn the_first_three_groups_are_swapped() {
        let bytes = [
            0x3A, 0x4E, 0xFD, 0xAA, 0xAA, 0xB3, 0xD5, 0x49, 0xBD, 0xF2, 0xCD, 0xA6, 0xE0, 0xB5,
            0x86, 0x27,
        ];
        let guid = Guid::from_bytes(&bytes).unwrap();
        assert_eq!(guid.to_string(), "aafd4e3a-b3aa-49d5-bdf2-cda6e0b58627");
        assert_eq!(Guid::from_bytes(&bytes[..15]), None);
    }

    proptest! {
        #[test]
        fn text_and_bytes_agree(bytes: [u8; 16]) {
            let guid = Guid::from_bytes(&bytes).unwrap();
            prop_assert_eq!(Guid::from_text(&guid.to_string()), Some(guid));
            prop_assert_eq!(Guid::from_text(&guid.to_string().to_uppercase()), Some(guid));
        }

        #[test]
        fn any_text_is_taken_or_refused(text in "[0-9a-fA-F-é]{0,40}") {
            if let Some(guid) = Guid::from_text(&text) {
                prop_assert_eq!(guid.to_string(), text.to_lowercase());
            }
        }
    }
}
