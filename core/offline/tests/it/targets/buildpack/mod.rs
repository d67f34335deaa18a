//! The tables of the reference on runtime configuration, row by row: what the buildpacks send to the runtime.

mod constants;
mod database;
mod guide;
mod java;
mod recordings;
mod secrets;
mod settings;
mod storage;
mod surroundings;

use mendix_deploy_model::{
    configurations::{
        ConfigurationArea, ConfigurationInput, EffectiveContent, EffectiveValue,
        EnvironmentVariable, EvaluatedConfiguration,
    },
    packages::{Constant, ConstantType, PackageFormat, PackageInfo, ScheduledEvent},
};
use mendix_deploy_offline::targets::evaluate;
use serde_json::{Map, Value};

pub(super) const DATABASE: (&str, &str) =
    ("DATABASE_URL", "postgres://mendix:secret@db:5432/mendix");

const APPLICATION: &str = r#"{"application_uris": ["app.example.com"], "application_name": "app", "limits": {"mem": 1024}}"#;

pub(super) struct Case {
    pub(super) variables: Vec<(String, String)>,
    pub(super) services: Option<String>,
    pub(super) application: String,
    pub(super) package: PackageInfo,
    pub(super) docker: bool,
    pub(super) agents: bool,
}

/// A start on Cloud Foundry with these variables and a database.
pub(super) fn case(variables: &[(&str, &str)]) -> Case {
    let mut all = vec![DATABASE];
    all.extend(variables);
    bare(&all)
}

/// A start on Cloud Foundry with these variables only.
pub(super) fn bare(variables: &[(&str, &str)]) -> Case {
    Case {
        variables: variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        services: None,
        application: APPLICATION.to_owned(),
        package: package(&[]),
        docker: false,
        agents: false,
    }
}

impl Case {
    pub(super) fn constants(mut self, constants: &[(&str, ConstantType, Option<&str>)]) -> Self {
        self.package = package(constants);
        self
    }

    pub(super) fn version(mut self, version: &str) -> Self {
        version.clone_into(&mut self.package.runtime_version);
        self
    }

    pub(super) fn services(mut self, services: &str) -> Self {
        self.services = Some(services.to_owned());
        self
    }

    pub(super) fn application(mut self, application: &str) -> Self {
        application.clone_into(&mut self.application);
        self
    }

    pub(super) fn docker(mut self) -> Self {
        self.docker = true;
        self
    }

    pub(super) fn agents(mut self) -> Self {
        self.agents = true;
        self
    }

    pub(super) fn events(mut self, events: &[&str]) -> Self {
        self.package.scheduled_events = events
            .iter()
            .map(|name| ScheduledEvent {
                name: (*name).to_owned(),
                description: String::new(),
            })
            .collect();
        self
    }

    pub(super) fn run(self) -> Answer {
        let variables = self
            .variables
            .into_iter()
            .map(|(name, value)| EnvironmentVariable { name, value })
            .collect();
        let input = if self.docker {
            ConfigurationInput::Docker {
                variables,
                hostname: None,
                agents_installed: Some(self.agents),
            }
        } else {
            ConfigurationInput::CloudFoundry {
                variables,
                services: self.services,
                application: Some(self.application),
                agents_installed: Some(self.agents),
            }
        };
        Answer(evaluate(&input, &self.package).unwrap())
    }
}

pub(super) fn package(constants: &[(&str, ConstantType, Option<&str>)]) -> PackageInfo {
    let mut constants: Vec<Constant> = constants
        .iter()
        .map(|(name, kind, default)| Constant {
            name: (*name).to_owned(),
            constant_type: kind.clone(),
            default_value: default.map(str::to_owned),
            description: String::new(),
        })
        .collect();
    constants.sort_by(|a, b| a.name.cmp(&b.name));
    PackageInfo {
        file_name: "app.mda".to_owned(),
        format: PackageFormat::Archive,
        project_id: "p".to_owned(),
        project_name: "App".to_owned(),
        model_version: Some("1.0.0".to_owned()),
        runtime_version: "10.24.0.12345".to_owned(),
        java_version: Some(21),
        description: String::new(),
        admin_user: Some("MxAdmin".to_owned()),
        constants,
        scheduled_events: Vec::new(),
        user_roles: Vec::new(),
        request_handlers: Vec::new(),
        languages: Vec::new(),
        compressed_bytes: 1,
        uncompressed_bytes: 1,
        file_count: 1,
        unread_units: 0,
        snapshot_settings: None,
    }
}

pub(super) struct Answer(pub(super) EvaluatedConfiguration);

impl Answer {
    pub(super) fn value(&self, name: &str) -> &EffectiveValue {
        let found = self.0.values.iter().find(|value| value.name == name);
        found.unwrap_or_else(|| panic!("there is no {name}: {:?}", self.0.start_failure))
    }

    pub(super) fn json(&self, name: &str) -> Value {
        json(&self.value(name).content)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.values.iter().any(|value| value.name == name)
    }

    /// Everything whose name begins so.
    pub(super) fn beginning(&self, prefix: &str) -> Map<String, Value> {
        assert_eq!(self.0.start_failure, None);
        let values = self.0.values.iter();
        values
            .filter(|value| value.name.starts_with(prefix))
            .map(|value| (value.name.clone(), json(&value.content)))
            .collect()
    }

    pub(super) fn constants(&self) -> Map<String, Value> {
        let values = self.0.values.iter();
        values
            .filter(|value| value.area == ConfigurationArea::Constant)
            .map(|value| (value.name.clone(), json(&value.content)))
            .collect()
    }

    /// Stage and subject of the failure.
    pub(super) fn fails(&self) -> Option<(&str, &str)> {
        let failure = self.0.start_failure.as_ref()?;
        Some((
            &failure.stage,
            failure.subject.as_deref().unwrap_or_default(),
        ))
    }

    pub(super) fn lost(&self) -> Vec<&str> {
        self.0.lost.iter().map(|lost| lost.name.as_str()).collect()
    }

    pub(super) fn finds(&self, id: &str) -> bool {
        self.0.findings.iter().any(|finding| finding.id == id)
    }
}

pub(super) fn json(content: &EffectiveContent) -> Value {
    match content {
        EffectiveContent::Text { text } => Value::String(text.clone()),
        EffectiveContent::Number { number } => serde_json::from_str(number).unwrap(),
        EffectiveContent::Boolean { value } => Value::Bool(*value),
        EffectiveContent::Json { json } => serde_json::from_str(json).unwrap(),
        other => Value::String(format!("{other:?}")),
    }
}
