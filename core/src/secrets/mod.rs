//! Secrets: references are resolved from stores, all or none, and nothing prints a value by accident.
//!
//! A [`Resolver`] has the stores. [`Resolver::resolve`] reads every secret of a list, each object once, and gives
//! [`ResolvedSecrets`]; or it fails with `secrets.unresolved`, whose detail lists everything that failed. The
//! [`ResolutionReport`] says what was read, without a value. A [`SecretValue`] is the one type that holds a secret.

mod document;
mod extract;
mod resolved;
mod resolver;
mod scrub;
mod store;
mod stores;
mod value;

pub use document::Document;
pub use mendix_deploy_model::secrets::{
    CommandOutput, LockedVersion, Reference, ResolutionReport, ResolveOptions, ResolvedSecret,
    ResolverOptions, SecretFailure, SecretOutcome, SecretRequest, SecretSource, StoreKind,
    StoreLimits, StoreSpec, VaultAuth,
};
pub use mendix_deploy_offline::secrets::{
    Part, Problem, Template, import, parse, parse_all, parse_text,
};
pub use resolved::ResolvedSecrets;
pub use resolver::{Resolver, ResolverBuilder};
pub use scrub::Scrubber;
pub use store::{Again, Content, Fetched, Object, Store, StoreFailure, Surroundings};
pub use value::{MARKER, SecretValue};
