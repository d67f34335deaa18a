//! What went wrong with one secret, without a value.

use mendix_deploy_surface::model;

use crate::error::Retry;

/// One secret that cannot be had, or one mistake in a reference.
#[model(eq)]
pub struct SecretFailure {
    /// Stable code: `secrets.not_found`, `secrets.permission_denied`.
    pub code: String,
    /// Everywhere the reference is used, in the order given: `constants.Mail.Password`.
    pub slots: Vec<String>,
    /// The reference in canonical form; absent when it cannot be read.
    pub reference: Option<String>,
    /// The store's name; absent before a store is chosen.
    pub store: Option<String>,
    /// What happened.
    pub message: String,
    /// What to do next.
    pub remedy: String,
    /// Where in the text of the slot, counted in characters from 0; absent when it is not about the spelling.
    pub position: Option<u32>,
    /// The status of the store's answer.
    pub status: Option<u16>,
    /// The store's own code, as it was spelled.
    pub store_code: Option<String>,
    /// The store's id of the request, to find it in the store's log.
    pub request_id: Option<String>,
    /// How often it was tried; 0 when the store was not asked.
    pub attempts: u32,
    /// Whether trying again can help.
    pub retry: Retry,
}
