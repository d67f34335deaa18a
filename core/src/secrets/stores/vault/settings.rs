//! Where each setting comes from: the store, then the variables of OpenBao, then those of Vault.

use std::time::Duration;

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    clients::ClientOptions,
    secrets::{StoreLimits, StoreSpec, VaultAuth},
};
use url::Url;

use crate::secrets::store::Surroundings;

pub(super) struct Settings {
    pub(super) address: Url,
    pub(super) namespace: Option<String>,
    pub(super) auth: VaultAuth,
    pub(super) tls: ClientOptions,
    pub(super) timeout: Duration,
    pub(super) connect: Duration,
    pub(super) concurrency: usize,
    pub(super) attempts: u32,
}

impl Settings {
    pub(super) fn new(spec: &StoreSpec, surroundings: &Surroundings) -> Result<Self> {
        let StoreSpec::Vault {
            address,
            namespace,
            auth,
            ca_certificates,
            client_certificate,
            limits,
        } = spec
        else {
            return Err(Error::new(
                ErrorCode::InternalDefect,
                "a store of another kind was taken for Vault",
            ));
        };
        let variable = |names: &[&str]| names.iter().find_map(|name| surroundings.set(name));
        let text = address.clone().or_else(|| {
            variable(&[
                "BAO_AGENT_ADDR",
                "VAULT_AGENT_ADDR",
                "BAO_ADDR",
                "VAULT_ADDR",
            ])
        });
        let Some(text) = text else {
            return Err(Error::new(
                ErrorCode::SecretsStoreNotConfigured,
                "the address of Vault is not known",
            )
            .with_remedy("Give the store an `address`, or set BAO_ADDR or VAULT_ADDR."));
        };
        let limits = limits.clone().unwrap_or_default();
        let mut tls = ClientOptions::default();
        tls.ca_certificates.clone_from(ca_certificates);
        if tls.ca_certificates.is_empty() {
            tls.ca_certificates
                .extend(variable(&["BAO_CACERT", "VAULT_CACERT"]));
        }
        tls.client_certificate.clone_from(client_certificate);
        let StoreLimits {
            timeout_seconds,
            connect_timeout_seconds,
            concurrency,
            max_attempts,
            ..
        } = limits;
        Ok(Self {
            address: url(&text)?,
            namespace: namespace
                .clone()
                .or_else(|| variable(&["BAO_NAMESPACE", "VAULT_NAMESPACE"]))
                .map(|it| it.trim_matches('/').to_owned())
                .filter(|it| !it.is_empty()),
            auth: auth.clone().unwrap_or(VaultAuth::Token { token: None }),
            tls,
            timeout: Duration::from_secs(timeout_seconds.unwrap_or(10).max(1)),
            connect: Duration::from_secs(connect_timeout_seconds.unwrap_or(3).max(1)),
            concurrency: usize::try_from(concurrency.unwrap_or(8).max(1)).unwrap_or(8),
            attempts: max_attempts.unwrap_or(3).max(1),
        })
    }
}

fn url(text: &str) -> Result<Url> {
    let wrong = |what: &str| {
        // The text is not repeated: it may hold a password.
        Error::new(
            ErrorCode::InputInvalid,
            format!("the address of Vault {what}"),
        )
        .with_remedy("Write https://host:port, without a user.")
    };
    let url = Url::parse(text).map_err(|_| wrong("is not a URL"))?;
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return Err(wrong("is not http or https"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("holds a user or a password"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(wrong("holds a query or a fragment"));
    }
    Ok(url)
}
