//! The formats of a report.

use mendix_deploy_offline::render::{TextStyle, html, junit, markdown, report_page, sarif, text};
use serde_json::Value;

use super::{hostile, report};

/// The version of the library is not part of what is compared.
fn settled(text: String) -> String {
    text.replace(env!("CARGO_PKG_VERSION"), "[version]")
}

#[test]
fn a_report_as_text() {
    insta::assert_snapshot!(text(&report_page(&report()), TextStyle::default()));
}

#[test]
fn a_report_as_markdown() {
    insta::assert_snapshot!(markdown(&report_page(&report())));
}

#[test]
fn a_report_as_html() {
    insta::assert_snapshot!(html(&report_page(&report())));
}

#[test]
fn a_report_as_sarif() {
    insta::assert_snapshot!(settled(sarif(&report())));
}

#[test]
fn a_report_as_junit() {
    insta::assert_snapshot!(junit(&report()));
}

#[test]
fn nothing_found_is_said() {
    let mut report = report();
    report.findings.clear();
    report.skipped.clear();
    insta::assert_snapshot!(text(&report_page(&report), TextStyle::default()));
    insta::assert_snapshot!(junit(&report));
}

#[test]
fn a_console_without_box_characters_gets_none() {
    let mut report = report();
    report.findings.pop();
    let style = TextStyle {
        unicode: false,
        ..TextStyle::default()
    };
    assert!(text(&report_page(&report), style).is_ascii());
}

#[test]
fn sarif_points_each_result_to_its_rule_and_line() {
    let report = report();
    let log: Value = serde_json::from_str(&sarif(&report)).unwrap();
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), 3, "one per id");
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), report.findings.len());
    for result in results {
        let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[rule]["id"], result["ruleId"]);
    }
    let region = &results[0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(
        (region["startLine"].as_u64(), region["startColumn"].as_u64()),
        (Some(12), Some(9))
    );
    assert!(
        results[2].get("locations").is_none(),
        "a package has no line"
    );
}

#[test]
fn hostile_text_stays_text_in_every_format() {
    let report = hostile();
    let page = report_page(&report);
    for shown in [
        text(&page, TextStyle::default()),
        markdown(&page),
        html(&page),
        sarif(&report),
        junit(&report),
    ] {
        for control in ['\u{1b}', '\u{202e}', '\u{0}'] {
            assert!(!shown.contains(control), "{shown}");
        }
    }
    assert!(!html(&page).contains("<script"));
    assert!(serde_json::from_str::<Value>(&sarif(&report)).is_ok());
}

/// Read by an XML parser that is not ours, it has the cases, failures and skips that the report has.
#[test]
fn junit_is_xml_whatever_the_text() {
    for report in [report(), hostile()] {
        let text = junit(&report);
        let tree = roxmltree::Document::parse(&text).unwrap();
        let count = |name: &str| {
            tree.descendants()
                .filter(|node| node.has_tag_name(name))
                .count()
        };
        assert_eq!(
            count("testcase"),
            report.findings.len() + report.skipped.len()
        );
        assert_eq!(count("failure"), 2);
        assert_eq!(count("skipped"), report.skipped.len());
        let root = tree.root_element();
        assert_eq!(root.attribute("tests"), Some("5"));
        let sum: usize = root
            .children()
            .filter_map(|suite| suite.attribute("tests")?.parse::<usize>().ok())
            .sum();
        assert_eq!(sum, 5);
    }
    assert!(!junit(&hostile()).contains("<script"));
}
