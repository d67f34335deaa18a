//! From what is wanted to what a target is handed, and back: the evaluator sees what was wanted, or the emission says what
//! the target cannot carry.

use std::collections::BTreeSet;

use mendix_deploy_model::{
    configurations::{
        ConfigurationInput, EffectiveContent, Emission, InputForm, WantedConfiguration, WantedValue,
    },
    landscapes::ScheduledEvents,
    packages::PackageInfo,
};
use mendix_deploy_offline::targets::{emit, evaluate};
use proptest::prelude::*;

use super::support::{package, shown};

/// `A_B.C` and `A.B_C` share a variable.
fn model() -> PackageInfo {
    package(
        &[
            ("A_B.C", "String", "one"),
            ("A.B_C", "String", "two"),
            ("Orders.Url", "String", "https://default.example"),
            ("Orders.Retries", "Integer", "3"),
            ("Orders.Flag", "Boolean", "false"),
            ("Orders.Grüße", "String", ""),
        ],
        &["Orders.Cleanup", "Orders.Sync"],
    )
}

fn wanted(
    constants: &[(&str, &str)],
    settings: &[(&str, EffectiveContent)],
) -> WantedConfiguration {
    WantedConfiguration {
        constants: constants
            .iter()
            .map(|(name, value)| WantedValue {
                name: (*name).to_owned(),
                content: text(value),
            })
            .collect(),
        scheduled_events: None,
        runtime_settings: settings
            .iter()
            .map(|(name, content)| WantedValue {
                name: (*name).to_owned(),
                content: content.clone(),
            })
            .collect(),
    }
}

fn text(value: &str) -> EffectiveContent {
    EffectiveContent::Text {
        text: value.to_owned(),
    }
}

/// What the database needs, as variables: without it the buildpack does not start.
fn database() -> Vec<WantedValue> {
    [
        ("DatabaseType", "POSTGRESQL"),
        ("DatabaseHost", "db.example:5432"),
        ("DatabaseName", "orders"),
        ("DatabaseUserName", "orders"),
        ("DatabasePassword", "p@ss word"),
    ]
    .map(|(name, value)| WantedValue {
        name: name.to_owned(),
        content: text(value),
    })
    .to_vec()
}

fn not_carried(emission: &Emission) -> BTreeSet<&str> {
    emission
        .not_carried
        .iter()
        .map(|item| item.name.as_str())
        .collect()
}

/// Holds what the evaluator of a form sees against what was wanted.
fn round_trip(form: InputForm, wanted: &WantedConfiguration) {
    let model = model();
    let mut emission = emit(form, wanted, &model);
    if let ConfigurationInput::CloudFoundry { application, .. } = &mut emission.input {
        // The platform's own part.
        *application = Some(r#"{"limits": {"mem": 2048}, "application_uris": ["orders.example"], "application_name": "orders", "application_id": "1", "name": "orders"}"#.to_owned());
    }
    if let ConfigurationInput::Kubernetes { hostname, .. } = &mut emission.input {
        *hostname = Some("orders-0".to_owned());
    }
    let refused = not_carried(&emission);
    let answer = evaluate(&emission.input, &model).unwrap();
    if !matches!(form, InputForm::M2ee) {
        // m2ee needs the host's own file besides.
        assert_eq!(answer.start_failure, None, "{form:?}");
    }
    let seen = |name: &str| {
        answer
            .values
            .iter()
            .find(|value| value.name == name)
            .map(|value| shown(&value.content))
    };
    for WantedValue { name, content } in wanted.constants.iter().chain(&wanted.runtime_settings) {
        if !refused.contains(name.as_str()) {
            let found = seen(name).unwrap_or_else(|| panic!("{form:?}: {name}"));
            let expected = shown(content);
            // Members of JSON objects have no order.
            let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
            let is_json = matches!(content, EffectiveContent::Json { .. });
            if !(is_json && json(&found).is_some() && json(&found) == json(&expected)) {
                assert_eq!(found, expected, "{form:?}: {name}");
            }
        }
    }
    if matches!(form, InputForm::Windows) {
        return;
    }
    for constant in &model.constants {
        let is_wanted = wanted
            .constants
            .iter()
            .any(|wanted| wanted.name == constant.name);
        // The file of a portable package is read behind those that hold the defaults.
        if !is_wanted && !matches!(form, InputForm::Portable) {
            assert_eq!(
                seen(&constant.name),
                constant.default_value,
                "{form:?}: {}",
                constant.name
            );
        }
    }
    let Some(events) = &wanted.scheduled_events else {
        return;
    };
    let (execution, names) = match events {
        ScheduledEvents::All => ("ALL", String::new()),
        ScheduledEvents::None => ("NONE", String::new()),
        ScheduledEvents::Specified { events } => ("SPECIFIED", events.join(",")),
    };
    if matches!(form, InputForm::MendixCloud) {
        for event in &model.scheduled_events {
            let runs = execution == "ALL" || names.split(',').any(|name| name == event.name);
            assert_eq!(seen(&event.name), Some(runs.to_string()));
        }
        return;
    }
    assert_eq!(
        seen("ScheduledEventExecution").as_deref(),
        Some(execution),
        "{form:?}"
    );
    if execution == "SPECIFIED" {
        assert_eq!(seen("MyScheduledEvents"), Some(names), "{form:?}");
    }
}

fn content() -> impl Strategy<Value = EffectiveContent> {
    prop_oneof![
        any_text().prop_map(|text| EffectiveContent::Text { text }),
        any::<i64>().prop_map(|number| EffectiveContent::Number {
            number: number.to_string()
        }),
        any::<bool>().prop_map(|value| EffectiveContent::Boolean { value }),
        prop_oneof![
            Just(r#"[{"type": "prometheus", "settings": {"step": "10s"}}]"#),
            Just("[]"),
            Just(r#"["a", 1, true, null, {"b": "\u0001 \" ${x}"}]"#),
        ]
        .prop_map(|json| EffectiveContent::Json {
            json: json.to_owned()
        }),
    ]
}

/// Text with everything that a format could stumble over, but what no process can be given.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,20}",
        "[\\PC\n\t\r\"'\\\\${}#:,&*!|>%@`\u{7f}\u{85}\u{2028}\u{feff}]{0,12}",
        Just("yes".to_owned()),
        Just("010".to_owned()),
        Just("2026-11-24".to_owned()),
        Just("null".to_owned()),
        Just("***".to_owned()),
        Just("${?HOME}".to_owned()),
        Just("\"\"\"".to_owned()),
    ]
}

fn configuration() -> impl Strategy<Value = WantedConfiguration> {
    let texts = ["A_B.C", "A.B_C", "Orders.Url", "Orders.Grüße"].map(|name| {
        prop::option::of(any_text()).prop_map(move |value| value.map(|value| (name, value)))
    });
    let integer =
        prop::option::of(any::<i32>().prop_map(|number| ("Orders.Retries", number.to_string())));
    let flag = prop::option::of(any::<bool>().prop_map(|flag| ("Orders.Flag", flag.to_string())));
    let names = [
        "SessionTimeout",
        "com.mendix.core.SessionIdCookieName",
        "My_Own.Setting",
        "some.other",
        "UploadedFilesPath",
        "OpenTelemetry._RuntimeSpanFilters",
        "Größe",
        "a.b.c",
        "MyOwn",
    ];
    let settings = names.map(|name| {
        prop::option::of(content()).prop_map(move |content| content.map(|content| (name, content)))
    });
    let events = prop_oneof![
        Just(None),
        Just(Some(ScheduledEvents::All)),
        Just(Some(ScheduledEvents::None)),
        Just(Some(ScheduledEvents::Specified {
            events: vec!["Orders.Sync".to_owned()]
        })),
        Just(Some(ScheduledEvents::Specified {
            events: vec!["Orders.Sync".to_owned(), "Orders.Cleanup".to_owned()]
        })),
    ];
    (texts, integer, flag, settings, events).prop_map(
        |(texts, integer, flag, settings, scheduled_events)| {
            let constants = texts.into_iter().chain([integer, flag]).flatten();
            WantedConfiguration {
                constants: constants
                    .map(|(name, value)| WantedValue {
                        name: name.to_owned(),
                        content: text(&value),
                    })
                    .collect(),
                scheduled_events,
                runtime_settings: settings
                    .into_iter()
                    .flatten()
                    .map(|(name, content)| WantedValue {
                        name: name.to_owned(),
                        content,
                    })
                    .chain(database())
                    .collect(),
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_target_sees_what_was_wanted_or_says_what_it_cannot_carry(wanted in configuration()) {
        for form in InputForm::ALL {
            round_trip(*form, &wanted);
        }
    }
}

#[test]
fn each_target_carries_what_it_can() {
    let mut all = wanted(
        &[("Orders.Url", "x"), ("Orders.Nope", "x")],
        &[
            ("SessionTimeout", text("1000")),
            ("MicroflowConstants", text("{}")),
            ("Orders.Retries", text("4")),
            ("DTAPMode", text("T")),
        ],
    );
    all.runtime_settings.extend(database());
    all.scheduled_events = Some(ScheduledEvents::Specified {
        events: vec!["Orders.Gone".to_owned()],
    });
    let always = [
        "MicroflowConstants",
        "Orders.Gone",
        "Orders.Nope",
        "Orders.Retries",
    ];
    for (form, more) in [
        (InputForm::CloudFoundry, &[][..]),
        (InputForm::Docker, &[]),
        (InputForm::Kubernetes, &[]),
        (InputForm::M2ee, &["DTAPMode"]),
        (InputForm::Portable, &[]),
        (InputForm::Operator, &["DTAPMode"]),
        (
            InputForm::MendixCloud,
            &[
                "DTAPMode",
                "DatabaseHost",
                "DatabaseName",
                "DatabasePassword",
                "DatabaseType",
                "DatabaseUserName",
                "SessionTimeout",
            ],
        ),
    ] {
        let emission = emit(form, &all, &model());
        let expected: BTreeSet<&str> = always.iter().chain(more).copied().collect();
        assert_eq!(not_carried(&emission), expected, "{form:?}");
        let answer = evaluate(&emission.input, &model()).unwrap();
        let execution = answer
            .values
            .iter()
            .find(|value| value.name == "ScheduledEventExecution");
        // An empty list is an explicit NONE.
        assert_eq!(
            execution
                .map(|value| shown(&value.content))
                .unwrap_or("NONE".to_owned()),
            "NONE",
            "{form:?}"
        );
    }
}

#[test]
fn guide_3_constants_that_share_a_variable_go_into_json() {
    let emission = emit(
        InputForm::Docker,
        &wanted(&[("A_B.C", "x"), ("A.B_C", "y"), ("Orders.Url", "z")], &[]),
        &model(),
    );
    let ConfigurationInput::Docker { variables, .. } = &emission.input else {
        panic!()
    };
    let found: Vec<_> = variables
        .iter()
        .map(|variable| (variable.name.as_str(), variable.value.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("CONSTANTS", r#"{"A.B_C": "y", "A_B.C": "x"}"#),
            ("MX_Orders_Url", "z")
        ]
    );
}

#[test]
fn guide_48_the_channel_is_chosen_per_setting() {
    let number = EffectiveContent::Number {
        number: "10".to_owned(),
    };
    let emission = emit(
        InputForm::CloudFoundry,
        &wanted(
            &[],
            &[
                ("com.mendix.core.SameSiteCookies", text("Lax")),
                ("My_Setting", text("x")),
                ("ConnectionPoolingMinIdle", number),
                ("DatabaseUseSsl", EffectiveContent::Boolean { value: true }),
            ],
        ),
        &model(),
    );
    let ConfigurationInput::CloudFoundry { variables, .. } = &emission.input else {
        panic!()
    };
    let found: Vec<_> = variables
        .iter()
        .map(|variable| (variable.name.as_str(), variable.value.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (
                "CUSTOM_RUNTIME_SETTINGS",
                r#"{"ConnectionPoolingMinIdle": 10, "My_Setting": "x"}"#
            ),
            ("MXRUNTIME_DatabaseUseSsl", "true"),
            ("MXRUNTIME_com_mendix_core_SameSiteCookies", "Lax"),
        ]
    );
}

#[test]
fn secrets_are_no_part_of_the_input_and_their_places_are_told() {
    let reference = EffectiveContent::SecretReference {
        reference: "vault://secret/orders#url".to_owned(),
    };
    let mut all = wanted(&[], &[("DatabasePassword", reference.clone())]);
    all.constants.push(WantedValue {
        name: "Orders.Url".to_owned(),
        content: reference.clone(),
    });
    all.constants.push(WantedValue {
        name: "A_B.C".to_owned(),
        content: reference,
    });
    for (form, places) in [
        (
            InputForm::Docker,
            vec!["MX_Orders_Url", "MXRUNTIME_DatabasePassword"],
        ),
        (
            InputForm::Operator,
            vec!["mx-const-A_B.C", "mx-const-Orders.Url", "database-password"],
        ),
        (
            InputForm::M2ee,
            vec![
                "mxruntime.DatabasePassword",
                "mxruntime.MicroflowConstants.A_B.C",
                "mxruntime.MicroflowConstants.Orders.Url",
            ],
        ),
        (
            InputForm::MendixCloud,
            vec!["Constants.A_B.C", "Constants.Orders.Url"],
        ),
    ] {
        let emission = emit(form, &all, &model());
        let found: Vec<_> = emission
            .secrets
            .iter()
            .map(|secret| secret.place.as_str())
            .collect();
        assert_eq!(found, places, "{form:?}");
        let input = serde_json::to_string(&emission.input).unwrap();
        assert!(!input.contains("vault://"), "{input}");
    }
    assert!(not_carried(&emit(InputForm::Docker, &all, &model())).contains("A_B.C"));
}
