//! What is known about secrets and the stores that keep them. Never a secret.

use std::collections::BTreeMap;

use mendix_deploy_surface::model;

use crate::{policies::SecretDelivery, time::Day};

/// What is known about secrets and the stores that keep them.
#[model(eq, options)]
pub struct SecretsSpec {
    /// Stores by the name that references use: `vault+eu://…` names the store `eu`, `vault://…` the store `vault`.
    pub stores: BTreeMap<String, SecretStoreSpec>,
    /// Single secrets by their reference.
    pub known: BTreeMap<String, SecretSpec>,
    /// After how many days a secret is to be replaced. Default: 90.
    pub rotation_days: Option<u32>,
}

/// A store of secrets.
#[model(eq, options)]
pub struct SecretStoreSpec {
    /// The scheme of its references: `vault`, `bao`, `aws-sm`, `azure-kv`, `k8s`, `env`, `file`.
    pub scheme: Option<String>,
    /// Where it is: a URL, a region, a name. Never a credential.
    pub location: Option<String>,
    /// Whether it encrypts what it keeps.
    pub encrypted: Option<bool>,
    /// Whether it records who read what.
    pub audited: Option<bool>,
    /// Who may read it.
    pub readers: Vec<String>,
    /// Where it is written down how to get in when the store is down.
    pub break_glass: Option<String>,
}

/// What is known about a secret.
#[model(eq, options)]
pub struct SecretSpec {
    /// When it was last replaced.
    pub rotated_on: Option<Day>,
    /// Who may read it.
    pub readers: Vec<String>,
    /// How it reaches the process.
    pub delivery: Option<SecretDelivery>,
}
