//! What an environment wants once everything is inherited: the landscape's defaults, the app's, its own. The nearest
//! wins; constants are merged by name, freezes are added up, single deadlines are replaced.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    findings::Location,
    landscapes::{
        AppSpec, ApprovalPolicy, ConstantOrigin, ConstantValue, Deadlines, Defaults,
        EffectiveConstant, FreezeWindow, LandscapeDocument, NodePreset, ScheduledEvents,
        SnapshotPolicy, TargetSpec, Tier, VerifySpec,
    },
};

use super::reader::join;

/// An environment after inheritance.
#[derive(Debug, Clone)]
pub(super) struct Effective {
    pub(super) tier: Tier,
    pub(super) target: TargetSpec,
    pub(super) constants: Vec<EffectiveConstant>,
    pub(super) scheduled_events: Option<ScheduledEvents>,
    /// Path of the level that set the scheduled events.
    pub(super) events_path: Option<String>,
    pub(super) approvals: Option<ApprovalPolicy>,
    pub(super) verify: Option<VerifySpec>,
    pub(super) snapshot: Option<SnapshotPolicy>,
    pub(super) freeze: Vec<FreezeWindow>,
    pub(super) deadlines: Option<Deadlines>,
}

/// One level of inheritance.
struct Level<'a> {
    origin: ConstantOrigin,
    path: String,
    constants: &'a BTreeMap<String, ConstantValue>,
    scheduled_events: Option<&'a ScheduledEvents>,
    approvals: Option<&'a ApprovalPolicy>,
    verify: Option<&'a VerifySpec>,
    snapshot: Option<SnapshotPolicy>,
    freeze: &'a [FreezeWindow],
    deadlines: Option<&'a Deadlines>,
}

fn defaults_level<'a>(origin: ConstantOrigin, path: String, defaults: &'a Defaults) -> Level<'a> {
    Level {
        origin,
        path,
        constants: &defaults.constants,
        scheduled_events: defaults.scheduled_events.as_ref(),
        approvals: defaults.approvals.as_ref(),
        verify: defaults.verify.as_ref(),
        snapshot: defaults.snapshot,
        freeze: &defaults.freeze,
        deadlines: defaults.deadlines.as_ref(),
    }
}

/// The environment `name` of `app`, or `None` when it has no tier or target: such a landscape does not pass its checks.
pub(super) fn effective(
    document: &LandscapeDocument,
    places: &BTreeMap<String, Location>,
    app_name: &str,
    name: &str,
) -> Option<Effective> {
    let app = document.apps.get(app_name)?;
    let app_path = join("apps", app_name);
    let mut levels = Vec::new();
    if let Some(defaults) = &document.defaults {
        levels.push(defaults_level(
            ConstantOrigin::Defaults,
            "defaults".to_owned(),
            defaults,
        ));
    }
    if let Some(defaults) = &app.defaults {
        levels.push(defaults_level(
            ConstantOrigin::App,
            join(&app_path, "defaults"),
            defaults,
        ));
    }
    if let Some(own) = app.environments.get(name) {
        levels.push(Level {
            origin: ConstantOrigin::Environment,
            path: join(&join(&app_path, "environments"), name),
            constants: &own.constants,
            scheduled_events: own.scheduled_events.as_ref(),
            approvals: own.approvals.as_ref(),
            verify: own.verify.as_ref(),
            snapshot: own.snapshot,
            freeze: &own.freeze,
            deadlines: own.deadlines.as_ref(),
        });
    }
    let mut constants = BTreeMap::new();
    for level in &levels {
        for (constant, value) in level.constants {
            let path = join(&join(&level.path, "constants"), constant);
            constants.insert(
                constant.clone(),
                EffectiveConstant {
                    name: constant.clone(),
                    value: value.clone(),
                    origin: level.origin,
                    location: places.get(&path).cloned(),
                    path,
                },
            );
        }
    }
    // The nearest level speaks first.
    let nearest = || levels.iter().rev();
    let events = nearest().find(|level| level.scheduled_events.is_some());
    Some(Effective {
        tier: tier_of(app, name)?,
        target: target_of(app, name)?,
        constants: constants.into_values().collect(),
        scheduled_events: events.and_then(|level| level.scheduled_events.cloned()),
        events_path: events.map(|level| join(&level.path, "scheduledEvents")),
        approvals: nearest().find_map(|level| level.approvals.cloned()),
        verify: nearest().find_map(|level| level.verify.cloned()),
        snapshot: nearest().find_map(|level| level.snapshot),
        freeze: levels
            .iter()
            .flat_map(|level| level.freeze.iter().cloned())
            .collect(),
        deadlines: levels
            .iter()
            .filter_map(|level| level.deadlines)
            .fold(None, |all, own| Some(replaced(all, own))),
    })
}

fn replaced(all: Option<Deadlines>, own: &Deadlines) -> Deadlines {
    let mut deadlines = all.unwrap_or_default();
    let pairs = [
        (&mut deadlines.build_seconds, own.build_seconds),
        (&mut deadlines.upload_seconds, own.upload_seconds),
        (&mut deadlines.stop_seconds, own.stop_seconds),
        (&mut deadlines.snapshot_seconds, own.snapshot_seconds),
        (&mut deadlines.transport_seconds, own.transport_seconds),
        (&mut deadlines.start_seconds, own.start_seconds),
        (&mut deadlines.restore_seconds, own.restore_seconds),
    ];
    for (slot, value) in pairs {
        if value.is_some() {
            *slot = value;
        }
    }
    deadlines
}

/// The names of an app's environments: those of its preset, then its own.
pub(super) fn environment_names(app: &AppSpec) -> Vec<String> {
    let preset: &[&str] = match app.preset {
        Some(NodePreset::TwoEnvironments) => &["acceptance", "production"],
        Some(NodePreset::ThreeEnvironments) => &["test", "acceptance", "production"],
        None => &[],
    };
    let mut names: Vec<String> = preset.iter().map(|name| (*name).to_owned()).collect();
    names.extend(
        app.environments
            .keys()
            .filter(|name| !preset.contains(&name.as_str()))
            .cloned(),
    );
    names
}

/// The tier that the environment says, or whose name it bears.
pub(super) fn tier_of(app: &AppSpec, name: &str) -> Option<Tier> {
    let said = app
        .environments
        .get(name)
        .and_then(|environment| environment.tier);
    said.or_else(|| Tier::ALL.iter().copied().find(|tier| tier.as_str() == name))
}

/// The environment's target; of the same kind as the app's, it fills in or replaces single fields. A preset is a node of
/// Mendix Cloud.
pub(super) fn target_of(app: &AppSpec, name: &str) -> Option<TargetSpec> {
    let own = app
        .environments
        .get(name)
        .and_then(|environment| environment.target.clone());
    let node = app.preset.map(|_| TargetSpec::MendixCloud {
        app_id: None,
        project_id: None,
        environment: None,
    });
    let common = app.target.clone().or(node);
    match (common, own) {
        (
            Some(TargetSpec::MendixCloud {
                app_id,
                project_id,
                environment,
            }),
            Some(TargetSpec::MendixCloud {
                app_id: own_app,
                project_id: own_project,
                environment: own_environment,
            }),
        ) => Some(TargetSpec::MendixCloud {
            app_id: own_app.or(app_id),
            project_id: own_project.or(project_id),
            environment: own_environment.or(environment),
        }),
        (
            Some(TargetSpec::Operator { namespace, name }),
            Some(TargetSpec::Operator {
                namespace: a,
                name: b,
            }),
        ) => Some(TargetSpec::Operator {
            namespace: a.or(namespace),
            name: b.or(name),
        }),
        (
            Some(TargetSpec::Kubernetes {
                namespace,
                deployment,
            }),
            Some(TargetSpec::Kubernetes {
                namespace: a,
                deployment: b,
            }),
        ) => Some(TargetSpec::Kubernetes {
            namespace: a.or(namespace),
            deployment: b.or(deployment),
        }),
        (
            Some(TargetSpec::CloudFoundry {
                organization,
                space,
                application,
            }),
            Some(TargetSpec::CloudFoundry {
                organization: a,
                space: b,
                application: c,
            }),
        ) => Some(TargetSpec::CloudFoundry {
            organization: a.or(organization),
            space: b.or(space),
            application: c.or(application),
        }),
        (
            Some(TargetSpec::Docker { image, container }),
            Some(TargetSpec::Docker {
                image: a,
                container: b,
            }),
        ) => Some(TargetSpec::Docker {
            image: a.or(image),
            container: b.or(container),
        }),
        (
            Some(TargetSpec::Linux { host, folder }),
            Some(TargetSpec::Linux { host: a, folder: b }),
        ) => Some(TargetSpec::Linux {
            host: a.or(host),
            folder: b.or(folder),
        }),
        (
            Some(TargetSpec::Windows { host, application }),
            Some(TargetSpec::Windows {
                host: a,
                application: b,
            }),
        ) => Some(TargetSpec::Windows {
            host: a.or(host),
            application: b.or(application),
        }),
        (common, own) => own.or(common),
    }
}

/// Where a path stands in the file: its own place, or that of the nearest path above it.
pub(super) fn place(places: &BTreeMap<String, Location>, path: &str) -> Option<Location> {
    let mut path = path;
    loop {
        if let Some(place) = places.get(path) {
            return Some(place.clone());
        }
        path = path.rsplit_once(['.', '[']).map(|(above, _)| above)?;
    }
}
