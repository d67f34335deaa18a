//! One row of the catalogue, as it is written down.

use mendix_deploy_model::{
    landscapes::TargetKind,
    settings::{
        RuntimeSetting, SettingAlias, SettingArea, SettingEvidence, SettingType, SettingUnit,
    },
};

pub(super) struct Row {
    name: &'static str,
    setting_type: SettingType,
    description: &'static str,
    unit: Option<SettingUnit>,
    default: Option<&'static str>,
    default_rule: Option<&'static str>,
    minimum: Option<i64>,
    maximum: Option<i64>,
    values: &'static [&'static str],
    legacy: &'static [&'static str],
    since: &'static [&'static str],
    until: Option<&'static str>,
    managed: bool,
    required: bool,
    secret: bool,
    recommended: Option<(&'static str, &'static str)>,
    aliases: &'static [(&'static str, &'static str)],
    evidence: SettingEvidence,
}

pub(super) const fn row(
    name: &'static str,
    setting_type: SettingType,
    description: &'static str,
) -> Row {
    Row {
        name,
        setting_type,
        description,
        unit: None,
        default: None,
        default_rule: None,
        minimum: None,
        maximum: None,
        values: &[],
        legacy: &[],
        since: &[],
        until: None,
        managed: false,
        required: false,
        secret: false,
        recommended: None,
        aliases: &[],
        evidence: SettingEvidence::Documented,
    }
}

pub(super) const fn boolean(
    name: &'static str,
    default: &'static str,
    description: &'static str,
) -> Row {
    row(name, SettingType::Boolean, description).default(default)
}

/// A whole number, not negative.
pub(super) const fn integer(
    name: &'static str,
    default: &'static str,
    description: &'static str,
) -> Row {
    row(name, SettingType::Integer, description)
        .default(default)
        .range(Some(0), None)
}

pub(super) const fn text(name: &'static str, description: &'static str) -> Row {
    row(name, SettingType::Text, description)
}

/// A length of time, not negative.
pub(super) const fn time(name: &'static str, unit: SettingUnit, description: &'static str) -> Row {
    let row = row(name, SettingType::Duration, description);
    Row {
        unit: Some(unit),
        minimum: Some(0),
        ..row
    }
}

pub(super) const fn milliseconds(
    name: &'static str,
    default: &'static str,
    description: &'static str,
) -> Row {
    time(name, SettingUnit::Milliseconds, description).default(default)
}

impl Row {
    pub(super) const fn default(self, default: &'static str) -> Self {
        Self {
            default: Some(default),
            ..self
        }
    }

    pub(super) const fn default_rule(self, rule: &'static str) -> Self {
        Self {
            default_rule: Some(rule),
            ..self
        }
    }

    pub(super) const fn unit(self, unit: SettingUnit) -> Self {
        Self {
            unit: Some(unit),
            ..self
        }
    }

    pub(super) const fn range(self, minimum: Option<i64>, maximum: Option<i64>) -> Self {
        Self {
            minimum,
            maximum,
            ..self
        }
    }

    pub(super) const fn values(self, values: &'static [&'static str]) -> Self {
        Self { values, ..self }
    }

    pub(super) const fn legacy(self, legacy: &'static [&'static str]) -> Self {
        Self { legacy, ..self }
    }

    pub(super) const fn since(self, since: &'static [&'static str]) -> Self {
        Self { since, ..self }
    }

    pub(super) const fn until(self, until: &'static str) -> Self {
        Self {
            until: Some(until),
            ..self
        }
    }

    pub(super) const fn managed(self) -> Self {
        Self {
            managed: true,
            ..self
        }
    }

    pub(super) const fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    pub(super) const fn secret(self) -> Self {
        Self {
            secret: true,
            ..self
        }
    }

    /// What guides recommend for development and for production.
    pub(super) const fn recommended(
        self,
        development: &'static str,
        production: &'static str,
    ) -> Self {
        Self {
            recommended: Some((development, production)),
            ..self
        }
    }

    pub(super) const fn aliases(self, aliases: &'static [(&'static str, &'static str)]) -> Self {
        Self { aliases, ..self }
    }

    pub(super) const fn evidence(self, evidence: SettingEvidence) -> Self {
        Self { evidence, ..self }
    }

    pub(super) fn setting(&self, area: SettingArea) -> RuntimeSetting {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        RuntimeSetting {
            name: self.name.to_owned(),
            area,
            setting_type: self.setting_type,
            unit: self.unit,
            default_value: self.default.map(str::to_owned),
            default_rule: self.default_rule.map(str::to_owned),
            minimum: self.minimum,
            maximum: self.maximum,
            values: owned(self.values),
            legacy_values: owned(self.legacy),
            since: owned(self.since),
            until: self.until.map(str::to_owned),
            managed_on: if self.managed {
                vec![TargetKind::MendixCloud, TargetKind::Operator]
            } else {
                Vec::new()
            },
            required: self.required,
            secret: self.secret,
            description: self.description.to_owned(),
            recommended_development: self.recommended.map(|(value, _)| value.to_owned()),
            recommended_production: self.recommended.map(|(_, value)| value.to_owned()),
            aliases: self
                .aliases
                .iter()
                .map(|(name, reason)| SettingAlias {
                    name: (*name).to_owned(),
                    reason: (*reason).to_owned(),
                })
                .collect(),
            evidence: self.evidence,
        }
    }
}
