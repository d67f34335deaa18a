//! Project settings and user roles (package formats, 3.5).

use mendix_deploy_model::models::{AppModel, MicroflowRole};

use super::{
    bson::{Marker, Object},
    form::Form,
    ids::derived,
};

/// `Settings$ProjectSettings`: parts in a list, or until Mendix 5 keys of the unit itself.
pub(super) fn settings(object: &mut Object<'_>, id: &str, model: &AppModel, form: Form) {
    object.head(id, "Settings$ProjectSettings");
    if form.is_modern() {
        object.objects("Settings", Marker::Parts, [()], |object, ()| {
            object.head(&derived(id, "model"), "Settings$ModelSettings");
            runtime_settings(object, model);
        });
    } else {
        runtime_settings(object, model);
    }
}

fn runtime_settings(object: &mut Object<'_>, model: &AppModel) {
    for (key, role) in [
        ("AfterStartupMicroflow", MicroflowRole::AfterStartup),
        ("BeforeShutdownMicroflow", MicroflowRole::BeforeShutdown),
        ("HealthCheckMicroflow", MicroflowRole::HealthCheck),
    ] {
        let microflow = model.microflows.iter().find(|it| it.role == role);
        object.text(key, microflow.map_or("", |it| it.name.as_str()));
    }
    object.text("HashAlgorithm", "BCrypt");
    let settings = &model.settings;
    if let Some(on) = settings.optimistic_locking {
        object.flag("EnableDataStorageOptimisticLocking", on);
    }
    if let Some(on) = settings.foreign_keys {
        object.flag("UseDatabaseForeignKeyConstraints", on);
    }
    if let Some(scale) = settings.decimal_scale {
        object.number("DecimalScale", i64::try_from(scale).unwrap_or(i64::MAX));
    }
}

/// `Security$ProjectSecurity`. Roles that a role may manage are named; the model knows their ids.
pub(super) fn security(object: &mut Object<'_>, id: &str, model: &AppModel) {
    object.head(id, "Security$ProjectSecurity");
    object.objects(
        "UserRoles",
        Marker::Parts,
        &model.user_roles,
        |object, role| {
            object.head(&derived(&role.id, "role"), "Security$UserRole");
            object.id("GUID", &role.id);
            object.text("Name", &role.name);
            let managed = role.manageable_roles.iter().map(|managed| {
                model
                    .user_roles
                    .iter()
                    .find(|it| it.id == *managed)
                    .map_or(managed.as_str(), |it| it.name.as_str())
            });
            object.texts("ManageableRoles", managed);
        },
    );
    object.text("SecurityLevel", "CheckEverything");
}
