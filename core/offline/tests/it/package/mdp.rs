//! `model/model.mdp`, by hand and within an archive.

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    models::{AppModel, ModelSource},
    packages::ConstantType,
};
use mendix_deploy_offline::package::{ArchiveBuilder, Package, read_model};

use super::objects::{V, id, inner, object, plain_list, text};
use crate::shared::fixtures;

const PROJECT: u8 = 1;

fn archive(model: Vec<u8>) -> ArchiveBuilder {
    ArchiveBuilder::new("Orders")
        .project_id(id(PROJECT))
        .constant("Orders.Url", ConstantType::String, Some("http://localhost"))
        .entry("model/model.mdp", model)
}

fn read(model: Vec<u8>) -> Result<AppModel> {
    read_model("orders.mda", &archive(model).to_bytes().unwrap())
}

fn refused(model: Vec<u8>) -> Error {
    read(model).unwrap_err()
}

fn listed(n: u8, object_type: &str) -> V {
    inner(n, object_type, &[])
}

fn index() -> Vec<u8> {
    let module = inner(
        2,
        "Projects$ModuleImpl",
        &[
            ("DomainModel", listed(3, "DomainModels$DomainModel")),
            (
                "AllDocuments",
                plain_list(&[listed(4, "Forms$Page"), listed(5, "Constants$Constant")]),
            ),
        ],
    );
    object(
        PROJECT,
        "Projects$Project",
        &[
            (
                "ProjectDocuments",
                plain_list(&[listed(6, "Settings$ProjectSettings")]),
            ),
            ("Modules", plain_list(&[module])),
        ],
    )
}

fn project() -> Vec<u8> {
    object(
        PROJECT,
        "Projects$Project",
        &[
            // A number, as in 5.x.
            ("DeploymentID", V::Int(636_344_168_011_256_191)),
            ("RuntimeVersion", text("10.24.15.93102")),
            ("ModelVersion", text("2.5.4")),
            ("SprintrProjectName", text("Orders")),
        ],
    )
}

fn domain() -> Vec<u8> {
    let flags = [
        ("Persistable", V::Bool(true)),
        ("Generalization", text("")),
        ("HasOwnerAttr", V::Bool(true)),
    ];
    let inherited = [
        ("Generalization", text("Orders.Base")),
        ("Persistable", V::Bool(true)),
        ("HasOwnerAttr", V::Bool(true)),
    ];
    let base = [
        (
            "MaybeGeneralization",
            inner(13, "DomainModels$NoGeneralization", &flags),
        ),
        ("GUID", V::Id(110)),
        ("QualifiedName", text("Orders.Base")),
        ("UnqualifiedName", text("Base")),
    ];
    let special = [
        (
            "MaybeGeneralization",
            inner(14, "DomainModels$Generalization", &inherited),
        ),
        ("GUID", V::Id(111)),
        ("QualifiedName", text("Orders.Special")),
        ("UnqualifiedName", text("Special")),
    ];
    let entities = [
        inner(10, "DomainModels$EntityImpl", &base),
        inner(11, "DomainModels$EntityImpl", &special),
    ];
    let association = [
        ("GUID", V::Id(112)),
        ("QualifiedName", text("Orders.Special_Base")),
        ("UnqualifiedName", text("Special_Base")),
        ("ParentPointer", V::Id(11)),
        ("ChildPointer", V::Id(10)),
    ];
    object(
        3,
        "DomainModels$DomainModel",
        &[
            ("Entities", plain_list(&entities)),
            (
                "Associations",
                plain_list(&[inner(12, "DomainModels$Association", &association)]),
            ),
            ("CrossAssociations", plain_list(&[])),
        ],
    )
}

fn documents() -> Vec<Vec<u8>> {
    vec![
        index(),
        project(),
        object(
            6,
            "Settings$ProjectSettings",
            &[("Settings", plain_list(&[]))],
        ),
        object(2, "Projects$ModuleImpl", &[("Name", text("Orders"))]),
        domain(),
        // Of no interest, and larger than what is read at once.
        object(4, "Forms$Page", &[("Image", V::Bytes(vec![7; 200_000]))]),
        object(
            5,
            "Constants$Constant",
            &[
                ("Type", inner(15, "DataTypes$StringType", &[])),
                ("Name", text("Url")),
                ("QualifiedName", text("Orders.Url")),
            ],
        ),
    ]
}

#[test]
fn a_model_is_read_from_its_documents() {
    let model = read(documents().concat()).unwrap();
    assert_eq!(model.source, ModelSource::ArchiveModel);
    assert_eq!(model.project_id, Some(id(PROJECT)));
    assert_eq!(model.project_name.as_deref(), Some("Orders"));
    assert_eq!(model.mendix_version.as_deref(), Some("10.24.15.93102"));
    assert_eq!(model.model_version.as_deref(), Some("2.5.4"));
    assert_eq!(model.deployment_id.as_deref(), Some("636344168011256191"));
    assert!(!model.has_system);
    assert!(model.unread.is_empty());
    let [base, special] = model.entities.as_slice() else {
        panic!("{:?}", model.entities);
    };
    assert_eq!(
        (base.persistable, base.stored, base.system_members.len()),
        (Some(true), Some(true), 1)
    );
    // Its flags are inherited ones, not its own.
    assert_eq!(special.generalization.as_deref(), Some("Orders.Base"));
    assert_eq!(
        (
            special.persistable,
            special.stored,
            special.system_members.len()
        ),
        (None, Some(true), 0)
    );
    let association = &model.associations[0];
    assert_eq!(
        (association.parent.as_str(), association.child.as_str()),
        ("Orders.Special", "Orders.Base")
    );
    // The default stands in the metadata.
    assert_eq!(model.constants.len(), 1);
    assert_eq!(model.constants[0].id, Some(id(5)));
    assert_eq!(
        model.constants[0].default_value.as_deref(),
        Some("http://localhost")
    );
    assert_eq!(model.user_roles.len(), 1);
}

#[test]
fn a_constant_of_the_metadata_alone_is_kept() {
    let mut documents = documents();
    documents.pop();
    let model = read(documents.concat()).unwrap();
    assert_eq!(model.constants.len(), 1);
    assert_eq!(
        (model.constants[0].name.as_str(), &model.constants[0].id),
        ("Orders.Url", &None)
    );
    // And the document that the index lists is missed.
    assert_eq!(model.unread.len(), 1);
    assert_eq!(model.unread[0].id, id(5));
}

#[test]
fn cut_off_anywhere_it_is_refused_or_missed() {
    let whole = documents();
    let page = 5;
    let ends: Vec<usize> = whole
        .iter()
        .scan(0, |at, document| {
            *at += document.len();
            Some(*at)
        })
        .collect();
    let bytes = whole.concat();
    let lengths = (0..ends[page - 1] + 300).chain(ends[page] - 100..bytes.len());
    for length in lengths {
        match read(bytes[..length].to_vec()) {
            Ok(model) => {
                assert!(ends.contains(&length), "{length} bytes");
                assert!(!model.unread.is_empty(), "{length} bytes");
            }
            Err(error) => {
                assert_eq!(error.code(), ErrorCode::PackageModelInvalid, "{error}");
                assert!(!ends.contains(&length), "{length} bytes: {error}");
            }
        }
    }
}

#[test]
fn a_model_starts_with_its_index() {
    for model in [
        Vec::new(),
        documents()[2..].concat(),
        object(1, "Forms$Page", &[]),
    ] {
        assert_eq!(refused(model).code(), ErrorCode::PackageModelInvalid);
    }
    // In Mendix 2.5 it was a database.
    let error = refused(b"SQLite format 3\0 and more".to_vec());
    assert_eq!(error.code(), ErrorCode::PackageModelInvalid);
}

#[test]
fn lengths_that_lie_are_refused() {
    for (lie, code) in [
        (0, ErrorCode::PackageModelInvalid),
        (4, ErrorCode::PackageModelInvalid),
        (-1, ErrorCode::PackageModelInvalid),
        (i32::MIN, ErrorCode::PackageModelInvalid),
        // Larger than any document that is read; claimed only, nothing is set aside for it.
        (i32::MAX, ErrorCode::PackageTooLarge),
    ] {
        let mut bytes = documents().concat();
        bytes[..4].copy_from_slice(&lie.to_le_bytes());
        assert_eq!(refused(bytes).code(), code, "{lie}");
    }
    // The next document then starts in the wrong place, and claims whatever stands there.
    let mut documents = documents();
    let length = documents[5].len() as i32;
    documents[5][..4].copy_from_slice(&(length + 1).to_le_bytes());
    let code = refused(documents.concat()).code();
    assert!(matches!(
        code,
        ErrorCode::PackageModelInvalid | ErrorCode::PackageTooLarge
    ));
}

#[test]
fn errors_say_where() {
    let mut documents = documents();
    documents[4] = object(3, "DomainModels$DomainModel", &[("Entities", text("none"))]);
    let at: usize = documents[..4].iter().map(Vec::len).sum();
    let error = refused(documents.concat());
    assert_eq!(error.code(), ErrorCode::PackageModelInvalid);
    let message = error.message();
    assert!(
        message.contains(&format!(
            "the document at byte {at}: expected a list (byte "
        )),
        "{message}"
    );
}

#[test]
fn metadata_and_model_belong_together() {
    let other = archive(documents().concat())
        .project_id(id(9))
        .to_bytes()
        .unwrap();
    let error = read_model("orders.mda", &other).unwrap_err();
    assert_eq!(error.code(), ErrorCode::PackageModelInvalid);
    assert!(error.message().contains(&id(9)), "{error}");
}

#[test]
fn one_entry_is_the_model() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mda");
    let code = |builder: ArchiveBuilder| {
        builder.write_to(&path).unwrap();
        Package::open(&path).unwrap().model().unwrap_err().code()
    };
    for alias in ["model/Model.mdp", "model/model.mdp."] {
        let archive = archive(documents().concat()).entry(alias, "another");
        assert_eq!(code(archive), ErrorCode::PackageModelInvalid, "{alias}");
    }
    archive(documents().concat()).write_to(&path).unwrap();
    let package = Package::open(&path).unwrap();
    assert_eq!(
        package.model().unwrap(),
        read(documents().concat()).unwrap()
    );
    archive(index()).write_to(&path).unwrap();
    assert_eq!(
        package.model().unwrap_err().code(),
        ErrorCode::PackageChanged
    );
}

/// Two kinds of file, one model: a project and the archive that was built from it.
#[test]
fn a_specialization_of_system_has_a_table() {
    let Some(fixtures) = fixtures("a_specialization_of_system_has_a_table") else {
        return;
    };
    let path = fixtures.join("cassandra-connector-7.0.2/assembled-d8aaedf2.mda");
    let model = Package::open(path).unwrap().model().unwrap();
    assert!(model.has_system);
    let entity = |name: &str| model.entities.iter().find(|it| it.name == name).unwrap();
    let account = entity("Administration.Account");
    assert_eq!((account.persistable, account.stored), (None, Some(true)));
    assert_eq!(entity("System.HttpResponse").stored, Some(false));
    let start = model.microflows.first().unwrap();
    assert_eq!(start.name, "AppCloudServices.StartAppCloudServices");
    assert!(start.digest.is_some());
}

/// Two kinds of file, one model: a project and what was built from it.
#[cfg(feature = "mpr")]
#[test]
fn a_project_and_the_archive_built_from_it_say_the_same() {
    let Some(fixtures) = fixtures("a_project_and_the_archive_built_from_it_say_the_same") else {
        return;
    };
    let folder = fixtures.join("cassandra-connector-7.0.2");
    let read = |name: &str| Package::open(folder.join(name)).unwrap().model().unwrap();
    let mut project = read("01-v1-d8aaedf2.mpr");
    let mut archive = read("assembled-d8aaedf2.mda");
    // An archive has System and a module for each consumed web service.
    let modules: Vec<String> = project.modules.iter().map(|it| it.name.clone()).collect();
    let is_own = |name: &str| {
        name.split_once('.')
            .is_some_and(|(module, _)| modules.iter().any(|own| own == module))
    };
    archive.entities.retain(|it| is_own(&it.name));
    archive.associations.retain(|it| is_own(&it.name));
    archive.enumerations.retain(|it| is_own(&it.name));
    // Digests are made of what stands in the file: documentation and captions are not in an archive.
    for model in [&mut project, &mut archive] {
        for entity in &mut model.entities {
            entity.rules_digest = None;
        }
        for constant in &mut model.constants {
            constant.exposed_to_client = None;
        }
        for microflow in &mut model.microflows {
            microflow.digest = None;
        }
    }
    assert_eq!(project.project_id, archive.project_id);
    assert_eq!(project.mendix_version, archive.mendix_version);
    assert_eq!(project.entities, archive.entities);
    assert_eq!(project.associations, archive.associations);
    assert_eq!(project.enumerations, archive.enumerations);
    assert_eq!(project.constants, archive.constants);
    assert_eq!(project.scheduled_events, archive.scheduled_events);
    assert_eq!(project.settings, archive.settings);
    assert_eq!(project.microflows, archive.microflows);
    assert_eq!(project.user_roles, archive.user_roles);
}
