//! Properties of comparisons, over random models and random edits.

use std::collections::BTreeSet;

use mendix_deploy_model::{
    comparisons::{BackupDemand, ChangeRow, Changes, ElementKind, FieldChange, ModelChange},
    models::{AppModel, MicroflowRole, ModelMicroflow},
    packages::{ModelEncoding, ProjectFormat},
    verdicts::{ReleaseClass, RollbackSafety},
};
use mendix_deploy_offline::package::{
    Package,
    write::{as_archive, as_project},
};

use super::compared;
use crate::{
    shared::fixtures,
    support::{
        applying::applied,
        edits::{self, DESTRUCTIVE, Draft},
        reading,
    },
};

const PAIRS: u64 = 300;

#[test]
fn a_model_does_not_differ_from_itself() {
    for seed in 0..50 {
        let model = Draft::new(seed).model;
        for model in [
            as_archive(&model),
            as_project(&model, ModelEncoding::Modern),
        ] {
            let changes = compared(&model, &model);
            assert_eq!(changes.changes, [], "seed {seed}");
            assert_eq!(changes.unknowns, [""; 0], "seed {seed}");
            assert_eq!(changes.questions, [], "seed {seed}");
            // Without digests of all that is in them, two models with one content may still differ in pages.
            assert_eq!(changes.release_class, ReleaseClass::Model, "seed {seed}");
            assert!(changes.rollback.is_safe(), "seed {seed}");
        }
    }
}

/// What is told between two projects or two packages only.
fn is_untold(change: &ModelChange) -> bool {
    let is_logic = |field: &FieldChange| field.before.is_some() && field.after == field.before;
    match change.row {
        ChangeRow::ModuleReplaced | ChangeRow::RequestHandlerChanged | ChangeRow::RulesChanged => {
            true
        }
        ChangeRow::EnumerationPresentation => change.fields[0].field == "presentation",
        ChangeRow::StartMicroflowChanged => change.fields.iter().any(is_logic),
        _ => false,
    }
}

/// The package that runs and the project that the next one is built of: what only one kind of file says is no change.
#[test]
fn a_project_does_not_differ_from_the_archive_built_of_it() {
    for seed in 0..100 {
        let pair = edits::pair(seed);
        let archive = |model: &AppModel| as_archive(model);
        let project = |model: &AppModel| as_project(model, ModelEncoding::Modern);
        for (before, after) in [
            (archive(&pair.before), project(&pair.before)),
            (project(&pair.before), archive(&pair.before)),
        ] {
            assert_eq!(compared(&before, &after).changes, [], "seed {seed}");
        }
        // Nor does it matter for what did change.
        let told = |before: &AppModel, after: &AppModel| -> Vec<_> {
            (compared(before, after).changes.into_iter())
                .filter(|it| !is_untold(it))
                .map(|it| {
                    (
                        it.row,
                        it.name,
                        it.old_name,
                        it.guid,
                        it.forward,
                        it.backward,
                    )
                })
                .collect()
        };
        let in_archives = told(&archive(&pair.before), &archive(&pair.after));
        let mixed = told(&archive(&pair.before), &project(&pair.after));
        assert_eq!(mixed, in_archives, "seed {seed}");
        let mixed = told(&project(&pair.before), &archive(&pair.after));
        assert_eq!(mixed, in_archives, "seed {seed}");
    }
}

/// The same through files, which write one thing in two ways.
#[test]
fn files_of_one_build_do_not_differ() {
    for seed in 0..10 {
        let model = Draft::new(seed).model;
        let archive = reading::through_an_archive(&model);
        for format in ProjectFormat::ALL {
            let project = reading::through_a_project(&model, *format, ModelEncoding::Modern);
            for changes in [compared(&archive, &project), compared(&project, &archive)] {
                assert_eq!(changes.changes, [], "seed {seed}");
                // Whether what runs at a start is the same cannot be told, and is not called safe.
                let runs = |it: &ModelMicroflow| it.role != MicroflowRole::HealthCheck;
                let is_open = model.microflows.iter().any(runs);
                assert_eq!(changes.rollback.is_safe(), !is_open, "seed {seed}");
                assert_eq!(changes.unknowns.is_empty(), !is_open, "seed {seed}");
            }
        }
    }
}

/// A recorded project and the package built of it, by others.
#[test]
fn a_recorded_project_and_its_package_do_not_differ() {
    let Some(fixtures) = fixtures("a_recorded_project_and_its_package_do_not_differ") else {
        return;
    };
    let folder = fixtures.join("cassandra-connector-7.0.2");
    let read = |name: &str| Package::open(folder.join(name)).unwrap().model().unwrap();
    let (project, archive) = (read("01-v1-d8aaedf2.mpr"), read("assembled-d8aaedf2.mda"));
    // The package has one module more for each web service that the app consumes; nothing of it is stored.
    let services = ["InviteAPI", "PermissionsAPI", "ProfileService"];
    let rows: Vec<_> = (compared(&archive, &project).changes.into_iter())
        .filter(|it| {
            let module = it.name.split('.').next().unwrap_or_default();
            it.in_database || !services.contains(&module)
        })
        .collect();
    assert_eq!(rows, []);
}

/// What the same change is called from the other side.
fn opposite(row: &ChangeRow) -> ChangeRow {
    use ChangeRow as R;
    let pairs = [
        (R::EntityAdded, R::EntityRemoved),
        (R::EntityUnstored, R::EntityStored),
        (R::SystemMemberOn, R::SystemMemberOff),
        (R::AttributeAdded, R::AttributeRemoved),
        (R::LengthIncreased, R::LengthDecreased),
        (R::AttributeUnstored, R::AttributeStored),
        (R::ValueAdded, R::ValueRemoved),
        (R::AssociationAdded, R::AssociationRemoved),
        (R::ReferenceToSet, R::SetToReference),
        (R::OwnerBoth, R::OwnerDefault),
        (R::UniqueAdded, R::UniqueRemoved),
        (R::ModuleAdded, R::ModuleRemoved),
        (R::EnumerationAdded, R::EnumerationRemoved),
        (R::ConstantAdded, R::ConstantRemoved),
        (R::EventAdded, R::EventRemoved),
    ];
    for (one, other) in pairs {
        if *row == one {
            return other;
        }
        if *row == other {
            return one;
        }
    }
    match row {
        // A generalization set is one lost on the way back; one that is replaced is one that is replaced.
        R::GeneralizationSet => R::GeneralizationLost,
        // Whether values are converted depends on the direction.
        R::TypeReplaced => R::TypeConverted,
        other => other.clone(),
    }
}

/// Row, kind, name before, name after of every change, as the forward comparison would tell it.
type Told = BTreeSet<(String, ElementKind, String, String)>;

fn told(changes: &Changes, is_reversed: bool) -> Told {
    // A unique rule comes with its attribute and goes with it, which only the one is told of: it may block the start.
    let is_of_new = |it: &ModelChange| {
        it.element == ElementKind::UniqueRule
            && (changes.changes.iter()).any(|other| {
                other.name == it.name
                    && matches!(
                        other.row,
                        ChangeRow::AttributeAdded | ChangeRow::AttributeRecreated
                    )
            })
    };
    (changes.changes.iter())
        .filter(|it| !is_of_new(it))
        .map(|it| {
            let row = if is_reversed {
                opposite(&it.row)
            } else {
                it.row.clone()
            };
            let row = match row {
                ChangeRow::TypeReplaced => ChangeRow::TypeConverted,
                ChangeRow::GeneralizationSet => ChangeRow::GeneralizationLost,
                other => other,
            };
            let old = it.old_name.clone().unwrap_or_else(|| it.name.clone());
            let (before, after) = if is_reversed {
                (it.name.clone(), old)
            } else {
                (old, it.name.clone())
            };
            (row.to_string(), it.element, before, after)
        })
        .collect()
}

#[test]
fn a_comparison_reversed_swaps_added_and_removed() {
    for seed in 0..PAIRS {
        let pair = edits::pair(seed);
        let (before, after) = (as_archive(&pair.before), as_archive(&pair.after));
        let (forward, backward) = (compared(&before, &after), compared(&after, &before));
        let (forward, backward) = (told(&forward, false), told(&backward, true));
        let pure = |told: &Told| -> Told {
            // Values, new attributes and rules are told under the new name of what they belong to, whichever that is.
            let is_whole = |kind: ElementKind| {
                !matches!(
                    kind,
                    ElementKind::EnumerationValue
                        | ElementKind::Attribute
                        | ElementKind::UniqueRule
                        | ElementKind::Index
                )
            };
            told.iter().filter(|it| is_whole(it.1)).cloned().collect()
        };
        assert_eq!(pure(&forward), pure(&backward), "seed {seed}");
        let rows = |told: &Told| {
            let mut rows: Vec<_> = told.iter().map(|it| it.0.clone()).collect();
            rows.sort();
            rows
        };
        assert_eq!(rows(&forward), rows(&backward), "seed {seed}");
    }
}

#[test]
fn a_rename_is_never_a_removal_and_an_addition() {
    let renames: Vec<_> = edits::all()
        .into_iter()
        .filter(|(name, _)| name.ends_with("renamed") || name.ends_with(" moved"))
        .collect();
    assert!(renames.len() >= 8, "{}", renames.len());
    let mut made = 0;
    for seed in 0..PAIRS {
        let mut draft = Draft::new(seed);
        let before = draft.model.clone();
        for _ in 0..draft.chance.between(1, 8) {
            let (_, edit) = *draft.chance.pick(&renames);
            made += usize::from(draft.edit(edit).is_some());
        }
        for view in [as_archive, |model: &AppModel| {
            as_project(model, ModelEncoding::Modern)
        }] {
            for change in compared(&view(&before), &view(&draft.model)).changes {
                let word = change.row.to_string();
                let is_renaming = matches!(
                    change.row,
                    ChangeRow::EntityRenamed
                        | ChangeRow::AttributeRenamed
                        | ChangeRow::AssociationRenamed
                        | ChangeRow::ValueRenamed
                        | ChangeRow::EnumerationPresentation
                        | ChangeRow::UserRoleChanged
                ) || word.ends_with("Renamed");
                assert!(is_renaming, "seed {seed}: {word} of {}", change.name);
            }
        }
    }
    assert!(made as u64 > PAIRS);
}

/// Takes away what is no part of a model's content: `$ID`s, and what says which build it is.
fn content(mut model: AppModel) -> AppModel {
    for module in &mut model.modules {
        module.id = None;
    }
    for entity in &mut model.entities {
        entity.id.clear();
        entity.attributes.iter_mut().for_each(|it| it.id.clear());
        entity.indexes.iter_mut().for_each(|it| it.id.clear());
    }
    model.associations.iter_mut().for_each(|it| {
        it.id.clear();
        // It follows from the names.
        it.cross_module = false;
    });
    for enumeration in &mut model.enumerations {
        enumeration.id.clear();
        enumeration.values.iter_mut().for_each(|it| it.id.clear());
    }
    model.constants.iter_mut().for_each(|it| it.id = None);
    (model.scheduled_events.iter_mut()).for_each(|it| it.id = None);
    model
}

#[test]
fn changes_applied_to_the_old_model_give_the_new_one() {
    for seed in 0..PAIRS {
        let pair = edits::pair(seed);
        // In archives, so that request handlers are compared; what only projects keep is the same on both sides.
        let (mut before, mut after) = (pair.before, pair.after);
        let archive = mendix_deploy_model::models::ModelSource::ArchiveModel;
        (before.source, after.source) = (archive, archive);
        let changes = compared(&before, &after);
        let mut applied = applied(&changes, &before, &after);
        applied.source = archive;
        assert_eq!(content(applied), content(after), "seed {seed}");
    }
}

/// What is not known is refused like what is known to be destructive, and is no worse.
fn class_rank(changes: &Changes) -> u8 {
    changes.release_class.rank().unwrap_or(DESTRUCTIVE)
}

/// Likewise: neither lets the old version start again without a restore.
fn verdict_rank(changes: &Changes) -> u8 {
    match changes.rollback.safety {
        RollbackSafety::Safe => 0,
        RollbackSafety::LosesRecent => 1,
        RollbackSafety::NeedsRestore | RollbackSafety::Unknown => 2,
    }
}

fn backup_rank(changes: &Changes) -> u8 {
    match changes.backup {
        BackupDemand::Optional => 0,
        BackupDemand::Advised => 1,
        BackupDemand::Required => 2,
    }
}

#[test]
fn a_destructive_edit_more_lowers_neither_class_nor_verdict() {
    let all = edits::all();
    let mut added = 0;
    for seed in 0..PAIRS {
        let mut draft = Draft::new(seed);
        let before = as_archive(&draft.model);
        for _ in 0..draft.chance.between(0, 4) {
            let (_, edit) = *draft.chance.pick(&all);
            draft.edit(edit);
        }
        let mut worse = draft.clone();
        let losing = (0..20).find_map(|_| {
            let mut tried = worse.clone();
            let (_, edit) = *worse.chance.pick(&all);
            let label = tried.edit(edit).filter(|label| label.loses)?;
            Some((label, tried))
        });
        let Some((label, worse)) = losing else {
            continue;
        };
        added += 1;
        let less = compared(&before, &as_archive(&draft.model));
        let more = compared(&before, &as_archive(&worse.model));
        for rank in [class_rank, verdict_rank, backup_rank] {
            assert!(rank(&more) >= rank(&less), "seed {seed}: {}", label.edit);
        }
        assert_eq!(more.release_class, ReleaseClass::Destructive, "seed {seed}");
        assert_eq!(
            more.rollback.safety,
            RollbackSafety::NeedsRestore,
            "seed {seed}"
        );
    }
    assert!(added > PAIRS / 2, "only {added}");
}
