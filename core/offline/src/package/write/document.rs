//! Enumerations, constants, scheduled events, microflows and modules (package formats, 3.5).

use mendix_deploy_model::models::{
    AppModule, Enumeration, ModelConstant, ModelEvent, ModelMicroflow,
};

use super::{
    bson::{Marker, Object},
    form::Form,
    ids::derived,
};

/// Start of every scheduled event: 2020-01-01.
const START: i64 = 1_577_836_800_000;

pub(super) fn module(object: &mut Object<'_>, id: &str, module: &AppModule, form: Form) {
    let object_type = if form.is_modern() {
        "Projects$ModuleImpl"
    } else {
        "Projects$Module"
    };
    object.head(id, object_type);
    object.text("Name", &module.name);
    if !form.is_deployed && form.is_modern() {
        let version = module.marketplace_version.as_deref();
        object.flag("FromAppStore", version.is_some());
        object.text("AppStoreVersion", version.unwrap_or_default());
    }
}

pub(super) fn enumeration(object: &mut Object<'_>, enumeration: &Enumeration, form: Form) {
    object.head(&enumeration.id, "Enumerations$Enumeration");
    object.objects(
        "Values",
        Marker::Children,
        &enumeration.values,
        |object, value| {
            object.head(&value.id, "Enumerations$EnumerationValue");
            object.object("Caption", |object| {
                object.head(&derived(&value.id, "caption"), "Texts$Text");
                if !form.is_deployed {
                    object.objects(
                        "Items",
                        Marker::Children,
                        [value.name.as_str()],
                        |object, text| {
                            object.head(&derived(&value.id, "translation"), "Texts$Translation");
                            object.text("LanguageCode", "en_US");
                            object.text("Text", text);
                        },
                    );
                }
            });
            object.text("Name", &value.name);
            // Captions and images are known by their digest only: another digest is another image.
            let image = enumeration.presentation_digest.as_deref();
            object.text(
                "Image",
                &image.map_or_else(String::new, |digest| format!("Synthetic.Images.{digest}")),
            );
        },
    );
    form.document_name(object, &enumeration.name);
    if !form.is_deployed {
        object.text("Documentation", "");
    }
}

pub(super) fn constant(object: &mut Object<'_>, id: &str, constant: &ModelConstant, form: Form) {
    object.head(id, "Constants$Constant");
    if form.is_modern() {
        object.object("Type", |object| {
            object.head(
                &derived(id, "type"),
                &format!("DataTypes${}Type", constant.constant_type),
            );
        });
        if let Some(exposed) = constant.exposed_to_client.filter(|_| !form.is_deployed) {
            object.flag("ExposedToClient", exposed);
        }
    } else {
        object.text("DataType", constant.constant_type.as_str());
    }
    // `model.mdp` has no defaults; they are in `metadata.json`.
    if let Some(default) = constant
        .default_value
        .as_deref()
        .filter(|_| !form.is_deployed)
    {
        object.text("DefaultValue", default);
    }
    form.document_name(object, &constant.name);
}

pub(super) fn event(object: &mut Object<'_>, id: &str, event: &ModelEvent, form: Form) {
    object.head(id, "ScheduledEvents$ScheduledEvent");
    object.time("StartDateTime", START);
    object.text("TimeZone", "UTC");
    object.text("Microflow", event.microflow.as_deref().unwrap_or_default());
    if let Some(enabled) = event.enabled.filter(|_| !form.is_deployed) {
        object.flag("Enabled", enabled);
    }
    if let Some(interval) = &event.interval {
        match plain_interval(interval) {
            Some((number, unit)) => {
                object.number("Interval", number);
                object.text("IntervalType", unit);
            }
            None => object.object("Schedule", |object| schedule(object, id, interval)),
        }
    }
    form.document_name(object, &event.name);
}

/// `5 Minute`.
fn plain_interval(interval: &str) -> Option<(i64, &str)> {
    let (number, unit) = interval.split_once(' ')?;
    Some((number.parse().ok()?, unit))
}

/// `HourSchedule MinuteOffset=5 Multiplier=2`.
fn schedule(object: &mut Object<'_>, id: &str, interval: &str) {
    let mut words = interval.split(' ');
    let kind = words.next().unwrap_or_default();
    object.head(&derived(id, "schedule"), &format!("ScheduledEvents${kind}"));
    for (key, value) in words.filter_map(|word| word.split_once('=')) {
        match (value, value.parse::<i64>()) {
            (_, Ok(number)) => object.number(key, number),
            ("true" | "false", _) => object.flag(key, value == "true"),
            _ => object.text(key, value),
        }
    }
}

/// A microflow with one activity per call and one for its digest: another digest is other logic.
pub(super) fn microflow(
    object: &mut Object<'_>,
    microflow: &ModelMicroflow,
    calls: &[&str],
    form: Form,
) {
    let id = derived(&microflow.name, "microflow");
    object.head(&id, "Microflows$Microflow");
    object.object("ObjectCollection", |object| {
        object.head(
            &derived(&id, "objects"),
            "Microflows$MicroflowObjectCollection",
        );
        let activities = calls.iter().map(Some).chain([None]).enumerate();
        object.objects(
            "Objects",
            Marker::Children,
            activities,
            |object, (at, call)| {
                let part = |part: &str| derived(&id, &format!("{part} {at}"));
                object.head(&part("activity"), "Microflows$ActionActivity");
                object.object("Action", |object| match call {
                    Some(call) => {
                        object.head(&part("action"), "Microflows$MicroflowCallAction");
                        object.object("MicroflowCall", |object| {
                            object.head(&part("call"), "Microflows$MicroflowCall");
                            object.text("Microflow", call);
                        });
                    }
                    None => {
                        object.head(&part("action"), "Microflows$CreateVariableAction");
                        object.text("VariableName", "Logic");
                        object.text(
                            "InitialValue",
                            microflow.digest.as_deref().unwrap_or_default(),
                        );
                    }
                });
            },
        );
    });
    form.document_name(object, &microflow.name);
}
