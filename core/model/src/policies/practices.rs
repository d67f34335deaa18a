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

/// How much a practice is asked for.
#[model]
pub enum PracticeDemand {
    /// Always.
    Required,
    /// Where it can be had.
    Recommended,
}

/// A practice for secrets, and whether it is followed.
#[model(eq)]
pub struct SecretsPractice {
    /// The practice.
    pub practice: String,
    /// How much it is asked for.
    pub demand: PracticeDemand,
    /// How it is done.
    pub how: String,
    /// The rules that watch over it.
    pub rules: Vec<String>,
    /// Whether it is followed.
    pub status: PracticeStatus,
}
