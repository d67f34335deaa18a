//! A comparison on a page.

use mendix_deploy_model::{
    comparisons::{
        BackupDemand, ChangeDirection, ChangeEffect, Changes, ComparedModel, DataEffect,
        DataQuestion, ElementKind, FieldChange, ModelChange, StrategyPermission,
    },
    models::ModelSource,
    verdicts::RollbackSafety,
};

use super::{Block, Page, Row, Table, Tone, words::row_words};

/// Lays out a comparison: a paragraph for those who approve, the two answers with their reasons, what to back up, what
/// can block the start, what only the data can tell, then every change, the most harmful first.
#[must_use]
pub fn changes_page(changes: &Changes) -> Page {
    let mut page = Page::new(format!(
        "Changes: {} to {}",
        short(&changes.before),
        short(&changes.after)
    ));
    if !changes.summary.is_empty() {
        page.push(Block::Paragraph(changes.summary.clone()));
    }
    page.push(verdict(changes));
    page.push(Block::Pairs(overview(changes)));
    page.section(
        "May both versions run on one database?",
        changes.class_reasons.clone(),
    );
    strategies(changes, &mut page);
    page.section(
        "May the old version start again?",
        changes.rollback.reasons.clone(),
    );
    page.section(
        "What going back would lose",
        changes
            .rollback
            .losses
            .iter()
            .map(|loss| format!("{}: {}", loss.name, loss.what))
            .collect(),
    );
    page.section("What can block the start", changes.start_risks.clone());
    page.section("Not known", changes.unknowns.clone());
    questions(&changes.questions, &mut page);
    groups(&changes.changes, &mut page);
    page
}

fn verdict(changes: &Changes) -> Block {
    let (tone, text) = match changes.rollback.safety {
        RollbackSafety::Safe => (
            Tone::Good,
            "The old version may start again; nothing is lost.",
        ),
        RollbackSafety::LosesRecent => (
            Tone::Warning,
            "The old version may start again; what was entered into new elements since is lost.",
        ),
        RollbackSafety::NeedsRestore => (
            Tone::Error,
            "The old version may start again only on a restored backup.",
        ),
        RollbackSafety::Unknown => (
            Tone::Error,
            "Whether the old version may start again is not known. Treat it as if it may not.",
        ),
    };
    Block::Note(tone, text.to_owned())
}

fn overview(changes: &Changes) -> Vec<(String, String)> {
    let class = match changes.release_class.rank() {
        Some(rank) => format!("{} (rank {rank} of 5)", changes.release_class),
        None => changes.release_class.to_string(),
    };
    let backup = match changes.backup {
        BackupDemand::Optional => "not needed for the way back",
        BackupDemand::Advised => "advised: what is entered since the release is lost otherwise",
        BackupDemand::Required => "required: the way back leads through it",
    };
    vec![
        ("old".to_owned(), side(&changes.before)),
        ("new".to_owned(), side(&changes.after)),
        ("release class".to_owned(), class),
        ("rollback".to_owned(), changes.rollback.safety.to_string()),
        ("backup before".to_owned(), backup.to_owned()),
        ("changes".to_owned(), count(&changes.changes)),
    ]
}

/// What a side is called in the title.
fn short(model: &ComparedModel) -> String {
    model
        .name
        .clone()
        .or_else(|| model.model_version.clone())
        .unwrap_or_else(|| source(model.source).to_owned())
}

fn side(model: &ComparedModel) -> String {
    let mut parts = Vec::new();
    parts.extend(model.name.clone());
    parts.push(source(model.source).to_owned());
    parts.extend(model.model_version.as_ref().map(|v| format!("model {v}")));
    parts.extend(model.mendix_version.as_ref().map(|v| format!("Mendix {v}")));
    parts.extend(model.sha256.as_ref().map(|d| format!("sha256 {d}")));
    parts.join(", ")
}

const fn source(source: ModelSource) -> &'static str {
    match source {
        ModelSource::ArchiveModel => "deployment archive",
        ModelSource::SingleFileProject => "project in one file",
        ModelSource::SplitProject => "split project",
        ModelSource::ModulePackage => "module package",
        ModelSource::PortableModel => "portable package",
        ModelSource::DatabaseCatalogue => "database catalogue",
    }
}

fn count(changes: &[ModelChange]) -> String {
    let schema = changes
        .iter()
        .filter(|change| change.changes_schema)
        .count();
    match changes.len() {
        0 => "none".to_owned(),
        n => format!("{n}, of which {schema} in the database schema"),
    }
}

fn strategies(changes: &Changes, page: &mut Page) {
    if changes.strategies.is_empty() {
        return;
    }
    page.push(Block::Heading("Strategies".to_owned()));
    page.push(Block::Table(Table {
        columns: ["strategy", "answer", "why"].map(str::to_owned).to_vec(),
        rows: changes
            .strategies
            .iter()
            .map(|answer| {
                let permission = match answer.permission {
                    StrategyPermission::Allowed => "allowed",
                    StrategyPermission::Conditional => "with conditions",
                    StrategyPermission::Refused => "REFUSED",
                };
                Row::Cells(vec![
                    answer.strategy.to_string(),
                    permission.to_owned(),
                    answer.reasons.join(" "),
                ])
            })
            .collect(),
    }));
}

/// Each question stands with its query, which is shown as it would be run.
fn questions(questions: &[DataQuestion], page: &mut Page) {
    if questions.is_empty() {
        return;
    }
    page.push(Block::Heading("Questions to the data".to_owned()));
    for question in questions {
        let answer = match (question.answer, &question.unanswered) {
            (Some(answer), _) => format!(" Answer: {answer}."),
            (None, Some(why)) => format!(" Not answered: {why}"),
            (None, None) => " Not asked.".to_owned(),
        };
        let finding = question
            .finding
            .as_ref()
            .map_or_else(String::new, |finding| format!(" {finding}"));
        let when = match question.direction {
            ChangeDirection::Forward => "before the new version starts",
            ChangeDirection::Backward => "before the old version starts again",
        };
        let harmless = question
            .harmless_up_to
            .map_or_else(String::new, |n| format!(" Up to {n} is harmless."));
        page.push(Block::Paragraph(format!(
            "{}, {when}: {}{harmless}{answer}{finding}",
            question.name, question.question,
        )));
        page.push(Block::Code("sql".to_owned(), question.sql.clone()));
    }
}

/// The groups of changes, the most harmful first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Loses,
    MayLose,
    Unknown,
    BlocksStart,
    InPlace,
    Look,
    Schema,
    NoSchema,
}

impl Group {
    const ALL: [Self; 8] = [
        Self::Loses,
        Self::MayLose,
        Self::Unknown,
        Self::BlocksStart,
        Self::InPlace,
        Self::Look,
        Self::Schema,
        Self::NoSchema,
    ];

    fn of(change: &ModelChange) -> Self {
        match change.forward.data {
            DataEffect::Loses => Self::Loses,
            DataEffect::MayLose | DataEffect::LosesRecent => Self::MayLose,
            DataEffect::Unknown => Self::Unknown,
            DataEffect::Look | DataEffect::Keeps => {
                if change.forward.may_block_start {
                    Self::BlocksStart
                } else if !change.allows_overlap {
                    Self::InPlace
                } else if change.forward.data == DataEffect::Look {
                    Self::Look
                } else if change.changes_schema {
                    Self::Schema
                } else {
                    Self::NoSchema
                }
            }
        }
    }

    const fn heading(self) -> &'static str {
        match self {
            Self::Loses => "Loses data",
            Self::MayLose => "May lose data, depending on what is stored",
            Self::Unknown => "Effect not known",
            Self::BlocksStart => "Can block the start",
            Self::InPlace => "Renamed or converted: the old version cannot run beside the new one",
            Self::Look => "Loses nothing, but somebody has to look",
            Self::Schema => "Other changes of the schema, nothing is lost",
            Self::NoSchema => "No change of the schema",
        }
    }
}

fn groups(changes: &[ModelChange], page: &mut Page) {
    for group in Group::ALL {
        let members = changes.iter().filter(|change| Group::of(change) == group);
        let (columns, rows): (&[&str], Vec<Row>) = match group {
            Group::NoSchema => (
                &["element", "change", "what happens"],
                members.map(short_row).collect(),
            ),
            _ => (
                &[
                    "row",
                    "element",
                    "change",
                    "what happens, and on the way back",
                ],
                members.map(row).collect(),
            ),
        };
        if rows.is_empty() {
            continue;
        }
        page.push(Block::Heading(group.heading().to_owned()));
        page.push(Block::Table(Table {
            columns: columns.iter().map(|&column| column.to_owned()).collect(),
            rows,
        }));
    }
}

fn row(change: &ModelChange) -> Row {
    let (name, what) = described(change);
    Row::Cells(vec![
        change.row.as_str().to_owned(),
        name,
        what,
        format!(
            "{} Back: {}",
            effect(&change.forward),
            effect(&change.backward)
        ),
    ])
}

/// A change that does not reach the database has no effect on data worth a sentence, unless it has one after all.
fn short_row(change: &ModelChange) -> Row {
    let (name, what) = described(change);
    let mut effects = Vec::new();
    if !change.forward.what.starts_with("Nothing") {
        effects.push(change.forward.what.clone());
    }
    if change.backward.data != DataEffect::Keeps || change.backward.may_block_start {
        effects.push(format!("Back: {}", effect(&change.backward)));
    }
    Row::Cells(vec![name, what, effects.join(" ")])
}

/// The element with its old name, and what changed of it.
fn described(change: &ModelChange) -> (String, String) {
    let mut name = format!("{} {}", element(change.element), change.name);
    if let Some(old) = &change.old_name {
        name.push_str(&format!(" (was {old})"));
    }
    let fields: Vec<String> = change
        .fields
        .iter()
        .map(|field| field_words(change.element, field))
        .collect();
    let mut what = row_words(&change.row);
    if !fields.is_empty() {
        what.push_str(&format!(": {}", fields.join(", ")));
    }
    (name, what)
}

fn effect(effect: &ChangeEffect) -> String {
    let stop = if effect.what.is_empty() || effect.what.ends_with(['.', '?', '!']) {
        ""
    } else {
        "."
    };
    let data = match effect.data {
        DataEffect::Keeps => "Nothing is lost",
        DataEffect::Look => "Nothing is lost, but its meaning may change",
        DataEffect::LosesRecent => "What was stored in it since is lost",
        DataEffect::MayLose => "Values may be lost",
        DataEffect::Loses => "Data is lost",
        DataEffect::Unknown => "The effect is not known",
    };
    let block = if effect.may_block_start {
        "; the start may fail"
    } else {
        ""
    };
    let space = if effect.what.is_empty() { "" } else { " " };
    format!(
        "{}{stop}{space}{data}{block} ({}).",
        effect.what, effect.evidence
    )
}

/// A default of a constant may be a credential. The comparison does not hold one; should a foreign document do so, it is
/// not shown either.
fn field_words(element: ElementKind, field: &FieldChange) -> String {
    let harmless = matches!(
        field.field.as_str(),
        "type" | "constantType" | "name" | "exposedToClient"
    );
    if element == ElementKind::Constant && !harmless {
        return format!("{} changed", field.field);
    }
    let value = |value: &Option<String>| match value {
        Some(text) if text.is_empty() => "empty".to_owned(),
        Some(text) => text.clone(),
        None => "none".to_owned(),
    };
    format!(
        "{} {} to {}",
        field.field,
        value(&field.before),
        value(&field.after)
    )
}

const fn element(kind: ElementKind) -> &'static str {
    match kind {
        ElementKind::Module => "module",
        ElementKind::Entity => "entity",
        ElementKind::Attribute => "attribute",
        ElementKind::Association => "association",
        ElementKind::Index => "index of",
        ElementKind::UniqueRule => "unique rule",
        ElementKind::Enumeration => "enumeration",
        ElementKind::EnumerationValue => "value",
        ElementKind::Constant => "constant",
        ElementKind::ScheduledEvent => "scheduled event",
        ElementKind::Microflow => "microflow",
        ElementKind::UserRole => "user role",
        ElementKind::RequestHandler => "request handler",
        ElementKind::Setting => "setting",
        ElementKind::Runtime => "runtime",
    }
}
