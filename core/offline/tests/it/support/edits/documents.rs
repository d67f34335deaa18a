//! Edits of what is no table: constants, scheduled events, microflows, roles, request handlers, settings, versions.

use mendix_deploy_model::{
    comparisons::ChangeRow,
    models::MicroflowRole,
    packages::{ConstantType, RequestHandler},
};

use super::{Back, DESTRUCTIVE, Draft, Edit, Label, MODEL, UNKNOWN, module_of};
use crate::support::models;

pub(super) const EDITS: &[(&str, Edit)] = &[
    ("constant added", constant_added),
    ("constant removed", constant_removed),
    ("constant renamed", constant_renamed),
    ("constant of another type", constant_type),
    ("constant with another default", constant_default),
    ("event added", event_added),
    ("event removed", event_removed),
    ("event renamed", event_renamed),
    ("event with another interval", event_changed),
    ("after-startup microflow changed", startup_changed),
    ("migration added", migration_added),
    ("health check changed", health_changed),
    ("role renamed", role_renamed),
    ("request handler added", handler_added),
    ("foreign keys switched", foreign_keys),
    ("optimistic locking switched", optimistic_locking),
    ("fewer decimals", decimal_scale),
    ("patch of the runtime", runtime_patch),
    ("major version of the runtime", runtime_major),
];

fn constant(draft: &mut Draft) -> Option<usize> {
    let places: Vec<_> = (draft.model.constants.iter().enumerate())
        .filter(|(_, it)| draft.is_free(&it.name) && draft.is_free(module_of(&it.name)))
        .map(|(at, _)| at)
        .collect();
    let at = draft.chance.try_pick(&places)?;
    draft.touch(draft.model.constants[at].name.clone());
    Some(at)
}

fn constant_added(draft: &mut Draft) -> Option<Label> {
    let module = draft.module()?;
    let constant = models::constant(&draft.model, &module, &mut draft.chance);
    let name = constant.name.clone();
    draft.touch(name.clone());
    draft.model.constants.push(constant);
    Some(Label::harmless("constant added").row(ChangeRow::ConstantAdded, name))
}

fn constant_removed(draft: &mut Draft) -> Option<Label> {
    let at = constant(draft)?;
    let constant = draft.model.constants.remove(at);
    Some(Label::harmless("constant removed").row(ChangeRow::ConstantRemoved, constant.name))
}

fn constant_renamed(draft: &mut Draft) -> Option<Label> {
    let at = constant(draft)?;
    let module = module_of(&draft.model.constants[at].name).to_owned();
    let name = models::qualified(&draft.model, &module, &mut draft.chance);
    draft.model.constants[at].name.clone_from(&name);
    draft.touch(name.clone());
    Some(Label::harmless("constant renamed").row(ChangeRow::ConstantRenamed, name))
}

fn constant_type(draft: &mut Draft) -> Option<Label> {
    let at = constant(draft)?;
    let constant = &mut draft.model.constants[at];
    constant.constant_type = match constant.constant_type {
        ConstantType::Integer => ConstantType::Decimal,
        _ => ConstantType::Integer,
    };
    Some(
        Label::harmless("constant of another type")
            .row(ChangeRow::ConstantTypeChanged, &constant.name),
    )
}

fn constant_default(draft: &mut Draft) -> Option<Label> {
    let at = constant(draft)?;
    let constant = &mut draft.model.constants[at];
    constant.default_value = Some("another".to_owned());
    Some(
        Label::harmless("constant with another default")
            .row(ChangeRow::ConstantDefaultChanged, &constant.name),
    )
}

fn event(draft: &mut Draft) -> Option<usize> {
    let places: Vec<_> = (draft.model.scheduled_events.iter().enumerate())
        .filter(|(_, it)| draft.is_free(&it.name) && draft.is_free(module_of(&it.name)))
        .map(|(at, _)| at)
        .collect();
    let at = draft.chance.try_pick(&places)?;
    draft.touch(draft.model.scheduled_events[at].name.clone());
    Some(at)
}

fn event_added(draft: &mut Draft) -> Option<Label> {
    let module = draft.module()?;
    let event = models::event(&draft.model, &module, &mut draft.chance);
    let name = event.name.clone();
    draft.touch(name.clone());
    draft.model.scheduled_events.push(event);
    Some(Label::harmless("event added").row(ChangeRow::EventAdded, name))
}

fn event_removed(draft: &mut Draft) -> Option<Label> {
    let at = event(draft)?;
    let event = draft.model.scheduled_events.remove(at);
    Some(Label::harmless("event removed").row(ChangeRow::EventRemoved, event.name))
}

fn event_renamed(draft: &mut Draft) -> Option<Label> {
    let at = event(draft)?;
    let module = module_of(&draft.model.scheduled_events[at].name).to_owned();
    let name = models::qualified(&draft.model, &module, &mut draft.chance);
    draft.model.scheduled_events[at].name.clone_from(&name);
    draft.touch(name.clone());
    Some(Label::harmless("event renamed").row(ChangeRow::EventRenamed, name))
}

fn event_changed(draft: &mut Draft) -> Option<Label> {
    let at = event(draft)?;
    let event = &mut draft.model.scheduled_events[at];
    event.interval = Some("7 Hour".to_owned());
    Some(Label::harmless("event changed").row(ChangeRow::EventChanged, &event.name))
}

/// A microflow of this role, whose logic becomes another.
fn changed(draft: &mut Draft, role: MicroflowRole) -> Option<String> {
    let at = (draft.model.microflows.iter()).position(|it| it.role == role)?;
    let microflow = &mut draft.model.microflows[at];
    if draft.touched.contains(&microflow.name) {
        return None;
    }
    microflow.digest = Some(draft.chance.digest());
    let name = microflow.name.clone();
    draft.touch(name.clone());
    Some(name)
}

fn startup_changed(draft: &mut Draft) -> Option<Label> {
    let role = *draft.chance.pick(&[
        MicroflowRole::AfterStartup,
        MicroflowRole::CalledAfterStartup,
    ]);
    let name = changed(draft, role)?;
    // It may have changed data, and nobody changes it back.
    Some(
        Label::harmless("startup changed")
            .row(ChangeRow::StartMicroflowChanged, name)
            .back(Back::NotSafe)
            .class(MODEL, DESTRUCTIVE),
    )
}

fn migration_added(draft: &mut Draft) -> Option<Label> {
    let start = (draft.model.microflows.iter())
        .find(|it| it.role == MicroflowRole::AfterStartup && draft.is_free(&it.name))?
        .name
        .clone();
    draft.touch(start.clone());
    let module = module_of(&start).to_owned();
    let name = format!(
        "{module}.Migrate{}",
        models::name(&mut draft.chance, |_| false)
    );
    draft.touch(name.clone());
    let digest = Some(draft.chance.digest());
    draft
        .model
        .microflows
        .push(mendix_deploy_model::models::ModelMicroflow {
            name: name.clone(),
            role: MicroflowRole::CalledAfterStartup,
            digest,
        });
    Some(
        Label::harmless("migration added")
            .row(ChangeRow::StartMicroflowChanged, name)
            .back(Back::NotSafe)
            .class(MODEL, DESTRUCTIVE),
    )
}

fn health_changed(draft: &mut Draft) -> Option<Label> {
    let name = changed(draft, MicroflowRole::HealthCheck)?;
    Some(
        Label::harmless("health check changed")
            .row(ChangeRow::StartMicroflowChanged, name)
            .back(Back::Open),
    )
}

fn role_renamed(draft: &mut Draft) -> Option<Label> {
    if !draft.is_free("roles") {
        return None;
    }
    draft.touch("roles");
    let role = draft.model.user_roles.last_mut()?;
    role.name.push_str("Renamed");
    Some(Label::harmless("role renamed").row(ChangeRow::UserRoleChanged, ""))
}

fn handler_added(draft: &mut Draft) -> Option<Label> {
    if !draft.is_free("handlers") {
        return None;
    }
    draft.touch("handlers");
    draft.model.request_handlers.push(RequestHandler {
        name: "/rest/added/".to_owned(),
        default_enabled: Some(true),
        match_exactly: Some(false),
    });
    Some(Label::harmless("request handler added").row(ChangeRow::RequestHandlerChanged, ""))
}

/// Whether nothing has been done to this setting; touched from now on.
fn setting(draft: &mut Draft, name: &str) -> Option<()> {
    if !draft.is_free(name) {
        return None;
    }
    draft.touch(name);
    Some(())
}

fn foreign_keys(draft: &mut Draft) -> Option<Label> {
    setting(draft, "foreign keys")?;
    let settings = &mut draft.model.settings;
    settings.foreign_keys = settings.foreign_keys.map(|on| !on);
    Some(
        Label::harmless("P1")
            .row(ChangeRow::ForeignKeysChanged, "")
            .back(Back::Open)
            .class(MODEL, DESTRUCTIVE),
    )
}

fn optimistic_locking(draft: &mut Draft) -> Option<Label> {
    setting(draft, "optimistic locking")?;
    let settings = &mut draft.model.settings;
    settings.optimistic_locking = settings.optimistic_locking.map(|on| !on);
    Some(
        Label::harmless("P2")
            .row(ChangeRow::ColumnSettingsChanged, "")
            .back(Back::NotSafe)
            .class(MODEL, DESTRUCTIVE),
    )
}

fn decimal_scale(draft: &mut Draft) -> Option<Label> {
    setting(draft, "decimal scale")?;
    draft.model.settings.decimal_scale = Some(4);
    Some(
        Label::harmless("P2")
            .row(ChangeRow::ColumnSettingsChanged, "")
            .back(Back::NotSafe)
            .class(MODEL, DESTRUCTIVE),
    )
}

fn runtime_patch(draft: &mut Draft) -> Option<Label> {
    setting(draft, "runtime")?;
    draft.model.mendix_version = Some("10.24.16.94000".to_owned());
    Some(
        Label::harmless("P3")
            .row(ChangeRow::RuntimeChanged, "")
            .back(Back::NotSafe)
            .class(MODEL, UNKNOWN),
    )
}

fn runtime_major(draft: &mut Draft) -> Option<Label> {
    setting(draft, "runtime")?;
    draft.model.mendix_version = Some("11.6.3".to_owned());
    Some(
        Label::harmless("P3 major")
            .row(ChangeRow::RuntimeChanged, "")
            .back(Back::NotSafe)
            .class(MODEL, UNKNOWN),
    )
}
