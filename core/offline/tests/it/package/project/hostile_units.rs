//! Indexes that contradict themselves, and units that are not what they claim.

use std::fs;

use mendix_deploy_model::{
    Error, ErrorCode,
    verdicts::{ReleaseClass, RollbackSafety},
};
use mendix_deploy_offline::package::{Package, read_info};
use rusqlite::Connection;

use super::support::{self, METADATA, units};

/// A project whose table has no key, changed by `statements`.
fn loose(statements: &str) -> Error {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mpr");
    support::single(&path, &units());
    drop(support::database(
        &path,
        &format!(
            "CREATE TABLE u AS SELECT * FROM Unit; DROP TABLE Unit; ALTER TABLE u RENAME TO Unit; {statements}"
        ),
    ));
    Package::open(&path).unwrap_err()
}

#[test]
fn ids_are_sixteen_bytes_and_stand_once() {
    for statement in [
        "UPDATE Unit SET UnitID = NULL WHERE rowid = 4",
        "UPDATE Unit SET UnitID = 'text' WHERE rowid = 4",
        "UPDATE Unit SET UnitID = x'00' WHERE rowid = 4",
        "UPDATE Unit SET UnitID = zeroblob(1000000) WHERE rowid = 4",
        "UPDATE Unit SET ContainerID = 7 WHERE rowid = 4",
        "UPDATE Unit SET ContainmentName = x'00' WHERE rowid = 4",
        "UPDATE Unit SET ContainmentName = hex(zeroblob(100)) WHERE rowid = 4",
        "UPDATE Unit SET UnitID = (SELECT UnitID FROM Unit WHERE rowid = 5) WHERE rowid = 4",
        // No root, two roots.
        "DELETE FROM Unit WHERE rowid = 1",
        "UPDATE Unit SET ContainerID = UnitID WHERE rowid = 4",
    ] {
        let error = loose(statement);
        assert!(
            matches!(
                error.code(),
                ErrorCode::PackageModelInvalid | ErrorCode::PackageTooLarge
            ),
            "{statement}: {error}"
        );
    }
}

#[test]
fn a_blob_is_not_trusted_for_its_size() {
    // A constant that claims a gigabyte: refused by what it claims, before anything of that size is taken.
    let error = loose("UPDATE Unit SET Contents = zeroblob(50000000) WHERE rowid = 5");
    assert_eq!(error.code(), ErrorCode::PackageTooLarge, "{error}");
}

/// A unit's bytes say nothing about another's: the rest of the project is read, and the comparison knows what it misses.
#[test]
fn a_damaged_unit_is_named_and_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let read = |name: &str, statement: &str| {
        let path = folder.path().join(name);
        support::single(&path, &units());
        drop(support::database(&path, statement));
        Package::open(&path).unwrap()
    };
    let whole = read("whole.mpr", "");
    for (row, containment, module) in [
        (2, "Modules", None),
        (4, "DomainModel", Some("Orders")),
        (5, "Documents", Some("Orders")),
    ] {
        for (at, contents) in ["x'00'", "''", "substr(Contents, 1, length(Contents) - 1)"]
            .into_iter()
            .enumerate()
        {
            let damaged = read(
                &format!("damaged-{row}-{at}.mpr"),
                &format!("UPDATE Unit SET Contents = {contents} WHERE rowid = {row}"),
            );
            assert_eq!(damaged.info().unread_units, 1);
            let model = damaged.model().unwrap();
            let [unit] = model.unread.as_slice() else {
                panic!("{:?}", model.unread);
            };
            assert_eq!(unit.id, support::text(row));
            assert_eq!(unit.containment.as_deref(), Some(containment));
            assert_eq!(unit.module.as_deref(), module);
            assert!(unit.why.starts_with("It is damaged: "), "{}", unit.why);
            assert_eq!(model.constants.len(), usize::from(row != 5));
            for changes in [
                damaged.changes_since(&whole).unwrap(),
                whole.changes_since(&damaged).unwrap(),
            ] {
                assert_eq!(changes.rollback.safety, RollbackSafety::Unknown);
                assert_eq!(changes.release_class, ReleaseClass::Unknown);
                // Whether the constant is gone or has another module is seen; entities there are none.
                let rows = changes.changes.iter().map(|it| it.row.as_str());
                assert_eq!(rows.filter(|row| row.len() == 2).count(), 0);
            }
        }
    }
    // A unit that nothing is wanted of is not looked into, and the root is the project.
    let page = read(
        "page.mpr",
        "UPDATE Unit SET Contents = x'00' WHERE rowid = 6",
    );
    assert_eq!(
        page.info().unread_units,
        1,
        "its first bytes do not tell its type"
    );
}

#[test]
fn more_units_than_an_app_has_are_refused() {
    let error = loose(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100001) \
         INSERT INTO Unit (UnitID, ContainerID, ContainmentName, Contents) \
         SELECT unhex(printf('%032x', i + 1000)), (SELECT UnitID FROM Unit WHERE rowid = 1), 'Documents', x'00' FROM n",
    );
    assert_eq!(error.code(), ErrorCode::PackageTooLarge, "{error}");
    let many: String = (0..300)
        .map(|n| {
            format!(
                "INSERT INTO Unit (UnitID, ContainerID, ContainmentName) VALUES (unhex(printf('%032x', {n} + 1000)), \
                 zeroblob(16), 'way{n}');"
            )
        })
        .collect();
    assert_eq!(loose(&many).code(), ErrorCode::PackageTooLarge);
}

/// A table is a tree of pages. One whose branches all lead to the same leaf has few pages and endless rows.
#[test]
fn a_tree_whose_branches_meet_is_refused() {
    const PAGE: usize = 512;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mpr");
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch(&format!(
            "PRAGMA page_size = {PAGE}; {}; {METADATA};",
            support::SINGLE.replace("BLOB PRIMARY KEY NOT NULL", "BLOB")
        ))
        .unwrap();
    for n in 1..=60u8 {
        connection
            .execute(
                "INSERT INTO Unit VALUES (?1, ?2, '', 0, '', '', x'00')",
                rusqlite::params![[n; 16], [1u8; 16]],
            )
            .unwrap();
    }
    let root: usize = connection
        .query_row(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'Unit'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    drop(connection);
    let mut bytes = fs::read(&path).unwrap();
    let page = &mut bytes[(root - 1) * PAGE..root * PAGE];
    assert_eq!(page[0], 5, "the root has branches");
    let cells = usize::from(u16::from_be_bytes([page[3], page[4]]));
    assert!(cells >= 3);
    let cell = |page: &[u8], n: usize| {
        usize::from(u16::from_be_bytes([page[12 + 2 * n], page[13 + 2 * n]]))
    };
    let first = cell(page, 0);
    let leaf: [u8; 4] = page[first..first + 4].try_into().unwrap();
    for n in 1..cells {
        let at = cell(page, n);
        page[at..at + 4].copy_from_slice(&leaf);
    }
    fs::write(&path, &bytes).unwrap();
    let error = Package::open(&path).unwrap_err();
    assert!(
        matches!(
            error.code(),
            ErrorCode::PackageModelInvalid | ErrorCode::PackageTruncated
        ),
        "{error}"
    );
    // And one whose branches lead back to the root.
    for n in 0..cells {
        let at = (root - 1) * PAGE + cell(&bytes[(root - 1) * PAGE..root * PAGE], n);
        bytes[at..at + 4].copy_from_slice(&(root as u32).to_be_bytes());
    }
    let error = read_info("orders.mpr", &bytes).unwrap_err();
    assert!(error.code().as_str().starts_with("package."), "{error}");
}

/// A damaged page of the file may give the bytes of one unit to another.
#[test]
fn a_unit_with_the_contents_of_another_is_unread() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mpr");
    let mut units = support::units();
    let stolen = units
        .iter()
        .find(|unit| unit.id == support::CONSTANT)
        .unwrap()
        .bytes
        .clone();
    units.push(support::Unit {
        id: 77,
        container: 2,
        containment: "Documents",
        bytes: stolen,
    });
    support::single(&path, &units);
    let model = Package::open(&path).unwrap().model().unwrap();
    assert_eq!(model.constants.len(), 1);
    let unread: Vec<_> = model.unread.iter().map(|unit| unit.id.clone()).collect();
    assert_eq!(unread, [support::text(77)]);
}
