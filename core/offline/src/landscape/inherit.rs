//! What an environment wants once everything is inherited. From the farthest level to the nearest: the landscape's
//! defaults, overlays that fit, the app's templates, the app's defaults, the environment's templates, its own values.

use std::borrow::Cow;

use mendix_deploy_model::landscapes::{
    AppSpec, ConstantOrigin, Defaults, EffectiveConstant, LandscapeDocument, NodePreset, Overlay,
    TargetSpec, Tier,
};

use super::{merge::Merge, places::Places, reader::join};

/// An environment after inheritance.
#[derive(Debug, Clone)]
pub(super) struct Effective {
    pub(super) tier: Tier,
    pub(super) target: TargetSpec,
    pub(super) values: Defaults,
    pub(super) constants: Vec<EffectiveConstant>,
    /// Path of the level that set the scheduled events.
    pub(super) events_path: Option<String>,
}

/// One level of inheritance.
pub(super) struct Level<'a> {
    pub(super) origin: ConstantOrigin,
    pub(super) path: String,
    pub(super) values: Cow<'a, Defaults>,
}

/// The levels of an environment, the farthest first.
pub(super) fn levels<'a>(
    document: &'a LandscapeDocument,
    app_name: &str,
    name: &str,
) -> Vec<Level<'a>> {
    let mut levels = Vec::new();
    let Some(app) = document.apps.get(app_name) else {
        return levels;
    };
    let mut push = |origin, path: String, values: Option<&'a Defaults>| {
        if let Some(values) = values {
            levels.push(Level {
                origin,
                path,
                values: Cow::Borrowed(values),
            });
        }
    };
    push(
        ConstantOrigin::Defaults,
        "defaults".to_owned(),
        document.defaults.as_ref(),
    );
    let app_path = join("apps", app_name);
    for (overlay_name, overlay) in &document.overlays {
        if fits(overlay, app, app_name, name) {
            let path = join(&join("overlays", overlay_name), "values");
            push(ConstantOrigin::Overlay, path, overlay.values.as_ref());
        }
    }
    let template = |template: &String| {
        let path = join("templates", template);
        (path, document.templates.get(template))
    };
    for (path, values) in app.templates.iter().map(template) {
        push(ConstantOrigin::AppTemplate, path, values);
    }
    push(
        ConstantOrigin::App,
        join(&app_path, "defaults"),
        app.defaults.as_ref(),
    );
    if let Some(own) = app.environments.get(name) {
        for (path, values) in own.templates.iter().map(template) {
            push(ConstantOrigin::EnvironmentTemplate, path, values);
        }
        levels.push(Level {
            origin: ConstantOrigin::Environment,
            path: join(&join(&app_path, "environments"), name),
            values: Cow::Owned(own.inherited()),
        });
    }
    levels
}

/// Whether an overlay is for this environment.
fn fits(overlay: &Overlay, app: &AppSpec, app_name: &str, name: &str) -> bool {
    let among = |tier: Tier| overlay.tiers.contains(&tier);
    (overlay.apps.is_empty() || overlay.apps.iter().any(|known| known == app_name))
        && (overlay.tiers.is_empty() || tier_of(app, name).is_some_and(among))
        && (overlay.targets.is_empty()
            || target_of(app, name).is_some_and(|target| overlay.targets.contains(&target.kind())))
}

/// The environment `name` of `app`, or `None` when it has no tier or target: such a landscape does not pass its checks.
pub(super) fn effective(
    document: &LandscapeDocument,
    places: &Places,
    app_name: &str,
    name: &str,
) -> Option<Effective> {
    let app = document.apps.get(app_name)?;
    let levels = levels(document, app_name, name);
    let mut values = Defaults::default();
    let mut events_path = None;
    // Which level has the last word on a constant.
    let mut speakers = std::collections::BTreeMap::new();
    for (number, level) in levels.iter().enumerate() {
        if level.values.scheduled_events.is_some() {
            events_path = Some(join(&level.path, "scheduledEvents"));
        }
        for constant in level.values.constants.keys() {
            speakers.insert(constant.as_str(), number);
        }
        values.lay(level.values.as_ref().clone());
    }
    let constants = values
        .constants
        .iter()
        .filter_map(|(constant, value)| {
            let level = &levels[*speakers.get(constant.as_str())?];
            let path = join(&join(&level.path, "constants"), constant);
            Some(EffectiveConstant {
                name: constant.clone(),
                value: value.clone(),
                origin: level.origin,
                location: places.find(&path),
                path,
            })
        })
        .collect();
    Some(Effective {
        tier: tier_of(app, name)?,
        target: target_of(app, name)?,
        values,
        constants,
        events_path,
    })
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
    let mut target = app.target.clone().or(node);
    target.lay(own);
    target
}
