//! Two packages held against each other, from file to document.

use mendix_deploy_model::{
    ErrorCode,
    comparisons::ChangeRow,
    models::{AppModel, Entity},
    packages::ProjectSpec,
    verdicts::{ReleaseClass, RollbackSafety},
};
use mendix_deploy_offline::{
    document::render_as,
    package::{Package, write::write_project},
};

use crate::{
    shared,
    support::{chance::Chance, models},
};

#[test]
fn real_deployments_are_compared() {
    let Some(folder) = shared::fixtures("real_deployments_are_compared") else {
        return;
    };
    let folder = folder.join("maintenancemode-10.1.1");
    let old = Package::open(folder.join("assembled-094825e7.mda")).unwrap();
    let new = Package::open(folder.join("assembled-82246fd1.mda")).unwrap();
    let changes = new.changes_since(&old).unwrap();
    assert_eq!(
        changes.before.name.as_deref(),
        Some("assembled-094825e7.mda")
    );
    assert_eq!(changes.before.sha256, None, "nobody asked for it");
    // Modules were removed between the two, and none of them had an entity in the database.
    assert_eq!(changes.release_class, ReleaseClass::Model);
    assert_eq!(changes.rollback.safety, RollbackSafety::Safe);
    assert_eq!(changes.changes.len(), 12);
    for format in ["text", "markdown", "html", "json"] {
        let shown = render_as(&changes, format).unwrap();
        assert!(shown.contains("FeedbackModule"), "{format}: {shown}");
    }
    old.digest().unwrap();
    let same = old.changes_since(&old).unwrap();
    assert!(same.changes.is_empty());
    assert!(same.before.sha256.is_some());
    assert!(same.before.model_digest.is_some());
    assert!(same.rollback.is_safe(), "{:?}", same.unknowns);
}

#[test]
fn a_package_without_a_model_is_not_compared() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.mda");
    std::fs::write(&path, super::raw::archive(&[super::raw::metadata_entry()])).unwrap();
    let package = Package::open(path).unwrap();
    let error = package.changes_since(&package).unwrap_err();
    assert_eq!(error.code(), ErrorCode::PackageModelMissing, "{error}");
}

#[test]
fn projects_are_compared_too() {
    let folder = tempfile::tempdir().unwrap();
    let before = models::model(&mut Chance::new(7));
    let mut after = before.clone();
    let removed = after
        .entities
        .iter()
        .position(|entity| entity.stored == Some(true) && !is_referred_to(&after, entity))
        .expect("the model has an entity that nothing refers to");
    let removed = after.entities.remove(removed);
    let open = |name: &str, model: &AppModel| {
        let path = folder.path().join(name);
        write_project(&path, &ProjectSpec::default().model(model.clone())).unwrap();
        Package::open(path).unwrap()
    };
    let (old, new) = (open("Old.mpr", &before), open("New.mpr", &after));
    let changes = new.changes_since(&old).unwrap();
    assert_eq!(changes.release_class, ReleaseClass::Destructive);
    assert_eq!(changes.rollback.safety, RollbackSafety::NeedsRestore);
    assert!(
        changes
            .changes
            .iter()
            .any(|change| change.row == ChangeRow::EntityRemoved && change.name == removed.name),
        "{:?}",
        changes.changes
    );
    assert_eq!(
        old.changes_since(&old).unwrap().changes,
        [],
        "a project against itself"
    );
}

fn is_referred_to(model: &AppModel, entity: &Entity) -> bool {
    let guid = Some(&entity.guid);
    model
        .entities
        .iter()
        .any(|other| other.generalization.as_ref() == Some(&entity.name))
        || model.associations.iter().any(|association| {
            association.parent_guid.as_ref() == guid || association.child_guid.as_ref() == guid
        })
}
