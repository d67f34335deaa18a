//! A reference in its parts.

use std::collections::BTreeMap;

use mendix_deploy_surface::model;

/// What a store is.
#[model(ordered)]
pub enum StoreKind {
    /// HashiCorp Vault or OpenBao: `vault://`, `bao://`.
    Vault,
    /// AWS Secrets Manager: `aws-sm://`.
    Aws,
    /// Azure Key Vault: `azure-kv://`.
    Azure,
    /// Secrets and config maps of Kubernetes: `k8s://`.
    Kubernetes,
    /// Environment variables: `env://`.
    Environment,
    /// Files: `file://`.
    Files,
}

/// A secret reference, `scheme[+store]://object[?query][#selector]`, in its parts.
///
/// It says what to read and never carries a credential: it may be printed, committed and logged.
#[model(eq)]
pub struct Reference {
    /// The scheme as written: `vault`, `bao`, `aws-sm`, `azure-kv`, `k8s`, `env`, `file`.
    pub scheme: String,
    /// The kind of store that the scheme means.
    pub store_kind: StoreKind,
    /// The name of the store; absent: the default store of this kind.
    pub store: Option<String>,
    /// What to read there, in canonical escaping: segments are separated by `/`, a slash within one is `%2F`.
    pub object: String,
    /// Query keys and values, decoded, without those that say the default.
    pub query: BTreeMap<String, String>,
    /// The key within, decoded; a JSON pointer (RFC 6901) when it starts with `/`.
    pub selector: Option<String>,
    /// The canonical form: minimal escapes, sorted query, defaults left out.
    pub canonical: String,
}
