//! Catalogues of real databases.

use std::{collections::BTreeSet, fs};

use mendix_deploy_model::{ErrorCode, models::ModelSource};
use mendix_deploy_offline::compare::catalogue::{model, open_dump, read_dump};
use serde_json::Value;

use crate::shared::fixtures;

#[path = "../../../examples/agree_families/catalogue.rs"]
mod family;

/// Catalogue, inventory of the same commit, and whether that has the System module and unique rules in the database.
const PAIRS: &[(&str, &str, bool, bool)] = &[
    (
        "cassandra-connector-7.0.2/deployment-d8aaedf2",
        "cassandra-connector-7.0.2/expected/deployment-d8aaedf2-mdp",
        true,
        false,
    ),
    (
        "maintenancemode-10.1.1/deployment-094825e7",
        "maintenancemode-10.1.1/expected/deployment-094825e7-mdp",
        true,
        true,
    ),
    (
        "aws-kms-connector-v2/deployment-23e4f9e2",
        "aws-kms-connector-v2/expected/02-v2-23e4f9e2",
        false,
        true,
    ),
];

#[test]
fn a_catalogue_tells_what_the_model_of_the_same_commit_tells() {
    let Some(folder) = fixtures("catalogues against inventories") else {
        return;
    };
    for (catalogue, inventory, with_system, with_uniques) in PAIRS {
        let rows = open_dump(folder.join(catalogue).join("database-catalogue.sql")).unwrap();
        let model = model(&rows).unwrap();
        assert_eq!(model.source, ModelSource::DatabaseCatalogue);
        let expected: Value = serde_json::from_slice(
            &fs::read(folder.join(format!("{inventory}.inventory.json"))).unwrap(),
        )
        .unwrap();
        let ours = family::of_model(&model, *with_system, *with_uniques);
        let theirs = family::of_inventory(&expected, *with_system, *with_uniques);
        assert!(theirs.len() > 5, "{inventory}");
        let only_ours: BTreeSet<_> = ours.difference(&theirs).collect();
        let only_theirs: BTreeSet<_> = theirs.difference(&ours).collect();
        assert!(
            only_ours.is_empty() && only_theirs.is_empty(),
            "{catalogue}\nonly in the catalogue: {only_ours:#?}\nonly in the inventory: {only_theirs:#?}"
        );
    }
}

fn fails(dump: &str) -> ErrorCode {
    read_dump(dump.as_bytes()).unwrap_err().code()
}

#[test]
fn damaged_dumps_are_refused() {
    let made = "CREATE MEMORY TABLE PUBLIC.\"mendixsystem$entity\"(\"id\" VARCHAR(36),\"entity_name\" VARCHAR(9))\n";
    for line in [
        "INSERT INTO \"mendixsystem$entity\" VALUES('a')",
        "INSERT INTO \"mendixsystem$entity\" VALUES('a','b','c')",
        "INSERT INTO \"mendixsystem$entity\" VALUES('a','b') , ('c','d')",
        "INSERT INTO \"mendixsystem$entity\" VALUES('a',b())",
        "INSERT INTO \"mendixsystem$entity\" VALUES('a','b",
        "INSERT INTO \"mendixsystem$entity\" SELECT 1",
        "INSERT INTO \"mendixsystem$attribute\" VALUES('a')",
        "CREATE MEMORY TABLE PUBLIC.\"mendixsystem$entity\"(\"id\" VARCHAR(36))",
    ] {
        assert_eq!(
            fails(&format!("{made}{line}\n")),
            ErrorCode::DatabaseDumpInvalid,
            "{line}"
        );
    }
    let long = format!(
        "{made}INSERT INTO \"mendixsystem$entity\" VALUES('{}','b')",
        "x".repeat(70_000)
    );
    assert_eq!(fails(&long), ErrorCode::DatabaseDumpInvalid);
    // The app's own rows may be as long as they like, and are not read.
    let app = format!(
        "{made}INSERT INTO \"orders$order\" VALUES('{}",
        "x".repeat(1_000_000)
    );
    assert!(read_dump(app.as_bytes()).is_ok());
}

#[test]
fn text_outside_ascii_is_read_as_hsqldb_writes_it() {
    let dump = "CREATE TABLE \"mendixsystem$entity\"(\"id\" VARCHAR(36),\"entity_name\" VARCHAR(9),\"table_name\" VARCHAR(9))\n\
        INSERT INTO \"mendixsystem$entity\" VALUES('a','Orders.Gr\\u00f6\\u00dfe''s','orders$x')\n";
    let model = model(&read_dump(dump.as_bytes()).unwrap()).unwrap();
    assert_eq!(model.entities[0].name, "Orders.Größe's");
    assert_eq!(model.modules[0].name, "Orders");
}

#[test]
fn a_catalogue_that_contradicts_itself_is_refused() {
    let made = "CREATE TABLE \"mendixsystem$entity\"(\"id\" VARCHAR(36),\"entity_name\" VARCHAR(9),\"table_name\" VARCHAR(9))\n\
        CREATE TABLE \"mendixsystem$attribute\"(\"id\" VARCHAR(36),\"entity_id\" VARCHAR(36),\"attribute_name\" VARCHAR(9),\"column_name\" VARCHAR(9),\"type\" INTEGER)\n\
        INSERT INTO \"mendixsystem$entity\" VALUES('a','O.A','o$a')\n";
    for line in [
        "INSERT INTO \"mendixsystem$entity\" VALUES('a','O.B','o$b')",
        "INSERT INTO \"mendixsystem$entity\" VALUES(NULL,'O.B','o$b')",
        "INSERT INTO \"mendixsystem$attribute\" VALUES('x','nowhere','X','x',30)",
    ] {
        let rows = read_dump(format!("{made}{line}\n").as_bytes()).unwrap();
        assert_eq!(
            model(&rows).unwrap_err().code(),
            ErrorCode::DatabaseCatalogueInvalid,
            "{line}"
        );
    }
    let rows = read_dump("SET SCHEMA PUBLIC\n".as_bytes()).unwrap();
    assert_eq!(
        model(&rows).unwrap_err().code(),
        ErrorCode::DatabaseCatalogueMissing
    );
}
