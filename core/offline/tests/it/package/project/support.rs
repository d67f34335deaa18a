//! Small projects, written with SQLite and BSON by hand: the library's own writer would cancel mistakes of its reader.

use std::{fs, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD};
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

/// The table of a project in one file.
pub(in crate::package) const SINGLE: &str = "CREATE TABLE Unit (UnitID BLOB PRIMARY KEY NOT NULL, ContainerID BLOB, \
    ContainmentName TEXT, TreeConflict LONG, ContentsHash TEXT, ContentsConflicts TEXT, Contents BLOB)";

/// The index of a project with `mprcontents`.
pub(in crate::package) const SPLIT: &str = "CREATE TABLE Unit (UnitID BLOB PRIMARY KEY NOT NULL, ContainerID BLOB, \
    ContainmentName TEXT, TreeConflict LONG, ContentsHash TEXT, ContentsConflicts TEXT)";

pub(in crate::package) const METADATA: &str = "CREATE TABLE _MetaData (_ProductVersion TEXT, _BuildVersion TEXT, _SchemaHash TEXT); \
     INSERT INTO _MetaData VALUES ('10.24.15.93102', '', '')";

/// A value of a BSON document.
pub(in crate::package) enum Bson {
    Text(&'static str),
    Id(u8),
    Empty,
}

/// A BSON document that starts as Mendix's do.
pub(in crate::package) fn document(
    id: u8,
    object_type: &'static str,
    rest: &[(&str, Bson)],
) -> Vec<u8> {
    let mut body = Vec::new();
    let head = [("$ID", Bson::Id(id)), ("$Type", Bson::Text(object_type))];
    for (key, value) in head.iter().chain(rest) {
        body.push(match value {
            Bson::Text(_) => 2,
            Bson::Id(_) => 5,
            Bson::Empty => 10,
        });
        body.extend(key.bytes());
        body.push(0);
        match value {
            Bson::Text(text) => {
                body.extend((text.len() as u32 + 1).to_le_bytes());
                body.extend(text.bytes());
                body.push(0);
            }
            Bson::Id(id) => {
                body.extend(16u32.to_le_bytes());
                body.push(0);
                body.extend([*id; 16]);
            }
            Bson::Empty => {}
        }
    }
    let mut bytes = (body.len() as u32 + 5).to_le_bytes().to_vec();
    bytes.extend(body);
    bytes.push(0);
    bytes
}

/// A unit: its id, where it hangs, its bytes.
pub(in crate::package) struct Unit {
    pub(in crate::package) id: u8,
    pub(in crate::package) container: u8,
    pub(in crate::package) containment: &'static str,
    pub(in crate::package) bytes: Vec<u8>,
}

impl Unit {
    pub(in crate::package) fn hash(&self) -> String {
        STANDARD.encode(Sha256::digest(&self.bytes))
    }

    /// `mprcontents/aa/aa/aaaaaaaa-….mxunit`.
    pub(in crate::package) fn file(&self) -> String {
        let text = text(self.id);
        format!("mprcontents/{}/{}/{text}.mxunit", &text[..2], &text[2..4])
    }
}

/// The GUID whose bytes are all `id`.
pub(in crate::package) fn text(id: u8) -> String {
    let hex = format!("{id:02x}").repeat(16);
    format!(
        "{}-{}-{}-{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..]
    )
}

pub(in crate::package) const ROOT: u8 = 1;
pub(in crate::package) const CONSTANT: u8 = 5;

/// A project of one module with a constant in a folder and a page.
pub(in crate::package) fn units() -> Vec<Unit> {
    let unit = |id, container, containment, bytes| Unit {
        id,
        container,
        containment,
        bytes,
    };
    vec![
        unit(ROOT, ROOT, "", document(ROOT, "Projects$Project", &[])),
        unit(
            2,
            ROOT,
            "Modules",
            document(2, "Projects$ModuleImpl", &[("Name", Bson::Text("Orders"))]),
        ),
        unit(
            3,
            2,
            "Folders",
            document(3, "Projects$Folder", &[("Name", Bson::Text("Shop"))]),
        ),
        unit(
            4,
            2,
            "DomainModel",
            document(4, "DomainModels$DomainModel", &[]),
        ),
        unit(
            CONSTANT,
            3,
            "Documents",
            document(
                CONSTANT,
                "Constants$Constant",
                &[
                    ("Name", Bson::Text("ApiUrl")),
                    ("DataType", Bson::Text("String")),
                    ("DefaultValue", Bson::Text("https://example.org")),
                    ("Documentation", Bson::Empty),
                ],
            ),
        ),
        unit(
            6,
            3,
            "Documents",
            document(6, "Forms$Page", &[("Name", Bson::Text("Home"))]),
        ),
    ]
}

/// Runs statements in a new SQLite file.
pub(in crate::package) fn database(path: &Path, statements: &str) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch(statements).unwrap();
    connection
}

/// Writes a project in one file.
pub(in crate::package) fn single(path: &Path, units: &[Unit]) {
    let connection = database(path, &format!("{SINGLE}; {METADATA}"));
    for unit in units {
        connection
            .execute(
                "INSERT INTO Unit VALUES (?1, ?2, ?3, 0, ?4, '', ?5)",
                params![
                    [unit.id; 16],
                    [unit.container; 16],
                    unit.containment,
                    unit.hash(),
                    unit.bytes
                ],
            )
            .unwrap();
    }
}

/// Writes the index of a split project only.
pub(in crate::package) fn index(path: &Path, units: &[Unit]) {
    let connection = database(path, &format!("{SPLIT}; {METADATA}"));
    for unit in units {
        connection
            .execute(
                "INSERT INTO Unit VALUES (?1, ?2, ?3, 0, ?4, '')",
                params![
                    [unit.id; 16],
                    [unit.container; 16],
                    unit.containment,
                    unit.hash()
                ],
            )
            .unwrap();
    }
}

/// Writes a split project.
pub(in crate::package) fn split(path: &Path, units: &[Unit]) {
    index(path, units);
    for unit in units {
        let file = path.with_file_name(unit.file());
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, &unit.bytes).unwrap();
    }
}

/// Everything in a folder: names, sizes, times.
pub(in crate::package) fn listing(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let metadata = entry.metadata().unwrap();
            found.push(format!(
                "{} {} {:?}",
                entry.path().display(),
                metadata.len(),
                metadata.modified().unwrap()
            ));
            if metadata.is_dir() {
                open.push(entry.path());
            }
        }
    }
    found.sort();
    found
}
