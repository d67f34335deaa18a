//! An import on a page: what needs a person first, then what became of the rest.

use mendix_deploy_model::imports::{ImportEntry, ImportOutcome, ImportedLandscape};

use super::{Block, Page, Tone};

/// Lays out an import: places to fill, then doubtful, understood and ignored entries.
#[must_use]
pub fn import_page(imported: &ImportedLandscape) -> Page {
    let mut page = Page::new(format!("Import of {}", imported.source));
    let of = |outcome| imported.with(outcome).collect::<Vec<_>>();
    let doubtful = of(ImportOutcome::Doubtful);
    let understood = of(ImportOutcome::Understood);
    let ignored = of(ImportOutcome::Ignored);
    let tone = if doubtful.is_empty() && imported.gaps.is_empty() {
        Tone::Good
    } else {
        Tone::Warning
    };
    page.push(Block::Note(
        tone,
        format!(
            "{} entries: {} understood, {} doubtful, {} ignored; {} places to fill.",
            imported.entries.len(),
            understood.len(),
            doubtful.len(),
            ignored.len(),
            imported.gaps.len()
        ),
    ));
    let gaps = imported.gaps.iter();
    page.section(
        "To fill",
        gaps.map(|gap| format!("{}: {}. {}", gap.path, gap.why, gap.remedy))
            .collect(),
    );
    for (heading, entries) in [
        ("Doubtful", doubtful),
        ("Understood", understood),
        ("Ignored", ignored),
    ] {
        page.section(heading, entries.into_iter().map(sentence).collect());
    }
    page
}

/// `compose.yaml:11 ADMIN_PASSWORD → administration.password: why. What to do.`
fn sentence(entry: &ImportEntry) -> String {
    let place = entry.place.as_ref().map_or_else(String::new, |at| {
        let file = at.file.as_deref().unwrap_or("line");
        format!("{file}:{} ", at.line)
    });
    let became: Vec<&str> = entry.became.iter().map(|path| short(path)).collect();
    let arrow = if became.is_empty() { "" } else { " → " };
    let what = entry
        .suggestion
        .as_ref()
        .map_or_else(String::new, |what| format!(" {what}"));
    format!(
        "{place}{}{arrow}{}: {}.{what}",
        entry.name,
        became.join(", "),
        entry.why
    )
}

/// A path below the environment, which is the same for all.
fn short(path: &str) -> &str {
    let Some((_, rest)) = path.split_once("environments") else {
        return path;
    };
    let rest = rest.trim_start_matches('.');
    let after = match rest.strip_prefix("[\"") {
        Some(quoted) => quoted.split_once("\"]").map(|(_, rest)| rest),
        None => rest.find(['.', '[']).map(|at| &rest[at..]),
    };
    after.map_or(path, |rest| rest.trim_start_matches('.'))
}
