//! GitLab's code quality report.

use std::collections::BTreeSet;

use mendix_deploy_offline::render::gitlab;
use serde_json::Value;

use super::{hostile, report};

#[test]
fn every_finding_has_what_gitlab_asks_for() {
    for report in [report(), hostile()] {
        let text = gitlab(&report);
        let entries: Vec<Value> = serde_json::from_str(&text).unwrap();
        assert_eq!(entries.len(), report.findings.len());
        let mut prints = BTreeSet::new();
        for entry in &entries {
            assert!(entry["description"].is_string() && entry["check_name"].is_string());
            let severity = entry["severity"].as_str().unwrap();
            assert!(["info", "minor", "major", "critical", "blocker"].contains(&severity));
            assert_eq!(entry["location"]["path"], "mendix-deploy.yaml");
            assert!(entry["location"]["lines"]["begin"].as_u64().unwrap() >= 1);
            assert!(
                prints.insert(entry["fingerprint"].as_str().unwrap().to_owned()),
                "a fingerprint stands twice"
            );
        }
    }
}

#[test]
fn a_fingerprint_does_not_change_when_lines_move() {
    let prints = |text: &str| -> Vec<String> {
        let entries: Vec<Value> = serde_json::from_str(text).unwrap();
        entries
            .iter()
            .map(|entry| entry["fingerprint"].as_str().unwrap().to_owned())
            .collect()
    };
    let mut moved = report();
    for finding in &mut moved.findings {
        if let Some(at) = &mut finding.location {
            at.line += 7;
        }
    }
    assert_eq!(prints(&gitlab(&report())), prints(&gitlab(&moved)));
}
