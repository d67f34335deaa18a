//! What a team has today, read into a landscape.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    imports::{
        ImportEntry, ImportOptions, ImportOutcome, ImportSource, ImportedLandscape,
        VariablesDialect,
    },
    landscapes::{ConstantValue, EnvironmentSpec, RuntimeValue, TargetKind, TextValue, Tier},
    packages::{Constant, ConstantType},
};
use mendix_deploy_offline::{
    document::render_as,
    landscape::{Landscape, import_configuration},
};

fn options() -> ImportOptions {
    ImportOptions::default()
        .app("orders")
        .environment("production")
        .tier(Tier::Production)
        .target(TargetKind::Docker)
}

fn constant(name: &str) -> Constant {
    Constant {
        name: name.to_owned(),
        constant_type: ConstantType::String,
        default_value: Some(String::new()),
        description: String::new(),
    }
}

fn variables(text: &str) -> ImportSource {
    ImportSource::Variables {
        file: Some(".env".to_owned()),
        text: text.to_owned(),
        dialect: Some(VariablesDialect::Compose),
    }
}

pub(super) fn read(source: &ImportSource, options: &ImportOptions) -> ImportedLandscape {
    import_configuration(source, options).unwrap()
}

pub(super) fn environment(imported: &ImportedLandscape) -> &EnvironmentSpec {
    let app = imported.landscape.apps.values().next().unwrap();
    app.environments.values().next().unwrap()
}

pub(super) fn entry<'i>(imported: &'i ImportedLandscape, name: &str) -> &'i ImportEntry {
    let found: Vec<&ImportEntry> = imported
        .entries
        .iter()
        .filter(|entry| entry.name == name)
        .collect();
    assert_eq!(
        found.len(),
        1,
        "{name} stands {} times in the report",
        found.len()
    );
    found[0]
}

pub(super) fn outcome(imported: &ImportedLandscape, name: &str) -> ImportOutcome {
    entry(imported, name).outcome
}

const GUIDE: &str = include_str!("../../../../../examples/compose.yaml");

fn guide() -> ImportSource {
    ImportSource::Compose {
        file: Some("compose.yaml".to_owned()),
        text: GUIDE.to_owned(),
        service: None,
    }
}

#[test]
fn the_compose_file_of_the_guide_is_read_with_its_mistakes() {
    let imported = read(&guide(), &options());
    insta::assert_snapshot!(render_as(&imported, "text").unwrap());

    let spec = environment(&imported);
    let database = spec.database.as_ref().unwrap();
    assert_eq!(database.host.as_deref(), Some("database"));
    assert_eq!(database.port, Some(5432));
    assert_eq!(database.name.as_deref(), Some("orders"));
    assert_eq!(database.password, None, "a password is not copied");
    assert_eq!(
        spec.constants["Mail.ApiKey"],
        ConstantValue::SecretReference {
            reference: "env://MAIL_API_KEY".to_owned()
        }
    );
    for (name, expected) in [
        ("ADMIN_PASSWORD", ImportOutcome::Doubtful),
        ("DATABASE_ENDPOINT", ImportOutcome::Understood),
        ("MXRUNTIME_DatabaseType", ImportOutcome::Doubtful),
        (
            "MXRUNTIME_com.mendix.core.SessionTimeout",
            ImportOutcome::Doubtful,
        ),
        ("MXRUNTIME_Mail.ApiKey", ImportOutcome::Doubtful),
        ("MX_Mail_Host", ImportOutcome::Doubtful),
        ("SCHEDULED_EVENTS", ImportOutcome::Doubtful),
        ("FORCE_WRITE_ARTIFACTS", ImportOutcome::Ignored),
        ("services.orders.volumes[0]", ImportOutcome::Doubtful),
        ("services.orders.healthcheck.test", ImportOutcome::Doubtful),
        ("services.orders.depends_on", ImportOutcome::Ignored),
        ("services.database", ImportOutcome::Ignored),
        ("version", ImportOutcome::Ignored),
    ] {
        assert_eq!(outcome(&imported, name), expected, "{name}");
    }
    let gaps: Vec<&str> = imported.gaps.iter().map(|gap| gap.path.as_str()).collect();
    assert_eq!(
        gaps,
        ["apps.orders.environments.production.database.password"]
    );
    Landscape::from_document(imported.landscape).unwrap();
}

#[test]
fn variables_without_the_model_are_doubtful_and_with_it_understood() {
    let source = variables("MX_Mail_Host=smtp.example\nMX_My_Module_Url=https://x.example\n");
    let blind = read(&source, &options());
    assert_eq!(outcome(&blind, "MX_Mail_Host"), ImportOutcome::Doubtful);
    let spec = environment(&blind);
    assert!(spec.constants.contains_key("Mail.Host"));
    // More than one way to take the name apart: nothing is guessed.
    assert_eq!(outcome(&blind, "MX_My_Module_Url"), ImportOutcome::Doubtful);
    assert!(spec.variables.contains_key("MX_My_Module_Url"));
    assert_eq!(spec.constants.len(), 1);

    let known = options().constants(vec![constant("Mail.Host"), constant("My_Module.Url")]);
    let seeing = read(&source, &known);
    for name in ["MX_Mail_Host", "MX_My_Module_Url"] {
        assert_eq!(outcome(&seeing, name), ImportOutcome::Understood, "{name}");
    }
    let names: Vec<&String> = environment(&seeing).constants.keys().collect();
    assert_eq!(names, ["Mail.Host", "My_Module.Url"]);
}

#[test]
fn the_guides_mistakes_are_recognised() {
    let known = options().constants(vec![
        constant("MyModule.ApiEndpoint"),
        constant("A.B_C"),
        constant("A_B.C"),
    ]);
    let imported = read(
        &variables(
            "MXRUNTIME_MyModule.ApiEndpoint=https://api.example\n\
             MX_MYMODULE_APIENDPOINT=x\n\
             MX_A_B_C=1\n\
             MX_M_Nope=1\n\
             FORCE_WRITE_ARTIFACTS=true\n\
             M2EE_CONF=/etc/m2ee.yaml\n\
             IEM_CONFIG_PATH=/conf\n\
             database-endpoint=postgres://u:p@h/d\n\
             MXRUNTIME_com.mendix.core.SessionTimeout=600000\n\
             ADMIN_PASSWORD=Admin1!\n\
             SCHEDULED_EVENTS=A.Daily, B.Hourly\n\
             MEMORY_LIMIT=2G\n\
             LOGGING_CONFIG={\"Core\":\"WARN\"}\n\
             LOGGING_CONFIG_2={\"Jetty\":\"DEBUG\"}\n\
             MXRUNTIME_MicroflowConstants={\"M.A\":\"x\"}\n\
             MXRUNTIME_com_mendix_storage_azure_AccountName=files\n",
        ),
        &known,
    );
    for (name, expected) in [
        ("MXRUNTIME_MyModule.ApiEndpoint", ImportOutcome::Ignored),
        ("MX_MYMODULE_APIENDPOINT", ImportOutcome::Doubtful),
        ("MX_A_B_C", ImportOutcome::Understood),
        ("MX_M_Nope", ImportOutcome::Ignored),
        ("FORCE_WRITE_ARTIFACTS", ImportOutcome::Ignored),
        ("M2EE_CONF", ImportOutcome::Ignored),
        ("IEM_CONFIG_PATH", ImportOutcome::Ignored),
        ("database-endpoint", ImportOutcome::Ignored),
        (
            "MXRUNTIME_com.mendix.core.SessionTimeout",
            ImportOutcome::Doubtful,
        ),
        ("ADMIN_PASSWORD", ImportOutcome::Understood),
        ("SCHEDULED_EVENTS", ImportOutcome::Doubtful),
        ("MEMORY_LIMIT", ImportOutcome::Doubtful),
        ("LOGGING_CONFIG", ImportOutcome::Doubtful),
        ("LOGGING_CONFIG_2", ImportOutcome::Ignored),
        ("MXRUNTIME_MicroflowConstants", ImportOutcome::Ignored),
        (
            "MXRUNTIME_com_mendix_storage_azure_AccountName",
            ImportOutcome::Doubtful,
        ),
    ] {
        assert_eq!(
            outcome(&imported, name),
            expected,
            "{name}: {}",
            entry(&imported, name).why
        );
    }
    let spec = environment(&imported);
    assert_eq!(
        spec.runtime_settings["SessionTimeout"],
        RuntimeValue::Number {
            value: "600000".to_owned()
        }
    );
    assert_eq!(spec.constants.len(), 3);
    assert_eq!(
        spec.resources
            .as_ref()
            .unwrap()
            .limits
            .as_ref()
            .unwrap()
            .memory_mebibytes,
        Some(2048)
    );
}

#[test]
fn secrets_are_not_copied_unless_asked_for() {
    let secret = "s3cr3t-Pa55";
    let source = variables(&format!(
        "ADMIN_PASSWORD={secret}\nDATABASE_URL=postgres://u:{secret}@h:5432/d?sslmode=require\nMX_M_ApiKey={secret}\n\
         S3_SECRET_ACCESS_KEY={secret}\nMXRUNTIME_DatabasePassword={secret}\nTAGS=https://u:{secret}@h\nLICENSE_KEY={secret}\n\
         JAVA_OPTS=[\"-Djavax.net.ssl.trustStorePassword={secret}\"]\nCLIENT_CERTIFICATES=[{{\"pfx\":\"x\",\"password\":\"{secret}\"}}]\n"
    ));
    let imported = read(&source, &options());
    let json = serde_json::to_string(&imported).unwrap();
    assert!(!json.contains(secret), "{json}");
    assert!(!format!("{imported:?}").contains(secret));

    let kept = read(&source, &options().keep_literals(true));
    let administration = environment(&kept).administration.clone().unwrap();
    assert_eq!(
        administration.password,
        Some(TextValue::Literal {
            value: secret.to_owned(),
            acknowledged: false
        })
    );
    let report = serde_json::to_string(&kept.entries).unwrap();
    assert!(!report.contains(secret), "the report never holds values");
    assert!(!render_as(&kept, "text").unwrap().contains(secret));
}

#[test]
fn the_readers_of_variables_disagree_and_the_report_says_so() {
    let text = "A=\"x y\"\nB=plain\nC=pa$word\nexport D=1\nE=1 # one\nF\n";
    let unknown = ImportSource::Variables {
        file: None,
        text: text.to_owned(),
        dialect: None,
    };
    let imported = read(&unknown, &options());
    let why = |name: &str| entry(&imported, name).why.contains("differently");
    assert!(why("A") && why("C") && why("E"));
    assert!(!why("B"));
    let docker = ImportSource::Variables {
        file: None,
        text: "A=\"x y\"\n".to_owned(),
        dialect: Some(VariablesDialect::Docker),
    };
    let imported = read(&docker, &options());
    assert_eq!(
        environment(&imported).variables["A"],
        TextValue::Literal {
            value: "\"x y\"".to_owned(),
            acknowledged: false
        }
    );
}

#[test]
fn every_entry_stands_in_the_report_once() {
    let names = [
        "ADMIN_PASSWORD",
        "DATABASE_URL",
        "MXRUNTIME_DatabaseType",
        "S3_BUCKET_NAME",
        "X",
        "PATH",
        "MX_A_B",
        "MXRUNTIME_SessionTimeout",
        "MXRUNTIME_Nonsense",
        "LICENSE_ID",
        "TZ",
        "LOGGING_CONFIG",
        "NoEquals-Sign",
    ];
    let text: String = names.iter().map(|name| format!("{name}=1\n")).collect();
    let imported = read(&variables(&text), &options());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in &imported.entries {
        *counts.entry(entry.name.as_str()).or_default() += 1;
        assert!(!entry.why.is_empty());
    }
    assert_eq!(counts.len(), names.len());
    assert!(counts.values().all(|count| *count == 1), "{counts:?}");
}
