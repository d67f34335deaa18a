//! Environments and collections of Postman.

use mendix_deploy_model::{Error, ErrorCode, Result};
use serde_json::Value as Json;

use super::{
    bounded,
    given::{Given, Input},
    importer::Importer,
    script,
};

pub(super) fn import(importer: &mut Importer<'_>, file: Option<&str>, text: &str) -> Result<()> {
    bounded(file, text)?;
    let name = file.unwrap_or("the source");
    let root: Json = serde_json::from_str(text).map_err(|error| {
        // The message of the reader may repeat what stands there; the place does not.
        let message = format!("{name}:{}:{} is no JSON", error.line(), error.column());
        Error::new(ErrorCode::InputInvalid, message).with_context("file", name)
    })?;
    let list = |key: &str| root.get(key).and_then(Json::as_array);
    if list("values").is_none() && list("variable").is_none() && list("item").is_none() {
        let message = format!("{name} is neither an environment nor a collection of Postman");
        return Err(Error::new(ErrorCode::InputInvalid, message).with_context("file", name));
    }
    let mut inputs = Vec::new();
    for item in ["values", "variable"]
        .iter()
        .filter_map(|key| list(key))
        .flatten()
    {
        variable(importer, item, &mut inputs);
    }
    if let Some(items) = list("item") {
        requests(importer, items, 0);
    }
    importer.variables(&inputs);
    Ok(())
}

fn variable(importer: &mut Importer<'_>, item: &Json, inputs: &mut Vec<Input>) {
    let name = item.get("key").and_then(Json::as_str).unwrap_or("unnamed");
    let is_off = item.get("enabled") == Some(&Json::Bool(false))
        || item.get("disabled") == Some(&Json::Bool(true));
    if is_off {
        let entry = importer.report.open(name, None);
        importer.report.ignore(entry, "it is switched off", None);
        return;
    }
    let text = match item.get("value") {
        Some(Json::String(text)) => text.clone(),
        Some(Json::Null) | None => String::new(),
        Some(other) => other.to_string(),
    };
    if !script::is_configuration(name) {
        let entry = importer.report.open(name, None);
        let why = "a variable of Postman's requests, and no configuration of the app";
        importer.report.ignore(entry, why, None);
        return;
    }
    let value = if text.contains("{{") {
        Given::unknown("Postman fills it in")
    } else {
        Given::text(text)
    };
    let mut input = Input::new(name, value, None);
    if item.get("type").and_then(Json::as_str) == Some("secret")
        && input.value.literal() == Some("")
    {
        input.value = Given::unknown("Postman keeps it as a secret, and does not export it");
    }
    inputs.push(input);
}

fn requests(importer: &mut Importer<'_>, items: &[Json], depth: usize) {
    if depth > 32 {
        return;
    }
    for item in items {
        if let Some(items) = item.get("item").and_then(Json::as_array) {
            requests(importer, items, depth + 1);
        }
        let Some(request) = item.get("request") else {
            continue;
        };
        let url = request.get("url");
        let url = url
            .and_then(Json::as_str)
            .or_else(|| url.and_then(|url| url.get("raw")).and_then(Json::as_str))
            .or_else(|| request.as_str());
        let method = request
            .get("method")
            .and_then(Json::as_str)
            .unwrap_or("GET");
        match url {
            Some(url) if url.contains("deploy.mendix.com") => {
                script::api_call(importer, method, url, None);
            }
            _ => {
                let name = item
                    .get("name")
                    .and_then(Json::as_str)
                    .unwrap_or("a request");
                let entry = importer.report.open(name, None);
                importer
                    .report
                    .ignore(entry, "no call of the Deploy API", None);
            }
        }
    }
}
