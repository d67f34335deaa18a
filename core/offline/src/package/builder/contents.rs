//! What a synthetic archive says of its app: the metadata, and the model that agrees with it.

use std::collections::BTreeSet;

use mendix_deploy_model::models::{AppModel, AppModule, ModelConstant, ModelEvent, ModelSource};
use serde_json::{Map, Value, json};

use super::{ADMINISTRATOR, ArchiveBuilder};
use crate::package::{bson::Guid, units};

impl ArchiveBuilder {
    /// The model as it goes with the metadata. Without one, it is what the metadata tells.
    pub(super) fn deployed_model(&self) -> AppModel {
        let mut model = match &self.model {
            Some(model) => AppModel::clone(model),
            None => self.plain_model(),
        };
        if self.model.is_some() || Guid::from_text(&self.project_id).is_some() {
            model.project_id = Some(self.project_id.clone());
        }
        model.project_name = Some(self.project_name.clone());
        model.model_version = Some(self.model_version.clone());
        model.mendix_version = Some(self.runtime_version.clone());
        model
    }

    /// Constants and scheduled events in their modules, and nothing else.
    fn plain_model(&self) -> AppModel {
        let mut model = units::empty(ModelSource::ArchiveModel);
        let mut modules = BTreeSet::new();
        let mut is_qualified = |name: &str| match name.split_once('.') {
            Some((module, _)) => {
                modules.insert(module.to_owned());
                true
            }
            None => false,
        };
        for constant in &self.constants {
            if is_qualified(&constant.name) {
                model.constants.push(ModelConstant {
                    id: None,
                    name: constant.name.clone(),
                    constant_type: constant.constant_type.clone(),
                    exposed_to_client: None,
                    default_value: constant.default_value.clone(),
                });
            }
        }
        for event in &self.scheduled_events {
            if is_qualified(&event.name) {
                model.scheduled_events.push(ModelEvent {
                    id: None,
                    name: event.name.clone(),
                    enabled: None,
                    microflow: None,
                    interval: None,
                });
            }
        }
        modules.remove("System");
        model.modules = modules
            .into_iter()
            .map(|name| AppModule {
                id: None,
                name,
                marketplace_version: None,
            })
            .collect();
        model
    }

    /// `model/metadata.json`.
    pub(super) fn metadata(&self) -> Value {
        let mut document = Map::new();
        let mut set = |key: &str, value: Value| document.insert(key.to_owned(), value);
        set("RuntimeVersion", json!(self.runtime_version));
        set("ProjectID", json!(self.project_id));
        set("ProjectName", json!(self.project_name));
        set("ModelVersion", json!(self.model_version));
        set("Description", json!(self.description));
        set("AdminUser", json!("MxAdmin"));
        let administrator = self.user_roles.first();
        set(
            "AdminRole",
            json!(administrator.map_or(ADMINISTRATOR, |role| role.id.as_str())),
        );
        if let Some(version) = self.java_version {
            set("JavaVersion", json!(version));
        }
        set("Languages", json!(self.languages));
        let roles: Map<String, Value> = self
            .user_roles
            .iter()
            .map(|role| {
                (
                    role.id.clone(),
                    json!({"Name": role.name, "ManageableRoles": role.manageable_roles}),
                )
            })
            .collect();
        set("Roles", Value::Object(roles));
        let constants = self.constants.iter().map(|constant| {
            let mut value = json!({
                "Name": constant.name,
                "Type": constant.constant_type.as_str(),
                "Description": constant.description,
            });
            if let Some(default) = &constant.default_value {
                value["DefaultValue"] = json!(default);
            }
            value
        });
        set("Constants", constants.collect());
        let events = self.scheduled_events.iter();
        set(
            "ScheduledEvents",
            events
                .map(|event| json!({"Name": event.name, "Description": event.description}))
                .collect(),
        );
        let handlers = self.request_handlers.iter().map(|handler| {
            json!({"Name": handler.name, "DefaultEnabled": handler.default_enabled, "MatchExactly": handler.match_exactly})
        });
        set("RequestHandlers", handlers.collect());
        Value::Object(document)
    }
}
