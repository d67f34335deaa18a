//! The stores. Each is a folder here, and a feature of the crate where it brings something along.

mod environment;
mod files;
#[cfg(feature = "vault")]
mod vault;

use std::{path::Path, sync::Arc};

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    secrets::{StoreKind, StoreSpec},
};

use super::store::{Inputs, Store, StoreFailure, Surroundings};

/// Makes a store. Nothing is contacted.
pub(crate) fn open(
    spec: &StoreSpec,
    inputs: Arc<dyn Inputs>,
    surroundings: &Surroundings,
    folder: Option<&Path>,
) -> Result<Arc<dyn Store>> {
    let _ = &inputs;
    match spec {
        StoreSpec::Environment => Ok(Arc::new(environment::Environment::new(
            surroundings.clone(),
        ))),
        StoreSpec::Files { folder: own } => Ok(Arc::new(files::Files::new(
            own.as_deref().map(Path::new).or(folder),
        ))),
        #[cfg(feature = "vault")]
        StoreSpec::Vault { .. } => Ok(Arc::new(vault::Vault::new(spec, inputs, surroundings)?)),
        #[cfg(not(feature = "vault"))]
        StoreSpec::Vault { .. } => Err(not_built(StoreKind::Vault)),
    }
}

/// The error of a store that this build does not have.
#[allow(dead_code)] // a build can have all
fn not_built(kind: StoreKind) -> Error {
    let failure = missing(kind);
    Error::new(failure.code, failure.message).with_remedy(failure.remedy.unwrap_or_default())
}

fn missing(kind: StoreKind) -> StoreFailure {
    let feature = kind.as_str();
    StoreFailure::new(
        ErrorCode::SecretsFeatureNotBuilt,
        format!("this build has no store of the kind {feature}"),
    )
    .remedy(format!(
        "Build mendix-deploy with the feature `{feature}`, if this version has it, or give a store of your own of this kind."
    ))
}

/// What a kind means without a store of its own: what the environment of the process describes.
pub(crate) fn ambient(kind: StoreKind) -> std::result::Result<StoreSpec, StoreFailure> {
    match kind {
        StoreKind::Environment => Ok(StoreSpec::Environment),
        StoreKind::Files => Ok(StoreSpec::Files { folder: None }),
        StoreKind::Vault if cfg!(feature = "vault") => Ok(StoreSpec::Vault {
            address: None,
            namespace: None,
            auth: None,
            ca_certificates: Vec::new(),
            client_certificate: None,
            limits: None,
        }),
        kind => Err(missing(kind)),
    }
}

/// The references to credentials in a store.
pub(crate) fn credentials(spec: &StoreSpec) -> Vec<&str> {
    use mendix_deploy_model::secrets::VaultAuth;
    let StoreSpec::Vault { auth, .. } = spec else {
        return Vec::new();
    };
    match auth {
        None | Some(VaultAuth::Certificate { .. }) => Vec::new(),
        Some(VaultAuth::Token { token }) => token.iter().map(String::as_str).collect(),
        Some(VaultAuth::AppRole {
            role_id, secret_id, ..
        }) => [Some(role_id), secret_id.as_ref()]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect(),
        Some(VaultAuth::Kubernetes { jwt, .. }) => jwt.iter().map(String::as_str).collect(),
        Some(VaultAuth::Jwt { jwt, .. }) => vec![jwt],
        Some(VaultAuth::Userpass { password, .. }) => vec![password],
    }
}
