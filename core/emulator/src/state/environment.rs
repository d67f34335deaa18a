//! Environments and their start jobs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{backup::Backups, options::Options};
use crate::archive::Metadata;

/// What an environment is doing.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub(crate) enum Status {
    /// Nothing was ever transported.
    #[default]
    Empty,
    /// Something is deployed and does not run.
    Stopped,
    /// The app answers.
    Running,
}

impl Status {
    pub(crate) fn v1(self) -> &'static str {
        match self {
            Self::Empty => "Empty",
            Self::Stopped => "Stopped",
            Self::Running => "Running",
        }
    }

    pub(crate) fn v4(self) -> &'static str {
        match self {
            Self::Empty => "notdeployed",
            Self::Stopped => "stopped",
            Self::Running => "running",
        }
    }
}

/// The rights of one team member on one environment.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub(crate) struct Rights {
    pub(crate) can_deploy_app: bool,
    pub(crate) can_manage_backups: bool,
    pub(crate) can_view_alerts: bool,
    #[serde(rename = "canAccessAPI")]
    pub(crate) can_access_api: bool,
    pub(crate) can_view_logs: bool,
    pub(crate) can_manage_privileges: bool,
}

impl Default for Rights {
    fn default() -> Self {
        Self {
            can_deploy_app: true,
            can_manage_backups: true,
            can_view_alerts: true,
            can_access_api: true,
            can_view_logs: true,
            can_manage_privileges: true,
        }
    }
}

/// One environment of an app.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Environment {
    pub(crate) id: String,
    pub(crate) mode: String,
    pub(crate) production: bool,
    status: Status,
    #[serde(skip)]
    history: Vec<(i64, Status)>,
    /// The deployed package.
    pub(crate) package: Option<String>,
    /// The package that was running last.
    pub(crate) started_package: Option<String>,
    /// Configured values by constant; entries of earlier packages stay.
    pub(crate) constants: BTreeMap<String, String>,
    /// The values the app was started with.
    pub(crate) deployed_constants: BTreeMap<String, String>,
    pub(crate) events: BTreeMap<String, bool>,
    pub(crate) deployed_events: BTreeMap<String, bool>,
    pub(crate) custom_settings: Vec<Value>,
    pub(crate) instances: u64,
    pub(crate) memory_per_instance: u64,
    pub(crate) tag: Option<String>,
    /// The structure of the database; `None` is an empty one.
    pub(crate) database_model: Option<String>,
    /// Grows with every change of the data, so that restores can be told apart.
    pub(crate) data: String,
    /// Held by somebody else: start jobs end with `ALREADY_LOCKED`.
    pub(crate) locked: bool,
    pub(crate) maintenance: bool,
    /// What the public URL answers instead of 200 while running.
    pub(crate) public_status: Option<u16>,
    pub(crate) rights: BTreeMap<String, Rights>,
    pub(crate) start_jobs: Vec<StartJob>,
    /// When a stop that was asked for takes effect.
    pub(crate) stopping: Option<i64>,
    pub(crate) backups: Backups,
}

/// A start job.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StartJob {
    pub(crate) id: String,
    pub(crate) auto_sync_db: bool,
    pub(crate) ends: i64,
    /// `None` while starting; then `Ok` or the error code.
    pub(crate) outcome: Option<Result<(), Failure>>,
}

/// A failure of the start: code and text.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Failure {
    pub(crate) code: String,
    pub(crate) message: String,
}

impl Environment {
    pub(crate) fn new(id: String, mode: String, production: bool) -> Self {
        Self {
            id,
            mode,
            production,
            instances: 1,
            memory_per_instance: 1024,
            data: "empty".to_owned(),
            ..Self::default()
        }
    }

    /// What the environment really does.
    pub(crate) fn status(&self) -> Status {
        self.status
    }

    /// What a read at `now` is told, which may be out of date.
    pub(crate) fn shown_status(&self, now: i64, options: &Options) -> Status {
        if options.stale_status == 0 {
            return self.status;
        }
        let seen = now.saturating_sub(i64::try_from(options.stale_status).unwrap_or(i64::MAX));
        self.history
            .iter()
            .rev()
            .find(|(at, _)| *at <= seen)
            .map_or(Status::Empty, |(_, status)| *status)
    }

    pub(crate) fn set_status(&mut self, at: i64, status: Status) {
        self.status = status;
        self.history.push((at, status));
        let surplus = self.history.len().saturating_sub(64);
        self.history.drain(..surplus);
    }

    pub(crate) fn is_starting(&self) -> bool {
        self.start_jobs.iter().any(|job| job.outcome.is_none())
    }

    /// Whether a backup call is answered with `ENVIRONMENT_BUSY`.
    pub(crate) fn is_busy(&self, now: i64) -> bool {
        self.locked || self.is_starting() || self.stopping.is_some() || self.backups.is_working(now)
    }

    /// A start makes the configured settings the deployed ones.
    pub(crate) fn take_settings(&mut self, metadata: &Metadata) {
        for constant in &metadata.constants {
            let value = self
                .constants
                .get(&constant.name)
                .or(constant.default_value.as_ref());
            if let Some(value) = value {
                self.deployed_constants
                    .insert(constant.name.clone(), value.clone());
            }
        }
        for event in &metadata.scheduled_events {
            let is_enabled = *self.events.get(&event.name).unwrap_or(&event.enabled);
            self.deployed_events.insert(event.name.clone(), is_enabled);
        }
    }

    pub(crate) fn rights_of(&self, user: &str) -> Option<Rights> {
        self.rights.get(user).copied()
    }
}
