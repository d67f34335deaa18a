//! A `MendixApp` resource of the Mendix Operator.

use base64::{Engine, prelude::BASE64_STANDARD};
use mendix_deploy_model::{
    Error, ErrorCode, Result,
    landscapes::{StorageSpec, TargetKind, TargetSpec},
};
use serde_json::Value as Json;

use super::{
    container,
    document::{self, Document, at},
    given::Given,
    importer::{Importer, Secrecy},
    kubernetes, targets,
};
use crate::{configuration::yaml::Node, landscape::reader::join};

pub(super) fn import(importer: &mut Importer<'_>, file: Option<&str>, text: &str) -> Result<()> {
    let mut document = document::one(file, text)?;
    let root = document.root.clone();
    let scalar = |keys: &[&str]| at(&root, keys).and_then(Node::scalar);
    if scalar(&["kind"]) != Some("MendixApp") {
        return Err(Error::new(
            ErrorCode::InputInvalid,
            format!("{} is no MendixApp resource", file.unwrap_or("the source")),
        ));
    }
    importer.target = Some(targets::of_kind(TargetKind::Operator));
    for key in ["apiVersion", "kind"] {
        document.read(key);
    }
    for key in ["name", "namespace"] {
        let Some(node) = at(&root, &["metadata", key]) else {
            continue;
        };
        let entry = document.entry(importer, &format!("metadata.{key}"), node.at);
        let text = node.scalar().map(str::to_owned);
        if key == "name" {
            importer.app.clone_from(&text);
        }
        if let Some(TargetSpec::Operator {
            name, namespace, ..
        }) = &mut importer.target
        {
            let (place, path) = match key {
                "name" => (name, "target.name"),
                _ => (namespace, "target.namespace"),
            };
            *place = text;
            importer.report.became(entry, path);
        }
    }
    if let Some(spec) = at(&root, &["spec"]) {
        for entry in spec.entries() {
            part(
                importer,
                &mut document,
                &entry.name,
                &join("spec", &entry.name),
                &entry.value,
            );
        }
        if let Some(runtime) = at(spec, &["runtime"]) {
            self::runtime(importer, &mut document, runtime);
        }
    }
    document.rest(importer, |path| match path {
        "status" => ("the operator writes it", None),
        "spec.sourceVersion" | "spec.mendixRuntimeVersion" => ("the package says it", None),
        _ => ("the landscape has no place for it", None),
    });
    Ok(())
}

fn part(
    importer: &mut Importer<'_>,
    document: &mut Document<'_>,
    key: &str,
    path: &str,
    node: &Node,
) {
    let plan = |key: &str| node.get(key);
    match key {
        "database" => {
            if let Some(found) = plan("servicePlan") {
                let entry = document.entry(importer, &join(path, "servicePlan"), found.at);
                importer.database().service = found.value.scalar().map(str::to_owned);
                importer.report.became(entry, "database.service");
            }
        }
        "storage" => {
            if let Some(found) = plan("servicePlan") {
                let entry = document.entry(importer, &join(path, "servicePlan"), found.at);
                let storage: &mut StorageSpec = importer.storage();
                storage.service = found.value.scalar().map(str::to_owned);
                importer.report.became(entry, "storage.service");
            }
        }
        "sourceURL" => {
            let entry = document.entry(importer, path, node.at);
            match node
                .scalar()
                .and_then(|url| url.strip_prefix("oci-image://"))
            {
                Some(image) => {
                    let (name, tag, digest) = targets::image(image);
                    container::set_image(importer, entry, Some(name), tag, digest);
                }
                None => importer
                    .report
                    .ignore(entry, "the package is given to a plan", None),
            }
        }
        "appURL" => {
            let entry = document.entry(importer, path, node.at);
            container::route(importer, entry, node.scalar());
        }
        "tls" => {
            if let Some(found) = plan("enableTLS") {
                let entry = document.entry(importer, &join(path, "enableTLS"), found.at);
                let value = Given::text(found.value.scalar().unwrap_or_default());
                if let Some(tls) = importer.boolean(entry, &value) {
                    importer.spec.routing.get_or_insert_default().tls = Some(tls);
                    importer.report.became(entry, "routing.tls");
                }
            }
        }
        "replicas" => {
            let entry = document.entry(importer, path, node.at);
            container::replicas(importer, entry, node.scalar());
        }
        "resources" => kubernetes::resources(importer, document, path, node),
        "jvmMemorySettings" => {
            if let Some(found) = plan("heapLimit") {
                let entry = document.entry(importer, &join(path, "heapLimit"), found.at);
                match found
                    .value
                    .scalar()
                    .and_then(|text| targets::mebibytes(text, true))
                {
                    Some(size) => {
                        importer.jvm().heap_mebibytes = Some(size);
                        importer.report.became(entry, "jvm.heapMebibytes");
                    }
                    None => importer
                        .report
                        .ignore(entry, "it is no amount that can be read", None),
                }
            }
        }
        _ => {}
    }
}

fn runtime(importer: &mut Importer<'_>, document: &mut Document<'_>, runtime: &Node) {
    let base = "spec.runtime";
    // What has a field of its own wins over the custom configuration.
    if let Some(found) = runtime.get("customConfiguration") {
        custom(importer, document, &found.value);
    }
    for entry in runtime.entries() {
        let (key, node) = (entry.name.as_str(), &entry.value);
        let path = join(base, key);
        match key {
            "microflowConstants" => {
                for (path, entry) in node
                    .entries()
                    .iter()
                    .map(|entry| (join(&path, &entry.name), entry))
                {
                    let mut input = document.input(&path, &entry.value, entry.at);
                    document.read(&path);
                    if entry.value.is_null() {
                        input.doubt("it is set to nothing", None);
                    }
                    let opened = importer.open(&input);
                    importer.set_constant(opened, &entry.name, &input.value);
                }
            }
            "scheduledEventExecution" => {
                let opened = document.entry(importer, &path, node.at);
                let value = Given::text(node.scalar().unwrap_or_default());
                importer.set_setting(opened, "ScheduledEventExecution", &value);
            }
            "myScheduledEvents" => {
                let opened = document.entry(importer, &path, node.at);
                importer.set_json_setting(opened, "MyScheduledEvents", &document::json(node));
            }
            "dtapMode" => {
                let opened = document.entry(importer, &path, node.at);
                let value = Given::text(node.scalar().unwrap_or_default());
                importer.set_setting(opened, "DTAPMode", &value);
            }
            "logAutosubscribeLevel" => {
                let opened = document.entry(importer, &path, node.at);
                importer.level(opened, "*", node.scalar().unwrap_or_default());
            }
            "logLevels" => {
                for (child, entry) in node
                    .entries()
                    .iter()
                    .map(|entry| (join(&path, &entry.name), entry))
                {
                    let opened = document.entry(importer, &child, entry.at);
                    importer.level(
                        opened,
                        &entry.name,
                        entry.value.scalar().unwrap_or_default(),
                    );
                }
            }
            "mxAdminPassword" | "debuggerPassword" => {
                let opened = document.entry(importer, &path, node.at);
                let decoded = node
                    .scalar()
                    .and_then(|text| BASE64_STANDARD.decode(text.trim()).ok())
                    .and_then(|bytes| String::from_utf8(bytes).ok());
                let value = match decoded.as_deref() {
                    Some("") => {
                        importer
                            .report
                            .ignore(opened, "empty: it is left as it is", None);
                        continue;
                    }
                    Some(text) => Given::text(text.trim_end_matches('\n')),
                    None => Given::unknown("it is no base64"),
                };
                let administration = if key == "mxAdminPassword" {
                    "administration.password"
                } else {
                    "administration.debuggerPassword"
                };
                if let Some(text) = importer.secret_text(opened, administration, &value) {
                    let spec = importer.spec.administration.get_or_insert_default();
                    if key == "mxAdminPassword" {
                        spec.password = Some(text);
                    } else {
                        spec.debugger_password = Some(text);
                    }
                }
            }
            "runtimeLicense" => {
                for (field, secret) in [("id", Secrecy::Maybe), ("key", Secrecy::Secret)] {
                    let Some(found) = node.get(field) else {
                        continue;
                    };
                    let opened = document.entry(importer, &join(&path, field), found.at);
                    let value = Given::text(found.value.scalar().unwrap_or_default());
                    let path = format!("license.{field}");
                    if let Some(text) = importer.text(opened, &path, &value, secret) {
                        let license = importer.spec.license.get_or_insert_default();
                        if field == "id" {
                            license.id = Some(text);
                        } else {
                            license.key = Some(text);
                        }
                        importer.report.became(opened, &path);
                    }
                }
            }
            "environmentVariables" => {
                let namespace = match &importer.target {
                    Some(TargetSpec::Operator { namespace, .. }) => namespace.clone(),
                    _ => None,
                };
                let inputs = kubernetes::variables(document, node, &path, namespace.as_deref());
                for input in inputs {
                    let opened = importer.open(&input);
                    let buildpack = ["MX_", "MXRUNTIME_"]
                        .iter()
                        .any(|prefix| input.name.starts_with(prefix));
                    if buildpack {
                        importer.report.doubt(
                            opened,
                            "images of the operator do not read the variables of the buildpacks",
                            Some("Write it under `constants` or `runtimeSettings`."),
                        );
                    }
                    importer.set_variable(opened, &input.name, &input.value);
                }
            }
            _ => {}
        }
    }
}

/// All custom settings as JSON in a text; constants may stand among them, as JSON in a text of their own.
fn custom(importer: &mut Importer<'_>, document: &mut Document<'_>, node: &Node) {
    let path = "spec.runtime.customConfiguration";
    let members = node
        .scalar()
        .and_then(|text| serde_json::from_str::<Json>(text).ok());
    let Some(Json::Object(members)) = members else {
        let entry = document.entry(importer, path, node.at);
        importer.report.ignore(
            entry,
            "it is no text that holds a JSON object",
            Some("Correct the JSON."),
        );
        return;
    };
    document.read(path);
    for (name, value) in &members {
        let shown = document.named(&join(path, name));
        let inner = match value {
            Json::String(text) => serde_json::from_str::<Json>(text).ok(),
            other => Some(other.clone()),
        };
        match (name.as_str(), inner) {
            ("MicroflowConstants", Some(Json::Object(constants))) => {
                for (name, value) in &constants {
                    let name_shown = join(&shown, name);
                    let entry = importer.report.open(&name_shown, document.place(node.at));
                    let value = value
                        .as_str()
                        .map_or_else(|| value.to_string(), str::to_owned);
                    importer.set_constant(entry, name, &Given::text(value));
                }
            }
            _ => {
                let entry = importer.report.open(&shown, document.place(node.at));
                importer.set_json_setting(entry, name, value);
            }
        }
    }
}
