//! `model.mdp` of deployment archives and portable packages (package formats, 4.3).

use mendix_deploy_model::{ErrorCode, Result, models::AppModel, packages::ModelEncoding};

use super::{
    bson::{self, Marker},
    form::Form,
    ids::derived,
    units::{Unit, units},
    views::as_archive,
    zip::{Content, Images},
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
    bytes(&documents(model, encoding)?, &[])
}

/// The same with image collections at its end, which make it `length` bytes long; a model that is longer stays as it is.
pub(in crate::package) fn model_of_size(model: &AppModel, length: u64) -> Result<Content> {
    /// Largest document; real images are some kilobytes.
    const LARGEST: u64 = 64 * 1024;
    let documents = documents(model, ModelEncoding::Modern)?;
    let plain = bytes(&documents, &[])?;
    let missing = length.saturating_sub(plain.len() as u64);
    let count = missing.div_ceil(LARGEST);
    let project = &documents[0].id;
    let mut images: Vec<Images> = (0..count)
        .map(|at| Images {
            id: derived(project, &format!("images {at}")),
            size: Images::SMALLEST,
        })
        .collect();
    let bytes = bytes(&documents, &images)?;
    let listed = bytes.len() as u64 + count * Images::SMALLEST;
    let Some(rest) = length.checked_sub(listed).filter(|_| count > 0) else {
        return Ok(Content::Bytes(plain));
    };
    for (at, image) in (0..).zip(&mut images) {
        image.size += rest / count + u64::from(at < rest % count);
    }
    Ok(Content::Model { bytes, images })
}

fn documents(model: &AppModel, encoding: ModelEncoding) -> Result<Vec<Unit>> {
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
    units(&seen, form, |object| {
        object.text("DeploymentID", &text(&seen.deployment_id, DEPLOYMENT_ID));
        object.text(
            "RuntimeVersion",
            &text(&seen.mendix_version, RUNTIME_VERSION),
        );
        object.text("ModelVersion", &text(&seen.model_version, "unversioned"));
        object.text("SprintrProjectName", &text(&seen.project_name, "Synthetic"));
    })
}

/// The index and the documents; `images` are in the index and follow.
fn bytes(documents: &[Unit], images: &[Images]) -> Result<Vec<u8>> {
    let mut bytes = index(documents, images).map_err(|id| {
        Subject("model.mdp").error(ErrorCode::InputInvalid, format!("{id} is no id"))
    })?;
    for document in documents {
        bytes.extend(&document.bytes);
    }
    Ok(bytes)
}

/// The first document: which others follow. The images belong to the last module, so that they are last.
fn index(documents: &[Unit], images: &[Images]) -> std::result::Result<Vec<u8>, String> {
    let project = documents[0].id.as_str();
    let within = |container: &str, containment: &str| {
        let (container, containment) = (container.to_owned(), containment.to_owned());
        documents
            .iter()
            .filter(move |it| it.container == container && it.containment == containment)
    };
    let last = within(project, "Modules").next_back().map(|it| &it.id);
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
                let images = images.iter().filter(|_| Some(&module.id) == last);
                object.objects(
                    "AllDocuments",
                    Marker::Children,
                    within(&module.id, "Documents")
                        .map(|it| (it.id.as_str(), it.object_type))
                        .chain(images.map(|it| (it.id.as_str(), Images::TYPE))),
                    |object, (id, object_type)| object.head(id, object_type),
                );
            },
        );
    })
}
