//! Configurations side by side on a page: one row per setting, one column per environment.

use mendix_deploy_model::configurations::{
    ComparedSetting, ComparisonVerdict, ConfigurationComparison,
};

use super::{Block, Page, Row, Table, Tone};

/// Lays out a comparison: what differs, what cannot be told, what is the same.
#[must_use]
pub fn comparison_page(comparison: &ConfigurationComparison) -> Page {
    let mut page = Page::new(format!("Configuration: {}", comparison.columns.join(", ")));
    let of = |verdict| -> Vec<&ComparedSetting> {
        let settings = comparison.settings.iter();
        settings
            .filter(|setting| setting.verdict == verdict)
            .collect()
    };
    let different = of(ComparisonVerdict::Different);
    let unknown = of(ComparisonVerdict::Unknown);
    let same = of(ComparisonVerdict::Same);
    let tone = match (different.len(), unknown.len()) {
        (0, 0) => Tone::Good,
        (0, _) => Tone::Info,
        _ => Tone::Warning,
    };
    page.push(Block::Note(
        tone,
        format!(
            "{} differ, {} cannot be told, {} are the same.",
            different.len(),
            unknown.len(),
            same.len()
        ),
    ));
    page.section("Starts that would fail", comparison.notes.clone());
    for (heading, settings) in [
        ("Different", different),
        ("Cannot be told", unknown),
        ("The same", same),
    ] {
        if !settings.is_empty() {
            page.push(Block::Heading(heading.to_owned()));
            page.push(Block::Table(table(&comparison.columns, &settings)));
        }
    }
    page
}

fn table(columns: &[String], settings: &[&ComparedSetting]) -> Table {
    let mut heads = vec!["setting".to_owned()];
    heads.extend(columns.iter().cloned());
    Table {
        columns: heads,
        rows: settings
            .iter()
            .map(|setting| {
                let mut cells = vec![setting.name.clone()];
                cells.extend(setting.values.iter().map(|value| match value.group {
                    // Values that are not shown are told apart by number.
                    Some(group) if value.shown == "set" => format!("set (value {group})"),
                    _ => value.shown.clone(),
                }));
                Row::Cells(cells)
            })
            .collect(),
    }
}
