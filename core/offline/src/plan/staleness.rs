//! Which facts are no longer those of a plan.

use std::collections::BTreeMap;

use mendix_deploy_model::{Error, ErrorCode, Result, error::FactChange, plans::Facts};
use serde_json::Value;

/// The facts that differ, by path. When and how they were read does not count; nor does knowledge about a constant's value
/// or about rights that only one side has, for example because secrets were not resolved or no token was at hand; nor that
/// a package has been finished meanwhile.
///
/// # Errors
///
/// `internal.defect` when facts cannot be written as JSON, which they always can.
pub fn changed(planned: &Facts, now: &Facts) -> Result<Vec<FactChange>> {
    let planned = flat(planned)?;
    let now = flat(now)?;
    let mut paths: Vec<&String> = planned.keys().chain(now.keys()).collect();
    paths.sort_unstable();
    paths.dedup();
    Ok(paths
        .into_iter()
        .filter(|path| {
            let (a, b) = (planned.get(*path), now.get(*path));
            a != b && !(known_by_one(path) && (a.is_none() || b.is_none())) && !finished(path, b)
        })
        .map(|path| FactChange {
            fact: path.clone(),
            planned: planned.get(path).cloned(),
            observed: now.get(path).cloned(),
        })
        .collect())
}

fn known_by_one(path: &str) -> bool {
    path.ends_with(".asWanted")
        || path.ends_with(".sha256")
        || path.starts_with("permissions.")
        || (path.starts_with("release.savepoint.constants[") && path.ends_with(".value"))
        || matches!(path, "stored.sizeBytes" | "stored.expiresAt")
}

/// A plan may be made while its package is still built; that it succeeds is what the plan waits for.
fn finished(path: &str, observed: Option<&String>) -> bool {
    path == "stored.status" && observed.is_some_and(|status| status == "succeeded")
}

fn flat(facts: &Facts) -> Result<BTreeMap<String, String>> {
    let mut value = serde_json::to_value(facts).map_err(|error| {
        Error::new(
            ErrorCode::InternalDefect,
            "the facts cannot be written as JSON",
        )
        .with_source(error)
    })?;
    if let Value::Object(fields) = &mut value {
        fields.remove("source");
        fields.remove("observedAt");
        // What was compared are files; the packages themselves are among the facts above.
        fields.remove("changes");
    }
    let mut out = BTreeMap::new();
    walk(&value, String::new(), &mut out);
    Ok(out)
}

fn walk(value: &Value, path: String, out: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let path = if path.is_empty() {
                    name.clone()
                } else {
                    format!("{path}.{name}")
                };
                walk(value, path, out);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                // Entries of settings are found by name: one more constant must not shift all that follow.
                let key = item
                    .get("name")
                    .and_then(Value::as_str)
                    .or_else(|| item.as_str())
                    .map_or_else(|| index.to_string(), str::to_owned);
                walk(item, format!("{path}[{key}]"), out);
            }
        }
        Value::Null => {}
        Value::String(text) => {
            out.insert(path, text.clone());
        }
        other => {
            out.insert(path, other.to_string());
        }
    }
}
