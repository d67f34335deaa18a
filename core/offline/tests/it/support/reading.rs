//! Models read back from what is written.

use mendix_deploy_model::{
    models::AppModel,
    packages::{ModelEncoding, ProjectFormat, ProjectSpec},
};
use mendix_deploy_offline::package::{ArchiveBuilder, Package, read_model, write::write_project};

/// Written as a deployment archive and read.
pub(crate) fn through_an_archive(model: &AppModel) -> AppModel {
    let bytes = ArchiveBuilder::new("ignored")
        .model(model.clone())
        .to_bytes()
        .unwrap();
    read_model("written.mda", &bytes).unwrap()
}

/// Written as a project in this format and encoding and read. A split one has left-over unit files.
pub(crate) fn through_a_project(
    model: &AppModel,
    format: ProjectFormat,
    encoding: ModelEncoding,
) -> AppModel {
    let mut spec = ProjectSpec::default()
        .model(model.clone())
        .format(format)
        .encoding(encoding);
    if format == ProjectFormat::Split {
        spec = spec.stale_units(5_u64);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(match format {
        ProjectFormat::ModulePackage => "Synthetic.mpk",
        _ => "Synthetic.mpr",
    });
    write_project(&path, &spec).unwrap();
    Package::open(&path).unwrap().model().unwrap()
}

/// Takes all digests away. They stand for what a model does not hold, so a written file has others in their place.
pub(crate) fn without_digests(mut model: AppModel) -> AppModel {
    for entity in &mut model.entities {
        entity.rules_digest = None;
    }
    for enumeration in &mut model.enumerations {
        enumeration.presentation_digest = None;
    }
    for microflow in &mut model.microflows {
        microflow.digest = None;
    }
    model
}
