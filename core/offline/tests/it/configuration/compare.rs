//! Configurations side by side.

use mendix_deploy_model::{
    configurations::{
        Certainty, ComparisonVerdict, ConfigurationArea, ConfigurationComparison, EffectiveContent,
        EffectiveValue, EvaluatedConfiguration, NamedConfiguration, Provenance, ProvenanceSource,
        Sensitivity, StartFailure,
    },
    landscapes::TargetKind,
};
use mendix_deploy_offline::{configuration::compare::compare_configurations, document::render_as};

const SECRET: &str = "hunter2-planted";

fn text(text: &str) -> EffectiveContent {
    EffectiveContent::Text {
        text: text.to_owned(),
    }
}

fn reference(reference: &str) -> EffectiveContent {
    EffectiveContent::SecretReference {
        reference: reference.to_owned(),
    }
}

fn json(json: &str) -> EffectiveContent {
    EffectiveContent::Json {
        json: json.to_owned(),
    }
}

fn value(name: &str, content: EffectiveContent, sensitivity: Sensitivity) -> EffectiveValue {
    EffectiveValue {
        name: name.to_owned(),
        area: ConfigurationArea::RuntimeSetting,
        content,
        sensitivity,
        provenance: Provenance {
            source: ProvenanceSource::Variable,
            place: None,
            location: None,
            rule: "the variable is set".to_owned(),
        },
        overrode: Vec::new(),
        certainty: Certainty::Observed,
    }
}

fn column(name: &str, values: Vec<EffectiveValue>) -> NamedConfiguration {
    NamedConfiguration {
        name: name.to_owned(),
        configuration: EvaluatedConfiguration {
            target: TargetKind::Docker,
            values,
            lost: Vec::new(),
            findings: Vec::new(),
            start_failure: None,
            certainty: Certainty::Observed,
        },
    }
}

/// The comparison of one setting that columns have as told; `None`: the column lacks it.
fn row(contents: &[Option<EffectiveContent>], sensitivity: Sensitivity) -> ConfigurationComparison {
    let columns: Vec<_> = contents
        .iter()
        .enumerate()
        .map(|(at, content)| {
            let values = content
                .clone()
                .map(|content| value("S", content, sensitivity));
            column(&format!("e{at}"), values.into_iter().collect())
        })
        .collect();
    compare_configurations(&columns)
}

fn verdict(contents: &[Option<EffectiveContent>]) -> ComparisonVerdict {
    row(contents, Sensitivity::Public).settings[0].verdict
}

#[test]
fn equal_values_are_the_same_in_every_spelling() {
    let number = EffectiveContent::Number {
        number: "10".to_owned(),
    };
    let yes = EffectiveContent::Boolean { value: true };
    for pair in [
        [text("10"), number],
        [text("true"), yes],
        [json(r#"[1, 2]"#), json("[1,2]")],
        [json(r#"{"a":1,"b":2}"#), text(r#"{ "b": 2, "a": 1 }"#)],
        [reference("vault://a/b#c"), reference("vault://a/b#c")],
    ] {
        let pair = pair.map(Some);
        assert_eq!(verdict(&pair), ComparisonVerdict::Same, "{pair:?}");
    }
}

#[test]
fn different_values_and_missing_ones_differ() {
    for pair in [
        [Some(text("a")), Some(text("b"))],
        [Some(text("1")), Some(text("01"))],
        [Some(text("")), None],
        [Some(text("a")), Some(EffectiveContent::Absent)],
        [Some(reference("vault://a/b#c")), None],
        [Some(EffectiveContent::Masked), None],
        [Some(json("[1]")), Some(json("[2]"))],
    ] {
        assert_eq!(verdict(&pair), ComparisonVerdict::Different, "{pair:?}");
    }
}

#[test]
fn what_is_masked_or_behind_a_reference_is_never_taken_for_a_value() {
    for row in [
        vec![
            Some(EffectiveContent::Masked),
            Some(EffectiveContent::Masked),
        ],
        vec![Some(EffectiveContent::Masked), Some(text("********"))],
        vec![
            Some(reference("vault://a/b#c")),
            Some(reference("vault://a/b#d")),
        ],
        vec![Some(reference("vault://a/b#c")), Some(text("x"))],
    ] {
        assert_eq!(verdict(&row), ComparisonVerdict::Unknown, "{row:?}");
    }
    // Two known values differ, whatever the third is.
    let row = [
        Some(text("a")),
        Some(text("b")),
        Some(EffectiveContent::Masked),
    ];
    assert_eq!(verdict(&row), ComparisonVerdict::Different);
}

#[test]
fn secrets_are_compared_and_shown_nowhere() {
    for sensitivity in [Sensitivity::Secret, Sensitivity::Unknown] {
        let contents = [Some(text(SECRET)), Some(text("other")), Some(text(SECRET))];
        let comparison = row(&contents, sensitivity);
        let setting = &comparison.settings[0];
        assert_eq!(setting.verdict, ComparisonVerdict::Different);
        let groups: Vec<_> = setting.values.iter().map(|value| value.group).collect();
        assert_eq!(groups, [Some(1), Some(2), Some(1)]);
        for format in ["text", "markdown", "html", "json"] {
            let rendered = render_as(&comparison, format).unwrap();
            assert!(!rendered.contains(SECRET), "{format}: {rendered}");
        }
        assert!(!format!("{comparison:?}").contains(SECRET));
    }
}

#[test]
fn a_value_that_is_secret_in_one_column_is_shown_in_none() {
    let comparison = compare_configurations(&[
        column("a", vec![value("S", text(SECRET), Sensitivity::Public)]),
        column("b", vec![value("S", text("x"), Sensitivity::Secret)]),
    ]);
    let shown: Vec<_> = comparison.settings[0]
        .values
        .iter()
        .map(|value| &value.shown)
        .collect();
    assert_eq!(shown, ["set", "set"]);
}

#[test]
fn a_start_that_fails_is_told_beside_the_values() {
    let mut broken = column("orders/test", Vec::new());
    broken.configuration.start_failure = Some(StartFailure {
        stage: "database".to_owned(),
        message: "no database is configured".to_owned(),
        subject: None,
        remedy: "Set DATABASE_URL.".to_owned(),
        certainty: Certainty::Observed,
    });
    let comparison = compare_configurations(&[broken]);
    assert_eq!(
        comparison.notes,
        ["orders/test would not start: no database is configured"]
    );
    assert!(comparison.settings.is_empty());
}

#[test]
fn the_page_puts_differences_first() {
    let public = Sensitivity::Public;
    let comparison = compare_configurations(&[
        column(
            "orders/acceptance",
            vec![
                value(
                    "ApplicationRootUrl",
                    text("https://acc.example.com"),
                    public,
                ),
                value("HashAlgorithm", text("BCRYPT"), public),
                value(
                    "License.SubscriptionSecret",
                    text(SECRET),
                    Sensitivity::Secret,
                ),
            ],
        ),
        column(
            "orders/production",
            vec![
                value("ApplicationRootUrl", text("https://example.com"), public),
                value("HashAlgorithm", text("BCRYPT"), public),
                value(
                    "License.SubscriptionSecret",
                    reference("vault://secret/mendix#subscription"),
                    Sensitivity::Secret,
                ),
            ],
        ),
    ]);
    insta::assert_snapshot!(render_as(&comparison, "markdown").unwrap());
}
