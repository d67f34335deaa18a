//! The rows of "guide versus reality" (runtime configuration, 9) that evaluation answers; each test is named after its row.

use mendix_deploy_model::{
    configurations::{ConfigurationInput, EnvironmentVariable},
    packages::ConstantType::{Boolean, Integer, String as Text},
};
use mendix_deploy_offline::targets::{EffectiveConfiguration, evaluate};
use serde_json::json;

use super::{bare, case, package};

#[test]
fn row_01_mxruntime_module_constant_sets_no_constant() {
    let answer = case(&[("MXRUNTIME_MyModule.ApiKey", "k")])
        .constants(&[("MyModule.ApiKey", Text, Some("def"))])
        .run();
    assert_eq!(answer.constants()["MyModule.ApiKey"], "def");
    let finding = answer
        .0
        .findings
        .iter()
        .find(|f| f.id == "constant.as_setting")
        .unwrap();
    assert_eq!(finding.remedy, "Use MX_MyModule_ApiKey.");
}

#[test]
fn row_02_mx_variables_work_on_cloud_foundry_and_docker() {
    let model = [("M.A", Text, Some("d"))];
    assert_eq!(
        case(&[("MX_M_A", "x")]).constants(&model).run().constants()["M.A"],
        "x"
    );
    assert_eq!(
        case(&[("MX_M_A", "x")])
            .constants(&model)
            .docker()
            .run()
            .constants()["M.A"],
        "x"
    );
}

#[test]
fn row_03_dots_become_underscores_one_way_and_may_collide() {
    let answer = case(&[("MX_A_B_C", "v"), ("MX_Unknown_Name", "x")])
        .constants(&[("A_B.C", Text, Some("1")), ("A.B_C", Text, Some("2"))])
        .run();
    assert_eq!(answer.constants()["A_B.C"], answer.constants()["A.B_C"]);
    assert!(answer.finds("constant.collision"));
    assert_eq!(answer.lost(), ["MX_Unknown_Name"]);
}

#[test]
fn row_04_integers_are_converted_and_booleans_stay_text() {
    let model = [
        ("MyModule.MaxRetries", Integer, Some("1")),
        ("MyModule.EnableDebugMode", Boolean, Some("true")),
    ];
    let answer = case(&[
        ("MX_MyModule_MaxRetries", "3"),
        ("MX_MyModule_EnableDebugMode", "false"),
    ])
    .constants(&model)
    .run();
    assert_eq!(answer.constants()["MyModule.MaxRetries"], 3);
    assert_eq!(answer.constants()["MyModule.EnableDebugMode"], "false");
}

#[test]
fn row_05_endpoint_with_a_database_type_cannot_work() {
    let answer = bare(&[
        (
            "DATABASE_ENDPOINT",
            "postgres://mendix:mendix@db:5432/mendix",
        ),
        ("MXRUNTIME_DatabaseType", "POSTGRESQL"),
    ])
    .docker()
    .run();
    assert_eq!(answer.json("DatabaseType"), json!("POSTGRESQL"));
    assert!(!answer.has("DatabaseHost"));
    assert!(answer.finds("database.incomplete"));
}

#[test]
fn row_06_endpoint_is_a_url_and_jdbc_in_two_shapes_only() {
    assert_eq!(
        bare(&[("DATABASE_ENDPOINT", "postgres://u:p@h/d")])
            .docker()
            .run()
            .json("DatabaseHost"),
        json!("h")
    );
    let jdbc = "jdbc:postgresql://h:5432/d?user=u&password=p";
    assert_eq!(
        bare(&[("DATABASE_ENDPOINT", jdbc)]).docker().run().fails(),
        Some(("database", "DATABASE_ENDPOINT"))
    );
}

#[test]
fn row_07_endpoint_is_read_by_the_docker_wrapper_only() {
    assert_eq!(
        bare(&[("DATABASE_ENDPOINT", "postgres://u:p@h/d")])
            .run()
            .fails(),
        Some(("database", "DATABASE_URL"))
    );
    let both = case(&[("DATABASE_ENDPOINT", "postgres://u:p@other/d")])
        .docker()
        .run();
    assert_eq!(both.json("DatabaseHost"), json!("other"));
    assert!(both.finds("database.two_urls"));
}

#[test]
fn row_08_parameters_reach_postgresql_only() {
    let postgres = bare(&[("DATABASE_URL", "postgres://u:p@h/d?sslmode=require")]).run();
    assert!(
        postgres
            .json("DatabaseJdbcUrl")
            .as_str()
            .unwrap()
            .contains("sslmode=require")
    );
    assert!(
        bare(&[("DATABASE_URL", "sqlserver://u:p@h/d?encrypt=true")])
            .run()
            .finds("database.parameters_dropped")
    );
}

#[test]
fn row_09_an_at_sign_in_the_password_corrupts_the_host() {
    let answer = bare(&[("DATABASE_URL", "postgres://u:p@ss@h/d")]).run();
    assert_eq!(answer.json("DatabaseHost"), json!("ss@h"));
    assert!(answer.finds("database.password_in_host"));
}

#[test]
fn row_10_database_settings_are_valid_as_a_complete_set() {
    let answer = bare(&[
        ("MXRUNTIME_DatabaseType", "POSTGRESQL"),
        ("MXRUNTIME_DatabaseHost", "h"),
        ("MXRUNTIME_DatabaseName", "d"),
        ("MXRUNTIME_DatabaseUserName", "u"),
        ("MXRUNTIME_DatabasePassword", "p"),
    ])
    .run();
    assert_eq!(answer.fails(), None);
    assert!(!answer.finds("database.incomplete"));
}

#[test]
fn row_11_s3_needs_keys_and_has_no_region_variable() {
    assert!(
        case(&[("S3_BUCKET_NAME", "b")])
            .run()
            .finds("storage.bucket_without_keys")
    );
    let answer = case(&[
        ("S3_BUCKET_NAME", "b"),
        ("S3_ACCESS_KEY_ID", "a"),
        ("S3_SECRET_ACCESS_KEY", "s"),
        ("S3_REGION", "eu"),
    ])
    .run();
    assert_eq!(
        answer.0.lost[0].suggestion.as_deref(),
        Some("MXRUNTIME_com_mendix_storage_s3_Region")
    );
}

#[test]
fn row_12_azure_settings_need_the_storage_service() {
    assert!(
        case(&[("MXRUNTIME_com.mendix.storage.azure.AccountName", "a")])
            .run()
            .finds("storage.service_missing")
    );
}

#[test]
fn row_17_the_cookie_name_has_nothing_to_do_with_clusters() {
    let answer = case(&[("MXRUNTIME_com_mendix_core_SessionIdCookieName", "X")]).run();
    assert!(!answer.has("com.mendix.core.isClusterSlave"));
}

#[test]
fn row_18_sticky_sessions_affect_the_leader_only() {
    let sticky = ("ENABLE_STICKY_SESSIONS", "true");
    assert!(
        case(&[sticky])
            .run()
            .has("com.mendix.core.SessionIdCookieName")
    );
    assert!(
        !case(&[sticky, ("CF_INSTANCE_INDEX", "1")])
            .run()
            .has("com.mendix.core.SessionIdCookieName")
    );
}

fn in_cluster(hostname: Option<&str>, variables: &[(&str, &str)]) -> super::Answer {
    let input = ConfigurationInput::Kubernetes {
        variables: variables
            .iter()
            .map(|(name, value)| EnvironmentVariable {
                name: (*name).to_owned(),
                value: (*value).to_owned(),
            })
            .collect(),
        hostname: hostname.map(str::to_owned),
        agents_installed: None,
    };
    super::Answer(evaluate(&input, &package(&[])).unwrap())
}

#[test]
fn row_19_every_replica_of_a_deployment_is_a_leader() {
    let database = super::DATABASE;
    let deployment = in_cluster(Some("mendix-app-6f7b9c-x2lqz"), &[database]);
    assert!(!deployment.has("com.mendix.core.isClusterSlave"));
    assert!(deployment.finds("cluster.leader_by_accident"));
    let stateful = in_cluster(Some("mendix-app-2"), &[database]);
    assert_eq!(
        stateful.json("com.mendix.core.isClusterSlave"),
        json!("true")
    );
    assert!(!in_cluster(Some("mendix-app-0"), &[database]).has("com.mendix.core.isClusterSlave"));
    let index = in_cluster(
        Some("mendix-app-2"),
        &[database, ("CF_INSTANCE_INDEX", "0")],
    );
    assert!(!index.has("com.mendix.core.isClusterSlave"));
    assert_eq!(
        in_cluster(None, &[database]).fails(),
        Some(("wrapper", "HOSTNAME"))
    );
}

#[test]
fn row_20_the_heap_stays_small_without_a_memory_limit() {
    let answer = in_cluster(Some("app-0"), &[super::DATABASE]);
    assert_eq!(answer.json("Xmx"), json!("512M"));
    assert!(answer.finds("jvm.memory_limit_missing"));
    assert!(
        !in_cluster(Some("app-0"), &[super::DATABASE, ("MEMORY_LIMIT", "4096M")])
            .finds("jvm.memory_limit_missing")
    );
}

#[test]
fn row_21_the_root_url_of_the_image_is_wrong() {
    let answer = case(&[]).docker().run();
    assert_eq!(
        answer.json("ApplicationRootUrl"),
        json!("https://docker_example.com")
    );
    assert!(answer.finds("docker.root_url_missing"));
}

#[test]
fn row_23_files_of_the_wrapper_are_written_into_the_log() {
    assert!(
        case(&[("IEM_CONFIG_PATH", "/config")])
            .docker()
            .run()
            .finds("docker.values_in_log")
    );
}

#[test]
fn row_24_the_admin_password_is_shared_and_hidden_by_another() {
    assert!(
        case(&[("ADMIN_PASSWORD", "a")])
            .run()
            .finds("admin.password_shared")
    );
    assert_eq!(
        case(&[("ADMIN_PASSWORD", "a"), ("M2EE_PASSWORD", "m")])
            .run()
            .lost(),
        ["ADMIN_PASSWORD"]
    );
}

#[test]
fn row_25_force_write_artifacts_is_no_variable() {
    let answer = case(&[("FORCE_WRITE_ARTIFACTS", "true")]).run();
    assert_eq!(
        answer.0.lost[0].suggestion.as_deref(),
        Some("FORCE_WRITE_BUILD_ERRORS")
    );
}

#[test]
fn row_27_names_of_events_are_exact() {
    let answer = case(&[("SCHEDULED_EVENTS", "M.A, M.B")])
        .events(&["M.A", "M.B"])
        .run();
    assert_eq!(answer.json("MyScheduledEvents"), json!("M.A"));
    assert_eq!(answer.0.lost[0].suggestion.as_deref(), Some("M.B"));
}

#[test]
fn row_39_session_timeout_has_no_prefix() {
    let handle =
        EffectiveConfiguration::new(case(&[("MXRUNTIME_SessionTimeout", "900000")]).run().0);
    let explanation = handle.explain("com.mendix.core.SessionTimeout");
    assert_eq!(explanation.name, "SessionTimeout");
    assert_eq!(explanation.alternatives, ["SessionTimeout"]);
    assert!(
        explanation
            .sentence
            .contains("The setting is SessionTimeout."),
        "{}",
        explanation.sentence
    );
    assert!(
        explanation
            .sentence
            .contains("SessionTimeout is 900000: from the variable MXRUNTIME_SessionTimeout;"),
        "{}",
        explanation.sentence
    );
    let unset = EffectiveConfiguration::new(case(&[]).run().0).explain("SessionTimeout");
    assert!(unset.sentence.contains("600000"), "{}", unset.sentence);
    assert_eq!(unset.value, None);
}

#[test]
fn row_42_words_for_deletes_depend_on_the_version() {
    let keys = [
        ("S3_BUCKET_NAME", "b"),
        ("S3_ACCESS_KEY_ID", "a"),
        ("S3_SECRET_ACCESS_KEY", "s"),
        ("S3_PERFORM_DELETES", "false"),
    ];
    let name = "com.mendix.storage.PerformDeleteFromStorage";
    assert_eq!(case(&keys).run().json(name), json!("NoFiles"));
    assert_eq!(case(&keys).version("9.6.0").run().json(name), json!(false));
}

#[test]
fn row_45_java_comes_from_the_package() {
    assert_eq!(case(&[]).run().json("JavaVersion"), json!(21));
}

#[test]
fn row_47_a_licence_needs_two_variables() {
    assert_eq!(case(&[("LICENSE_KEY", "k")]).run().lost(), ["LICENSE_KEY"]);
}

#[test]
fn row_48_values_arrive_as_text_and_underscores_as_dots() {
    let answer = case(&[
        ("MXRUNTIME_a_b", "1"),
        ("CUSTOM_RUNTIME_SETTINGS", "{\"c_d\": 1}"),
    ])
    .run();
    assert_eq!(answer.json("a.b"), json!("1"));
    assert_eq!(answer.json("c_d"), json!(1));
}

#[test]
fn row_49_options_of_the_jvm_are_no_settings() {
    let answer = case(&[("JAVA_OPTS", "[\"-Xss2M\"]")]).run();
    assert!(
        answer
            .json("javaopts")
            .as_array()
            .unwrap()
            .contains(&json!("-Xss2M"))
    );
    assert!(!answer.has("-Xss2M"));
}
