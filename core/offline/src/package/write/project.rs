//! Project files (package formats, 3 and 9): `.mpr` in one file or with `mprcontents`, and module packages.

use std::{collections::BTreeMap, fs, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD};
use mendix_deploy_model::{
    Error, ErrorCode, Result,
    models::AppModel,
    packages::{ModelEncoding, ProjectFormat, ProjectSpec},
};
use rusqlite::{Connection, MAIN_DB, params};
use sha2::{Digest, Sha256};

use super::{
    form::Form,
    ids::derived,
    units::{Unit, units},
    views::as_project,
    zip::{self, Content},
};
use crate::package::{
    bson::Guid,
    subject::{Subject, shown},
};

/// Name of the project file in a module package.
const IN_PACKAGE: &str = "project.mpr";

/// Writes the project that `spec` describes. `path` is the `.mpr` or `.mpk`; `mprcontents` goes beside it.
///
/// # Errors
///
/// `file.failed` when a file cannot be written; otherwise as [`project_files`].
pub fn write_project(path: impl AsRef<Path>, spec: &ProjectSpec) -> Result<()> {
    let path = path.as_ref();
    let name = path
        .file_name()
        .map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
    let shown = path.display().to_string();
    let subject = Subject(&shown);
    let folder = path.parent().unwrap_or(Path::new(""));
    for (name, bytes) in project_files(&name, spec)? {
        let file = folder.join(name);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(|error| subject.unwritable(error))?;
        }
        fs::write(&file, bytes).map_err(|error| subject.unwritable(error))?;
    }
    Ok(())
}

/// The files of the project that `spec` describes, by their path from the folder of `name`, the `.mpr` or `.mpk`.
///
/// Units that the model lists as unread are in the index and have no contents.
///
/// # Errors
///
/// `input.invalid` when an id is no GUID, an element's module is not in the model, or an option asks for what the format
/// or the model does not have.
pub fn project_files(name: &str, spec: &ProjectSpec) -> Result<BTreeMap<String, Vec<u8>>> {
    let subject = Subject(name);
    let encoding = spec.encoding.unwrap_or(ModelEncoding::Modern);
    let format = spec.format.unwrap_or(ProjectFormat::SingleFile);
    let model = spec.model.as_ref().ok_or_else(|| {
        subject.error(
            ErrorCode::InputInvalid,
            "the project has no model: give one",
        )
    })?;
    let is_split = format == ProjectFormat::Split;
    if !is_split && (spec.stale_units.is_some() || !spec.missing_units.is_empty()) {
        return Err(subject.error(
            ErrorCode::InputInvalid,
            "only a split project has stale or missing units",
        ));
    }
    let seen = as_project(model, encoding);
    let form = Form {
        encoding,
        is_deployed: false,
    };
    let units = units(&seen, form, |object| object.flag("IsSystemProject", false))?;
    let version = version(&seen, encoding, is_split);
    let index =
        database(&units, &seen, &version, is_split).map_err(|error| subject.unwritable(error))?;
    match format {
        ProjectFormat::SingleFile => Ok(BTreeMap::from([(name.to_owned(), index)])),
        ProjectFormat::ModulePackage => {
            let entries = BTreeMap::from([
                (IN_PACKAGE.to_owned(), Content::Bytes(index)),
                (
                    "package.xml".to_owned(),
                    Content::Bytes(manifest(&seen).into_bytes()),
                ),
            ]);
            let bytes =
                zip::write(Vec::new(), &entries).map_err(|error| subject.unwritable(error))?;
            Ok(BTreeMap::from([(name.to_owned(), bytes)]))
        }
        ProjectFormat::Split => {
            let mut files = contents(&units, spec, subject)?;
            files.insert("mprcontents/mprname".to_owned(), name.into());
            files.insert(name.to_owned(), index);
            Ok(files)
        }
    }
}

/// The version of Studio Pro: the model's, or one that writes this format and encoding.
fn version(model: &AppModel, encoding: ModelEncoding, is_split: bool) -> String {
    let default = match encoding {
        ModelEncoding::Mendix4 => "4.4.4",
        ModelEncoding::Mendix5 => "5.6.0",
        ModelEncoding::Modern if is_split => "11.6.3",
        ModelEncoding::Modern => "10.6.1.24365",
    };
    model
        .mendix_version
        .clone()
        .unwrap_or_else(|| default.to_owned())
}

/// The bytes of the SQLite file.
fn database(
    units: &[Unit],
    model: &AppModel,
    version: &str,
    is_split: bool,
) -> rusqlite::Result<Vec<u8>> {
    let connection = Connection::open_in_memory()?;
    let columns = "UnitID BLOB PRIMARY KEY NOT NULL, ContainerID BLOB, ContainmentName TEXT, \
                   TreeConflict LONG, ContentsHash TEXT, ContentsConflicts TEXT";
    let schema_hash = format!("{{SHA256}}{}", hash(version.as_bytes()));
    if is_split {
        connection.execute_batch(&format!(
            "CREATE TABLE Unit ({columns});
             CREATE TABLE _MetaData (_FormatVersion INTEGER, _ProductVersion TEXT, _BuildVersion TEXT, _SchemaHash TEXT);
             CREATE TABLE _Transaction (LastTransactionID TEXT);"
        ))?;
        connection.execute(
            "INSERT INTO _MetaData VALUES (2, ?1, ?1, ?2)",
            params![version, schema_hash],
        )?;
        connection.execute(
            "INSERT INTO _Transaction VALUES (?1)",
            params![derived("transaction", version)],
        )?;
    } else {
        connection.execute_batch(&format!(
            "CREATE TABLE Unit ({columns}, Contents BLOB);
             CREATE TABLE _MetaData (_ProductVersion TEXT, _BuildVersion TEXT, _SchemaHash TEXT);"
        ))?;
        connection.execute(
            "INSERT INTO _MetaData VALUES (?1, ?1, ?2)",
            params![version, schema_hash],
        )?;
    }
    let insert = if is_split {
        "INSERT INTO Unit VALUES (?1, ?2, ?3, 0, ?4, '')"
    } else {
        "INSERT INTO Unit VALUES (?1, ?2, ?3, 0, ?4, '', ?5)"
    };
    let mut statement = connection.prepare(insert)?;
    let mut add = |id: &str, container: &str, containment: &str, hash: &str, bytes: &[u8]| {
        let (id, container) = (blob(id), blob(container));
        if is_split {
            statement.execute(params![id, container, containment, hash])
        } else {
            statement.execute(params![id, container, containment, hash, bytes])
        }
    };
    for unit in units {
        let hash = hash(&unit.bytes);
        add(
            &unit.id,
            &unit.container,
            unit.containment,
            &hash,
            &unit.bytes,
        )?;
    }
    // Listed and without contents, as they were found.
    for unread in &model.unread {
        let container = units
            .iter()
            .find(|unit| {
                unit.containment == "Modules" && Some(&unit.name) == unread.module.as_ref()
            })
            .or(units.first());
        let container = container.map_or(unread.id.as_str(), |unit| unit.id.as_str());
        let containment = unread.containment.as_deref().unwrap_or("Documents");
        add(&unread.id, container, containment, &hash(&[]), &[])?;
    }
    drop(statement);
    Ok(connection.serialize(MAIN_DB)?.to_vec())
}

/// An id that was checked when its unit was written; zeros for one of a unit that was not.
fn blob(id: &str) -> [u8; 16] {
    Guid::from_text(id).map_or([0; 16], |guid| *guid.as_bytes())
}

fn hash(bytes: &[u8]) -> String {
    STANDARD.encode(Sha256::digest(bytes))
}

/// The unit files of a split project.
fn contents(
    units: &[Unit],
    spec: &ProjectSpec,
    subject: Subject<'_>,
) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut missing = spec.missing_units.clone();
    let mut files = BTreeMap::new();
    for unit in units {
        // A module is told by its domain model.
        let is_named = !matches!(unit.containment, "Modules" | "ProjectDocuments" | "");
        match missing
            .iter()
            .position(|name| is_named && *name == unit.name)
        {
            Some(at) => {
                missing.swap_remove(at);
            }
            None => {
                files.insert(unit_path(&unit.id), unit.bytes.clone());
            }
        }
    }
    if let Some(name) = missing.first() {
        return Err(no_unit(subject, name));
    }
    let live: Vec<&Unit> = units
        .iter()
        .filter(|unit| matches!(unit.containment, "DomainModel" | "Documents"))
        .collect();
    for at in 0..spec.stale_units.unwrap_or(0) {
        let Some(unit) = live.get(usize::try_from(at).unwrap_or(0) % live.len().max(1)) else {
            return Err(subject.error(
                ErrorCode::InputInvalid,
                "the model has no unit that a stale one could resemble",
            ));
        };
        // The id is new, the contents are those of a live unit: what reads it sees everything twice.
        let id = derived(&unit.id, &format!("stale {at}"));
        let mut bytes = unit.bytes.clone();
        if let (Some(place), Some(guid)) = (bytes.get_mut(14..30), Guid::from_text(&id)) {
            place.copy_from_slice(guid.as_bytes());
        }
        files.insert(unit_path(&id), bytes);
    }
    Ok(files)
}

fn no_unit(subject: Subject<'_>, name: &str) -> Error {
    subject.error(
        ErrorCode::InputInvalid,
        format!(
            "the model has no unit {} that could be missing",
            shown(name)
        ),
    )
}

/// `mprcontents/aa/fd/aafd4e3a-….mxunit`.
fn unit_path(id: &str) -> String {
    let id = id.to_ascii_lowercase();
    format!("mprcontents/{}/{}/{id}.mxunit", &id[..2], &id[2..4])
}

/// `package.xml`: of a module package, which names its one module, or else of a package of a whole project.
fn manifest(model: &AppModel) -> String {
    let module = match model.modules.as_slice() {
        [module] => format!("    <module name=\"{}\" />\r\n", escaped(&module.name)),
        _ => String::new(),
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n\
         <package xmlns=\"http://www.mendix.com/package/1.0/\">\r\n  \
         <modelerProject xmlns=\"http://www.mendix.com/modelerProject/1.0/\">\r\n\
         {module}    <projectFile path=\"{IN_PACKAGE}\" />\r\n    <files />\r\n  \
         </modelerProject>\r\n</package>\r\n"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
