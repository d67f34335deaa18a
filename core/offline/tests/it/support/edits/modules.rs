//! Edits of whole modules.

use mendix_deploy_model::{comparisons::ChangeRow, models::AppModule};

use super::{Draft, Edit, Label, entities, enumerations, module_of};

pub(super) const EDITS: &[(&str, Edit)] = &[
    ("module added", added),
    ("module removed", removed),
    ("module replaced", replaced),
    ("module imported anew", reimported),
    ("module renamed", renamed),
];

fn is_in(module: &str, name: &str) -> bool {
    module_of(name) == module
}

/// A module of which nothing has been touched, with something in a table; touched from now on with all that is in it.
fn take(draft: &mut Draft, wanted: impl Fn(&Draft, &str) -> bool) -> Option<String> {
    let contents = |draft: &Draft, module: &str| -> Vec<String> {
        let model = &draft.model;
        (model.entities.iter().map(|it| (&it.name, &it.guid)))
            .chain(model.associations.iter().map(|it| (&it.name, &it.guid)))
            .chain(model.enumerations.iter().map(|it| (&it.name, &it.id)))
            .chain(model.constants.iter().map(|it| (&it.name, &it.name)))
            .chain(model.scheduled_events.iter().map(|it| (&it.name, &it.name)))
            .chain(model.microflows.iter().map(|it| (&it.name, &it.name)))
            .filter(|(name, _)| is_in(module, name))
            .map(|(_, id)| id.clone())
            .collect()
    };
    let modules: Vec<_> = (draft.model.modules.iter())
        .map(|it| it.name.clone())
        .filter(|name| draft.is_free(name))
        .filter(|name| contents(draft, name).iter().all(|id| draft.is_free(id)))
        .filter(|name| {
            (draft.model.entities.iter()).any(|it| it.stored == Some(true) && is_in(name, &it.name))
        })
        .filter(|name| wanted(draft, name))
        .collect();
    let module = draft.chance.try_pick(&modules)?;
    draft.touched.extend(contents(draft, &module));
    draft.touch(module.clone());
    Some(module)
}

fn added(draft: &mut Draft) -> Option<Label> {
    let name = "ModuleAdded";
    if draft.model.modules.iter().any(|it| it.name == name) {
        return None;
    }
    let id = Some(draft.chance.guid());
    draft.model.modules.push(AppModule {
        id,
        name: name.to_owned(),
        marketplace_version: None,
    });
    draft.touch(name);
    Some(Label::harmless("module added").row(ChangeRow::ModuleAdded, name))
}

/// Nothing outside refers to what is in the module.
fn is_apart(draft: &Draft, module: &str) -> bool {
    let model = &draft.model;
    let refers =
        |from: &str, to: &str| is_in(module, from) != is_in(module, to) && is_in(module, to);
    !(model.entities.iter()).any(|it| {
        (it.generalization.iter()).any(|to| refers(&it.name, to))
            || (it.attributes.iter())
                .filter_map(|attribute| attribute.enumeration.as_ref())
                .any(|to| refers(&it.name, to))
    }) && !model
        .associations
        .iter()
        .any(|it| refers(&it.name, &it.child))
        && !model.microflows.iter().any(|it| is_in(module, &it.name))
}

fn removed(draft: &mut Draft) -> Option<Label> {
    let module = take(draft, is_apart)?;
    let mut label = Label::losing("M1")
        .row(ChangeRow::ModuleRemoved, &module)
        .also(&[
            ChangeRow::EntityRemoved,
            ChangeRow::AttributeRemoved,
            ChangeRow::IndexChanged,
            ChangeRow::UniqueRemoved,
            ChangeRow::AssociationRemoved,
            ChangeRow::EnumerationRemoved,
            ChangeRow::ConstantRemoved,
            ChangeRow::EventRemoved,
        ]);
    let model = &mut draft.model;
    for entity in &model.entities {
        if is_in(&module, &entity.name) && entity.stored == Some(true) {
            label = label.row(ChangeRow::EntityRemoved, &entity.name);
        }
    }
    let stays = |name: &str| !is_in(&module, name);
    model.modules.retain(|it| it.name != module);
    model.entities.retain(|it| stays(&it.name));
    model.associations.retain(|it| stays(&it.name));
    model.enumerations.retain(|it| stays(&it.name));
    model.constants.retain(|it| stays(&it.name));
    model.scheduled_events.retain(|it| stays(&it.name));
    Some(label)
}

/// Gives every `$ID` of the module another one.
fn other_ids(draft: &mut Draft, module: &str) {
    let Draft { model, chance, .. } = draft;
    for it in model.modules.iter_mut().filter(|it| it.name == module) {
        it.id = Some(chance.guid());
    }
    for entity in (model.entities.iter_mut()).filter(|it| is_in(module, &it.name)) {
        entity.id = chance.guid();
        for attribute in &mut entity.attributes {
            attribute.id = chance.guid();
        }
        for index in &mut entity.indexes {
            index.id = chance.guid();
        }
    }
    for it in (model.associations.iter_mut()).filter(|it| is_in(module, &it.name)) {
        it.id = chance.guid();
    }
    for it in (model.enumerations.iter_mut()).filter(|it| is_in(module, &it.name)) {
        it.id = chance.guid();
        for value in &mut it.values {
            value.id = chance.guid();
        }
    }
    for it in (model.constants.iter_mut()).filter(|it| is_in(module, &it.name)) {
        it.id = Some(chance.guid());
    }
    for it in (model.scheduled_events.iter_mut()).filter(|it| is_in(module, &it.name)) {
        it.id = Some(chance.guid());
    }
}

/// Another version from the marketplace put in its place: every `$ID` is new, every GUID stays.
fn replaced(draft: &mut Draft) -> Option<Label> {
    let module = take(draft, |draft, module| {
        (draft.model.modules.iter()).any(|it| it.name == module && it.marketplace_version.is_some())
    })?;
    other_ids(draft, &module);
    for it in draft.model.modules.iter_mut() {
        if it.name == module {
            it.marketplace_version = Some("1.3.0".to_owned());
        }
    }
    Some(Label::harmless("M2").row(ChangeRow::ModuleReplaced, module))
}

/// Deleted and imported anew: every `$ID` and every GUID is new.
fn reimported(draft: &mut Draft) -> Option<Label> {
    let module = take(draft, |_, _| true)?;
    other_ids(draft, &module);
    let mut label = Label::losing("M3")
        .row(ChangeRow::ModuleReimported, &module)
        .also(&[
            ChangeRow::EntityRecreated,
            ChangeRow::AttributeAdded,
            ChangeRow::AttributeRemoved,
            ChangeRow::AttributeRecreated,
            ChangeRow::IndexChanged,
            ChangeRow::UniqueAdded,
            ChangeRow::UniqueRemoved,
            ChangeRow::AssociationAdded,
            ChangeRow::AssociationRemoved,
            ChangeRow::EndReplaced,
            ChangeRow::GeneralizationLost,
        ]);
    let Draft { model, chance, .. } = draft;
    for entity in (model.entities.iter_mut()).filter(|it| is_in(&module, &it.name)) {
        if entity.stored == Some(true) {
            label = label.row(ChangeRow::EntityRecreated, &entity.name);
        }
        entity.guid = chance.guid();
        for attribute in &mut entity.attributes {
            let old = std::mem::replace(&mut attribute.guid, chance.guid());
            for column in entity.indexes.iter_mut().flat_map(|it| &mut it.columns) {
                if column.attribute.as_ref() == Some(&old) {
                    column.attribute = Some(attribute.guid.clone());
                }
            }
        }
        for index in &mut entity.indexes {
            index.guid = chance.guid();
        }
    }
    for it in (model.associations.iter_mut()).filter(|it| is_in(&module, &it.name)) {
        it.guid = chance.guid();
    }
    let made: Vec<_> = (model.entities.iter())
        .map(|it| (&it.name, &it.guid))
        .chain(model.associations.iter().map(|it| (&it.name, &it.guid)))
        .filter(|(name, _)| is_in(&module, name))
        .map(|(_, guid)| guid.clone())
        .collect();
    draft.touched.extend(made);
    Some(label)
}

/// Another name; everything in it is renamed with it.
fn renamed(draft: &mut Draft) -> Option<Label> {
    let module = take(draft, |draft, module| {
        !(draft.model.microflows.iter()).any(|it| is_in(module, &it.name))
    })?;
    let new = format!("{module}Renamed");
    let rest = |name: &str| format!("{new}{}", &name[module.len()..]);
    let mut label = Label::in_place("module renamed")
        .row(ChangeRow::ModuleRenamed, &new)
        .also(&[
            ChangeRow::EntityRenamed,
            ChangeRow::AssociationRenamed,
            ChangeRow::EnumerationPresentation,
            ChangeRow::ConstantRenamed,
            ChangeRow::EventRenamed,
            ChangeRow::EventChanged,
        ]);
    for it in draft
        .model
        .modules
        .iter_mut()
        .filter(|it| it.name == module)
    {
        it.name.clone_from(&new);
    }
    for at in 0..draft.model.entities.len() {
        let entity = &draft.model.entities[at];
        if is_in(&module, &entity.name) {
            let name = rest(&entity.name);
            if entity.stored == Some(true) {
                label = label.row(ChangeRow::EntityRenamed, &name);
            }
            entities::rename(draft, at, &name);
        }
    }
    for at in 0..draft.model.enumerations.len() {
        if is_in(&module, &draft.model.enumerations[at].name) {
            let name = rest(&draft.model.enumerations[at].name);
            enumerations::rename(draft, at, &name);
        }
    }
    let model = &mut draft.model;
    for name in (model.associations.iter_mut().map(|it| &mut it.name))
        .chain(model.constants.iter_mut().map(|it| &mut it.name))
        .chain(model.scheduled_events.iter_mut().map(|it| &mut it.name))
    {
        if is_in(&module, name) {
            *name = rest(name);
        }
    }
    draft.touch(new.clone());
    let names: Vec<_> = (draft.model.constants.iter().map(|it| &it.name))
        .chain(draft.model.scheduled_events.iter().map(|it| &it.name))
        .filter(|name| is_in(&new, name))
        .cloned()
        .collect();
    draft.touched.extend(names);
    Some(label)
}
