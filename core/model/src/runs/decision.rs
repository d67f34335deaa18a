//! What a person decides when the platform cannot tell.

use mendix_deploy_surface::model;

/// What to do about a request whose effect nobody can tell.
#[model]
pub enum Choice {
    /// It did not arrive, or may be sent again without harm: send it.
    SendAgain,
    /// It had its effect: go on with the next step.
    TakeAsDone,
    /// Give the step up as failed; the plan's way back applies.
    GiveUp,
}

/// A decision about one step.
#[model(input, eq)]
pub struct Decision {
    /// The step, as the error's detail names it.
    pub step: String,
    /// What to do.
    pub choice: Choice,
    /// The id of the archive or restore, where somebody found it; with `takeAsDone` on an archive it is needed.
    pub id: Option<String>,
}
