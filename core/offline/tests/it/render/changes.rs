//! A comparison as people read it.

use mendix_deploy_model::{
    comparisons::{
        BackupDemand, ChangeDirection, ChangeEffect, ChangeRow, Changes, ComparedModel, DataEffect,
        DataQuestion, ElementKind, Evidence, FieldChange, ModelChange, StrategyAnswer,
        StrategyPermission,
    },
    document::{Document, WRITTEN_BY},
    models::ModelSource,
    plans::Strategy,
    verdicts::{Loss, ReleaseClass, RollbackSafety, RollbackVerdict},
};
use mendix_deploy_offline::{
    document::{DocumentFile, render_as, to_json},
    render::{TextStyle, changes_page, html, markdown, text},
};

fn side(name: &str, version: &str) -> ComparedModel {
    ComparedModel {
        source: ModelSource::ArchiveModel,
        name: Some(name.to_owned()),
        sha256: Some("00".repeat(32)),
        model_digest: None,
        project_id: None,
        model_version: Some(version.to_owned()),
        mendix_version: Some("10.24.15.93102".to_owned()),
    }
}

fn effect(data: DataEffect, what: &str) -> ChangeEffect {
    ChangeEffect {
        data,
        may_block_start: false,
        what: what.to_owned(),
        evidence: Evidence::Verified,
    }
}

fn change(row: ChangeRow, element: ElementKind, name: &str, forward: DataEffect) -> ModelChange {
    ModelChange {
        row,
        element,
        name: name.to_owned(),
        old_name: None,
        guid: None,
        in_database: true,
        fields: Vec::new(),
        forward: effect(forward, "The new start does this."),
        backward: effect(DataEffect::LosesRecent, "The old start does that."),
        allows_overlap: true,
        changes_schema: true,
    }
}

pub(crate) fn changes() -> Changes {
    let mut renamed = change(
        ChangeRow::EntityRenamed,
        ElementKind::Entity,
        "Sales.Invoice",
        DataEffect::Keeps,
    );
    renamed.old_name = Some("Sales.Bill".to_owned());
    renamed.allows_overlap = false;
    let mut shorter = change(
        ChangeRow::LengthDecreased,
        ElementKind::Attribute,
        "Sales.Order/Note",
        DataEffect::MayLose,
    );
    shorter.fields.push(FieldChange {
        field: "length".to_owned(),
        before: Some("400".to_owned()),
        after: Some("200".to_owned()),
    });
    let mut unique = change(
        ChangeRow::UniqueAdded,
        ElementKind::UniqueRule,
        "Sales.Order/Number",
        DataEffect::Keeps,
    );
    unique.forward.may_block_start = true;
    let mut constant = change(
        ChangeRow::ConstantDefaultChanged,
        ElementKind::Constant,
        "Mail.Password",
        DataEffect::Keeps,
    );
    constant.changes_schema = false;
    constant.in_database = false;
    // A document of somebody else may hold what ours never does.
    constant.fields.push(FieldChange {
        field: "defaultValue".to_owned(),
        before: Some("hunter2".to_owned()),
        after: Some("hunter3".to_owned()),
    });
    Changes {
        document: Changes::KIND.to_owned(),
        version: Changes::VERSION,
        written_by: WRITTEN_BY.to_owned(),
        before: side("orders-2.5.3.mda", "2.5.3"),
        after: side("orders-2.5.4.mda", "2.5.4"),
        changes: vec![
            constant,
            change(
                ChangeRow::EntityAdded,
                ElementKind::Entity,
                "Sales.Payment",
                DataEffect::Keeps,
            ),
            renamed,
            change(
                ChangeRow::EntityRemoved,
                ElementKind::Entity,
                "Sales.Voucher",
                DataEffect::Loses,
            ),
            shorter,
            unique,
        ],
        release_class: ReleaseClass::Destructive,
        class_reasons: vec!["Sales.Voucher is removed.".to_owned()],
        strategies: vec![
            StrategyAnswer {
                strategy: Strategy::Recreate,
                permission: StrategyPermission::Allowed,
                reasons: Vec::new(),
            },
            StrategyAnswer {
                strategy: Strategy::Rolling,
                permission: StrategyPermission::Refused,
                reasons: vec!["Sales.Invoice was Sales.Bill.".to_owned()],
            },
        ],
        rollback: RollbackVerdict {
            safety: RollbackSafety::NeedsRestore,
            reasons: vec!["Sales.Voucher comes back empty.".to_owned()],
            losses: vec![Loss {
                name: "dataSinceSnapshot".to_owned(),
                what: "Everything entered since the backup.".to_owned(),
            }],
        },
        backup: BackupDemand::Required,
        start_risks: vec!["Two orders with one number block the start.".to_owned()],
        questions: vec![
            DataQuestion {
                row: ChangeRow::LengthDecreased,
                direction: ChangeDirection::Forward,
                name: "Sales.Order/Note".to_owned(),
                guid: None,
                question: "How long is the longest note?".to_owned(),
                sql: "SELECT max(length(\"note\"))\n  FROM \"sales$order\"".to_owned(),
                harmless_up_to: Some(200),
                answer: Some(311),
                unanswered: None,
                finding: Some("Some notes are cut.".to_owned()),
            },
            DataQuestion {
                row: ChangeRow::UniqueAdded,
                direction: ChangeDirection::Backward,
                name: "Sales.Order/Number".to_owned(),
                guid: None,
                question: "How many numbers are there twice?".to_owned(),
                sql: "SELECT 1".to_owned(),
                harmless_up_to: None,
                answer: None,
                unanswered: None,
                finding: None,
            },
        ],
        unknowns: Vec::new(),
        summary: "Release 2.5.4 drops vouchers. Going back needs the backup.".to_owned(),
    }
}

/// Every text of the document is hostile.
fn hostile() -> Changes {
    let mut changes = changes();
    let text =
        "</td><script>alert(1)</script> \"q\" 'a' & | ``` @all \u{1b}[2J\u{202e}\u{0} *b*\n# x";
    text.clone_into(&mut changes.summary);
    changes.before.name = Some(text.to_owned());
    changes.before.model_version = Some(text.to_owned());
    changes.rollback.reasons = vec![text.to_owned()];
    changes.class_reasons = vec![text.to_owned()];
    changes.start_risks = vec![text.to_owned()];
    changes.unknowns = vec![text.to_owned()];
    for change in &mut changes.changes {
        text.clone_into(&mut change.name);
        change.row = ChangeRow::Unknown(text.to_owned());
        change.old_name = Some(text.to_owned());
        text.clone_into(&mut change.forward.what);
    }
    for question in &mut changes.questions {
        text.clone_into(&mut question.name);
        text.clone_into(&mut question.question);
        text.clone_into(&mut question.sql);
    }
    changes
}

#[test]
fn changes_as_text() {
    insta::assert_snapshot!(text(&changes_page(&changes()), TextStyle::default()));
}

#[test]
fn changes_as_markdown() {
    insta::assert_snapshot!(markdown(&changes_page(&changes())));
}

#[test]
fn changes_as_html() {
    insta::assert_snapshot!(html(&changes_page(&changes())));
}

#[test]
fn hostile_names_as_markdown() {
    insta::assert_snapshot!(markdown(&changes_page(&hostile())));
}

#[test]
fn the_most_harmful_comes_first_and_the_order_is_stable() {
    let shown = text(&changes_page(&changes()), TextStyle::default());
    let places: Vec<usize> = [
        "Sales.Voucher  ",
        "attribute Sales.Order/Note",
        "unique rule Sales.Order/Number",
        "(was Sales.Bill)",
        "Sales.Payment",
        "Mail.Password",
    ]
    .iter()
    .map(|name| {
        shown
            .find(name)
            .unwrap_or_else(|| panic!("{name}: {shown}"))
    })
    .collect();
    assert!(places.is_sorted(), "{places:?}\n{shown}");
    assert_eq!(shown, text(&changes_page(&changes()), TextStyle::default()));
}

#[test]
fn hostile_names_stay_text() {
    let page = changes_page(&hostile());
    for shown in [
        text(&page, TextStyle::default()),
        markdown(&page),
        html(&page),
    ] {
        for control in ['\u{1b}', '\u{202e}', '\u{0}'] {
            assert!(!shown.contains(control), "{shown}");
        }
    }
    assert!(!html(&page).contains("<script"));
    // No line break of a name reaches Markdown, and no fence ends before its own end.
    let markdown = markdown(&page);
    let mut fence: Option<String> = None;
    for line in markdown.lines() {
        let run: String = line.chars().take_while(|c| *c == '`').collect();
        match &fence {
            None if run.len() >= 3 => fence = Some(run),
            Some(open) if line == open => fence = None,
            None => {
                let markup = line.replace("\\<", "");
                assert!(!markup.contains("<script") && line != "# x", "{line}");
            }
            Some(_) => {}
        }
    }
    assert_eq!(fence, None, "every fence is closed");
}

#[test]
fn a_value_of_a_constant_is_never_shown() {
    for format in ["text", "ascii", "markdown", "html"] {
        let shown = render_as(&changes(), format).unwrap();
        assert!(!shown.contains("hunter"), "{shown}");
        assert!(shown.contains("Mail.Password"), "{shown}");
    }
}

#[test]
fn every_verdict_has_its_tone() {
    let mut changes = changes();
    for (safety, tone) in [
        (RollbackSafety::Safe, "ok: "),
        (RollbackSafety::LosesRecent, "warning: "),
        (RollbackSafety::NeedsRestore, "error: "),
        (RollbackSafety::Unknown, "error: "),
    ] {
        changes.rollback.safety = safety;
        let shown = text(&changes_page(&changes), TextStyle::default());
        assert_eq!(
            shown.lines().filter(|line| line.starts_with(tone)).count(),
            1,
            "{shown}"
        );
    }
}

#[test]
fn changes_are_saved_loaded_and_written() {
    let folder = tempfile::tempdir().unwrap();
    for document in [changes(), hostile()] {
        let path = folder.path().join("changes.json");
        document.save(&path).unwrap();
        let read = Changes::load(&path).unwrap();
        assert_eq!(to_json(&read).unwrap(), to_json(&document).unwrap());
        for name in ["changes.md", "changes.txt", "changes.html"] {
            document.write(folder.path().join(name)).unwrap();
        }
    }
}
