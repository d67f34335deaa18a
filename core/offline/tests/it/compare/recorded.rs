//! What steps of real projects come to, from 2013 to 2026.

use mendix_deploy_model::{
    comparisons::{ChangeRow, Changes},
    models::AppModel,
    verdicts::{
        ReleaseClass::{self, Destructive, Model, Unknown},
        RollbackSafety,
    },
};
use mendix_deploy_offline::package::Package;

use super::compared;
use crate::shared::fixtures;

/// The changes of one step of a project; `None` without the real packages, which is said.
fn step(test: &str, project: &str, before: &str, after: &str) -> Option<Changes> {
    let folder = fixtures(test)?.join(project);
    let model = |start: &str| -> AppModel {
        let file = std::fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .find(|path| {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                name.starts_with(start) && (name.ends_with(".mpr") || name.ends_with(".zip"))
            })
            .unwrap();
        Package::open(file).unwrap().model().unwrap()
    };
    Some(compared(&model(before), &model(after)))
}

/// How many changes of each row there are; those that reach the database.
fn stored(changes: &Changes) -> Vec<String> {
    let mut counted: Vec<(String, usize)> = Vec::new();
    for word in ChangeRow::KNOWN {
        let count = changes
            .changes
            .iter()
            .filter(|change| change.changes_schema && change.row.as_str() == *word)
            .count();
        if count > 0 {
            counted.push(((*word).to_owned(), count));
        }
    }
    counted
        .iter()
        .map(|(word, count)| format!("{word} {count}"))
        .collect()
}

#[track_caller]
fn check(changes: &Changes, rows: &[&str], class: ReleaseClass, safety: RollbackSafety) {
    assert_eq!(stored(changes), rows);
    assert_eq!(changes.release_class, class);
    assert_eq!(changes.rollback.safety, safety, "{:?}", changes.rollback);
}

#[test]
fn nine_renamed_attributes_keep_every_value_and_forbid_overlap() {
    let Some(changes) = step("renamed attributes", "restservices-v1", "06-", "07-") else {
        return;
    };
    // The renames keep everything; the start runs Java actions, whose code a project does not hold.
    check(&changes, &["A4 9"], Destructive, RollbackSafety::Unknown);
    assert!(
        changes
            .unknowns
            .iter()
            .all(|unknown| unknown.contains("Java code"))
    );
}

#[test]
fn a_renamed_entity_brings_no_change_of_its_indexes() {
    let Some(changes) = step("renamed entity", "restservices-v1", "07-", "08-") else {
        return;
    };
    check(
        &changes,
        &["E4 1", "S3 1"],
        Destructive,
        RollbackSafety::Unknown,
    );
    assert!(
        changes
            .unknowns
            .iter()
            .all(|unknown| unknown.contains("Java code"))
    );
}

#[test]
fn unlimited_text_that_gets_a_length_is_a_question() {
    let Some(changes) = step("shorter text", "restservices-v1", "04-", "05-") else {
        return;
    };
    check(
        &changes,
        &["A8 1", "I1 3"],
        Destructive,
        RollbackSafety::NeedsRestore,
    );
    assert_eq!(changes.questions.len(), 1);
    assert_eq!(changes.questions[0].harmless_up_to, Some(400));
}

#[test]
fn an_entity_drawn_anew_is_found_among_additions() {
    let Some(changes) = step("drawn anew", "restservices-v1", "10-", "11-") else {
        return;
    };
    check(
        &changes,
        &["E3 1", "A9 1"],
        Destructive,
        RollbackSafety::NeedsRestore,
    );
}

#[test]
fn another_encoding_of_types_is_no_change_of_type() {
    let Some(changes) = step("encoding", "restservices-v1", "11-", "12-") else {
        return;
    };
    // Only the runtime, from Mendix 5.3 to 5.16.
    check(
        &changes,
        &["P3 1"],
        Destructive,
        RollbackSafety::NeedsRestore,
    );
}

#[test]
fn a_calculated_attribute_that_changes_its_type_touches_nothing() {
    let Some(changes) = step("float to decimal", "restservices-v1", "12-", "13-") else {
        return;
    };
    check(
        &changes,
        &["A5 1", "A9 1"],
        Destructive,
        RollbackSafety::NeedsRestore,
    );
    let converted = changes
        .changes
        .iter()
        .filter(|change| change.row == ChangeRow::TypeConverted)
        .count();
    assert_eq!(converted, 5, "four of them are not stored");
}

#[test]
fn modules_imported_anew_lose_their_tables() {
    let Some(changes) = step("imported anew", "restservices-v1", "14-", "15-") else {
        return;
    };
    check(
        &changes,
        &["E3 6", "S1 3", "S2 3", "M3 2", "P3 1"],
        Destructive,
        RollbackSafety::NeedsRestore,
    );
}

#[test]
fn moved_to_another_module_keeps_every_row() {
    let Some(changes) = step("moved", "oqlmodule", "02-", "03-") else {
        return;
    };
    check(&changes, &["E4 1"], Destructive, RollbackSafety::Safe);
}

#[test]
fn another_commit_of_the_same_model_is_safe() {
    let Some(changes) = step("same model", "oqlmodule", "04-", "05-") else {
        return;
    };
    check(&changes, &[], Model, RollbackSafety::Safe);
}

#[test]
fn a_checkout_without_all_units_is_unknown() {
    let Some(changes) = step("incomplete", "aws-kms-connector-v2", "01-", "02-") else {
        return;
    };
    check(&changes, &[], Unknown, RollbackSafety::Unknown);
    assert!(!changes.unknowns.is_empty());
}

#[test]
fn system_members_are_switched_on_one_by_one() {
    let Some(changes) = step("system members", "adminessentials-v2", "03-", "04-") else {
        return;
    };
    check(
        &changes,
        &["E1 3", "E9 12", "A1 1", "A2 4", "N1 1", "S1 3"],
        Destructive,
        RollbackSafety::NeedsRestore,
    );
}
