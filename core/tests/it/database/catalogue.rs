//! Catalogues of real apps, loaded into PostgreSQL and read back.

use std::{fs, path::PathBuf};

use mendix_deploy::{
    Package,
    compare::{
        CompareOptions,
        catalogue::{model, open_dump},
        compare,
    },
};

use super::server::Server;

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
