//! Practices for secrets.

use mendix_deploy_model::{findings::Report, policies::SecretsPractice};

/// Practices for secrets, and whether a report shows that they are followed.
#[must_use]
pub fn secrets_practices(_report: Option<&Report>) -> Vec<SecretsPractice> {
    Vec::new()
}
