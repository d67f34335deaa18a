//! Environment variables one per line, as Compose and `docker run --env-file` read them (targets, 3.4).

use mendix_deploy_model::{Result, findings::Location, imports::VariablesDialect};

use super::{
    bounded,
    given::{Given, Input, interpolated, variable_reference},
    importer::Importer,
};

/// Reads the variables of a file.
pub(super) fn import(
    importer: &mut Importer<'_>,
    file: Option<&str>,
    text: &str,
    dialect: Option<VariablesDialect>,
) -> Result<()> {
    bounded(file, text)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut inputs = Vec::new();
    let mut lines = Lines { text, number: 0 };
    while let Some(line) = lines.next() {
        let number = lines.number;
        let place = Location {
            file: file.map(str::to_owned),
            line: number,
            column: 1,
        };
        let start = line.trim_start();
        if start.is_empty() || start.starts_with('#') {
            continue;
        }
        let read = match dialect {
            Some(VariablesDialect::Docker) => docker(start),
            _ => compose(start, &mut lines),
        };
        let Some((name, value, defaults)) = read else {
            let entry = importer.report.open(&format!("line {number}"), Some(place));
            importer
                .report
                .ignore(entry, "it is no variable: a name, =, a value", None);
            continue;
        };
        let mut input = Input::new(name, value, Some(place));
        for name in defaults {
            let why = format!("the default that the file gives for {name} is left out");
            input.doubt(
                why,
                Some("Write it where the variable is set, if it is meant."),
            );
        }
        if dialect.is_none() {
            differs(&mut input, start);
        }
        if start.starts_with("export ") && dialect.is_none() {
            input.doubt("docker run --env-file refuses a line with `export`", None);
        }
        inputs.push(input);
        if inputs.len() > super::report::MOST {
            return Err(super::too_many(file));
        }
    }
    importer.variables(&inputs);
    Ok(())
}

type Variable = (String, Given, Vec<String>);

fn docker(line: &str) -> Option<Variable> {
    let (name, value) = match line.split_once('=') {
        Some((name, value)) => (name, Given::text(value)),
        None => {
            let name = line.trim();
            (name, Given::reference(variable_reference(name)?))
        }
    };
    let fine = !name.is_empty() && !name.contains(char::is_whitespace);
    fine.then(|| (name.to_owned(), value, Vec::new()))
}

fn compose(line: &str, lines: &mut Lines<'_>) -> Option<Variable> {
    let line = line.strip_prefix("export ").map_or(line, str::trim_start);
    let Some((name, rest)) = line.split_once('=') else {
        let name = line.trim();
        let value = Given::reference(variable_reference(name)?);
        return Some((name.to_owned(), value, Vec::new()));
    };
    let name = name.trim_end();
    if name.is_empty() || name.contains(char::is_whitespace) {
        return None;
    }
    let rest = rest.trim_start_matches([' ', '\t']);
    let (text, interpolates) = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => (quoted(&rest[1..], quote, lines)?, quote == '"'),
        _ => {
            let end = comment(rest);
            (rest[..end].trim_end().to_owned(), true)
        }
    };
    if interpolates {
        let filled = interpolated(&text, true);
        return Some((name.to_owned(), filled.value, filled.defaults));
    }
    Some((name.to_owned(), Given::text(text), Vec::new()))
}

/// Where a comment begins: a `#` behind a blank.
fn comment(text: &str) -> usize {
    if text.starts_with('#') {
        return 0;
    }
    [" #", "\t#"]
        .iter()
        .filter_map(|start| text.find(start))
        .min()
        .unwrap_or(text.len())
}

/// The text up to the closing quote, over several lines if need be.
fn quoted(start: &str, quote: char, lines: &mut Lines<'_>) -> Option<String> {
    let mut text = String::new();
    let mut line = start;
    loop {
        let mut characters = line.chars();
        while let Some(character) = characters.next() {
            if character == quote {
                return Some(text);
            }
            if character != '\\' || quote == '\'' {
                text.push(character);
                continue;
            }
            match characters.next() {
                Some('n') => text.push('\n'),
                Some('t') => text.push('\t'),
                Some('r') => text.push('\r'),
                Some('$') => text.push_str("$$"),
                Some(other @ ('"' | '\\')) => text.push(other),
                Some(other) => {
                    text.push('\\');
                    text.push(other);
                }
                None => text.push('\\'),
            }
        }
        text.push('\n');
        line = lines.next()?;
    }
}

/// Doubts a value that the two readers take differently.
fn differs(input: &mut Input, line: &str) {
    let raw = line.split_once('=').map_or("", |(_, value)| value);
    let same = match input.value.literal() {
        Some(text) => text == raw,
        None => !raw.contains('$') && !line.contains('='),
    };
    if !same {
        input.doubt(
            "Compose and docker run --env-file read this line differently (quotes, $, comments, blanks); read as Compose does",
            Some("Say which of the two reads the file."),
        );
    }
}

struct Lines<'t> {
    text: &'t str,
    number: u32,
}

impl<'t> Lines<'t> {
    fn next(&mut self) -> Option<&'t str> {
        if self.text.is_empty() {
            return None;
        }
        let (line, rest) = self.text.split_once('\n').unwrap_or((self.text, ""));
        self.text = rest;
        self.number += 1;
        Some(line.strip_suffix('\r').unwrap_or(line))
    }
}
