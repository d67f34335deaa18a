//! Runtime settings as data: names, types, defaults, versions, and what guides recommend (Mendix documentation, runtime
//! customisation and its pages by subject; names that only the deployment tools send are marked).

mod check;
mod data;
mod general;
mod row;

use std::sync::LazyLock;

use mendix_deploy_model::settings::{RuntimeSetting, SettingArea, SettingEvidence, SettingLookup};

pub use check::{check_setting, duration_ms};

use super::suggest::{fold, nearest};

static SETTINGS: LazyLock<Vec<RuntimeSetting>> = LazyLock::new(|| {
    let areas = [
        (SettingArea::General, general::GENERAL),
        (SettingArea::Sessions, general::SESSIONS),
        (SettingArea::Database, data::DATABASE),
        (SettingArea::Storage, data::STORAGE),
        (SettingArea::Logging, data::LOGGING),
    ];
    let mut settings: Vec<RuntimeSetting> = areas
        .iter()
        .flat_map(|(area, rows)| rows.iter().map(|row| row.setting(*area)))
        .collect();
    settings.sort_by(|a, b| a.name.cmp(&b.name));
    settings
});

/// Every runtime setting that is known, by code point of its name.
#[must_use]
pub fn runtime_settings() -> &'static [RuntimeSetting] {
    &SETTINGS
}

/// The setting of exactly this name.
#[must_use]
pub fn setting(name: &str) -> Option<&'static RuntimeSetting> {
    SETTINGS
        .binary_search_by(|setting| setting.name.as_str().cmp(name))
        .ok()
        .map(|at| &SETTINGS[at])
}

/// The setting that a wrong name means, with the reason when it is a known mistake.
#[must_use]
pub fn meant_by(name: &str) -> Option<(&'static RuntimeSetting, Option<&'static str>)> {
    for setting in runtime_settings() {
        if let Some(alias) = setting.aliases.iter().find(|alias| alias.name == name) {
            return Some((setting, Some(&alias.reason)));
        }
    }
    let names = || {
        runtime_settings()
            .iter()
            .map(|setting| setting.name.as_str())
    };
    // The name without the prefix that other settings have, or with its dots left out.
    let bare = name
        .strip_prefix("com.mendix.core.")
        .or_else(|| name.strip_prefix("com.mendix."))
        .unwrap_or(name);
    let joined = fold(&bare.replace('.', ""));
    names()
        .find(|known| fold(&known.replace('.', "")) == joined)
        .or_else(|| {
            names().find(|known| {
                known
                    .rsplit_once('.')
                    .is_some_and(|(_, last)| last.len() > 6 && fold(last) == fold(bare))
            })
        })
        .or_else(|| nearest(bare, names()))
        .or_else(|| nearest(name, names()))
        .and_then(setting)
        .map(|setting| (setting, None))
}

/// Looks a setting up by its name, and tells what was probably meant when there is none.
#[must_use]
pub fn runtime_setting(name: &str) -> SettingLookup {
    let found = setting(name);
    let meant = if found.is_none() {
        meant_by(name)
    } else {
        None
    };
    let sentence = match (found, meant) {
        (Some(setting), _) => described(setting),
        (None, Some((setting, Some(reason)))) => {
            format!(
                "{name} is no runtime setting: {reason}. The setting is {}. {}",
                setting.name, setting.description
            )
        }
        (None, Some((setting, None))) => {
            format!(
                "{name} is no known runtime setting. {} is meant, perhaps: {}",
                setting.name, setting.description
            )
        }
        (None, None) => format!(
            "{name} is no known runtime setting. It reaches the runtime as it is written; whether the runtime reads it is not known."
        ),
    };
    SettingLookup {
        asked: name.to_owned(),
        setting: found.cloned(),
        suggestion: meant.map(|(setting, _)| setting.name.clone()),
        sentence,
    }
}

fn described(setting: &RuntimeSetting) -> String {
    let unit = setting
        .unit
        .map_or_else(String::new, |unit| format!(" {unit}"));
    let default = match (&setting.default_value, &setting.default_rule) {
        _ if setting.required => "It has no default and is required.".to_owned(),
        (Some(value), Some(rule)) => format!("Default: {value}{unit} ({rule})."),
        (Some(value), None) => format!("Default: {value}{unit}."),
        (None, Some(rule)) => format!("Default: {rule}."),
        (None, None) => "It has no default.".to_owned(),
    };
    let doubt = match setting.evidence {
        SettingEvidence::Documented => "",
        SettingEvidence::Observed => " Mendix' tools send it; no list documents it.",
        SettingEvidence::Undocumented => " Whether the runtime reads it is not known.",
    };
    format!("{}: {} {default}{doubt}", setting.name, setting.description)
}
