//! SQLite files that want something of their reader.

use std::{fs, path::Path};

use mendix_deploy_model::{Error, ErrorCode};
use mendix_deploy_offline::package::{Package, read_info};
use rusqlite::Connection;

use super::support::{self, METADATA, SINGLE, listing, units};

/// A file made by `statements`, opened from the disk and from memory: both refuse it alike, and write nothing.
fn refusal(statements: &str) -> Error {
    refused(|path| drop(support::database(path, statements)))
}

fn refused(write: impl FnOnce(&Path)) -> Error {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hostile.mpr");
    write(&path);
    let before = listing(folder.path());
    let error = Package::open(&path).unwrap_err();
    assert_eq!(listing(folder.path()), before, "nothing was written");
    let bytes = fs::read(&path).unwrap();
    let other = read_info("hostile.mpr", &bytes).unwrap_err();
    assert_eq!(
        (error.code(), error.message()),
        (other.code(), other.message())
    );
    error
}

fn code(statements: &str) -> ErrorCode {
    refusal(statements).code()
}

#[test]
fn databases_of_others_are_told_from_projects() {
    let error = refusal("CREATE TABLE Users (Name TEXT)");
    assert_eq!(error.code(), ErrorCode::PackageFormatUnsupported);
    assert!(error.message().contains("no Mendix project"), "{error}");
    assert_eq!(
        code(&format!(
            "CREATE TABLE Unit (UnitID BLOB, ContainerID BLOB); {METADATA}"
        )),
        ErrorCode::PackageModelInvalid
    );
    // An index of nothing has no root.
    assert_eq!(
        code(&format!("{SINGLE}; {METADATA}")),
        ErrorCode::PackageModelInvalid
    );
}

#[test]
fn the_version_is_one_text_or_the_file_is_refused() {
    let metadata =
        |rows: &str| format!("{SINGLE}; CREATE TABLE _MetaData (_ProductVersion TEXT); {rows}");
    for rows in [
        "",
        "INSERT INTO _MetaData VALUES (NULL)",
        "INSERT INTO _MetaData VALUES (x'00')",
        "INSERT INTO _MetaData VALUES ('')",
        "INSERT INTO _MetaData VALUES ('10.1.1'), ('11.0.0')",
        "INSERT INTO _MetaData VALUES ('10.1' || char(27) || '[31m')",
        "INSERT INTO _MetaData VALUES (hex(zeroblob(1000)))",
    ] {
        assert_eq!(
            code(&metadata(rows)),
            ErrorCode::PackageModelInvalid,
            "{rows}"
        );
    }
    assert_eq!(code(SINGLE), ErrorCode::PackageModelInvalid);
}

#[test]
fn only_ordinary_tables_are_read() {
    let columns = "UnitID, ContainerID, ContainmentName, Contents";
    for (table, said) in [
        // Each would make SQLite compute for ever, or read something else.
        (
            "CREATE VIEW Unit AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) \
             SELECT i AS UnitID, i AS ContainerID, '' AS ContainmentName, i AS Contents FROM n"
                .to_owned(),
            "not an ordinary table",
        ),
        (
            format!("CREATE VIRTUAL TABLE Unit USING fts5({columns})"),
            "not an ordinary table",
        ),
        (
            "CREATE TABLE Unit (UnitID BLOB, ContainerID BLOB, ContainmentName TEXT, \
             Contents BLOB AS (zeroblob(1000000000)))"
                .to_owned(),
            "is computed",
        ),
        (
            "CREATE TABLE Unit (UnitID BLOB PRIMARY KEY, ContainerID BLOB, ContainmentName TEXT, Contents BLOB) \
             WITHOUT ROWID"
                .to_owned(),
            "",
        ),
    ] {
        let error = refusal(&format!("{table}; {METADATA}"));
        assert!(
            matches!(
                error.code(),
                ErrorCode::PackageModelInvalid | ErrorCode::PackageTruncated
            ),
            "{error}"
        );
        assert!(error.message().contains(said), "{error}");
    }
    let error = refusal(&format!(
        "{SINGLE}; CREATE VIEW _MetaData AS SELECT '10.1.1' AS _ProductVersion"
    ));
    assert_eq!(error.code(), ErrorCode::PackageModelInvalid);
}

#[test]
fn a_schema_of_thousands_is_not_taken_into_memory() {
    let tables: String = (0..5_000)
        .map(|n| format!("CREATE TABLE t{n} (a);"))
        .collect();
    let error = refusal(&format!("BEGIN; {SINGLE}; {METADATA}; {tables} COMMIT"));
    assert_eq!(error.code(), ErrorCode::PackageTooLarge, "{error}");
    // A statement as long as a book.
    let columns: String = (0..1_900).map(|n| format!("column{n},")).collect();
    let error = refusal(&format!(
        "{SINGLE}; {METADATA}; CREATE TABLE t ({columns} z)"
    ));
    assert!(
        matches!(
            error.code(),
            ErrorCode::PackageTooLarge | ErrorCode::PackageTruncated
        ),
        "{error}"
    );
}

#[test]
fn triggers_and_computed_indexes_do_not_run() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mpr");
    support::single(&path, &units());
    drop(support::database(
        &path,
        "CREATE TRIGGER t AFTER INSERT ON Unit BEGIN DELETE FROM Unit; END; \
         CREATE INDEX covering ON Unit (UnitID, ContainerID, ContainmentName) WHERE UnitID IS NOT NULL;",
    ));
    let before = listing(folder.path());
    assert_eq!(Package::open(&path).unwrap().info().constants.len(), 1);
    assert_eq!(listing(folder.path()), before);
}

#[test]
fn a_file_of_another_journal_mode_is_read_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mpr");
    support::single(&path, &units());
    drop(support::database(&path, "PRAGMA journal_mode = WAL"));
    let before = listing(folder.path());
    assert_eq!(Package::open(&path).unwrap().info().constants.len(), 1);
    assert_eq!(listing(folder.path()), before, "no -wal, no -shm");
}

#[test]
fn a_truncated_file_is_refused_or_read_but_never_crashes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mpr");
    drop(
        Connection::open(&path)
            .unwrap()
            .execute_batch("PRAGMA page_size = 512; VACUUM"),
    );
    support::single(&path, &units());
    let whole = fs::read(&path).unwrap();
    let mut refused = 0;
    for length in (0..whole.len()).step_by(97) {
        fs::write(&path, &whole[..length]).unwrap();
        for result in [
            Package::open(&path).map(|_| ()),
            read_info("orders.mpr", &whole[..length]).map(|_| ()),
        ] {
            if let Err(error) = result {
                assert!(error.code().as_str().starts_with("package."), "{error}");
                refused += 1;
            }
        }
    }
    assert!(refused > 50, "{refused}");
}
