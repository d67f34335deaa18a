//! `model.mdp` of deployment archives and portable packages (package formats, 4.3).

use mendix_deploy_model::{ErrorCode, Result, models::AppModel, packages::ModelEncoding};

use super::{
    bson::{self, Marker},
    form::Form,
    units::{Unit, project_id, units},
    views::as_archive,
};
use crate::package::subject::Subject;

/// Runtime version of a model that has none.
pub(in crate::package) const RUNTIME_VERSION: &str = "10.24.15.93102";

/// Build of a model that has none: .NET ticks.
const DEPLOYMENT_ID: &str = "638000000000000000";

/// The bytes of `model.mdp`: an index tree, then every document of the model in the order of that tree, System included.
///
/// `encoding` is [`ModelEncoding::Modern`] for archives of Mendix 6 and later; `Mendix5` writes flat attribute types.
/// `Mendix4` writes what `Mendix5` does: no archive of that version is known.
///
/// # Errors
///
/// `input.invalid` when an id is no GUID or an element's module is not in the model.
pub fn model_mdp(model: &AppModel, encoding: ModelEncoding) -> Result<Vec<u8>> {
    let seen = as_archive(model);
    let form = Form {
        encoding: match encoding {
            ModelEncoding::Modern => ModelEncoding::Modern,
            ModelEncoding::Mendix4 | ModelEncoding::Mendix5 => ModelEncoding::Mendix5,
        },
        is_deployed: true,
    };
    let text =
        |value: &Option<String>, default: &str| value.clone().unwrap_or_else(|| default.to_owned());
    let documents = units(&seen, form, |object| {
        object.text("DeploymentID", &text(&seen.deployment_id, DEPLOYMENT_ID));
        object.text(
            "RuntimeVersion",
            &text(&seen.mendix_version, RUNTIME_VERSION),
        );
        object.text("ModelVersion", &text(&seen.model_version, "unversioned"));
        object.text("SprintrProjectName", &text(&seen.project_name, "Synthetic"));
    })?;
    let mut bytes = index(&project_id(&seen), &documents).map_err(|id| {
        Subject("model.mdp").error(ErrorCode::InputInvalid, format!("{id} is no id"))
    })?;
    for document in documents {
        bytes.extend(document.bytes);
    }
    Ok(bytes)
}

/// The first document: which others follow.
fn index(project: &str, documents: &[Unit]) -> std::result::Result<Vec<u8>, String> {
    let within = |container: &str, containment: &str| {
        let (container, containment) = (container.to_owned(), containment.to_owned());
        documents
            .iter()
            .filter(move |it| it.container == container && it.containment == containment)
    };
    bson::document(false, |object| {
        object.head(project, "Projects$Project");
        object.objects(
            "ProjectDocuments",
            Marker::Children,
            within(project, "ProjectDocuments"),
            |object, it| object.head(&it.id, it.object_type),
        );
        object.objects(
            "Modules",
            Marker::Children,
            within(project, "Modules"),
            |object, module| {
                object.head(&module.id, module.object_type);
                for domain in within(&module.id, "DomainModel") {
                    object.object("DomainModel", |object| {
                        object.head(&domain.id, domain.object_type);
                    });
                }
                object.objects(
                    "AllDocuments",
                    Marker::Children,
                    within(&module.id, "Documents"),
                    |object, it| object.head(&it.id, it.object_type),
                );
            },
        );
    })
}
