//! Whatever a source holds: it is read or refused, each entry stands in the report once, the landscape passes its checks,
//! and no secret comes through.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    ErrorCode,
    imports::{ImportOptions, ImportOutcome, ImportSource, VariablesDialect},
    landscapes::{TargetKind, Tier},
};
use mendix_deploy_offline::landscape::{Landscape, import_configuration};
use proptest::prelude::*;

const NAMES: &[&str] = &[
    "ADMIN_PASSWORD",
    "M2EE_PASSWORD",
    "DATABASE_URL",
    "DATABASE_ENDPOINT",
    "DATABASE_CONNECTION_PARAMS",
    "DEVELOPMENT_MODE",
    "MEMORY_LIMIT",
    "HEAP_SIZE",
    "JAVA_OPTS",
    "JAVA_VERSION",
    "SCHEDULED_EVENTS",
    "CONSTANTS",
    "CUSTOM_RUNTIME_SETTINGS",
    "LOGGING_CONFIG",
    "LOGGING_CONFIG_2",
    "LICENSE_ID",
    "LICENSE_KEY",
    "S3_BUCKET_NAME",
    "S3_ACCESS_KEY_ID",
    "S3_SECRET_ACCESS_KEY",
    "S3_REGION",
    "CERTIFICATE_AUTHORITIES",
    "DD_API_KEY",
    "MX_Mail_Host",
    "MX_A_B_C",
    "MX_MAIL_HOST",
    "MX_Mail_Password",
    "MXRUNTIME_DatabaseType",
    "MXRUNTIME_DatabaseHost",
    "MXRUNTIME_DatabaseName",
    "MXRUNTIME_DatabasePassword",
    "MXRUNTIME_SessionTimeout",
    "MXRUNTIME_com_mendix_core_StorageService",
    "MXRUNTIME_com.mendix.core.SessionTimeout",
    "MXRUNTIME_Mail.Host",
    "MXRUNTIME_Metrics_Registries",
    "MXRUNTIME_MicroflowConstants",
    "MXRUNTIME_ScheduledEventExecution",
    "MXRUNTIME_MyScheduledEvents",
    "MXRUNTIME_",
    "MX_",
    "FORCE_WRITE_ARTIFACTS",
    "TZ",
    "Whatever",
    "api-key",
];

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[ -~]{0,30}",
        1 => Just("true".to_owned()),
        1 => Just("********".to_owned()),
        1 => Just("$X".to_owned()),
        1 => Just("1024M".to_owned()),
        1 => Just("A.Daily,B.Hourly, A.Daily".to_owned()),
        1 => Just("postgres://u:s3cr3t@h:5432/d?sslmode=require&a=b".to_owned()),
        1 => Just("jdbc:sqlserver://h;databaseName=d;user=u;password=s3cr3t".to_owned()),
        1 => Just("{\"A.B\":\"x\",\"Mail.Password\":\"s3cr3t\",\"SessionTimeout\":1}".to_owned()),
        1 => Just("[\"-Xmx1g\"]".to_owned()),
        1 => "\\PC{0,20}",
    ]
}

fn options() -> ImportOptions {
    ImportOptions::default()
        .app("orders")
        .environment("production")
        .tier(Tier::Production)
        .target(TargetKind::Docker)
}

/// Of every kind, with one text.
fn sources(text: &str) -> Vec<ImportSource> {
    let text = || text.to_owned();
    vec![
        ImportSource::Variables {
            file: None,
            text: text(),
            dialect: None,
        },
        ImportSource::Compose {
            file: None,
            text: text(),
            service: None,
        },
        ImportSource::CloudFoundry {
            file: None,
            text: text(),
            application: None,
        },
        ImportSource::Operator {
            file: None,
            text: text(),
        },
        ImportSource::Kubernetes {
            file: None,
            text: text(),
            workload: None,
        },
        ImportSource::HelmValues {
            file: None,
            text: text(),
        },
        ImportSource::Postman {
            file: None,
            text: text(),
        },
        ImportSource::Script {
            file: None,
            text: text(),
        },
        ImportSource::Pipeline {
            file: None,
            text: text(),
        },
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn variables_of_every_kind(
        picked in proptest::collection::vec((proptest::sample::select(NAMES), value()), 0..14),
        keep in any::<bool>(),
    ) {
        let text: String = picked.iter().map(|(name, value)| format!("{name}={value}\n")).collect();
        let source = ImportSource::Variables {
            file: Some(".env".to_owned()),
            text,
            dialect: Some(VariablesDialect::Docker),
        };
        let imported = import_configuration(&source, &options().keep_literals(keep)).unwrap();
        let report = serde_json::to_string(&imported.entries).unwrap();
        prop_assert!(!report.contains("s3cr3t"));
        if !keep {
            let all = serde_json::to_string(&imported).unwrap();
            prop_assert!(!all.contains("s3cr3t"), "{}", all);
        }
        let mut lines: BTreeMap<u32, usize> = BTreeMap::new();
        for entry in &imported.entries {
            *lines.entry(entry.place.as_ref().unwrap().line).or_default() += 1;
            prop_assert!(!entry.why.is_empty());
            prop_assert!(entry.outcome != ImportOutcome::Ignored || entry.became.is_empty(), "{:?}", entry);
        }
        prop_assert_eq!(lines.len(), picked.len());
        for (line, count) in lines {
            let name = picked[line as usize - 1].0;
            let is_document = matches!(name, "CONSTANTS" | "CUSTOM_RUNTIME_SETTINGS");
            prop_assert!(count == 1 || is_document, "{} stands {} times", name, count);
        }
        if let Err(error) = Landscape::from_document(imported.landscape) {
            return Err(TestCaseError::fail(format!("{error:#}")));
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(\\PC|[\\n\\t :{}\\[\\]\"'$=&*#-]){0,200}") {
        for source in sources(&text) {
            match import_configuration(&source, &options()) {
                Ok(imported) => prop_assert!(Landscape::from_document(imported.landscape).is_ok(), "{:?}", source),
                Err(error) => prop_assert_eq!(error.code(), ErrorCode::InputInvalid),
            }
        }
    }
}
