//! Units and what they become, each by hand.

use mendix_deploy_model::{
    ErrorCode, Result,
    models::{AppModel, AttributeType, AttributeValue, MicroflowRole, ModelSource, SystemMember},
};
use mendix_deploy_offline::package::{
    bson::Guid,
    units::{Collector, HEAD, Place},
};

use super::objects::{V, id, id_bytes, inner, list, object, text};

const ROOT: u8 = 0;
const MODULE: u8 = 1;
const FOLDER: u8 = 2;

fn guid(n: u8) -> Guid {
    Guid::from_bytes(&id_bytes(n)).unwrap()
}

/// A unit: its id, its container, how it is contained, its bytes.
type Unit<'a> = (u8, u8, &'a str, Vec<u8>);

fn collect(units: &[Unit<'_>]) -> Result<AppModel> {
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

fn root() -> Unit<'static> {
    (ROOT, ROOT, "", object(ROOT, "Projects$Project", &[]))
}

fn module(n: u8, name: &str) -> Unit<'static> {
    let bytes = object(
        n,
        "Projects$ModuleImpl",
        &[("Name", text(name)), ("AppStoreVersion", text(""))],
    );
    (n, ROOT, "Modules", bytes)
}

fn domain(n: u8, module: u8, entities: &[V], associations: &[V], cross: &[V]) -> Unit<'static> {
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
fn entity(n: u8, generalization: V, more: &[(&str, V)]) -> V {
    let name = format!("E{n}");
    let mut elements = vec![
        ("GUID", V::Id(n + 100)),
        ("Name", text(&name)),
        ("MaybeGeneralization", generalization),
    ];
    elements.extend(more.iter().cloned());
    inner(n, "DomainModels$EntityImpl", &elements)
}

fn persistable(persistable: bool) -> V {
    let flags = [
        ("Persistable", V::Bool(persistable)),
        ("HasOwnerAttr", V::Bool(persistable)),
    ];
    inner(200, "DomainModels$NoGeneralization", &flags)
}

fn specializes(name: &str) -> V {
    inner(
        201,
        "DomainModels$Generalization",
        &[("Generalization", text(name))],
    )
}

fn attributes(attributes: &[V]) -> AppModel {
    let entity = entity(10, persistable(true), &[("Attributes", list(attributes))]);
    collect(&[
        root(),
        module(MODULE, "Orders"),
        domain(3, MODULE, &[entity], &[], &[]),
    ])
    .unwrap()
}

fn old_attribute(word: &str, more: &[(&str, V)]) -> V {
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

fn new_attribute(key: &str, object_type: &str, more: &[(&str, V)], value: V) -> V {
    let elements = [
        ("GUID", V::Id(50)),
        ("Name", text("A")),
        (key, inner(52, object_type, more)),
        ("Value", value),
    ];
    inner(51, "DomainModels$Attribute", &elements)
}

fn stored(default: &str) -> V {
    inner(
        53,
        "DomainModels$StoredValue",
        &[("DefaultValue", text(default))],
    )
}

#[test]
fn the_three_encodings_of_attributes_mean_the_same() {
    let cases = [
        ("String", "String", AttributeType::String),
        ("Enum", "Enumeration", AttributeType::Enumeration),
        ("HashString", "HashedString", AttributeType::HashedString),
        ("DateTime", "DateTime", AttributeType::DateTime),
        ("Float", "Float", AttributeType::Float),
        ("Currency", "Currency", AttributeType::Currency),
        ("AutoNumber", "AutoNumber", AttributeType::AutoNumber),
        ("Binary", "Binary", AttributeType::Binary),
        ("Boolean", "Boolean", AttributeType::Boolean),
        ("Integer", "Integer", AttributeType::Integer),
        ("Long", "Long", AttributeType::Long),
        ("Decimal", "Decimal", AttributeType::Decimal),
    ];
    for (old, new, expected) in cases {
        let mendix_4 = attributes(&[old_attribute(old, &[("DefaultValue", text("7"))])]);
        let mendix_5 = attributes(&[old_attribute(old, &[("Value", stored("7"))])]);
        let detail: &[(&str, V)] = match expected {
            // Some writers use 32 bits.
            AttributeType::String => &[("Length", V::Short(200))],
            AttributeType::DateTime => &[("LocalizeDate", V::Bool(true))],
            AttributeType::Enumeration => &[("Enumeration", text("Orders.State"))],
            _ => &[],
        };
        let object_type = format!("DomainModels${new}AttributeType");
        let mendix_7 = attributes(&[new_attribute("NewType", &object_type, detail, stored("7"))]);
        let deployed = attributes(&[new_attribute("Type", &object_type, detail, stored("7"))]);
        assert_eq!(mendix_4.entities, mendix_5.entities, "{old}");
        assert_eq!(mendix_5.entities, mendix_7.entities, "{old}");
        assert_eq!(mendix_7.entities, deployed.entities, "{old}");
        let attribute = &mendix_7.entities[0].attributes[0];
        assert_eq!(attribute.attribute_type, expected);
        assert_eq!(attribute.default_value.as_deref(), Some("7"));
        assert_eq!(
            attribute.length,
            (expected == AttributeType::String).then_some(200)
        );
        assert_eq!(
            attribute.localize,
            (expected == AttributeType::DateTime).then_some(true)
        );
        assert_eq!(
            attribute.enumeration.is_some(),
            expected == AttributeType::Enumeration
        );
        assert_eq!(
            (attribute.id.clone(), attribute.guid.clone()),
            (id(51), id(50))
        );
    }
}

#[test]
fn values_are_stored_calculated_or_something_else() {
    let value = |value: V| {
        let attribute = new_attribute("NewType", "DomainModels$LongAttributeType", &[], value);
        attributes(&[attribute]).entities[0].attributes[0]
            .value
            .clone()
    };
    let calculated = [
        ("Microflow", text("Orders.Sum")),
        ("PassEntity", V::Bool(true)),
    ];
    assert_eq!(value(stored("")), AttributeValue::Stored);
    assert_eq!(
        value(inner(53, "DomainModels$CalculatedValue", &calculated)),
        AttributeValue::Calculated
    );
    assert_eq!(
        value(inner(
            53,
            "DomainModels$OqlViewValue",
            &[("Reference", text("x"))]
        )),
        AttributeValue::View
    );
    assert_eq!(
        value(inner(53, "Rest$ODataMappedValue", &[])),
        AttributeValue::Unknown("Rest$ODataMappedValue".to_owned())
    );
    let microflow = |name| {
        let model = attributes(&[old_attribute("Long", &[("Microflow", text(name))])]);
        model.entities[0].attributes[0].value.clone()
    };
    assert_eq!(microflow("Orders.Sum"), AttributeValue::Calculated);
    assert_eq!(microflow(""), AttributeValue::Stored);
}

#[test]
fn unknown_types_stay_unknown_and_unknown_keys_are_ignored() {
    let kind = |attribute: V| attributes(&[attribute]).entities[0].attributes[0].clone();
    let future = [("Length", V::Int(5)), ("Colour", V::Null)];
    let vector = kind(new_attribute(
        "NewType",
        "DomainModels$VectorAttributeType",
        &future,
        stored(""),
    ));
    assert_eq!(
        vector.attribute_type,
        AttributeType::Unknown("DomainModels$VectorAttributeType".to_owned())
    );
    assert_eq!((vector.length, vector.default_value), (None, None));
    let old = kind(old_attribute("Vector", &[("Future", list(&[V::Int(1)]))]));
    assert_eq!(
        old.attribute_type,
        AttributeType::Unknown("Vector".to_owned())
    );
    // Not a type that is known, although a known word stands in it.
    let odd = kind(new_attribute("NewType", "Other$String", &[], stored("")));
    assert_eq!(
        odd.attribute_type,
        AttributeType::Unknown("Other$String".to_owned())
    );
}

#[test]
fn folders_do_not_count_and_order_does_not_matter() {
    let constant = object(
        20,
        "Constants$Constant",
        &[
            ("Name", text("Url")),
            ("Type", inner(21, "DataTypes$StringType", &[])),
            ("DefaultValue", text("planted")),
        ],
    );
    let mut units = vec![
        (20, 4, "Documents", constant),
        (4, FOLDER, "Folders", object(4, "Projects$Folder", &[])),
        (
            FOLDER,
            MODULE,
            "Folders",
            object(FOLDER, "Projects$Folder", &[]),
        ),
        module(MODULE, "Orders"),
        root(),
    ];
    let model = collect(&units).unwrap();
    assert_eq!(model.project_id, Some(id(ROOT)));
    assert_eq!(model.mendix_version.as_deref(), Some("10.24.15"));
    assert!(!model.has_system);
    assert_eq!(model.constants[0].name, "Orders.Url");
    assert_eq!(model.constants[0].constant_type.as_str(), "String");
    assert_eq!(model.constants[0].default_value.as_deref(), Some("planted"));
    units.reverse();
    assert_eq!(collect(&units).unwrap(), model);
}

#[test]
fn a_container_that_leads_nowhere_is_told_by_its_id() {
    let constant = |container| {
        let bytes = object(
            20,
            "Constants$Constant",
            &[("Name", text("Url")), ("DataType", text("String"))],
        );
        (20, container, "Documents", bytes)
    };
    // Two folders that contain each other.
    let folder = |a, b| (a, b, "Folders", object(a, "Projects$Folder", &[]));
    let model = collect(&[root(), folder(5, 6), folder(6, 5), constant(5)]).unwrap();
    assert_eq!(model.constants[0].name, format!("{}.Url", id(5)));
    let model = collect(&[root(), constant(9)]).unwrap();
    assert_eq!(model.constants[0].name, format!("{}.Url", id(9)));
}

#[test]
fn having_a_table_follows_from_the_topmost_ancestor() {
    let entities = [
        entity(10, persistable(true), &[]),
        entity(11, persistable(false), &[]),
        entity(12, specializes("Orders.E10"), &[]),
        entity(13, specializes("Orders.E12"), &[]),
        entity(14, specializes("Orders.E11"), &[]),
        entity(15, specializes("System.FileDocument"), &[]),
        entity(16, specializes("System.HttpMessage"), &[]),
        entity(17, specializes("Nowhere.Thing"), &[]),
        entity(18, specializes("Orders.E19"), &[]),
        entity(19, specializes("Orders.E18"), &[]),
        entity(
            20,
            persistable(true),
            &[("Source", inner(60, "DomainModels$OqlViewEntitySource", &[]))],
        ),
        entity(21, specializes("Orders.E17"), &[]),
        entity(
            22,
            persistable(true),
            &[("Source", V::Null), ("IsRemote", V::Bool(false))],
        ),
        entity(23, persistable(true), &[("IsRemote", V::Bool(true))]),
    ];
    let model = collect(&[
        root(),
        module(MODULE, "Orders"),
        domain(3, MODULE, &entities, &[], &[]),
    ])
    .unwrap();
    let stored: Vec<Option<bool>> = model.entities.iter().map(|entity| entity.stored).collect();
    let (yes, no) = (Some(true), Some(false));
    assert_eq!(
        stored,
        [
            yes, no, yes, yes, no, yes, no, None, None, None, no, None, yes, no
        ]
    );
    assert_eq!(model.entities[0].system_members, [SystemMember::Owner]);
    assert_eq!(model.entities[0].persistable, yes);
    assert_eq!(model.entities[2].persistable, None);
    assert_eq!(
        model.entities[10].source.as_deref(),
        Some("DomainModels$OqlViewEntitySource")
    );
}

fn association(n: u8, parent: u8, child: (&'static str, V), more: &[(&str, V)]) -> V {
    let mut elements = vec![
        ("GUID", V::Id(n + 50)),
        ("Name", text("A")),
        ("ParentPointer", V::Id(parent)),
        child,
    ];
    elements.extend(more.iter().cloned());
    inner(n, "DomainModels$Association", &elements)
}

#[test]
fn ends_are_looked_up_within_and_across_modules() {
    let behavior = [
        ("ParentDeleteBehavior", text("DeleteMeAndReferences")),
        ("ChildDeleteBehavior", text("DeleteMeIfNoReferences")),
        ("ParentErrorMessage", V::Null),
    ];
    let here = association(
        30,
        10,
        ("ChildPointer", V::Id(11)),
        &[
            ("Type", text("ReferenceSet")),
            ("Owner", text("Both")),
            ("StorageFormat", text("Column")),
            (
                "DeleteBehavior",
                inner(70, "DomainModels$DeleteBehavior", &behavior),
            ),
        ],
    );
    let lost = association(31, 99, ("ChildPointer", V::Id(98)), &[]);
    let cross = association(32, 10, ("Child", text("Stock.E12")), &[]);
    let system = association(33, 10, ("Child", text("System.User")), &[]);
    let model = collect(&[
        root(),
        domain(
            3,
            MODULE,
            &[
                entity(10, persistable(true), &[]),
                entity(11, persistable(true), &[]),
            ],
            &[here, lost],
            &[cross, system],
        ),
        module(MODULE, "Orders"),
        module(4, "Stock"),
        domain(5, 4, &[entity(12, persistable(true), &[])], &[], &[]),
    ])
    .unwrap();
    let [here, lost, cross, system] = model.associations.as_slice() else {
        panic!("{:?}", model.associations);
    };
    assert_eq!(
        (here.parent.as_str(), here.child.as_str()),
        ("Orders.E10", "Orders.E11")
    );
    assert_eq!(
        (&here.parent_guid, &here.child_guid),
        (&Some(id(110)), &Some(id(111)))
    );
    assert_eq!(here.name, "Orders.A");
    assert_eq!(
        (here.association_type.as_str(), here.owner.as_str()),
        ("ReferenceSet", "Both")
    );
    assert_eq!(here.storage.as_str(), "Column");
    assert_eq!(
        here.parent_delete.as_ref().map(|it| it.as_str()),
        Some("DeleteMeAndReferences")
    );
    assert_eq!(
        here.child_delete.as_ref().map(|it| it.as_str()),
        Some("DeleteMeIfNoReferences")
    );
    assert!(!here.cross_module);
    assert_eq!((&lost.parent, &lost.parent_guid), (&id(99), &None));
    assert_eq!(
        (lost.storage.as_str(), lost.owner.as_str()),
        ("Table", "Default")
    );
    assert_eq!(
        (cross.child.as_str(), &cross.child_guid),
        ("Stock.E12", &Some(id(112)))
    );
    assert!(cross.cross_module);
    assert_eq!(
        (system.child.as_str(), &system.child_guid),
        ("System.User", &None)
    );
}

#[test]
fn indexes_name_attributes_by_guid_and_keep_their_order() {
    let attribute = |n: u8| {
        inner(
            n,
            "DomainModels$Attribute",
            &[("GUID", V::Id(n + 100)), ("Name", text(&format!("A{n}")))],
        )
    };
    let column = |elements: &[(&str, V)]| inner(80, "DomainModels$IndexedAttribute", elements);
    let new = inner(
        40,
        "DomainModels$EntityIndex",
        &[
            ("GUID", V::Id(140)),
            (
                "Attributes",
                list(&[
                    column(&[
                        ("Type", text("Normal")),
                        ("AttributePointer", V::Id(31)),
                        ("Ascending", V::Bool(false)),
                    ]),
                    column(&[("AttributePointer", V::Id(30))]),
                    column(&[
                        ("Type", text("CreatedDate")),
                        ("AttributePointer", V::Bytes(Vec::new())),
                    ]),
                    column(&[("Type", text("Owner")), ("AttributePointer", V::Null)]),
                ]),
            ),
        ],
    );
    let old = inner(
        41,
        "DomainModels$EntityIndex",
        &[
            ("GUID", V::Id(141)),
            ("AttributePointers", list(&[V::Id(30), V::Id(31)])),
        ],
    );
    let entity = entity(
        10,
        persistable(true),
        // Indexes before the attributes that they point to.
        &[
            ("Indexes", list(&[old, new])),
            ("Attributes", list(&[attribute(31), attribute(30)])),
        ],
    );
    let model = collect(&[
        root(),
        module(MODULE, "Orders"),
        domain(3, MODULE, &[entity], &[], &[]),
    ])
    .unwrap();
    let columns = |at: usize| {
        model.entities[0].indexes[at]
            .columns
            .iter()
            .map(|it| (it.attribute.clone(), it.member.clone(), it.ascending))
            .collect::<Vec<_>>()
    };
    let member = |name: &str| Some(name.to_owned());
    assert_eq!(
        columns(0),
        [
            (Some(id(131)), None, false),
            (Some(id(130)), None, true),
            (None, member("CreatedDate"), true),
            (None, member("Owner"), true),
        ]
    );
    assert_eq!(
        columns(1),
        [(Some(id(130)), None, true), (Some(id(131)), None, true)]
    );
}

#[test]
fn only_unique_rules_are_named_the_others_leave_a_digest() {
    let rule = |kind: &str, attribute: &str| {
        let info = format!("DomainModels${kind}RuleInfo");
        let elements = [
            ("RuleInfo", inner(90, &info, &[])),
            ("Attribute", text(attribute)),
        ];
        inner(91, "DomainModels$ValidationRule", &elements)
    };
    let rules = |rules: &[V], access: &[V]| {
        let more = [
            ("ValidationRules", list(rules)),
            ("AccessRules", list(access)),
        ];
        let entity = entity(10, persistable(true), &more);
        let model = collect(&[
            root(),
            module(MODULE, "Orders"),
            domain(3, MODULE, &[entity], &[], &[]),
        ]);
        let entity = model.unwrap().entities.remove(0);
        (entity.unique_attributes, entity.rules_digest.unwrap())
    };
    let (unique, none) = rules(
        &[
            rule("Unique", "Orders.E10.B"),
            rule("Unique", "Orders.E10.A"),
        ],
        &[],
    );
    assert_eq!(unique, ["A", "B"]);
    let (unique, required) = rules(&[rule("Required", "Orders.E10.B")], &[]);
    assert!(unique.is_empty());
    assert_ne!(required, none);
    let access = |xpath: &str| {
        inner(
            92,
            "DomainModels$AccessRule",
            &[("XPathConstraint", text(xpath))],
        )
    };
    let (_, first) = rules(&[], &[access("")]);
    let (_, second) = rules(&[], &[access("[id = 1]")]);
    assert_ne!(first, second);
}

fn settings(after_startup: &str) -> Unit<'static> {
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
fn microflow(n: u8, name: &str, start: u8, calls: &[&str], order: bool) -> Unit<'static> {
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

#[test]
fn microflows_around_a_start_are_found_with_what_they_call() {
    let units = |settings: Unit<'static>, at_end: bool| {
        let mut units = vec![
            root(),
            module(MODULE, "Orders"),
            microflow(5, "Start", 10, &["Orders.Migrate", "Orders.Missing"], true),
            microflow(6, "Migrate", 10, &["Orders.Start", "Orders.Step"], true),
            microflow(7, "Step", 10, &[], true),
            microflow(8, "Unrelated", 10, &["Orders.Step"], true),
        ];
        units.insert(if at_end { units.len() } else { 1 }, settings);
        collect(&units).unwrap()
    };
    let model = units(settings("Orders.Start"), true);
    let found: Vec<_> = model
        .microflows
        .iter()
        .map(|it| (it.name.as_str(), it.role, it.digest.is_some()))
        .collect();
    assert_eq!(
        found,
        [
            ("Orders.Migrate", MicroflowRole::CalledAfterStartup, true),
            ("Orders.Missing", MicroflowRole::CalledAfterStartup, false),
            ("Orders.Start", MicroflowRole::AfterStartup, true),
            ("Orders.Step", MicroflowRole::CalledAfterStartup, true),
        ]
    );
    assert_eq!(model.settings.foreign_keys, Some(true));
    assert_eq!(model.settings.decimal_scale, Some(8));
    assert_eq!(model.settings.optimistic_locking, None);
    assert_eq!(units(settings("Orders.Start"), false), model);
    assert!(units(settings(""), false).microflows.is_empty());
    assert!(units(settings(""), true).microflows.is_empty());
}

#[test]
fn a_microflow_is_another_when_it_does_something_else() {
    let digest = |microflow: Unit<'static>| {
        let units = [
            root(),
            module(MODULE, "Orders"),
            settings("Orders.Start"),
            microflow,
        ];
        let model = collect(&units).unwrap();
        let start = model.microflows.iter().find(|it| it.name == "Orders.Start");
        start.unwrap().digest.clone().unwrap()
    };
    let calls = ["Orders.A", "Orders.B"];
    let first = digest(microflow(5, "Start", 10, &calls, true));
    // Other ids, other places, other remarks, another order of keys.
    assert_eq!(digest(microflow(6, "Start", 150, &calls, true)), first);
    // The same activities, wired the other way round.
    assert_ne!(digest(microflow(5, "Start", 10, &calls, false)), first);
    assert_ne!(
        digest(microflow(5, "Start", 10, &["Orders.A", "Orders.C"], true)),
        first
    );
    assert_ne!(
        digest(microflow(5, "Start", 10, &["Orders.A"], true)),
        first
    );
}

#[test]
fn only_what_is_needed_is_asked_for() {
    let place = |containment| Place {
        id: guid(9),
        container: guid(MODULE),
        containment,
    };
    let mut collector = Collector::new("orders.mpr", ModelSource::SplitProject);
    let head = |object_type: &str| object(9, object_type, &[]);
    for (object_type, wanted) in [
        ("Projects$ModuleImpl", true),
        ("Projects$Module", true),
        ("DomainModels$DomainModel", true),
        ("Enumerations$Enumeration", true),
        ("Microflows$Microflow", true),
        ("Forms$Page", false),
        ("Images$ImageCollection", false),
    ] {
        assert_eq!(
            collector.wants(place("Documents"), &head(object_type)),
            wanted,
            "{object_type}"
        );
    }
    assert!(!collector.wants(place("Folders"), &head("Projects$Folder")));
    assert!(collector.wants(place("Documents"), b"what is this"));
    assert!(collector.unit(place("Documents"), b"what is this").is_err());
    let (id, container, containment, bytes) = settings("");
    let at = Place {
        id: guid(id),
        container: guid(container),
        containment,
    };
    collector.unit(at, &bytes).unwrap();
    assert!(!collector.wants(place("Documents"), &head("Microflows$Microflow")));
}

#[test]
fn what_could_not_be_read_is_told() {
    let mut collector = Collector::new("orders.mpr", ModelSource::SplitProject);
    let place = |id, container, containment| Place {
        id: guid(id),
        container: guid(container),
        containment,
    };
    collector
        .unread(place(MODULE, ROOT, "Modules"), "The file is missing.")
        .unwrap();
    collector
        .unread(place(7, 8, "DomainModel"), "The file is missing.")
        .unwrap();
    let (id8, container, containment, bytes) = module(8, "Stock");
    collector
        .unit(place(id8, container, containment), &bytes)
        .unwrap();
    let (id3, container, containment, bytes) =
        domain(3, MODULE, &[entity(10, persistable(true), &[])], &[], &[]);
    collector
        .unit(place(id3, container, containment), &bytes)
        .unwrap();
    let model = collector.finish().unwrap();
    assert_eq!(model.entities[0].name, format!("{}.E10", id(MODULE)));
    let [first, second] = model.unread.as_slice() else {
        panic!("{:?}", model.unread);
    };
    assert_eq!(
        (&first.id, first.containment.as_deref()),
        (&id(MODULE), Some("Modules"))
    );
    assert_eq!(
        (&second.id, second.module.as_deref()),
        (&id(7), Some("Stock"))
    );
    assert_eq!(second.why, "The file is missing.");
}

#[test]
fn one_identity_stands_for_one_element() {
    let two = |entities: &[V], associations: &[V]| {
        let domain = domain(3, MODULE, entities, associations, &[]);
        collect(&[root(), module(MODULE, "Orders"), domain]).unwrap_err()
    };
    let same = || entity(10, persistable(true), &[]);
    let error = two(&[same(), same()], &[]);
    assert_eq!(error.code(), ErrorCode::PackageModelInvalid);
    assert!(
        error
            .message()
            .contains(&format!("two entities are {}", id(110))),
        "{error}"
    );
    let association = || association(30, 10, ("ChildPointer", V::Id(10)), &[]);
    let error = two(&[same()], &[association(), association()]);
    assert!(error.message().contains("two associations are"), "{error}");
    let attribute = || {
        inner(
            51,
            "DomainModels$Attribute",
            &[("GUID", V::Id(50)), ("Name", text("A"))],
        )
    };
    let with = |n| {
        entity(
            n,
            persistable(true),
            &[("Attributes", list(&[attribute()]))],
        )
    };
    let error = two(&[with(10), with(11)], &[]);
    assert!(error.message().contains("two attributes are"), "{error}");
    let modules = [root(), module(1, "Orders"), module(2, "Orders")];
    assert_eq!(
        collect(&modules).unwrap_err().code(),
        ErrorCode::PackageModelInvalid
    );
}

#[test]
fn a_unit_that_is_not_what_it_must_be_is_refused_by_name() {
    let entity = entity(10, persistable(true), &[("Attributes", text("none"))]);
    let error = collect(&[root(), domain(3, MODULE, &[entity], &[], &[])]).unwrap_err();
    assert_eq!(error.code(), ErrorCode::PackageModelInvalid);
    let message = error.message();
    assert!(message.starts_with("orders.mpr: unit "), "{message}");
    assert!(
        message.contains(&id(3)) && message.contains("(DomainModel)"),
        "{message}"
    );
    assert!(message.contains("expected a list (byte "), "{message}");
    for missing in ["GUID", "Name"] {
        let elements: Vec<(&str, V)> = [("GUID", V::Id(1)), ("Name", text("E"))]
            .into_iter()
            .filter(|(key, _)| *key != missing)
            .collect();
        let entity = inner(10, "DomainModels$EntityImpl", &elements);
        let error = collect(&[root(), domain(3, MODULE, &[entity], &[], &[])]).unwrap_err();
        assert!(
            error
                .message()
                .contains(&format!("{missing} of an entity is missing")),
            "{error}"
        );
    }
}

/// Whatever stands in a unit: read or refused, never a panic.
mod hostile {
    use proptest::prelude::*;

    use super::*;

    fn units() -> Vec<Unit<'static>> {
        let attribute = new_attribute(
            "NewType",
            "DomainModels$StringAttributeType",
            &[("Length", V::Int(3))],
            stored("x"),
        );
        let index = inner(
            40,
            "DomainModels$EntityIndex",
            &[
                ("GUID", V::Id(140)),
                ("AttributePointers", list(&[V::Id(51)])),
            ],
        );
        let entity = entity(
            10,
            persistable(true),
            &[
                ("Attributes", list(&[attribute])),
                ("Indexes", list(&[index])),
            ],
        );
        let association = association(
            30,
            10,
            ("ChildPointer", V::Id(10)),
            &[("Type", text("Reference"))],
        );
        let value = inner(
            61,
            "Enumerations$EnumerationValue",
            &[
                ("Name", text("Open")),
                ("Caption", inner(62, "Texts$Text", &[])),
            ],
        );
        let enumeration = object(
            60,
            "Enumerations$Enumeration",
            &[("Name", text("State")), ("Values", list(&[value]))],
        );
        let schedule = inner(
            64,
            "ScheduledEvents$HourSchedule",
            &[("Multiplier", V::Int(2))],
        );
        let event = object(
            63,
            "ScheduledEvents$ScheduledEvent",
            &[("Name", text("Clean")), ("Schedule", schedule)],
        );
        vec![
            root(),
            settings("Orders.Start"),
            module(MODULE, "Orders"),
            domain(3, MODULE, &[entity], &[association], &[]),
            (60, MODULE, "Documents", enumeration),
            (63, MODULE, "Documents", event),
            microflow(5, "Start", 10, &["Orders.A", "Orders.B"], true),
        ]
    }

    #[test]
    fn cut_off_anywhere() {
        let units = units();
        assert!(collect(&units).is_ok());
        for at in 0..units.len() {
            for length in 0..units[at].3.len() {
                let mut cut = units.clone();
                cut[at].3.truncate(length);
                // A unit of which nothing is wanted is not looked into.
                assert!(
                    at == 0 || collect(&cut).is_err(),
                    "unit {at}, {length} bytes"
                );
            }
        }
    }

    proptest! {
        #[test]
        fn with_changed_bytes(changes in prop::collection::vec((0..7usize, any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
            let mut units = units();
            for (unit, at, byte) in changes {
                let at = at.index(units[unit].3.len());
                units[unit].3[at] = byte;
            }
            if let Err(error) = collect(&units) {
                prop_assert!(error.code().as_str().starts_with("package."));
            }
        }

        #[test]
        fn in_any_order(order in Just((0..7usize).collect::<Vec<_>>()).prop_shuffle()) {
            let units = units();
            let shuffled: Vec<Unit<'_>> = order.into_iter().map(|at| units[at].clone()).collect();
            prop_assert_eq!(collect(&shuffled).unwrap(), collect(&units).unwrap());
        }
    }
}
