//! A setting's name and value against what is known of it.

use mendix_deploy_model::{
    landscapes::TargetKind,
    settings::{
        RuntimeSetting, SettingEvidence, SettingFault, SettingProblem, SettingType, SettingUnit,
    },
};

use super::{meant_by, setting};
use crate::configuration::versions::{at_least, numbers, reached};

/// What is wrong with setting `name` to `value`, for a runtime of this version on this target. Messages never repeat the
/// value.
#[must_use]
pub fn check_setting(
    name: &str,
    value: &str,
    runtime_version: Option<&str>,
    target: Option<TargetKind>,
) -> Vec<SettingProblem> {
    let version = runtime_version.and_then(numbers);
    let mut check = Check {
        name,
        version: version.as_deref(),
        problems: Vec::new(),
    };
    match setting(name) {
        None => check.unknown(),
        Some(setting) => {
            check.applies(setting, target);
            check.value(setting, value);
        }
    }
    check.problems
}

struct Check<'a> {
    name: &'a str,
    version: Option<&'a [u64]>,
    problems: Vec<SettingProblem>,
}

impl Check<'_> {
    fn problem(&mut self, fault: SettingFault, message: String, remedy: impl Into<String>) {
        self.problems.push(SettingProblem {
            name: self.name.to_owned(),
            fault,
            message,
            remedy: remedy.into(),
        });
    }

    fn unknown(&mut self) {
        let name = self.name;
        let (message, remedy) = match meant_by(name) {
            Some((setting, Some(reason))) => (
                format!("{name} is no runtime setting: {reason}"),
                format!("Write {}.", setting.name),
            ),
            Some((setting, None)) => (
                format!("{name} is no known runtime setting"),
                format!("Write {}, if that is meant.", setting.name),
            ),
            None => (
                format!("{name} is no known runtime setting"),
                "Check the spelling; upper and lower case matter.".to_owned(),
            ),
        };
        self.problem(SettingFault::UnknownName, message, remedy);
    }

    fn applies(&mut self, setting: &RuntimeSetting, target: Option<TargetKind>) {
        let name = self.name;
        if setting.evidence == SettingEvidence::Undocumented {
            self.problem(
                SettingFault::UndocumentedName,
                format!("{name} stands in guides and in no list of settings of Mendix"),
                "Do not rely on it.",
            );
        }
        let since: Vec<&str> = setting.since.iter().map(String::as_str).collect();
        if self
            .version
            .is_some_and(|version| !reached(version, &since))
        {
            self.problem(
                SettingFault::TooEarly,
                format!("{name} exists from Mendix {} on", since.join(" and ")),
                "Leave it out, or upgrade the app.",
            );
        }
        if let Some(until) = &setting.until
            && let (Some(version), Some(end)) = (self.version, numbers(until))
            && at_least(version, &end)
        {
            self.problem(
                SettingFault::TooLate,
                format!("{name} does nothing from Mendix {until} on"),
                "Leave it out.",
            );
        }
        if let Some(target) = target
            && setting.managed_on.contains(&target)
        {
            self.problem(
                SettingFault::Managed,
                format!(
                    "{name} is set by the platform of the target {target} and cannot be overridden"
                ),
                "Leave it out.",
            );
        }
    }

    fn value(&mut self, setting: &RuntimeSetting, value: &str) {
        let wrong = |what: &str| (SettingFault::WrongType, what.to_owned());
        let found = match setting.setting_type {
            SettingType::Boolean => {
                (!matches!(value, "true" | "false")).then(|| wrong("true or false"))
            }
            SettingType::Integer | SettingType::Size => self.number(setting, value.parse().ok()),
            SettingType::Duration => self.duration(setting, value),
            SettingType::Decimal => value
                .parse::<f64>()
                .map_or(true, |number| !number.is_finite())
                .then(|| wrong("a number")),
            SettingType::Json => match serde_json::from_str::<serde_json::Value>(value) {
                Ok(value) if value.is_object() || value.is_array() => None,
                _ => Some(wrong("a JSON list or object")),
            },
            SettingType::Enumeration => self.word(setting, value),
            SettingType::Text if setting.name == "HashAlgorithm" => hash_algorithm(value),
            SettingType::Text => None,
        };
        if let Some((fault, expected)) = found {
            let message = format!("{} has to be {expected}", self.name);
            self.problem(fault, message, format!("Write {expected}."));
        }
    }

    #[allow(clippy::unused_self)] // one shape with its siblings
    fn number(
        &self,
        setting: &RuntimeSetting,
        number: Option<i64>,
    ) -> Option<(SettingFault, String)> {
        let Some(number) = number else {
            return Some((SettingFault::WrongType, "a whole number".to_owned()));
        };
        let low = setting.minimum.is_some_and(|minimum| number < minimum);
        let high = setting.maximum.is_some_and(|maximum| number > maximum);
        let range = match (setting.minimum, setting.maximum) {
            (Some(minimum), Some(maximum)) => format!("a number from {minimum} to {maximum}"),
            (Some(minimum), None) => format!("{minimum} or more"),
            (None, Some(maximum)) => format!("{maximum} or less"),
            (None, None) => return None,
        };
        (low || high).then_some((SettingFault::OutOfRange, range))
    }

    fn duration(
        &mut self,
        setting: &RuntimeSetting,
        value: &str,
    ) -> Option<(SettingFault, String)> {
        if let Ok(number) = value.parse() {
            return self.number(setting, Some(number));
        }
        let unit = setting.unit.unwrap_or(SettingUnit::Milliseconds);
        let plain = format!("a whole number of {unit}");
        if unit != SettingUnit::Milliseconds {
            return Some((SettingFault::WrongType, plain));
        }
        let Some(length) = duration_ms(value) else {
            return Some((
                SettingFault::WrongType,
                format!("{plain}, or from Mendix 10 on a duration such as PT30M or 30m"),
            ));
        };
        if self
            .version
            .is_some_and(|version| !at_least(version, &[10]))
        {
            return Some((SettingFault::TooEarly, format!("{plain} before Mendix 10")));
        }
        self.number(setting, Some(length))
    }

    fn word(&self, setting: &RuntimeSetting, value: &str) -> Option<(SettingFault, String)> {
        let same = |known: &String| {
            // Both POSTGRESQL and PostgreSQL are in official use.
            let any_case = matches!(setting.name.as_str(), "DatabaseType" | "SourceDatabaseType");
            known == value || any_case && known.eq_ignore_ascii_case(value)
        };
        let words = setting.values.join(", ");
        // The words for deletions came late; before, there were true and false only.
        let words_are_new = setting.name == "com.mendix.storage.PerformDeleteFromStorage"
            && self
                .version
                .is_some_and(|version| !reached(version, &["9.6.11", "9.12"]));
        if setting.values.iter().any(same) {
            return words_are_new.then(|| {
                (
                    SettingFault::TooEarly,
                    "true or false before Mendix 9.12 (9.6.11 in the line of 9.6)".to_owned(),
                )
            });
        }
        if setting.legacy_values.iter().any(same) {
            return (!words_are_new).then(|| (SettingFault::LegacyWord, format!("one of {words}")));
        }
        Some((SettingFault::UnknownWord, format!("one of {words}")))
    }
}

fn hash_algorithm(value: &str) -> Option<(SettingFault, String)> {
    let known = match value.split_once(':') {
        None => matches!(value, "BCRYPT" | "SSHA256" | "SHA256" | "MD5"),
        Some(("BCRYPT", cost)) => match cost.parse::<u32>() {
            Ok(10..=30) => true,
            Ok(_) => {
                let range = "BCRYPT with a cost from 10 to 30".to_owned();
                return Some((SettingFault::OutOfRange, range));
            }
            Err(_) => false,
        },
        Some(_) => false,
    };
    let words = "BCRYPT, BCRYPT with a cost such as BCRYPT:12, SSHA256, SHA256 or MD5";
    (!known).then(|| (SettingFault::UnknownWord, words.to_owned()))
}

/// The milliseconds of a duration as Mendix 10 takes it: a plain number, ISO 8601 (`PT30M`) or HOCON (`30m`).
#[must_use]
pub fn duration_ms(text: &str) -> Option<i64> {
    let text = text.trim();
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    if text.starts_with(['P', 'p']) {
        let span: jiff::Span = text.parse().ok()?;
        if span.get_years() != 0 || span.get_months() != 0 {
            return None;
        }
        let options = jiff::SpanTotal::from(jiff::Unit::Millisecond).days_are_24_hours();
        #[allow(clippy::cast_possible_truncation)] // spans reach 20,000 years
        return span.total(options).ok().map(|total| total as i64);
    }
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let number: i64 = text[..digits].parse().ok()?;
    let unit = match text[digits..].trim_start() {
        "ns" | "nano" | "nanos" | "nanosecond" | "nanoseconds" => return Some(number / 1_000_000),
        "us" | "micro" | "micros" | "microsecond" | "microseconds" => return Some(number / 1000),
        "ms" | "milli" | "millis" | "millisecond" | "milliseconds" => 1,
        "s" | "second" | "seconds" => 1000,
        "m" | "minute" | "minutes" => 60_000,
        "h" | "hour" | "hours" => 3_600_000,
        "d" | "day" | "days" => 86_400_000,
        _ => return None,
    };
    number.checked_mul(unit)
}
