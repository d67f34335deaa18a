//! BSON as Mendix writes it (package formats, 2): the six kinds of elements that a model needs, list markers on demand.
//!
//! Written by hand rather than with the `bson` crate: that crate brings clocks and random numbers, which this crate is kept
//! free of, and knows no list markers.

use crate::package::bson::Guid;

/// What an int32 at the head of a list says about its items (package formats, 2.1).
#[derive(Debug, Clone, Copy)]
pub(super) enum Marker {
    References = 1,
    Parts = 2,
    Children = 3,
}

/// A document that is being written.
///
/// An id that is no GUID does not stop the writing: it is remembered, and [`document`] tells it at the end.
pub(super) struct Object<'a> {
    sink: &'a mut Sink,
}

struct Sink {
    bytes: Vec<u8>,
    markers: bool,
    bad_id: Option<String>,
}

/// Writes one document; lists begin with a marker when `markers` says so. `Err` is a text that is no GUID.
pub(super) fn document(
    markers: bool,
    write: impl FnOnce(&mut Object<'_>),
) -> std::result::Result<Vec<u8>, String> {
    let mut sink = Sink {
        bytes: Vec::new(),
        markers,
        bad_id: None,
    };
    sink.framed(write);
    match sink.bad_id {
        Some(text) => Err(text),
        None => Ok(sink.bytes),
    }
}

impl Sink {
    /// Length, elements, a closing zero.
    fn framed(&mut self, write: impl FnOnce(&mut Object<'_>)) {
        let start = self.bytes.len();
        self.bytes.extend([0; 4]);
        write(&mut Object { sink: self });
        self.bytes.push(0);
        // Documents of more than 2 GB do not fit in memory before they overflow here.
        let length = u32::try_from(self.bytes.len() - start).unwrap_or(u32::MAX);
        self.bytes[start..start + 4].copy_from_slice(&length.to_le_bytes());
    }

    fn key(&mut self, kind: u8, key: &str) {
        self.bytes.push(kind);
        self.bytes.extend(key.as_bytes());
        self.bytes.push(0);
    }

    fn sized(&mut self, length: usize) {
        let length = u32::try_from(length).unwrap_or(u32::MAX);
        self.bytes.extend(length.to_le_bytes());
    }
}

impl Object<'_> {
    /// `$ID` and `$Type`, the first two keys of every object.
    pub(super) fn head(&mut self, id: &str, object_type: &str) {
        self.id("$ID", id);
        self.text("$Type", object_type);
    }

    pub(super) fn text(&mut self, key: &str, text: &str) {
        self.sink.key(0x02, key);
        self.sink.sized(text.len() + 1);
        self.sink.bytes.extend(text.as_bytes());
        self.sink.bytes.push(0);
    }

    /// An id given as text.
    pub(super) fn id(&mut self, key: &str, id: &str) {
        let bytes = match Guid::from_text(id) {
            Some(guid) => *guid.as_bytes(),
            None => {
                self.sink.bad_id.get_or_insert_with(|| id.to_owned());
                [0; 16]
            }
        };
        self.binary(key, &bytes);
    }

    pub(super) fn binary(&mut self, key: &str, bytes: &[u8]) {
        self.sink.key(0x05, key);
        self.sink.sized(bytes.len());
        self.sink.bytes.push(0);
        self.sink.bytes.extend(bytes);
    }

    pub(super) fn flag(&mut self, key: &str, flag: bool) {
        self.sink.key(0x08, key);
        self.sink.bytes.push(flag.into());
    }

    pub(super) fn number(&mut self, key: &str, number: i64) {
        self.sink.key(0x12, key);
        self.sink.bytes.extend(number.to_le_bytes());
    }

    /// Milliseconds since 1970.
    pub(super) fn time(&mut self, key: &str, time: i64) {
        self.sink.key(0x09, key);
        self.sink.bytes.extend(time.to_le_bytes());
    }

    pub(super) fn null(&mut self, key: &str) {
        self.sink.key(0x0A, key);
    }

    pub(super) fn object(&mut self, key: &str, write: impl FnOnce(&mut Object<'_>)) {
        self.sink.key(0x03, key);
        self.sink.framed(write);
    }

    /// A list of documents.
    pub(super) fn objects<T>(
        &mut self,
        key: &str,
        marker: Marker,
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Object<'_>, T),
    ) {
        self.list(key, marker, items, |list, key, item| {
            list.object(key, |object| write(object, item));
        });
    }

    /// A list of names.
    pub(super) fn texts<'t>(&mut self, key: &str, items: impl IntoIterator<Item = &'t str>) {
        self.list(key, Marker::References, items, |list, key, item| {
            list.text(key, item);
        });
    }

    /// A list of ids given as text.
    pub(super) fn ids<'t>(&mut self, key: &str, items: impl IntoIterator<Item = &'t str>) {
        self.list(key, Marker::References, items, |list, key, item| {
            list.id(key, item);
        });
    }

    fn list<T>(
        &mut self,
        key: &str,
        marker: Marker,
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Object<'_>, &str, T),
    ) {
        self.sink.key(0x04, key);
        self.sink.framed(|list| {
            let mut at = 0_usize;
            if list.sink.markers {
                list.sink.key(0x10, "0");
                list.sink.bytes.extend((marker as i32).to_le_bytes());
                at = 1;
            }
            for item in items {
                write(list, &at.to_string(), item);
                at += 1;
            }
        });
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Marker, document};

    #[test]
    fn the_bytes_are_those_of_the_specification() {
        let bytes = document(true, |object| {
            object.id("$ID", "aafd4e3a-b3aa-49d5-bdf2-cda6e0b58627");
            object.flag("f", true);
            object.number("n", -2);
            object.null("z");
            object.texts("l", ["é"]);
        })
        .unwrap();
        let mut expected = vec![76, 0, 0, 0];
        expected.extend(b"\x05$ID\0\x10\0\0\0\0");
        expected.extend([0x3A, 0x4E, 0xFD, 0xAA, 0xAA, 0xB3, 0xD5, 0x49]);
        expected.extend([0xBD, 0xF2, 0xCD, 0xA6, 0xE0, 0xB5, 0x86, 0x27]);
        expected.extend(b"\x08f\0\x01");
        expected.extend(b"\x12n\0\xFE\xFF\xFF\xFF\xFF\xFF\xFF\xFF");
        expected.extend(b"\x0Az\0");
        expected.extend(b"\x04l\0\x16\0\0\0\x100\0\x01\0\0\0\x021\0\x03\0\0\0\xC3\xA9\0\0\0");
        expected[0] = u8::try_from(expected.len()).unwrap();
        assert_eq!(bytes, expected);
    }

    #[test]
    fn lists_of_archives_have_no_marker() {
        let bytes = document(false, |object| {
            object.objects("l", Marker::Children, [()], |_, ()| {});
        })
        .unwrap();
        assert_eq!(bytes, b"\x15\0\0\0\x04l\0\x0d\0\0\0\x030\0\x05\0\0\0\0\0\0");
    }

    #[test]
    fn an_id_that_is_none_is_told() {
        let told = document(true, |object| object.head("no id", "T$T"));
        assert_eq!(told, Err("no id".to_owned()));
    }
}
