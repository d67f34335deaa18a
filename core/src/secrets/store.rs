//! What a store is: one trait, for ours and for those that a user writes.

use std::{fmt, sync::Arc, time::Duration};

use futures::future::BoxFuture;
use mendix_deploy_model::{
    ErrorCode,
    secrets::{Reference, StoreKind},
    time::Timestamp,
};
use zeroize::Zeroizing;

use super::document::Document;

/// What a store is asked for: one object, whatever number of references point into it.
#[derive(Debug, Clone)]
pub struct Object {
    /// The first of the references.
    pub reference: Reference,
    /// A version that an earlier resolution read, and that is wanted again.
    pub locked: Option<String>,
}

/// What an object holds.
#[derive(Debug)]
pub enum Content {
    /// One value: text, or bytes. A key within is looked for in it as JSON.
    Bytes(Zeroizing<Vec<u8>>),
    /// Fields by name.
    Fields(Document),
}

/// An object as a store gave it.
#[derive(Debug)]
pub struct Fetched {
    /// What it holds.
    pub content: Content,
    /// Which version was read; absent where the store has none.
    pub version: Option<String>,
    /// When this version was made.
    pub created_at: Option<Timestamp>,
    /// What a person should know. Without values.
    pub warnings: Vec<String>,
}

impl Fetched {
    /// One value.
    #[must_use]
    pub fn bytes(bytes: Vec<u8>) -> Self {
        Self {
            content: Content::Bytes(Zeroizing::new(bytes)),
            version: None,
            created_at: None,
            warnings: Vec::new(),
        }
    }

    /// Fields by name.
    #[must_use]
    pub fn fields(value: serde_json::Value) -> Self {
        Self {
            content: Content::Fields(Document::new(value)),
            version: None,
            created_at: None,
            warnings: Vec::new(),
        }
    }

    /// Says which version it is.
    #[must_use]
    pub fn version(mut self, version: impl Into<String>) -> Self {
        self.version = Some(version.into());
        self
    }
}

/// Whether a store may be asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Again {
    /// No.
    Never,
    /// Once.
    Once,
    /// As often as allowed.
    Yes,
}

/// Why a store gives no object. Holds no value and no raw answer.
#[derive(Debug, Clone)]
pub struct StoreFailure {
    /// The kind, one of `secrets.*`.
    pub code: ErrorCode,
    /// What happened.
    pub message: String,
    /// What to do, if it can be said better than by the kind.
    pub remedy: Option<String>,
    /// The status of the answer.
    pub status: Option<u16>,
    /// The store's own code.
    pub store_code: Option<String>,
    /// The store's id of the request.
    pub request_id: Option<String>,
    /// Whether to ask again.
    pub again: Again,
    /// The shortest pause that the store asks for.
    pub retry_after: Option<Duration>,
}

impl StoreFailure {
    /// A failure that asking again does not mend, unless its kind says otherwise.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            remedy: None,
            status: None,
            store_code: None,
            request_id: None,
            again: match code {
                ErrorCode::SecretsThrottled
                | ErrorCode::SecretsUnavailable
                | ErrorCode::SecretsTimeout => Again::Yes,
                _ => Again::Never,
            },
            retry_after: None,
        }
    }

    /// Says better what to do.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// Says whether to ask again.
    #[must_use]
    pub fn again(mut self, again: Again) -> Self {
        self.again = again;
        self
    }

    /// The status of the answer.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// Whether the store did not answer, as opposed to having refused: only then an older value may serve.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        matches!(
            self.code,
            ErrorCode::SecretsThrottled
                | ErrorCode::SecretsUnavailable
                | ErrorCode::SecretsTimeout
                | ErrorCode::SecretsDns
        )
    }
}

/// A place that keeps secrets.
///
/// A store answers for one object at a time; grouping, retries, limits, cache and deadlines are the resolver's. It takes
/// care that nothing it says (failures, warnings, `identity`) holds a value.
///
/// ```
/// use std::sync::Arc;
/// use futures::future::BoxFuture;
/// use mendix_deploy::{ErrorCode, secrets::{Fetched, Object, Resolver, Store, StoreFailure, StoreKind}};
///
/// struct Drawer;
///
/// impl Store for Drawer {
///     fn store_kind(&self) -> StoreKind { StoreKind::Vault }
///     fn identity(&self) -> String { "drawer".to_owned() }
///     fn fetch<'a>(&'a self, object: &'a Object) -> BoxFuture<'a, Result<Fetched, StoreFailure>> {
///         Box::pin(async move {
///             match object.reference.object.as_str() {
///                 "desk/drawer" => Ok(Fetched::fields(serde_json::json!({"password": "hunter2"})).version("1")),
///                 _ => Err(StoreFailure::new(ErrorCode::SecretsNotFound, "the drawer has no such thing")),
///             }
///         })
///     }
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> mendix_deploy::Result<()> {
/// let resolver = Resolver::builder().store("desk", Arc::new(Drawer)).build()?;
/// let secret = resolver.resolve_one("vault+desk://desk/drawer#password").await?;
/// assert_eq!(secret.reveal(), "hunter2");
/// # Ok(())
/// # }
/// ```
pub trait Store: Send + Sync + 'static {
    /// The kind: which schemes may name this store.
    fn store_kind(&self) -> StoreKind;

    /// The place behind the store (address, namespace, account), so that two names of one place are asked once.
    fn identity(&self) -> String;

    /// Requests in flight at most.
    fn concurrency(&self) -> usize {
        8
    }

    /// How often a request is tried that may be tried again.
    fn max_attempts(&self) -> u32 {
        3
    }

    /// Reads an object.
    fn fetch<'a>(&'a self, object: &'a Object) -> BoxFuture<'a, Result<Fetched, StoreFailure>>;

    /// Requests sent so far, logins included. Of a store that sends none, 0.
    fn requests(&self) -> u64 {
        0
    }

    /// Gives back what the store obtained for itself, such as a token.
    fn close(&self) -> BoxFuture<'_, ()> {
        Box::pin(async {})
    }
}

/// Reads the credentials of a store, which are references to other stores.
pub(crate) trait Inputs: Send + Sync {
    fn read<'a>(
        &'a self,
        reference: &'a str,
    ) -> BoxFuture<'a, Result<super::SecretValue, StoreFailure>>;
}

/// The variables and the home folder that stores look at: those of the process, or those of a test.
#[derive(Clone)]
#[allow(clippy::type_complexity)] // said once
pub struct Surroundings(Arc<dyn Fn(&str) -> Option<String> + Send + Sync>);

impl Surroundings {
    /// Those of the process.
    #[must_use]
    pub fn of_process() -> Self {
        Self(Arc::new(|name| std::env::var(name).ok()))
    }

    /// These variables and no others.
    #[must_use]
    pub fn of(variables: std::collections::BTreeMap<String, String>) -> Self {
        Self(Arc::new(move |name| variables.get(name).cloned()))
    }

    pub(crate) fn variable(&self, name: &str) -> Option<String> {
        (self.0)(name)
    }

    /// A variable that is set to something.
    pub(crate) fn set(&self, name: &str) -> Option<String> {
        self.variable(name).filter(|value| !value.is_empty())
    }
}

impl fmt::Debug for Surroundings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Surroundings(***)")
    }
}
