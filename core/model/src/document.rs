//! What every document starts with: what it is, which version of its format, who wrote it.

/// The name and version of this library as documents record it, for example `mendix-deploy 0.1.0`.
pub const WRITTEN_BY: &str = concat!("mendix-deploy ", env!("CARGO_PKG_VERSION"));

/// A value that is saved, loaded and rendered: plan, report, release, incident record, landscape.
///
/// In JSON it starts with `document`, `version` and `writtenBy`; a newer version is refused by name.
pub trait Document: serde::Serialize + serde::de::DeserializeOwned {
    /// The word in the field `document`.
    const KIND: &'static str;
    /// The newest version of the format this library reads and the one it writes.
    const VERSION: u32;
}
