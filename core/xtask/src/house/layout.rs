//! Folders a stranger can guess: the list at the top, and siblings that hold the same files.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use crate::context::Context;

/// What lies where, as tracked by Git.
#[derive(Clone)]
pub(super) struct Layout {
    files: BTreeSet<String>,
    /// The lints of the two pure crates.
    pure_lints: [String; 2],
}

/// The folders at the top; hidden ones belong to tools.
const TOP: &[&str] = &[
    "core",
    "bindings-python",
    "bindings-node",
    "examples",
    "tests",
    "docs",
];

/// Folders whose subfolders are siblings, and the names among them that are shared parts and no sibling. Stores of secrets
/// are none: a store behind a login has files that one on the disk has no use for.
const SIBLINGS: &[(&str, &[&str])] = &[
    ("core/offline/src/targets", &["buildpack", "wanted"]),
    ("core/src/targets", &[]),
];

/// Examples stand under the same name in each of these.
const EXAMPLES: &[&str] = &["examples/rust", "examples/python", "examples/node"];

pub(super) fn observe(context: &Context) -> Result<Layout, String> {
    let output = context
        .command("git")
        .args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ])
        .output()
        .map_err(|error| format!("git ls-files: {error}"))?;
    if !output.status.success() {
        return Err(format!(
            "git ls-files: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        ));
    }
    let files = output
        .stdout
        .split(|byte| *byte == 0)
        .filter(|name| !name.is_empty())
        .map(|name| String::from_utf8_lossy(name).into_owned())
        .filter(|name| context.path(name).exists())
        .collect();
    let lints = |folder: &str| {
        fs::read_to_string(context.path(folder).join("clippy.toml")).unwrap_or_default()
    };
    Ok(Layout {
        files,
        pure_lints: [lints("core/model"), lints("core/offline")],
    })
}

pub(super) fn violations(layout: &Layout) -> Vec<String> {
    [
        top(layout),
        siblings(layout),
        live_targets(layout),
        examples(layout),
        pure_lints(layout),
    ]
    .concat()
}

fn top(layout: &Layout) -> Vec<String> {
    let folders: BTreeSet<&str> = layout
        .files
        .iter()
        .filter_map(|file| file.split_once('/'))
        .map(|(folder, _)| folder)
        .collect();
    folders
        .into_iter()
        .filter(|folder| !folder.starts_with('.') && !TOP.contains(folder))
        .map(|folder| {
            format!(
                "{folder}/ stands at the top; the top holds {}",
                TOP.join(", ")
            )
        })
        .collect()
}

/// The subfolders of `parent` with the files and folders directly in each.
fn children(layout: &Layout, parent: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut children: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in &layout.files {
        let Some(below) = file
            .strip_prefix(parent)
            .and_then(|below| below.strip_prefix('/'))
        else {
            continue;
        };
        if let Some((child, file)) = below.split_once('/') {
            // `wire.rs` and `wire/` are the same module.
            let module = file
                .split('/')
                .next()
                .unwrap_or(file)
                .trim_end_matches(".rs");
            children
                .entry(child.to_owned())
                .or_default()
                .insert(module.to_owned());
        }
    }
    children
}

fn siblings(layout: &Layout) -> Vec<String> {
    let mut violations = Vec::new();
    for (parent, shared) in SIBLINGS {
        let mut children = children(layout, parent);
        children.retain(|child, _| !shared.contains(&child.as_str()));
        let all: BTreeSet<&String> = children.values().flatten().collect();
        for (child, files) in &children {
            for missing in all.iter().filter(|file| !files.contains(**file)) {
                violations.push(format!("{parent}/{child} has no {missing}, which a sibling has: siblings hold the same files"));
            }
        }
    }
    violations
}

/// A live target bears the name that it has in the pure half, once that half describes targets.
fn live_targets(layout: &Layout) -> Vec<String> {
    let pure = children(layout, "core/offline/src/targets");
    if pure.is_empty() {
        return Vec::new();
    }
    children(layout, "core/src/targets")
        .into_keys()
        .filter(|live| !pure.contains_key(live))
        .map(|live| {
            format!("core/src/targets/{live} has no counterpart in core/offline/src/targets")
        })
        .collect()
}

/// The same task under the same name in each language.
fn examples(layout: &Layout) -> Vec<String> {
    let tasks = |folder: &str| -> BTreeSet<String> {
        layout
            .files
            .iter()
            .filter_map(|file| file.strip_prefix(folder)?.strip_prefix('/'))
            .filter_map(|file| file.strip_prefix("src/bin/").or(Some(file)))
            .filter(|file| !file.contains('/'))
            .filter_map(|file| file.rsplit_once('.'))
            .filter(|(stem, extension)| {
                ["rs", "py", "mjs", "ts"].contains(extension) && !stem.starts_with('_')
            })
            .map(|(stem, _)| stem.replace('_', "-"))
            .collect()
    };
    let by_language: Vec<BTreeSet<String>> = EXAMPLES.iter().map(|folder| tasks(folder)).collect();
    let all: BTreeSet<&String> = by_language.iter().flatten().collect();
    let mut violations = Vec::new();
    for (folder, tasks) in EXAMPLES.iter().zip(&by_language) {
        for task in all.iter().filter(|task| !tasks.contains(**task)) {
            violations.push(format!(
                "{folder} has no example {task}, which another language has"
            ));
        }
    }
    violations
}

fn pure_lints(layout: &Layout) -> Vec<String> {
    let [model, offline] = &layout.pure_lints;
    let mut violations = Vec::new();
    if model != offline {
        violations.push(
            "core/model/clippy.toml and core/offline/clippy.toml differ: both are the pure half"
                .to_owned(),
        );
    }
    for forbidden in ["SystemTime::now", "env::var\"", "HashMap"] {
        if !model.contains(forbidden) {
            violations.push(format!(
                "core/model/clippy.toml does not forbid {}",
                forbidden.trim_end_matches('"')
            ));
        }
    }
    violations
}

#[cfg(test)]
mod tests {
    use super::{Layout, violations};

    fn layout(files: &[&str]) -> Layout {
        let lints = "std::time::SystemTime::now\" std::env::var\" std::collections::HashMap";
        Layout {
            files: files.iter().map(|&file| file.to_owned()).collect(),
            pure_lints: [lints.to_owned(), lints.to_owned()],
        }
    }

    const GOOD: &[&str] = &[
        "Cargo.toml",
        ".ci/run",
        "core/src/lib.rs",
        "core/offline/src/targets/mod.rs",
        "core/offline/src/targets/buildpack/names.rs",
        "core/offline/src/targets/docker/mod.rs",
        "core/offline/src/targets/docker/spec.rs",
        "core/offline/src/targets/mendix_cloud/mod.rs",
        "core/offline/src/targets/mendix_cloud/spec/part.rs",
        "core/src/targets/mendix_cloud/act.rs",
        "examples/rust/src/bin/fault-drill.rs",
        "examples/python/fault_drill.py",
        "examples/node/fault-drill.mjs",
        "examples/README.md",
    ];

    #[test]
    fn the_intended_layout_stands() {
        assert_eq!(violations(&layout(GOOD)), Vec::<String>::new());
    }

    #[test]
    fn each_stray_file_is_noticed() {
        for stray in [
            "scripts/build.sh",
            "core/offline/src/targets/docker/render.rs",
            "core/offline/src/targets/windows/mod.rs",
            "core/src/targets/mars/act.rs",
            "core/src/targets/docker/observe.rs",
        ] {
            let mut files = GOOD.to_vec();
            files.push(stray);
            assert!(!violations(&layout(&files)).is_empty(), "{stray}");
        }
        let found = violations(&layout(&[GOOD, &["examples/python/promote.py"]].concat()));
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn weakened_lints_are_noticed() {
        let mut differing = layout(GOOD);
        differing.pure_lints[1].clear();
        assert_eq!(violations(&differing).len(), 1);
        let mut empty = layout(GOOD);
        empty.pure_lints = Default::default();
        assert_eq!(violations(&empty).len(), 3);
    }
}
