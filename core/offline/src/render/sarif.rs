//! SARIF 2.1.0 (OASIS), which code hosts show beside the line.

use std::collections::BTreeMap;

use mendix_deploy_model::findings::{Finding, Report, Severity};
use serde_json::{Value, json};

use super::{clean::clean, report::sentences};

/// Writes a report as SARIF 2.1.0.
#[must_use]
pub fn sarif(report: &Report) -> String {
    // One rule per id, in order; results point to it by number.
    let rules: BTreeMap<&str, &Finding> = report
        .findings
        .iter()
        .rev()
        .map(|finding| (finding.id.as_str(), finding))
        .collect();
    let numbers: BTreeMap<&str, usize> = rules
        .keys()
        .enumerate()
        .map(|(number, id)| (*id, number))
        .collect();
    let descriptors: Vec<Value> = rules
        .values()
        .map(|finding| {
            json!({
                "id": clean(&finding.id),
                "defaultConfiguration": {"level": level(finding.severity)},
            })
        })
        .collect();
    let results: Vec<Value> = report
        .findings
        .iter()
        .map(|finding| result(finding, numbers.get(finding.id.as_str()).copied()))
        .collect();
    let skipped: Vec<Value> = report
        .skipped
        .iter()
        .map(|text| json!({"level": "note", "message": {"text": clean(text)}}))
        .collect();
    let (name, version) = report
        .written_by
        .rsplit_once(' ')
        .unwrap_or((report.written_by.as_str(), ""));
    let document = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": name, "version": version, "rules": descriptors}},
            "automationDetails": {"description": {"text": clean(&report.subject)}},
            "columnKind": "unicodeCodePoints",
            "invocations": [{"executionSuccessful": true, "toolExecutionNotifications": skipped}],
            "results": results,
        }],
    });
    // Without floating point numbers and non-text keys there is nothing that could fail; `{:#}` indents.
    format!("{document:#}\n")
}

fn result(finding: &Finding, rule: Option<usize>) -> Value {
    let mut properties = json!({"remedy": clean(&finding.remedy)});
    let address = finding.address.as_ref().map(|address| address.as_str());
    for (key, value) in [
        ("address", address),
        ("subject", finding.subject.as_deref()),
        ("path", finding.path.as_deref()),
    ] {
        if let Some(value) = value {
            properties[key] = json!(clean(value));
        }
    }
    let mut location = json!({});
    if let Some(at) = &finding.location {
        let region = json!({"startLine": at.line.max(1), "startColumn": at.column.max(1)});
        // A place without a file (text from memory) cannot be physical.
        if let Some(file) = &at.file {
            location["physicalLocation"] =
                json!({"artifactLocation": {"uri": uri(file)}, "region": region});
        }
    }
    if let Some(name) = finding.path.as_deref().or(address) {
        location["logicalLocations"] = json!([{"fullyQualifiedName": clean(name)}]);
    }
    let mut result = json!({
        "ruleId": clean(&finding.id),
        "level": level(finding.severity),
        "message": {"text": clean(&sentences(finding))},
        "partialFingerprints": {"finding/v1": fingerprint(finding)},
        "properties": properties,
    });
    if let Some(rule) = rule {
        result["ruleIndex"] = json!(rule);
    }
    if location
        .as_object()
        .is_some_and(|fields| !fields.is_empty())
    {
        result["locations"] = json!([location]);
    }
    result
}

/// What stays the same when lines move, so that a code host recognises a finding of yesterday.
fn fingerprint(finding: &Finding) -> String {
    let address = finding
        .address
        .as_ref()
        .map_or("", |address| address.as_str());
    let subject = finding.subject.as_deref().unwrap_or_default();
    clean(&format!("{}|{address}|{subject}", finding.id))
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A file's name as a URI reference: relative as it is, absolute as `file:`; what a URI cannot hold is escaped.
fn uri(file: &str) -> String {
    let file = file.replace('\\', "/");
    let drive = file.as_bytes().get(1) == Some(&b':');
    let mut out = String::from(match (file.starts_with('/'), drive) {
        (true, _) => "file://",
        (_, true) => "file:///",
        _ => "",
    });
    for byte in file.trim_start_matches("./").bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else if byte == b':' && drive {
            out.push(':');
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn files_become_uris() {
        for (file, expected) in [
            ("mendix-deploy.yaml", "mendix-deploy.yaml"),
            ("./a b/ü.yaml", "a%20b/%C3%BC.yaml"),
            ("/srv/x#1.yaml", "file:///srv/x%231.yaml"),
            ("C:\\x\\y.yaml", "file:///C:/x/y.yaml"),
            ("a:b.yaml", "file:///a:b.yaml"),
            ("aa:b.yaml", "aa%3Ab.yaml"),
        ] {
            assert_eq!(uri(file), expected);
        }
    }
}
