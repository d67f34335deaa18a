//! Settings are written whole: read, change, write, compare.

use mendix_deploy_model::{Address, Error, ErrorCode, Result, cloud::Settings, error::Effect};
use reqwest::Method;
use serde_json::{Value, json};

use super::{Environments, directory::Place};
use crate::{
    http::Answer,
    secrets::SecretValue,
    targets::mendix_cloud::wire::{WireSettings, decode, decode_value},
};

const READ: &str = "environments.settings";
const WRITE: &str = "environments.write_settings";
const RIGHT: &str = "API Rights and Transport Rights on this environment";

/// Whether a value is the platform's mask instead of a value.
#[must_use]
pub(crate) fn is_masked(value: &str) -> bool {
    !value.is_empty() && value.chars().all(|c| c == '*')
}

impl Environments {
    pub(crate) async fn read_settings(&self, address: &Address) -> Result<Settings> {
        let place = self.0.find(address).await?;
        let answer = self.get_settings(&place).await?;
        decode::<WireSettings>(READ, false, &answer).map(Into::into)
    }

    async fn get_settings(&self, place: &Place) -> Result<Answer> {
        let request = self.request(READ, Method::GET, place, &["settings"], RIGHT);
        self.send(place, request).await
    }

    pub(crate) async fn change_settings(
        &self,
        address: &Address,
        changes: Settings,
    ) -> Result<Settings> {
        let place = self.0.find(address).await?;
        let answer = self.get_settings(&place).await?;
        let present: Settings = decode::<WireSettings>(READ, false, &answer)?.into();
        check(address, &present, &changes)?;
        // The document itself is changed and not written anew, so that what this version does not know is kept.
        let mut document = decode_value(READ, false, &answer)?;
        apply(&mut document, &changes);
        let mut request = self
            .request(WRITE, Method::POST, &place, &["settings"], RIGHT)
            .json(document);
        request.secrets = values(&present).chain(values(&changes)).collect();
        let answer = self.send(&place, request).await?;
        // The echo proves it; where the platform does not echo, a read does.
        let written = match decode::<WireSettings>(WRITE, true, &answer) {
            Ok(echo) => echo.into(),
            Err(_) => self
                .read_settings(address)
                .await
                .map_err(|error| error.with_call(WRITE).with_effect(Effect::Unknown))?,
        };
        compare(address, &changes, &written)?;
        Ok(written)
    }
}

/// The values of constants: any of them may be a secret.
fn values(settings: &Settings) -> impl Iterator<Item = SecretValue> {
    let constants = settings.constants.iter();
    constants
        .flat_map(|constant| [&constant.value, &constant.deployed_value])
        .flatten()
        .map(SecretValue::new)
}

/// Writes what `changes` names into the platform's own document.
fn apply(document: &mut Value, changes: &Settings) {
    for change in &changes.constants {
        set(document, "Constants", &change.name, json!(change.value));
    }
    for change in &changes.scheduled_events {
        let state = json!(change.value.to_string());
        set(document, "ScheduledEvents", &change.name, state);
    }
    if !changes.custom_settings.is_empty() {
        document["CustomSettings"] = json!(changes.custom_settings);
    }
}

fn set(document: &mut Value, list: &str, name: &str, value: Value) {
    let entry = document[list]
        .as_array_mut()
        .and_then(|entries| entries.iter_mut().find(|entry| entry["Name"] == *name));
    if let Some(entry) = entry {
        entry["Value"] = value;
    }
}

/// Refuses, all names of a kind at once, what the environment does not have and what is a mask.
fn check(address: &Address, present: &Settings, changes: &Settings) -> Result<()> {
    let unknown_constants: Vec<&str> = changes
        .constants
        .iter()
        .map(|change| change.name.as_str())
        .filter(|name| !present.constants.iter().any(|have| have.name == *name))
        .collect();
    let unknown_events: Vec<&str> = changes
        .scheduled_events
        .iter()
        .map(|change| change.name.as_str())
        .filter(|name| {
            !present
                .scheduled_events
                .iter()
                .any(|have| have.name == *name)
        })
        .collect();
    let masked: Vec<&str> = changes
        .constants
        .iter()
        .filter(|change| change.value.as_deref().is_some_and(is_masked))
        .map(|change| change.name.as_str())
        .collect();
    let refuse = |code, what: &str, names: &[&str]| {
        Err(
            Error::new(code, format!("{address} {what}: {}", names.join(", ")))
                .with_call(WRITE)
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
    let sent_back: Vec<&str> = present
        .constants
        .iter()
        .filter(|constant| constant.value.as_deref().is_some_and(is_masked))
        .filter(|constant| {
            !changes
                .constants
                .iter()
                .any(|new| new.name == constant.name)
        })
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
    .with_call(WRITE)
    .with_context("environment", address))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use mendix_deploy_model::cloud::{ConstantSetting, EventSetting, EventState};

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
            custom_settings: Vec::new(),
            scheduled_events: Vec::new(),
        }
    }

    #[test]
    fn only_what_is_named_changes_and_what_is_not_known_is_kept() {
        let document = json!({
            "Constants": [
                {"Name": "A.One", "Value": "1", "DeployedValue": "0", "Since": 7},
                {"Name": "A.Two", "Value": "2", "IsMasked": false},
            ],
            "CustomSettings": [{"kept": 1}],
            "ScheduledEvents": [{"Name": "A.Nightly", "Value": "Enabled"}],
            "Revision": 4,
        });
        let mut changed = document.clone();
        let mut changes = settings(vec![constant("A.Two", "3")]);
        changes.scheduled_events.push(EventSetting {
            name: "A.Nightly".to_owned(),
            value: EventState::Disabled,
            deployed_value: None,
        });
        apply(&mut changed, &changes);
        let mut expected = document;
        expected["Constants"][1]["Value"] = json!("3");
        expected["ScheduledEvents"][0]["Value"] = json!("Disabled");
        assert_eq!(changed, expected);
    }

    #[test]
    fn masks_and_unknown_names_are_refused_by_name() {
        let address = Address::parse("orders/production").unwrap();
        let refused = |present: Vec<ConstantSetting>, wanted: Vec<ConstantSetting>| {
            check(&address, &settings(present), &settings(wanted)).unwrap_err()
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
