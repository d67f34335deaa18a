//! Who may depend on whom, by `cargo metadata`.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, MetadataCommand, PackageId};

use crate::context::Context;

/// A crate of this workspace.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// Its folder, which is its identity here: `core/offline`.
    folder: String,
    /// Crates of ours it names, tests and build scripts included.
    ours: BTreeSet<String>,
    /// Crates of others that become part of it, however far down; those of its tests are not.
    reaches: BTreeSet<String>,
    /// Whether its manifest inherits the workspace's lints.
    inherits_lints: bool,
}

/// Which crates of ours a crate may name. The bindings and examples may name all but xtask.
const DIRECTION: &[(&str, &[&str])] = &[
    ("core/surface", &[]),
    ("core/model", &["core/surface"]),
    ("core/offline", &["core/model", "core/surface"]),
    (
        "core",
        &[
            "core/model",
            "core/offline",
            "core/surface",
            "core/emulator",
        ],
    ),
    // Shared wire types would cancel mistakes: the emulator is written from the reference.
    ("core/emulator", &[]),
    ("core/xtask", &[]),
];

/// The crates that may reach what touches the world.
const WORLD: &[&str] = &[
    "core",
    "core/emulator",
    "bindings-python",
    "bindings-node",
    "examples/rust",
];

/// Crates of others (`*` at the end stands for any ending) and the only folders that may reach them.
const RESTRICTED: &[(&str, &[&str], &str)] = &[
    (
        "pyo3*",
        &["bindings-python"],
        "nothing in the core knows that Python exists",
    ),
    (
        "napi*",
        &["bindings-node"],
        "nothing in the core knows that Node exists",
    ),
    ("tokio*", WORLD, "the pure half does not wait"),
    ("hyper*", WORLD, "the pure half has no network"),
    ("rustls*", WORLD, "the pure half has no network"),
    (
        "reqwest",
        &["core", "bindings-python", "bindings-node", "examples/rust"],
        "only the core sends requests",
    ),
    (
        "axum*",
        &[
            "core/emulator",
            "core",
            "bindings-python",
            "bindings-node",
            "examples/rust",
        ],
        "only the emulator serves",
    ),
    ("kube*", WORLD, "the pure half has no network"),
    ("bollard", WORLD, "the pure half has no network"),
    ("aws-sdk-*", WORLD, "the pure half has no network"),
    (
        "rand",
        WORLD,
        "same input, same bytes: the pure half has no randomness",
    ),
    (
        "getrandom",
        WORLD,
        "same input, same bytes: the pure half has no randomness",
    ),
    ("aws-lc-*", &[], "one TLS provider: ring"),
    // `openssl-probe` only knows where an operating system keeps its authorities.
    ("openssl", &[], "one TLS provider: ring"),
    ("openssl-sys", &[], "one TLS provider: ring"),
    ("native-tls", &[], "one TLS provider: ring"),
];

/// Crates whose macros need what the workspace's lints forbid.
const OWN_LINTS: &[&str] = &["bindings-python", "bindings-node"];

pub(super) fn observe(context: &Context) -> Result<Vec<Member>, String> {
    let metadata = MetadataCommand::new()
        .manifest_path(context.path("Cargo.toml"))
        .exec()
        .map_err(|error| format!("cargo metadata: {error}"))?;
    let resolve = metadata
        .resolve
        .as_ref()
        .ok_or("cargo metadata has no dependency graph")?;
    let names: BTreeMap<&PackageId, &str> = metadata
        .packages
        .iter()
        .map(|package| (&package.id, package.name.as_str()))
        .collect();
    // Edges that become part of a crate: normal and build dependencies.
    let edges: BTreeMap<&PackageId, Vec<&PackageId>> = resolve
        .nodes
        .iter()
        .map(|node| {
            let below = node.deps.iter().filter(|dependency| {
                dependency
                    .dep_kinds
                    .iter()
                    .any(|kind| kind.kind != DependencyKind::Development)
            });
            (&node.id, below.map(|dependency| &dependency.pkg).collect())
        })
        .collect();
    let folder_of = |manifest: &str| -> String {
        let manifest = std::path::Path::new(manifest);
        let folder = manifest
            .parent()
            .and_then(|folder| folder.strip_prefix(&context.root).ok());
        folder
            .map(|folder| folder.to_string_lossy().replace('\\', "/"))
            .unwrap_or_default()
    };
    let folders: BTreeMap<&str, String> = metadata
        .workspace_packages()
        .into_iter()
        .map(|package| {
            (
                package.name.as_str(),
                folder_of(package.manifest_path.as_str()),
            )
        })
        .collect();
    metadata
        .workspace_packages()
        .into_iter()
        .map(|package| {
            let mut reaches = BTreeSet::new();
            let mut seen = BTreeSet::new();
            let mut open = vec![&package.id];
            while let Some(id) = open.pop() {
                if seen.insert(id) {
                    reaches.extend(names.get(id).map(|name| (*name).to_owned()));
                    open.extend(edges.get(id).into_iter().flatten());
                }
            }
            reaches.retain(|name| !folders.contains_key(name.as_str()));
            let manifest = std::fs::read_to_string(&package.manifest_path)
                .map_err(|error| format!("{}: {error}", package.manifest_path))?;
            Ok(Member {
                folder: folders[package.name.as_str()].clone(),
                ours: package
                    .dependencies
                    .iter()
                    .filter_map(|dependency| folders.get(dependency.name.as_str()).cloned())
                    .collect(),
                reaches,
                inherits_lints: inherits_lints(&manifest),
            })
        })
        .collect()
}

fn inherits_lints(manifest: &str) -> bool {
    let mut lines = manifest
        .lines()
        .map(str::trim)
        .skip_while(|line| *line != "[lints]");
    lines.next().is_some() && lines.next() == Some("workspace = true")
}

pub(super) fn violations(members: &[Member]) -> Vec<String> {
    let mut violations = Vec::new();
    for member in members {
        let folder = member.folder.as_str();
        let allowed = DIRECTION
            .iter()
            .find(|(name, _)| *name == folder)
            .map(|(_, allowed)| *allowed);
        for other in &member.ours {
            let is_allowed = match allowed {
                Some(allowed) => allowed.contains(&other.as_str()),
                None => other != "core/xtask",
            };
            // A crate may name itself: its tests with another feature.
            if !is_allowed && other != folder {
                violations.push(format!(
                    "{folder} depends on {other}: the direction is surface <- model <- offline <- core <- bindings, emulator and xtask apart"
                ));
            }
        }
        for (pattern, folders, why) in RESTRICTED {
            if folders.contains(&folder) {
                continue;
            }
            for name in member.reaches.iter().filter(|name| matches(pattern, name)) {
                violations.push(format!("{folder} reaches {name}: {why}"));
            }
        }
        if !member.inherits_lints && !OWN_LINTS.contains(&folder) {
            violations.push(format!("{folder}/Cargo.toml does not inherit the workspace's lints: add [lints] workspace = true"));
        }
        if allowed.is_none()
            && !["bindings-python", "bindings-node", "examples/rust"].contains(&folder)
        {
            violations.push(format!(
                "{folder} is not in the table of who may depend on whom: add it"
            ));
        }
    }
    violations
}

fn matches(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == pattern,
    }
}

#[cfg(test)]
mod tests {
    use super::{Member, inherits_lints, violations};

    fn member(folder: &str, ours: &[&str], reaches: &[&str]) -> Member {
        Member {
            folder: folder.to_owned(),
            ours: ours.iter().map(|&name| name.to_owned()).collect(),
            reaches: reaches.iter().map(|&name| name.to_owned()).collect(),
            inherits_lints: true,
        }
    }

    #[test]
    fn the_intended_house_stands() {
        let members = [
            member("core/surface", &[], &["syn"]),
            member("core/model", &["core/surface"], &["serde"]),
            member("core/offline", &["core/model"], &["rawzip"]),
            member(
                "core",
                &["core/model", "core/offline", "core/emulator"],
                &["tokio", "reqwest", "rustls", "getrandom"],
            ),
            member("core/emulator", &[], &["tokio", "axum"]),
            member("core/xtask", &[], &["serde_json"]),
            member(
                "bindings-python",
                &["core", "core/model"],
                &["pyo3", "pyo3-ffi", "tokio"],
            ),
            member(
                "bindings-node",
                &["core"],
                &["napi", "napi-derive", "tokio"],
            ),
        ];
        assert_eq!(violations(&members), Vec::<String>::new());
    }

    #[test]
    fn each_wrong_direction_is_noticed() {
        for (folder, other) in [
            ("core/model", "core/offline"),
            ("core/model", "core"),
            ("core/offline", "core"),
            ("core/offline", "core/emulator"),
            ("core/emulator", "core/model"),
            ("core/emulator", "core"),
            ("core/xtask", "core/model"),
            ("core/surface", "core/model"),
            ("core", "bindings-python"),
            ("bindings-python", "core/xtask"),
        ] {
            let found = violations(&[member(folder, &[other], &[])]);
            assert_eq!(found.len(), 1, "{folder} -> {other}: {found:?}");
            assert!(
                found[0].starts_with(&format!("{folder} depends on {other}")),
                "{found:?}"
            );
        }
    }

    #[test]
    fn each_restricted_crate_is_noticed() {
        for (folder, other) in [
            ("core", "pyo3"),
            ("core", "napi-sys"),
            ("bindings-node", "pyo3-ffi"),
            ("bindings-python", "napi"),
            ("core/model", "tokio"),
            ("core/offline", "tokio-util"),
            ("core/offline", "reqwest"),
            ("core/offline", "rand"),
            ("core/offline", "getrandom"),
            ("core/offline", "kube-client"),
            ("core/offline", "aws-sdk-secretsmanager"),
            ("core/emulator", "reqwest"),
            ("core/xtask", "hyper"),
            ("core", "aws-lc-rs"),
            ("core", "openssl-sys"),
        ] {
            let found = violations(&[member(folder, &[], &[other])]);
            assert_eq!(found.len(), 1, "{folder} -> {other}: {found:?}");
        }
    }

    #[test]
    fn a_crate_outside_the_table_or_the_lints_is_noticed() {
        assert_eq!(violations(&[member("core/new", &[], &[])]).len(), 1);
        let mut member = member("core/model", &[], &[]);
        member.inherits_lints = false;
        assert_eq!(violations(&[member]).len(), 1);
        assert!(inherits_lints(
            "[package]\nname = \"a\"\n\n[lints]\nworkspace = true\n"
        ));
        assert!(!inherits_lints("[package]\nname = \"a\"\n"));
        assert!(!inherits_lints("[lints]\n[lints.rust]\n"));
    }
}
