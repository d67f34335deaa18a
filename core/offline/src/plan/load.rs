//! Reading a saved plan: refused by name when it is newer or has steps that this version does not know.

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    document::Document,
    plans::{Plan, StepAction},
};
use serde_json::Value;

use super::verify_id;

/// Reads a plan from its JSON.
///
/// # Errors
///
/// `document.invalid` when it is not a plan, `document.newer` when its format is newer, `plan.unknown_step` when a step's
/// kind is not known, `plan.altered` when it was edited.
pub fn read_plan(text: &str) -> Result<Plan> {
    let value: Value = serde_json::from_str(text).map_err(|error| {
        Error::new(ErrorCode::DocumentInvalid, "the plan is not JSON").with_source(error)
    })?;
    let kind = value
        .get("document")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if kind != Plan::KIND {
        return Err(Error::new(
            ErrorCode::DocumentInvalid,
            format!("expected a document of the kind \"plan\", found {kind:?}"),
        ));
    }
    let version = value
        .get("version")
        .and_then(Value::as_u64)
        .unwrap_or_default();
    if version > u64::from(Plan::VERSION) {
        let writer = value
            .get("writtenBy")
            .and_then(Value::as_str)
            .unwrap_or("a newer version");
        return Err(Error::new(
            ErrorCode::DocumentNewer,
            format!(
                "the plan has format version {version} and was written by {writer}; this version reads {}",
                Plan::VERSION
            ),
        ));
    }
    refuse_unknown_steps(&value)?;
    let plan: Plan = serde_path_to_error::deserialize(&value).map_err(|error| {
        let path = error.path().to_string();
        Error::new(
            ErrorCode::DocumentInvalid,
            format!("the plan is wrong at {path}"),
        )
        .with_source(error.into_inner())
    })?;
    // A field that this version does not know would be lost by reading and is not covered by the id it computes.
    let again = serde_json::to_value(&plan).map_err(|error| {
        Error::new(ErrorCode::InternalDefect, "the plan cannot be written").with_source(error)
    })?;
    if let Some(path) = lost_field(&value, &again, String::new()) {
        return Err(Error::new(
            ErrorCode::PlanAltered,
            format!("the plan has a field that it does not have when it is made: {path}"),
        ));
    }
    verify_id(&plan)?;
    Ok(plan)
}

fn refuse_unknown_steps(plan: &Value) -> Result<()> {
    let stages = plan
        .pointer("/wayBack/stages")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let lists = std::iter::once(plan)
        .chain(stages)
        .filter_map(|holder| holder.get("steps")?.as_array());
    for step in lists.flatten() {
        let kind = step
            .pointer("/action/kind")
            .and_then(Value::as_str)
            .unwrap_or_default();
        if !StepAction::KINDS.contains(&kind) {
            let id = step.get("id").and_then(Value::as_str).unwrap_or_default();
            return Err(Error::new(
                ErrorCode::PlanUnknownStep,
                format!("the step {id:?} is of the kind {kind:?}, which this version cannot take"),
            )
            .with_context("step", id));
        }
    }
    Ok(())
}

/// The first place where `read` has something that `kept` has not. An explicit null equals absence.
fn lost_field(read: &Value, kept: &Value, path: String) -> Option<String> {
    match (read, kept) {
        (Value::Object(read), Value::Object(kept)) => {
            read.iter().find_map(|(name, value)| match kept.get(name) {
                Some(same) => lost_field(value, same, format!("{path}.{name}")),
                None if value.is_null() => None,
                None => Some(format!("{path}.{name}").trim_start_matches('.').to_owned()),
            })
        }
        (Value::Array(read), Value::Array(kept)) => read
            .iter()
            .zip(kept)
            .enumerate()
            .find_map(|(index, (a, b))| lost_field(a, b, format!("{path}[{index}]"))),
        _ => None,
    }
}
