//! Environment variables of the buildpacks: what each of them says in the landscape.

use std::collections::BTreeMap;

use mendix_deploy_model::{configurations::VariableMeaning, landscapes::TextValue};
use serde_json::Value as Json;

use super::{
    given::{Given, Input},
    importer::{Importer, Secrecy},
    known::{self, Known},
    report::Entry,
};
use crate::{
    configuration::names::{CONSTANT_PREFIX, LAUNCHER, SETTING_PREFIX},
    landscape::reader::join,
};

const DATABASE: &str = "MXRUNTIME_Database";

/// How the sources of the database in one environment get on with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sources {
    /// There is one, or none.
    Agree,
    /// A URL, and `MXRUNTIME_Database…` without host and name: today there is no database.
    Crippled,
    /// A URL, and a complete set of `MXRUNTIME_Database…`: today the set is used.
    Settings,
}

impl Importer<'_> {
    /// Reads the variables of one process, in the order in which it gets them.
    pub(super) fn variables(&mut self, inputs: &[Input]) {
        let sources = sources(inputs);
        let endpoint = inputs.iter().any(|input| input.name == "DATABASE_ENDPOINT");
        let mut entries: Vec<(String, Entry)> = Vec::new();
        let mut logging = false;
        // What a variable of its own says wins over the documents, wherever they stand.
        let documents = ["CONSTANTS", "CUSTOM_RUNTIME_SETTINGS"];
        let is_document = |input: &&Input| documents.contains(&input.name.as_str());
        let ordered = inputs
            .iter()
            .enumerate()
            .filter(|(_, input)| is_document(input))
            .chain(
                inputs
                    .iter()
                    .enumerate()
                    .filter(|(_, input)| !is_document(input)),
            );
        let last: BTreeMap<&str, usize> = inputs
            .iter()
            .enumerate()
            .map(|(at, input)| (input.name.as_str(), at))
            .collect();
        let mut spellings: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for name in last.keys() {
            if let Some(setting) = name.strip_prefix(SETTING_PREFIX) {
                spellings
                    .entry(setting.replace('_', "."))
                    .or_default()
                    .push(name);
            }
        }
        for (at, input) in ordered {
            if last.get(input.name.as_str()) != Some(&at) {
                let entry = self.open(input);
                let why = "the same variable stands again further down and wins";
                self.report
                    .ignore(entry, why, Some("Remove one of the two."));
                continue;
            }
            if is_document(&input) {
                self.document(input);
                continue;
            }
            let entry = self.open(input);
            entries.push((input.name.clone(), entry));
            self.twice(entry, input, &spellings);
            match input.name.as_str() {
                "DATABASE_URL" | "DATABASE_ENDPOINT" => {
                    self.url(entry, input, sources, endpoint);
                }
                name if name.starts_with(DATABASE) && sources == Sources::Crippled => {
                    self.report.doubt(
                        entry,
                        "any MXRUNTIME_Database variable makes the buildpack ignore the database's URL, so that today the app has no database; the URL says it already",
                        Some("Remove the variable."),
                    );
                }
                name if name.starts_with("LOGGING_CONFIG") => {
                    if logging {
                        let why = "the buildpack reads only the first LOGGING_CONFIG variable";
                        self.report
                            .ignore(entry, why, Some("Put all log nodes into one."));
                    } else {
                        logging = true;
                        self.levels(entry, input);
                    }
                }
                name if name.starts_with(SETTING_PREFIX) => self.setting(entry, input),
                name if name.starts_with(CONSTANT_PREFIX) && !LAUNCHER.contains(&name) => {
                    self.constant_variable(entry, input);
                }
                _ => self.other(entry, input),
            }
        }
        self.judge_storage(&entries);
        self.judge_passwords(&entries);
    }

    /// The same setting in another spelling.
    fn twice(&mut self, entry: Entry, input: &Input, spellings: &BTreeMap<String, Vec<&str>>) {
        let other = input
            .name
            .strip_prefix(SETTING_PREFIX)
            .and_then(|name| spellings.get(&name.replace('_', ".")))
            .and_then(|names| names.iter().find(|name| **name != input.name));
        if let Some(other) = other {
            let why = format!("{other} sets the same: which of the two wins is not defined");
            self.report
                .doubt(entry, &why, Some("Remove one of the two."));
        }
    }

    fn url(&mut self, entry: Entry, input: &Input, sources: Sources, endpoint: bool) {
        if input.name == "DATABASE_URL" && endpoint {
            let why = "DATABASE_ENDPOINT is copied over it before anything reads it";
            self.report.ignore(entry, why, None);
            return;
        }
        match sources {
            Sources::Settings => {
                let why = "any MXRUNTIME_Database variable makes the buildpack ignore the URL, and here they name the database";
                self.report
                    .ignore(entry, why, Some("Give the database in one place only."));
                return;
            }
            Sources::Crippled => self.report.note(
                entry,
                "the MXRUNTIME_Database variables beside it are left out, which cancel it today",
            ),
            Sources::Agree => {}
        }
        if input.name == "DATABASE_ENDPOINT" {
            self.report.note(
                entry,
                "only the Docker buildpack knows DATABASE_ENDPOINT; everywhere it is DATABASE_URL",
            );
        }
        self.set_url(entry, &input.value, true);
    }

    /// `MXRUNTIME_…`.
    fn setting(&mut self, entry: Entry, input: &Input) {
        let written = &input.name[SETTING_PREFIX.len()..];
        if let Some(names) = &self.names {
            let reading = names.read(&input.name);
            if reading.meaning == VariableMeaning::ConstantAsSetting {
                let right = reading.correction.unwrap_or_default();
                self.report.doubt(
                    entry,
                    &format!("it does not set the constant: it makes a runtime setting that nobody reads, and today the constant keeps its default; taken as the constant, which {right} sets"),
                    Some("Check the value: with the landscape it takes effect for the first time."),
                );
                for name in reading.names {
                    self.set_constant(entry, &name, &input.value);
                }
                return;
            }
        }
        let name = written.replace('_', ".");
        if written == "MicroflowConstants" {
            let why =
                "it replaces the whole map of constants by a text, which the runtime cannot use";
            self.report
                .ignore(entry, why, Some("Write the values under `constants`."));
            return;
        }
        if self.names.is_none() && self.constant_by_mistake(&name) {
            let right = format!("{CONSTANT_PREFIX}{}", name.replace('.', "_"));
            self.report.doubt(
                entry,
                &format!("it looks like the constant {name} and would not set it: it makes a runtime setting that nobody reads, and today the constant keeps its default; taken as the constant, which {right} sets"),
                Some("Check that the model has this constant, and its value: with the landscape it takes effect for the first time."),
            );
            self.set_constant(entry, &name, &input.value);
            return;
        }
        if written.contains('_') && written.contains('.') {
            self.report.note(
                entry,
                "shells cannot export a name with a dot, Docker and Cloud Foundry can",
            );
        }
        self.set_setting(entry, &name, &input.value);
    }

    /// `MX_…`.
    fn constant_variable(&mut self, entry: Entry, input: &Input) {
        let name = input.name.as_str();
        if let Some(names) = &self.names {
            let reading = names.read(name);
            let mistake = match reading.meaning {
                VariableMeaning::Constant if reading.names.len() > 1 => {
                    let constants = reading.names.join(" and ");
                    self.report.note(
                        entry,
                        &format!("it sets {constants} alike, as they share the variable"),
                    );
                    None
                }
                VariableMeaning::Constant => None,
                VariableMeaning::WrongCase => Some("the case differs from the constant's variable"),
                VariableMeaning::Dotted => Some("it has a dot where the constant's variable has _"),
                VariableMeaning::OtherComposition => {
                    Some("its accented letters are composed otherwise than the constant's")
                }
                _ => {
                    let known = self.options.constants.as_deref().unwrap_or_default();
                    let variables: Vec<String> = known
                        .iter()
                        .map(|constant| crate::configuration::names::mangled(&constant.name))
                        .collect();
                    let hint = self.hint(name, variables.iter().map(String::as_str));
                    self.report.ignore(
                        entry,
                        &format!("the model has no constant of this name, and the buildpack drops it without a word.{hint}"),
                        Some("Correct the name, or remove it."),
                    );
                    return;
                }
            };
            if let Some(why) = mistake {
                let why = format!(
                    "{why}: today the buildpack ignores it and the constant keeps its default"
                );
                self.report.doubt(
                    entry,
                    &why,
                    Some("Check the value: with the landscape it takes effect for the first time."),
                );
            }
            for constant in reading.names {
                self.set_constant(entry, &constant, &input.value);
            }
            return;
        }
        let body = &name[CONSTANT_PREFIX.len()..];
        let at: Vec<usize> = body
            .match_indices(['_', '.'])
            .map(|(at, _)| at)
            .filter(|at| *at > 0 && *at + 1 < body.len())
            .collect();
        match at.as_slice() {
            [only] => {
                let constant = format!("{}.{}", &body[..*only], &body[only + 1..]);
                self.report.doubt(
                    entry,
                    &format!("it can only mean {constant}; without the model nobody knows whether there is such a constant"),
                    Some("Give the package's constants to the import."),
                );
                self.set_constant(entry, &constant, &input.value);
            }
            [] => {
                self.report
                    .ignore(entry, "no constant has such a variable", None);
            }
            several => {
                let mut meant: Vec<String> = several
                    .iter()
                    .map(|at| format!("{}.{}", &body[..*at], &body[at + 1..]))
                    .take(4)
                    .collect();
                let last = meant.pop().unwrap_or_default();
                self.report.doubt(
                    entry,
                    &format!(
                        "it may mean {} or {last}, which only the model tells; kept as a variable",
                        meant.join(", ")
                    ),
                    Some("Give the package's constants to the import."),
                );
                self.set_variable(entry, name, &input.value);
            }
        }
    }

    /// `CONSTANTS` and `CUSTOM_RUNTIME_SETTINGS`: one entry for each member.
    fn document(&mut self, input: &Input) {
        let is_constants = input.name == "CONSTANTS";
        let members = match input.value.literal().map(serde_json::from_str::<Json>) {
            Some(Ok(Json::Object(members))) if !members.is_empty() => members,
            Some(Ok(Json::Object(_))) => {
                let entry = self.open(input);
                self.report.ignore(entry, "it is empty", None);
                return;
            }
            Some(_) => {
                let entry = self.open(input);
                let effect = if is_constants {
                    "the container fails to start"
                } else {
                    "the buildpack ignores it, or fails to start"
                };
                let why = format!("it is no JSON object: {effect}");
                self.report.ignore(entry, &why, Some("Correct the JSON."));
                return;
            }
            None => {
                let entry = self.open(input);
                self.plain(entry, &input.value);
                return;
            }
        };
        for (name, value) in &members {
            let mut member = input.clone();
            member.name = join(&input.name, name);
            let entry = self.open(&member);
            if is_constants {
                match value {
                    Json::Null => {
                        self.report
                            .ignore(entry, "null leaves the model's default", None)
                    }
                    Json::String(text) => self.set_constant(entry, name, &Given::text(text)),
                    other => self.set_constant(entry, name, &Given::text(other.to_string())),
                }
            } else {
                self.set_json_setting(entry, name, value);
            }
        }
    }

    /// Everything that is neither a constant nor a runtime setting.
    fn other(&mut self, entry: Entry, input: &Input) {
        let name = input.name.as_str();
        if self.surroundings(entry, input) || (name.starts_with("S3_") && self.set_s3(entry, input))
        {
            return;
        }
        match known::variable(name) {
            Some(Known::Ignored(why)) => self.report.ignore(entry, why, None),
            Some(Known::Mistake(why, suggestion)) => {
                self.report.ignore(entry, why, Some(suggestion));
            }
            Some(Known::Kept(why)) => {
                self.report.note(entry, why);
                self.set_variable(entry, name, &input.value);
            }
            None if known::is_no_variable(name) => self.report.ignore(
                entry,
                "a key of a secret that becomes a variable of this name is read by nobody",
                Some("Name the key after the variable it is meant for, such as DATABASE_URL."),
            ),
            None => {
                let hint = self.hint(name, known::names());
                self.report.doubt(
                    entry,
                    &format!(
                        "the buildpacks do not know it; kept as a variable of the process.{hint}"
                    ),
                    Some("Remove it if nothing in the app reads it."),
                );
                self.set_variable(entry, name, &input.value);
            }
        }
    }

    fn judge_passwords(&mut self, entries: &[(String, Entry)]) {
        let find = |name: &str| entries.iter().rev().find(|(known, _)| known == name);
        let Some((_, admin)) = find("ADMIN_PASSWORD") else {
            return;
        };
        let (why, what) = if find("M2EE_PASSWORD").is_some() {
            (
                "with M2EE_PASSWORD set, the buildpack does not give it to the user MxAdmin",
                "Set MxAdmin's password through the administrative interface.",
            )
        } else {
            (
                "it is also the password of the administrative interface, which answers from outside under /_mxadmin/",
                "Set a separate `administration.portPassword`.",
            )
        };
        self.report.note(*admin, why);
        self.report.suggest(*admin, what);
    }

    /// A text or reference for `administration`, `license` and the like.
    pub(super) fn secret_text(
        &mut self,
        entry: Entry,
        path: &str,
        value: &Given,
    ) -> Option<TextValue> {
        let text = self.text(entry, path, value, Secrecy::Secret)?;
        self.report.became(entry, path);
        Some(text)
    }
}

fn sources(inputs: &[Input]) -> Sources {
    let has = |name: &str| {
        inputs.iter().any(|input| {
            input
                .name
                .strip_prefix(SETTING_PREFIX)
                .is_some_and(|setting| setting == name)
        })
    };
    let url = inputs
        .iter()
        .any(|input| matches!(input.name.as_str(), "DATABASE_URL" | "DATABASE_ENDPOINT"));
    let stray = inputs.iter().any(|input| input.name.starts_with(DATABASE));
    match (url, stray) {
        (true, true) if has("DatabaseJdbcUrl") || has("DatabaseHost") && has("DatabaseName") => {
            Sources::Settings
        }
        (true, true) => Sources::Crippled,
        _ => Sources::Agree,
    }
}
