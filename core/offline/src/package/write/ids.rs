//! Ids of objects that a model does not name, such as the document that holds an attribute's type.

use sha2::{Digest, Sha256};

use crate::package::bson::Guid;

/// An id for a part of something: the same one for the same owner and part, in every file.
pub(super) fn derived(owner: &str, part: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(owner.as_bytes());
    hasher.update([0]);
    hasher.update(part.as_bytes());
    let digest: [u8; 32] = hasher.finalize().into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    // Version 5 and its variant, as for every id that is derived from a name.
    bytes[7] = bytes[7] & 0x0F | 0x50;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    // 16 bytes are a GUID.
    Guid::from_bytes(&bytes).map_or_else(String::new, |guid| guid.to_string())
}
