//! Targets whose rules are only documented: Mendix Cloud and the Service Console.

use mendix_deploy_model::{
    cloud::{ConstantSetting, EventSetting, EventState, Settings},
    configurations::{
        Certainty, ConfigurationInput, EffectiveContent, EvaluatedConfiguration, ProvenanceSource,
    },
    packages::PackageInfo,
};
use mendix_deploy_offline::targets::evaluate;

use super::support::{finding_ids, has, package, text, value};

fn model() -> PackageInfo {
    package(
        &[
            ("Orders.Url", "String", "https://default.example"),
            ("Orders.Key", "String", ""),
            ("Orders.New", "String", "n"),
        ],
        &["Orders.Cleanup", "Orders.Sync"],
    )
}

fn constant(name: &str, value: &str, deployed: Option<&str>) -> ConstantSetting {
    ConstantSetting {
        name: name.to_owned(),
        data_type: None,
        value: Some(value.to_owned()),
        deployed_value: deployed.map(str::to_owned),
    }
}

fn cloud(settings: Settings) -> EvaluatedConfiguration {
    evaluate(&ConfigurationInput::MendixCloud { settings }, &model()).unwrap()
}

#[test]
fn masked_values_are_never_taken_for_values() {
    let answer = cloud(Settings {
        constants: vec![
            constant(
                "Orders.Url",
                "https://new.example",
                Some("https://old.example"),
            ),
            constant("Orders.Key", "********", Some("********")),
            constant("Sales.Vanished", "x", None),
        ],
        custom_settings: vec![
            serde_json::json!({"Name": "SessionTimeout", "Value": "1000"}),
            serde_json::json!({"Name": "Secret", "Value": "***"}),
            serde_json::json!(["something else"]),
        ],
        scheduled_events: vec![
            EventSetting {
                name: "Orders.Cleanup".to_owned(),
                value: EventState::Enabled,
                deployed_value: Some(EventState::Disabled),
            },
            EventSetting {
                name: "Orders.Sync".to_owned(),
                value: EventState::Disabled,
                deployed_value: None,
            },
            EventSetting {
                name: "Orders.Syn".to_owned(),
                value: EventState::Enabled,
                deployed_value: None,
            },
        ],
    });
    assert_eq!(
        value(&answer, "Orders.Key").content,
        EffectiveContent::Masked
    );
    assert_eq!(value(&answer, "Secret").content, EffectiveContent::Masked);
    assert_eq!(text(&answer, "Orders.Url"), "https://new.example");
    assert_eq!(value(&answer, "Orders.Url").overrode.len(), 1);
    assert_eq!(
        value(&answer, "Orders.New").provenance.source,
        ProvenanceSource::Model
    );
    assert_eq!(text(&answer, "Orders.Cleanup"), "true");
    assert_eq!(text(&answer, "Orders.Sync"), "false");
    assert_eq!(text(&answer, "SessionTimeout"), "1000");
    assert_eq!(
        value(&answer, "SessionTimeout").certainty,
        Certainty::Inferred
    );
    assert_eq!(
        finding_ids(&answer),
        [
            "constant.restart_pending",
            "event.restart_pending",
            "configuration.not_understood",
            "constant.masked"
        ]
    );
    let lost: Vec<_> = answer
        .lost
        .iter()
        .map(|lost| (lost.name.as_str(), lost.suggestion.as_deref()))
        .collect();
    assert_eq!(
        lost,
        [
            ("Sales.Vanished", None),
            ("Orders.Syn", Some("Orders.Sync"))
        ]
    );
    assert_eq!(answer.certainty, Certainty::Documented);
}

#[test]
fn the_service_console_answers_by_name_and_says_that_it_is_not_observed() {
    let settings = "DatabaseType: PostgreSQL\nConstants:\n  Orders.Url: https://own.example\nCustom:\n  - Name: SessionTimeout\n    Value: 1000\nSomething: else\n";
    let input = ConfigurationInput::Windows {
        settings: settings.to_owned(),
    };
    let answer = evaluate(&input, &model()).unwrap();
    assert_eq!(text(&answer, "Orders.Url"), "https://own.example");
    assert_eq!(text(&answer, "SessionTimeout"), "1000");
    assert_eq!(text(&answer, "DatabaseType"), "PostgreSQL");
    assert!(!has(&answer, "Something"));
    assert_eq!(answer.certainty, Certainty::Inferred);
    assert_eq!(finding_ids(&answer), ["configuration.not_observed"]);
    assert!(
        answer.findings[0]
            .message
            .contains("1 values were not understood"),
        "{}",
        answer.findings[0].message
    );
    for wrong in ["a: [", "a: 1\na: 2"] {
        let input = ConfigurationInput::Windows {
            settings: wrong.to_owned(),
        };
        assert!(evaluate(&input, &model()).is_err(), "{wrong}");
    }
}
