//! Projects with `mprcontents`.

use std::fs;

use mendix_deploy_model::{ErrorCode, models::ModelSource};
use mendix_deploy_offline::package::{Package, read_info};

use super::support::{self, CONSTANT, listing, text, units};

#[test]
fn units_are_found_by_their_ids_and_nothing_else_is_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mpr");
    let all = units();
    support::split(&path, &all);
    // Left over from a module update: the name of a live unit, in a file that the index does not list.
    let stale = folder.path().join("mprcontents/77/77");
    fs::create_dir_all(&stale).unwrap();
    fs::write(stale.join(format!("{}.mxunit", text(0x77))), &all[4].bytes).unwrap();
    fs::write(folder.path().join("mprcontents/mprname"), "orders.mpr").unwrap();
    let before = listing(folder.path());
    let package = Package::open(&path).unwrap();
    let model = package.model().unwrap();
    assert_eq!(model.source, ModelSource::SplitProject);
    assert_eq!(model.constants.len(), 1);
    assert!(model.unread.is_empty());
    assert!(package.verify_contents().unwrap().is_empty());
    assert_eq!(listing(folder.path()), before, "nothing was written");

    // One file or many, the model is the same.
    let single = folder.path().join("single.mpr");
    support::single(&single, &all);
    let mut other = Package::open(&single).unwrap().model().unwrap();
    other.source = ModelSource::SplitProject;
    assert_eq!(other, model);
}

#[test]
fn an_incomplete_checkout_is_read_as_far_as_it_goes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mpr");
    let all = units();
    support::split(&path, &all);
    fs::remove_file(folder.path().join(all[4].file())).unwrap();
    // A folder in the place of a file.
    fs::remove_file(folder.path().join(all[3].file())).unwrap();
    fs::create_dir(folder.path().join(all[3].file())).unwrap();
    let package = Package::open(&path).unwrap();
    let model = package.model().unwrap();
    let told: Vec<_> = model
        .unread
        .iter()
        .map(|unit| {
            (
                unit.id.clone(),
                unit.containment.as_deref(),
                unit.why.clone(),
            )
        })
        .collect();
    let (constant, domain) = (all[4].file(), all[3].file());
    assert_eq!(
        told,
        [
            (
                text(4),
                Some("DomainModel"),
                format!("{domain} is not a file.")
            ),
            (
                text(CONSTANT),
                Some("Documents"),
                format!("The file {constant} does not exist.")
            ),
        ]
    );
    assert_eq!(package.verify_contents().unwrap().len(), 2);
    assert_eq!(package.info().unread_units, 2);
}

#[test]
fn a_changed_unit_is_found_by_its_hash() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mpr");
    let all = units();
    support::split(&path, &all);
    let page = folder.path().join(all[5].file());
    let mut bytes = fs::read(&page).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&page, bytes).unwrap();
    let package = Package::open(&path).unwrap();
    assert!(
        package.model().unwrap().unread.is_empty(),
        "nothing is read of a page"
    );
    let differing = package.verify_contents().unwrap();
    assert_eq!(differing.len(), 1);
    assert_eq!(differing[0].id, text(6));
}

#[test]
fn a_project_without_its_contents_is_recognised() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mpr");
    support::index(&path, &units());
    let error = Package::open(&path).unwrap_err();
    assert_eq!(error.code(), ErrorCode::PackageModelMissing);
    assert!(error.remedy().contains("mprcontents"), "{error}");
    let bytes = fs::read(&path).unwrap();
    let error = read_info("orders.mpr", &bytes).unwrap_err();
    assert_eq!(error.code(), ErrorCode::PackageModelMissing);
}

#[test]
fn a_unit_that_is_cut_off_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mpr");
    let all = units();
    support::split(&path, &all);
    fs::write(folder.path().join(all[4].file()), &all[4].bytes[..60]).unwrap();
    let model = Package::open(&path).unwrap().model().unwrap();
    assert_eq!(model.constants, []);
    let [unit] = model.unread.as_slice() else {
        panic!("{:?}", model.unread);
    };
    assert_eq!(unit.id, text(CONSTANT));
    assert!(!unit.why.contains("example.org"), "{}", unit.why);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mpr");
    let all = units();
    support::split(&path, &all);
    let file = folder.path().join(all[4].file());
    fs::remove_file(&file).unwrap();
    std::os::unix::fs::symlink("/dev/zero", &file).unwrap();
    let model = Package::open(&path).unwrap().model().unwrap();
    assert_eq!(model.unread.len(), 1);
    assert!(
        model.unread[0].why.contains("not a file"),
        "{}",
        model.unread[0].why
    );
}
