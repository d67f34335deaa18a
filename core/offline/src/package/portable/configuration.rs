//! What the files in `etc` say about constants, settings and environment variables.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    ErrorCode, Result,
    packages::{PortableConfiguration, PortableConstant, PortableSetting},
};
use rawzip::ReaderAt;

use super::{
    hocon::{self, Settings, Value},
    layout::{CONSTANTS, DEFAULTS, Layout, SETTINGS},
};
use crate::package::subject::Subject;

/// Largest file in `etc`; a constant takes some hundred bytes.
const MAX_FILE: u64 = 1024 * 1024;

/// The object that holds constants.
const OBJECT: [&str; 3] = ["runtime", "params", "MicroflowConstants"];

/// How a portable package of `length` bytes takes its configuration.
pub(in crate::package) fn configuration<R: ReaderAt>(
    reader: R,
    length: u64,
    subject: Subject<'_>,
) -> Result<PortableConfiguration> {
    let layout = Layout::find(reader, length, subject)?;
    let mut constants: BTreeMap<String, (Option<String>, Vec<String>)> = BTreeMap::new();
    let mut settings = Vec::new();
    let mut unread = Vec::new();
    // The order in which the package itself reads them.
    for known in [DEFAULTS, SETTINGS, CONSTANTS] {
        let Some((_, name, entry)) = layout.files.iter().find(|(file, ..)| *file == known) else {
            continue;
        };
        let bytes = layout.archive.read(name, *entry, MAX_FILE, subject)?;
        let file = parse(known, &bytes, subject)?;
        unread.extend(
            file.unread
                .iter()
                .map(|line| format!("{known}, line {line}")),
        );
        for (path, value) in file.settings {
            match (constant(&path), value) {
                (Some(name), Value::Text(text)) => {
                    let constant = constants.entry(name).or_default();
                    // A definition replaces what stood there before, also what a variable would have set.
                    *constant = (Some(text), Vec::new());
                }
                (Some(name), Value::Variable(variable)) => {
                    constants.entry(name).or_default().1.push(variable);
                }
                (None, Value::Variable(variable)) => settings.push(PortableSetting {
                    path: path.join("."),
                    variable,
                }),
                (None, Value::Text(_)) => {}
            }
        }
    }
    Ok(PortableConfiguration {
        constants: constants
            .into_iter()
            .map(|(name, (default_value, variables))| PortableConstant {
                name,
                default_value,
                variables,
            })
            .collect(),
        settings,
        unread,
    })
}

fn parse(known: &str, bytes: &[u8], subject: Subject<'_>) -> Result<Settings> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        subject
            .error(
                ErrorCode::PackageMetadataInvalid,
                format!("{known} is not UTF-8"),
            )
            .with_source(error)
    })?;
    hocon::read(text).ok_or_else(|| {
        subject.error(
            ErrorCode::PackageTooLarge,
            format!("{known} has more settings than a package can have"),
        )
    })
}

/// The constant that a path means.
fn constant(path: &[String]) -> Option<String> {
    let name = path.strip_prefix(&OBJECT.map(str::to_owned)[..])?;
    // Unquoted, the dot in a constant's name makes two keys of it.
    (!name.is_empty()).then(|| name.join("."))
}
