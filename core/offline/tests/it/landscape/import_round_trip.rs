//! What is emitted for a target and read back is what was wanted.

use mendix_deploy_model::{
    configurations::{
        ConfigurationInput, EffectiveContent, InputForm, WantedConfiguration, WantedValue,
    },
    imports::{ImportOptions, ImportSource, VariablesDialect},
    landscapes::{ConstantValue, EnvironmentSpec, RuntimeValue, ScheduledEvents, TargetKind, Tier},
    packages::PackageInfo,
};
use mendix_deploy_offline::targets::emit;
use proptest::prelude::*;

use super::import::{environment, read};
use crate::targets::support::package;

fn model() -> PackageInfo {
    package(
        &[
            ("A_B.C", "String", "one"),
            ("A.B_C", "String", "two"),
            ("Orders.Url", "String", "https://default.example"),
            ("Orders.Retries", "Integer", "3"),
            ("Orders.Grüße", "String", ""),
        ],
        &["Orders.Cleanup", "Orders.Sync"],
    )
}

/// The import of what a target is handed; nothing for forms that the import does not read.
fn source(input: ConfigurationInput) -> Option<ImportSource> {
    Some(match input {
        ConfigurationInput::CloudFoundry { variables, .. }
        | ConfigurationInput::Docker { variables, .. }
        | ConfigurationInput::Kubernetes { variables, .. } => ImportSource::Variables {
            file: None,
            text: variables
                .iter()
                .map(|variable| format!("{}={}\n", variable.name, variable.value))
                .collect(),
            dialect: Some(VariablesDialect::Docker),
        },
        ConfigurationInput::Operator { resource } => ImportSource::Operator {
            file: None,
            text: resource,
        },
        ConfigurationInput::M2ee { files } => ImportSource::M2ee { files },
        ConfigurationInput::MendixCloud { settings } => ImportSource::MendixCloud { settings },
        ConfigurationInput::Portable { .. } | ConfigurationInput::Windows { .. } => return None,
    })
}

fn setting(spec: &EnvironmentSpec, name: &str) -> Option<String> {
    if name == "ApplicationRootUrl" {
        return spec.routing.as_ref()?.root_url.clone();
    }
    if name == "ConnectionPoolingMaxActive" {
        let pool = spec.database.as_ref()?.pool.as_ref()?;
        return pool.max_active.map(|number| number.to_string());
    }
    Some(match spec.runtime_settings.get(name)? {
        RuntimeValue::Text { value, .. }
        | RuntimeValue::Number { value }
        | RuntimeValue::Json { value } => value.clone(),
        RuntimeValue::Boolean { value } => value.to_string(),
        RuntimeValue::SecretReference { reference } => reference.clone(),
    })
}

fn events() -> impl Strategy<Value = Option<ScheduledEvents>> {
    prop_oneof![
        Just(None),
        Just(Some(ScheduledEvents::All)),
        Just(Some(ScheduledEvents::None)),
        Just(Some(ScheduledEvents::Specified {
            events: vec!["Orders.Sync".to_owned()]
        })),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn importing_what_was_emitted_gives_what_was_wanted(
        constants in proptest::collection::btree_map(
            proptest::sample::select(&["A_B.C", "A.B_C", "Orders.Url", "Orders.Grüße"][..]), "[ -~äß]{1,20}".prop_filter("a mask", |text| !text.chars().all(|c| c == '*')), 0..4),
        retries in proptest::option::of(0_u16..100),
        settings in proptest::collection::btree_map(
            proptest::sample::select(&["SessionTimeout", "LogMinDurationQuery", "HashAlgorithm", "EnableKeepAlive", "ApplicationRootUrl", "ConnectionPoolingMaxActive"][..]),
            Just(()), 0..5),
        events in events(),
    ) {
        let model = model();
        let text = |text: String| EffectiveContent::Text { text };
        let mut wanted = WantedConfiguration {
            constants: constants.iter().map(|(name, value)| WantedValue { name: (*name).to_owned(), content: text(value.clone()) }).collect(),
            scheduled_events: events.clone(),
            runtime_settings: settings.keys().map(|name| WantedValue {
                name: (*name).to_owned(),
                content: text(match *name {
                    "HashAlgorithm" => "SSHA256",
                    "EnableKeepAlive" => "false",
                    "ApplicationRootUrl" => "https://orders.example",
                    "ConnectionPoolingMaxActive" => "30",
                    _ => "60000",
                }.to_owned()),
            }).collect(),
        };
        if let Some(retries) = retries {
            wanted.constants.push(WantedValue { name: "Orders.Retries".to_owned(), content: text(retries.to_string()) });
        }
        for form in [InputForm::CloudFoundry, InputForm::Docker, InputForm::Kubernetes, InputForm::Operator, InputForm::M2ee, InputForm::MendixCloud] {
            let emission = emit(form, &wanted, &model);
            let refused = |name: &str| emission.not_carried.iter().any(|item| item.name == name);
            let Some(source) = source(emission.input.clone()) else { continue };
            let options = ImportOptions::default().app("orders").environment("production").tier(Tier::Production)
                .target(TargetKind::Docker).constants(model.constants.clone()).keep_literals(true);
            let imported = read(&source, &options);
            let spec = environment(&imported);
            for wanted in wanted.constants.iter().filter(|wanted| !refused(&wanted.name)) {
                let EffectiveContent::Text { text } = &wanted.content else { continue };
                let expected = ConstantValue::Literal { value: text.clone(), acknowledged: false };
                prop_assert_eq!(spec.constants.get(&wanted.name), Some(&expected), "{:?}: {}", form, wanted.name);
            }
            for wanted in wanted.runtime_settings.iter().filter(|wanted| !refused(&wanted.name)) {
                let EffectiveContent::Text { text } = &wanted.content else { continue };
                let found = setting(spec, &wanted.name);
                prop_assert_eq!(found.as_ref(), Some(text), "{:?}: {}", form, wanted.name);
            }
            let expected = match (&events, form) {
                // Mendix Cloud has a switch for each event, and no word for all of them.
                (Some(ScheduledEvents::All), InputForm::MendixCloud) => Some(ScheduledEvents::Specified {
                    events: model.scheduled_events.iter().map(|event| event.name.clone()).collect(),
                }),
                _ => events.clone(),
            };
            if expected.is_some() {
                prop_assert_eq!(&spec.scheduled_events, &expected, "{:?}", form);
            }
        }
    }
}
