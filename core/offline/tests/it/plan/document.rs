//! The plan as a document: saved, loaded, refused.

use mendix_deploy_model::ErrorCode;
use mendix_deploy_offline::plan::read_plan;
use serde_json::{Value, json};

use super::support::*;

fn saved() -> Value {
    serde_json::to_value(make(&production(), &promote(), &promotion())).unwrap()
}

fn refused(value: &Value) -> ErrorCode {
    read_plan(&value.to_string()).unwrap_err().code()
}

#[test]
fn a_plan_survives_saving_and_loading() {
    let plan = make(&production(), &promote(), &promotion());
    let text = serde_json::to_string_pretty(&plan).unwrap();
    assert!(text.starts_with("{\n  \"document\": \"plan\",\n  \"version\": 1,\n  \"writtenBy\""));
    assert_eq!(read_plan(&text).unwrap(), plan);
}

#[test]
fn an_unknown_step_is_refused_by_name_wherever_it_hides() {
    let mut value = saved();
    value["steps"][3]["action"] = json!({"kind": "teleport"});
    let error = read_plan(&value.to_string()).unwrap_err();
    assert_eq!(error.code(), ErrorCode::PlanUnknownStep);
    assert!(error.message().contains("teleport"), "{}", error.message());
    let mut value = saved();
    value["wayBack"]["stages"][1]["steps"][0]["action"]["kind"] = json!("rewind");
    assert_eq!(refused(&value), ErrorCode::PlanUnknownStep);
}

#[test]
fn newer_other_and_broken_documents_are_refused() {
    let mut value = saved();
    value["version"] = json!(2);
    assert_eq!(refused(&value), ErrorCode::DocumentNewer);
    let mut value = saved();
    value["document"] = json!("report");
    assert_eq!(refused(&value), ErrorCode::DocumentInvalid);
    let mut value = saved();
    value["steps"][0]["deadlineSeconds"] = json!("soon");
    assert_eq!(refused(&value), ErrorCode::DocumentInvalid);
    assert_eq!(
        read_plan("{\"document\": \"plan\"").unwrap_err().code(),
        ErrorCode::DocumentInvalid
    );
    let mut value = saved();
    value["steps"][0]["skip"] = json!(true);
    assert_eq!(refused(&value), ErrorCode::PlanAltered);
}

/// Changes every single leaf of the document in turn: each is noticed.
#[test]
fn any_edit_is_noticed() {
    let value = saved();
    let mut paths = Vec::new();
    leaves(&value, String::new(), &mut paths);
    assert!(paths.len() > 200, "{}", paths.len());
    for path in paths {
        let mut edited = value.clone();
        let leaf = edited.pointer_mut(&path).unwrap();
        *leaf = match leaf {
            Value::Bool(b) => json!(!*b),
            Value::Number(n) => json!(n.as_u64().unwrap() + 1),
            Value::String(s) => json!(format!("{s}x")),
            _ => unreachable!("{path}"),
        };
        assert!(read_plan(&edited.to_string()).is_err(), "{path}");
    }
}

fn leaves(value: &Value, path: String, out: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                leaves(value, format!("{path}/{name}"), out);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                leaves(value, format!("{path}/{index}"), out);
            }
        }
        _ => out.push(path),
    }
}
