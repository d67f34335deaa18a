//! Annotations that GitHub shows beside the code.

use mendix_deploy_model::findings::{Report, Severity};

use super::clean::clean;

/// Writes a report as workflow commands of GitHub Actions, a line for each finding: printed by a job, they are shown
/// at the finding's place in the landscape.
#[must_use]
pub fn github(report: &Report) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        let word = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let place = finding.location.as_ref().map_or(String::new(), |at| {
            let file = property(at.file.as_deref().unwrap_or_default());
            format!(" file={file},line={},col={}", at.line, at.column)
        });
        let text = escaped(&format!("{} {}", finding.message, finding.remedy));
        out.push_str(&format!("::{word}{place}::{text}\n"));
    }
    out
}

/// A line end would end the command, and is none any more; what looks escaped stays as it was.
fn escaped(text: &str) -> String {
    clean(text).replace('%', "%25")
}

/// Inside a property a colon or comma would end it.
fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}
