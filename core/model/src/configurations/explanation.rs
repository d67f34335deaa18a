//! The answer to "what is this setting, and why?".

use mendix_deploy_surface::model;

use super::EffectiveValue;

/// What one setting is, and why.
#[model(eq)]
pub struct Explanation {
    /// The name that was asked for.
    pub asked: String,
    /// The name it really has; differs when another was asked for.
    pub name: String,
    /// The answer in a sentence. Shows the value only when it is known to be no secret.
    pub sentence: String,
    /// The value; absent when nothing of that name reaches the runtime.
    pub value: Option<EffectiveValue>,
    /// Other names that may have been meant, nearest first.
    pub alternatives: Vec<String>,
    /// What was set for it and reaches nobody, in words.
    pub lost: Vec<String>,
}
