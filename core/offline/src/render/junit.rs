//! JUnit XML, which CI systems show as test results.

use std::collections::BTreeMap;

use mendix_deploy_model::findings::{Finding, Report, Severity};

use super::{clean::clean, report::sentences};

/// Writes a report as JUnit XML: a suite per environment, a case per finding. Errors are failures; warnings and remarks
/// pass with their text as output; checks that were not made are skipped cases.
#[must_use]
pub fn junit(report: &Report) -> String {
    let mut suites: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in &report.findings {
        let suite = finding.address.as_ref().map_or("", |a| a.as_str());
        suites.entry(suite).or_default().push(finding);
    }
    let failures = count(report.findings.iter());
    let total =
        report.findings.len() + report.skipped.len() + usize::from(report.findings.is_empty());
    let subject = attribute(&report.subject);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name={subject} tests=\"{total}\" failures=\"{failures}\" errors=\"0\">\n"
    );
    for (name, findings) in &suites {
        let name = attribute(if name.is_empty() { "package" } else { name });
        let failures = count(findings.iter().copied());
        out.push_str(&format!(
            "  <testsuite name={name} tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">\n",
            findings.len()
        ));
        for finding in findings {
            case(&mut out, &name, finding);
        }
        out.push_str("  </testsuite>\n");
    }
    if suites.is_empty() {
        // A suite without a case is no success to every reader.
        out.push_str(&format!(
            "  <testsuite name={subject} tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n    <testcase name=\"nothing found\" classname={subject}/>\n  </testsuite>\n"
        ));
    }
    if !report.skipped.is_empty() {
        let skipped = report.skipped.len();
        out.push_str(&format!(
            "  <testsuite name=\"not checked\" tests=\"{skipped}\" failures=\"0\" errors=\"0\" skipped=\"{skipped}\">\n"
        ));
        for text in &report.skipped {
            let text = attribute(text);
            out.push_str(&format!(
                "    <testcase name={text} classname=\"not checked\"><skipped message={text}/></testcase>\n"
            ));
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn count<'a>(findings: impl Iterator<Item = &'a Finding>) -> usize {
    findings
        .filter(|finding| finding.severity == Severity::Error)
        .count()
}

fn case(out: &mut String, suite: &str, finding: &Finding) {
    let subject = finding.subject.as_deref().unwrap_or_default();
    let name = attribute(format!("{} {subject}", finding.id).trim_end());
    let place = finding.location.as_ref().map_or_else(String::new, |at| {
        let file = at.file.as_deref().unwrap_or("line");
        format!("{file}:{}:{}\n", at.line, at.column)
    });
    out.push_str(&format!("    <testcase name={name} classname={suite}"));
    if let Some(at) = &finding.location {
        if let Some(file) = &at.file {
            out.push_str(&format!(" file={}", attribute(file)));
        }
        out.push_str(&format!(" line=\"{}\"", at.line));
    }
    let text = escape(&format!("{place}{}", sentences(finding)));
    if finding.severity == Severity::Error {
        out.push_str(&format!(
            ">\n      <failure message={} type={}>{text}</failure>\n    </testcase>\n",
            attribute(&finding.message),
            attribute(&finding.id)
        ));
    } else {
        out.push_str(&format!(
            ">\n      <system-out>{}: {text}</system-out>\n    </testcase>\n",
            finding.severity
        ));
    }
}

fn attribute(text: &str) -> String {
    format!("\"{}\"", escape(text))
}

/// What XML 1.0 cannot hold at all is replaced, what it reads as markup is escaped.
fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}
