//! Documents, their elements and values.

use super::{Guid, Problem, Refusal};

/// Deepest nesting of documents and arrays; real units reach 51 (package formats, 10).
pub const MAX_DEPTH: u16 = 256;

type Result<T> = std::result::Result<T, Refusal>;

/// A document, borrowed.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// Everything between the length and the last zero.
    body: &'a [u8],
    /// Where the body starts in the outermost document.
    offset: usize,
    depth: u16,
}

/// An array, borrowed.
#[derive(Debug, Clone, Copy)]
pub struct Array<'a>(Document<'a>);

/// One element of a document.
#[derive(Debug, Clone, Copy)]
pub struct Element<'a> {
    /// The name.
    pub key: &'a str,
    /// The value.
    pub value: Value<'a>,
    /// Where the value starts in the outermost document.
    pub offset: usize,
}

/// A value. Documents and arrays are checked inside when their elements are read.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// `0x01`.
    Double(f64),
    /// `0x02`.
    String(&'a str),
    /// `0x03`.
    Document(Document<'a>),
    /// `0x04`.
    Array(Array<'a>),
    /// `0x05`, of any subtype.
    Binary(&'a [u8]),
    /// `0x08`.
    Boolean(bool),
    /// `0x09`, milliseconds since 1970.
    DateTime(i64),
    /// `0x0A`.
    Null,
    /// `0x10`.
    Int32(i32),
    /// `0x12`.
    Int64(i64),
}

impl<'a> Document<'a> {
    /// The document that fills `bytes` exactly.
    ///
    /// # Errors
    ///
    /// A length or an end that does not fit.
    pub fn parse(bytes: &'a [u8]) -> Result<Self> {
        let (document, rest) = Self::split(bytes, 0, 1)?;
        if rest.is_empty() {
            Ok(document)
        } else {
            Err(refuse(Problem::Length, 0))
        }
    }

    fn split(bytes: &'a [u8], offset: usize, depth: u16) -> Result<(Self, &'a [u8])> {
        if depth > MAX_DEPTH {
            return Err(refuse(Problem::Depth, offset));
        }
        let (length, _) = take::<4>(bytes, offset)?;
        let length = usize::try_from(i32::from_le_bytes(length))
            .map_err(|_| refuse(Problem::Length, offset))?;
        // The length counts itself and the zero at the end.
        if length < 5 || length > bytes.len() {
            return Err(refuse(Problem::Length, offset));
        }
        let (document, rest) = bytes.split_at(length);
        let [_, _, _, _, body @ .., last] = document else {
            return Err(refuse(Problem::Length, offset));
        };
        if *last != 0 {
            return Err(refuse(Problem::Terminator, offset + length - 1));
        }
        let document = Self {
            body,
            offset: offset + 4,
            depth,
        };
        Ok((document, rest))
    }

    /// Its elements, in order.
    #[must_use]
    pub fn elements(&self) -> Elements<'a> {
        Elements {
            rest: self.body,
            offset: self.offset,
            depth: self.depth,
        }
    }

    /// Where its first element stands in the outermost document.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// The first value with this name.
    ///
    /// # Errors
    ///
    /// An element before it cannot be read.
    pub fn get(&self, key: &str) -> Result<Option<Value<'a>>> {
        for element in self.elements() {
            let element = element?;
            if element.key == key {
                return Ok(Some(element.value));
            }
        }
        Ok(None)
    }

    /// The object's `$Type`, one of the first two keys of every object.
    ///
    /// # Errors
    ///
    /// The first two elements cannot be read or are not what they must be.
    pub fn object_type(&self) -> Result<&'a str> {
        let mut elements = self.elements();
        for _ in 0..2 {
            let Some(element) = elements.next() else {
                break;
            };
            let element = element?;
            if element.key == "$Type" {
                return element.text();
            }
        }
        Err(refuse(Problem::Missing("$Type"), self.offset))
    }

    /// The object's `$ID`, one of the first two keys of every object.
    ///
    /// # Errors
    ///
    /// The first two elements cannot be read or are not what they must be.
    pub fn object_id(&self) -> Result<Guid> {
        let mut elements = self.elements();
        for _ in 0..2 {
            let Some(element) = elements.next() else {
                break;
            };
            let element = element?;
            if element.key == "$ID" {
                return element.guid();
            }
        }
        Err(refuse(Problem::Missing("$ID"), self.offset))
    }
}

impl<'a> Array<'a> {
    /// Its items, in order. A leading int32 is the marker that lists in project units start with and is left out
    /// (package formats, 2.1).
    #[must_use]
    pub fn items(&self) -> Items<'a> {
        Items {
            elements: self.0.elements(),
            at_start: true,
        }
    }
}

impl<'a> Element<'a> {
    /// A text.
    ///
    /// # Errors
    ///
    /// Anything else.
    pub fn text(&self) -> Result<&'a str> {
        match self.value {
            Value::String(text) => Ok(text),
            _ => Err(self.expected("a text")),
        }
    }

    /// A text; `None` when it is empty or null, which is how nothing is referred to.
    ///
    /// # Errors
    ///
    /// Anything else.
    pub fn name(&self) -> Result<Option<&'a str>> {
        match self.value {
            Value::String(text) => Ok((!text.is_empty()).then_some(text)),
            Value::Null => Ok(None),
            _ => Err(self.expected("a text")),
        }
    }

    /// An id.
    ///
    /// # Errors
    ///
    /// Anything but 16 bytes.
    pub fn guid(&self) -> Result<Guid> {
        match self.value {
            Value::Binary(bytes) => Guid::from_bytes(bytes),
            _ => None,
        }
        .ok_or_else(|| self.expected("an id"))
    }

    /// A truth value.
    ///
    /// # Errors
    ///
    /// Anything else.
    pub fn boolean(&self) -> Result<bool> {
        match self.value {
            Value::Boolean(value) => Ok(value),
            _ => Err(self.expected("a truth value")),
        }
    }

    /// A whole number. Some writers use 32 bits where Mendix uses 64.
    ///
    /// # Errors
    ///
    /// Anything else.
    pub fn integer(&self) -> Result<i64> {
        match self.value {
            Value::Int64(value) => Ok(value),
            Value::Int32(value) => Ok(value.into()),
            _ => Err(self.expected("a whole number")),
        }
    }

    /// A document; `None` for null.
    ///
    /// # Errors
    ///
    /// Anything else.
    pub fn document(&self) -> Result<Option<Document<'a>>> {
        match self.value {
            Value::Document(document) => Ok(Some(document)),
            Value::Null => Ok(None),
            _ => Err(self.expected("a document")),
        }
    }

    /// The items of a list; none for null.
    ///
    /// # Errors
    ///
    /// Anything else.
    pub fn items(&self) -> Result<Items<'a>> {
        match self.value {
            Value::Array(array) => Ok(array.items()),
            Value::Null => Ok(Items {
                elements: Elements {
                    rest: &[],
                    offset: self.offset,
                    depth: MAX_DEPTH,
                },
                at_start: true,
            }),
            _ => Err(self.expected("a list")),
        }
    }

    /// The documents of a list.
    ///
    /// # Errors
    ///
    /// Anything else; an item that is not a document is an error when it is reached.
    pub fn documents(&self) -> Result<impl Iterator<Item = Result<Document<'a>>> + use<'a>> {
        Ok(self.items()?.map(|item| {
            let item = item?;
            item.document()?.ok_or_else(|| item.expected("a document"))
        }))
    }

    fn expected(&self, what: &'static str) -> Refusal {
        refuse(Problem::Expected(what), self.offset)
    }
}

/// The elements of a document. Ends after the first error.
#[derive(Debug, Clone)]
pub struct Elements<'a> {
    rest: &'a [u8],
    offset: usize,
    depth: u16,
}

impl<'a> Elements<'a> {
    fn read(&mut self) -> Result<Element<'a>> {
        let [kind, rest @ ..] = self.rest else {
            return Err(refuse(Problem::Truncated, self.offset));
        };
        let start = self.offset;
        let end = rest
            .iter()
            .position(|byte| *byte == 0)
            .ok_or_else(|| refuse(Problem::Truncated, start + 1))?;
        let key = text(&rest[..end], start + 1)?;
        let rest = &rest[end + 1..];
        let offset = start + end + 2;
        let (value, rest) = value(*kind, rest, start, offset, self.depth)?;
        self.offset = offset + (self.rest.len() - (offset - start) - rest.len());
        self.rest = rest;
        Ok(Element { key, value, offset })
    }
}

impl<'a> Iterator for Elements<'a> {
    type Item = Result<Element<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let read = self.read();
        if read.is_err() {
            self.rest = &[];
        }
        Some(read)
    }
}

impl std::iter::FusedIterator for Elements<'_> {}

/// The items of an array, without the list marker. Ends after the first error.
#[derive(Debug, Clone)]
pub struct Items<'a> {
    elements: Elements<'a>,
    at_start: bool,
}

impl<'a> Iterator for Items<'a> {
    type Item = Result<Element<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.elements.next();
        if std::mem::take(&mut self.at_start)
            && matches!(
                next,
                Some(Ok(Element {
                    value: Value::Int32(_),
                    ..
                }))
            )
        {
            return self.elements.next();
        }
        next
    }
}

impl std::iter::FusedIterator for Items<'_> {}

/// The value of an element of type `kind`, and what follows it.
fn value(
    kind: u8,
    rest: &[u8],
    start: usize,
    offset: usize,
    depth: u16,
) -> Result<(Value<'_>, &[u8])> {
    Ok(match kind {
        0x01 => {
            let (bytes, rest) = take::<8>(rest, offset)?;
            (Value::Double(f64::from_le_bytes(bytes)), rest)
        }
        0x02 => {
            let (length, rest) = length(rest, offset)?;
            // The length counts the zero at the end.
            if length == 0 || length > rest.len() {
                return Err(refuse(Problem::Length, offset));
            }
            let (bytes, rest) = rest.split_at(length);
            let [bytes @ .., 0] = bytes else {
                return Err(refuse(Problem::Terminator, offset + 3 + length));
            };
            (Value::String(text(bytes, offset + 4)?), rest)
        }
        0x03 => {
            let (document, rest) = Document::split(rest, offset, depth + 1)?;
            (Value::Document(document), rest)
        }
        0x04 => {
            let (document, rest) = Document::split(rest, offset, depth + 1)?;
            (Value::Array(Array(document)), rest)
        }
        0x05 => {
            let (length, rest) = length(rest, offset)?;
            let ([_subtype], rest) = take::<1>(rest, offset + 4)?;
            if length > rest.len() {
                return Err(refuse(Problem::Length, offset));
            }
            let (bytes, rest) = rest.split_at(length);
            (Value::Binary(bytes), rest)
        }
        0x08 => match take::<1>(rest, offset)? {
            ([byte @ 0..=1], rest) => (Value::Boolean(byte == 1), rest),
            _ => return Err(refuse(Problem::Boolean, offset)),
        },
        0x09 => {
            let (bytes, rest) = take::<8>(rest, offset)?;
            (Value::DateTime(i64::from_le_bytes(bytes)), rest)
        }
        0x0A => (Value::Null, rest),
        0x10 => {
            let (bytes, rest) = take::<4>(rest, offset)?;
            (Value::Int32(i32::from_le_bytes(bytes)), rest)
        }
        0x12 => {
            let (bytes, rest) = take::<8>(rest, offset)?;
            (Value::Int64(i64::from_le_bytes(bytes)), rest)
        }
        other => return Err(refuse(Problem::ElementType(other), start)),
    })
}

fn length(bytes: &[u8], offset: usize) -> Result<(usize, &[u8])> {
    let (length, rest) = take::<4>(bytes, offset)?;
    let length =
        usize::try_from(i32::from_le_bytes(length)).map_err(|_| refuse(Problem::Length, offset))?;
    Ok((length, rest))
}

fn take<const N: usize>(bytes: &[u8], offset: usize) -> Result<([u8; N], &[u8])> {
    bytes
        .split_first_chunk::<N>()
        .map(|(head, rest)| (*head, rest))
        .ok_or_else(|| refuse(Problem::Truncated, offset))
}

fn text(bytes: &[u8], offset: usize) -> Result<&str> {
    std::str::from_utf8(bytes).map_err(|error| refuse(Problem::Utf8, offset + error.valid_up_to()))
}

fn refuse(problem: Problem, offset: usize) -> Refusal {
    Refusal { problem, offset }
}
