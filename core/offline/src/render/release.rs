//! A release on a page.

use mendix_deploy_model::plans::Release;

use super::{Block, Page, Tone};

/// Lays out a release: what runs where, since when, and where the way back leads.
#[must_use]
pub fn release_page(release: &Release) -> Page {
    let mut page = Page::new(format!("Release: {}", release.address));
    let tone = if release.outcome == "succeeded" {
        Tone::Good
    } else {
        Tone::Warning
    };
    page.push(Block::Note(
        tone,
        format!("The run ended as {}.", release.outcome),
    ));
    let mut pairs = vec![
        ("run".to_owned(), release.run.clone()),
        ("plan".to_owned(), release.plan_id.clone()),
        ("change".to_owned(), release.change.kind().to_owned()),
        ("by".to_owned(), release.actor.clone()),
        ("started".to_owned(), release.started_at.to_string()),
        ("finished".to_owned(), release.finished_at.to_string()),
    ];
    if let Some(package) = &release.package {
        pairs.push(("package".to_owned(), package.package_id.to_string()));
        pairs.extend(
            package
                .model_version
                .iter()
                .map(|v| ("model version".to_owned(), v.clone())),
        );
        pairs.extend(
            package
                .sha256
                .iter()
                .map(|v| ("SHA-256".to_owned(), v.clone())),
        );
    }
    pairs.push(("going back".to_owned(), release.rollback.safety.to_string()));
    page.push(Block::Pairs(pairs));
    page.section(
        "What going back could lose",
        release
            .rollback
            .losses
            .iter()
            .map(|l| format!("{}: {}", l.name, l.what))
            .collect(),
    );
    if release.savepoint.is_some() {
        page.push(Block::Paragraph(format!(
            "A plan that undoes {} leads back to its savepoint.",
            release.run
        )));
    }
    page
}
