//! A HOCON file for a portable package, to be read behind the package's own.

use std::fmt::Write;

use mendix_deploy_model::{
    configurations::{ConfigurationFile, ConfigurationInput, EffectiveContent},
    settings::SettingType,
};

use crate::{
    configuration::{catalogue, json::Json},
    targets::emission::{Draft, json, text},
};

/// The file.
pub(in crate::targets) fn emit(draft: &mut Draft<'_>) -> ConfigurationInput {
    let mut lines = String::new();
    for (name, content) in draft.settings_with_events() {
        if let EffectiveContent::SecretReference { reference } = &content {
            draft.secret(&name, format!("runtime.params.\"{name}\""), reference);
            continue;
        }
        let Some(value) = json(&content) else {
            continue;
        };
        let takes_json = catalogue::setting(&name)
            .is_some_and(|setting| setting.setting_type == SettingType::Json);
        if name == "com.mendix.core.isClusterSlave" {
            draft.refuse(&name, "portable packages have no leader and ignore it");
        } else if value.as_object().is_some() && !takes_json {
            draft.refuse(
                &name,
                "an object is read as settings of their own, unless the setting is known to be one",
            );
        } else {
            // JSON is HOCON. A String takes everything.
            let key = Json::text(name).print();
            let _ = writeln!(lines, "runtime.params.{key} = {}", value.print());
        }
    }
    for (name, content) in std::mem::take(&mut draft.constants) {
        let key = Json::text(name).print();
        if let EffectiveContent::SecretReference { reference } = content {
            let place = format!("runtime.params.MicroflowConstants.{key}");
            draft.secret(name, place, reference);
        } else if let Some(text) = text(content) {
            let value = Json::Text(text).print();
            let _ = writeln!(lines, "runtime.params.MicroflowConstants.{key} = {value}");
        }
    }
    ConfigurationInput::Portable {
        files: vec![ConfigurationFile {
            name: "environment.conf".to_owned(),
            text: lines,
        }],
        variables: Vec::new(),
    }
}
