//! m2ee-tools: how files are merged, and what is sent.

use mendix_deploy_model::configurations::{Certainty, EvaluatedConfiguration};
use mendix_deploy_offline::targets::evaluate;

use super::support::{finding_ids, has, m2ee, package, text, value};

const BASE: &str = "m2ee:\n  app_name: orders\n  app_base: /srv/orders\n  admin_port: 8090\n  runtime_port: 8080\n  admin_pass: long-and-random\n  javaopts: [-Xmx1g, -Xms1g]\nlogging:\n  - {type: file, name: F, autosubscribe: INFO, filename: /srv/orders/app.log}\n";

fn model() -> mendix_deploy_model::packages::PackageInfo {
    package(
        &[
            ("Orders.Url", "String", "https://default.example"),
            ("Orders.Retries", "Integer", "3"),
        ],
        &["Orders.Cleanup"],
    )
}

fn answer(files: &[(&str, &str)]) -> EvaluatedConfiguration {
    evaluate(&m2ee(files), &model()).unwrap()
}

/// What two files make of one key.
fn merged(first: &str, second: &str, name: &str) -> String {
    let first =
        format!("{BASE}mxruntime:\n  DatabasePassword: p\n  MicroflowConstants: {{}}\n  {first}\n");
    let second = format!("mxruntime:\n  {second}\n");
    text(&answer(&[("a.yaml", &first), ("b.yaml", &second)]), name)
}

#[test]
fn mappings_merge_lists_join_everything_else_is_replaced() {
    for (first, second, expected) in [
        (
            "X: {a: 1, b: 2}",
            "X: {b: 3, c: 4}",
            r#"{"a": 1, "b": 3, "c": 4}"#,
        ),
        (
            "X: {a: {b: [1]}}",
            "X: {a: {b: [2]}}",
            r#"{"a": {"b": [1, 2]}}"#,
        ),
        ("X: [1, 2]", "X: [2, 3]", "[1, 2, 2, 3]"),
        ("X: 1", "X: two", "two"),
        ("X: [1]", "X: one", "one"),
        ("X: {a: 1}", "X: 5", "5"),
        ("X: 1", "X:", "null"),
        ("X:", "X: {a: 1}", r#"{"a": 1}"#),
        ("X: yes", "Y: 1", "true"),
        ("X: 010", "Y: 1", "8"),
        ("X: '010'", "Y: 1", "010"),
        // What cannot be merged takes the whole second file with it.
        ("X: 1", "X: [2]", "1"),
        ("X: 1", "X: {a: 2}", "1"),
        ("X: [1]", "X: {a: 2}", "[1]"),
        ("X: {a: 1}", "X: [2]", r#"{"a": 1}"#),
        ("X:", "X: [2]", "null"),
    ] {
        assert_eq!(merged(first, second, "X"), expected, "{first} and {second}");
    }
}

#[test]
fn a_file_that_cannot_be_merged_or_read_has_no_effect_and_is_told() {
    let base = format!(
        "{BASE}mxruntime: {{DatabasePassword: p, MicroflowConstants: {{}}, X: 1, SessionTimeout: 1000}}\n"
    );
    for (second, words) in [
        (
            "mxruntime: {X: [2], SessionTimeout: 2000}",
            "sets `mxruntime.X`",
        ),
        ("mxruntime:\n\tSessionTimeout: 2000", "is not YAML"),
        ("- a list", "no mapping of sections"),
        ("just a text", "no mapping of sections"),
    ] {
        let answer = answer(&[("a.yaml", &base), ("b.yaml", second)]);
        assert_eq!(text(&answer, "SessionTimeout"), "1000", "{second}");
        let finding = &answer.findings[0];
        assert_eq!(finding.id, "configuration.file_ignored");
        assert!(finding.message.contains(words), "{}", finding.message);
        assert_eq!(finding.subject.as_deref(), Some("b.yaml"));
    }
    // An empty file is none.
    let answer = answer(&[("a.yaml", &base), ("b.yaml", "# nothing\n")]);
    assert_eq!(
        finding_ids(&answer),
        ["setting.unknown_name"],
        "only that of X"
    );
}

#[test]
fn every_value_knows_its_file_and_what_it_replaced() {
    let first = format!(
        "{BASE}mxruntime:\n  DatabasePassword: p\n  SessionTimeout: 1\n  MicroflowConstants:\n    Orders.Url: one\n"
    );
    let second = "mxruntime:\n  SessionTimeout: 2\n  MicroflowConstants:\n    Orders.Url: two\n";
    let answer = answer(&[
        ("/etc/m2ee/m2ee.yaml", &first),
        ("/home/app/.m2ee/m2ee.yaml", second),
    ]);
    assert_eq!(finding_ids(&answer), Vec::<&str>::new());
    let timeout = value(&answer, "SessionTimeout");
    let at = timeout.provenance.location.as_ref().unwrap();
    assert_eq!(
        (at.file.as_deref(), at.line, at.column),
        (Some("/home/app/.m2ee/m2ee.yaml"), 2, 19)
    );
    assert_eq!(
        timeout.provenance.place.as_deref(),
        Some("mxruntime.SessionTimeout")
    );
    let lost = timeout.overrode[0].provenance.location.as_ref().unwrap();
    assert_eq!(
        (lost.file.as_deref(), lost.line),
        (Some("/etc/m2ee/m2ee.yaml"), 12)
    );
    let url = value(&answer, "Orders.Url");
    assert_eq!(url.overrode.len(), 2, "the first file and the model");
    assert_eq!(url.certainty, Certainty::Observed);
}

#[test]
fn constants_are_those_of_the_model_with_defaults_as_text() {
    let text_of = format!(
        "{BASE}mxruntime:\n  DatabasePassword: p\n  MicroflowConstants:\n    Orders.Url: x\n    Orders.Urll: y\n    Orders_Retries: 4\n"
    );
    let answer = answer(&[("m2ee.yaml", &text_of)]);
    assert_eq!(text(&answer, "Orders.Url"), "x");
    let retries = value(&answer, "Orders.Retries");
    assert_eq!(
        retries.content,
        mendix_deploy_model::configurations::EffectiveContent::Text {
            text: "3".to_owned()
        }
    );
    let lost: Vec<_> = answer
        .lost
        .iter()
        .map(|lost| (lost.name.as_str(), lost.suggestion.as_deref()))
        .collect();
    assert_eq!(
        lost,
        [
            ("Orders.Urll", Some("Orders.Url")),
            ("Orders_Retries", Some("Orders.Retries"))
        ]
    );
}

#[test]
fn guide_28_events_stand_below_mxruntime_as_list_or_text() {
    for events in [
        "[Orders.Cleanup, Orders.Other]",
        "'Orders.Cleanup,Orders.Other'",
    ] {
        let yaml = format!(
            "{BASE}mxruntime: {{DatabasePassword: p, MicroflowConstants: {{}}, ScheduledEventExecution: SPECIFIED, MyScheduledEvents: {events}}}\n"
        );
        let answer = answer(&[("m2ee.yaml", &yaml)]);
        assert_eq!(text(&answer, "ScheduledEventExecution"), "SPECIFIED");
        assert_eq!(
            text(&answer, "MyScheduledEvents"),
            "Orders.Cleanup,Orders.Other"
        );
    }
}

#[test]
fn guide_29_without_logging_and_javaopts_there_is_no_log_and_a_default_heap() {
    let yaml = "m2ee: {app_name: o, app_base: /o, admin_port: 8090, runtime_port: 8080, admin_pass: long}\nmxruntime: {DatabasePassword: p, MicroflowConstants: {}}\n";
    assert_eq!(
        finding_ids(&answer(&[("m2ee.yaml", yaml)])),
        ["jvm.options_missing", "logging.missing"]
    );
}

#[test]
fn what_m2ee_needs_stops_it_by_name() {
    for (yaml, subject) in [
        (
            "m2ee: {admin_port: 8090, admin_pass: long}",
            "m2ee.app_base",
        ),
        ("m2ee: {app_base: /o, admin_pass: long}", "m2ee.admin_port"),
        (
            "m2ee: {app_base: /o, admin_port: 0, admin_pass: long}",
            "m2ee.admin_port",
        ),
        ("m2ee: {app_base: /o, admin_port: 8090}", "m2ee.admin_pass"),
        (
            "m2ee: {app_base: /o, admin_port: 8090, admin_pass: 1}",
            "m2ee.admin_pass",
        ),
        (
            "m2ee: {app_base: /o, admin_port: 8090, admin_pass: password}",
            "m2ee.admin_pass",
        ),
        ("", "m2ee.app_base"),
    ] {
        let failure = answer(&[("m2ee.yaml", yaml)]).start_failure.unwrap();
        assert_eq!(failure.subject.as_deref(), Some(subject), "{yaml}");
        assert_eq!(failure.stage, "configuration");
    }
}

#[test]
fn dtap_mode_is_always_p_and_base_path_is_app_base() {
    let yaml = format!(
        "{BASE}mxruntime: {{DatabasePassword: p, MicroflowConstants: {{}}, DTAPMode: D}}\n"
    );
    let answer = answer(&[("m2ee.yaml", &yaml)]);
    assert_eq!(text(&answer, "DTAPMode"), "P");
    assert_eq!(value(&answer, "DTAPMode").overrode.len(), 1);
    assert_eq!(finding_ids(&answer), ["setting.forced"]);
    assert_eq!(text(&answer, "BasePath"), "/srv/orders");
    assert_eq!(text(&answer, "RuntimePath"), "<masked>");
    assert!(!has(&answer, "MicroflowConstants"));
}

#[test]
fn includes_are_read_last_and_one_level_deep() {
    let first = format!(
        "{BASE}include: [secrets.yaml, nowhere.yaml]\nmxruntime: {{DatabasePassword: p, MicroflowConstants: {{}}, SessionTimeout: 1}}\n"
    );
    let second = "mxruntime: {SessionTimeout: 2}\n";
    let included = "include: [deeper.yaml]\nmxruntime: {SessionTimeout: 3}\n";
    let deeper = "mxruntime: {SessionTimeout: 4}\n";
    let answer = answer(&[
        ("secrets.yaml", included),
        ("m2ee.yaml", &first),
        ("own.yaml", second),
        ("deeper.yaml", deeper),
    ]);
    assert_eq!(text(&answer, "SessionTimeout"), "3");
    assert_eq!(finding_ids(&answer), ["configuration.file_missing"]);
}

#[test]
fn sections_and_settings_that_nobody_reads_are_told() {
    let yaml = format!(
        "{BASE}custom: {{Orders.Url: x}}\nmxruntme: {{}}\nmxruntime: {{DatabasePassword: p, MicroflowConstants: {{}}, com.mendix.core.SessionTimeout: 1, Orders.Retries: 5, SessionTimeout: soon}}\n"
    );
    let answer = answer(&[("m2ee.yaml", &yaml)]);
    let lost: Vec<_> = answer
        .lost
        .iter()
        .map(|lost| (lost.name.as_str(), lost.reason.as_str()))
        .collect();
    assert_eq!(lost[0].0, "custom");
    assert!(
        lost[1].1.ends_with("Did you mean `mxruntime`?"),
        "{}",
        lost[1].1
    );
    assert_eq!(
        finding_ids(&answer),
        [
            "constant.as_setting",
            "setting.unknown_name",
            "setting.wrong_type"
        ]
    );
}

#[test]
fn yaml_that_is_hostile_is_refused_by_line_within_bounds() {
    let mut bomb = "m2ee: &a0 [x,x,x,x,x,x,x,x,x]\n".to_owned();
    for i in 1..30 {
        bomb.push_str(&format!(
            "k{i}: &a{i} [*a{0},*a{0},*a{0},*a{0},*a{0},*a{0},*a{0},*a{0}]\n",
            i - 1
        ));
    }
    let deep = format!("m2ee: {}", "[".repeat(100_000));
    let twice = "m2ee:\n  app_base: /a\n  app_base: /b\n";
    let large = "a".repeat(2 * 1024 * 1024);
    for (yaml, words) in [
        (bomb.as_str(), "values"),
        (&deep, "deeper"),
        (twice, "line 3"),
        (&large, "bytes"),
    ] {
        let error = evaluate(&m2ee(&[("m2ee.yaml", yaml)]), &model()).unwrap_err();
        assert_eq!(error.code().as_str(), "input.invalid");
        let message = error.to_string();
        assert!(
            message.contains("m2ee.yaml") && message.contains(words),
            "{message}"
        );
    }
}

#[test]
fn no_value_is_printed() {
    let yaml = format!(
        "{BASE}mxruntime: {{DatabasePassword: hunter2-é, MicroflowConstants: {{Orders.Url: hunter2-é}}, Orders.Retries: hunter2-é}}\n"
    );
    let answer = answer(&[("m2ee.yaml", &yaml)]);
    assert!(!format!("{answer:?}").contains("hunter2"), "{answer:?}");
}
