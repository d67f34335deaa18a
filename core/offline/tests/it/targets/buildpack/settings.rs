//! Runtime settings, merge order, modes, licence, telemetry (runtime configuration, 1.3, 1.4, 5.2, 5.6, 5.7).

use mendix_deploy_model::{
    configurations::ProvenanceSource, packages::ConstantType::String as Text,
};
use serde_json::{Value, json};

use super::case;

#[test]
fn each_row_of_the_table_of_settings() {
    let rows: &[(&[(&str, &str)], &str, Value)] = &[
        (
            &[("MXRUNTIME_ConnectionPoolingMinIdle", "10")],
            "ConnectionPoolingMinIdle",
            json!("10"),
        ),
        (
            &[("MXRUNTIME_com_mendix_storage_s3_EndPoint", "x")],
            "com.mendix.storage.s3.EndPoint",
            json!("x"),
        ),
        (
            &[("MXRUNTIME_com.mendix.core.SameSiteCookies", "Lax")],
            "com.mendix.core.SameSiteCookies",
            json!("Lax"),
        ),
        (
            &[("MXRUNTIME_com.mendix_webui.X", "1")],
            "com.mendix.webui.X",
            json!("1"),
        ),
        (
            &[("MXRUNTIME_a_b", "first"), ("MXRUNTIME_a.b", "second")],
            "a.b",
            json!("second"),
        ),
        (
            &[("MXRUNTIME_a.b", "first"), ("MXRUNTIME_a_b", "second")],
            "a.b",
            json!("second"),
        ),
        (
            &[("MXRUNTIME_OpenTelemetry._RuntimeSpanFilters", "[]")],
            "OpenTelemetry..RuntimeSpanFilters",
            json!("[]"),
        ),
        (
            &[("MXRUNTIME_Metrics_Registries", "[{\"type\": \"jmx\"}]")],
            "Metrics.Registries",
            json!("[{\"type\": \"jmx\"}]"),
        ),
        (&[("MXRUNTIME_X", "")], "X", json!("")),
        (&[("MXRUNTIME_MXRUNTIME_X", "1")], "MXRUNTIME.X", json!("1")),
        (&[("MXRUNTIME_", "1")], "", json!("1")),
        (
            &[(
                "CUSTOM_RUNTIME_SETTINGS",
                "{\"SessionTimeout\": 1800000, \"a_b\": [1, {\"c\": null}]}",
            )],
            "a_b",
            json!([1, {"c": null}]),
        ),
        (
            &[
                ("MXRUNTIME_SessionTimeout", "1"),
                ("CUSTOM_RUNTIME_SETTINGS", "{\"SessionTimeout\": 2}"),
            ],
            "SessionTimeout",
            json!("1"),
        ),
        (
            &[(
                "CUSTOM_RUNTIME_SETTINGS",
                "{\"N\": 123456789012345678901234567890}",
            )],
            "N",
            serde_json::from_str("123456789012345678901234567890").unwrap(),
        ),
    ];
    for (variables, name, expected) in rows {
        let answer = case(variables).run();
        assert_eq!(answer.json(name), *expected, "{variables:?}");
        assert_eq!(answer.fails(), None);
    }
    let case_matters = case(&[("mxruntime_X", "1"), ("MXRUNTIME", "1")]).run();
    assert!(!case_matters.has("X"));
    assert!(
        case(&[("MXRUNTIME_a_b", "1"), ("MXRUNTIME_a.b", "2")])
            .run()
            .finds("runtimeSetting.two_spellings")
    );
}

#[test]
fn malformed_documents() {
    let answer = case(&[("CUSTOM_RUNTIME_SETTINGS", "{oops"), ("MXRUNTIME_X", "1")]).run();
    assert_eq!(answer.json("X"), json!("1"));
    assert_eq!(answer.lost(), ["CUSTOM_RUNTIME_SETTINGS"]);
    for text in ["[]", "5", "null", "\"x\"", "[[\"a\", 1]]"] {
        let answer = case(&[("CUSTOM_RUNTIME_SETTINGS", text)]).run();
        assert_eq!(
            answer.fails(),
            Some(("setup", "CUSTOM_RUNTIME_SETTINGS")),
            "{text}"
        );
    }
    let answer = case(&[]).application("{oops").run();
    assert_eq!(answer.fails(), Some(("setup", "VCAP_APPLICATION")));
}

#[test]
fn constants_through_the_channel_of_settings_replace_all_others() {
    let model = [("M.A", Text, Some("a")), ("M.B", Text, Some("b"))];
    let object = case(&[(
        "CUSTOM_RUNTIME_SETTINGS",
        "{\"MicroflowConstants\": {\"M.A\": \"x\"}}",
    )])
    .constants(&model)
    .run();
    assert_eq!(Value::Object(object.constants()), json!({"M.A": "x"}));
    assert!(object.finds("constant.all_replaced"));
    assert!(object.lost().contains(&"M.B"));
    let text = case(&[("MXRUNTIME_MicroflowConstants", "{\"M.A\":\"x\"}")])
        .constants(&model)
        .run();
    assert_eq!(text.json("MicroflowConstants"), json!("{\"M.A\":\"x\"}"));
    assert!(text.constants().is_empty());
}

#[test]
fn layers_are_merged_in_order() {
    let answer = case(&[
        ("MXRUNTIME_DTAPMode", "T"),
        ("DEVELOPMENT_MODE", "TRUE"),
        ("MXRUNTIME_LogMinDurationQuery", "1"),
    ])
    .run();
    assert_eq!(answer.json("DTAPMode"), json!("T"));
    let value = answer.value("DTAPMode");
    let sources: Vec<_> = value
        .overrode
        .iter()
        .map(|lost| lost.provenance.source)
        .collect();
    assert_eq!(
        sources,
        [ProvenanceSource::Variable, ProvenanceSource::Tool]
    );
    assert_eq!(case(&[]).run().json("LogMinDurationQuery"), json!(10_000));
    assert_eq!(answer.json("LogMinDurationQuery"), json!("1"));
    // Development mode overrides pool settings of the user.
    let pool = case(&[
        ("DEVELOPMENT_MODE", "true"),
        ("MXRUNTIME_ConnectionPoolingMaxActive", "99"),
    ])
    .run();
    assert_eq!(pool.json("ConnectionPoolingMaxActive"), json!(20));
    // A database URL overrides custom settings.
    let database = case(&[("CUSTOM_RUNTIME_SETTINGS", "{\"DatabaseHost\": \"mine\"}")]).run();
    assert_eq!(database.json("DatabaseHost"), json!("db:5432"));
    assert!(database.finds("database.setting_overridden"));
    assert_eq!(
        case(&[("DEVELOPMENT_MODE", "yes")]).run().json("DTAPMode"),
        json!("P")
    );
}

#[test]
fn settings_of_a_data_set_fill_gaps_only() {
    let mut with = case(&[("USE_DATA_SNAPSHOT", "True"), ("MXRUNTIME_B", "mine")]);
    with.package.snapshot_settings = Some("{\"A\": 1, \"B\": 2, \"DTAPMode\": \"D\"}".to_owned());
    let answer = with.run();
    assert_eq!(answer.json("A"), json!(1));
    assert_eq!(answer.json("B"), json!("mine"));
    assert_eq!(answer.json("DTAPMode"), json!("P"));
    let mut without = case(&[]);
    without.package.snapshot_settings = Some("{\"A\": 1}".to_owned());
    assert!(!without.run().has("A"));
}

#[test]
fn licences() {
    let bound = r#"{"mendix-platform": [{"name": "n", "credentials": {"environment_id": "e", "license_server_url": "https://l", "secret": "s"}}]}"#;
    let answer = case(&[("MXRUNTIME_License.EnvironmentName", "mine")])
        .services(bound)
        .run();
    assert_eq!(answer.json("License.EnvironmentName"), json!("mine"));
    assert_eq!(answer.json("License.UseLicenseServer"), json!(true));
    assert_eq!(answer.json("License.SubscriptionSecret"), json!("s"));
    let broken = case(&[])
        .services(r#"{"mendix-platform": [{"credentials": {}}]}"#)
        .run();
    assert!(!broken.has("License.UseLicenseServer"));
    assert!(broken.finds("licence.binding_incomplete"));
    assert_eq!(
        case(&[("MXRUNTIME_License.UseLicenseServer", "maybe")])
            .run()
            .fails(),
        Some(("setup", "MXRUNTIME_License.UseLicenseServer"))
    );
    let file = case(&[
        ("LICENSE_ID", "a"),
        ("FORCED_LICENSE_KEY", "k"),
        ("LICENSE_KEY", "no"),
    ])
    .run();
    assert_eq!(file.json("licence.id"), json!("a"));
    assert_eq!(file.json("licence.key"), json!("k"));
    assert_eq!(
        case(&[("SERVER_ID", "a"), ("LICENSE_KEY", "k")])
            .run()
            .json("licence.id"),
        json!("a")
    );
    assert_eq!(case(&[("LICENSE_ID", "a")]).run().lost(), ["LICENSE_ID"]);
}

#[test]
fn root_url_is_the_first_route() {
    for (uris, url) in [
        (
            "[\"a.example.com\", \"b.example.com\"]",
            "https://a.example.com",
        ),
        ("[\"localhost\"]", "http://localhost"),
        ("[\"app.local.pcfdev.io\"]", "http://localhost"),
        ("[]", ""),
    ] {
        let application = format!(
            "{{\"application_uris\": {uris}, \"application_name\": \"a\", \"limits\": {{\"mem\": 1024}}}}"
        );
        assert_eq!(
            case(&[])
                .application(&application)
                .run()
                .json("ApplicationRootUrl"),
            json!(url),
            "{uris}"
        );
    }
    let without = case(&[]).application("{\"application_name\": \"a\"}").run();
    assert_eq!(without.fails(), Some(("setup", "VCAP_APPLICATION")));
}

#[test]
fn followers_and_cookies() {
    let follower = case(&[
        ("CF_INSTANCE_INDEX", "1"),
        ("ENABLE_STICKY_SESSIONS", "true"),
    ])
    .run();
    assert_eq!(
        follower.json("com.mendix.core.isClusterSlave"),
        json!("true")
    );
    assert!(!follower.has("com.mendix.core.SessionIdCookieName"));
    for index in ["-1", "00", ""] {
        assert!(
            case(&[("CF_INSTANCE_INDEX", index)])
                .run()
                .has("com.mendix.core.isClusterSlave"),
            "{index:?}"
        );
    }
    let leader = case(&[
        ("CF_INSTANCE_INDEX", "0"),
        ("ENABLE_STICKY_SESSIONS", "TRUE"),
    ])
    .run();
    assert_eq!(
        leader.json("com.mendix.core.SessionIdCookieName"),
        json!("JSESSIONID")
    );
    assert!(!leader.has("com.mendix.core.isClusterSlave"));
    let old = case(&[("CF_INSTANCE_INDEX", "1")]).version("6.10.0").run();
    assert!(!old.has("com.mendix.core.isClusterSlave"));
}

#[test]
fn metrics_change_settings_when_they_are_on() {
    assert!(!case(&[]).run().has("com.mendix.metrics.Type"));
    let on = [("TRENDS_STORAGE_URL", "https://t")];
    assert_eq!(
        case(&on).run().json("com.mendix.metrics.Type"),
        json!("micrometer")
    );
    assert!(!case(&on).run().has("Metrics.Registries"));
    assert_eq!(
        case(&[("DD_API_KEY", "k")])
            .run()
            .json("com.mendix.metrics.Type"),
        json!("statsd")
    );
    assert!(
        !case(&on)
            .version("9.6.0")
            .run()
            .has("com.mendix.metrics.Type")
    );
    assert_eq!(
        case(&[on[0], ("MXRUNTIME_com_mendix_metrics_Type", "statsd")])
            .run()
            .json("com.mendix.metrics.Type"),
        json!("statsd")
    );
    let registries = case(&[
        on[0],
        (
            "MXRUNTIME_Metrics_Registries",
            "[{\"type\": \"prometheus\"}]",
        ),
    ])
    .agents()
    .run()
    .json("Metrics.Registries");
    let kinds: Vec<_> = registries
        .as_array()
        .unwrap()
        .iter()
        .map(|registry| registry["type"].clone())
        .collect();
    assert_eq!(kinds, ["prometheus", "influx", "influx"]);
    let with_statsd = case(&[on[0], ("DD_API_KEY", "k")])
        .agents()
        .run()
        .json("Metrics.Registries");
    assert_eq!(with_statsd[2]["settings"]["port"], json!(8125));
    assert_eq!(
        case(&[on[0], ("DISABLE_MICROMETER_METRICS", "perhaps")])
            .run()
            .fails(),
        Some(("telemetry", "DISABLE_MICROMETER_METRICS"))
    );
}
