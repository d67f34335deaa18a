//! Environments of Deploy v1 and v4, start jobs, scale, tags, permissions.

use mendix_deploy_model::cloud::{
    Environment, EnvironmentStatus, Package, Permissions, Scale, StartJobStatus,
};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::package::V4Package;

/// The platform's words in any case, v1's and v4's.
fn status(word: &str) -> EnvironmentStatus {
    match word.to_ascii_lowercase().as_str() {
        "empty" | "notdeployed" => EnvironmentStatus::Empty,
        "stopped" => EnvironmentStatus::Stopped,
        "running" => EnvironmentStatus::Running,
        _ => EnvironmentStatus::Unknown(word.to_owned()),
    }
}

fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct V1Environment {
    /// Missing on a Free App that was never deployed.
    status: Option<String>,
    environment_id: String,
    mode: String,
    #[serde(default)]
    url: Option<String>,
    model_version: Option<String>,
    mendix_version: Option<String>,
    #[serde(default)]
    production: bool,
}

impl From<V1Environment> for Environment {
    fn from(wire: V1Environment) -> Self {
        Self {
            environment_id: wire.environment_id.into(),
            name: wire.mode,
            status: status(wire.status.as_deref().unwrap_or("unknown")),
            production: wire.production,
            url: wire.url.unwrap_or_default(),
            model_version: filled(wire.model_version),
            runtime_version: filled(wire.mendix_version),
            package: None,
            plan_name: None,
            database_version: None,
        }
    }
}

#[derive(Deserialize)]
pub(crate) struct V4Environments {
    pub(crate) environments: Vec<V4Environment>,
    pagination: Option<Pagination>,
}

impl V4Environments {
    /// Whether another page may follow.
    pub(crate) fn is_full(&self) -> bool {
        self.pagination.as_ref().is_some_and(Pagination::is_full)
    }
}

/// `size` counts the items of this page; there is no total, and a limit that is too large is lowered silently.
#[derive(Deserialize)]
pub(crate) struct Pagination {
    limit: u64,
    size: u64,
}

impl Pagination {
    /// Whether another page may follow: this one holds as many items as it may.
    pub(crate) fn is_full(&self) -> bool {
        self.size >= self.limit
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct V4Environment {
    id: String,
    name: String,
    state: String,
    #[serde(default)]
    is_production: bool,
    #[serde(default)]
    url: String,
    plan_name: Option<String>,
    db_version: Option<String>,
    package: Option<V4Package>,
}

impl From<V4Environment> for Environment {
    fn from(wire: V4Environment) -> Self {
        let package: Option<Package> = wire.package.map(Into::into);
        Self {
            environment_id: wire.id.into(),
            name: wire.name,
            status: status(&wire.state),
            production: wire.is_production,
            url: wire.url,
            model_version: package.as_ref().and_then(|package| package.version.clone()),
            runtime_version: package
                .as_ref()
                .and_then(|package| package.runtime_version.clone()),
            package,
            plan_name: filled(wire.plan_name),
            database_version: filled(wire.db_version),
        }
    }
}

/// Answer to a start: a job, or the word `ALREADY_STARTED` with HTTP 200.
#[derive(Deserialize)]
pub(crate) struct Started {
    #[serde(rename = "JobId")]
    pub(crate) job_id: Option<String>,
}

/// State of a start job.
#[derive(Deserialize)]
pub(crate) struct Starting {
    #[serde(rename = "Status")]
    status: String,
}

impl From<Starting> for StartJobStatus {
    fn from(wire: Starting) -> Self {
        match wire.status.to_ascii_lowercase().as_str() {
            "starting" => Self::Starting,
            "started" => Self::Started,
            _ => Self::Unknown(wire.status),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct WireScale {
    instances: u32,
    memory_per_instance: u64,
    total_memory: Option<u64>,
}

impl From<WireScale> for Scale {
    fn from(wire: WireScale) -> Self {
        Self {
            instances: wire.instances,
            memory_per_instance_mb: wire.memory_per_instance,
            total_memory_mb: wire.total_memory.unwrap_or(
                wire.memory_per_instance
                    .saturating_mul(wire.instances.into()),
            ),
        }
    }
}

/// One tag or several: the texts and samples of the reference differ.
#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum WireTag {
    Many(Vec<OneTag>),
    One(OneTag),
}

#[derive(Deserialize)]
pub(crate) struct OneTag {
    #[serde(rename = "Tag")]
    tag: Option<String>,
}

impl From<WireTag> for Vec<String> {
    fn from(wire: WireTag) -> Self {
        let tags = match wire {
            WireTag::Many(tags) => tags,
            WireTag::One(tag) => vec![tag],
        };
        tags.into_iter().filter_map(|tag| filled(tag.tag)).collect()
    }
}

#[derive(Deserialize)]
pub(crate) struct V4Permissions {
    pub(crate) permissions: Vec<V4Permission>,
    pagination: Option<Pagination>,
}

impl V4Permissions {
    /// Whether another page may follow.
    pub(crate) fn is_full(&self) -> bool {
        self.pagination.as_ref().is_some_and(Pagination::is_full)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct V4Permission {
    member: Member,
    #[serde(default, deserialize_with = "flag")]
    can_deploy_app: bool,
    #[serde(default, deserialize_with = "flag")]
    can_manage_backups: bool,
    #[serde(default, deserialize_with = "flag")]
    can_view_alerts: bool,
    #[serde(default, rename = "canAccessAPI", deserialize_with = "flag")]
    can_access_api: bool,
    #[serde(default, deserialize_with = "flag")]
    can_view_logs: bool,
    #[serde(default, deserialize_with = "flag")]
    can_manage_privileges: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Member {
    user_id: String,
}

/// `"true"` when read, `true` when written; an earlier revision had booleans on both sides.
fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::Bool(value) => value,
        Value::String(text) => text.eq_ignore_ascii_case("true"),
        _ => false,
    })
}

impl From<V4Permission> for Permissions {
    fn from(wire: V4Permission) -> Self {
        Self {
            user_id: wire.member.user_id,
            can_deploy_app: wire.can_deploy_app,
            can_manage_backups: wire.can_manage_backups,
            can_view_alerts: wire.can_view_alerts,
            can_access_api: wire.can_access_api,
            can_view_logs: wire.can_view_logs,
            can_manage_privileges: wire.can_manage_privileges,
        }
    }
}
