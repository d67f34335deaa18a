//! Projects in one file.

use std::fs;

use mendix_deploy_model::{
    ErrorCode,
    models::ModelSource,
    packages::{ConstantType, PackageFormat},
};
use mendix_deploy_offline::package::{Package, read_info, read_model};

use super::support::{self, CONSTANT, ROOT, Unit, listing, text, units};

#[test]
fn a_project_in_one_file_is_read_in_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("My Orders #1?.mpr");
    support::single(&path, &units());
    let before = listing(folder.path());
    let package = Package::open(&path).unwrap();
    let info = package.info();
    assert_eq!(info.format, PackageFormat::Project);
    assert_eq!(info.project_id, text(ROOT));
    assert_eq!(info.project_name, "My Orders #1?");
    assert_eq!(info.model_version, None);
    assert_eq!(info.runtime_version, "10.24.15.93102");
    assert_eq!(info.file_count, 1);
    assert_eq!(info.compressed_bytes, fs::metadata(&path).unwrap().len());
    let [constant] = info.constants.as_slice() else {
        panic!("{:?}", info.constants.len());
    };
    // Folders do not count in names.
    assert_eq!(constant.name, "Orders.ApiUrl");
    assert_eq!(constant.constant_type, ConstantType::String);
    assert_eq!(
        constant.default_value.as_deref(),
        Some("https://example.org")
    );
    let model = package.model().unwrap();
    assert_eq!(model.source, ModelSource::SingleFileProject);
    assert!(model.unread.is_empty());
    // The first call gives what opening has read, the second reads again.
    assert_eq!(package.model().unwrap(), model);
    assert!(package.verify_contents().unwrap().is_empty());
    assert!(package.limits().is_empty());
    assert_eq!(package.digest().unwrap().len(), 64);
    assert_eq!(listing(folder.path()), before, "nothing was written");

    // The same bytes, without a file.
    let bytes = fs::read(&path).unwrap();
    assert_eq!(read_model("orders.mpr", &bytes).unwrap(), model);
    assert_eq!(
        read_info("orders.mpr", &bytes).unwrap().project_name,
        "orders"
    );
}

#[test]
fn contents_are_held_against_their_hashes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mpr");
    support::single(&path, &units());
    let database = support::database(
        &path,
        "UPDATE Unit SET ContentsHash = 'x' WHERE ContainmentName = 'DomainModel'; \
         UPDATE Unit SET ContentsHash = NULL WHERE ContainmentName = 'Folders';",
    );
    drop(database);
    let differing = Package::open(&path).unwrap().verify_contents().unwrap();
    let told: Vec<(String, &str)> = differing
        .iter()
        .map(|unit| (unit.id.clone(), unit.why.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (text(3), "The index has no hash of it."),
            (
                text(4),
                "Its contents do not have the SHA-256 that the index gives."
            ),
        ]
    );
}

#[test]
fn large_units_of_no_interest_are_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mpr");
    let mut all = units();
    // Beyond what a unit of the model may have, and beyond what SQLite may hand out as a value here.
    let mut bytes = support::document(7, "Images$ImageCollection", &[]);
    bytes.resize(20 << 20, 0xAA);
    all.push(Unit {
        id: 7,
        container: 2,
        containment: "Documents",
        bytes,
    });
    support::single(&path, &all);
    let package = Package::open(&path).unwrap();
    assert_eq!(package.info().constants.len(), 1);
    assert!(
        package.verify_contents().unwrap().is_empty(),
        "hashed in pieces"
    );
}

#[test]
fn a_unit_without_contents_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mpr");
    support::single(&path, &units());
    drop(support::database(
        &path,
        "UPDATE Unit SET Contents = NULL WHERE UnitID = x'05050505050505050505050505050505'",
    ));
    let package = Package::open(&path).unwrap();
    assert!(package.info().constants.is_empty());
    let model = package.model().unwrap();
    let [unread] = model.unread.as_slice() else {
        panic!("{}", model.unread.len());
    };
    assert_eq!(
        (unread.id.clone(), unread.why.as_str()),
        (text(CONSTANT), "It has no contents.")
    );
    assert_eq!(unread.module.as_deref(), Some("Orders"));
}

#[test]
fn a_file_that_is_being_written_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mpr");
    support::single(&path, &units());
    for end in ["journal", "wal"] {
        let beside = folder.path().join(format!("orders.mpr-{end}"));
        fs::write(&beside, "").unwrap();
        Package::open(&path).unwrap();
        fs::write(&beside, "x").unwrap();
        let error = Package::open(&path).unwrap_err();
        assert_eq!(error.code(), ErrorCode::PackageUnreadable);
        assert!(
            error.message().contains(&format!("orders.mpr-{end}")),
            "{error}"
        );
        fs::remove_file(beside).unwrap();
    }
}

#[test]
fn a_file_that_changed_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mpr");
    support::single(&path, &units());
    let package = Package::open(&path).unwrap();
    let mut bytes = fs::read(&path).unwrap();
    bytes.extend([0; 512]);
    fs::write(&path, bytes).unwrap();
    assert_eq!(
        package.model().unwrap_err().code(),
        ErrorCode::PackageChanged
    );
}

#[test]
fn other_forms_of_versions_are_taken() {
    let folder = tempfile::tempdir().unwrap();
    for (n, version) in [
        "6-build7020",
        "6-MendixWorld2016-alpha5",
        "6.6.0-rc3",
        "11.6.3",
    ]
    .into_iter()
    .enumerate()
    {
        let path = folder.path().join(format!("{n}.mpr"));
        support::single(&path, &units());
        drop(support::database(
            &path,
            &format!("UPDATE _MetaData SET _ProductVersion = '{version}'"),
        ));
        assert_eq!(
            Package::open(&path).unwrap().info().runtime_version,
            version
        );
    }
    let path = folder.path().join("old.mpr");
    support::single(&path, &units());
    drop(support::database(
        &path,
        "DROP TABLE _MetaData; CREATE TABLE _MetaData (MendixVersion TEXT); \
         INSERT INTO _MetaData VALUES ('2.5')",
    ));
    assert_eq!(Package::open(&path).unwrap().info().runtime_version, "2.5");
}
