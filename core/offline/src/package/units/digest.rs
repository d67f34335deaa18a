//! Digests of parts of a model that are not read further: only for telling that they changed.
//!
//! Keys count in the order of their names, because their order in a file differs between versions. Ids count by the order
//! in which they are met, so that a digest sees which object refers to which, and not how they are called.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::fault::{Fault, Result};
use crate::package::{
    bson::{Document, Element, Guid, Value},
    hex::hex,
};

/// Most elements of nested documents that are sorted at once, and most ids met in one object. Bounds memory: real objects
/// have some thousands.
const MAX_ELEMENTS: usize = 50_000;

/// What the modeller says and where things stand on the canvas: neither changes what happens.
const SKIPPED: [&str; 19] = [
    "AllowedModuleRoles",
    "AllowedUserRoles",
    "AutoGenerateCaption",
    "BackgroundColor",
    "Caption",
    "DestinationBezierVector",
    "DestinationConnectionIndex",
    "Documentation",
    "ExportLevel",
    "Line",
    "MarkAsUsed",
    "ModelerAllowedUserRoles",
    "Name",
    "OriginBezierVector",
    "OriginConnectionIndex",
    "QualifiedName",
    "RelativeMiddlePoint",
    "Size",
    "StableId",
];

/// Space for sorting, used again from object to object.
#[derive(Default)]
pub(super) struct Scratch<'a> {
    elements: Vec<Element<'a>>,
    ids: BTreeMap<Guid, u32>,
}

/// What of an object counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sieve {
    /// Everything but documentation.
    Words,
    /// What a microflow does.
    Logic,
}

/// A digest over objects in the order in which they are added.
#[derive(Default)]
pub(super) struct Objects {
    hasher: Sha256,
}

impl Objects {
    /// Adds an object.
    pub(super) fn add<'a>(
        &mut self,
        object: Document<'a>,
        sieve: Sieve,
        scratch: &mut Scratch<'a>,
    ) -> Result<()> {
        scratch.elements.clear();
        scratch.ids.clear();
        self.document(object, sieve, scratch, true)
    }

    /// Adds a text.
    pub(super) fn text(&mut self, text: &str) {
        self.tagged(b's', text.as_bytes());
    }

    /// SHA-256 in lower-case hexadecimal.
    pub(super) fn finish(self) -> String {
        hex(&self.finish_bytes())
    }

    /// SHA-256.
    pub(super) fn finish_bytes(self) -> [u8; 32] {
        self.hasher.finalize().into()
    }

    fn document<'a>(
        &mut self,
        object: Document<'a>,
        sieve: Sieve,
        scratch: &mut Scratch<'a>,
        is_outermost: bool,
    ) -> Result<()> {
        let start = scratch.elements.len();
        for element in object.elements() {
            let element = element?;
            let is_skipped = match sieve {
                Sieve::Words => element.key == "Documentation",
                // The name of a parameter or a variable counts, that of the microflow itself does not.
                Sieve::Logic => {
                    SKIPPED.binary_search(&element.key).is_ok()
                        && (is_outermost || element.key != "Name")
                }
            };
            if !is_skipped {
                if scratch.elements.len() == MAX_ELEMENTS {
                    return Err(Fault::TooLarge);
                }
                scratch.elements.push(element);
            }
        }
        // Stable, so that a key given twice counts in the file's order.
        scratch.elements[start..].sort_by_key(|element| element.key);
        self.hasher.update(b"{");
        for at in start..scratch.elements.len() {
            let element = scratch.elements[at];
            self.text(element.key);
            self.value(element.value, sieve, scratch)?;
        }
        scratch.elements.truncate(start);
        self.hasher.update(b"}");
        Ok(())
    }

    fn value<'a>(
        &mut self,
        value: Value<'a>,
        sieve: Sieve,
        scratch: &mut Scratch<'a>,
    ) -> Result<()> {
        match value {
            Value::Double(number) => self.tagged(b'd', &number.to_le_bytes()),
            Value::String(text) => self.text(text),
            Value::Document(document) => self.document(document, sieve, scratch, false)?,
            Value::Array(array) => {
                self.hasher.update(b"[");
                for item in array.items() {
                    let item = item?.value;
                    if sieve == Sieve::Logic && is_remark(item)? {
                        continue;
                    }
                    self.value(item, sieve, scratch)?;
                }
                self.hasher.update(b"]");
            }
            Value::Binary(bytes) => match Guid::from_bytes(bytes) {
                Some(id) => {
                    let next = u32::try_from(scratch.ids.len()).map_err(|_| Fault::TooLarge)?;
                    if scratch.ids.len() == MAX_ELEMENTS {
                        return Err(Fault::TooLarge);
                    }
                    let order = *scratch.ids.entry(id).or_insert(next);
                    self.tagged(b'i', &order.to_le_bytes());
                }
                None => self.tagged(b'b', bytes),
            },
            Value::Boolean(value) => self.tagged(b't', &[value.into()]),
            Value::DateTime(time) => self.tagged(b'm', &time.to_le_bytes()),
            Value::Null => self.hasher.update(b"n"),
            Value::Int32(number) => self.tagged(b'l', &i64::from(number).to_le_bytes()),
            Value::Int64(number) => self.tagged(b'l', &number.to_le_bytes()),
        }
        Ok(())
    }

    fn tagged(&mut self, tag: u8, bytes: &[u8]) {
        self.hasher.update([tag]);
        self.hasher.update((bytes.len() as u64).to_le_bytes());
        self.hasher.update(bytes);
    }
}

/// A remark on the canvas, or the line that ties it to something.
fn is_remark(value: Value<'_>) -> Result<bool> {
    Ok(match value {
        Value::Document(document) => matches!(
            document.object_type()?,
            "Microflows$Annotation" | "Microflows$AnnotationFlow"
        ),
        _ => false,
    })
}
