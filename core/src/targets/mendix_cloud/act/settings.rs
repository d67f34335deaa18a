//! Savepoints and settings.

use std::collections::BTreeSet;

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    cloud::{ConstantSetting, EventSetting, Settings},
    document::WRITTEN_BY,
    plans::{SavedConstant, SavedEvent, SavedPackage, Savepoint, SettingValue, StepAction},
    runs::RunId,
};
use mendix_deploy_offline::plan::settings_digest;

use super::{MendixCloud, reached, to_do, under_way};
use crate::{
    client::is_masked,
    run::{
        executor::{Answer, Observation, StepContext},
        savepoint::with_values,
        state::Sent,
    },
    targets::mendix_cloud::observe::state_of,
};

impl MendixCloud {
    pub(super) async fn record_savepoint(
        &self,
        at: StepContext<'_>,
        keep_bytes: bool,
        constants: &[String],
        scheduled_events: &[String],
    ) -> Result<Answer> {
        let environments = self.client.environments();
        let environment = environments.get(self.at.clone()).await?;
        let deployed = environments.package(self.at.clone()).await?;
        let settings = environments.read_settings(&self.at).await?;
        let facts = &at.state.plan.facts;
        let mut package = deployed.map(|package| SavedPackage {
            sha256: facts
                .environment
                .deployed
                .as_ref()
                .filter(|deployed| deployed.package_id == package.package_id)
                .and_then(|deployed| deployed.sha256.clone()),
            package_id: package.package_id,
            name: package.name,
            model_version: package.version.or(environment.model_version),
            runtime_version: environment.runtime_version,
            size_bytes: package.size_bytes,
            file: None,
        });
        if keep_bytes && let Some(package) = &mut package {
            let (file, digest) = self.keep_bytes(at, package).await?;
            package.file = Some(file);
            package.sha256 = Some(digest);
        }
        let savepoint = Savepoint {
            document: Savepoint::KIND.to_owned(),
            version: Savepoint::VERSION,
            written_by: WRITTEN_BY.to_owned(),
            run: at.state.run.to_string(),
            address: at.state.plan.address.clone(),
            taken_at: at.now,
            package,
            settings_digest: settings_digest(&settings),
            constants: saved_constants(&settings, constants),
            scheduled_events: settings
                .scheduled_events
                .iter()
                .filter(|event| scheduled_events.contains(&event.name))
                .map(|event| SavedEvent {
                    name: event.name.clone(),
                    state: event.value.clone(),
                })
                .collect(),
            snapshot: None,
        };
        Ok(Answer {
            savepoint: Some(Box::new(savepoint)),
            ..Answer::default()
        })
    }

    /// Downloads a package beside the journal. A file of an earlier attempt is written over.
    async fn keep_bytes(
        &self,
        at: StepContext<'_>,
        package: &SavedPackage,
    ) -> Result<(String, String)> {
        let Some(root) = at.journal.folder() else {
            return Err(Error::new(
                ErrorCode::JournalUnwritable,
                "this journal has no folder to keep a package in",
            ));
        };
        let folder = root.join("runs").join(at.state.run.as_str());
        let file = folder.join("previous.mda").display().to_string();
        let digest = self
            .client
            .packages()
            .download(
                self.app.to_string(),
                package.package_id.clone(),
                file.clone(),
            )
            .await?;
        owner_only(&file)?;
        Ok((file, digest))
    }

    pub(super) async fn look_at_settings(&self, at: StepContext<'_>) -> Result<Observation> {
        let present = self.client.environments().read_settings(&self.at).await?;
        let wanted = self.wanted(at, &present).await?;
        let differing = differing(&present, &wanted);
        if differing.is_empty() {
            return Ok(reached(format!(
                "{} settings have the wanted values",
                wanted.constants.len() + wanted.scheduled_events.len()
            )));
        }
        let names: Vec<&str> = differing.into_iter().collect();
        Ok(match &at.memory.sent {
            // Masked values cannot be compared; the platform's echo was.
            Sent::Accepted { .. } if only_masked(&present, &names) => {
                reached("the platform took the values; it shows masks for some")
            }
            Sent::Accepted { .. } => under_way(format!("not taken over yet: {}", names.join(", "))),
            _ => to_do(format!("to be written: {}", names.join(", "))),
        })
    }

    pub(super) async fn write_settings(&self, at: StepContext<'_>) -> Result<Answer> {
        let environments = self.client.environments();
        let present = environments.read_settings(&self.at).await?;
        let wanted = self.wanted(at, &present).await?;
        environments.change_settings(&self.at, wanted).await?;
        Ok(Answer::default())
    }

    /// What the step wants. Values are resolved here and go nowhere but into the request.
    async fn wanted(&self, at: StepContext<'_>, present: &Settings) -> Result<Settings> {
        let (constants, events): (BTreeSet<&str>, BTreeSet<&str>) = (
            present.constants.iter().map(|c| c.name.as_str()).collect(),
            present
                .scheduled_events
                .iter()
                .map(|e| e.name.as_str())
                .collect(),
        );
        let mut wanted = Settings {
            constants: Vec::new(),
            custom_settings: Vec::new(),
            scheduled_events: Vec::new(),
        };
        match &at.step.action {
            StepAction::WriteSettings {
                constants: writes,
                scheduled_events,
            } => {
                for write in writes {
                    if write.skip_if_absent && !constants.contains(write.name.as_str()) {
                        continue;
                    }
                    let value = match &write.value {
                        SettingValue::LiteralValue { text } => text.clone(),
                        SettingValue::ReferencedValue { reference } => {
                            self.secret(&write.name, reference).await?
                        }
                    };
                    wanted.constants.push(constant(&write.name, value));
                }
                for write in scheduled_events {
                    if write.skip_if_absent && !events.contains(write.name.as_str()) {
                        continue;
                    }
                    wanted.scheduled_events.push(EventSetting {
                        name: write.name.clone(),
                        value: write.state.clone(),
                        deployed_value: None,
                    });
                }
            }
            StepAction::RestoreSettings { run } => {
                let savepoint = self.savepoint(at, run.as_deref()).await?;
                for saved in savepoint.constants {
                    // What the deployed package does not have cannot be written, and is not missed.
                    if let Some(value) = saved.value
                        && constants.contains(saved.name.as_str())
                    {
                        wanted.constants.push(constant(&saved.name, value));
                    }
                }
                for saved in savepoint.scheduled_events {
                    if events.contains(saved.name.as_str()) {
                        wanted.scheduled_events.push(EventSetting {
                            name: saved.name,
                            value: saved.state,
                            deployed_value: None,
                        });
                    }
                }
            }
            _ => {}
        }
        Ok(wanted)
    }

    async fn savepoint(&self, at: StepContext<'_>, run: Option<&str>) -> Result<Savepoint> {
        let missing = |run: &str| {
            Error::new(
                ErrorCode::JournalCorrupt,
                format!("the run {run} has recorded no savepoint"),
            )
        };
        match run {
            None => {
                let run = &at.state.run;
                let recorded = at.state.savepoint.as_ref();
                let recorded = recorded.ok_or_else(|| missing(run.as_str()))?;
                with_values(at.journal, run, recorded).await
            }
            Some(run) => {
                let id = RunId::new(run);
                let state = state_of(&**at.journal, &id).await?;
                let recorded = state.savepoint.ok_or_else(|| missing(run))?;
                with_values(at.journal, &id, &recorded).await
            }
        }
    }

    async fn secret(&self, constant: &str, reference: &str) -> Result<String> {
        let Some(resolve) = &self.resolve else {
            return Err(Error::new(
                ErrorCode::InputInvalid,
                format!("{constant} refers to a secret, and nothing here resolves references"),
            )
            .with_context("constant", constant)
            .with_remedy("Give the run a resolver, or set the constant in the portal."));
        };
        let value = resolve(reference.to_owned())
            .await
            .map_err(|error| error.with_context("constant", constant))?;
        Ok(value.reveal().to_owned())
    }
}

/// A package can hold what its makers would not publish.
fn owner_only(file: &str) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600)).map_err(
            |error| {
                Error::new(
                    ErrorCode::FileFailed,
                    format!("{file} cannot be made the owner's only"),
                )
                .with_source(error)
            },
        )?;
    }
    let _ = file;
    Ok(())
}

fn constant(name: &str, value: String) -> ConstantSetting {
    ConstantSetting {
        name: name.to_owned(),
        data_type: None,
        value: Some(value),
        deployed_value: None,
    }
}

fn saved_constants(settings: &Settings, names: &[String]) -> Vec<SavedConstant> {
    settings
        .constants
        .iter()
        .filter(|constant| names.contains(&constant.name))
        .map(|constant| {
            let value = constant.value.clone().filter(|value| !is_masked(value));
            SavedConstant {
                name: constant.name.clone(),
                kept: value.is_some(),
                value,
            }
        })
        .collect()
}

/// Names of settings that do not have the wanted value.
fn differing<'a>(present: &Settings, wanted: &'a Settings) -> BTreeSet<&'a str> {
    let constants = wanted.constants.iter().filter(|want| {
        !present
            .constants
            .iter()
            .any(|have| have.name == want.name && have.value == want.value)
    });
    let events = wanted.scheduled_events.iter().filter(|want| {
        !present
            .scheduled_events
            .iter()
            .any(|have| have.name == want.name && have.value == want.value)
    });
    constants
        .map(|constant| constant.name.as_str())
        .chain(events.map(|event| event.name.as_str()))
        .collect()
}

fn only_masked(present: &Settings, names: &[&str]) -> bool {
    names.iter().all(|name| {
        present.constants.iter().any(|constant| {
            constant.name == *name && constant.value.as_deref().is_some_and(is_masked)
        })
    })
}
