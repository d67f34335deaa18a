//! Projects inside a zip.

use std::fs;

use mendix_deploy_model::{ErrorCode, models::ModelSource, packages::PackageFormat};
use mendix_deploy_offline::package::{Package, read_info, read_model};

use super::super::raw::{Entry, archive};
use super::support::{self, Unit, listing, text, units};

const MODULE: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.mendix.com/package/1.0/">
  <modelerProject xmlns="http://www.mendix.com/modelerProject/1.0/">
    <module name="Orders" /><projectFile path="project.mpr" /><files><file path="userlib\a.jar" /></files>
  </modelerProject>
</package>"#;

fn file(write: impl FnOnce(&std::path::Path)) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("project.mpr");
    write(&path);
    fs::read(path).unwrap()
}

fn single() -> Vec<u8> {
    file(|path| support::single(path, &units()))
}

fn split(below: &str, units: &[Unit]) -> Vec<Entry> {
    let mut entries = vec![Entry::deflated(
        format!("{below}orders.mpr"),
        &file(|path| support::index(path, units)),
    )];
    for unit in units {
        entries.push(Entry::deflated(
            format!("{below}{}", unit.file()),
            &unit.bytes,
        ));
    }
    entries
}

#[test]
fn a_module_package_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mpk");
    let bytes = archive(&[
        Entry::deflated("package.xml", MODULE.as_bytes()),
        Entry::deflated("project.mpr", &single()),
        Entry::stored("userlib/a.jar", "PK"),
        // Not what package.xml names.
        Entry::stored("other.mpr", "x"),
    ]);
    fs::write(&path, bytes).unwrap();
    let before = listing(folder.path());
    let package = Package::open(&path).unwrap();
    assert_eq!(package.info().format, PackageFormat::Project);
    assert_eq!(package.info().project_name, "Orders");
    assert_eq!(package.info().file_count, 4);
    assert_eq!(package.info().constants[0].name, "Orders.ApiUrl");
    assert_eq!(package.model().unwrap().source, ModelSource::ModulePackage);
    assert!(package.verify_contents().unwrap().is_empty());
    assert_eq!(listing(folder.path()), before, "nothing was written");
}

#[test]
fn a_packed_split_project_is_read_wherever_it_lies() {
    for below in ["", "orders-main/"] {
        let all = units();
        let mut entries = split(below, &all);
        // A copy further down, a left-over unit, and units of another project.
        entries.push(Entry::stored(format!("{below}backup/old.mpr"), "x"));
        entries.push(Entry::stored(
            format!("{below}mprcontents/77/77/{}.mxunit", text(0x77)),
            "x",
        ));
        entries.push(Entry::stored(
            format!("{below}backup/{}", all[4].file()),
            "x",
        ));
        let bytes = archive(&entries);
        let model = read_model("orders.zip", &bytes).unwrap();
        assert_eq!(model.source, ModelSource::SplitProject);
        assert_eq!(model.constants.len(), 1);
        assert!(model.unread.is_empty());
        assert_eq!(
            read_info("orders.zip", &bytes).unwrap().project_name,
            "orders"
        );
    }
}

#[test]
fn missing_units_are_told_and_doubled_ones_refused() {
    let all = units();
    let mut entries = split("", &all);
    let constant = entries.remove(5);
    let model = read_model("orders.zip", &archive(&entries)).unwrap();
    assert_eq!(model.unread.len(), 1);
    assert_eq!(
        model.unread[0].why,
        format!("The archive has no {}.", all[4].file())
    );
    entries.extend([constant.clone(), constant]);
    let error = read_model("orders.zip", &archive(&entries)).unwrap_err();
    assert_eq!(error.code(), ErrorCode::PackageMetadataDuplicate);
}

#[test]
fn names_that_leave_the_archive_are_refused() {
    let mut entries = split("", &units());
    entries.push(Entry::stored("mprcontents/../../etc/passwd", "x"));
    let error = read_info("orders.zip", &archive(&entries)).unwrap_err();
    assert_eq!(error.code(), ErrorCode::PackageUnsafePath);
}

#[test]
fn what_is_wrong_with_a_package_is_said() {
    let refusal = |entries: &[Entry]| read_info("m.mpk", &archive(entries)).unwrap_err();
    let widget = r#"<package xmlns="http://www.mendix.com/package/1.0/"><clientModule name="W" version="1.0.0"/></package>"#;
    let error = refusal(&[Entry::stored("package.xml", widget)]);
    assert_eq!(error.code(), ErrorCode::PackageFormatUnsupported);
    assert!(error.message().contains("widget package"), "{error}");

    let error = refusal(&[Entry::stored("package.xml", MODULE)]);
    assert_eq!(error.code(), ErrorCode::PackageModelMissing);
    assert!(error.message().contains("project.mpr"), "{error}");

    let error = refusal(&[
        Entry::stored("package.xml", MODULE),
        Entry::stored("package.xml", MODULE),
    ]);
    assert_eq!(error.code(), ErrorCode::PackageMetadataDuplicate);

    let error = refusal(&[Entry::stored("a.mpr", "x"), Entry::stored("b.mpr", "x")]);
    assert_eq!(error.code(), ErrorCode::PackageFormatUnsupported);
    assert!(error.message().contains("a.mpr, b.mpr"), "{error}");

    // An index alone: its units are nowhere.
    let index = file(|path| support::index(path, &units()));
    let model = read_model("m.zip", &archive(&[Entry::deflated("orders.mpr", &index)])).unwrap();
    assert_eq!(model.unread.len(), 6);
}

#[test]
fn a_project_file_that_is_damaged_or_too_large_is_refused() {
    let mut damaged = Entry::deflated("orders.mpr", &single());
    let middle = damaged.data.len() / 2;
    damaged.data[middle] ^= 0xFF;
    let error = read_info("m.zip", &archive(&[damaged])).unwrap_err();
    assert_eq!(error.code(), ErrorCode::PackageTruncated, "{error}");

    let mut large = Entry::deflated("orders.mpr", &vec![0; 21 << 20]);
    let error = read_info("m.zip", &archive(&[large.clone()])).unwrap_err();
    assert_eq!(error.code(), ErrorCode::PackageTooLarge);
    assert!(error.remedy().contains("Unpack"), "{error}");
    // It claims less than it holds.
    large.both(|header| header.size = 1 << 20);
    let error = read_info("m.zip", &archive(&[large])).unwrap_err();
    assert_eq!(error.code(), ErrorCode::PackageTooLarge, "{error}");

    for size in [0, 1, 16, 511] {
        let mut bytes = b"SQLite format 3\0".to_vec();
        bytes.resize(size, 0);
        let error =
            read_info("m.zip", &archive(&[Entry::stored("orders.mpr", bytes)])).unwrap_err();
        assert_eq!(error.code(), ErrorCode::PackageTruncated, "{error}");
    }
}
