//! `cargo xtask generate`: what is written from the core's manifest, and the check that it is current.
//!
//! The manifest (`core/examples/manifest.rs`) is the only input. Outputs are committed and say so on line one.

pub(crate) mod manifest;
mod names;
mod node;
mod prose;
mod python;
mod reference;
mod refuse;
mod usage;
mod values;

use std::{collections::BTreeMap, fs, path::Path};

use crate::context::Context;

pub(crate) use manifest::Manifest;
pub(crate) use names::{camel, pascal, snake};
pub(crate) use values::GOLDEN;

/// Line one of everything that is written here, after the comment sign of the language.
const NOTICE: &str = "Generated from the Rust core by `cargo xtask generate`. Do not edit.";

/// Folders whose every file is generated; what is not written any more is removed.
const OWNED: [&str; 4] = [
    "bindings-python/python/mendix_deploy/_generated",
    "bindings-node/_generated",
    "docs/reference",
    "docs/errors",
];

/// Files by their path from the workspace root.
type Files = BTreeMap<String, String>;

/// Writes the generated files, or with `check` says which are stale.
pub(crate) fn run(context: &Context, check: bool) -> Result<(), String> {
    let text = printed(context)?;
    let manifest = Manifest::read(&text)?;
    refuse::check(&manifest)?;
    let mut files = Files::new();
    files.insert(
        "tests/parity/manifest.json".to_owned(),
        manifest.pretty.clone(),
    );
    python::write(&manifest, &mut files);
    node::write(&manifest, &mut files);
    reference::write(&manifest, &mut files);
    usage::write(&manifest, &mut files);
    values::write(context, &manifest, &mut files)?;
    files.insert(
        "docs/reference/landscape.schema.json".to_owned(),
        landscape_schema(&text)?,
    );
    let stale = differences(&context.root, &files)?;
    if check {
        return if stale.is_empty() {
            Ok(())
        } else {
            Err(format!(
                "stale, run `cargo xtask generate`:\n  {}",
                stale.join("\n  ")
            ))
        };
    }
    for path in &stale {
        let target = context.path(path);
        match files.get(path) {
            Some(content) => {
                if let Some(folder) = target.parent() {
                    fs::create_dir_all(folder).map_err(|e| format!("{path}: {e}"))?;
                }
                fs::write(&target, content).map_err(|e| format!("{path}: {e}"))?;
            }
            None => fs::remove_file(&target).map_err(|e| format!("{path}: {e}"))?,
        }
        println!("wrote {path}");
    }
    println!("{} files, {} changed", files.len(), stale.len());
    Ok(())
}

/// The published schema of the landscape, with the notice where JSON has room for it.
fn landscape_schema(manifest: &str) -> Result<String, String> {
    let manifest: serde_json::Value = serde_json::from_str(manifest).map_err(|e| e.to_string())?;
    let mut schema = manifest["landscapeSchema"].clone();
    schema["$comment"] = NOTICE.into();
    serde_json::to_string_pretty(&schema)
        .map(|text| text + "\n")
        .map_err(|e| e.to_string())
}

/// What the core says about itself now.
pub(crate) fn printed(context: &Context) -> Result<String, String> {
    let output = context
        .cargo(&[
            "run",
            "--quiet",
            "--package",
            "mendix-deploy",
            "--features",
            "json-schema",
            "--example",
            "manifest",
        ])
        .output()
        .map_err(|error| format!("the manifest cannot be printed: {error}"))?;
    if !output.status.success() {
        return Err(format!(
            "the manifest cannot be printed:\n{}",
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}

/// Paths whose content is not as it should be: changed, missing, or left over.
fn differences(root: &Path, files: &Files) -> Result<Vec<String>, String> {
    let mut stale: Vec<String> = files
        .iter()
        .filter(|(path, content)| {
            fs::read_to_string(root.join(path)).ok().as_deref() != Some(content.as_str())
        })
        .map(|(path, _)| path.clone())
        .collect();
    for folder in OWNED {
        let mut found = Vec::new();
        list(&root.join(folder), folder, &mut found)?;
        stale.extend(found.into_iter().filter(|path| !files.contains_key(path)));
    }
    Ok(stale)
}

fn list(folder: &Path, name: &str, found: &mut Vec<String>) -> Result<(), String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    for entry in entries {
        let entry = entry.map_err(|error| error.to_string())?;
        let file_name = entry.file_name().to_string_lossy().into_owned();
        if file_name == "__pycache__" {
            continue;
        }
        let path = format!("{name}/{file_name}");
        if entry.path().is_dir() {
            list(&entry.path(), &path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}
