//! Compares what this library reads from real packages with what an independent decoder wrote down about them.
//!
//! `cargo xtask agree [FOLDER]` runs it. FOLDER holds packages (`*.mda`, `*.mpr`, `*.mpk`, zipped split projects `*.zip`),
//! recorded `metadata*.json` and `model.mdp` files, catalogues of databases (`database-catalogue.sql`), scripts of database
//! statements (`*_database_commands.sql`), recorded starts of the buildpacks (JSON with `env` and `expected`), and beside them folders `expected` with `<name>.inventory.json`. An
//! inventory belongs to a file when both carry the same commit in their names (`deployment-d8aaedf2/metadata.json`,
//! `01-v1-d8aaedf2.inventory.json`), or else when it is the only one in that project with the same project id and Mendix
//! version; to a model only when it was also made from that kind of file. A comparison `<one>--<other>.diff.json` belongs to
//! the models of those two inventories. Exits 1 on a disagreement, when an inventory of a
//! model was held against nothing, and when there was nothing to compare.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a command-line program

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use mendix_deploy_model::{
    models::AppModel,
    packages::{PackageFormat, PackageInfo},
};
use mendix_deploy_offline::package::{ArchiveBuilder, Package, read_info, read_model};
use serde_json::Value;

mod catalogue;
mod configurations;
pub(crate) mod differences;
mod inventory;
mod scripts;

pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

const INVENTORY: &str = ".inventory.json";
const DIFFERENCES: &str = ".diff.json";

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
    /// How many changes have a row that recorded comparisons have no word for.
    pub(crate) not_recorded: BTreeMap<String, usize>,
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

    /// Counts each element of either side once.
    pub(crate) fn each(
        &mut self,
        family: &'static str,
        case: &str,
        ours: &BTreeSet<String>,
        theirs: &BTreeSet<String>,
    ) {
        let [agreed, total, empty] = self.families.entry(family).or_default();
        let both = ours.intersection(theirs).count();
        *agreed += both;
        *total += ours.union(theirs).count();
        if ours.is_empty() && theirs.is_empty() {
            *agreed += 1;
            *total += 1;
            *empty += 1;
        }
        for only in ours.difference(theirs) {
            self.disagreements
                .push(format!("{case}: {family}: only found by us: {only}"));
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
        for (row, count) in &self.not_recorded {
            println!("changes of row {row}, for which recordings have no word: {count}");
        }
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
    let mut compared = BTreeSet::new();
    let mut models: BTreeMap<PathBuf, Vec<(String, AppModel)>> = BTreeMap::new();
    for file in &files {
        let name = name_of(file);
        if name == catalogue::FILE {
            let shown = shown(folder, file);
            match catalogue::check(&shown, file, &files, &mut tally) {
                Ok(true) => {}
                Ok(false) => tally.without_expectation.push(shown),
                Err(error) => tally
                    .disagreements
                    .push(format!("{shown}: cannot be read: {error}")),
            }
        } else if name.ends_with(scripts::END) {
            scripts::check(&shown(folder, file), file, &mut tally)?;
        } else if configurations::is_recording(file) {
            configurations::check(&shown(folder, file), file, &mut tally)?;
            continue;
        }
        let Some(read) = read(file) else {
            continue;
        };
        let shown = shown(folder, file);
        let what = match read {
            Ok(what) => what,
            Err(error) => {
                tally
                    .disagreements
                    .push(format!("{shown}: cannot be read: {error}"));
                continue;
            }
        };
        let mut has_expectation = false;
        if let Some(info) = &what.info {
            for (inventory, expected) in inventories_for(file, info, &files)? {
                has_expectation = true;
                let case = format!("{shown} against {}", name_of(inventory));
                compare(&case, info, &expected, &mut tally);
            }
        }
        if let Some(model) = &what.model {
            for (inventory, expected) in models_for(file, model, &files)? {
                has_expectation = true;
                let case = format!("{shown} against {}", name_of(inventory));
                inventory::compare(&case, model, &expected, &mut tally);
                compared.insert(inventory);
                models
                    .entry(inventory.clone())
                    .or_default()
                    .push((shown.clone(), model.clone()));
            }
        }
        if !has_expectation {
            tally.without_expectation.push(shown);
        }
    }
    for file in &files {
        if name_of(file).ends_with(INVENTORY)
            && !compared.contains(file)
            && inventory(file)?["entities"].is_object()
        {
            let shown = shown(folder, file);
            tally
                .disagreements
                .push(format!("{shown}: no file was read that it describes"));
        }
    }
    for file in &files {
        if let Some(pair) = name_of(file).strip_suffix(DIFFERENCES) {
            compare_pair(&shown(folder, file), file, pair, &models, &mut tally)?;
        }
    }
    Ok(tally)
}

/// Compares the models of both files that a recorded comparison is of: `<one>--<other>.diff.json` belongs to those whose
/// inventories are `<one>.inventory.json` and `<other>.inventory.json`.
fn compare_pair(
    shown: &str,
    file: &Path,
    pair: &str,
    models: &BTreeMap<PathBuf, Vec<(String, AppModel)>>,
    tally: &mut Tally,
) -> Result<()> {
    let recorded = inventory(file)?;
    let of = |name: &str| models.get(&file.with_file_name(format!("{name}{INVENTORY}")));
    let sides = pair
        .split_once("--")
        .and_then(|(before, after)| of(before).zip(of(after)));
    let Some((before, after)) = sides else {
        tally
            .disagreements
            .push(format!("{shown}: no files were read that it compares"));
        return Ok(());
    };
    for (before_name, before) in before {
        for (after_name, after) in after {
            let case = format!("{before_name} with {after_name} against {shown}");
            differences::check(&case, before, after, &recorded, tally);
        }
    }
    Ok(())
}

fn shown(folder: &Path, file: &Path) -> String {
    file.strip_prefix(folder)
        .unwrap_or(file)
        .display()
        .to_string()
}

/// What was read from a file.
struct Read {
    /// What its metadata says.
    info: Option<PackageInfo>,
    model: Option<AppModel>,
}

/// Reads a file that we are for; `None` for others.
fn read(file: &Path) -> Option<Result<Read>> {
    let name = name_of(file);
    if name.starts_with("metadata") && name.ends_with(".json") {
        let info = read_metadata(file);
        return Some(info.map(|info| Read {
            info: Some(info),
            model: None,
        }));
    }
    if name == "model.mdp" {
        return Some(read_recorded_model(file).map(|model| Read {
            info: None,
            model: Some(model),
        }));
    }
    let is_package = [".mda", ".mpr", ".mpk", ".zip"]
        .iter()
        .any(|end| name.ends_with(end));
    is_package.then(|| {
        let package = Package::open(file)?;
        let is_archive = package.info().format == PackageFormat::Archive;
        Ok(Read {
            info: is_archive.then(|| package.info().clone()),
            model: Some(package.model()?),
        })
    })
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

/// A recorded `model.mdp`, put into an archive with the metadata that stands beside it.
fn read_recorded_model(file: &Path) -> Result<AppModel> {
    let archive = ArchiveBuilder::new("recorded")
        .entry(
            "model/metadata.json",
            fs::read(file.with_file_name("metadata.json"))?,
        )
        .entry("model/model.mdp", fs::read(file)?);
    Ok(read_model(&name_of(file), &archive.to_bytes()?)?)
}

/// The inventories of a file's project: those in the nearest folder `expected` beside the file or above. With them the
/// file's path in its project.
fn beside<'a>(file: &Path, files: &'a [PathBuf]) -> (String, Vec<&'a PathBuf>) {
    let found = file.ancestors().skip(1).find_map(|project| {
        let expected = project.join("expected");
        let beside: Vec<&PathBuf> = files
            .iter()
            .filter(|other| {
                other.parent() == Some(&expected) && name_of(other).ends_with(INVENTORY)
            })
            .collect();
        (!beside.is_empty()).then_some((project, beside))
    });
    let (project, beside) = found.unwrap_or((file, Vec::new()));
    let path = file.strip_prefix(project).unwrap_or(file);
    (path.to_string_lossy().into_owned(), beside)
}

fn inventory(file: &Path) -> Result<Value> {
    let bytes = fs::read(file)?;
    Ok(serde_json::from_slice(&bytes).map_err(|error| format!("{}: {error}", name_of(file)))?)
}

/// The inventories that describe the constants and events of `file`.
fn inventories_for<'a>(
    file: &Path,
    info: &PackageInfo,
    files: &'a [PathBuf],
) -> Result<Vec<(&'a PathBuf, Value)>> {
    let (path, beside) = beside(file, files);
    let commits = commits(&path);
    let mut by_commit = Vec::new();
    let mut by_version = Vec::new();
    for file in beside {
        let value = inventory(file)?;
        if self::commits(&name_of(file))
            .intersection(&commits)
            .next()
            .is_some()
        {
            by_commit.push((file, value));
        } else if text(&value, "project_id") == Some(&info.project_id)
            && text(&value, "mendix_version") == Some(&info.runtime_version)
        {
            by_version.push((file, value));
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

/// The inventories that describe the model of `file`: of the same commit, and made from the same kind of file.
fn models_for<'a>(
    file: &Path,
    model: &AppModel,
    files: &'a [PathBuf],
) -> Result<Vec<(&'a PathBuf, Value)>> {
    let (path, beside) = beside(file, files);
    let commits = commits(&path);
    let mut found = Vec::new();
    for file in beside {
        if self::commits(&name_of(file)).is_disjoint(&commits) {
            continue;
        }
        let value = inventory(file)?;
        if text(&value, "format") == Some(inventory::format(model.source)) {
            found.push((file, value));
        }
    }
    Ok(found)
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
