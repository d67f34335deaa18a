//! The live client: credentials, the way out, and groups of calls.

mod apps;
mod backups;
mod credentials;
mod directory;
mod download;
mod environments;
mod logs;
mod packages;
mod planning;
mod repository;
mod runs;
mod settings;
mod trace;
mod upload;
mod upload_body;

use std::{fmt, sync::Arc};

use mendix_deploy_model::{
    Address, Error, ErrorCode, Result,
    clients::{ClientOptions, ContactedHost, Endpoints},
    error::Effect,
};

use self::directory::Directory;
pub(crate) use self::settings::is_masked;
pub use self::{
    apps::Apps,
    backups::Backups,
    credentials::{ApiKey, CredentialParts, Credentials, ProxyLogin},
    environments::Environments,
    packages::Packages,
    repository::Repository,
    runs::{Hooks, Places, Resolve},
    upload::{OnProgress, UploadSource},
};
use crate::{
    clock::{self, Clock},
    http::Http,
};

/// A client of Mendix Cloud. Cheap to clone; clones share connections and what they know of names.
#[derive(Clone)]
pub struct Client {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) http: Http,
    pub(crate) directory: Directory,
    pub(crate) options: ClientOptions,
    /// A run belongs to its client.
    pub(crate) runs: crate::run::Runs,
}

impl Client {
    /// A client with these credentials. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// `input.invalid` for an endpoint, proxy or certificate file that cannot be used, for a credential that a header
    /// cannot carry, or for a login at a proxy that is not named; `credentials.missing` for an empty one.
    pub fn new(credentials: Credentials, options: ClientOptions) -> Result<Self> {
        Self::with_clock(credentials, options, clock::system())
    }

    /// A client that waits by another clock: an emulator's, or one that a test moves.
    ///
    /// # Errors
    ///
    /// As [`Client::new`].
    pub fn with_clock(
        credentials: Credentials,
        options: ClientOptions,
        clock: Arc<dyn Clock>,
    ) -> Result<Self> {
        credentials.check()?;
        let http = Http::new(credentials, &options, clock)?;
        Ok(Self {
            inner: Arc::new(Inner {
                http,
                directory: Directory::default(),
                options,
                runs: crate::run::Runs::default(),
            }),
        })
    }

    /// A client from environment variables: credentials as [`Credentials::from_env`] says, and, where set, the
    /// endpoints `MENDIX_DEPLOY_ENDPOINT`, `MENDIX_DEPLOY_CLOUD_ENDPOINT`, `MENDIX_DEPLOY_REPOSITORY_ENDPOINT` and the
    /// proxy `MENDIX_DEPLOY_PROXY` with its exceptions `MENDIX_DEPLOY_NO_PROXY`.
    ///
    /// # Errors
    ///
    /// `credentials.missing` and those of [`Client::new`].
    pub fn from_env() -> Result<Self> {
        let read = |name| {
            std::env::var(name)
                .ok()
                .filter(|value: &String| !value.is_empty())
        };
        let mut endpoints = Endpoints::default();
        endpoints.deploy = read("MENDIX_DEPLOY_ENDPOINT");
        endpoints.cloud = read("MENDIX_DEPLOY_CLOUD_ENDPOINT");
        endpoints.repository = read("MENDIX_DEPLOY_REPOSITORY_ENDPOINT");
        let mut options = ClientOptions::default().endpoints(endpoints);
        options.proxy = read("MENDIX_DEPLOY_PROXY");
        options.no_proxy = read("MENDIX_DEPLOY_NO_PROXY");
        Self::new(Credentials::from_env()?, options)
    }

    /// Apps.
    #[must_use]
    pub fn apps(&self) -> Apps {
        Apps(self.clone())
    }

    /// Environments: state, start and stop, transport, settings, scale, tags, logs, permissions.
    #[must_use]
    pub fn environments(&self) -> Environments {
        Environments(self.clone())
    }

    /// Packages stored on the platform: list, build, upload, download, delete.
    #[must_use]
    pub fn packages(&self) -> Packages {
        Packages(self.clone())
    }

    /// Snapshots, archives and restores.
    #[must_use]
    pub fn backups(&self) -> Backups {
        Backups(self.clone())
    }

    /// Branches and commits.
    #[must_use]
    pub fn repository(&self) -> Repository {
        Repository(self.clone())
    }

    /// Every host that this client may contact, with what may be sent there: the services' hosts and proxies by name, the
    /// hosts of links and public URLs by rule. A connection to any other is refused as `network.host_not_allowed`.
    #[must_use]
    pub fn hosts(&self) -> Vec<ContactedHost> {
        self.inner.http.contacted()
    }

    /// The clock this client waits by.
    #[must_use]
    pub fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.inner.http.clock)
    }

    /// The user of the API key.
    #[must_use]
    pub fn username(&self) -> Option<String> {
        self.inner.http.credentials().username().map(str::to_owned)
    }

    /// The pause between two looks at a job.
    pub(crate) fn pace(&self, usual: std::time::Duration) -> std::time::Duration {
        self.inner
            .options
            .poll_milliseconds
            .map_or(usual, std::time::Duration::from_millis)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("http", &self.inner.http)
            .finish_non_exhaustive()
    }
}

/// The longest list that is read page by page. A platform that gives the same full page for every offset ends here.
const MOST_ITEMS: usize = 20_000;

fn endless(call: &'static str) -> Error {
    Error::new(
        ErrorCode::AnswerUnexpected,
        format!("the list has more than {MOST_ITEMS} items or does not end"),
    )
    .with_call(call)
    .with_effect(Effect::None)
}

/// A call that stops, erases, deletes or overwrites names its object twice.
pub(crate) fn confirmed(call: &'static str, what: &str, confirm: Option<&str>) -> Result<()> {
    if confirm == Some(what) {
        return Ok(());
    }
    let said = confirm.map_or_else(|| "nothing".to_owned(), |text| format!("{text:?}"));
    Err(Error::new(
        ErrorCode::InputUnconfirmed,
        format!("{call} needs confirm = {what:?} and got {said}"),
    )
    .with_call(call))
}

pub(crate) fn confirmed_address(
    call: &'static str,
    address: &Address,
    confirm: Option<&str>,
) -> Result<()> {
    confirmed(call, address.as_str(), confirm)
}
