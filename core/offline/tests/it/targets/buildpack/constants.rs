//! Constants and scheduled events (runtime configuration, 1.2 and 2.1).

use mendix_deploy_model::{
    configurations::{EffectiveContent, ProvenanceSource},
    packages::ConstantType::{self, Boolean, DateTime, Decimal, Integer, String as Text},
};
use serde_json::{Value, json};

use super::{bare, case};

type Model<'a> = &'a [(&'a str, ConstantType, Option<&'a str>)];

#[test]
fn each_row_of_the_table_of_constants() {
    let rows: &[(&str, Model<'_>, &[(&str, &str)], Value)] = &[
        (
            "plain",
            &[("MyModule.ApiEndpoint", Text, Some("d"))],
            &[("MX_MyModule_ApiEndpoint", "x")],
            json!({"MyModule.ApiEndpoint": "x"}),
        ),
        (
            "underscores",
            &[("My_Module.Api_Key", Text, Some("d"))],
            &[("MX_My_Module_Api_Key", "k")],
            json!({"My_Module.Api_Key": "k"}),
        ),
        (
            "collision and near miss",
            &[
                ("A_B.C", Text, Some("1")),
                ("A.B_C", Text, Some("2")),
                ("A_B.C2", Text, Some("3")),
            ],
            &[("MX_A_B_C", "v")],
            json!({"A_B.C": "v", "A.B_C": "v", "A_B.C2": "3"}),
        ),
        (
            "wrong case",
            &[("MyModule.ApiEndpoint", Text, Some("d"))],
            &[("MX_MYMODULE_APIENDPOINT", "x")],
            json!({"MyModule.ApiEndpoint": "d"}),
        ),
        (
            "dotted",
            &[("MyModule.ApiEndpoint", Text, Some("d"))],
            &[("MX_MyModule.ApiEndpoint", "x")],
            json!({"MyModule.ApiEndpoint": "d"}),
        ),
        (
            "both sources",
            &[("M.A", Text, Some("d"))],
            &[("CONSTANTS", r#"{"M.A":"json"}"#), ("MX_M_A", "env")],
            json!({"M.A": "env"}),
        ),
        (
            "mangled key in JSON",
            &[("M.A", Text, Some("d"))],
            &[("CONSTANTS", r#"{"M_A":"x"}"#)],
            json!({"M.A": "d"}),
        ),
        (
            "JSON null",
            &[("M.A", Text, Some("d"))],
            &[("CONSTANTS", r#"{"M.A":null}"#)],
            json!({"M.A": "d"}),
        ),
        (
            "empty value",
            &[("M.A", Text, Some("d"))],
            &[("MX_M_A", "")],
            json!({"M.A": ""}),
        ),
        (
            "unknown name",
            &[("M.A", Text, Some("d"))],
            &[("MX_M_Nope", "x")],
            json!({"M.A": "d"}),
        ),
        (
            "integers",
            &[
                ("M.A", Integer, Some("1")),
                ("M.B", Integer, Some("1")),
                ("M.C", Integer, Some("1")),
                ("M.D", Integer, Some("1")),
            ],
            &[
                ("MX_M_A", "42"),
                ("MX_M_B", " 7 "),
                ("MX_M_C", "-3"),
                ("MX_M_D", "1_000"),
            ],
            json!({"M.A": 42, "M.B": 7, "M.C": -3, "M.D": 1000}),
        ),
        (
            "default of an integer",
            &[("M.N", Integer, Some("3"))],
            &[],
            json!({"M.N": 3}),
        ),
        (
            "JSON number for an integer",
            &[("M.N", Integer, Some("1")), ("M.T", Integer, Some("1"))],
            &[("CONSTANTS", r#"{"M.N":7.9,"M.T":true}"#)],
            json!({"M.N": 7, "M.T": 1}),
        ),
        (
            "other types stay text, JSON types stay",
            &[
                ("M.B", Boolean, Some("false")),
                ("M.C", Boolean, Some("false")),
                ("M.D", Decimal, Some("0.1")),
                ("M.E", DateTime, Some("x")),
                ("M.F", Decimal, Some("1")),
            ],
            &[
                ("MX_M_B", "true"),
                ("CONSTANTS", r#"{"M.C":true,"M.D":1.5,"M.E":{"a":1}}"#),
            ],
            json!({"M.B": "true", "M.C": true, "M.D": 1.5, "M.E": {"a": 1}, "M.F": "1"}),
        ),
        (
            "empty CONSTANTS and no constants",
            &[],
            &[("CONSTANTS", "[]")],
            json!({}),
        ),
    ];
    for (row, model, variables, expected) in rows {
        let answer = case(variables).constants(model).run();
        assert_eq!(Value::Object(answer.constants()), *expected, "{row}");
        assert_eq!(answer.fails(), None, "{row}");
    }
}

#[test]
fn what_stops_the_start_is_named() {
    let integer: Model<'_> = &[("M.N", Integer, Some("1"))];
    for (variables, model, subject) in [
        (&[("MX_M_N", "3.5")][..], integer, "M.N"),
        (&[("MX_M_N", "abc")], integer, "M.N"),
        (&[("MX_M_N", "")], integer, "M.N"),
        (&[("CONSTANTS", r#"{"M.N":[1]}"#)], integer, "M.N"),
        (&[("CONSTANTS", "{oops")], integer, "CONSTANTS"),
        (&[("CONSTANTS", "")], &[], "CONSTANTS"),
        (&[("CONSTANTS", "[1]")], integer, "CONSTANTS"),
        (&[], &[("M.A", Text, None)], "M.A"),
    ] {
        let answer = case(variables).constants(model).run();
        assert_eq!(answer.fails(), Some(("setup", subject)), "{variables:?}");
        let failure = answer.0.start_failure.unwrap();
        let shown = format!("{failure:?}");
        assert!(!shown.contains("3.5") && !shown.contains("abc"), "{shown}");
    }
    let answer = case(&[("MX_M_A", "x")])
        .constants(&[("M.A", Text, None)])
        .run();
    assert_eq!(answer.fails(), None);
}

#[test]
fn every_value_says_what_it_overrode() {
    let answer = case(&[("CONSTANTS", r#"{"M.A":"json"}"#), ("MX_M_A", "env")])
        .constants(&[("M.A", Text, Some("default"))])
        .run();
    let value = answer.value("M.A");
    assert_eq!(value.provenance.source, ProvenanceSource::Variable);
    assert_eq!(value.provenance.place.as_deref(), Some("MX_M_A"));
    let overrode: Vec<_> = value
        .overrode
        .iter()
        .map(|lost| {
            (
                lost.provenance.source,
                lost.provenance.place.as_deref(),
                &lost.content,
            )
        })
        .collect();
    let text = |text: &str| EffectiveContent::Text {
        text: text.to_owned(),
    };
    assert_eq!(
        overrode,
        [
            (ProvenanceSource::Variable, Some("CONSTANTS"), &text("json")),
            (ProvenanceSource::Model, None, &text("default")),
        ]
    );
}

#[test]
fn what_reaches_nobody_is_listed_with_what_was_meant() {
    let answer = case(&[
        ("MX_MYMODULE_APIENDPOINT", "x"),
        ("MX_MyModule.ApiEndpoint", "x"),
        ("MX_M_Nope", "x"),
        ("MX_INSTALL_PATH", "/opt"),
        ("CONSTANTS", r#"{"MyModule_ApiEndpoint":"x"}"#),
    ])
    .constants(&[("MyModule.ApiEndpoint", Text, Some("d"))])
    .run();
    let lost: Vec<_> = answer
        .0
        .lost
        .iter()
        .map(|lost| (lost.name.as_str(), lost.suggestion.as_deref()))
        .collect();
    let right = Some("MX_MyModule_ApiEndpoint");
    assert_eq!(
        lost,
        [
            ("MX_MYMODULE_APIENDPOINT", right),
            ("MX_MyModule.ApiEndpoint", right),
            ("MX_M_Nope", None),
            (
                "CONSTANTS: MyModule_ApiEndpoint",
                Some("MyModule.ApiEndpoint")
            ),
        ]
    );
    let collision = case(&[("MX_A_B_C", "v")])
        .constants(&[("A_B.C", Text, Some("1")), ("A.B_C", Text, Some("2"))])
        .run();
    assert!(collision.finds("constant.collision"));
}

#[test]
fn each_row_of_the_table_of_events() {
    let events = ["ModuleA.Daily", "ModuleB.Hourly", "ModuleC.Weekly"];
    let rows: &[(&str, &[(&str, &str)], &str, Option<&str>)] = &[
        ("10.24.0", &[], "ALL", None),
        ("10.24.0", &[("SCHEDULED_EVENTS", "ALL")], "ALL", None),
        ("10.24.0", &[("SCHEDULED_EVENTS", "NONE")], "NONE", None),
        (
            "10.24.0",
            &[("SCHEDULED_EVENTS", "ModuleA.Daily,ModuleC.Weekly")],
            "SPECIFIED",
            Some("ModuleA.Daily,ModuleC.Weekly"),
        ),
        (
            "10.24.0",
            &[("SCHEDULED_EVENTS", "ModuleA.Daily, ModuleB.Hourly")],
            "SPECIFIED",
            Some("ModuleA.Daily"),
        ),
        (
            "10.24.0",
            &[(
                "SCHEDULED_EVENTS",
                "ModuleC.Weekly,ModuleA.Daily,ModuleC.Weekly",
            )],
            "SPECIFIED",
            Some("ModuleC.Weekly,ModuleA.Daily,ModuleC.Weekly"),
        ),
        (
            "10.24.0",
            &[("SCHEDULED_EVENTS", "all")],
            "SPECIFIED",
            Some(""),
        ),
        (
            "10.24.0",
            &[("SCHEDULED_EVENTS", "none")],
            "SPECIFIED",
            Some(""),
        ),
        (
            "10.24.0",
            &[("SCHEDULED_EVENTS", "")],
            "SPECIFIED",
            Some(""),
        ),
        (
            "9.24.0.1",
            &[
                ("SCHEDULED_EVENTS", "ModuleA.Daily"),
                ("CF_INSTANCE_INDEX", "1"),
            ],
            "SPECIFIED",
            Some("ModuleA.Daily"),
        ),
        (
            "9.10.0.1",
            &[
                ("SCHEDULED_EVENTS", "ModuleA.Daily"),
                ("CF_INSTANCE_INDEX", "1"),
            ],
            "NONE",
            None,
        ),
        (
            "9.10.0.1",
            &[("SCHEDULED_EVENTS", "ALL"), ("CF_INSTANCE_INDEX", "-1")],
            "NONE",
            None,
        ),
        (
            "9.10.0.1",
            &[("SCHEDULED_EVENTS", "ALL"), ("CF_INSTANCE_INDEX", "0")],
            "ALL",
            None,
        ),
    ];
    for (version, variables, execution, list) in rows {
        let answer = case(variables).version(version).events(&events).run();
        assert_eq!(
            answer.json("ScheduledEventExecution"),
            json!(execution),
            "{variables:?}"
        );
        match list {
            Some(list) => assert_eq!(
                answer.json("MyScheduledEvents"),
                json!(list),
                "{variables:?}"
            ),
            None => assert!(!answer.has("MyScheduledEvents"), "{variables:?}"),
        }
    }
    let later = case(&[
        ("SCHEDULED_EVENTS", "NONE"),
        ("MXRUNTIME_ScheduledEventExecution", "ALL"),
    ])
    .run();
    assert_eq!(later.json("ScheduledEventExecution"), json!("ALL"));
    let spaced = case(&[("SCHEDULED_EVENTS", " ModuleA.Daily,all")])
        .events(&events)
        .run();
    assert_eq!(
        spaced.lost(),
        ["SCHEDULED_EVENTS:  ModuleA.Daily", "SCHEDULED_EVENTS: all"]
    );
    assert!(spaced.finds("scheduledEvents.nothing_runs"));
}

#[test]
fn business_events_overwrite_constants() {
    let services = r#"{"kafka-x": [{"credentials": {"ClientConfigUrl": "https://c", "ServerUrl": "k:9092", "UserName": "u", "Password": "p", "ApplyLimits": "true"}}]}"#;
    let answer = case(&[("MX_BusinessEvents_ServerUrl", "mine")])
        .constants(&[
            ("BusinessEvents.ServerUrl", Text, Some("")),
            ("BusinessEvents.GenerateMetrics", Boolean, Some("false")),
        ])
        .services(services)
        .run();
    let constants = answer.constants();
    assert_eq!(constants["BusinessEvents.ServerUrl"], "k:9092");
    assert_eq!(constants["BusinessEvents.GenerateMetrics"], "true");
    assert_eq!(constants["BusinessEvents.EnableHeartbeat"], "true");
    assert_eq!(constants["BusinessEvents.ApplyLimits"], "true");
    assert_eq!(
        answer.value("BusinessEvents.ClientConfiguration").content,
        EffectiveContent::Masked
    );
    let old = case(&[])
        .services(r#"{"kafka": [{"credentials": {"ServerUrl": "k"}}]}"#)
        .run();
    assert!(old.constants().is_empty());
    assert!(old.finds("businessEvents.binding_incomplete"));
    let free = case(&[("PROFILE", "free")])
        .constants(&[("BusinessEvents.GenerateMetrics", Boolean, Some("x"))])
        .services(r#"{"kafka": [{"credentials": {}}]}"#)
        .run();
    assert_eq!(free.constants()["BusinessEvents.GenerateMetrics"], "false");
}

#[test]
fn without_a_readable_version_nothing_can_start() {
    assert_eq!(
        bare(&[]).version("x").run().fails(),
        Some(("setup", "RuntimeVersion"))
    );
}
