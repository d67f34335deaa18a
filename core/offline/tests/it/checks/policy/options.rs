//! Exemptions, rules of the team, the day.

use mendix_deploy_model::{
    findings::{Report, Severity},
    policies::{
        CustomRule, CustomRuleResult, PolicyExemption, PolicyOperator, PolicyOptions, RuleStatus,
    },
};
use mendix_deploy_offline::checks::policy::policy_of_facts;
use serde_json::json;

use super::{facts, options, tally};

fn judge(options: &PolicyOptions) -> Report {
    let facts = facts(
        json!({"here": {"tier": "production", "replicas": 2, "database": {"user": "sa", "tls": "prefer"},
        "accessGroups": ["users", "auditors"], "runtimeSettings": {"SessionTimeout": "600000"}}}),
    );
    policy_of_facts(&facts, options).unwrap()
}

fn exemption(rule: &str, address: Option<&str>, until: &str) -> PolicyExemption {
    PolicyExemption {
        rule: rule.to_owned(),
        address: address.map(str::to_owned),
        reason: "agreed".to_owned(),
        until: until.parse().unwrap(),
    }
}

fn found<'r>(report: &'r Report, id: &str) -> Vec<&'r str> {
    report
        .findings
        .iter()
        .filter(|finding| finding.id == id)
        .map(|finding| finding.message.as_str())
        .collect()
}

#[test]
fn an_exemption_holds_until_its_last_day() {
    for (address, until, held) in [
        (None, "2026-11-24", true),
        (Some("orders"), "2026-11-25", true),
        (Some("orders/here"), "2026-11-24", true),
        (Some("orders/there"), "2026-11-24", false),
        (Some("other"), "2026-11-24", false),
        (None, "2026-11-23", false),
    ] {
        let report = judge(&options().exemptions(vec![exemption("MX-DB-013", address, until)]));
        assert_eq!(
            found(&report, "MX-DB-013").is_empty(),
            held,
            "{address:?} {until}"
        );
        assert_eq!(tally(&report, "MX-DB-013").exempted, u32::from(held));
        assert_eq!(
            report
                .skipped
                .iter()
                .any(|line| line.contains("exempted") && line.contains("agreed")),
            held
        );
    }
    let report = judge(&options().exemptions(vec![exemption("MX-DB-013", None, "2026-11-23")]));
    assert!(found(&report, "MX-DB-013")[0].contains("its exemption ended on 2026-11-23"));
}

#[test]
fn without_the_day_no_exemption_holds() {
    let report = judge(&PolicyOptions::default().exemptions(vec![exemption(
        "MX-DB-013",
        None,
        "2099-01-01",
    )]));
    assert!(found(&report, "MX-DB-013")[0].contains("asOf"));
}

#[test]
fn an_exemption_from_a_rule_that_does_not_exist_is_an_error() {
    let options = options().exemptions(vec![exemption("MX-DB-O13", None, "2099-01-01")]);
    let error = policy_of_facts(&facts(json!({})), &options).unwrap_err();
    assert_eq!(error.code().as_str(), "input.invalid");
    assert!(
        error.message().contains("MX-DB-O13") && error.message().contains("MX-DB-013"),
        "{}",
        error.message()
    );
    let mut silent = exemption("MX-DB-013", None, "2099-01-01");
    silent.reason = " ".to_owned();
    assert!(
        policy_of_facts(
            &facts(json!({})),
            &PolicyOptions::default().exemptions(vec![silent])
        )
        .is_err()
    );
}

fn rule(path: &str, operator: PolicyOperator, values: &[&str]) -> CustomRule {
    CustomRule {
        id: "OWN-1".to_owned(),
        severity: Some(Severity::Warning),
        targets: Vec::new(),
        tiers: Vec::new(),
        path: path.to_owned(),
        operator,
        values: values.iter().map(|value| (*value).to_owned()).collect(),
        message: "not as agreed".to_owned(),
        remedy: "Ask.".to_owned(),
    }
}

#[test]
fn a_rule_of_the_team_compares_a_fact() {
    use PolicyOperator as O;
    use RuleStatus as S;
    for (path, operator, values, status) in [
        ("/replicas", O::Equals, &["2"][..], S::Passed),
        ("/replicas", O::Equals, &["2.0"], S::Passed),
        ("/replicas", O::AtLeast, &["3"], S::Failed),
        ("/replicas", O::AtMost, &["3"], S::Passed),
        (
            "/database/tls",
            O::OneOf,
            &["require", "verify-full"],
            S::Failed,
        ),
        ("/database/tls", O::NoneOf, &["prefer"], S::Failed),
        ("/database/tls", O::StartsWith, &["pre"], S::Passed),
        ("/database/tls", O::EndsWith, &["full"], S::Failed),
        ("/accessGroups", O::Contains, &["auditors"], S::Passed),
        ("/accessGroups", O::Contains, &["audit"], S::Failed),
        (
            "/runtimeSettings/SessionTimeout",
            O::AtMost,
            &["600000"],
            S::Passed,
        ),
        ("/database/tls", O::AtMost, &["3"], S::Failed),
        ("/owner", O::Present, &[], S::Failed),
        ("/owner", O::Absent, &[], S::Passed),
        ("/owner", O::Equals, &["us"], S::NotEvaluated),
    ] {
        let report = judge(&options().custom_rules(vec![rule(path, operator, values)]));
        let t = tally(&report, "OWN-1");
        let is = match (t.passed, t.failed, t.not_evaluated) {
            (1, 0, 0) => S::Passed,
            (0, 1, 0) => S::Failed,
            (0, 0, 1) => S::NotEvaluated,
            _ => panic!("{t:?}"),
        };
        assert_eq!(is, status, "{path} {operator} {values:?}");
        assert_eq!(
            found(&report, "OWN-1").len(),
            usize::from(status == S::Failed)
        );
    }
}

#[test]
fn a_rule_that_cannot_be_used_is_an_error() {
    use PolicyOperator as O;
    let mut taken = rule("/replicas", O::Equals, &["2"]);
    taken.id = "MX-OWN-1".to_owned();
    for rules in [
        vec![taken],
        vec![rule("replicas", O::Equals, &["2"])],
        vec![rule("/replicas", O::Equals, &[])],
        vec![rule("/replicas", O::AtLeast, &["many"])],
        vec![rule("/replicas", O::Present, &["2"])],
        vec![
            rule("/replicas", O::Equals, &["2"]),
            rule("/replicas", O::Equals, &["3"]),
        ],
    ] {
        let error =
            policy_of_facts(&facts(json!({})), &options().custom_rules(rules.clone())).unwrap_err();
        assert_eq!(error.code().as_str(), "input.invalid", "{rules:?}");
    }
}

#[test]
fn what_a_function_found_is_reported_like_any_other_rule() {
    let result = |status, message: Option<&str>| CustomRuleResult {
        id: "OWN-2".to_owned(),
        severity: None,
        address: "orders/here".to_owned(),
        status,
        message: message.map(str::to_owned),
        remedy: Some("Ask.".to_owned()),
    };
    let report =
        judge(&options().custom_results(vec![result(RuleStatus::Failed, Some("too small"))]));
    assert_eq!(found(&report, "OWN-2"), ["too small"]);
    assert_eq!(
        report
            .findings
            .iter()
            .find(|finding| finding.id == "OWN-2")
            .unwrap()
            .severity,
        Severity::Error
    );
    let report = judge(
        &options().custom_results(vec![result(RuleStatus::NotEvaluated, Some("the tariff"))]),
    );
    assert_eq!(tally(&report, "OWN-2").waits_for, ["the tariff"]);
    // It can be exempted as well.
    let report = judge(
        &options()
            .custom_results(vec![result(RuleStatus::Failed, None)])
            .exemptions(vec![exemption("OWN-2", None, "2026-12-31")]),
    );
    assert_eq!(tally(&report, "OWN-2").exempted, 1);
}

#[test]
fn findings_below_the_least_severity_are_counted_and_not_listed() {
    let report = judge(&options().least(Severity::Error));
    assert!(
        report
            .findings
            .iter()
            .all(|finding| finding.severity == Severity::Error)
    );
    assert_eq!(tally(&report, "MX-DB-013").failed, 1);
}
