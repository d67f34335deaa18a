//! The list of types in the golden values: both bindings decode and encode each of them.

use std::{collections::BTreeSet, fs};

use serde_json::Value;

use super::{Files, NOTICE, manifest::Manifest};
use crate::context::Context;

/// Golden values: one file per case, `{"type": …, "input": …, "output": …}`.
pub(crate) const GOLDEN: &str = "tests/golden/values";

pub(super) fn write(
    context: &Context,
    manifest: &Manifest,
    files: &mut Files,
) -> Result<(), String> {
    let mut names = BTreeSet::new();
    let folder = context.path(GOLDEN);
    let entries = fs::read_dir(&folder).map_err(|e| format!("{GOLDEN}: {e}"))?;
    for entry in entries {
        let path = entry.map_err(|e| e.to_string())?.path();
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let value: Value =
            serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
        let name = value["type"]
            .as_str()
            .ok_or_else(|| format!("{}: no `type`", path.display()))?;
        names.insert(name.to_owned());
    }
    let mut arms = String::new();
    for name in &names {
        let def = manifest
            .types
            .get(name)
            .ok_or_else(|| format!("{GOLDEN}: `{name}` is not a type of the surface"))?;
        let mut parts = def.module.split("::");
        let (krate, namespace) = (
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
        );
        arms.push_str(&format!(
            "            \"{name}\" => {krate}::{namespace}::{name},\n"
        ));
    }
    let text = format!(
        "// {NOTICE}\n//! The types of the golden values.\n\n/// Calls the given macro with `\"Name\" => path,` for each type.\nmacro_rules! for_each_value {{\n    ($callback:ident) => {{\n        $callback! {{\n{arms}        }}\n    }};\n}}\n\npub(crate) use for_each_value;\n"
    );
    for binding in ["bindings-python", "bindings-node"] {
        files.insert(format!("{binding}/src/values.rs"), text.clone());
    }
    Ok(())
}
