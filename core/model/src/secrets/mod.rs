//! Secrets as data: references, stores, failures, reports. Nothing here holds a secret.

mod failure;
mod output;
mod reference;
mod report;
mod store;

pub use failure::SecretFailure;
pub use output::CommandOutput;
pub use reference::{Reference, StoreKind};
pub use report::{LockedVersion, ResolutionReport, ResolvedSecret, SecretOutcome, SecretSource};
pub use store::{
    ResolveOptions, ResolverOptions, SecretRequest, StoreLimits, StoreSpec, VaultAuth,
};
