//! What a document looks like, before any format.

/// A laid-out document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// The heading of the whole.
    pub title: String,
    /// What follows, in order.
    pub blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading of a part.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A paragraph that must not be overlooked.
    Note(Tone, String),
    /// Sentences, one below the other.
    List(Vec<String>),
    /// Names and values.
    Pairs(Vec<(String, String)>),
    /// Text that is copied and run, such as a query: its language, and its lines as they are.
    Code(String, String),
    /// A table.
    Table(Table),
}

/// How a note is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// All is well.
    Good,
    /// Worth knowing.
    Info,
    /// Probably not meant.
    Warning,
    /// Forbids something or has gone wrong.
    Error,
}

/// A table. The last column may be long and is the one that wraps.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Headings; all of them empty: none are shown.
    pub columns: Vec<String>,
    /// Rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// One text per column.
    Cells(Vec<String>),
    /// A line across all columns.
    Rule(String),
}

impl Page {
    /// An empty page.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            blocks: Vec::new(),
        }
    }

    /// Adds a block.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Adds a heading and a list under it, unless the list is empty.
    pub fn section(&mut self, heading: &str, items: Vec<String>) {
        if !items.is_empty() {
            self.push(Block::Heading(heading.to_owned()));
            self.push(Block::List(items));
        }
    }
}

impl Tone {
    /// The word in front of a note.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Good => "ok",
            Self::Info => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}
