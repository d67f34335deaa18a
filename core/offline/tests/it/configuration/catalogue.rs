//! The catalogue of runtime settings.

use mendix_deploy_model::{
    landscapes::TargetKind,
    settings::{SettingFault, SettingFault::*, SettingType},
};
use mendix_deploy_offline::configuration::catalogue::{
    check_setting, duration_ms, runtime_setting, runtime_settings, setting,
};

fn faults(name: &str, value: &str, version: &str) -> Vec<SettingFault> {
    check_setting(name, value, Some(version), None)
        .into_iter()
        .map(|problem| problem.fault)
        .collect()
}

#[test]
fn names_are_unique_and_no_alias_is_a_name() {
    let settings = runtime_settings();
    assert!(settings.len() > 120, "{}", settings.len());
    for pair in settings.windows(2) {
        assert!(pair[0].name < pair[1].name, "{}", pair[1].name);
    }
    for known in settings {
        for alias in &known.aliases {
            let other = setting(&alias.name);
            // An old name of its own may have a row, and then it has an end.
            assert!(
                other.is_none_or(|other| other.until.is_some()),
                "{}",
                alias.name
            );
        }
        assert!(
            known.description.ends_with('.') || known.description.ends_with(')'),
            "{}: {}",
            known.name,
            known.description
        );
        assert!(
            !known.required || known.default_value.is_none(),
            "{}",
            known.name
        );
    }
}

#[test]
fn defaults_and_recommendations_are_valid_values() {
    for known in runtime_settings() {
        let values = [
            &known.default_value,
            &known.recommended_development,
            &known.recommended_production,
        ];
        for value in values.into_iter().flatten() {
            let problems: Vec<_> = check_setting(&known.name, value, None, None)
                .into_iter()
                .filter(|problem| problem.fault != UndocumentedName)
                .collect();
            assert_eq!(problems, [], "{} = {value}", known.name);
        }
        assert_eq!(
            known.setting_type == SettingType::Enumeration,
            !known.values.is_empty(),
            "{}",
            known.name
        );
    }
}

#[test]
fn guide_39_session_timeout_has_no_prefix() {
    let lookup = runtime_setting("com.mendix.core.SessionTimeout");
    assert_eq!(lookup.setting, None);
    assert_eq!(lookup.suggestion.as_deref(), Some("SessionTimeout"));
    assert!(
        lookup.sentence.contains("The setting is SessionTimeout."),
        "{}",
        lookup.sentence
    );
    let found = setting("SessionTimeout").unwrap();
    assert_eq!(found.default_value.as_deref(), Some("600000"));
    assert_eq!(found.recommended_development.as_deref(), Some("1800000"));
}

#[test]
fn wrong_names_lead_to_the_right_one() {
    for (wrong, right) in [
        ("sessionTimeout", "SessionTimeout"),
        ("com.mendix.core.EnableKeepAlive", "EnableKeepAlive"),
        ("Database.UserName", "DatabaseUserName"),
        ("DatabaseUsername", "DatabaseUserName"),
        (
            "http.client.MaxConnectionPerRoute",
            "http.client.MaxConnectionsPerRoute",
        ),
        (
            "PerformDeleteFromStorage",
            "com.mendix.storage.PerformDeleteFromStorage",
        ),
        (
            "com.mendix.storage.s3.Endpoint",
            "com.mendix.storage.s3.EndPoint",
        ),
        (
            "OpenTelemetry..RuntimeSpanFilters",
            "OpenTelemetry._RuntimeSpanFilters",
        ),
        ("LogMinDurationQuerry", "LogMinDurationQuery"),
        ("MicroFlowConstants", "MicroflowConstants"),
    ] {
        let lookup = runtime_setting(wrong);
        assert_eq!(lookup.suggestion.as_deref(), Some(right), "{wrong}");
        assert_eq!(lookup.setting, None, "{wrong}");
        assert_eq!(faults(wrong, "x", "10.24.0"), [UnknownName], "{wrong}");
    }
    let lookup = runtime_setting("MyModule.ApiKey");
    assert_eq!((lookup.setting, lookup.suggestion), (None, None));
}

#[test]
fn guide_40_keep_alive_is_about_sessions_not_connections() {
    let lookup = runtime_setting("EnableKeepAlive");
    assert!(
        lookup.sentence.contains("session of an open page"),
        "{}",
        lookup.sentence
    );
}

#[test]
fn guide_41_max_log_message_length_is_in_no_list() {
    assert_eq!(
        faults("MaxLogMessageLength", "10000", "10.24.0"),
        [UndocumentedName]
    );
}

#[test]
fn guide_42_words_for_deletions_by_version() {
    let name = "com.mendix.storage.PerformDeleteFromStorage";
    for (value, version, expected) in [
        ("NoFiles", "9.12.0", vec![]),
        ("NoFiles", "9.6.11", vec![]),
        ("NoFiles", "9.6.10", vec![TooEarly]),
        ("NoFiles", "9.7.0", vec![TooEarly]),
        ("true", "9.7.0", vec![]),
        ("true", "10.24.0", vec![LegacyWord]),
        ("Never", "10.24.0", vec![UnknownWord]),
    ] {
        assert_eq!(
            faults(name, value, version),
            expected,
            "{value} on {version}"
        );
    }
}

#[test]
fn guide_43_outgoing_connections_are_at_most_250() {
    for (value, expected) in [
        ("50", vec![]),
        ("250", vec![]),
        ("251", vec![OutOfRange]),
        ("0", vec![OutOfRange]),
        ("ten", vec![WrongType]),
        ("99999999999999999999", vec![WrongType]),
    ] {
        assert_eq!(
            faults("http.client.MaxConnectionsTotal", value, "10.0.0"),
            expected,
            "{value}"
        );
    }
}

#[test]
fn guide_44_last_login_of_web_service_users_is_on_by_default() {
    let found = setting("TrackWebServiceUserLastLogin").unwrap();
    assert_eq!(found.default_value.as_deref(), Some("true"));
    assert_eq!(found.recommended_development.as_deref(), Some("false"));
}

#[test]
fn types_are_checked() {
    for (name, value, version, expected) in [
        ("DatabaseUseSsl", "true", "10.0", vec![]),
        ("DatabaseUseSsl", "yes", "10.0", vec![WrongType]),
        ("DatabaseType", "PostgreSQL", "10.0", vec![]),
        ("DatabaseType", "postgres", "10.0", vec![UnknownWord]),
        (
            "com.mendix.core.SameSiteCookies",
            "lax",
            "10.0",
            vec![UnknownWord],
        ),
        (
            "com.mendix.core.SameSiteCookies",
            "Lax",
            "8.11.0",
            vec![TooEarly],
        ),
        ("ScheduledEventExecution", "all", "10.0", vec![UnknownWord]),
        ("Metrics.Registries", "[]", "10.0", vec![]),
        ("Metrics.Registries", "prometheus", "10.0", vec![WrongType]),
        ("HashAlgorithm", "BCRYPT:12", "10.0", vec![]),
        ("HashAlgorithm", "BCRYPT:31", "10.0", vec![OutOfRange]),
        ("HashAlgorithm", "SHA1", "10.0", vec![UnknownWord]),
        ("SessionTimeout", "PT30M", "10.0", vec![]),
        ("SessionTimeout", "30m", "9.24.0", vec![TooEarly]),
        ("SessionTimeout", "-1", "10.0", vec![OutOfRange]),
        ("SessionTimeout", "half an hour", "10.0", vec![WrongType]),
        ("ClientQueryTimeout", "30s", "10.0", vec![WrongType]),
        (
            "ConnectionPoolingNumTestsPerEvictionRun",
            "-3",
            "10.0",
            vec![],
        ),
        ("ConnectionPoolingTestOnBorrow", "true", "10.6.4", vec![]),
        (
            "ConnectionPoolingTestOnBorrow",
            "true",
            "10.7.0",
            vec![TooEarly],
        ),
        ("PersistentSessions", "true", "10.0.0", vec![TooLate]),
        ("WebServiceClientCertificates", "{}", "7.20", vec![TooLate]),
    ] {
        assert_eq!(
            faults(name, value, version),
            expected,
            "{name} = {value} on {version}"
        );
    }
}

#[test]
fn what_the_platform_sets_is_told_for_its_targets_only() {
    let name = "com.mendix.storage.s3.BucketName";
    for (target, managed) in [
        (TargetKind::MendixCloud, true),
        (TargetKind::Operator, true),
        (TargetKind::Docker, false),
    ] {
        let problems = check_setting(name, "files", None, Some(target));
        assert_eq!(
            problems.iter().any(|problem| problem.fault == Managed),
            managed,
            "{target}"
        );
    }
}

#[test]
fn messages_never_repeat_the_value() {
    for known in runtime_settings() {
        for problem in check_setting(
            &known.name,
            "s3cr3t-Wert",
            Some("6.0.0"),
            Some(TargetKind::Operator),
        ) {
            assert!(
                !format!("{problem:?}").contains("s3cr3t-Wert"),
                "{problem:?}"
            );
        }
    }
}

#[test]
fn durations_in_every_form() {
    for (text, milliseconds) in [
        ("600000", Some(600_000)),
        ("30m", Some(1_800_000)),
        ("30 minutes", Some(1_800_000)),
        ("PT30M", Some(1_800_000)),
        ("PT1H30M", Some(5_400_000)),
        ("P1D", Some(86_400_000)),
        ("1.5h", None),
        ("P1M", None),
        ("", None),
        ("m", None),
        ("99999999999999999d", None),
    ] {
        assert_eq!(duration_ms(text), milliseconds, "{text}");
    }
}
