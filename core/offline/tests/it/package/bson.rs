//! BSON, whole and broken.

use mendix_deploy_offline::package::bson::{
    Array, Document, Element, Guid, MAX_DEPTH, Problem, Refusal, Value,
};
use proptest::prelude::*;

use super::objects::{V, document, id, id_bytes, inner, list, object, plain_list, text};

/// Reads everything, and counts the elements.
fn walk(bytes: &[u8]) -> Result<usize, Refusal> {
    fn value(element: Element<'_>) -> Result<usize, Refusal> {
        Ok(1 + match element.value {
            Value::Document(document) => document_count(document)?,
            Value::Array(array) => array_count(array)?,
            _ => 0,
        })
    }
    fn document_count(document: Document<'_>) -> Result<usize, Refusal> {
        document
            .elements()
            .try_fold(0, |n, element| Ok(n + value(element?)?))
    }
    fn array_count(array: Array<'_>) -> Result<usize, Refusal> {
        array.items().try_fold(0, |n, item| Ok(n + value(item?)?))
    }
    document_count(Document::parse(bytes)?)
}

/// One of each, nested.
fn everything() -> Vec<u8> {
    object(
        1,
        "Tests$Everything",
        &[
            ("Double", V::Double(-0.5)),
            ("Text", text("Grüße")),
            ("Empty", text("")),
            (
                "List",
                list(&[text("a"), V::Id(2), inner(3, "Tests$Inner", &[])]),
            ),
            ("Plain", plain_list(&[V::Int(1), V::Short(2)])),
            ("Bytes", V::Bytes(Vec::new())),
            ("True", V::Bool(true)),
            ("Date", V::Date(1_296_118_733_000)),
            ("Null", V::Null),
            ("Short", V::Short(-7)),
            ("Int", V::Int(i64::MAX)),
            (
                "Inner",
                inner(
                    4,
                    "Tests$Inner",
                    &[("Deeper", inner(5, "Tests$Inner", &[]))],
                ),
            ),
        ],
    )
}

#[test]
fn every_type_is_read() {
    let bytes = everything();
    let document = Document::parse(&bytes).unwrap();
    assert_eq!(document.object_id().unwrap().to_string(), id(1));
    assert_eq!(document.object_type().unwrap(), "Tests$Everything");
    let get = |key: &str| document.get(key).unwrap().unwrap();
    assert!(matches!(get("Double"), Value::Double(-0.5)));
    assert!(matches!(get("Text"), Value::String("Grüße")));
    assert!(matches!(get("Empty"), Value::String("")));
    assert!(matches!(get("Bytes"), Value::Binary([])));
    assert!(matches!(get("True"), Value::Boolean(true)));
    assert!(matches!(get("Date"), Value::DateTime(1_296_118_733_000)));
    assert!(matches!(get("Null"), Value::Null));
    assert!(matches!(get("Short"), Value::Int32(-7)));
    assert!(matches!(get("Int"), Value::Int64(i64::MAX)));
    assert!(document.get("Nowhere").unwrap().is_none());
    // The elements, then what stands in the first list, in the second, in the inner document.
    assert_eq!(walk(&bytes).unwrap(), 14 + (3 + 2) + 2 + (3 + 2));
    for element in document.elements() {
        let element = element.unwrap();
        let value = &bytes[element.offset..];
        if let Value::Binary(found) = element.value {
            assert_eq!(
                &value[5..5 + found.len()],
                found,
                "the offset is the value's"
            );
        }
    }
}

#[test]
fn a_leading_int32_is_the_marker_and_no_other() {
    let items = |value: V| {
        let bytes = document(&[("List", value)]);
        let element = Document::parse(&bytes)
            .unwrap()
            .elements()
            .next()
            .unwrap()
            .unwrap();
        element
            .items()
            .unwrap()
            .map(|item| item.unwrap().integer().unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(items(list(&[])), Vec::<i64>::new());
    assert_eq!(items(list(&[V::Short(5), V::Int(6)])), [5, 6]);
    assert_eq!(items(plain_list(&[V::Int(6), V::Short(5)])), [6, 5]);
    assert_eq!(items(V::Null), Vec::<i64>::new());
}

#[test]
fn values_of_another_type_are_refused_with_their_place() {
    let bytes = document(&[("a", V::Bool(true)), ("b", text("x"))]);
    let [a, b]: [Element<'_>; 2] = Document::parse(&bytes)
        .unwrap()
        .elements()
        .map(Result::unwrap)
        .collect::<Vec<_>>()
        .try_into()
        .unwrap();
    let refused = |problem: &'static str, offset| {
        Some(Refusal {
            problem: Problem::Expected(problem),
            offset,
        })
    };
    assert_eq!(a.text().err(), refused("a text", 7));
    assert_eq!(a.name().err(), refused("a text", 7));
    assert_eq!(a.guid().err(), refused("an id", 7));
    assert_eq!(a.integer().err(), refused("a whole number", 7));
    assert_eq!(a.document().err(), refused("a document", 7));
    assert_eq!(a.items().err(), refused("a list", 7));
    assert_eq!(b.boolean().err(), refused("a truth value", 11));
    assert_eq!(b.text(), Ok("x"));
}

#[test]
fn cut_off_anywhere_it_is_refused() {
    let bytes = everything();
    for length in 0..bytes.len() {
        assert!(Document::parse(&bytes[..length]).is_err(), "{length} bytes");
        // And with a length that admits it, which only moves the error inwards.
        if length >= 5 {
            let mut cut = bytes[..length].to_vec();
            cut[..4].copy_from_slice(&(length as i32).to_le_bytes());
            let whole = walk(&bytes).unwrap();
            assert!(walk(&cut).map_or(true, |n| n < whole), "{length} bytes");
        }
    }
    let longer = [bytes.as_slice(), &[0]].concat();
    assert_eq!(
        Document::parse(&longer)
            .err()
            .map(|refusal| refusal.problem),
        Some(Problem::Length)
    );
}

/// Any four bytes, taken for a length, may say anything.
#[test]
fn lengths_that_lie_are_refused_or_harmless() {
    let bytes = everything();
    let lies = [
        -1,
        0,
        1,
        4,
        5,
        6,
        255,
        bytes.len() as i32,
        i32::MAX,
        i32::MIN,
    ];
    for at in 0..bytes.len() - 3 {
        let truth = i32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
        for lie in lies
            .into_iter()
            .chain([truth.wrapping_add(1), truth.wrapping_sub(1)])
        {
            let mut lying = bytes.clone();
            lying[at..at + 4].copy_from_slice(&lie.to_le_bytes());
            if let Err(refusal) = walk(&lying) {
                assert!(refusal.offset <= lying.len() + 4, "{refusal}");
            }
        }
    }
}

#[test]
fn nesting_is_bounded() {
    let nested = |levels: u16| {
        let mut bytes = document(&[]);
        for level in 1..levels {
            bytes = if level % 2 == 0 {
                document(&[("d", V::Document(bytes))])
            } else {
                document(&[("0", V::List(bytes))])
            };
        }
        walk(&bytes)
    };
    assert_eq!(nested(MAX_DEPTH), Ok(usize::from(MAX_DEPTH) - 1));
    assert_eq!(nested(MAX_DEPTH + 1).unwrap_err().problem, Problem::Depth);
    assert_eq!(nested(5000).unwrap_err().problem, Problem::Depth);
}

#[test]
fn what_mendix_does_not_write_is_refused() {
    let good = document(&[("key", V::Null)]);
    for kind in (0..=255).filter(|kind| !matches!(kind, 1..=5 | 8 | 9 | 10 | 16 | 18)) {
        let mut bytes = good.clone();
        bytes[4] = kind;
        let refusal = Refusal {
            problem: Problem::ElementType(kind),
            offset: 4,
        };
        assert_eq!(walk(&bytes), Err(refusal));
    }
    let mut bytes = document(&[("key", V::Bool(true))]);
    bytes[9] = 2;
    assert_eq!(walk(&bytes).unwrap_err().problem, Problem::Boolean);
    let mut bytes = document(&[("key", text("text"))]);
    bytes[14] = 0xFF;
    let refusal = Refusal {
        problem: Problem::Utf8,
        offset: 14,
    };
    assert_eq!(walk(&bytes), Err(refusal));
    let mut bytes = document(&[("key", text("text"))]);
    bytes[17] = b'!';
    let refusal = Refusal {
        problem: Problem::Terminator,
        offset: 17,
    };
    assert_eq!(walk(&bytes), Err(refusal));
    let mut bytes = document(&[("k\u{e9}y", V::Null)]);
    bytes[6] = b'x';
    assert_eq!(walk(&bytes).unwrap_err().problem, Problem::Utf8);
}

#[test]
fn objects_say_first_what_they_are() {
    let problem = |elements: &[(&str, V)]| {
        let bytes = document(elements);
        let document = Document::parse(&bytes).unwrap();
        (
            document.object_type().err().map(|refusal| refusal.problem),
            document.object_id().err().map(|refusal| refusal.problem),
        )
    };
    assert_eq!(
        problem(&[("$Type", text("T")), ("$ID", V::Id(1))]),
        (None, None)
    );
    assert_eq!(
        problem(&[]),
        (
            Some(Problem::Missing("$Type")),
            Some(Problem::Missing("$ID"))
        )
    );
    assert_eq!(
        problem(&[("a", V::Null), ("b", V::Null), ("$Type", text("T"))]).0,
        Some(Problem::Missing("$Type"))
    );
    assert_eq!(
        problem(&[("$ID", text("1")), ("$Type", V::Null)]),
        (
            Some(Problem::Expected("a text")),
            Some(Problem::Expected("an id"))
        )
    );
}

fn arbitrary_document() -> impl Strategy<Value = Vec<u8>> {
    let leaf = prop_oneof![
        any::<f64>().prop_map(V::Double),
        "[a-zé]{0,5}".prop_map(V::Text),
        any::<u8>().prop_map(V::Id),
        prop::collection::vec(any::<u8>(), 0..5).prop_map(V::Bytes),
        any::<bool>().prop_map(V::Bool),
        any::<i64>().prop_map(V::Date),
        Just(V::Null),
        any::<i32>().prop_map(V::Short),
        any::<i64>().prop_map(V::Int),
    ];
    let value = leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(("[a-z]{0,3}", inner.clone()), 0..5).prop_map(|elements| {
                let elements: Vec<(&str, V)> = elements
                    .iter()
                    .map(|(key, value)| (key.as_str(), value.clone()))
                    .collect();
                V::Document(document(&elements))
            }),
            prop::collection::vec(inner, 0..5).prop_map(|items| list(&items)),
        ]
    });
    prop::collection::vec(("[a-zA-Z$]{0,4}", value), 0..8).prop_map(|elements| {
        let elements: Vec<(&str, V)> = elements
            .iter()
            .map(|(key, value)| (key.as_str(), value.clone()))
            .collect();
        document(&elements)
    })
}

proptest! {
    #[test]
    fn written_documents_are_read(bytes in arbitrary_document()) {
        prop_assert!(walk(&bytes).is_ok());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
        let _ = walk(&bytes);
        let mut bytes = bytes;
        if bytes.len() >= 5 {
            // So that the first check is passed.
            let length = bytes.len() as i32;
            bytes[..4].copy_from_slice(&length.to_le_bytes());
            *bytes.last_mut().unwrap() = 0;
            let _ = walk(&bytes);
        }
    }

    #[test]
    fn changed_bytes_are_read_or_refused(bytes in arbitrary_document(), changes: Vec<(prop::sample::Index, u8)>) {
        let mut bytes = bytes;
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = walk(&bytes);
    }
}

#[test]
fn ids_are_told_in_microsoft_order() {
    let guid = Guid::from_bytes(&id_bytes(0xFF)).unwrap();
    assert_eq!(guid.to_string(), id(0xFF));
    assert_eq!(format!("{guid:?}"), id(0xFF));
}
