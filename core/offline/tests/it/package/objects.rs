//! BSON by hand, byte by byte, apart from the library's own writer.

/// A value to write.
#[derive(Debug, Clone)]
pub(crate) enum V {
    Text(String),
    Document(Vec<u8>),
    List(Vec<u8>),
    /// An id; see [`id`].
    Id(u8),
    Bytes(Vec<u8>),
    Bool(bool),
    Int(i64),
    Short(i32),
    Double(f64),
    Date(i64),
    Null,
}

pub(crate) fn text(text: &str) -> V {
    V::Text(text.to_owned())
}

/// The text of the id that [`V::Id`] writes.
pub(crate) fn id(n: u8) -> String {
    format!("03020100-0504-0706-0809-0a0b0c0d0e{n:02x}")
}

pub(crate) fn id_bytes(n: u8) -> [u8; 16] {
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, n]
}

pub(crate) fn document(elements: &[(&str, V)]) -> Vec<u8> {
    let mut body = Vec::new();
    for (key, value) in elements {
        let (kind, bytes) = match value {
            V::Double(number) => (0x01, number.to_le_bytes().to_vec()),
            V::Text(text) => {
                let mut bytes = (text.len() as i32 + 1).to_le_bytes().to_vec();
                bytes.extend(text.as_bytes());
                bytes.push(0);
                (0x02, bytes)
            }
            V::Document(bytes) => (0x03, bytes.clone()),
            V::List(bytes) => (0x04, bytes.clone()),
            V::Id(n) => (0x05, binary(&id_bytes(*n))),
            V::Bytes(bytes) => (0x05, binary(bytes)),
            V::Bool(value) => (0x08, vec![u8::from(*value)]),
            V::Date(time) => (0x09, time.to_le_bytes().to_vec()),
            V::Null => (0x0A, Vec::new()),
            V::Short(number) => (0x10, number.to_le_bytes().to_vec()),
            V::Int(number) => (0x12, number.to_le_bytes().to_vec()),
        };
        body.push(kind);
        body.extend(key.as_bytes());
        body.push(0);
        body.extend(bytes);
    }
    let mut document = (body.len() as i32 + 5).to_le_bytes().to_vec();
    document.extend(body);
    document.push(0);
    document
}

fn binary(bytes: &[u8]) -> Vec<u8> {
    let mut value = (bytes.len() as i32).to_le_bytes().to_vec();
    value.push(0);
    value.extend(bytes);
    value
}

/// A list as project units have it: with a marker in front.
pub(crate) fn list(items: &[V]) -> V {
    let mut all = vec![V::Short(3)];
    all.extend(items.iter().cloned());
    plain_list(&all)
}

/// A list as `model.mdp` has it.
pub(crate) fn plain_list(items: &[V]) -> V {
    let keys: Vec<String> = (0..items.len()).map(|i| i.to_string()).collect();
    let elements: Vec<(&str, V)> = keys
        .iter()
        .map(String::as_str)
        .zip(items.iter().cloned())
        .collect();
    V::List(document(&elements))
}

/// An object: `$ID` and `$Type` first.
pub(crate) fn object(id: u8, object_type: &str, elements: &[(&str, V)]) -> Vec<u8> {
    let mut all = vec![("$ID", V::Id(id)), ("$Type", text(object_type))];
    all.extend(elements.iter().cloned());
    document(&all)
}

/// An object within another.
pub(crate) fn inner(id: u8, object_type: &str, elements: &[(&str, V)]) -> V {
    V::Document(object(id, object_type, elements))
}
