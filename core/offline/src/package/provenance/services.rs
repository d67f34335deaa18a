//! The services that an app publishes and consumes, from `model/dependencies.json`.

use mendix_deploy_model::Result;
use rawzip::ReaderAt;
use serde_json::{Value, json};

use super::{files::Files, libraries::property};
use crate::package::subject::Subject;

/// Written for the Catalog since Mendix 8.
const SERVICES: &str = "model/dependencies.json";

/// Largest such file; it holds the contracts of all services.
const MAX_SERVICES: u64 = 16 * 1024 * 1024;

/// The services as the bill of materials has them, published ones first, in the order of the file. A file that is not
/// what it should be gives none.
pub(super) fn read<R: ReaderAt>(files: &Files<R>, subject: Subject<'_>) -> Result<Vec<Value>> {
    let Some(bytes) = files.read_of_app(SERVICES, MAX_SERVICES, subject)? else {
        return Ok(Vec::new());
    };
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let document: Value = serde_json::from_slice(bytes).unwrap_or_default();
    let mut services = Vec::new();
    for direction in ["published", "consumed"] {
        for service in document[direction].as_array().into_iter().flatten() {
            let reference = format!("service:{}", services.len() + 1);
            services.extend(one(service, direction, &reference));
        }
    }
    Ok(services)
}

fn one(service: &Value, direction: &str, reference: &str) -> Option<Value> {
    let text = |key: &str| {
        service[key]
            .as_str()
            .filter(|text| !text.is_empty() && text.len() <= 1024)
    };
    let mut properties = vec![property("mendix:direction", direction)];
    properties.extend(text("serviceType").map(|kind| property("mendix:serviceType", kind)));
    let mut found = json!({
        "bom-ref": reference,
        "name": text("name")?,
        "properties": properties,
    });
    if let Some(version) = text("version") {
        found["version"] = json!(version);
    }
    // An endpoint is a reference in the sense of RFC 3987; what is none is left out.
    let endpoint = text("path").filter(|path| {
        path.starts_with('/')
            && path
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"/._-~".contains(&byte))
    });
    if let Some(endpoint) = endpoint {
        found["endpoints"] = json!([endpoint]);
    }
    Some(found)
}
