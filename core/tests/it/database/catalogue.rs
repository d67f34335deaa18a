//! Catalogues of real apps, loaded into PostgreSQL and read back.

use std::{fs, path::PathBuf};

use mendix_deploy::{
    ErrorCode, Package,
    compare::{
        CompareOptions,
        catalogue::{model, open_dump, read_dump},
        compare,
    },
    models::AppModel,
};

use super::server::{Fresh, Server, dumped};

fn fixtures(test: &str) -> Option<PathBuf> {
    let shared = std::env::var_os("MENDIX_DEPLOY_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
        PathBuf::from,
    );
    let folder = shared.join("fixtures");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("SKIPPED: {test}: no folder {}", folder.display());
    None
}

/// The catalogue's tables in PostgreSQL's dialect; rows stay as they are.
fn translated(dump: &str) -> String {
    let mut sql = String::new();
    for line in dump.lines() {
        if line.starts_with("INSERT INTO \"mendixsystem$") {
            sql.push_str(line);
        } else if let Some(table) = line.strip_prefix("CREATE MEMORY TABLE PUBLIC.")
            && table.starts_with("\"mendixsystem$")
        {
            let table = table
                .replace(" COLLATE INFORMATION_SCHEMA.SQL_TEXT_UCC", "")
                .replace(" COLLATE SQL_TEXT_UCC", "")
                .replace("VARCHAR(2147483647)", "TEXT");
            sql.push_str("CREATE TABLE ");
            sql.push_str(&table);
        } else {
            continue;
        }
        sql.push_str(";\n");
    }
    sql
}

/// Catalogue, a package of the same commit, a schema.
const CASES: &[(&str, &str, &str)] = &[
    (
        "cassandra-connector-7.0.2/deployment-d8aaedf2",
        "cassandra-connector-7.0.2/assembled-d8aaedf2.mda",
        "public",
    ),
    (
        "maintenancemode-10.1.1/deployment-094825e7",
        "maintenancemode-10.1.1/assembled-094825e7.mda",
        "the \"app\"",
    ),
    (
        "maintenancemode-10.1.1/deployment-82246fd1",
        "maintenancemode-10.1.1/assembled-82246fd1.mda",
        "public",
    ),
    (
        "aws-kms-connector-v2/deployment-23e4f9e2",
        "aws-kms-connector-v2/02-v2-23e4f9e2.zip",
        "public",
    ),
];

#[tokio::test]
async fn a_catalogue_is_the_same_from_a_database_a_dump_and_a_package() {
    let test = "catalogues in a database";
    let (Some(server), Some(folder)) = (Server::find(test), fixtures(test)) else {
        return;
    };
    for (at, (catalogue, package, schema)) in CASES.iter().enumerate() {
        let file = folder.join(catalogue).join("database-catalogue.sql");
        let fresh = server.fresh(&format!("catalogue {at}")).await;
        let name = schema.replace('"', "\"\"");
        fresh
            .run(&format!(
                "CREATE SCHEMA IF NOT EXISTS \"{name}\"; SET search_path = \"{name}\""
            ))
            .await;
        fresh
            .run(&translated(&fs::read_to_string(&file).unwrap()))
            .await;

        let database = fresh.with(fresh.options.clone().schema(*schema)).await;
        let live = database.catalogue().await.unwrap();
        assert!(live.entities.len() > 10, "{catalogue}");
        assert_eq!(
            live,
            model(&open_dump(&file).unwrap()).unwrap(),
            "{catalogue}"
        );
        assert_dumps_tell(&fresh, schema, &live);

        if package.ends_with(".zip") && !cfg!(feature = "mpr") {
            println!("SKIPPED: {test}: {package}: built without the feature `mpr`");
            continue;
        }
        let package = Package::open(folder.join(package))
            .unwrap()
            .model()
            .unwrap();
        for (before, after) in [(&live, &package), (&package, &live)] {
            let changes = compare(before, after, &CompareOptions::default());
            assert!(
                changes.changes.is_empty(),
                "{catalogue}: {:#?}",
                changes.changes
            );
        }
    }
}

/// Whole dumps, dumps of one schema and those of the catalogue alone tell the same as the connection.
fn assert_dumps_tell(fresh: &Fresh, schema: &str, live: &AppModel) {
    let quoted = format!("\"{}\"", schema.replace('"', "\"\""));
    let of_schema = format!("--schema={quoted}");
    for arguments in [
        vec![],
        vec![of_schema.as_str(), "--format=plain"],
        vec!["--data-only", "--table=*.mendixsystem$*"],
        vec![
            "--quote-all-identifiers",
            "--clean",
            "--if-exists",
            "--create",
        ],
    ] {
        let Some(dump) = dumped(&fresh.options, &arguments) else {
            println!("SKIPPED: dumps: no programs of PostgreSQL");
            return;
        };
        let told = read_dump(dump.as_slice()).and_then(|rows| model(&rows));
        assert_eq!(&told.unwrap(), live, "{arguments:?}");
    }
}

#[tokio::test]
async fn a_dump_tells_the_same_as_the_connection() {
    let Some(server) = Server::find("dumps") else {
        return;
    };
    for (name, sql, schema) in [
        ("dumped shop", super::questions::SHOP, "the \"shop\""),
        (
            "dumped orders",
            include_str!("../../../../tests/servers/orders.sql"),
            "public",
        ),
    ] {
        let fresh = server.fresh(name).await;
        fresh.run(sql).await;
        let database = fresh.with(fresh.options.clone().schema(schema)).await;
        let live = database.catalogue().await.unwrap();
        assert_dumps_tell(&fresh, schema, &live);

        let refused = |arguments: &[&str]| {
            let dump = dumped(&fresh.options, arguments)?;
            let error = read_dump(dump.as_slice()).unwrap_err();
            assert_eq!(error.code(), ErrorCode::DatabaseDumpInvalid, "{error}");
            Some(error.remedy().contains("pg_dump"))
        };
        for arguments in [
            ["--inserts"],
            ["--column-inserts"],
            ["--rows-per-insert=2"],
            ["--schema-only"],
            ["--format=custom"],
            ["--format=tar"],
            ["--encoding=LATIN9"],
        ] {
            assert_ne!(refused(&arguments), Some(false), "{arguments:?}");
        }
        // Cut off anywhere, it is refused or lacks the table of entities; it never tells less.
        let Some(whole) = dumped(&fresh.options, &[]) else {
            return;
        };
        for end in (0..whole.len() - 60).step_by(499) {
            let told = read_dump(&whole[..end]).and_then(|rows| model(&rows));
            assert!(told.is_err(), "{end} of {} bytes", whole.len());
        }
    }
}
