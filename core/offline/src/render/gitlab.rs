//! The code quality report of GitLab: findings beside the lines of a merge request.

use mendix_deploy_model::findings::{Finding, Report, Severity};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{clean::clean, report::sentences};

/// Writes a report as GitLab's code quality JSON (a subset of Code Climate's): an array with description, check, fingerprint,
/// severity and place.
///
/// GitLab drops entries without a place. A finding that has none is shown at the first line of the file that the others are
/// in, or of `mendix-deploy.yaml`.
#[must_use]
pub fn gitlab(report: &Report) -> String {
    let known = report
        .findings
        .iter()
        .find_map(|finding| finding.location.as_ref()?.file.as_deref())
        .unwrap_or("mendix-deploy.yaml");
    let mut seen: std::collections::BTreeMap<String, u32> = std::collections::BTreeMap::new();
    let entries: Vec<Value> = report
        .findings
        .iter()
        .map(|finding| {
            let times = seen.entry(identity(finding)).or_insert(0);
            *times += 1;
            entry(finding, known, *times)
        })
        .collect();
    format!("{:#}\n", Value::Array(entries))
}

/// What stays the same when lines move.
fn identity(finding: &Finding) -> String {
    let address = finding
        .address
        .as_ref()
        .map_or("", |address| address.as_str());
    let subject = finding.subject.as_deref().unwrap_or_default();
    format!("{}|{address}|{subject}", finding.id)
}

fn entry(finding: &Finding, known: &str, times: u32) -> Value {
    let at = finding.location.as_ref();
    let file = at.and_then(|at| at.file.as_deref()).unwrap_or(known);
    let path = file.replace('\\', "/");
    let digest = Sha256::digest(format!("{}|{times}", identity(finding)));
    let fingerprint: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let severity = match finding.severity {
        Severity::Error => "critical",
        Severity::Warning => "minor",
        Severity::Info => "info",
    };
    json!({
        "description": clean(&sentences(finding)),
        "check_name": clean(&finding.id),
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {
            "path": clean(path.trim_start_matches("./")),
            "lines": {"begin": at.map_or(1, |at| at.line.max(1))},
        },
    })
}
