//! Stores: where and how secrets are read. Credentials are references to other stores, never texts.

use std::collections::BTreeMap;

use mendix_deploy_surface::model;

use super::{LockedVersion, StoreKind};

/// How one logs in at Vault or OpenBao.
///
/// Every credential is a reference to another store, such as `env://VAULT_TOKEN` or `file:///run/secrets/token`.
#[model(eq, input)]
pub enum VaultAuth {
    /// A token that is there already.
    #[class(VaultToken)]
    Token {
        /// Reference to it. Absent: `BAO_TOKEN`, `VAULT_TOKEN`, the file of `BAO_TOKEN_PATH`, `~/.vault-token`.
        token: Option<String>,
    },
    /// Role and secret id.
    #[class(VaultAppRole)]
    AppRole {
        /// Reference to the role id.
        role_id: String,
        /// Reference to the secret id; absent where the role needs none.
        secret_id: Option<String>,
        /// States that `secretId` holds a wrapping token that must have been made at this path, such as
        /// `auth/approle/role/app/secret-id`.
        wrapped_by: Option<String>,
        /// Where the method is mounted; `approle`.
        mount: Option<String>,
    },
    /// The service account of a pod.
    #[class(VaultKubernetes)]
    Kubernetes {
        /// Role at the method.
        role: String,
        /// Reference to the token; `file:///var/run/secrets/kubernetes.io/serviceaccount/token`. Read again at each login.
        jwt: Option<String>,
        /// Where the method is mounted; `kubernetes`.
        mount: Option<String>,
    },
    /// A signed token, such as the one of a CI job.
    #[class(VaultJwt)]
    Jwt {
        /// Role; absent where the method has a default one.
        role: Option<String>,
        /// Reference to the token.
        jwt: String,
        /// Where the method is mounted; `jwt`.
        mount: Option<String>,
    },
    /// A user with a password.
    #[class(VaultUserpass)]
    Userpass {
        /// User.
        username: String,
        /// Reference to the password.
        password: String,
        /// Where the method is mounted; `userpass`.
        mount: Option<String>,
    },
    /// The client certificate of the store.
    #[class(VaultCertificate)]
    Certificate {
        /// Name of the role; absent: the first that fits.
        name: Option<String>,
        /// Where the method is mounted; `cert`.
        mount: Option<String>,
    },
}

/// Time and number of requests to one store.
#[model(options)]
pub struct StoreLimits {
    /// Time allowed for one request; 10.
    pub timeout_seconds: Option<u64>,
    /// Time allowed to connect; 3.
    pub connect_timeout_seconds: Option<u64>,
    /// Requests in flight; 8. Halved by each answer that asks to slow down.
    pub concurrency: Option<u32>,
    /// How often a request is tried that may be tried again; 3.
    pub max_attempts: Option<u32>,
}

/// Where and how secrets are read.
#[model(input)]
#[allow(clippy::large_enum_variant)] // a handful of them exist in a process
pub enum StoreSpec {
    /// HashiCorp Vault or OpenBao.
    #[class(VaultStore)]
    Vault {
        /// Base URL; `BAO_ADDR`, `VAULT_ADDR`.
        address: Option<String>,
        /// Namespace; `BAO_NAMESPACE`, `VAULT_NAMESPACE`.
        namespace: Option<String>,
        /// How one logs in; absent: a token that is there already.
        auth: Option<VaultAuth>,
        /// Paths of PEM files with further authorities; `VAULT_CACERT`.
        #[serde(default)]
        ca_certificates: Vec<String>,
        /// Path of a PEM file with client certificate and key.
        client_certificate: Option<String>,
        /// Time and number of requests.
        limits: Option<StoreLimits>,
    },
    /// Environment variables of this process.
    #[class(EnvironmentStore)]
    Environment,
    /// Files of this machine.
    #[class(FileStore)]
    Files {
        /// Folder of relative references; the landscape's, else the current one.
        folder: Option<String>,
    },
}

/// Options of a resolver.
#[model(options)]
pub struct ResolverOptions {
    /// The stores by name. A kind that is not among them is taken from the environment of the process.
    pub stores: BTreeMap<String, StoreSpec>,
    /// How long a secret is kept in memory; 300. 0 keeps none.
    pub cache_seconds: Option<u64>,
    /// How much longer a secret is used when its store does not answer; 0. A refusal always counts.
    pub max_stale_seconds: Option<u64>,
    /// Time allowed for one resolution; 60.
    pub timeout_seconds: Option<u64>,
}

/// Options of one resolution.
#[model(options)]
pub struct ResolveOptions {
    /// Versions that are to be read again, from the report of an earlier resolution.
    pub lock: Vec<LockedVersion>,
    /// Reads from the stores what is in memory too.
    pub refresh: bool,
}

/// One place that wants a secret.
#[model(eq, input)]
pub struct SecretRequest {
    /// What it is for: `database.password`.
    pub slot: String,
    /// A reference, or text with `${secret:…}` in it.
    pub reference: String,
}

impl StoreSpec {
    /// The kind of store.
    #[must_use]
    pub const fn store_kind(&self) -> StoreKind {
        match self {
            Self::Vault { .. } => StoreKind::Vault,
            Self::Environment => StoreKind::Environment,
            Self::Files { .. } => StoreKind::Files,
        }
    }
}
