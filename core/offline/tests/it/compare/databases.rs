//! Databases against the packages that started on them, and what the next release changes in them.

use std::path::PathBuf;

use mendix_deploy_model::{
    comparisons::{ChangeDirection, Changes},
    models::AppModel,
    verdicts::RollbackSafety,
};
use mendix_deploy_offline::{
    compare::catalogue::{model, open_dump},
    package::Package,
};

use super::{compared, sample::rows};
use crate::shared::fixtures;

fn catalogue(folder: PathBuf) -> AppModel {
    model(&open_dump(folder.join("database-catalogue.sql")).unwrap()).unwrap()
}

fn package(file: PathBuf) -> AppModel {
    Package::open(file).unwrap().model().unwrap()
}

/// What reaches the database.
fn in_database(changes: &Changes) -> Vec<String> {
    let mut stored = changes.clone();
    stored.changes.retain(|change| change.changes_schema);
    rows(&stored)
}

#[test]
fn a_database_does_not_differ_from_the_package_that_started_on_it() {
    let Some(fixtures) = fixtures("a_database_does_not_differ_from_the_package_that_started_on_it")
    else {
        return;
    };
    for (folder, file) in [
        (
            "cassandra-connector-7.0.2/deployment-d8aaedf2",
            "cassandra-connector-7.0.2/assembled-d8aaedf2.mda",
        ),
        (
            "maintenancemode-10.1.1/deployment-82246fd1",
            "maintenancemode-10.1.1/assembled-82246fd1.mda",
        ),
        (
            "maintenancemode-10.1.1/deployment-094825e7",
            "maintenancemode-10.1.1/assembled-094825e7.mda",
        ),
        (
            "aws-kms-connector-v2/deployment-23e4f9e2",
            "aws-kms-connector-v2/02-v2-23e4f9e2.zip",
        ),
    ] {
        let (database, package) = (
            catalogue(fixtures.join(folder)),
            package(fixtures.join(file)),
        );
        assert!(!database.entities.is_empty() && !package.entities.is_empty());
        let none: Vec<String> = Vec::new();
        assert_eq!(
            in_database(&compared(&database, &package)),
            none,
            "{folder}"
        );
        assert_eq!(
            in_database(&compared(&package, &database)),
            none,
            "{folder}"
        );
    }
}

#[test]
fn a_release_is_the_same_held_against_the_database_or_the_package_that_runs() {
    let Some(fixtures) =
        fixtures("a_release_is_the_same_held_against_the_database_or_the_package_that_runs")
    else {
        return;
    };
    let folder = fixtures.join("maintenancemode-10.1.1");
    let database = catalogue(folder.join("deployment-094825e7"));
    let running = package(folder.join("assembled-094825e7.mda"));
    let mut next = running.clone();
    let edited = next
        .entities
        .iter_mut()
        .find(|entity| {
            entity.stored == Some(true)
                && !entity.name.starts_with("System.")
                && entity.attributes.len() > 1
        })
        .unwrap();
    edited.name.push_str("Anew");
    let removed = edited.attributes.remove(0);
    let length = edited.attributes.iter_mut().find_map(|attribute| {
        let length = attribute.length.as_mut().filter(|length| **length > 1)?;
        *length -= 1;
        Some(())
    });
    let by_database = compared(&database, &next);
    let by_package = compared(&running, &next);
    assert_eq!(in_database(&by_database), in_database(&by_package));
    assert_eq!(
        by_package.changes.len(),
        if length.is_some() { 3 } else { 2 },
        "{:?} without {}",
        rows(&by_package),
        removed.name
    );
    assert_eq!(by_package.rollback.safety, RollbackSafety::NeedsRestore);
    assert_eq!(by_database.rollback.safety, RollbackSafety::NeedsRestore);
    // The database's own names are asked.
    for question in &by_database.questions {
        if question.direction == ChangeDirection::Forward {
            assert!(
                database
                    .tables
                    .iter()
                    .any(|table| question.sql.contains(&format!("\"{}\"", table.name))),
                "{}",
                question.sql
            );
        }
    }
    assert!(!by_database.questions.is_empty());
}
