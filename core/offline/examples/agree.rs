//! Compares what this library reads from real packages with what an independent decoder wrote down about them.
//!
//! `cargo xtask agree [FOLDER]` runs it. FOLDER holds deployment archives (`*.mda`), recorded `metadata*.json` files and
//! beside them folders `expected` with `<name>.inventory.json`. An inventory belongs to a file when both carry the same
//! commit in their names (`deployment-d8aaedf2/metadata.json`, `01-v1-d8aaedf2.inventory.json`), or else when it is the
//! only one in that project with the same project id and Mendix version. Exits 1 on a disagreement, and when there was
//! nothing to compare.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a command-line program

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use mendix_deploy_model::packages::PackageInfo;
use mendix_deploy_offline::package::{ArchiveBuilder, Package, read_info};
use serde_json::Value;

pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

const INVENTORY: &str = ".inventory.json";

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1) else {
        eprintln!("usage: agree FOLDER");
        return ExitCode::FAILURE;
    };
    match compare_all(Path::new(&folder)) {
        Ok(tally) => tally.print(),
        Err(error) => {
            eprintln!("agree: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Agreed, total and empty-on-both-sides per family, and what to say about single files.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) families: BTreeMap<&'static str, [usize; 3]>,
    pub(crate) disagreements: Vec<String>,
    without_expectation: Vec<String>,
}

impl Tally {
    fn count(
        &mut self,
        family: &'static str,
        case: &str,
        ours: &BTreeSet<String>,
        theirs: &BTreeSet<String>,
    ) {
        let [agreed, total, empty] = self.families.entry(family).or_default();
        *total += 1;
        if ours == theirs {
            *agreed += 1;
            *empty += usize::from(ours.is_empty());
            return;
        }
        for only in ours.difference(theirs) {
            self.disagreements
                .push(format!("{case}: {family}: only read by us: {only}"));
        }
        for only in theirs.difference(ours) {
            self.disagreements
                .push(format!("{case}: {family}: only expected: {only}"));
        }
    }

    fn print(&self) -> ExitCode {
        for file in &self.without_expectation {
            println!("no expectation: {file}");
        }
        for disagreement in &self.disagreements {
            println!("DISAGREES: {disagreement}");
        }
        let (mut all_agreed, mut all) = (0, 0);
        for (family, [agreed, total, empty]) in &self.families {
            println!("{family}: {agreed} / {total} agreed ({empty} of them empty on both sides)");
            all_agreed += agreed;
            all += total;
        }
        println!("all: {all_agreed} / {all} agreed");
        if all == 0 {
            println!("nothing was compared");
        }
        if self.holds() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }

    /// Whether something was compared and nothing disagreed.
    pub(crate) fn holds(&self) -> bool {
        self.disagreements.is_empty() && self.families.values().any(|[_, total, _]| *total > 0)
    }
}

pub(crate) fn compare_all(folder: &Path) -> Result<Tally> {
    let mut files = Vec::new();
    walk(folder, &mut files)?;
    let mut tally = Tally::default();
    for file in &files {
        let name = name_of(file);
        let is_metadata = name.starts_with("metadata") && name.ends_with(".json");
        if !is_metadata && !name.ends_with(".mda") {
            continue;
        }
        let shown = file
            .strip_prefix(folder)
            .unwrap_or(file)
            .display()
            .to_string();
        let read = if is_metadata {
            read_metadata(file)
        } else {
            Package::open(file)
                .map(|package| package.info().clone())
                .map_err(Into::into)
        };
        let info = match read {
            Ok(info) => info,
            Err(error) => {
                tally
                    .disagreements
                    .push(format!("{shown}: cannot be read: {error}"));
                continue;
            }
        };
        let inventories = inventories_for(file, &info, &files)?;
        if inventories.is_empty() {
            tally.without_expectation.push(shown.clone());
        }
        for (inventory_name, inventory) in inventories {
            let case = format!("{shown} against {inventory_name}");
            compare(&case, &info, &inventory, &mut tally);
        }
    }
    Ok(tally)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::path);
    for entry in entries {
        let kind = entry.file_type()?;
        if kind.is_dir() {
            walk(&entry.path(), files)?;
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    Ok(())
}

/// A recorded `metadata.json`, put into an archive of our own so that it takes the same way as a package.
fn read_metadata(file: &Path) -> Result<PackageInfo> {
    let archive = ArchiveBuilder::new("recorded").entry("model/metadata.json", fs::read(file)?);
    Ok(read_info(&name_of(file), &archive.to_bytes()?)?)
}

/// The inventories that describe the model of `file`.
fn inventories_for(
    file: &Path,
    info: &PackageInfo,
    files: &[PathBuf],
) -> Result<Vec<(String, Value)>> {
    let Some((project, beside)) = file.ancestors().skip(1).find_map(|project| {
        let expected = project.join("expected");
        let beside: Vec<&PathBuf> = files
            .iter()
            .filter(|other| {
                other.parent() == Some(&expected) && name_of(other).ends_with(INVENTORY)
            })
            .collect();
        (!beside.is_empty()).then_some((project, beside))
    }) else {
        return Ok(Vec::new());
    };
    let path = file
        .strip_prefix(project)
        .unwrap_or(file)
        .to_string_lossy()
        .into_owned();
    let commits = commits(&path);
    let mut by_commit = Vec::new();
    let mut by_version = Vec::new();
    for inventory in beside {
        let name = name_of(inventory);
        let value: Value = serde_json::from_slice(&fs::read(inventory)?)
            .map_err(|error| format!("{name}: {error}"))?;
        if self::commits(&name).intersection(&commits).next().is_some() {
            by_commit.push((name, value));
        } else if text(&value, "project_id") == Some(&info.project_id)
            && text(&value, "mendix_version") == Some(&info.runtime_version)
        {
            by_version.push((name, value));
        }
    }
    if !by_commit.is_empty() || !commits.is_empty() {
        return Ok(by_commit);
    }
    // Several inventories of one version are several states of the model; none is known to be this file's.
    Ok(if by_version.len() == 1 {
        by_version
    } else {
        Vec::new()
    })
}

/// Abbreviated commits in a name: words of eight hexadecimal digits, as in `deployment-d8aaedf2`.
fn commits(name: &str) -> BTreeSet<String> {
    name.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| word.len() == 8 && word.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .map(str::to_owned)
        .collect()
}

fn compare(case: &str, info: &PackageInfo, inventory: &Value, tally: &mut Tally) {
    let one = |value: &str| BTreeSet::from([value.to_owned()]);
    for (key, ours) in [
        ("project_id", &info.project_id),
        ("mendix_version", &info.runtime_version),
    ] {
        if let Some(theirs) = text(inventory, key) {
            tally.count(
                "project id and Mendix version",
                case,
                &one(ours),
                &one(theirs),
            );
        }
    }
    let (Some(expected), Some(events)) = (
        inventory["constants"].as_object(),
        inventory["scheduled_events"].as_object(),
    ) else {
        tally.disagreements.push(format!(
            "{case}: the inventory has no constants or no scheduled events"
        ));
        return;
    };
    tally.count(
        "scheduled events (name)",
        case,
        &info
            .scheduled_events
            .iter()
            .map(|event| event.name.clone())
            .collect(),
        &events.keys().cloned().collect(),
    );
    tally.count(
        "constants (name and type)",
        case,
        &info
            .constants
            .iter()
            .map(|constant| format!("{}: {}", constant.name, constant.constant_type))
            .collect(),
        &expected
            .iter()
            .map(|(name, constant)| {
                format!("{name}: {}", text(constant, "type").unwrap_or("no type"))
            })
            .collect(),
    );
    // Inventories of `model.mdp` have no defaults, and some recordings mask them. Defaults may be credentials, so a
    // disagreement shows the name only.
    let masked = inventory["masked"].as_bool() == Some(true)
        || inventory["masked"]
            .as_array()
            .is_some_and(|list| !list.is_empty());
    let with_default: Vec<(&String, &str)> = expected
        .iter()
        .filter_map(|(name, constant)| Some((name, text(constant, "default")?)))
        .collect();
    if masked || with_default.is_empty() {
        return;
    }
    let ours: BTreeMap<&str, Option<&str>> = info
        .constants
        .iter()
        .map(|constant| (constant.name.as_str(), constant.default_value.as_deref()))
        .collect();
    let differing: BTreeSet<String> = with_default
        .iter()
        .filter(|(name, default)| ours.get(name.as_str()).copied().flatten() != Some(*default))
        .map(|(name, _)| format!("{name} has another default"))
        .collect();
    let [agreed, total, _] = tally.families.entry("constants (default)").or_default();
    *total += 1;
    if differing.is_empty() {
        *agreed += 1;
    }
    tally
        .disagreements
        .extend(differing.into_iter().map(|name| format!("{case}: {name}")));
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value[key].as_str()
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
