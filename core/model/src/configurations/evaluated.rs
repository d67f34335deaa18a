//! The answer of an evaluator.

use mendix_deploy_surface::model;

use super::{Certainty, EffectiveValue, Provenance};
use crate::{findings::Finding, landscapes::TargetKind};

/// Something that was set and reaches nobody.
#[model(eq)]
pub struct LostInput {
    /// What was set: the variable, the key.
    pub name: String,
    /// Where.
    pub provenance: Provenance,
    /// Why it reaches nobody.
    pub reason: String,
    /// What was probably meant, such as `MX_MyModule_ApiEndpoint`.
    pub suggestion: Option<String>,
}

/// Why the start would fail before the runtime has its configuration.
#[model(eq)]
pub struct StartFailure {
    /// The step of the tool that fails: `setup`, `database`, `storage`, `java`, `nginx` for the buildpacks.
    pub stage: String,
    /// What goes wrong. Names the variable or the constant, never a value.
    pub message: String,
    /// The variable, constant or key that is at fault.
    pub subject: Option<String>,
    /// What to do.
    pub remedy: String,
    /// How far the rule can be trusted.
    pub certainty: Certainty,
}

/// What the runtime would see.
#[model]
pub struct EvaluatedConfiguration {
    /// The target that was evaluated.
    pub target: TargetKind,
    /// Every value, by area and then by name.
    pub values: Vec<EffectiveValue>,
    /// What was set and reaches nobody.
    pub lost: Vec<LostInput>,
    /// What a person should know, worst first.
    pub findings: Vec<Finding>,
    /// Why the start would fail; absent when nothing is known to stop it. The values are then those known up to there.
    pub start_failure: Option<StartFailure>,
    /// How far the rules of this target can be trusted, as a whole: the least certain of them.
    pub certainty: Certainty,
}
