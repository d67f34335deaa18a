//! Units by hand.

use mendix_deploy_model::{
    Result,
    models::{AppModel, ModelSource},
};
use mendix_deploy_offline::package::{
    bson::Guid,
    units::{Collector, HEAD, Place},
};

use crate::package::objects::{V, id_bytes, inner, list, object, text};

pub(super) const ROOT: u8 = 0;
pub(super) const MODULE: u8 = 1;
pub(super) const FOLDER: u8 = 2;

pub(super) fn guid(n: u8) -> Guid {
    Guid::from_bytes(&id_bytes(n)).unwrap()
}

/// A unit: its id, its container, how it is contained, its bytes.
pub(super) type Unit<'a> = (u8, u8, &'a str, Vec<u8>);

pub(super) fn collect(units: &[Unit<'_>]) -> Result<AppModel> {
    let mut collector = Collector::new("orders.mpr", ModelSource::SingleFileProject);
    collector.mendix_version("10.24.15");
    for (id, container, containment, bytes) in units {
        let place = Place {
            id: guid(*id),
            container: guid(*container),
            containment,
        };
        let head = &bytes[..bytes.len().min(HEAD)];
        if collector.wants(place, head) {
            collector.unit(place, bytes)?;
        } else {
            collector.pass(place)?;
        }
    }
    collector.finish()
}

pub(super) fn root() -> Unit<'static> {
    (ROOT, ROOT, "", object(ROOT, "Projects$Project", &[]))
}

pub(super) fn module(n: u8, name: &str) -> Unit<'static> {
    let bytes = object(
        n,
        "Projects$ModuleImpl",
        &[("Name", text(name)), ("AppStoreVersion", text(""))],
    );
    (n, ROOT, "Modules", bytes)
}

pub(super) fn domain(
    n: u8,
    module: u8,
    entities: &[V],
    associations: &[V],
    cross: &[V],
) -> Unit<'static> {
    let bytes = object(
        n,
        "DomainModels$DomainModel",
        &[
            // As newer versions order them: associations before the entities they point to.
            ("Associations", list(associations)),
            ("CrossAssociations", list(cross)),
            ("Entities", list(entities)),
        ],
    );
    (n, module, "DomainModel", bytes)
}

/// An entity `E<n>` with the GUID `n + 100`.
pub(super) fn entity(n: u8, generalization: V, more: &[(&str, V)]) -> V {
    let name = format!("E{n}");
    let mut elements = vec![
        ("GUID", V::Id(n + 100)),
        ("Name", text(&name)),
        ("MaybeGeneralization", generalization),
    ];
    elements.extend(more.iter().cloned());
    inner(n, "DomainModels$EntityImpl", &elements)
}

pub(super) fn persistable(persistable: bool) -> V {
    let flags = [
        ("Persistable", V::Bool(persistable)),
        ("HasOwnerAttr", V::Bool(persistable)),
    ];
    inner(200, "DomainModels$NoGeneralization", &flags)
}

pub(super) fn specializes(name: &str) -> V {
    inner(
        201,
        "DomainModels$Generalization",
        &[("Generalization", text(name))],
    )
}

pub(super) fn attributes(attributes: &[V]) -> AppModel {
    let entity = entity(10, persistable(true), &[("Attributes", list(attributes))]);
    collect(&[
        root(),
        module(MODULE, "Orders"),
        domain(3, MODULE, &[entity], &[], &[]),
    ])
    .unwrap()
}

pub(super) fn old_attribute(word: &str, more: &[(&str, V)]) -> V {
    let mut elements = vec![
        ("GUID", V::Id(50)),
        ("Name", text("A")),
        ("Type", text(word)),
        // Whatever the type, old attributes have these.
        ("Length", V::Int(200)),
        ("LocalizeDate", V::Bool(true)),
        ("Enumeration", text("Orders.State")),
    ];
    elements.extend(more.iter().cloned());
    inner(51, "DomainModels$Attribute", &elements)
}

pub(super) fn new_attribute(key: &str, object_type: &str, more: &[(&str, V)], value: V) -> V {
    let elements = [
        ("GUID", V::Id(50)),
        ("Name", text("A")),
        (key, inner(52, object_type, more)),
        ("Value", value),
    ];
    inner(51, "DomainModels$Attribute", &elements)
}

pub(super) fn stored(default: &str) -> V {
    inner(
        53,
        "DomainModels$StoredValue",
        &[("DefaultValue", text(default))],
    )
}

pub(super) fn association(n: u8, parent: u8, child: (&'static str, V), more: &[(&str, V)]) -> V {
    let mut elements = vec![
        ("GUID", V::Id(n + 50)),
        ("Name", text("A")),
        ("ParentPointer", V::Id(parent)),
        child,
    ];
    elements.extend(more.iter().cloned());
    inner(n, "DomainModels$Association", &elements)
}

pub(super) fn settings(after_startup: &str) -> Unit<'static> {
    let model = inner(
        95,
        "Settings$ModelSettings",
        &[
            ("AfterStartupMicroflow", text(after_startup)),
            ("HealthCheckMicroflow", text("")),
            ("UseDatabaseForeignKeyConstraints", V::Bool(true)),
            ("DecimalScale", V::Int(8)),
        ],
    );
    let other = inner(
        96,
        "Settings$ConfigurationSettings",
        &[("DecimalScale", V::Int(1))],
    );
    let bytes = object(
        94,
        "Settings$ProjectSettings",
        &[("Settings", list(&[other, model]))],
    );
    (94, ROOT, "ProjectDocuments", bytes)
}

/// A microflow that runs the microflows it is given; `start` is the first of its ids.
pub(super) fn microflow(
    n: u8,
    name: &str,
    start: u8,
    calls: &[&str],
    order: bool,
) -> Unit<'static> {
    let call = |(at, name): (usize, &&str)| {
        let call = inner(
            start + 9,
            "Microflows$MicroflowCall",
            &[("Microflow", text(name))],
        );
        let action = inner(
            start + 8,
            "Microflows$MicroflowCallAction",
            &[("MicroflowCall", call)],
        );
        let at = start + 10 + at as u8;
        let elements = [
            ("Action", action),
            ("RelativeMiddlePoint", text(&format!("{start};0"))),
        ];
        inner(at, "Microflows$ActionActivity", &elements)
    };
    let mut objects: Vec<V> = calls.iter().enumerate().map(call).collect();
    objects.push(inner(
        start,
        "Microflows$Annotation",
        &[("Caption", text(&format!("{start}")))],
    ));
    let objects = inner(
        start + 1,
        "Microflows$MicroflowObjectCollection",
        &[("Objects", list(&objects))],
    );
    let flows = (1..calls.len()).map(|at| {
        let (from, to) = if order { (at - 1, at) } else { (at, at - 1) };
        let ends = [
            ("OriginPointer", V::Id(start + 10 + from as u8)),
            ("DestinationPointer", V::Id(start + 10 + to as u8)),
        ];
        inner(start + 20 + at as u8, "Microflows$SequenceFlow", &ends)
    });
    let flows = list(&flows.collect::<Vec<_>>());
    let mut elements = vec![
        ("Name", text(name)),
        ("ObjectCollection", objects),
        ("Flows", flows),
    ];
    if start > 100 {
        // Another version of Studio Pro orders keys differently.
        elements.reverse();
    }
    (
        n,
        MODULE,
        "Documents",
        object(n, "Microflows$Microflow", &elements),
    )
}
