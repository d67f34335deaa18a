//! The index of a project: which units there are and where each hangs (package formats, 3.1 to 3.3).

use mendix_deploy_model::{ErrorCode, Result};
use rusqlite::types::ValueRef;

use super::database::{self, Database};
use crate::package::{
    bson::Guid,
    subject::{Subject, shown},
    units::Place,
};

/// Most units of a project; the largest apps have some twenty thousand.
const MAX_UNITS: usize = 100_000;

/// Most different containment names; Mendix 11 has eight.
const MAX_CONTAINMENTS: usize = 256;

/// Longest text that the index may hold where it holds short words.
const MAX_TEXT: usize = 128;

/// What a project's index says.
pub(super) struct Index {
    /// Version of Studio Pro, as it stands there.
    pub(super) version: String,
    /// Whether the units' contents are in the file itself.
    pub(super) has_contents: bool,
    pub(super) root: Guid,
    /// In the order in which they are to be read.
    pub(super) units: Vec<Unit>,
    containments: Vec<String>,
}

/// A row of the index.
pub(super) struct Unit {
    pub(super) row: i64,
    pub(super) id: Guid,
    container: Guid,
    containment: u8,
}

impl Index {
    pub(super) fn place(&self, unit: &Unit) -> Place<'_> {
        Place {
            id: unit.id,
            container: unit.container,
            containment: &self.containments[usize::from(unit.containment)],
        }
    }

    /// Reads the index, one row at a time.
    pub(super) fn read(database: &Database, subject: Subject<'_>) -> Result<Self> {
        let Some(columns) = columns(database, "Unit", subject)? else {
            return Err(subject
                .error(
                    ErrorCode::PackageFormatUnsupported,
                    "this is an SQLite file, but no Mendix project: it has no table Unit",
                )
                .with_remedy("Use the project's .mpr file."));
        };
        let has = |name: &str| columns.iter().any(|column| column == name);
        for name in ["UnitID", "ContainerID", "ContainmentName"] {
            if !has(name) {
                return Err(invalid(
                    subject,
                    &format!("its table Unit has no column {name}"),
                ));
            }
        }
        let mut index = Self {
            version: version(database, subject)?,
            has_contents: has("Contents"),
            root: Guid::from_bytes(&[0; 16]).unwrap_or_else(|| unreachable!("16 bytes")),
            units: Vec::new(),
            containments: Vec::new(),
        };
        index.rows(database, subject)?;
        index.find_root(subject)?;
        index.order();
        Ok(index)
    }

    fn rows(&mut self, database: &Database, subject: Subject<'_>) -> Result<()> {
        let failed = |error| database::failed(error, subject);
        // An index of the file could claim other values than its table.
        let mut statement = database
            .connection
            .prepare("SELECT rowid, UnitID, ContainerID, ContainmentName FROM Unit NOT INDEXED")
            .map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            if self.units.len() == MAX_UNITS {
                return Err(subject.error(
                    ErrorCode::PackageTooLarge,
                    format!("its index has more than {MAX_UNITS} units"),
                ));
            }
            let number: i64 = row.get(0).map_err(failed)?;
            let guid = |column: usize| match row.get_ref(column) {
                Ok(ValueRef::Blob(bytes)) => Guid::from_bytes(bytes),
                _ => None,
            };
            let Some((id, container)) = guid(1).zip(guid(2)) else {
                return Err(invalid(
                    subject,
                    &format!(
                        "row {number} of its index has no unit id or no container id of 16 bytes"
                    ),
                ));
            };
            let containment = match row.get_ref(3).map_err(failed)? {
                ValueRef::Null => "",
                ValueRef::Text(text) if text.len() <= MAX_TEXT => std::str::from_utf8(text)
                    .map_err(|_| {
                        invalid(subject, &format!("unit {id} hangs where no text says"))
                    })?,
                _ => {
                    return Err(invalid(
                        subject,
                        &format!("unit {id} hangs where no short text says"),
                    ));
                }
            };
            let containment = self.containment(containment, subject)?;
            self.units.push(Unit {
                row: number,
                id,
                container,
                containment,
            });
        }
        Ok(())
    }

    fn containment(&mut self, name: &str, subject: Subject<'_>) -> Result<u8> {
        let at = match self.containments.iter().position(|known| known == name) {
            Some(at) => at,
            None => {
                self.containments.push(name.to_owned());
                self.containments.len() - 1
            }
        };
        u8::try_from(at).map_err(|_| {
            subject.error(
                ErrorCode::PackageTooLarge,
                format!("its index names more than {MAX_CONTAINMENTS} ways of containment"),
            )
        })
    }

    /// The unit that contains itself.
    fn find_root(&mut self, subject: Subject<'_>) -> Result<()> {
        let mut roots = self.units.iter().filter(|unit| unit.id == unit.container);
        match (roots.next(), roots.next()) {
            (Some(root), None) => self.root = root.id,
            (None, _) => {
                return Err(invalid(
                    subject,
                    "its index has no root: no unit contains itself",
                ));
            }
            (Some(a), Some(b)) => {
                return Err(invalid(
                    subject,
                    &format!("its index has two roots, {} and {}", a.id, b.id),
                ));
            }
        }
        self.units.sort_unstable_by_key(|unit| unit.id);
        let twice = self
            .units
            .windows(2)
            .find(|pair| pair[0].id == pair[1].id)
            .map(|pair| pair[0].id);
        match twice {
            Some(id) => Err(invalid(
                subject,
                &format!("its index lists unit {id} more than once"),
            )),
            None => Ok(()),
        }
    }

    /// Settings come before what they decide about; the rest as it lies in the file.
    fn order(&mut self) {
        let first: Vec<bool> = self
            .containments
            .iter()
            .map(|name| matches!(name.as_str(), "" | "ProjectDocuments"))
            .collect();
        self.units
            .sort_unstable_by_key(|unit| (!first[usize::from(unit.containment)], unit.row));
    }
}

/// The version of Studio Pro that wrote the project.
fn version(database: &Database, subject: Subject<'_>) -> Result<String> {
    let columns = columns(database, "_MetaData", subject)?.unwrap_or_default();
    // The second name is told of old files.
    let Some(column) = ["_ProductVersion", "MendixVersion"]
        .into_iter()
        .find(|name| columns.iter().any(|column| column == name))
    else {
        return Err(invalid(
            subject,
            "it does not say which version of Studio Pro wrote it: no column _ProductVersion in a table _MetaData",
        ));
    };
    let failed = |error| database::failed(error, subject);
    let mut statement = database
        .connection
        .prepare(&format!(
            "SELECT \"{column}\" FROM \"_MetaData\" NOT INDEXED LIMIT 2"
        ))
        .map_err(failed)?;
    let mut rows = statement.query([]).map_err(failed)?;
    let mut versions = Vec::new();
    while let Some(row) = rows.next().map_err(failed)? {
        if let ValueRef::Text(text) = row.get_ref(0).map_err(failed)?
            && text.len() <= MAX_TEXT
            && let Ok(text) = std::str::from_utf8(text)
            && !text.is_empty()
            && !text.chars().any(char::is_control)
        {
            versions.push(text.to_owned());
        }
    }
    match versions.as_slice() {
        [version] => Ok(version.clone()),
        _ => Err(invalid(
            subject,
            "it does not say which version of Studio Pro wrote it: its table _MetaData has not one row with a version",
        )),
    }
}

/// The columns of an ordinary table; `None` when there is no such table.
///
/// Views, virtual tables and computed columns are not what Studio Pro writes, and could make SQLite do anything.
fn columns(database: &Database, table: &str, subject: Subject<'_>) -> Result<Option<Vec<String>>> {
    let failed = |error| database::failed(error, subject);
    let mut statement = database
        .connection
        .prepare("SELECT type, sql FROM sqlite_schema WHERE name = ?1 COLLATE NOCASE LIMIT 1")
        .map_err(failed)?;
    let mut rows = statement.query([table]).map_err(failed)?;
    let Some(row) = rows.next().map_err(failed)? else {
        return Ok(None);
    };
    let text = |column| {
        row.get_ref(column)
            .ok()
            .and_then(|value| value.as_str().ok())
    };
    let is_ordinary = text(0) == Some("table")
        && text(1).is_some_and(|sql| {
            sql.get(..13)
                .is_some_and(|start| start.eq_ignore_ascii_case("CREATE TABLE "))
        });
    if !is_ordinary {
        return Err(invalid(
            subject,
            &format!("{table} is not an ordinary table"),
        ));
    }
    let mut columns = Vec::new();
    let mut statement = database
        .connection
        .prepare(&format!("PRAGMA table_xinfo('{table}')"))
        .map_err(failed)?;
    let mut rows = statement.query([]).map_err(failed)?;
    while let Some(row) = rows.next().map_err(failed)? {
        let name: String = row.get("name").map_err(failed)?;
        if row.get::<_, i64>("hidden").map_err(failed)? != 0 {
            return Err(invalid(
                subject,
                &format!("column {} of {table} is computed", shown(&name)),
            ));
        }
        columns.push(name);
    }
    Ok(Some(columns))
}

fn invalid(subject: Subject<'_>, message: &str) -> mendix_deploy_model::Error {
    subject.error(ErrorCode::PackageModelInvalid, message)
}
