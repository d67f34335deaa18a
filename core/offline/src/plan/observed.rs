//! From what the platform reports to facts, without any value of a setting.

use mendix_deploy_model::{
    Address,
    cloud::{
        App, ConstantSetting, Environment, EnvironmentStatus, Package, PackageStatus, Permissions,
        Settings, Snapshot,
    },
    packages::PackageInfo,
    plans::{
        AppFacts, ConstantFact, ConstantState, DeployedFacts, EnvironmentFacts, EventFact,
        PermissionFacts, RevisionFacts, SettingValue, SnapshotFacts, StoredFacts,
    },
};

use super::{Wanted, settings_digest};

/// Facts about the app.
#[must_use]
pub fn app_facts(app: &App) -> AppFacts {
    AppFacts {
        app_id: app.app_id.clone(),
        project_id: app.project_id.clone(),
        license_type: app.license_type.clone(),
    }
}

/// Facts about an environment.
///
/// `wanted` tells whether values are as the landscape wants them; only literals are compared, a secret is not resolved for
/// this. `contents` are those of the deployed package, where its file is at hand: without them a value cannot be told from
/// the model's default, and the constant's state is `unknown`.
#[must_use]
pub fn environment_facts(
    address: &Address,
    environment: &Environment,
    deployed: Option<&Package>,
    settings: &Settings,
    wanted: Option<&Wanted>,
    contents: Option<&PackageInfo>,
) -> EnvironmentFacts {
    let runs = environment.status == EnvironmentStatus::Running;
    let mut constants: Vec<ConstantFact> = settings
        .constants
        .iter()
        .map(|setting| ConstantFact {
            name: setting.name.clone(),
            state: state(setting, contents),
            as_wanted: as_wanted(setting, wanted),
            restart_pending: runs
                && setting.deployed_value.is_some()
                && setting.deployed_value != setting.value
                && !is_masked(setting.value.as_deref())
                && !is_masked(setting.deployed_value.as_deref()),
        })
        .collect();
    constants.sort_by(|a, b| a.name.cmp(&b.name));
    let mut scheduled_events: Vec<EventFact> = settings
        .scheduled_events
        .iter()
        .map(|setting| EventFact {
            name: setting.name.clone(),
            state: setting.value.clone(),
            restart_pending: runs
                && setting
                    .deployed_value
                    .as_ref()
                    .is_some_and(|deployed| *deployed != setting.value),
        })
        .collect();
    scheduled_events.sort_by(|a, b| a.name.cmp(&b.name));
    EnvironmentFacts {
        address: address.clone(),
        environment_id: environment.environment_id.clone(),
        name: environment.name.clone(),
        production: environment.production,
        status: environment.status.clone(),
        url: environment.url.clone(),
        deployed: deployed.map(|package| DeployedFacts {
            package_id: package.package_id.clone(),
            name: package.name.clone(),
            version: package.version.clone(),
            status: package.status.clone(),
            sha256: None,
        }),
        model_version: environment.model_version.clone(),
        runtime_version: environment.runtime_version.clone(),
        settings_digest: settings_digest(settings),
        constants,
        scheduled_events,
    }
}

/// Facts about a stored package that the list has.
#[must_use]
pub fn stored_facts(package: &Package) -> StoredFacts {
    StoredFacts {
        package_id: package.package_id.clone(),
        name: package.name.clone(),
        version: package.version.clone(),
        status: Some(package.status.clone()),
        runtime_version: package.runtime_version.clone(),
        sha256: None,
        size_bytes: package.size_bytes,
        expires_at: package.expires_at,
    }
}

/// Facts about a user's rights.
#[must_use]
pub fn permission_facts(permissions: &Permissions) -> PermissionFacts {
    PermissionFacts {
        user: permissions.user_id.clone(),
        can_access_api: permissions.can_access_api,
        can_deploy_app: permissions.can_deploy_app,
        can_manage_backups: permissions.can_manage_backups,
    }
}

/// Facts about a snapshot that exists.
#[must_use]
pub fn snapshot_facts(snapshot: &Snapshot) -> SnapshotFacts {
    SnapshotFacts {
        snapshot_id: snapshot.snapshot_id.clone(),
        state: Some(snapshot.state.clone()),
        model_version: snapshot.model_version.clone(),
        finished_at: snapshot.finished_at,
        expires_at: snapshot.expires_at,
    }
}

/// Facts about a revision to build, and the package of the list that was built from it already, if there is one.
///
/// `version` is the wanted three-part version. When none is wanted, an existing build of the revision keeps its own;
/// otherwise it is the next free patch number: the order of the list is not trusted.
#[must_use]
pub fn revision_facts(
    packages: &[Package],
    branch: &str,
    revision: &str,
    version: Option<&str>,
) -> (RevisionFacts, Option<StoredFacts>) {
    let mut builds: Vec<(&Package, String)> = packages
        .iter()
        .filter(|package| package.status != PackageStatus::Failed)
        .filter_map(|package| {
            let (three, _) = package.version.as_deref()?.rsplit_once('.')?;
            let wanted = version.unwrap_or(three);
            is_build_of(package.version.as_deref()?, wanted, revision)
                .then(|| (package, wanted.to_owned()))
        })
        .collect();
    // Finished before unfinished, newest before older; the id only so that the same list gives the same answer.
    builds.sort_by(|(a, _), (b, _)| {
        let finished = |p: &Package| p.status == PackageStatus::Succeeded;
        finished(b)
            .cmp(&finished(a))
            .then_with(|| b.created_at.cmp(&a.created_at))
            .then_with(|| a.package_id.cmp(&b.package_id))
    });
    let existing = builds.first();
    let version = match (version, existing) {
        (Some(version), _) => version.to_owned(),
        (None, Some((_, version))) => version.clone(),
        (None, None) => next_version(packages),
    };
    (
        RevisionFacts {
            branch: branch.to_owned(),
            revision: revision.to_owned(),
            version,
        },
        existing.map(|(package, _)| stored_facts(package)),
    )
}

/// Whether a four-part version is that of a build of this revision: `2.5.4.62e3d711` of `62e3d711…`, `2.5.4.63` of `63`.
pub(super) fn is_build_of(version: &str, wanted: &str, revision: &str) -> bool {
    let Some(tail) = version
        .strip_prefix(wanted)
        .and_then(|rest| rest.strip_prefix('.'))
    else {
        return false;
    };
    let subversion = revision.bytes().all(|b| b.is_ascii_digit()) && revision.len() < 7;
    if subversion {
        tail == revision
    } else {
        tail.len() >= 7 && (revision.starts_with(tail) || tail.starts_with(revision))
    }
}

/// One patch number above the highest version of the list; `1.0.0` when it has none.
fn next_version(packages: &[Package]) -> String {
    let highest = packages
        .iter()
        .filter_map(|package| {
            let mut parts = package
                .version
                .as_deref()?
                .split('.')
                .map(str::parse::<u64>);
            match (parts.next(), parts.next(), parts.next()) {
                (Some(Ok(major)), Some(Ok(minor)), Some(Ok(patch))) => Some((major, minor, patch)),
                _ => None,
            }
        })
        .max();
    match highest {
        Some((major, minor, patch)) => format!("{major}.{minor}.{}", patch.saturating_add(1)),
        None => "1.0.0".to_owned(),
    }
}

fn state(setting: &ConstantSetting, contents: Option<&PackageInfo>) -> ConstantState {
    let Some(value) = setting.value.as_deref() else {
        return ConstantState::Missing;
    };
    if is_masked(Some(value)) {
        return ConstantState::Masked;
    }
    let default = contents
        .and_then(|info| info.constants.iter().find(|c| c.name == setting.name))
        .map(|constant| constant.default_value.as_deref());
    match default {
        None => ConstantState::Unknown,
        Some(default) if default == Some(value) => ConstantState::Default,
        Some(_) => ConstantState::Set,
    }
}

fn as_wanted(setting: &ConstantSetting, wanted: Option<&Wanted>) -> Option<bool> {
    let write = wanted?.constants.iter().find(|w| w.name == setting.name)?;
    let SettingValue::LiteralValue { text } = &write.value else {
        return None;
    };
    if is_masked(setting.value.as_deref()) {
        return None;
    }
    Some(setting.value.as_deref() == Some(text))
}

/// Asterisks only: the platform hides the value. It must never be written back.
fn is_masked(value: Option<&str>) -> bool {
    value.is_some_and(|value| !value.is_empty() && value.chars().all(|c| c == '*'))
}
