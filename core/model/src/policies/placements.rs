//! Where an app should run, and why.

use mendix_deploy_surface::model;

use crate::landscapes::TargetKind;

use super::PlacementConstraint;

/// What is known about an app that looks for a place.
#[model(options)]
pub struct PlacementOptions {
    /// Demands.
    pub constraints: Vec<PlacementConstraint>,
    /// Instances wanted.
    pub replicas: Option<u32>,
    /// The app's version of Mendix.
    pub mendix_version: Option<String>,
    /// Whether the machine would be Windows.
    pub windows: Option<bool>,
    /// Whether it is production.
    pub production: Option<bool>,
}

/// A reason for or against a target.
#[model(eq)]
pub struct PlacementReason {
    /// The target.
    pub target: TargetKind,
    /// Whether it is ruled out.
    pub excluded: bool,
    /// Why.
    pub reason: String,
}

/// Where an app should run.
#[model(eq)]
pub struct PlacementAdvice {
    /// The target.
    pub target: TargetKind,
    /// What led there, question by question.
    pub reasons: Vec<String>,
    /// What speaks for or against each target.
    pub others: Vec<PlacementReason>,
}
