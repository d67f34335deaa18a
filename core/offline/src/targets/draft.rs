//! The answer of an evaluator while it is made.

use mendix_deploy_model::{
    configurations::{
        Certainty, ConfigurationArea, EffectiveContent, EffectiveValue, EvaluatedConfiguration,
        LostInput, StartFailure,
    },
    findings::{Finding, Location, Severity},
    landscapes::TargetKind,
    packages::PackageInfo,
    settings::{SettingFault, SettingProblem},
};

use super::settings::{Layers, Origin};
use crate::configuration::{catalogue, secrecy};

/// Values, losses and findings of one target.
pub(in crate::targets) struct Draft {
    target: TargetKind,
    certainty: Certainty,
    pub(in crate::targets) values: Vec<EffectiveValue>,
    pub(in crate::targets) lost: Vec<LostInput>,
    pub(in crate::targets) findings: Vec<Finding>,
    pub(in crate::targets) start_failure: Option<StartFailure>,
}

impl Draft {
    pub(in crate::targets) fn new(target: TargetKind, certainty: Certainty) -> Self {
        Self {
            target,
            certainty,
            values: Vec::new(),
            lost: Vec::new(),
            findings: Vec::new(),
            start_failure: None,
        }
    }

    pub(in crate::targets) fn finding(
        &mut self,
        id: &str,
        severity: Severity,
        subject: &str,
        message: String,
        remedy: &str,
    ) {
        self.finding_at(id, severity, subject, None, message, remedy);
    }

    pub(in crate::targets) fn finding_at(
        &mut self,
        id: &str,
        severity: Severity,
        subject: &str,
        location: Option<Location>,
        message: String,
        remedy: &str,
    ) {
        self.findings.push(Finding {
            id: id.to_owned(),
            severity,
            address: None,
            subject: Some(subject.to_owned()),
            path: None,
            location,
            message,
            remedy: remedy.to_owned(),
        });
    }

    /// Something that reaches nobody.
    pub(in crate::targets) fn lost(
        &mut self,
        name: &str,
        origin: Origin<'_>,
        reason: String,
        suggestion: Option<String>,
    ) {
        self.lost.push(LostInput {
            name: name.to_owned(),
            provenance: origin.provenance(),
            reason,
            suggestion,
        });
    }

    /// Constants, and what is wrong with their values.
    pub(in crate::targets) fn constants(&mut self, layers: Layers<'_>, package: &PackageInfo) {
        let kind = |name: &str| {
            package
                .constants
                .iter()
                .find(|constant| constant.name == name)
                .map(|constant| &constant.constant_type)
        };
        layers.finish(
            |name| {
                (
                    ConfigurationArea::Constant,
                    secrecy::of_constant(kind(name)),
                )
            },
            &mut self.values,
        );
    }

    /// Runtime settings, and what the catalogue says of them.
    pub(in crate::targets) fn settings(&mut self, layers: Layers<'_>, package: &PackageInfo) {
        let from = self.values.len();
        layers.finish(
            |name| (secrecy::area(name), secrecy::of_setting(name)),
            &mut self.values,
        );
        let mut findings = Vec::new();
        for value in &self.values[from..] {
            if package
                .constants
                .iter()
                .any(|constant| constant.name == value.name)
            {
                findings.push(Finding {
                    id: "constant.as_setting".to_owned(),
                    severity: Severity::Error,
                    address: None,
                    subject: Some(value.name.clone()),
                    path: None,
                    location: value.provenance.location.clone(),
                    message: format!(
                        "{} is a constant of the model and is set as a runtime setting, which nobody reads",
                        value.name
                    ),
                    remedy: "Set it as a constant.".to_owned(),
                });
                continue;
            }
            let Some(text) = scalar(&value.content) else {
                continue;
            };
            let version = Some(package.runtime_version.as_str());
            for problem in catalogue::check_setting(&value.name, &text, version, Some(self.target))
            {
                findings.push(setting_finding(problem, value.provenance.location.clone()));
            }
        }
        self.findings.extend(findings);
    }

    pub(in crate::targets) fn finish(mut self) -> EvaluatedConfiguration {
        for value in &mut self.values {
            secrecy::look_again(value);
        }
        let place =
            |area: ConfigurationArea| ConfigurationArea::ALL.iter().position(|a| *a == area);
        self.values
            .sort_by(|a, b| (place(a.area), &a.name).cmp(&(place(b.area), &b.name)));
        self.findings
            .sort_by(|a, b| b.severity.cmp(&a.severity).then_with(|| a.id.cmp(&b.id)));
        EvaluatedConfiguration {
            target: self.target,
            values: self.values,
            lost: self.lost,
            findings: self.findings,
            start_failure: self.start_failure,
            certainty: self.certainty,
        }
    }
}

/// The text of a value that the catalogue can judge.
fn scalar(content: &EffectiveContent) -> Option<String> {
    match content {
        EffectiveContent::Text { text } => Some(text.clone()),
        EffectiveContent::Number { number } => Some(number.clone()),
        EffectiveContent::Boolean { value } => Some(value.to_string()),
        EffectiveContent::Json { json } => Some(json.clone()),
        EffectiveContent::SecretReference { .. }
        | EffectiveContent::Masked
        | EffectiveContent::Absent => None,
    }
}

fn setting_finding(problem: SettingProblem, location: Option<Location>) -> Finding {
    let (id, severity) = match problem.fault {
        SettingFault::UnknownName => ("setting.unknown_name", Severity::Warning),
        SettingFault::UndocumentedName => ("setting.undocumented", Severity::Info),
        SettingFault::WrongType => ("setting.wrong_type", Severity::Warning),
        SettingFault::OutOfRange => ("setting.out_of_range", Severity::Warning),
        SettingFault::UnknownWord => ("setting.unknown_word", Severity::Warning),
        SettingFault::LegacyWord => ("setting.legacy_word", Severity::Info),
        SettingFault::TooEarly => ("setting.too_early", Severity::Warning),
        SettingFault::TooLate => ("setting.too_late", Severity::Info),
        SettingFault::Managed => ("setting.managed", Severity::Warning),
    };
    Finding {
        id: id.to_owned(),
        severity,
        address: None,
        subject: Some(problem.name),
        path: None,
        location,
        message: problem.message,
        remedy: problem.remedy,
    }
}
