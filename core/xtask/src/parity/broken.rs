//! The self-test: a copy of each package is broken in one way at a time, and the check of it must raise the alarm.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{Packages, committed, node, python};
use crate::{
    context::Context,
    generate::{Manifest, manifest::Form, snake},
};

/// One way to break a copy.
struct Damage {
    what: &'static str,
    language: Language,
    file: String,
    /// The line that holds this text, and with `rows` more lines below, is taken out.
    text: String,
    rows: usize,
    /// What the alarm must name.
    named: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Language {
    Python,
    Node,
}

pub(super) fn run(context: &Context) -> Result<(), String> {
    let manifest = committed(context)?;
    let scratch = context.target().join("parity");
    let mut count = 0;
    for damage in damages(&manifest)? {
        let packages = copies(context, &scratch)?;
        let folder = match damage.language {
            Language::Python => &packages.python,
            Language::Node => &packages.node,
        };
        take_out(&folder.join(&damage.file), &damage)?;
        let result = match damage.language {
            Language::Python => python(context, &packages),
            Language::Node => node(context, &packages),
        };
        match result {
            Err(alarm) if alarm.contains(&damage.named) => {
                count += 1;
                println!("   alarm, as it must be: {}", damage.what);
            }
            Err(other) => {
                return Err(format!(
                    "{}: the alarm does not name `{}`:\n{other}",
                    damage.what, damage.named
                ));
            }
            Ok(()) => return Err(format!("{}: nobody noticed", damage.what)),
        }
    }
    let packages = copies(context, &scratch)?;
    python(context, &packages)?;
    node(context, &packages)?;
    println!("   {count} ways to break a copy were noticed; an unbroken copy passes");
    Ok(())
}

fn damages(manifest: &Manifest) -> Result<Vec<Damage>, String> {
    let code = &manifest.errors.last().ok_or("no error codes")?.code;
    let python = |what, file: &str, text: String, rows, named: String| Damage {
        what,
        language: Language::Python,
        file: format!("mendix_deploy/_generated/{file}"),
        text,
        rows,
        named,
    };
    let node = |what, file: &str, text: String, named: String| Damage {
        what,
        language: Language::Node,
        file: format!("_generated/{file}"),
        text,
        rows: 0,
        named,
    };
    let (field_type, field) = manifest
        .types
        .values()
        .find_map(|def| match &def.form {
            Form::Struct(body) if body.fields.len() > 1 => {
                // A name that no other type of the file has, so that the first place is the right one.
                body.fields
                    .iter()
                    .find(|field| unique(manifest, &def.namespace, &field.name))
                    .map(|field| (def, field))
            }
            _ => None,
        })
        .ok_or("no struct with a field of its own")?;
    let (word_type, word) = manifest
        .types
        .values()
        .find_map(|def| match &def.form {
            Form::Words(words) if words.open => words.words.first().map(|(word, _)| (def, word)),
            _ => None,
        })
        .ok_or("no open enum")?;
    let mut all = vec![
        python(
            "a field removed in Python",
            &format!("{}.py", field_type.namespace),
            format!("    {}: ", snake(&field.name)),
            0,
            format!(".{}", field.name),
        ),
        node(
            "a field removed in Node",
            &format!("{}.d.ts", field_type.namespace),
            format!("  readonly {}", field.name),
            format!(".{}", field.name),
        ),
        python(
            "an error code removed in Python",
            "errors.py",
            format!("\"{code}\""),
            0,
            code.clone(),
        ),
        node(
            "an error code removed in Node",
            "errors.d.ts",
            format!("  | '{code}'"),
            code.clone(),
        ),
        python(
            "a word of an enum removed in Python",
            &format!("{}.py", word_type.namespace),
            format!("= \"{word}\""),
            0,
            format!(".{word}"),
        ),
        node(
            "an error class removed in Node",
            "errors.cjs",
            "  InternalError,".to_owned(),
            "InternalError".to_owned(),
        ),
    ];
    all.push(Damage {
        what: "a member of a handle removed in Python",
        language: Language::Python,
        file: "mendix_deploy/_run.py".to_owned(),
        text: "    def stop(".to_owned(),
        rows: usize::MAX,
        named: "Run.stop".to_owned(),
    });
    all.push(Damage {
        what: "a member of a handle removed in Node",
        language: Language::Node,
        file: "lib/run.cjs".to_owned(),
        text: "  stop() {".to_owned(),
        rows: 2,
        named: "Run.stop".to_owned(),
    });
    let row = manifest
        .groups
        .iter()
        .find_map(|group| group.rows.first().map(|row| (group, row)));
    if let Some((group, row)) = row {
        let named = format!("{}.{}", group.name, crate::generate::camel(&row.method));
        all.push(Damage {
            rows: 2,
            ..node(
                "a method removed in Node",
                "calls.cjs",
                format!("  {}(", crate::generate::camel(&row.method)),
                named,
            )
        });
        all.push(Damage {
            what: "a method removed in Python",
            language: Language::Python,
            file: "mendix_deploy/_generated/calls.py".to_owned(),
            text: format!("    def {}(", row.method),
            rows: usize::MAX,
            named: format!("{}.{}", group.name, row.method),
        });
    }
    Ok(all)
}

fn unique(manifest: &Manifest, namespace: &str, name: &str) -> bool {
    let bodies = manifest
        .types
        .values()
        .filter(|def| def.namespace == namespace)
        .flat_map(|def| match &def.form {
            Form::Struct(body) => vec![body],
            Form::Union(variants) => variants.iter().map(|v| &v.body).collect(),
            _ => Vec::new(),
        });
    bodies
        .flat_map(|body| &body.fields)
        .filter(|field| field.name == name)
        .count()
        == 1
}

/// Fresh copies of what the two packages need to be looked at.
fn copies(context: &Context, scratch: &Path) -> Result<Packages, String> {
    let wrong = |e: std::io::Error| format!("{}: {e}", scratch.display());
    if scratch.exists() {
        fs::remove_dir_all(scratch).map_err(wrong)?;
    }
    let python = scratch.join("python");
    copy(
        &context.path("bindings-python/python/mendix_deploy"),
        &python.join("mendix_deploy"),
    )?;
    let node = scratch.join("node");
    for part in ["lib", "_generated"] {
        copy(&context.path("bindings-node").join(part), &node.join(part))?;
    }
    for file in [
        "index.cjs",
        "index.mjs",
        "index.d.cts",
        "index.d.mts",
        "package.json",
        "native.node",
    ] {
        link_or_copy(&context.path("bindings-node").join(file), &node.join(file))?;
    }
    Ok(Packages { python, node })
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let wrong = |e: std::io::Error| format!("{}: {e}", from.display());
    fs::create_dir_all(to).map_err(wrong)?;
    for entry in fs::read_dir(from).map_err(wrong)? {
        let entry = entry.map_err(wrong)?;
        let target: PathBuf = to.join(entry.file_name());
        if entry.path().is_dir() {
            if entry.file_name() != "__pycache__" {
                copy(&entry.path(), &target)?;
            }
        } else {
            link_or_copy(&entry.path(), &target)?;
        }
    }
    Ok(())
}

/// Native modules are large and stay as they are; everything else is copied, so that it can be broken.
fn link_or_copy(from: &Path, to: &Path) -> Result<(), String> {
    let native = from.extension().is_some_and(|e| e == "so" || e == "node");
    if native && fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    fs::copy(from, to)
        .map(drop)
        .map_err(|e| format!("{}: {e}", from.display()))
}

fn take_out(file: &Path, damage: &Damage) -> Result<(), String> {
    let text = fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let lines: Vec<&str> = text.lines().collect();
    let at = lines
        .iter()
        .position(|line| line.contains(&damage.text))
        .ok_or_else(|| {
            format!(
                "{}: no `{}` in {}",
                damage.what,
                damage.text,
                file.display()
            )
        })?;
    let end = if damage.rows == usize::MAX {
        // A whole method of Python: to the next line that is not deeper.
        let deeper =
            |line: &&str| line.is_empty() || line.starts_with("     ") || line.starts_with("    )");
        at + 1
            + lines[at + 1..]
                .iter()
                .take_while(|line| deeper(line))
                .count()
    } else {
        at + 1 + damage.rows
    };
    let kept = lines[..at].iter().chain(&lines[end.min(lines.len())..]);
    let kept: Vec<&str> = kept.copied().collect();
    fs::write(file, kept.join("\n") + "\n").map_err(|e| format!("{}: {e}", file.display()))
}
