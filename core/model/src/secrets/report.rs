//! What a resolution did, without a value.

use mendix_deploy_surface::model;

use super::SecretFailure;
use crate::time::Timestamp;

/// How it ended for one slot.
#[model(eq)]
pub enum SecretOutcome {
    /// There is a value.
    Found,
    /// There is none, and the reference says `optional=true`.
    Missing,
    /// It failed.
    Failed,
}

/// Where a value came from.
#[model(eq)]
pub enum SecretSource {
    /// Read from the store.
    Store,
    /// Read from the store a short while ago, by this resolver.
    Cache,
    /// Read longer ago; the store did not answer.
    Stale,
    /// The landscape's own text; no store was asked.
    Literal,
}

/// One reference of one slot.
#[model(eq)]
pub struct ResolvedSecret {
    /// What asked for it: `constants.Mail.Password`.
    pub slot: String,
    /// The reference in canonical form, with the store's name; absent for a literal.
    pub reference: Option<String>,
    /// The store's name.
    pub store: Option<String>,
    /// How it ended.
    pub outcome: SecretOutcome,
    /// Where it came from; absent when there is no value.
    pub source: Option<SecretSource>,
    /// The version that was read: of Vault a number, of AWS and Azure an id, of Kubernetes the resource version. Absent
    /// where the store has no versions.
    pub version: Option<String>,
    /// When this version was made; absent where the store does not say.
    pub created_at: Option<Timestamp>,
    /// Its age at the time of the resolution.
    pub age_days: Option<u32>,
    /// How long the store took; 0 from the cache.
    pub milliseconds: u64,
    /// What a person should know: an expired secret, a file that others can read.
    pub warnings: Vec<String>,
}

/// A version that was read once and is to be read again: the way back of a deployment.
#[model(eq)]
pub struct LockedVersion {
    /// The reference as the report has it.
    pub reference: String,
    /// The version.
    pub version: String,
}

/// What a resolution did. Holds no value.
#[model(eq)]
pub struct ResolutionReport {
    /// When it began.
    pub at: Timestamp,
    /// How long it took.
    pub milliseconds: u64,
    /// Every reference of every slot, in the order asked.
    pub secrets: Vec<ResolvedSecret>,
    /// Everything that failed, in the order asked.
    pub failures: Vec<SecretFailure>,
    /// Requests sent to stores, logins and retries included.
    pub requests: u32,
}
