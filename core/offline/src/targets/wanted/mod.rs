//! What an environment of the landscape wants, and what its runtime would really see of it.

mod database;
mod process;
mod storage;

use mendix_deploy_model::{
    Result,
    configurations::{
        Certainty, ConfigurationArea, ConfigurationInput, EffectiveContent, EffectiveValue,
        Emission, InputForm, NotCarried, OverriddenValue, Provenance, ProvenanceSource,
        Sensitivity, WantedConfiguration, WantedValue,
    },
    findings::{Finding, Severity},
    landscapes::{
        ConstantOrigin, ConstantValue, LinuxFlavour, RuntimeValue, TargetKind, TargetSpec,
        TextValue, ValueOrigin, WorkloadKind,
    },
    packages::PackageFormat,
};

use super::{EffectiveConfiguration, emit, evaluate};
use crate::{landscape::Environment, package::Package};

impl Environment {
    /// Constants, scheduled events and runtime settings as the environment wants them, with the settings that its database
    /// and its storage make.
    ///
    /// Where the platform or a bound service provides database and storage, their keys only describe them, and make nothing.
    #[must_use]
    pub fn wanted(&self) -> WantedConfiguration {
        self.wish().configuration
    }

    /// What the target is handed so that the runtime sees what the environment wants: without secrets, which are listed
    /// with their places, and with what the target cannot carry.
    #[must_use]
    pub fn emission(&self, package: &Package) -> Emission {
        let wish = self.wish();
        let form = form(self.target(), package);
        let mut emission = emit(form, &wish.configuration, package.info());
        emission.not_carried.extend(wish.not_said);
        if let ConfigurationInput::Kubernetes { hostname, .. } = &mut emission.input {
            *hostname = Some(self.pod());
        }
        if let ConfigurationInput::CloudFoundry { application, .. } = &mut emission.input {
            *application = Some(process::application(self));
        }
        if let ConfigurationInput::M2ee { files } = &mut emission.input
            && let Some(host) = process::host_file(self)
        {
            files.insert(0, host);
        }
        process::add(self, &mut emission);
        emission
    }

    /// The name of a pod, which makes it the leader or not: the first one of a stateful set, or one of a deployment, whose
    /// names do not end in a number.
    fn pod(&self) -> String {
        let TargetSpec::Kubernetes {
            deployment,
            workload,
            ..
        } = self.target()
        else {
            return String::new();
        };
        let name = deployment
            .as_deref()
            .unwrap_or_else(|| self.address().app());
        match workload {
            Some(WorkloadKind::Deployment) => format!("{name}-5d4f8c7b9d-x2x4z"),
            Some(WorkloadKind::StatefulSet) | None => format!("{name}-0"),
        }
    }

    /// What the runtime of the environment would see, value by value, if the target were handed what the landscape says.
    ///
    /// # Errors
    ///
    /// `input.invalid` when what the target would be handed is beyond the bounds of its evaluator.
    pub fn effective(&self, package: &Package) -> Result<EffectiveConfiguration> {
        let emission = self.emission(package);
        let mut configuration = evaluate(&emission.input, package.info())?;
        let origins = self.origins();
        for secret in &emission.secrets {
            deliver(
                &mut configuration.values,
                secret.name.as_str(),
                secret.place.as_str(),
                secret.reference.as_str(),
                package,
            );
        }
        for value in &mut configuration.values {
            say_where(value, &origins);
        }
        configuration
            .values
            .sort_by(|a, b| (a.area, &a.name).cmp(&(b.area, &b.name)));
        let findings = emission
            .not_carried
            .iter()
            .map(|lost| self.not_carried(lost, &origins));
        configuration.findings.extend(findings);
        configuration
            .findings
            .sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        Ok(EffectiveConfiguration::new(configuration))
    }

    fn wish(&self) -> Wish {
        let mut wish = Wish::default();
        for constant in self.constants() {
            let content = match &constant.value {
                ConstantValue::Literal { value, .. } => text(value),
                ConstantValue::SecretReference { reference } => secret(reference),
                ConstantValue::EmptyOnPurpose => text(""),
            };
            wish.configuration.constants.push(WantedValue {
                name: constant.name.clone(),
                content,
            });
        }
        wish.configuration.scheduled_events = self.scheduled_events().cloned();
        for (name, value) in self.runtime_settings() {
            wish.set(name, setting(value));
        }
        let provides = matches!(
            self.target_kind(),
            TargetKind::MendixCloud | TargetKind::Operator
        );
        if let Some(spec) = self.database()
            && !provides
            && spec.service.is_none()
        {
            database::add(spec, &mut wish);
        }
        if let Some(spec) = self.storage()
            && !provides
            && spec.service.is_none()
        {
            storage::add(spec, &mut wish);
        }
        wish
    }

    fn not_carried(&self, lost: &NotCarried, origins: &[ValueOrigin]) -> Finding {
        let origin = origins.iter().find(|origin| is_of(origin, &lost.name));
        Finding {
            id: "configuration.not_carried".to_owned(),
            severity: Severity::Error,
            address: Some(self.address().clone()),
            subject: Some(lost.name.clone()),
            path: Some(origin.map_or_else(|| self.path(), |origin| origin.path.clone())),
            location: origin.map_or_else(|| self.location(), |origin| origin.location.clone()),
            message: format!("{} does not reach the runtime: {}", lost.name, lost.reason),
            remedy: "Take it out of the landscape, or say it in a way that this target can carry."
                .to_owned(),
        }
    }
}

/// What an environment wants while it is collected.
struct Wish {
    configuration: WantedConfiguration,
    not_said: Vec<NotCarried>,
}

impl Default for Wish {
    fn default() -> Self {
        Self {
            configuration: WantedConfiguration {
                constants: Vec::new(),
                scheduled_events: None,
                runtime_settings: Vec::new(),
            },
            not_said: Vec::new(),
        }
    }
}

impl Wish {
    /// Wants a setting, unless the environment has it among its runtime settings: what is said by name is nearer.
    fn set(&mut self, name: &str, content: EffectiveContent) {
        let settings = &mut self.configuration.runtime_settings;
        if settings.iter().all(|setting| setting.name != name) {
            settings.push(WantedValue {
                name: name.to_owned(),
                content,
            });
        }
    }

    fn set_text(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.set(name, text(value));
        }
    }

    fn set_secret(&mut self, name: &str, value: Option<&TextValue>) {
        match value {
            Some(TextValue::Literal { value, .. }) => self.set(name, text(value)),
            Some(TextValue::SecretReference { reference }) => self.set(name, secret(reference)),
            None => {}
        }
    }

    fn refuse(&mut self, name: &str, reason: &str) {
        self.not_said.push(NotCarried {
            name: name.to_owned(),
            reason: reason.to_owned(),
        });
    }
}

fn text(text: &str) -> EffectiveContent {
    EffectiveContent::Text {
        text: text.to_owned(),
    }
}

fn secret(reference: &str) -> EffectiveContent {
    EffectiveContent::SecretReference {
        reference: reference.to_owned(),
    }
}

fn setting(value: &RuntimeValue) -> EffectiveContent {
    match value {
        RuntimeValue::Text { value, .. } => text(value),
        RuntimeValue::Number { value } => EffectiveContent::Number {
            number: value.clone(),
        },
        RuntimeValue::Boolean { value } => EffectiveContent::Boolean { value: *value },
        RuntimeValue::Json { value } => EffectiveContent::Json {
            json: value.clone(),
        },
        RuntimeValue::SecretReference { reference } => secret(reference),
    }
}

/// The form of a target. On Linux a portable package brings its own, unless the landscape says which is used.
fn form(target: &TargetSpec, package: &Package) -> InputForm {
    match target {
        TargetSpec::MendixCloud { .. } => InputForm::MendixCloud,
        TargetSpec::Operator { .. } => InputForm::Operator,
        TargetSpec::Kubernetes { .. } => InputForm::Kubernetes,
        TargetSpec::CloudFoundry { .. } => InputForm::CloudFoundry,
        TargetSpec::Docker { .. } => InputForm::Docker,
        TargetSpec::Linux { flavour, .. } => match flavour {
            Some(LinuxFlavour::M2ee) => InputForm::M2ee,
            Some(LinuxFlavour::Portable) => InputForm::Portable,
            None if package.info().format == PackageFormat::Portable => InputForm::Portable,
            None => InputForm::M2ee,
        },
        TargetSpec::Windows { .. } => InputForm::Windows,
    }
}

/// Puts a secret where the delivery puts it: over what the target would send without it.
fn deliver(
    values: &mut Vec<EffectiveValue>,
    name: &str,
    place: &str,
    reference: &str,
    package: &Package,
) {
    let constants = &package.info().constants;
    let is_constant = constants.iter().any(|constant| constant.name == name);
    let provenance = Provenance {
        source: ProvenanceSource::Landscape,
        place: Some(place.to_owned()),
        location: None,
        rule: format!("the secret is put into {place} when the configuration is delivered"),
    };
    let same_kind = |value: &&mut EffectiveValue| {
        value.name == name && (value.area == ConfigurationArea::Constant) == is_constant
    };
    let content = secret(reference);
    if let Some(value) = values.iter_mut().find(same_kind) {
        let lost = OverriddenValue {
            content: std::mem::replace(&mut value.content, content),
            provenance: std::mem::replace(&mut value.provenance, provenance),
        };
        value.overrode.insert(0, lost);
        value.sensitivity = Sensitivity::Secret;
        return;
    }
    let area = match name {
        _ if is_constant => ConfigurationArea::Constant,
        name if name.starts_with("Database") => ConfigurationArea::Database,
        name if name.starts_with("com.mendix.storage.") => ConfigurationArea::Storage,
        _ => ConfigurationArea::RuntimeSetting,
    };
    values.push(EffectiveValue {
        name: name.to_owned(),
        area,
        content,
        sensitivity: Sensitivity::Secret,
        provenance,
        overrode: Vec::new(),
        certainty: Certainty::Inferred,
    });
}

/// Adds which level of the landscape said so, and where in its file.
fn say_where(value: &mut EffectiveValue, origins: &[ValueOrigin]) {
    let is_default = matches!(
        value.provenance.source,
        ProvenanceSource::Model
            | ProvenanceSource::Runtime
            | ProvenanceSource::Tool
            | ProvenanceSource::Derived
    );
    if is_default || value.provenance.location.is_some() && !origins.is_empty() {
        return;
    }
    if let Some(origin) = origins.iter().find(|origin| is_of(origin, &value.name)) {
        value.provenance.location.clone_from(&origin.location);
        value.provenance.rule = format!(
            "{}; {} says so",
            value.provenance.rule,
            level(origin.origin)
        );
    }
}

fn is_of(origin: &ValueOrigin, name: &str) -> bool {
    origin.key == format!("constants[\"{name}\"]")
        || origin.key == format!("runtimeSettings[\"{name}\"]")
        || origin.key == format!("runtimeSettings.{name}")
        || (origin.key == "scheduledEvents"
            && matches!(name, "ScheduledEventExecution" | "MyScheduledEvents"))
}

fn level(origin: ConstantOrigin) -> &'static str {
    match origin {
        ConstantOrigin::Defaults => "the landscape's `defaults`",
        ConstantOrigin::Overlay => "an overlay of the landscape",
        ConstantOrigin::AppTemplate => "a template that the app names",
        ConstantOrigin::App => "the app's `defaults`",
        ConstantOrigin::EnvironmentTemplate => "a template that the environment names",
        ConstantOrigin::Environment => "the environment",
    }
}
