//! What a project says about itself, in the shape that packages have.

use mendix_deploy_model::{
    models::AppModel,
    packages::{Constant, PackageFormat, PackageInfo, ScheduledEvent},
};

/// A package's description by its model. Sizes are for the caller to fill in.
pub(in crate::package) fn info(
    file_name: &str,
    project_name: &str,
    model: &AppModel,
) -> PackageInfo {
    PackageInfo {
        file_name: file_name.to_owned(),
        format: PackageFormat::Project,
        project_id: model.project_id.clone().unwrap_or_default(),
        project_name: project_name.to_owned(),
        model_version: None,
        runtime_version: model.mendix_version.clone().unwrap_or_default(),
        java_version: None,
        description: String::new(),
        admin_user: None,
        constants: model
            .constants
            .iter()
            .map(|constant| Constant {
                name: constant.name.clone(),
                constant_type: constant.constant_type.clone(),
                default_value: constant.default_value.clone(),
                description: String::new(),
            })
            .collect(),
        scheduled_events: model
            .scheduled_events
            .iter()
            .map(|event| ScheduledEvent {
                name: event.name.clone(),
                description: String::new(),
            })
            .collect(),
        user_roles: model.user_roles.clone(),
        request_handlers: model.request_handlers.clone(),
        languages: Vec::new(),
        compressed_bytes: 0,
        uncompressed_bytes: 0,
        file_count: 1,
        unread_units: model.unread.len() as u64,
        snapshot_settings: None,
    }
}
