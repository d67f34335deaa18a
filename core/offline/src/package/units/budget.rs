//! How much of a model is kept, at most.

use super::fault::{Fault, Result};
use crate::package::bson::Guid;

/// Bytes of a model that are kept. An attribute takes some 400, so this is about 70,000 of them; a large app has some
/// thousands. Together with the buffers of a reader it stays within 64 MB.
pub(super) const LIMIT: usize = 28 * 1024 * 1024;

/// What allocating a text costs beside its bytes.
const ALLOCATION: usize = 16;

/// Counts what is kept.
#[derive(Debug)]
pub(super) struct Budget {
    left: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { left: LIMIT }
    }
}

impl Budget {
    /// Takes `bytes` away.
    pub(super) fn charge(&mut self, bytes: usize) -> Result<()> {
        self.left = self.left.checked_sub(bytes).ok_or(Fault::TooLarge)?;
        Ok(())
    }

    /// A text to keep.
    pub(super) fn text(&mut self, text: &str) -> Result<String> {
        self.charge(text.len() + ALLOCATION)?;
        Ok(text.to_owned())
    }

    /// An id to keep.
    pub(super) fn guid(&mut self, guid: Guid) -> Result<String> {
        self.charge(36 + ALLOCATION)?;
        Ok(guid.to_string())
    }

    /// Adds to a list. Lists double when they grow, so an item is charged twice.
    pub(super) fn push<T>(&mut self, list: &mut Vec<T>, item: T) -> Result<()> {
        self.charge(2 * size_of::<T>())?;
        list.push(item);
        Ok(())
    }
}
