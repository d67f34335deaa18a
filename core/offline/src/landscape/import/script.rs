//! Shell scripts of deployments: what they export, hand to containers and applications, and ask of the Deploy API.

use mendix_deploy_model::{
    Result,
    findings::Location,
    landscapes::{TargetKind, TargetSpec},
};

use super::{
    bounded,
    given::{Given, Input, interpolated},
    importer::Importer,
    known, targets,
};

/// Where the platform's deployment API answers.
const DEPLOY_API: &str = "deploy.mendix.com";

pub(super) fn import(importer: &mut Importer<'_>, file: Option<&str>, text: &str) -> Result<()> {
    bounded(file, text)?;
    let place = |line: u32| {
        Some(Location {
            file: file.map(str::to_owned),
            line,
            column: 1,
        })
    };
    let mut inputs = Vec::new();
    commands(importer, text, &place, &mut inputs);
    importer.variables(&inputs);
    Ok(())
}

/// Reads every command; configuration goes to `inputs`, the rest into the report.
pub(super) fn commands(
    importer: &mut Importer<'_>,
    text: &str,
    place: &dyn Fn(u32) -> Option<Location>,
    inputs: &mut Vec<Input>,
) {
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let mut command = line.to_owned();
        // A command goes on behind a backslash, and inside an open quote.
        while (command.ends_with('\\') || is_open(&command)) && command.len() < 65_536 {
            let Some((_, more)) = lines.next() else { break };
            if command.ends_with('\\') {
                command.pop();
                command.push(' ');
            } else {
                command.push('\n');
            }
            command.push_str(more);
        }
        let at = place(u32::try_from(number + 1).unwrap_or(u32::MAX));
        let words = words(&command);
        one(importer, &words, at.as_ref(), inputs);
        if inputs.len() > super::report::MOST {
            return;
        }
    }
}

fn one(
    importer: &mut Importer<'_>,
    words: &[String],
    at: Option<&Location>,
    inputs: &mut Vec<Input>,
) {
    let mut words = words;
    let mut exported = false;
    if let [first, rest @ ..] = words
        && matches!(first.as_str(), "export" | "set" | "env" | "sudo")
    {
        exported = matches!(first.as_str(), "export" | "env");
        words = rest;
    }
    // Assignments before a command, or alone.
    while let [first, rest @ ..] = words {
        let Some((name, value)) = assignment(first) else {
            break;
        };
        assign(
            importer,
            name,
            value,
            exported || !rest.is_empty(),
            at,
            inputs,
        );
        words = rest;
    }
    let Some(program) = words.first() else { return };
    match program.as_str() {
        "cf" => {
            if let [_, verb, _, name, value] = words
                && matches!(verb.as_str(), "set-env" | "se")
            {
                inputs.push(input(name, value, at));
                importer
                    .target
                    .get_or_insert_with(|| targets::of_kind(TargetKind::CloudFoundry));
            }
        }
        "docker" | "podman" => container(importer, words, at, inputs),
        "kubectl" if words.iter().any(|word| word == "env") => {
            for (name, value) in words.iter().filter_map(|word| assignment(word)) {
                inputs.push(input(name, value, at));
            }
        }
        "curl" | "wget" | "Invoke-RestMethod" => call(importer, words, at),
        _ => {}
    }
}

fn input(name: &str, value: &str, at: Option<&Location>) -> Input {
    let filled = if value.contains('`') {
        Given::unknown("a shell computes it")
    } else {
        interpolated(&value.replace('\u{2}', "$$"), true).value
    };
    Input::new(name, filled, at.cloned())
}

fn assign(
    importer: &mut Importer<'_>,
    name: &str,
    value: &str,
    exported: bool,
    at: Option<&Location>,
    inputs: &mut Vec<Input>,
) {
    if is_configuration(name) {
        let mut input = input(name, value, at);
        if !exported {
            input.doubt(
                "the script does not export it: what it starts does not see it",
                Some("Check that it reaches the app."),
            );
        }
        inputs.push(input);
        return;
    }
    let entry = importer.report.open(name, at.cloned());
    importer.report.ignore(
        entry,
        "a variable of the script, and no configuration of the app",
        None,
    );
}

/// Whether a variable configures an app, and not the script.
pub(super) fn is_configuration(name: &str) -> bool {
    known::MENDIX.iter().any(|known| name.starts_with(known))
        || known::names().any(|known| known == name)
        || (known::variable(name).is_some() && !name.starts_with("MENDIX_") && name != "PATH")
}

/// `docker run -e NAME=value`.
fn container(
    importer: &mut Importer<'_>,
    words: &[String],
    at: Option<&Location>,
    inputs: &mut Vec<Input>,
) {
    if !words
        .iter()
        .any(|word| matches!(word.as_str(), "run" | "create"))
    {
        return;
    }
    importer
        .target
        .get_or_insert_with(|| targets::of_kind(TargetKind::Docker));
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        let given = match word.as_str() {
            "-e" | "--env" => rest.next().map(String::as_str),
            _ => word
                .strip_prefix("--env=")
                .or_else(|| word.strip_prefix("-e").filter(|value| value.contains('='))),
        };
        if let Some(text) = given {
            match text.split_once('=') {
                Some((name, value)) => inputs.push(input(name, value, at)),
                None => inputs.push(input(text, &format!("${text}"), at)),
            }
            continue;
        }
        let file = match word.as_str() {
            "--env-file" => rest.next().map(String::as_str),
            _ => word.strip_prefix("--env-file="),
        };
        if let Some(file) = file {
            let entry = importer
                .report
                .open(&format!("--env-file {file}"), at.cloned());
            importer.report.doubt(
                entry,
                "the variables in that file are not in this import",
                Some("Import the file as well, as Docker reads it."),
            );
        }
    }
}

/// A request to the Deploy API.
fn call(importer: &mut Importer<'_>, words: &[String], at: Option<&Location>) {
    let mut method = "GET";
    let mut urls = Vec::new();
    let mut before = "";
    for word in words {
        match before {
            "-X" | "--request" => method = word,
            "-d" | "--data" | "--data-raw" | "--data-binary" | "-F" | "--form"
                if method == "GET" =>
            {
                method = "POST";
            }
            _ => {}
        }
        if word.contains(DEPLOY_API) {
            urls.push(word.as_str());
        }
        before = word;
    }
    for url in urls {
        api_call(importer, method, url, at.cloned());
    }
}

/// Notes a request to the Deploy API, and the app and environment that its address names.
pub(super) fn api_call(importer: &mut Importer<'_>, method: &str, url: &str, at: Option<Location>) {
    let path = url.split_once(DEPLOY_API).map_or("", |(_, path)| path);
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let method: String = method
        .chars()
        .filter(char::is_ascii_alphabetic)
        .take(10)
        .collect();
    let entry = importer.report.open(&format!("{method} {path}"), at);
    let parts: Vec<&str> = path.split('/').collect();
    let after = |word: &str| {
        let at = parts.iter().position(|part| *part == word)?;
        parts
            .get(at + 1)
            .filter(|part| !part.is_empty() && !part.contains(['$', '{', '<', '\u{2}']))
            .map(|part| (*part).to_owned())
    };
    let target = importer
        .target
        .get_or_insert_with(|| targets::of_kind(TargetKind::MendixCloud));
    let mut became = Vec::new();
    if let TargetSpec::MendixCloud {
        app_id,
        environment,
        ..
    } = target
    {
        if let Some(app) = after("apps") {
            *app_id = Some(app.as_str().into());
            became.push("target.appId");
        }
        if let Some(name) = after("environments") {
            *environment = Some(name);
            became.push("target.environment");
        }
    }
    let why = "a call of the platform, which plans make themselves";
    if became.is_empty() {
        importer.report.ignore(entry, why, None);
    } else {
        importer.report.note(entry, why);
        for path in became {
            importer.report.shares(entry, path);
        }
    }
}

/// `NAME=value`.
fn assignment(word: &str) -> Option<(&str, &str)> {
    let (name, value) = word.split_once('=')?;
    let plain = !name.is_empty()
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'));
    plain.then_some((name, value))
}

fn is_open(command: &str) -> bool {
    let mut quote = None;
    let mut escaped = false;
    for character in command.chars() {
        if escaped {
            escaped = false;
            continue;
        }
        match (character, quote) {
            ('\\', None | Some('"')) => escaped = true,
            ('#', None) => return false,
            ('"' | '\'', None) => quote = Some(character),
            (closing, Some(open)) if closing == open => quote = None,
            _ => {}
        }
    }
    quote.is_some()
}

/// The words of a command. A dollar that stands for itself becomes `\u{2}`.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut characters = command.chars().peekable();
    let mut quote = None;
    while let Some(character) = characters.next() {
        match (character, quote) {
            ('\'' | '"', None) => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            (closing, Some(open)) if closing == open => quote = None,
            ('$', Some('\'')) => word.get_or_insert_default().push('\u{2}'),
            ('\\', None | Some('"')) => match characters.next() {
                Some('$') => word.get_or_insert_default().push('\u{2}'),
                Some('\n') | None => {}
                Some(next) => {
                    let word = word.get_or_insert_default();
                    if quote.is_some() && !matches!(next, '"' | '\\' | '`') {
                        word.push('\\');
                    }
                    word.push(next);
                }
            },
            ('#', None) if word.is_none() => break,
            (';' | '|' | '&' | '(' | ')', None) => words.extend(word.take()),
            (blank, None) if blank.is_whitespace() => words.extend(word.take()),
            (other, _) => word.get_or_insert_default().push(other),
        }
    }
    words.extend(word);
    words
}
