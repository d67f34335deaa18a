//! Practices for secrets.

use mendix_deploy_surface::model;

/// Whether a practice is followed.
#[model]
pub enum PracticeStatus {
    /// It is, everywhere it was looked for.
    Followed,
    /// It is not.
    Violated,
    /// Nobody could look.
    Unknown,
}

/// A practice for secrets, and whether it is followed.
#[model(eq)]
pub struct SecretsPractice {
    /// The practice.
    pub practice: String,
    /// How it is done.
    pub how: String,
    /// The rules that watch over it.
    pub rules: Vec<String>,
    /// Whether it is followed.
    pub status: PracticeStatus,
}
