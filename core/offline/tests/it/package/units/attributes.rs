//! Attributes in their three encodings.

use mendix_deploy_model::models::{AttributeType, AttributeValue};

use super::parts::*;
use crate::package::objects::{V, id, inner, list, text};

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
