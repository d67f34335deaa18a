//! A plan's id: the digest of its canonical content.

use std::fmt::Write as _;

use mendix_deploy_model::{Error, ErrorCode, Result, plans::Plan};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The id that the plan's content has: `sha256:` and the digest of its JSON without `id`, keys in code point order, no
/// white space. The plan's own `id` is not read.
///
/// # Errors
///
/// `internal.defect` when the plan cannot be written as JSON, which no plan of this library does.
pub fn plan_id(plan: &Plan) -> Result<String> {
    let mut value = serde_json::to_value(plan).map_err(|error| {
        Error::new(
            ErrorCode::InternalDefect,
            "the plan cannot be written as JSON",
        )
        .with_source(error)
    })?;
    if let Value::Object(fields) = &mut value {
        fields.remove("id");
    }
    Ok(format!("sha256:{}", digest(&value)))
}

/// Checks that nobody edited the plan since it was made.
///
/// # Errors
///
/// `plan.altered` when the id is not that of the content.
pub fn verify_id(plan: &Plan) -> Result<()> {
    let computed = plan_id(plan)?;
    if computed == plan.id {
        return Ok(());
    }
    Err(Error::new(
        ErrorCode::PlanAltered,
        format!(
            "the plan for {} was edited: it says it is {}, its content is {computed}",
            plan.address, plan.id
        ),
    )
    .with_context("environment", &plan.address))
}

/// SHA-256 of the canonical text of a JSON value, lower-case hexadecimal.
pub(super) fn digest(value: &Value) -> String {
    let mut text = String::new();
    canonical(value, &mut text);
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// Sorts keys itself: whether `serde_json::Map` is sorted depends on the features that other crates switch on.
fn canonical(value: &Value, out: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut names: Vec<&String> = fields.keys().collect();
            names.sort_unstable();
            out.push('{');
            for (index, name) in names.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                out.push_str(&Value::String(name.clone()).to_string());
                out.push(':');
                canonical(&fields[name], out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                canonical(item, out);
            }
            out.push(']');
        }
        other => out.push_str(&other.to_string()),
    }
}
