//! HOCON from outside: files in order, includes, substitutions, variables. The last definition of a key wins, objects are
//! merged, `${?NAME}` keeps what stood there before when nothing has that name.
//!
//! Every value knows its file, line and column, and what it overrode; that is why this is no library's parser.

mod parse;
mod resolve;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub(crate) use crate::configuration::yaml::shown;
pub(crate) use resolve::{Leaf, LeafKind, Resolved, Source};

use crate::configuration::yaml::Mark;

/// Largest text of all files together, in bytes.
pub(crate) const LARGEST: usize = 1024 * 1024;

/// Why files are not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) file: Option<String>,
    pub(crate) at: Option<Mark>,
    pub(crate) message: String,
    /// Whether other readers stumble here too. Otherwise it is a bound of ours.
    pub(crate) is_syntax: bool,
}

/// What the files and variables say.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// The values, by path.
    pub(crate) root: Resolved,
    /// Names that substitutions ask for, with the paths of the values that do, in the order met.
    pub(crate) asked: BTreeMap<String, Vec<Vec<String>>>,
    /// Includes of files that were not handed in.
    pub(crate) missing: Vec<String>,
}

/// Reads files in order, with the variables of the process.
///
/// A file that another one includes is read where it is included, and not once more in its own place.
pub(crate) fn read(
    files: &[(&str, &str)],
    variables: &BTreeMap<&str, &str>,
) -> Result<Reading, Problem> {
    let size: usize = files.iter().map(|(_, text)| text.len()).sum();
    if size > LARGEST {
        return Err(Problem {
            file: None,
            at: None,
            message: format!("have {size} bytes; at most {LARGEST} are read"),
            is_syntax: false,
        });
    }
    resolve::resolve(files, variables)
}
