//! Pipelines of GitHub and GitLab: their variables, and the shell scripts in them.

use mendix_deploy_model::Result;

use super::{
    document::{self, Document, children},
    given::{Given, Input, interpolated},
    importer::Importer,
    script,
};
use crate::{
    configuration::yaml::{Mark, Node, Value},
    landscape::reader::join,
};

pub(super) fn import(importer: &mut Importer<'_>, file: Option<&str>, text: &str) -> Result<()> {
    let mut document = document::one(file, text)?;
    let root = document.root.clone();
    let mut inputs = Vec::new();
    walk(importer, &mut document, &root, "", &mut inputs);
    importer.variables(&inputs);
    document.rest(importer, |_| {
        (
            "it says how the pipeline runs, not how the app is configured",
            None,
        )
    });
    Ok(())
}

fn walk(
    importer: &mut Importer<'_>,
    document: &mut Document<'_>,
    node: &Node,
    path: &str,
    inputs: &mut Vec<Input>,
) {
    let entries = match &node.value {
        Value::List(_) => {
            for (path, item) in children(node, path) {
                walk(importer, document, item, &path, inputs);
            }
            return;
        }
        _ => node.entries(),
    };
    for entry in entries {
        let path = join(path, &entry.name);
        match entry.name.as_str() {
            "env" | "variables" if matches!(entry.value.value, Value::Map(_)) => {
                for entry in entry.value.entries() {
                    let path = join(&path, &entry.name);
                    document.read(&path);
                    variable(
                        importer,
                        document,
                        &entry.name,
                        &entry.value,
                        entry.at,
                        inputs,
                    );
                }
            }
            "run" | "script" | "before_script" | "after_script" => {
                scripts(importer, document, &entry.value, &path, inputs);
            }
            _ => walk(importer, document, &entry.value, &path, inputs),
        }
    }
}

fn variable(
    importer: &mut Importer<'_>,
    document: &Document<'_>,
    name: &str,
    node: &Node,
    at: Mark,
    inputs: &mut Vec<Input>,
) {
    // GitLab also takes a mapping with a description.
    let node = node.get("value").map_or(node, |entry| &entry.value);
    let mut input = document.input(name, node, at);
    if !script::is_configuration(name) {
        let entry = importer.open(&input);
        importer.report.ignore(
            entry,
            "a variable of the pipeline, and no configuration of the app",
            None,
        );
        return;
    }
    if let Some(text) = input.value.literal() {
        input.value = if text.contains("${{") {
            Given::unknown("the pipeline fills it in from its own store")
        } else {
            interpolated(text, true).value
        };
    }
    inputs.push(input);
}

/// Commands: a text, or a list of texts.
fn scripts(
    importer: &mut Importer<'_>,
    document: &mut Document<'_>,
    node: &Node,
    path: &str,
    inputs: &mut Vec<Input>,
) {
    let parts: Vec<(String, &Node)> = match &node.value {
        Value::List(_) => children(node, path),
        _ => vec![(path.to_owned(), node)],
    };
    for (path, part) in parts {
        let Some(text) = part.scalar() else { continue };
        let before = importer.report.len() + inputs.len();
        // Expressions of GitHub are no shell: they fill a value in from elsewhere.
        let text = text.replace("${{", "$({{");
        let start = document.place(part.at);
        let place = |line: u32| {
            start.clone().map(|mut at| {
                at.line += line - 1;
                at
            })
        };
        script::commands(importer, &text, &place, inputs);
        if importer.report.len() + inputs.len() > before {
            document.read(&path);
        }
    }
}
