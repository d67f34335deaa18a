//! Whatever stands in a unit: read or refused, never a panic.

use proptest::prelude::*;

use super::parts::*;
use crate::package::objects::{V, inner, list, object, text};

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
            // A unit of which nothing is wanted is not looked into. The others are named, and the rest is there.
            let model = collect(&cut).unwrap();
            assert!(
                at == 0 || model.unread.len() == 1,
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
