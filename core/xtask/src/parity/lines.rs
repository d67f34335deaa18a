//! The manifest as lines, one per thing that a language must have. The introspection of Python and Node prints the same.

use std::collections::BTreeSet;

use crate::generate::{
    Manifest,
    manifest::{Form, Struct},
    snake,
};

/// Types, error classes and error codes.
pub(super) fn wanted(manifest: &Manifest) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    for def in manifest.types.values() {
        let place = format!("{}.{}", def.namespace, def.name);
        match &def.form {
            Form::Struct(body) => {
                lines.insert(format!("struct {place}"));
                fields(&place, body, &mut lines);
            }
            Form::Union(variants) => {
                lines.insert(format!("union {place}"));
                for variant in variants {
                    lines.insert(format!(
                        "variant {place}.{}={}",
                        variant.kind, variant.class
                    ));
                    fields(
                        &format!("{place}.{}", variant.kind),
                        &variant.body,
                        &mut lines,
                    );
                }
            }
            Form::Words(words) => {
                lines.insert(format!("enum {place}"));
                for (word, _) in &words.words {
                    lines.insert(format!("word {place}.{word}"));
                }
            }
            Form::Text => {
                lines.insert(format!("text {place}"));
            }
        }
    }
    for class in &manifest.classes {
        lines.insert(format!("class {}", Manifest::class_name(&class.word)));
    }
    for error in &manifest.errors {
        lines.insert(format!(
            "error {}={}",
            error.code,
            Manifest::class_name(&error.class)
        ));
    }
    lines
}

fn fields(place: &str, body: &Struct, lines: &mut BTreeSet<String>) {
    for field in &body.fields {
        lines.insert(format!("field {place}.{}", field.name));
    }
}

/// The calls, with the names of their arguments in the manner of the language; options are always told as in JSON.
pub(super) fn calls(
    manifest: &Manifest,
    prefix: &str,
    manner: impl Fn(&str) -> String,
) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    for group in &manifest.groups {
        for row in &group.rows {
            let given: Vec<String> = row.arguments.iter().map(|a| manner(&a.name)).collect();
            let options: Vec<String> =
                match row.options.as_ref().and_then(|o| manifest.types.get(o)) {
                    Some(def) => match &def.form {
                        Form::Struct(body) => body.fields.iter().map(|f| f.name.clone()).collect(),
                        _ => Vec::new(),
                    },
                    None => Vec::new(),
                };
            lines.insert(format!(
                "{prefix} {}.{}({};{})",
                manner(&snake(&group.name)),
                manner(&row.method),
                given.join(","),
                options.join(",")
            ));
        }
    }
    lines
}

/// Documents; with the name of their class where the language has one.
pub(super) fn documents(manifest: &Manifest, named: bool) -> BTreeSet<String> {
    manifest
        .documents
        .iter()
        .map(|document| {
            if named {
                format!("document {}={}", document.kind, document.name)
            } else {
                format!("document {}", document.kind)
            }
        })
        .collect()
}
