//! Changes of constants, scheduled events, user roles and request handlers. They do not reach the database. Values of
//! constants may be credentials, so only that they changed is told.

use mendix_deploy_model::{
    comparisons::{ChangeRow, ElementKind, ModelChange},
    models::{AppModel, ModelConstant, ModelEvent, ModelSource},
    packages::{RequestHandler, UserRole},
};

use super::{
    draft::draft,
    matching::{Match, Sides, pairs},
};

pub(super) fn find(sides: &Sides<'_>, changes: &mut Vec<ModelChange>) {
    if sides.catalogue {
        return;
    }
    let (before, after) = (sides.before.model, sides.after.model);
    constants(before, after, changes);
    events(before, after, changes);
    roles(before, after, changes);
    // Only a deployable package lists its request handlers.
    if [before, after].iter().all(|model| {
        matches!(
            model.source,
            ModelSource::ArchiveModel | ModelSource::PortableModel
        )
    }) {
        handlers(before, after, changes);
    }
}

fn constants(before: &AppModel, after: &AppModel, changes: &mut Vec<ModelChange>) {
    let constant = |row, name: &str| draft(row, ElementKind::Constant, name);
    for found in pairs(
        before.constants.iter(),
        after.constants.iter(),
        |constant: &ModelConstant| constant.name.as_str(),
        |constant| constant.id.as_ref(),
    ) {
        match found {
            Match::Added(new) => {
                // An empty default is no value for most constants; the runtime asks for one.
                let bare = new.default_value.as_deref().is_none_or(str::is_empty);
                changes.push(
                    constant(ChangeRow::ConstantAdded, &new.name)
                        .blocks(bare, false)
                        .outside(),
                );
            }
            Match::Removed(old) => {
                changes.push(constant(ChangeRow::ConstantRemoved, &old.name).outside());
            }
            Match::Both(old, new) => {
                if old.name != new.name {
                    changes.push(
                        constant(ChangeRow::ConstantRenamed, &new.name)
                            .was(&old.name)
                            .field("name", Some(old.name.clone()), Some(new.name.clone()))
                            .outside(),
                    );
                }
                if old.constant_type != new.constant_type {
                    changes.push(
                        constant(ChangeRow::ConstantTypeChanged, &new.name)
                            .was(&old.name)
                            .field(
                                "type",
                                Some(old.constant_type.to_string()),
                                Some(new.constant_type.to_string()),
                            )
                            .blocks(true, false)
                            .outside(),
                    );
                }
                // Absent where the file does not say, which is no change.
                if let (Some(was), Some(is)) = (&old.default_value, &new.default_value)
                    && was != is
                {
                    changes.push(
                        constant(ChangeRow::ConstantDefaultChanged, &new.name)
                            .was(&old.name)
                            .field("default", None, None)
                            .outside(),
                    );
                }
            }
        }
    }
}

fn events(before: &AppModel, after: &AppModel, changes: &mut Vec<ModelChange>) {
    let event = |row, name: &str| draft(row, ElementKind::ScheduledEvent, name);
    for found in pairs(
        before.scheduled_events.iter(),
        after.scheduled_events.iter(),
        |event: &ModelEvent| event.name.as_str(),
        |event| event.id.as_ref(),
    ) {
        match found {
            Match::Added(new) => {
                changes.push(event(ChangeRow::EventAdded, &new.name).outside());
            }
            Match::Removed(old) => {
                changes.push(event(ChangeRow::EventRemoved, &old.name).outside());
            }
            Match::Both(old, new) => {
                if old.name != new.name {
                    changes.push(
                        event(ChangeRow::EventRenamed, &new.name)
                            .was(&old.name)
                            .field("name", Some(old.name.clone()), Some(new.name.clone()))
                            .outside(),
                    );
                }
                let enabled = |event: &ModelEvent| event.enabled.map(|enabled| enabled.to_string());
                let mut change = event(ChangeRow::EventChanged, &new.name).was(&old.name);
                let mut differs = false;
                for (field, was, is) in [
                    ("enabled", enabled(old), enabled(new)),
                    ("microflow", old.microflow.clone(), new.microflow.clone()),
                    ("interval", old.interval.clone(), new.interval.clone()),
                ] {
                    if was.is_some() && is.is_some() && was != is {
                        differs = true;
                        change = change.field(field, was, is);
                    }
                }
                if differs {
                    changes.push(change.outside());
                }
            }
        }
    }
}

fn roles(before: &AppModel, after: &AppModel, changes: &mut Vec<ModelChange>) {
    // The role's GUID is the same in a project and in an archive, so it is the identity.
    for found in pairs(
        before.user_roles.iter(),
        after.user_roles.iter(),
        |role: &UserRole| role.id.as_str(),
        |_| None,
    ) {
        let (name, was, is) = match found {
            Match::Added(new) => (&new.name, None, Some(new.name.clone())),
            Match::Removed(old) => (&old.name, Some(old.name.clone()), None),
            Match::Both(old, new) if old.name != new.name => {
                (&new.name, Some(old.name.clone()), Some(new.name.clone()))
            }
            Match::Both(..) => continue,
        };
        changes.push(
            draft(ChangeRow::UserRoleChanged, ElementKind::UserRole, name)
                .was(was.as_deref().unwrap_or(name))
                .field("name", was, is)
                .outside(),
        );
    }
}

fn handlers(before: &AppModel, after: &AppModel, changes: &mut Vec<ModelChange>) {
    for found in pairs(
        before.request_handlers.iter(),
        after.request_handlers.iter(),
        |handler: &RequestHandler| handler.name.as_str(),
        |_| None,
    ) {
        let handler = |name: &str| {
            draft(
                ChangeRow::RequestHandlerChanged,
                ElementKind::RequestHandler,
                name,
            )
        };
        let change = match found {
            Match::Added(new) => handler(&new.name).field("path", None, Some(new.name.clone())),
            Match::Removed(old) => handler(&old.name).field("path", Some(old.name.clone()), None),
            Match::Both(old, new) => {
                let words = |flag: Option<bool>| flag.map(|flag| flag.to_string());
                let mut change = handler(&new.name);
                let mut differs = false;
                for (field, was, is) in [
                    ("defaultEnabled", old.default_enabled, new.default_enabled),
                    ("matchExactly", old.match_exactly, new.match_exactly),
                ] {
                    if was != is {
                        differs = true;
                        change = change.field(field, words(was), words(is));
                    }
                }
                if !differs {
                    continue;
                }
                change
            }
        };
        changes.push(change.outside());
    }
}
