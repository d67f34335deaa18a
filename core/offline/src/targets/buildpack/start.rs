//! The state of one start: what the steps read and what they fill.

use std::borrow::Cow;

use mendix_deploy_model::{
    configurations::{
        Certainty, ConfigurationArea, EffectiveContent, EffectiveValue, LostInput, Sensitivity,
        StartFailure,
    },
    findings::{Finding, Severity},
    landscapes::TargetKind,
    packages::PackageInfo,
};

use super::{environment::Environment, version::Version};
use crate::{
    configuration::json::{Json, Object},
    targets::settings::{Layers, Origin, content},
};

/// What goes wrong in a step ends the start.
pub(super) type Step<T = ()> = Result<T, Box<StartFailure>>;

/// What the steps of a start need and leave.
pub(super) struct Start<'a> {
    pub(super) target: TargetKind,
    pub(super) environment: &'a Environment<'a>,
    pub(super) package: &'a PackageInfo,
    pub(super) version: Version,
    /// The folder of the app, without a slash at the end.
    pub(super) folder: &'a str,
    pub(super) agents_installed: bool,
    /// Whether `DATABASE_URL` came from `DATABASE_ENDPOINT`.
    pub(super) from_endpoint: bool,
    /// `VCAP_SERVICES`; nothing when it is no JSON.
    pub(super) services: Option<Json>,
    /// `VCAP_APPLICATION`.
    pub(super) application: Object,
    pub(super) settings: Layers<'a>,
    pub(super) constants: Layers<'a>,
    /// Values beside the runtime's own configuration.
    pub(super) others: Vec<EffectiveValue>,
    pub(super) findings: Vec<Finding>,
    pub(super) lost: Vec<LostInput>,
}

impl<'a> Start<'a> {
    pub(super) fn is_leader(&self) -> bool {
        self.environment.get("CF_INSTANCE_INDEX").unwrap_or("0") == "0"
    }

    pub(super) fn is_development(&self) -> bool {
        self.environment
            .get("DEVELOPMENT_MODE")
            .is_some_and(super::python::says_true)
    }

    /// The variable that gave the database's URL.
    pub(super) fn url_variable(&self) -> &'static str {
        if self.from_endpoint {
            "DATABASE_ENDPOINT"
        } else {
            "DATABASE_URL"
        }
    }

    pub(super) fn is_free_app(&self) -> bool {
        self.environment.get("PROFILE") == Some("free")
    }

    /// Bound services; an error where the buildpack reads them in vain.
    pub(super) fn services(&self, stage: &'static str) -> Step<Object> {
        match &self.services {
            Some(Json::Object(services)) => Ok(services.clone()),
            _ => Err(failure(
                stage,
                "VCAP_SERVICES",
                "VCAP_SERVICES is no JSON object",
                "Give the text as the platform sets it.",
            )),
        }
    }

    /// A value beside the runtime's configuration.
    pub(super) fn other(
        &mut self,
        area: ConfigurationArea,
        name: &str,
        value: Json,
        sensitivity: Sensitivity,
        origin: Origin<'_>,
    ) {
        self.others.push(EffectiveValue {
            name: name.to_owned(),
            area,
            content: content(value),
            sensitivity,
            provenance: origin.provenance(),
            overrode: Vec::new(),
            certainty: Certainty::Observed,
        });
    }

    /// A value beside the runtime's configuration that is there but not known.
    pub(super) fn other_masked(&mut self, area: ConfigurationArea, name: &str, origin: Origin<'_>) {
        self.others.push(EffectiveValue {
            name: name.to_owned(),
            area,
            content: EffectiveContent::Masked,
            sensitivity: Sensitivity::Secret,
            provenance: origin.provenance(),
            overrode: Vec::new(),
            certainty: Certainty::Observed,
        });
    }

    pub(super) fn finding(
        &mut self,
        id: &str,
        severity: Severity,
        subject: &str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.findings.push(Finding {
            id: id.to_owned(),
            severity,
            address: None,
            subject: Some(subject.to_owned()),
            path: None,
            location: None,
            message: message.into(),
            remedy: remedy.into(),
        });
    }

    /// A variable that reaches nobody.
    pub(super) fn unheard(
        &mut self,
        variable: &str,
        reason: impl Into<String>,
        suggestion: Option<String>,
    ) {
        self.lost.push(LostInput {
            name: variable.to_owned(),
            provenance: Origin::variable(Cow::Borrowed(variable), "an environment variable")
                .provenance(),
            reason: reason.into(),
            suggestion,
        });
    }
}

/// Why a start would fail: seen in the tool's own code.
pub(super) fn failure(
    stage: &'static str,
    subject: &str,
    message: impl Into<String>,
    remedy: impl Into<String>,
) -> Box<StartFailure> {
    Box::new(StartFailure {
        stage: stage.to_owned(),
        message: message.into(),
        subject: Some(subject.to_owned()),
        remedy: remedy.into(),
        certainty: Certainty::Observed,
    })
}
