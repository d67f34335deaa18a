//! The landscape: the document in which a team describes its apps and their environments.
//!
//! Written as `mendix-deploy.yaml` or built in code; both pass the same checks. What an environment wants is inherited:
//! `defaults`, then the app's `defaults`, then the environment itself. The nearest value wins; constants are merged by
//! name, everything else is replaced as a whole.

mod constants;
mod document;
mod policies;
mod preflight;
mod targets;

pub use constants::{ConstantOrigin, ConstantValue, EffectiveConstant, ScheduledEvents};
pub use document::{AppSpec, Defaults, EnvironmentSpec, LandscapeDocument, NodePreset, Tier};
pub use policies::{ApprovalPolicy, Deadlines, FreezeWindow, SnapshotPolicy, UrlCheck, VerifySpec};
pub use preflight::PreflightOptions;
pub use targets::{TargetKind, TargetSpec};
