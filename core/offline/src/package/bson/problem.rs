//! Why bytes are not the BSON that was expected.

use std::fmt;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// The bytes end within an element.
    Truncated,
    /// A length field goes beyond the bytes it stands in, or is too small for what it counts.
    Length,
    /// The bytes after a document or a text are not the zero that ends it.
    Terminator,
    /// A name or a text is not UTF-8.
    Utf8,
    /// Documents nest deeper than [`MAX_DEPTH`](super::MAX_DEPTH).
    Depth,
    /// An element type that Mendix does not use.
    ElementType(u8),
    /// A truth value other than 0 and 1.
    Boolean,
    /// A value of another type than the one expected, which is named.
    Expected(&'static str),
    /// A key that must be there is missing.
    Missing(&'static str),
}

/// A problem and the byte where it is, counted from the start of the outermost document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub problem: Problem,
    /// Where.
    pub offset: usize,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Truncated => f.write_str("the bytes end within an element"),
            Self::Length => f.write_str("a length does not fit the bytes it stands in"),
            Self::Terminator => f.write_str("a document or text is not ended by a zero"),
            Self::Utf8 => f.write_str("a text is not UTF-8"),
            Self::Depth => write!(f, "documents nest deeper than {} levels", super::MAX_DEPTH),
            Self::ElementType(byte) => write!(f, "element type {byte:#04x} is not used by Mendix"),
            Self::Boolean => f.write_str("a truth value is neither 0 nor 1"),
            Self::Expected(what) => write!(f, "expected {what}"),
            Self::Missing(key) => write!(f, "{key} is missing"),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (byte {})", self.problem, self.offset)
    }
}

impl std::error::Error for Refusal {}
