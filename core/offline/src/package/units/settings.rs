//! Project settings and user roles. Configurations hold passwords and keys; they are not looked into.

use mendix_deploy_model::{models::ModelSettings, packages::UserRole};

use super::{
    budget::Budget,
    fault::{Fault, Result},
};
use crate::package::bson::{Document, Element};

/// What is used of the settings.
#[derive(Debug)]
pub(super) struct Settings {
    pub(super) model: ModelSettings,
    pub(super) after_startup: Option<String>,
    pub(super) before_shutdown: Option<String>,
    pub(super) health_check: Option<String>,
}

impl Settings {
    /// Whether some microflow runs around a start.
    pub(super) fn names_a_microflow(&self) -> bool {
        self.after_startup.is_some()
            || self.before_shutdown.is_some()
            || self.health_check.is_some()
    }
}

/// `Settings$ProjectSettings`: a list of parts, or until Mendix 5 the settings themselves.
pub(super) fn settings(document: Document<'_>, budget: &mut Budget) -> Result<Settings> {
    let mut settings = Settings {
        model: ModelSettings {
            foreign_keys: None,
            optimistic_locking: None,
            decimal_scale: None,
        },
        after_startup: None,
        before_shutdown: None,
        health_check: None,
    };
    for element in document.elements() {
        let element = element?;
        if element.key == "Settings" {
            for part in element.documents()? {
                let part = part?;
                if part.object_type()? == "Settings$ModelSettings" {
                    for element in part.elements() {
                        see(&element?, &mut settings, budget)?;
                    }
                }
            }
        } else {
            see(&element, &mut settings, budget)?;
        }
    }
    Ok(settings)
}

fn see(element: &Element<'_>, settings: &mut Settings, budget: &mut Budget) -> Result<()> {
    let mut name = || element.name()?.map(|name| budget.text(name)).transpose();
    match element.key {
        "AfterStartupMicroflow" => settings.after_startup = name()?,
        "BeforeShutdownMicroflow" => settings.before_shutdown = name()?,
        "HealthCheckMicroflow" => settings.health_check = name()?,
        "UseDatabaseForeignKeyConstraints" => {
            settings.model.foreign_keys = Some(element.boolean()?);
        }
        "EnableDataStorageOptimisticLocking" => {
            settings.model.optimistic_locking = Some(element.boolean()?);
        }
        "DecimalScale" => settings.model.decimal_scale = u64::try_from(element.integer()?).ok(),
        _ => {}
    }
    Ok(())
}

/// `Security$ProjectSecurity`: its user roles, by code point of their name.
pub(super) fn user_roles(document: Document<'_>, budget: &mut Budget) -> Result<Vec<UserRole>> {
    let mut roles: Vec<(UserRole, bool)> = Vec::new();
    for element in document.elements() {
        let element = element?;
        if element.key != "UserRoles" {
            continue;
        }
        for role in element.documents()? {
            let role = user_role(role?, budget)?;
            budget.push(&mut roles, role)?;
        }
    }
    roles.sort_by(|(a, _), (b, _)| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    let (mut roles, manages_all): (Vec<UserRole>, Vec<bool>) = roles.into_iter().unzip();
    // The file names the roles that a role may manage; elsewhere they are known by their GUID.
    let names: Vec<(String, String)> = roles
        .iter()
        .map(|role| (role.name.clone(), role.id.clone()))
        .collect();
    for (role, manages_all) in roles.iter_mut().zip(manages_all) {
        if manages_all {
            role.manageable_roles = names
                .iter()
                .map(|(_, id)| budget.text(id))
                .collect::<Result<_>>()?;
        }
        for managed in &mut role.manageable_roles {
            if let Ok(at) = names.binary_search_by(|(name, _)| name.cmp(managed)) {
                managed.clone_from(&names[at].1);
            }
        }
        role.manageable_roles.sort();
    }
    Ok(roles)
}

/// A role, and whether it may manage all others whichever are named.
fn user_role(document: Document<'_>, budget: &mut Budget) -> Result<(UserRole, bool)> {
    let (mut guid, mut name, mut manages_all) = (None, None, false);
    let mut manageable_roles = Vec::new();
    for element in document.elements() {
        let element = element?;
        match element.key {
            "GUID" => guid = Some(element.guid()?),
            "Name" => name = Some(element.text()?),
            "ManageAllRoles" => manages_all = element.boolean()?,
            "ManageableRoles" => {
                for item in element.items()? {
                    let name = budget.text(item?.text()?)?;
                    // Room for the GUID that takes its place.
                    budget.charge(36)?;
                    budget.push(&mut manageable_roles, name)?;
                }
            }
            _ => {}
        }
    }
    let missing = |key| Fault::missing(key, document.offset());
    // Charged twice: the names are looked up in a second list.
    let name = name.ok_or_else(|| missing("Name of a user role"))?;
    budget.charge(2 * name.len() + 72)?;
    let role = UserRole {
        id: budget.guid(guid.ok_or_else(|| missing("GUID of a user role"))?)?,
        name: budget.text(name)?,
        manageable_roles,
    };
    Ok((role, manages_all))
}
