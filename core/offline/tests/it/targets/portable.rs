//! Portable packages: files, variables, and what reaches nobody.

use mendix_deploy_model::configurations::{
    Certainty, ConfigurationInput, EnvironmentVariable, EvaluatedConfiguration, ProvenanceSource,
};
use mendix_deploy_offline::targets::evaluate;

use super::support::{file, finding_ids, package, text, value};

const DEFAULT: &str = "include file(\"etc/StudioPro.conf\")\ninclude file(\"etc/constants/defaults.conf\")\ninclude file(\"etc/configurations/Default.conf\")\ninclude file(\"etc/variables.conf\")\ninclude file(\"etc/constants/variables.conf\")\n";
const STUDIO_PRO: &str = "runtime {\n  params { DTAPMode = D, ScheduledEventExecution = ALL, HashAlgorithm = BCRYPT }\n}\nlogging = [ { type = console, name = Console, autoSubscribe = INFO } ]\n";
const DEFAULTS: &str = "runtime.params.MicroflowConstants {\n  \"Orders.Url\" = \"https://default.example\"\n  \"Orders.Retries\" = \"3\"\n}\n";
const CONFIGURATION: &str =
    "runtime.params.DatabaseType = HSQLDB\nruntime.http.port = 8080\nadmin.port = 8090\n";
const VARIABLES: &str = "runtime.params.DatabaseType = ${?RUNTIME_PARAMS_DATABASETYPE}\nruntime.params.DatabaseHost = ${?RUNTIME_PARAMS_DATABASEHOST}\nruntime.params.DatabasePassword = ${?RUNTIME_PARAMS_DATABASEPASSWORD}\nruntime.params.\"com.mendix.core.StorageService\" = ${?RUNTIME_PARAMS_COM_MENDIX_CORE_STORAGESERVICE}\nadmin.adminPassword = ${?ADMIN_ADMINPASSWORD}\n";
const CONSTANTS: &str = "runtime.params.MicroflowConstants {\n  \"Orders.Url\" = ${?CONSTANTS_ORDERS_URL}\n  \"Orders.Retries\" = ${?CONSTANTS_ORDERS_RETRIES}\n}\n";

const PACKAGE: &[(&str, &str)] = &[
    ("etc/Default", DEFAULT),
    ("etc/StudioPro.conf", STUDIO_PRO),
    ("etc/constants/defaults.conf", DEFAULTS),
    ("etc/configurations/Default.conf", CONFIGURATION),
    ("etc/variables.conf", VARIABLES),
    ("etc/constants/variables.conf", CONSTANTS),
];

fn answer(files: &[(&str, &str)], variables: &[(&str, &str)]) -> EvaluatedConfiguration {
    let input = ConfigurationInput::Portable {
        files: files.iter().map(|(name, text)| file(name, text)).collect(),
        variables: variables
            .iter()
            .map(|(name, value)| EnvironmentVariable {
                name: (*name).to_owned(),
                value: (*value).to_owned(),
            })
            .collect(),
    };
    let model = package(
        &[
            ("Orders.Url", "String", "https://default.example"),
            ("Orders.Retries", "Integer", "3"),
        ],
        &[],
    );
    evaluate(&input, &model).unwrap()
}

#[test]
fn variables_win_over_the_files_of_the_package() {
    let answer = answer(
        PACKAGE,
        &[
            ("M2EE_ADMIN_PASS", "secret"),
            ("RUNTIME_PARAMS_DATABASETYPE", "POSTGRESQL"),
            ("CONSTANTS_ORDERS_URL", "https://own.example"),
        ],
    );
    assert_eq!(answer.start_failure, None);
    assert_eq!(finding_ids(&answer), Vec::<&str>::new());
    assert_eq!(text(&answer, "DatabaseType"), "POSTGRESQL");
    let url = value(&answer, "Orders.Url");
    assert_eq!(url.provenance.source, ProvenanceSource::Variable);
    assert_eq!(
        url.provenance.place.as_deref(),
        Some("CONSTANTS_ORDERS_URL")
    );
    let at = url.provenance.location.as_ref().unwrap();
    assert_eq!(
        (at.file.as_deref(), at.line),
        (Some("etc/constants/variables.conf"), 2)
    );
    assert_eq!(url.overrode.len(), 1);
    assert_eq!(text(&answer, "Orders.Retries"), "3");
    assert_eq!(
        value(&answer, "Orders.Retries").provenance.source,
        ProvenanceSource::File
    );
    assert_eq!(text(&answer, "runtime.http.port"), "8080");
    assert_eq!(answer.certainty, Certainty::Documented);
}

#[test]
fn an_own_file_behind_the_standard_one_wins_over_variables() {
    let mut files = PACKAGE.to_vec();
    files.push((
        "own.conf",
        "runtime.params.DatabaseType = SQLSERVER\nruntime.params.SessionTimeout = 30m\n",
    ));
    let answer = answer(
        &files,
        &[
            ("M2EE_ADMIN_PASS", "x"),
            ("RUNTIME_PARAMS_DATABASETYPE", "POSTGRESQL"),
        ],
    );
    assert_eq!(text(&answer, "DatabaseType"), "SQLSERVER");
    assert_eq!(value(&answer, "DatabaseType").overrode.len(), 2);
    assert_eq!(text(&answer, "SessionTimeout"), "30m");
}

#[test]
fn spellings_that_no_file_asks_for_are_told_with_the_right_one() {
    let answer = answer(
        PACKAGE,
        &[
            ("M2EE_ADMIN_PASS", "x"),
            ("RUNTIME_PARAMS_DATABASE_TYPE", "POSTGRESQL"),
            ("DATABASE_TYPE", "POSTGRESQL"),
            ("MX_Orders_Url", "x"),
            ("MXRUNTIME_DatabaseHost", "db"),
            (
                "MXRUNTIME_com_mendix_core_StorageService",
                "com.mendix.storage.s3",
            ),
            ("HOME", "/root"),
            ("constants_orders_url", "x"),
        ],
    );
    let lost: Vec<_> = answer
        .lost
        .iter()
        .map(|lost| (lost.name.as_str(), lost.suggestion.as_deref()))
        .collect();
    assert_eq!(
        lost,
        [
            ("DATABASE_TYPE", None),
            (
                "MXRUNTIME_DatabaseHost",
                Some("RUNTIME_PARAMS_DATABASEHOST")
            ),
            (
                "MXRUNTIME_com_mendix_core_StorageService",
                Some("RUNTIME_PARAMS_COM_MENDIX_CORE_STORAGESERVICE")
            ),
            ("MX_Orders_Url", Some("CONSTANTS_ORDERS_URL")),
            (
                "RUNTIME_PARAMS_DATABASE_TYPE",
                Some("RUNTIME_PARAMS_DATABASETYPE")
            ),
            ("constants_orders_url", Some("CONSTANTS_ORDERS_URL")),
        ]
    );
    assert_eq!(text(&answer, "DatabaseType"), "HSQLDB");
}

#[test]
fn constants_that_no_file_sets_and_those_of_no_model_are_told() {
    let answer = answer(
        &[(
            "own.conf",
            "logging = [{type = console}]\nadmin.adminPassword = x\nruntime.params.MicroflowConstants { Orders.Url = a, Orders.Urll = b }\n",
        )],
        &[],
    );
    assert_eq!(
        text(&answer, "Orders.Url"),
        "a",
        "without quotation marks the dot makes two keys"
    );
    assert_eq!(answer.lost[0].suggestion.as_deref(), Some("Orders.Url"));
    assert_eq!(finding_ids(&answer), ["constant.missing"]);
}

#[test]
fn what_the_start_script_needs_is_told() {
    let answer = answer(&[("etc/constants/defaults.conf", DEFAULTS)], &[]);
    assert_eq!(
        finding_ids(&answer),
        ["admin.password_missing", "logging.missing"]
    );
}

#[test]
fn settings_with_dots_are_one_name_quoted_or_not_and_json_stays_whole() {
    let answer = answer(
        &[(
            "own.conf",
            "runtime.params { com.mendix.core.SameSiteCookies = Lax, \"http.client.MaxConnectionsTotal\" = 200\n Metrics.ApplicationTags { region = eu } }",
        )],
        &[],
    );
    assert_eq!(text(&answer, "com.mendix.core.SameSiteCookies"), "Lax");
    assert_eq!(text(&answer, "http.client.MaxConnectionsTotal"), "200");
    assert_eq!(
        text(&answer, "Metrics.ApplicationTags"),
        r#"{"region": "eu"}"#
    );
}

#[test]
fn a_file_that_is_wrong_is_a_start_failure_by_line() {
    for (text, line) in [("a = 1\nb = ${NOWHERE}", "line 2"), ("a = [", "line 1")] {
        let failure = answer(&[("own.conf", text)], &[]).start_failure.unwrap();
        assert!(
            failure.message.starts_with("own.conf, ") && failure.message.contains(line),
            "{}",
            failure.message
        );
        assert_eq!(failure.certainty, Certainty::Documented);
    }
}

#[test]
fn no_value_is_printed() {
    let answer = answer(
        PACKAGE,
        &[
            ("M2EE_ADMIN_PASS", "hunter2"),
            ("CONSTANTS_ORDERS_URL", "hunter2"),
            ("RUNTIME_PARAMS_DATABASE_HOST", "hunter2"),
        ],
    );
    assert!(!format!("{answer:?}").contains("hunter2"), "{answer:?}");
}
