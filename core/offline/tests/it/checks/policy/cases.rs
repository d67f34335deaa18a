//! The cases of every family.

use std::collections::BTreeMap;

use mendix_deploy_offline::checks::policy::policy_rules;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{facts, judge, tally};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    passes: Value,
    fails: Value,
}

const FILES: &[(&str, &str)] = &[
    ("target", include_str!("cases/target.json")),
    ("cloud", include_str!("cases/cloud.json")),
    ("database", include_str!("cases/database.json")),
    ("storage", include_str!("cases/storage.json")),
    ("scaling", include_str!("cases/scaling.json")),
    ("resources", include_str!("cases/resources.json")),
    ("docker", include_str!("cases/docker.json")),
    ("kubernetes", include_str!("cases/kubernetes.json")),
    ("cloudFoundry", include_str!("cases/cloud_foundry.json")),
    ("onPremise", include_str!("cases/on_premise.json")),
    ("configuration", include_str!("cases/configuration.json")),
    ("events", include_str!("cases/events.json")),
    ("logging", include_str!("cases/logging.json")),
    ("monitoring", include_str!("cases/monitoring.json")),
    ("builds", include_str!("cases/builds.json")),
    ("pipelines", include_str!("cases/pipelines.json")),
    ("release", include_str!("cases/release.json")),
    ("backup", include_str!("cases/backup.json")),
    ("data", include_str!("cases/data.json")),
    ("secrets", include_str!("cases/secrets.json")),
    ("governance", include_str!("cases/governance.json")),
];

fn cases() -> BTreeMap<String, (String, Case)> {
    let mut all = BTreeMap::new();
    for (family, text) in FILES {
        let cases: BTreeMap<String, Case> = serde_json::from_str(text).unwrap();
        for (id, case) in cases {
            let before = all.insert(id.clone(), ((*family).to_owned(), case));
            assert!(before.is_none(), "{id} has its cases twice");
        }
    }
    all
}

#[test]
fn every_rule_is_described_and_has_its_two_cases() {
    let rules = policy_rules();
    assert_eq!(rules.len(), 195);
    let cases = cases();
    for rule in &rules {
        let (family, _) = cases
            .get(&rule.id)
            .unwrap_or_else(|| panic!("{} has no cases", rule.id));
        assert_eq!(*family, rule.family, "{}", rule.id);
        for (what, text) in [
            ("message", &rule.message),
            ("remedy", &rule.remedy),
            ("reads", &rule.reads),
            ("source", &rule.source),
        ] {
            assert!(!text.is_empty(), "{}: no {what}", rule.id);
        }
        assert!(rule.remedy.ends_with('.'), "{}: {}", rule.id, rule.remedy);
        assert!(
            !rule.message.ends_with('.'),
            "{}: {}",
            rule.id,
            rule.message
        );
    }
    assert_eq!(cases.len(), rules.len(), "a case without a rule");
}

#[test]
fn every_rule_lets_its_passing_case_pass_and_finds_its_failing_case() {
    let mut wrong = Vec::new();
    for (id, (_, case)) in cases() {
        let report = judge(&facts(case.passes));
        let t = tally(&report, &id);
        if t.passed == 0 || t.failed > 0 || report.findings.iter().any(|finding| finding.id == id) {
            wrong.push(format!("{id} does not pass: {t:?}"));
        }
        let report = judge(&facts(case.fails));
        let found: Vec<_> = report
            .findings
            .iter()
            .filter(|finding| finding.id == id)
            .collect();
        let t = tally(&report, &id);
        if found.is_empty() || t.failed == 0 {
            wrong.push(format!("{id} does not fail: {t:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the landscape always knows is enough for these.
const KNOWN_FROM_TIER_AND_TARGET: &[&str] = &["MX-TGT-008", "MX-TGT-009", "MX-STO-002"];

#[test]
fn without_its_facts_no_rule_passes() {
    for (id, (_, case)) in cases() {
        let mut bare = serde_json::Map::new();
        let one = case.passes.get("here").map(|here| json!({"here": here}));
        let environments = one
            .as_ref()
            .or_else(|| case.passes.get("environments"))
            .unwrap();
        for (name, environment) in environments.as_object().unwrap() {
            let kept: serde_json::Map<_, _> = ["tier", "target"]
                .iter()
                .filter_map(|key| Some(((*key).to_owned(), environment.get(*key)?.clone())))
                .collect();
            bare.insert(name.clone(), Value::Object(kept));
        }
        let report = judge(&facts(json!({"environments": bare})));
        let t = tally(&report, &id);
        if !KNOWN_FROM_TIER_AND_TARGET.contains(&id.as_str()) {
            assert_eq!(t.passed, 0, "{id} passes without its facts: {t:?}");
        }
        if t.not_evaluated > 0 {
            assert!(
                !t.waits_for.is_empty(),
                "{id} does not say what it waits for"
            );
            let said = report
                .skipped
                .iter()
                .any(|line| line.starts_with(&format!("{id}: not evaluated")));
            assert!(said, "{id} is not among what was not checked");
        }
    }
}

/// Taking away any single fact of a passing case never turns up a finding by guessing, and of a failing case never makes
/// it pass: what is lacking is lacking.
#[test]
fn a_lacking_fact_is_neither_good_nor_bad() {
    // Facts that only add to what is looked at, or whose absence has a meaning that is documented: a port, a prefix, a
    // limit, a confirmation, a reason.
    const TELLING: &[&str] = &[
        "complete",
        "port",
        "prefix",
        "hostAliases",
        "connectionLimit",
        "confirmed",
        "rehearsed",
        "scheduledEventsReason",
        "label",
        "noRoute",
        "environments",
        "needs",
        "nodes",
        "name",
        "environment",
        "amazon",
        "endpoint",
    ];
    let mut wrong = Vec::new();
    for (id, (_, case)) in cases() {
        for (path, less) in without_each(&case.passes) {
            if path.iter().any(|key| TELLING.contains(&key.as_str())) || is_content(&path) {
                continue;
            }
            // A limit that nobody states is what this rule is about.
            if id == "MX-SCL-008" && path.last().is_some_and(|key| key == "database") {
                continue;
            }
            let report = judge(&facts(less));
            if tally(&report, &id).failed > 0 {
                wrong.push(format!("{id} fails for the lack of {}", path.join(".")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether the path leads into a map that is known as a whole: variables, settings, constants.
fn is_content(path: &[String]) -> bool {
    const MAPS: &[&str] = &[
        "variables",
        "runtimeSettings",
        "constants",
        "services",
        "secretVariables",
        "vaultAnnotations",
        "constantDefaults",
    ];
    path.iter()
        .rev()
        .skip(1)
        .any(|key| MAPS.contains(&key.as_str()))
}

/// The value without one of its leaves each, objects only.
fn without_each(value: &Value) -> Vec<(Vec<String>, Value)> {
    let Value::Object(fields) = value else {
        return Vec::new();
    };
    let mut all = Vec::new();
    // A union is one fact.
    if fields.contains_key("kind") {
        return all;
    }
    for (key, inner) in fields {
        let mut less = fields.clone();
        less.remove(key);
        all.push((vec![key.clone()], Value::Object(less)));
        for (path, inner) in without_each(inner) {
            let mut less = fields.clone();
            less.insert(key.clone(), inner);
            all.push(([vec![key.clone()], path].concat(), Value::Object(less)));
        }
    }
    all.retain(|(path, _)| !matches!(path[..], [ref only] if only == "here"));
    all
}
