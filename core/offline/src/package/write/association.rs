//! Associations and domain models (package formats, 3.4).

use std::collections::BTreeMap;

use mendix_deploy_model::models::{AppModel, Association, Entity};

use super::{
    bson::{Marker, Object},
    entity,
    form::{Form, module_of},
    ids::derived,
};

/// `DomainModels$DomainModel` of one module.
pub(super) fn domain_model(
    object: &mut Object<'_>,
    id: &str,
    module: &str,
    model: &AppModel,
    entities: &BTreeMap<&str, &Entity>,
    form: Form,
) {
    object.head(id, "DomainModels$DomainModel");
    let here = |name: &str| module_of(name) == module;
    object.objects(
        "Entities",
        Marker::Children,
        model.entities.iter().filter(|it| here(&it.name)),
        |object, it| entity::entity(object, it, entities, form),
    );
    for (key, cross) in [("Associations", false), ("CrossAssociations", true)] {
        object.objects(
            key,
            Marker::Children,
            model
                .associations
                .iter()
                .filter(|it| here(&it.name) && it.cross_module == cross),
            |object, it| association(object, it, entities, form),
        );
    }
    if !form.is_deployed {
        object.objects("Annotations", Marker::Children, &[] as &[()], |_, ()| {});
        object.text("Documentation", "");
    }
}

fn association(
    object: &mut Object<'_>,
    association: &Association,
    entities: &BTreeMap<&str, &Entity>,
    form: Form,
) {
    // An end that resolves to nothing is named by its `$ID`.
    let id_of = |name: &str| {
        entities
            .get(name)
            .map_or_else(|| name.to_owned(), |entity| entity.id.clone())
    };
    let object_type = if association.cross_module {
        "DomainModels$CrossAssociation"
    } else {
        "DomainModels$Association"
    };
    object.head(&association.id, object_type);
    object.object("DeleteBehavior", |object| {
        object.head(
            &derived(&association.id, "deleteBehavior"),
            "DomainModels$DeleteBehavior",
        );
        for (key, behavior) in [
            ("ParentDeleteBehavior", &association.parent_delete),
            ("ChildDeleteBehavior", &association.child_delete),
        ] {
            if let Some(behavior) = behavior {
                object.text(key, behavior.as_str());
            }
        }
        object.null("ParentErrorMessage");
        object.null("ChildErrorMessage");
    });
    if association.cross_module {
        object.text("Child", &association.child);
    } else {
        object.id("ChildPointer", &id_of(&association.child));
    }
    object.id("GUID", &association.guid);
    object.text("Type", association.association_type.as_str());
    object.text("Owner", association.owner.as_str());
    object.id("ParentPointer", &id_of(&association.parent));
    if form.is_modern() {
        object.text("StorageFormat", association.storage.as_str());
        match &association.source {
            Some(source) => object.object("Source", |object| {
                object.head(&derived(&association.id, "source"), source);
            }),
            None => object.null("Source"),
        }
    }
    form.element_name(object, &association.name);
    if form.is_deployed {
        object.text("Navigability", "BothDirections");
    }
}
