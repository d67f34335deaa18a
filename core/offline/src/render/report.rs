//! A report on a page.

use mendix_deploy_model::{
    findings::{Finding, Report, Severity},
    policies::RuleTally,
};

use super::{Block, Page, Row, Table, Tone};

/// Lays out a report: the verdict, the findings, what was not checked.
#[must_use]
pub fn report_page(report: &Report) -> Page {
    let mut page = Page::new(report.subject.clone());
    page.push(verdict(report));
    if !report.findings.is_empty() {
        page.push(Block::Table(findings_table(&report.findings)));
    }
    if !report.rules.is_empty() {
        page.push(Block::Note(Tone::Info, rules_counted(&report.rules)));
        let table = rules_table(&report.rules);
        if !table.rows.is_empty() {
            page.push(Block::Table(table));
        }
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

/// How many rules of a policy came to which end; a rule that failed once has failed.
fn rules_counted(rules: &[RuleTally]) -> String {
    let mut counts = [0_usize; 5];
    for rule in rules {
        let end = if rule.failed > 0 {
            0
        } else if rule.exempted > 0 {
            1
        } else if rule.not_evaluated > 0 {
            2
        } else if rule.passed > 0 {
            3
        } else {
            4
        };
        counts[end] += 1;
    }
    format!(
        "{} rules: {} failed, {} exempted, {} not evaluated, {} passed, {} not applicable.",
        rules.len(),
        counts[0],
        counts[1],
        counts[2],
        counts[3],
        counts[4]
    )
}

/// The rules that failed or are exempted, with their counts.
fn rules_table(rules: &[RuleTally]) -> Table {
    Table {
        columns: ["rule", "failed", "exempted", "not evaluated", "passed"]
            .map(str::to_owned)
            .to_vec(),
        rows: rules
            .iter()
            .filter(|rule| rule.failed + rule.exempted > 0)
            .map(|rule| {
                let counts = [rule.failed, rule.exempted, rule.not_evaluated, rule.passed];
                let cells = std::iter::once(rule.id.clone()).chain(counts.map(|n| n.to_string()));
                Row::Cells(cells.collect())
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
