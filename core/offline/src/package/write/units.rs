//! The units of a model: each document with its id and the place where it hangs.

use std::collections::BTreeSet;

use mendix_deploy_model::{
    ErrorCode, Result,
    models::{AppModel, MicroflowRole, ModelMicroflow},
};

use super::{
    association, bson,
    bson::Object,
    document,
    form::{Form, module_of, short},
    ids::derived,
    settings, views,
};
use crate::package::subject::{Subject, shown};

/// A unit of a project, or a document of `model.mdp`.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) id: String,
    /// The unit that contains it; the root contains itself.
    pub(super) container: String,
    /// How it is contained; empty for the root.
    pub(super) containment: &'static str,
    pub(super) object_type: &'static str,
    /// `Module.Name` of a document, the module's name for a module and its domain model, empty otherwise.
    #[cfg_attr(not(feature = "mpr"), allow(dead_code))]
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Puts units together.
struct Units<'a> {
    subject: Subject<'a>,
    form: Form,
    units: Vec<Unit>,
}

impl Units<'_> {
    fn add(
        &mut self,
        id: &str,
        container: &str,
        containment: &'static str,
        object_type: &'static str,
        name: &str,
        write: impl FnOnce(&mut Object<'_>),
    ) -> Result<()> {
        let bytes = bson::document(!self.form.is_deployed, write).map_err(|text| {
            self.subject.error(
                ErrorCode::InputInvalid,
                format!("{} is no id: a GUID is needed", shown(&text)),
            )
        })?;
        self.units.push(Unit {
            id: id.to_owned(),
            container: container.to_owned(),
            containment,
            object_type,
            name: name.to_owned(),
            bytes,
        });
        Ok(())
    }
}

/// The project's id: the model's, or one made of its name.
fn project_id(model: &AppModel) -> String {
    model.project_id.clone().unwrap_or_else(|| {
        derived(
            "project",
            model.project_name.as_deref().unwrap_or("Synthetic"),
        )
    })
}

/// All units, in the order of `model.mdp`: the root, the project's documents, then per module the module, its domain model
/// and its documents.
///
/// `root` writes what follows the root's `$ID` and `$Type`.
pub(super) fn units(
    model: &AppModel,
    form: Form,
    root: impl FnOnce(&mut Object<'_>),
) -> Result<Vec<Unit>> {
    let name = model.project_name.as_deref().unwrap_or("Synthetic");
    let mut units = Units {
        subject: Subject(name),
        form,
        units: Vec::new(),
    };
    check_modules(model, units.subject)?;
    let project = project_id(model);
    units.add(&project, &project, "", "Projects$Project", "", |object| {
        object.head(&project, "Projects$Project");
        root(object);
    })?;
    let id = derived(&project, "settings");
    let in_project = "ProjectDocuments";
    units.add(
        &id,
        &project,
        in_project,
        "Settings$ProjectSettings",
        "",
        |o| {
            settings::settings(o, &id, model, form);
        },
    )?;
    let id = derived(&project, "security");
    units.add(
        &id,
        &project,
        in_project,
        "Security$ProjectSecurity",
        "",
        |o| {
            settings::security(o, &id, model);
        },
    )?;
    let entities = views::by_name(&model.entities);
    for module in &model.modules {
        let module_type = if form.is_modern() {
            "Projects$ModuleImpl"
        } else {
            "Projects$Module"
        };
        let module_id = module
            .id
            .clone()
            .unwrap_or_else(|| derived(&module.name, "module"));
        units.add(
            &module_id,
            &project,
            "Modules",
            module_type,
            &module.name,
            |object| document::module(object, &module_id, module, form),
        )?;
        let domain_id = derived(&module_id, "domainModel");
        units.add(
            &domain_id,
            &module_id,
            "DomainModel",
            "DomainModels$DomainModel",
            &module.name,
            |object| {
                association::domain_model(object, &domain_id, &module.name, model, &entities, form);
            },
        )?;
        documents(&mut units, model, &module.name, &module_id)?;
    }
    Ok(units.units)
}

/// Everything of a module beside its domain model.
fn documents(units: &mut Units<'_>, model: &AppModel, module: &str, container: &str) -> Result<()> {
    let here = |name: &str| module_of(name) == module;
    let form = units.form;
    let in_module = "Documents";
    for it in model.enumerations.iter().filter(|it| here(&it.name)) {
        units.add(
            &it.id,
            container,
            in_module,
            "Enumerations$Enumeration",
            &it.name,
            |object| {
                document::enumeration(object, it, form);
            },
        )?;
    }
    for it in model.constants.iter().filter(|it| here(&it.name)) {
        let id = it
            .id
            .clone()
            .unwrap_or_else(|| derived(&it.name, "constant"));
        units.add(
            &id,
            container,
            in_module,
            "Constants$Constant",
            &it.name,
            |object| {
                document::constant(object, &id, it, form);
            },
        )?;
    }
    for it in model.scheduled_events.iter().filter(|it| here(&it.name)) {
        let id = it.id.clone().unwrap_or_else(|| derived(&it.name, "event"));
        units.add(
            &id,
            container,
            in_module,
            "ScheduledEvents$ScheduledEvent",
            &it.name,
            |object| document::event(object, &id, it, form),
        )?;
    }
    let mut written = BTreeSet::new();
    for it in model.microflows.iter().filter(|it| here(&it.name)) {
        // One without a digest is named by the settings and is not in the file.
        if it.digest.is_none() || !written.insert(it.name.as_str()) {
            continue;
        }
        let calls = calls(it, &model.microflows);
        units.add(
            &derived(&it.name, "microflow"),
            container,
            in_module,
            "Microflows$Microflow",
            &it.name,
            |object| document::microflow(object, it, &calls, form),
        )?;
    }
    Ok(())
}

/// The after-startup microflow calls the others that run then.
fn calls<'m>(caller: &ModelMicroflow, all: &'m [ModelMicroflow]) -> Vec<&'m str> {
    if caller.role != MicroflowRole::AfterStartup {
        return Vec::new();
    }
    all.iter()
        .filter(|it| it.role == MicroflowRole::CalledAfterStartup)
        .map(|it| it.name.as_str())
        .collect()
}

/// Every element belongs to a module that the model has, else it would be left out silently.
fn check_modules(model: &AppModel, subject: Subject<'_>) -> Result<()> {
    let modules: BTreeSet<&str> = model.modules.iter().map(|it| it.name.as_str()).collect();
    let names = (model.entities.iter().map(|it| &it.name))
        .chain(model.associations.iter().map(|it| &it.name))
        .chain(model.enumerations.iter().map(|it| &it.name))
        .chain(model.constants.iter().map(|it| &it.name))
        .chain(model.scheduled_events.iter().map(|it| &it.name));
    for name in names {
        if !modules.contains(module_of(name)) || short(name) == name {
            return Err(subject.error(
                ErrorCode::InputInvalid,
                format!(
                    "{} is in no module of the model: add the module {}",
                    shown(name),
                    shown(module_of(name))
                ),
            ));
        }
    }
    Ok(())
}
