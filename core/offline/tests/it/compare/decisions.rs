//! Class, strategies and the paragraph for approvers.

use mendix_deploy_model::{
    comparisons::{Changes, StrategyPermission},
    models::{AttributeType, MicroflowRole, ModelMicroflow, ModelSource},
    plans::Strategy,
    verdicts::{ReleaseClass, RollbackSafety},
};
use mendix_deploy_offline::compare::{CompareOptions, SideFacts, compare};

use super::sample::{after, attribute, model, of};

use StrategyPermission::{Allowed, Conditional, Refused};

fn permission(changes: &Changes, strategy: Strategy) -> StrategyPermission {
    changes
        .strategies
        .iter()
        .find(|answer| answer.strategy == strategy)
        .unwrap()
        .permission
}

fn permissions(changes: &Changes) -> [StrategyPermission; 4] {
    [
        Strategy::Recreate,
        Strategy::Rolling,
        Strategy::BlueGreen,
        Strategy::Canary,
    ]
    .map(|strategy| permission(changes, strategy))
}

fn facts(sha256: &str, model_digest: &str) -> SideFacts {
    SideFacts {
        sha256: Some(sha256.into()),
        model_digest: Some(model_digest.into()),
        ..SideFacts::default()
    }
}

#[test]
fn the_same_file_is_configuration_another_build_is_rebuilt() {
    let same = |before, after| compare(&model(), &model(), &CompareOptions { before, after });
    let file = same(facts("a", "m"), facts("a", "m"));
    assert_eq!(file.release_class, ReleaseClass::Configuration);
    assert_eq!(permissions(&file), [Allowed; 4]);
    let rebuilt = same(facts("a", "m"), facts("b", "m"));
    assert_eq!(rebuilt.release_class, ReleaseClass::Rebuilt);
    assert_eq!(
        permissions(&rebuilt),
        [Allowed, Allowed, Allowed, Conditional]
    );
    // The database depends on nothing that differs, but pages and microflows do.
    let other_pages = same(facts("a", "m"), facts("b", "n"));
    assert_eq!(other_pages.release_class, ReleaseClass::Model);
    assert_eq!(
        permissions(&other_pages),
        [Allowed, Refused, Allowed, Conditional]
    );
    assert!(other_pages.rollback.is_safe());
}

#[test]
fn the_digest_of_a_split_project_is_not_that_of_its_units() {
    let mut old = model();
    old.source = ModelSource::SplitProject;
    let mut new = old.clone();
    of(&mut new, "Orders.Customer").attributes.remove(1);
    let options = CompareOptions {
        before: facts("a", "m"),
        after: facts("a", "n"),
    };
    let changes = compare(&old, &new, &options);
    assert_eq!(changes.release_class, ReleaseClass::Destructive);
    assert_eq!(changes.rollback.safety, RollbackSafety::NeedsRestore);
}

#[test]
fn java_code_that_runs_at_the_start_is_unknown_unless_the_whole_model_is_equal() {
    let mut old = model();
    old.microflows.push(ModelMicroflow {
        name: "Orders.MigrateJava".into(),
        role: MicroflowRole::CalledAfterStartup,
        digest: None,
    });
    let with = |before, after| compare(&old, &old, &CompareOptions { before, after });
    let other = with(facts("a", "m"), facts("b", "n"));
    assert_eq!(other.rollback.safety, RollbackSafety::Unknown);
    assert_eq!(other.release_class, ReleaseClass::Unknown);
    let same = with(facts("a", "m"), facts("b", "m"));
    assert!(same.rollback.is_safe(), "{:?}", same.unknowns);
}

#[test]
fn an_additive_release_may_overlap_under_conditions() {
    let changes = after(|model| {
        let new = attribute("New", AttributeType::Long);
        of(model, "Sales.Lead").attributes.push(new);
    });
    assert_eq!(
        permissions(&changes),
        [Allowed, Refused, Conditional, Conditional]
    );
}

#[test]
fn a_rename_is_refused_by_name() {
    let changes = after(|model| of(model, "Sales.Lead").attributes[0].name = "Origin".into());
    assert_eq!(
        permissions(&changes),
        [Conditional, Refused, Conditional, Refused]
    );
    let rolling = &changes.strategies[1];
    assert!(
        rolling.reasons[0].contains("Sales.Lead/Origin (was Sales.Lead/Source) (A4)"),
        "{:?}",
        rolling.reasons
    );
    assert!(changes.rollback.is_safe());
}

#[test]
fn a_changed_start_microflow_makes_overlap_conditional() {
    let changes = after(|model| model.microflows[0].digest = Some("2".into()));
    assert_eq!(
        permissions(&changes),
        [Allowed, Refused, Conditional, Conditional]
    );
    assert!(
        changes.strategies[2]
            .reasons
            .iter()
            .any(|reason| reason.contains("Orders.AfterStartup"))
    );
}

#[test]
fn an_edit_never_makes_a_release_milder() {
    let rename = |model: &mut mendix_deploy_model::models::AppModel| {
        of(model, "Sales.Lead").attributes[0].name = "Origin".into();
    };
    let both = after(|model| {
        rename(model);
        of(model, "Orders.Order").attributes.remove(0);
        model.mendix_version = Some("10.24.9".into());
    });
    assert_eq!(both.release_class, ReleaseClass::Destructive);
    assert_eq!(both.rollback.safety, RollbackSafety::NeedsRestore);
}

#[test]
fn the_paragraph_names_what_an_approver_asks() {
    let mut old = model();
    old.model_version = Some("2.5.3".into());
    let mut new = model();
    new.model_version = Some("2.5.4".into());
    of(&mut new, "Orders.Customer").attributes.remove(1);
    let changes = super::compared(&old, &new);
    assert_eq!(
        changes.summary,
        "From 2.5.3 (Mendix 10.24.8.80126) to 2.5.4 (Mendix 10.24.8.80126). \
         1 change, of which 1 reaches the database. \
         The new version's start loses data of Orders.Customer/Note. \
         The two versions must not run on one database at the same time. \
         Going back needs a restored backup; without one this is lost: \
         All values, which the new version's start drops: Orders.Customer/Note. \
         A backup before the deployment is required."
    );
}
