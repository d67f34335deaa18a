//! The order of modules inside offline: `configuration <- secrets <- landscape`; `package, landscape <- compare, targets <- checks <- plan`; `render` reads only
//! the model.

use std::{fs, path::Path};

/// The modules of offline, each with those it may use. Those of one level do not use each other.
const ORDER: &[(&str, &[&str])] = &[
    ("json", &[]),
    ("package", &[]),
    ("configuration", &[]),
    ("secrets", &["configuration"]),
    ("landscape", &["configuration", "secrets"]),
    ("compare", &["package", "landscape"]),
    ("targets", &["package", "configuration", "landscape"]),
    (
        "checks",
        &[
            "package",
            "configuration",
            "landscape",
            "compare",
            "secrets",
            "targets",
        ],
    ),
    (
        "plan",
        &[
            "json",
            "package",
            "configuration",
            "landscape",
            "compare",
            "targets",
            "checks",
        ],
    ),
    ("render", &[]),
    // Files of every kind of document: reading a plan checks its id, writing one lays it out.
    ("document", &["json", "plan", "render"]),
];

/// One module naming another.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Use {
    /// `checks/preflight/mod.rs:12`.
    place: String,
    from: String,
    to: String,
}

/// Every use of one top module by another below `source`.
pub(super) fn observe(source: &Path) -> Result<Vec<Use>, String> {
    let mut uses = Vec::new();
    walk(source, source, &mut uses)?;
    Ok(uses)
}

fn walk(root: &Path, folder: &Path, uses: &mut Vec<Use>) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut entries = fs::read_dir(folder)
        .map_err(failed)?
        .collect::<std::io::Result<Vec<_>>>()
        .map_err(failed)?;
    entries.sort_by_key(fs::DirEntry::path);
    for entry in entries {
        let path = entry.path();
        if path.is_dir() {
            walk(root, &path, uses)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path)
                .map_err(|error| format!("{}: {error}", path.display()))?;
            let relative = path
                .strip_prefix(root)
                .unwrap_or(&path)
                .to_string_lossy()
                .replace('\\', "/");
            uses.extend(uses_in(&relative, &text));
        }
    }
    Ok(())
}

/// The top modules that the file `relative` names through `crate::` or enough `super::`.
fn uses_in(relative: &str, text: &str) -> Vec<Use> {
    let mut parts: Vec<&str> = relative.trim_end_matches(".rs").split('/').collect();
    if parts.last() == Some(&"mod") {
        parts.pop();
    }
    let from = parts[0];
    // lib.rs is the front page: it names every module.
    if relative == "lib.rs" {
        return Vec::new();
    }
    let code = without_comments(text);
    let to_root = "super::".repeat(parts.len());
    let mut found = Vec::new();
    for prefix in ["crate::", &to_root] {
        for (at, _) in code.match_indices(prefix) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | ':')) {
                continue;
            }
            let line = 1 + code[..at].matches('\n').count();
            for to in first_names(&code[at + prefix.len()..]) {
                if to != from && is_module(&to) {
                    found.push(Use {
                        place: format!("{relative}:{line}"),
                        from: from.to_owned(),
                        to,
                    });
                }
            }
        }
    }
    // Unknown modules are judged too: the table has to know them.
    if !is_module(from) {
        found.push(Use {
            place: format!("{relative}:1"),
            from: from.to_owned(),
            to: from.to_owned(),
        });
    }
    found
}

fn is_module(name: &str) -> bool {
    ORDER.iter().any(|(module, _)| *module == name)
}

/// The first names of a path, or of every path in a group: `{a::b, c::{d, e}}` gives `a` and `c`.
fn first_names(path: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        text.trim_start()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let Some(group) = path.trim_start().strip_prefix('{') else {
        return vec![name(path)];
    };
    let mut names = vec![name(group)];
    let mut depth = 0;
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(name(&group[at + 1..])),
            _ => {}
        }
    }
    names
}

/// The text with comments blanked, line breaks kept.
fn without_comments(text: &str) -> String {
    text.lines()
        .map(|line| line.find("//").map_or(line, |at| &line[..at]))
        .collect::<Vec<_>>()
        .join("\n")
}

pub(super) fn violations(uses: &[Use]) -> Vec<String> {
    uses.iter()
        .filter_map(|Use { place, from, to }| {
            let Some((_, allowed)) = ORDER.iter().find(|(module, _)| module == from) else {
                return Some(format!("core/offline/src/{place}: the module {from} is not in the order of offline: add it"));
            };
            (!allowed.contains(&to.as_str())).then(|| {
                let allowed = if allowed.is_empty() { "only the model".to_owned() } else { allowed.join(", ") };
                format!("core/offline/src/{place}: {from} uses {to}; it may use {allowed}")
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{uses_in, violations};

    fn broken(file: &str, text: &str) -> Vec<String> {
        violations(&uses_in(file, text))
    }

    #[test]
    fn downward_uses_are_allowed() {
        let text = "use crate::{package::Package, targets::{self, mendix_cloud::x}};\nuse crate::landscape;\nuse super::policy;\n";
        assert_eq!(broken("checks/preflight.rs", text), Vec::<String>::new());
        assert_eq!(uses_in("checks/preflight.rs", text).len(), 3);
        assert_eq!(
            broken("lib.rs", "pub use crate::plan::Plan;"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn each_upward_or_sideways_use_is_noticed() {
        for (file, text) in [
            ("package/mod.rs", "use crate::landscape::Landscape;"),
            ("landscape/load.rs", "use crate::package::Package;"),
            ("configuration/names.rs", "use crate::package::Package;"),
            ("configuration/names.rs", "use crate::landscape::App;"),
            ("landscape/load.rs", "fn f() -> crate::checks::X {}"),
            (
                "compare/class.rs",
                "use crate::{\n    package::Package,\n    targets::Target,\n};",
            ),
            ("targets/docker/spec.rs", "use crate::checks::X;"),
            ("checks/mod.rs", "use crate::plan::Plan;"),
            ("plan/planner.rs", "use crate::render::text;"),
            ("render/text.rs", "use crate::plan::Plan;"),
            ("package/mod.rs", "use super::plan::X;"),
            ("package/handle.rs", "use super::super::plan::X;"),
            ("render.rs", "use super::plan::X;"),
        ] {
            assert_eq!(broken(file, text).len(), 1, "{file}: {text}");
        }
    }

    #[test]
    fn comments_and_lookalikes_are_not_uses() {
        for text in [
            "// use crate::plan::Plan;",
            "/// See [`crate::plan`].",
            "use other_crate::plan::Plan;",
            "use $crate::plan::X;",
            "use crate::planner::X;",
        ] {
            assert_eq!(
                broken("package/mod.rs", text),
                Vec::<String>::new(),
                "{text}"
            );
        }
    }

    #[test]
    fn a_new_module_has_to_enter_the_order() {
        let found = broken("fleet/mod.rs", "");
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("fleet"), "{found:?}");
    }

    #[test]
    fn the_line_is_named() {
        let found = broken("package/names.rs", "//! Docs\n\nuse crate::plan::Plan;\n");
        assert!(
            found[0].starts_with("core/offline/src/package/names.rs:3: "),
            "{found:?}"
        );
    }
}
