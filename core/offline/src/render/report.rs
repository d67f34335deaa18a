//! A report on a page.

use mendix_deploy_model::findings::{Finding, Report, Severity};

use super::{Block, Page, Row, Table, Tone};

/// Lays out a report: the verdict, the findings, what was not checked.
#[must_use]
pub fn report_page(report: &Report) -> Page {
    let mut page = Page::new(report.subject.clone());
    page.push(verdict(report));
    if !report.findings.is_empty() {
        page.push(Block::Table(findings_table(&report.findings)));
    }
    page.section("Not checked", report.skipped.clone());
    page
}

/// Findings as a table, in their order: worst first in a report.
#[must_use]
pub fn findings_table(findings: &[Finding]) -> Table {
    Table {
        columns: ["severity", "id", "where", "finding"]
            .map(str::to_owned)
            .to_vec(),
        rows: findings
            .iter()
            .map(|finding| {
                let address = finding.address.as_ref().map(ToString::to_string);
                let place = finding.location.as_ref().map(|at| match &at.file {
                    Some(file) => format!("({file}:{}:{}) ", at.line, at.column),
                    None => format!("(line {}, column {}) ", at.line, at.column),
                });
                Row::Cells(vec![
                    finding.severity.to_string(),
                    finding.id.clone(),
                    address.unwrap_or_default(),
                    format!("{}{}", place.unwrap_or_default(), sentences(finding)),
                ])
            })
            .collect(),
    }
}

fn verdict(report: &Report) -> Block {
    let count = |severity| {
        report
            .findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let tone = match (errors, warnings) {
        (0, 0) => Tone::Good,
        (0, _) => Tone::Warning,
        _ => Tone::Error,
    };
    let mut counts = vec![number(errors, "error"), number(warnings, "warning")];
    counts.push(match count(Severity::Info) {
        0 => String::new(),
        n => number(n, "remark"),
    });
    counts.retain(|text| !text.is_empty());
    let skipped = match report.skipped.len() {
        0 => String::new(),
        n => format!(" {} not made, see below.", number(n, "check")),
    };
    Block::Note(tone, format!("{}.{skipped}", counts.join(", ")))
}

fn number(count: usize, what: &str) -> String {
    match count {
        0 => format!("no {what}s"),
        1 => format!("1 {what}"),
        n => format!("{n} {what}s"),
    }
}

/// What was found and what to do, as sentences that follow each other.
pub(super) fn sentences(finding: &Finding) -> String {
    let stop = if finding.message.ends_with(['.', '?', '!']) {
        ""
    } else {
        "."
    };
    format!("{}{stop} {}", finding.message, finding.remedy)
}
