//! Settings are written whole: read, change, write, compare.

use mendix_deploy_model::{Address, Error, ErrorCode, Result, cloud::Settings, error::Effect};
use reqwest::Method;

use super::Environments;
use crate::targets::mendix_cloud::wire::{WireSettings, decode};

const RIGHT: &str = "API Rights and Transport Rights on this environment";

/// Whether a value is the platform's mask instead of a value.
#[must_use]
pub(crate) fn is_masked(value: &str) -> bool {
    !value.is_empty() && value.chars().all(|c| c == '*')
}

impl Environments {
    pub(crate) async fn read_settings(&self, address: &Address) -> Result<Settings> {
        let place = self.0.find(address).await?;
        let answer = self
            .call(
                "environments.settings",
                Method::GET,
                &place,
                &["settings"],
                RIGHT,
                None,
            )
            .await?;
        decode::<WireSettings>("environments.settings", false, &answer).map(Into::into)
    }

    pub(crate) async fn change_settings(
        &self,
        address: &Address,
        changes: Settings,
    ) -> Result<Settings> {
        let mut settings = self.read_settings(address).await?;
        apply(address, &mut settings, &changes)?;
        let place = self.0.find(address).await?;
        let body = serde_json::to_value(WireSettings::from(&settings)).map_err(|_| {
            Error::new(
                ErrorCode::InternalDefect,
                "settings cannot be written as JSON",
            )
            .with_effect(Effect::None)
        })?;
        let answer = self
            .call(
                "environments.write_settings",
                Method::POST,
                &place,
                &["settings"],
                RIGHT,
                Some(body),
            )
            .await?;
        // The echo proves it; where the platform does not echo, a read does.
        let written = match decode::<WireSettings>("environments.write_settings", true, &answer) {
            Ok(echo) => echo.into(),
            Err(_) => self.read_settings(address).await?,
        };
        compare(address, &changes, &written)?;
        Ok(written)
    }
}

/// Sets what `changes` names. Refuses, all at once, what the environment does not have and what is a mask.
fn apply(address: &Address, settings: &mut Settings, changes: &Settings) -> Result<()> {
    let mut unknown_constants = Vec::new();
    let mut unknown_events = Vec::new();
    let mut masked = Vec::new();
    for change in &changes.constants {
        if change.value.as_deref().is_some_and(is_masked) {
            masked.push(change.name.as_str());
        }
        match settings
            .constants
            .iter_mut()
            .find(|constant| constant.name == change.name)
        {
            Some(constant) => constant.value.clone_from(&change.value),
            None => unknown_constants.push(change.name.as_str()),
        }
    }
    for change in &changes.scheduled_events {
        match settings
            .scheduled_events
            .iter_mut()
            .find(|event| event.name == change.name)
        {
            Some(event) => event.value = change.value.clone(),
            None => unknown_events.push(change.name.as_str()),
        }
    }
    if !changes.custom_settings.is_empty() {
        settings
            .custom_settings
            .clone_from(&changes.custom_settings);
    }
    let refuse = |code, what: &str, names: &[&str]| {
        Err(
            Error::new(code, format!("{address} {what}: {}", names.join(", ")))
                .with_call("environments.write_settings")
                .with_context("environment", address)
                .with_context("constant", names.join(", "))
                .with_effect(Effect::None),
        )
    };
    if !unknown_constants.is_empty() {
        return refuse(
            ErrorCode::MendixCloudConstantNotFound,
            "has no such constants",
            &unknown_constants,
        );
    }
    if !unknown_events.is_empty() {
        return refuse(
            ErrorCode::MendixCloudScheduledEventNotFound,
            "has no such scheduled events",
            &unknown_events,
        );
    }
    if !masked.is_empty() {
        return refuse(
            ErrorCode::InputInvalid,
            "would get the platform's mask as a value",
            &masked,
        );
    }
    // A masked value that somebody else set is sent back as it came only if nobody changed it: the platform's own
    // behaviour for it is not documented, so the write is refused instead of destroying the value.
    let sent_back: Vec<&str> = settings
        .constants
        .iter()
        .filter(|constant| constant.value.as_deref().is_some_and(is_masked))
        .map(|constant| constant.name.as_str())
        .collect();
    if !sent_back.is_empty() {
        return refuse(
            ErrorCode::InputInvalid,
            "has masked values, which writing the settings back would replace by asterisks; set them in the same change",
            &sent_back,
        );
    }
    Ok(())
}

fn compare(address: &Address, wanted: &Settings, written: &Settings) -> Result<()> {
    let lost_constants = wanted.constants.iter().filter(|want| {
        !written.constants.iter().any(|have| {
            have.name == want.name
                && (have.value == want.value || have.value.as_deref().is_some_and(is_masked))
        })
    });
    let lost_events = wanted.scheduled_events.iter().filter(|want| {
        !written
            .scheduled_events
            .iter()
            .any(|have| have.name == want.name && have.value == want.value)
    });
    let names: Vec<&str> = lost_constants
        .map(|constant| constant.name.as_str())
        .chain(lost_events.map(|event| event.name.as_str()))
        .collect();
    if names.is_empty() {
        return Ok(());
    }
    Err(Error::new(
        ErrorCode::MendixCloudSettingsNotWritten,
        format!(
            "{address} did not take the new values of {}",
            names.join(", ")
        ),
    )
    .with_call("environments.write_settings")
    .with_context("environment", address))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use mendix_deploy_model::cloud::ConstantSetting;

    use super::*;

    fn constant(name: &str, value: &str) -> ConstantSetting {
        ConstantSetting {
            name: name.to_owned(),
            data_type: None,
            value: Some(value.to_owned()),
            deployed_value: None,
        }
    }

    fn settings(constants: Vec<ConstantSetting>) -> Settings {
        Settings {
            constants,
            custom_settings: vec![serde_json::json!({"kept": 1})],
            scheduled_events: Vec::new(),
        }
    }

    fn changes(constants: Vec<ConstantSetting>) -> Settings {
        Settings {
            constants,
            custom_settings: Vec::new(),
            scheduled_events: Vec::new(),
        }
    }

    #[test]
    fn only_named_constants_change() {
        let address = Address::parse("orders/production").unwrap();
        let mut present = settings(vec![constant("A.One", "1"), constant("A.Two", "2")]);
        apply(
            &address,
            &mut present,
            &changes(vec![constant("A.Two", "3")]),
        )
        .unwrap();
        assert_eq!(present.constants[0].value.as_deref(), Some("1"));
        assert_eq!(present.constants[1].value.as_deref(), Some("3"));
        assert_eq!(present.custom_settings.len(), 1);
    }

    #[test]
    fn masks_and_unknown_names_are_refused_by_name() {
        let address = Address::parse("orders/production").unwrap();
        let refused = |present: Vec<ConstantSetting>, wanted: Vec<ConstantSetting>| {
            apply(&address, &mut settings(present), &changes(wanted)).unwrap_err()
        };
        let error = refused(vec![constant("A.One", "1")], vec![constant("A.one", "2")]);
        assert_eq!(error.code(), ErrorCode::MendixCloudConstantNotFound);
        let error = refused(
            vec![constant("A.One", "1")],
            vec![constant("A.One", "****")],
        );
        assert_eq!(error.code(), ErrorCode::InputInvalid);
        let error = refused(
            vec![constant("A.Key", "****"), constant("A.One", "1")],
            vec![constant("A.One", "2")],
        );
        assert!(error.message().contains("A.Key"), "{error}");
    }
}
