//! What reading a package takes of memory: 64 MB at most, for any file up to 1 GB. Resident memory is measured, so that what
//! SQLite allocates counts as well. This test binary starts itself for each file, so that nothing else is measured; the
//! files are sparse, so that a gigabyte is not written.

// The pure library must not; a test that measures a process has to.
#![allow(clippy::disallowed_methods)]

use std::{
    env,
    fs::{self, File, OpenOptions},
    io::{Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    process::Command,
};

use mendix_deploy_offline::package::Package;

use super::{
    objects::{V, id, inner, list, object, text},
    project::support,
    raw::{Entry, with_end},
};

const MIB: u64 = 1024 * 1024;
const GIB: u64 = 1024 * MIB;

/// What is promised, in kilobytes.
const BUDGET: u64 = 64 * 1024;

/// The process that reads. Its instructions come from the environment.
#[test]
#[ignore = "started by the tests of this module"]
fn reader() {
    let Ok(path) = env::var("BUDGET_FILE") else {
        return;
    };
    let before = peak();
    let result = Package::open(path).and_then(|package| package.model());
    let taken = peak() - before;
    let word = match result {
        Ok(_) => "read".to_owned(),
        Err(error) => {
            println!("{error}");
            error.code().as_str().to_owned()
        }
    };
    println!("\nRESULT {word} {taken}");
}

/// The most that was resident so far, in kilobytes.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|it| it.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Reads a file in a process of its own: what comes of it must be `expected`, within the budget.
#[track_caller]
fn check(path: &Path, expected: &str) {
    let name = path.file_name().unwrap().to_string_lossy();
    let output = Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            "package::budget::reader",
            "--ignored",
            "--nocapture",
        ])
        .env("BUDGET_FILE", path)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let result = text.lines().find_map(|line| line.strip_prefix("RESULT "));
    let (word, taken) = result
        .unwrap_or_else(|| panic!("{text}"))
        .split_once(' ')
        .unwrap();
    assert_eq!(word, expected, "{name}: {text}");
    let taken: u64 = taken.parse().unwrap();
    // Reading anything takes some of it: a measurement of nothing would pass as well.
    assert!((1..=BUDGET).contains(&taken), "{name}: {taken} kB");
    println!("{name}: {taken} kB, {word}");
}

fn folder() -> (tempfile::TempDir, impl Fn(&str) -> PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_owned();
    (folder, move |name: &str| path.join(name))
}

/// An archive whose last entry is `start` and then a hole, `size` bytes in all.
fn with_hole(path: &Path, mut entries: Vec<Entry>, name: &str, start: &[u8], size: u64) {
    let mut crc = rawzip::Crc32::new();
    crc.update(start);
    let zeros = vec![0; MIB as usize];
    let mut left = size - start.len() as u64;
    let hole = left;
    while left > 0 {
        let piece = left.min(MIB);
        crc.update(&zeros[..piece as usize]);
        left -= piece;
    }
    let mut large = Entry::stored(name, start);
    large.both(|header| {
        header.crc = crc.checksum();
        header.packed = u32::try_from(size).unwrap();
        header.size = u32::try_from(size).unwrap();
    });
    entries.push(large);
    let mut directory = 0;
    let bytes = with_end(&entries, |end, offset| {
        directory = offset as usize;
        let moved = u32::try_from(u64::from(offset) + hole).unwrap();
        end[16..20].copy_from_slice(&moved.to_le_bytes());
    });
    let mut file = File::create(path).unwrap();
    file.write_all(&bytes[..directory]).unwrap();
    file.seek(SeekFrom::Current(i64::try_from(hole).unwrap()))
        .unwrap();
    file.write_all(&bytes[directory..]).unwrap();
}

/// Metadata of the project that the models are of.
fn metadata_entry() -> Entry {
    let metadata = String::from_utf8(super::raw::metadata()).unwrap();
    let metadata = metadata.replace(r#""ProjectID":"p""#, &format!(r#""ProjectID":"{}""#, id(1)));
    Entry::deflated("model/metadata.json", metadata.as_bytes())
}

/// A `model.mdp` of `size` bytes by its beginning: a project, and images that are the rest.
fn model_of(size: u64) -> Vec<u8> {
    let mut start = object(1, "Projects$Project", &[]);
    let length = size - start.len() as u64;
    let mut images = object(2, "Images$ImageCollection", &[("Image", text("x"))]);
    images[..4].copy_from_slice(&u32::try_from(length).unwrap().to_le_bytes());
    images.pop();
    start.extend(images);
    start
}

#[test]
fn an_archive_with_a_file_of_a_gigabyte() {
    let (_folder, path) = folder();
    let model = Entry::stored("model/model.mdp", object(1, "Projects$Project", &[]));
    with_hole(
        &path("large.mda"),
        vec![metadata_entry(), model],
        "web/large.bin",
        b"",
        GIB - MIB,
    );
    check(&path("large.mda"), "read");
}

#[test]
fn an_archive_whose_model_is_a_gigabyte() {
    let (_folder, path) = folder();
    let size = GIB - MIB;
    let start = model_of(size);
    with_hole(
        &path("model.mda"),
        vec![metadata_entry()],
        "model/model.mdp",
        &start,
        size,
    );
    check(&path("model.mda"), "read");
}

/// A megabyte of file that is a gigabyte of model.
#[test]
fn an_archive_that_is_a_bomb() {
    let (_folder, path) = folder();
    let size = GIB - MIB;
    let start = model_of(size);
    let pieces = (size - start.len() as u64) / MIB;
    let last = (size - start.len() as u64) % MIB;
    let zeros = vec![0; MIB as usize];
    let mut crc = rawzip::Crc32::new();
    crc.update(&start);
    (0..pieces).for_each(|_| crc.update(&zeros));
    crc.update(&zeros[..last as usize]);
    // Pieces that were flushed follow each other as they are.
    let piece = |bytes: &[u8]| {
        let mut encoder =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.flush().unwrap();
        encoder.get_ref().clone()
    };
    let mut data = piece(&start);
    data.extend(piece(&zeros).repeat(pieces as usize));
    data.extend(piece(&zeros[..last as usize]));
    data.extend([3, 0]); // the last block, empty
    let mut entry = Entry::stored("model/model.mdp", data);
    entry.both(|header| {
        header.method = 8;
        header.crc = crc.checksum();
        header.size = u32::try_from(size).unwrap();
    });
    let bytes = super::raw::archive(&[metadata_entry(), entry]);
    assert!(bytes.len() < 2 * MIB as usize);
    fs::write(path("bomb.mda"), bytes).unwrap();
    check(&path("bomb.mda"), "read");
}

/// A project with as many units as are accepted, nothing of which is wanted.
fn many_units(path: &Path, split: bool) {
    let units = support::units();
    if split {
        support::split(path, &units);
    } else {
        support::single(path, &units);
    }
    let page = support::document(9, "Forms$Page", &[]);
    let hex: String = page.iter().map(|byte| format!("{byte:02x}")).collect();
    let contents = if split {
        String::new()
    } else {
        format!(", x'{hex}'")
    };
    let columns = if split { "" } else { ", Contents" };
    let connection = rusqlite::Connection::open(path).unwrap();
    connection
        .execute_batch(&format!(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 99990) \
             INSERT INTO Unit (UnitID, ContainerID, ContainmentName{columns}) \
             SELECT unhex(printf('%032x', i + 1000)), (SELECT UnitID FROM Unit WHERE rowid = 2), \
             'Documents'{contents} FROM n"
        ))
        .unwrap();
}

/// The file as long as `size`: SQLite is told of pages that nothing uses.
fn lengthened(path: &Path, size: u64) {
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .open(path)
        .unwrap();
    let pages = u32::try_from(size / 4096).unwrap();
    file.seek(SeekFrom::Start(28)).unwrap();
    file.write_all(&pages.to_be_bytes()).unwrap();
    file.set_len(size).unwrap();
}

#[test]
fn a_project_file_of_a_gigabyte() {
    let (_folder, path) = folder();
    many_units(&path("many.mpr"), false);
    lengthened(&path("many.mpr"), GIB);
    check(&path("many.mpr"), "read");
}

/// Units of the largest size, with more in them than is kept of a model.
#[test]
fn a_project_with_more_than_is_kept() {
    let (_folder, path) = folder();
    let attribute = inner(
        4,
        "DomainModels$Attribute",
        &[("GUID", V::Id(5)), ("Name", text("A"))],
    );
    let entity = inner(
        7,
        "DomainModels$EntityImpl",
        &[
            ("GUID", V::Id(8)),
            ("Name", text("E")),
            (
                "MaybeGeneralization",
                inner(6, "DomainModels$NoGeneralization", &[]),
            ),
            ("Attributes", list(&vec![attribute; 70_000])),
        ],
    );
    let domain = object(
        9,
        "DomainModels$DomainModel",
        &[("Entities", list(&[entity]))],
    );
    assert!(
        (7 * MIB..8 * MIB).contains(&(domain.len() as u64)),
        "{}",
        domain.len()
    );
    let mut units = support::units();
    for n in 20..24 {
        let mut bytes = domain.clone();
        // A unit says its own id first: length of the document, then type, name, length and subtype of `$ID`.
        bytes[14..30].fill(n);
        units.push(support::Unit {
            id: n,
            container: 2,
            containment: "DomainModel",
            bytes,
        });
    }
    support::single(&path("dense.mpr"), &units);
    lengthened(&path("dense.mpr"), GIB);
    check(&path("dense.mpr"), "package.too_large");
}

#[test]
fn a_split_project_with_units_of_a_gigabyte() {
    let (_folder, path) = folder();
    many_units(&path("split.mpr"), true);
    let units = support::units();
    let lengthened = |at: usize| {
        let file = path(&units[at].file());
        let file = OpenOptions::new().write(true).open(file).unwrap();
        file.set_len(GIB).unwrap();
    };
    // A page, of which only the beginning is read; the 99,990 others are not there.
    lengthened(5);
    check(&path("split.mpr"), "package.too_large");
    let few = path("few");
    fs::create_dir(&few).unwrap();
    let few = few.join("split.mpr");
    support::split(&few, &units);
    let file = few.with_file_name(units[5].file());
    OpenOptions::new()
        .write(true)
        .open(file)
        .unwrap()
        .set_len(GIB)
        .unwrap();
    check(&few, "read");
    // A constant, which is wanted.
    let file = few.with_file_name(units[4].file());
    OpenOptions::new()
        .write(true)
        .open(file)
        .unwrap()
        .set_len(GIB)
        .unwrap();
    check(&few, "package.too_large");
}

/// SQLite needs a file that is inside another one in memory, so it may not be large there.
#[test]
fn a_project_inside_a_zip() {
    let (_folder, path) = folder();
    many_units(&path("inside.mpr"), false);
    lengthened(&path("inside.mpr"), 20 * MIB);
    let bytes = fs::read(path("inside.mpr")).unwrap();
    let entry = Entry::deflated("inside.mpr", &bytes);
    fs::write(path("inside.zip"), super::raw::archive(&[entry])).unwrap();
    check(&path("inside.zip"), "read");
    with_hole(
        &path("claims.zip"),
        Vec::new(),
        "claims.mpr",
        &bytes[..512],
        GIB - MIB,
    );
    check(&path("claims.zip"), "package.too_large");
}
