//! A Compose file: the service that is the app.

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    landscapes::{StorageProvider, TargetKind, TargetSpec},
};

use super::{
    container::{self, Limits},
    document::{self, Document, at, children},
    given::{Given, Input, interpolated, variable_reference},
    importer::Importer,
    known::MENDIX,
    report::Entry,
    targets,
};
use crate::{
    configuration::yaml::{Node, Value},
    landscape::reader::join,
};

/// Where the Docker buildpack's image keeps files.
const FILES: &str = "/opt/mendix/build/data/files";

pub(super) fn import(
    importer: &mut Importer<'_>,
    file: Option<&str>,
    text: &str,
    service: Option<&str>,
) -> Result<()> {
    let mut document = document::one(file, text)?;
    let root = document.root.clone();
    let services = at(&root, &["services"])
        .map(Node::entries)
        .unwrap_or_default();
    let names: Vec<&str> = services.iter().map(|entry| entry.name.as_str()).collect();
    let candidates: Vec<&str> = services
        .iter()
        .filter(|entry| is_app(&entry.value))
        .map(|entry| entry.name.as_str())
        .collect();
    let name = container::choose("service", &names, &candidates, service, file)?;
    importer.app.get_or_insert_with(|| name.to_owned());
    if importer.target.is_none() {
        importer.target = Some(targets::of_kind(TargetKind::Docker));
    }
    let path = join("services", name);
    let node = at(&root, &["services", name]).cloned().ok_or_else(|| {
        Error::new(
            ErrorCode::InputInvalid,
            format!("the service {name} is not there"),
        )
    })?;
    for (key, value) in children(&node, &path) {
        let bare = key
            .strip_prefix(&path)
            .unwrap_or(&key)
            .trim_start_matches('.')
            .to_owned();
        part(importer, &mut document, &bare, &key, &value.clone());
    }
    if let Some(TargetSpec::Docker { compose_file, .. }) = &mut importer.target {
        *compose_file = file.map(str::to_owned);
    }
    let inputs = environment(&mut document, &node, &path);
    importer.variables(&inputs);
    document.rest(importer, reason);
    Ok(())
}

fn is_app(service: &Node) -> bool {
    let names: Vec<String> = match service.get("environment").map(|entry| &entry.value.value) {
        Some(Value::Map(entries)) => entries.iter().map(|entry| entry.name.clone()).collect(),
        Some(Value::List(items)) => items
            .iter()
            .filter_map(Node::scalar)
            .map(|item| item.split('=').next().unwrap_or(item).to_owned())
            .collect(),
        _ => Vec::new(),
    };
    names
        .iter()
        .any(|name| MENDIX.iter().any(|known| name.starts_with(known)))
        || service
            .get("image")
            .and_then(|entry| entry.value.scalar())
            .is_some_and(|image| image.contains("mendix"))
}

/// The variables of a service: a mapping, or a list of `NAME=value`.
fn environment(document: &mut Document<'_>, service: &Node, path: &str) -> Vec<Input> {
    let Some(entry) = service.get("environment") else {
        return Vec::new();
    };
    let path = join(path, "environment");
    document.read(&path);
    let mut inputs = Vec::new();
    match &entry.value.value {
        Value::Map(entries) => {
            for entry in entries {
                let mut input = document.input(&entry.name, &entry.value, entry.at);
                if entry.value.is_null() {
                    input.value = from_shell(&entry.name);
                } else {
                    fill(&mut input);
                }
                inputs.push(input);
            }
        }
        Value::List(items) => {
            for item in items {
                let Some(text) = item.scalar() else { continue };
                let place = document.place(item.at);
                let mut input = match text.split_once('=') {
                    Some((name, value)) => Input::new(name, Given::text(value), place),
                    None => Input::new(text, from_shell(text), place),
                };
                fill(&mut input);
                inputs.push(input);
            }
        }
        _ => {}
    }
    inputs
}

fn from_shell(name: &str) -> Given {
    variable_reference(name).map_or_else(
        || Given::unknown("it is taken from the shell, and no shell has a variable of this name"),
        Given::reference,
    )
}

/// Fills in what Compose fills in.
fn fill(input: &mut Input) {
    let Some(text) = input.value.literal() else {
        return;
    };
    let filled = interpolated(text, true);
    input.value = filled.value;
    for name in filled.defaults {
        let why = format!("the default that the file gives for {name} is left out");
        input.doubt(
            why,
            Some("Set the variable everywhere; a default for a password is known to everybody with the file."),
        );
    }
}

/// One key of the service.
fn part(
    importer: &mut Importer<'_>,
    document: &mut Document<'_>,
    key: &str,
    path: &str,
    node: &Node,
) {
    match key {
        "image" => {
            let entry = document.entry(importer, path, node.at);
            container::image(importer, entry, node.scalar().unwrap_or_default());
        }
        "container_name" => {
            let entry = document.entry(importer, path, node.at);
            if let (Some(name), Some(TargetSpec::Docker { container, .. })) =
                (node.scalar(), &mut importer.target)
            {
                *container = Some(name.to_owned());
                importer.report.became(entry, "target.container");
            }
        }
        "ports" => ports(importer, document, path, node),
        "volumes" => volumes(importer, document, path, node),
        "networks" => {
            let names: Vec<(String, &Node)> = children(node, path);
            if let [(only, child)] = names.as_slice() {
                let name = match &node.value {
                    Value::List(_) => child.scalar().map(str::to_owned),
                    _ => node.entries().first().map(|entry| entry.name.clone()),
                };
                let entry = document.entry(importer, only, child.at);
                if let (Some(name), Some(TargetSpec::Docker { network, .. })) =
                    (name, &mut importer.target)
                {
                    *network = Some(name);
                    importer.report.became(entry, "target.network");
                }
            }
        }
        "mem_limit" => {
            let entry = document.entry(importer, path, node.at);
            container::amount(
                importer,
                entry,
                Limits::Limit,
                "memory",
                node.scalar(),
                false,
            );
        }
        "cpus" => {
            let entry = document.entry(importer, path, node.at);
            container::amount(importer, entry, Limits::Limit, "cpu", node.scalar(), false);
        }
        "deploy" => deploy(importer, document, path, node),
        "healthcheck" => health(importer, document, path, node),
        "env_file" => {
            let entry = document.entry(importer, path, node.at);
            importer.report.doubt(
                entry,
                "the variables in that file are not in this import",
                Some("Import the file as well."),
            );
        }
        _ => {}
    }
}

fn ports(importer: &mut Importer<'_>, document: &mut Document<'_>, path: &str, node: &Node) {
    for (number, (path, item)) in children(node, path).into_iter().enumerate() {
        let entry = document.entry(importer, &path, item.at);
        let (published, inside) = match item.scalar() {
            Some(text) => {
                let text = text.split('/').next().unwrap_or(text);
                let mut parts = text.rsplit(':');
                let inside = parts.next().map(str::to_owned);
                (parts.next().map(str::to_owned), inside)
            }
            None => {
                let of = |key: &str| {
                    item.get(key)
                        .and_then(|entry| entry.value.scalar())
                        .map(str::to_owned)
                };
                (of("published"), of("target"))
            }
        };
        if number > 0 {
            importer
                .report
                .ignore(entry, "the landscape has one port: the app's", None);
            continue;
        }
        if inside.as_deref() != Some("8080") {
            importer.report.doubt(
                entry,
                "the image listens on 8080 unless PORT says otherwise",
                Some("Check the port inside the container."),
            );
        }
        match (
            published.and_then(|port| port.parse().ok()),
            &mut importer.target,
        ) {
            (Some(number), Some(TargetSpec::Docker { port, .. })) => {
                *port = Some(number);
                importer.report.became(entry, "target.port");
            }
            _ => importer
                .report
                .ignore(entry, "it names no port of the machine", None),
        }
    }
}

fn volumes(importer: &mut Importer<'_>, document: &mut Document<'_>, path: &str, node: &Node) {
    for (path, item) in children(node, path) {
        let entry = document.entry(importer, &path, item.at);
        let (source, inside) = match item.scalar() {
            Some(text) => {
                let mut parts = text.splitn(3, ':');
                (
                    parts.next().map(str::to_owned),
                    parts.next().map(str::to_owned),
                )
            }
            None => {
                let of = |key: &str| {
                    item.get(key)
                        .and_then(|entry| entry.value.scalar())
                        .map(str::to_owned)
                };
                (of("source"), of("target"))
            }
        };
        let inside = inside.unwrap_or_default();
        let trimmed = inside.trim_end_matches('/');
        let files = trimmed == FILES || trimmed == "/opt/mendix/build/data";
        if !files && trimmed != "/opt/mendix/data/files" {
            importer
                .report
                .ignore(entry, "it does not hold the app's files", None);
            continue;
        }
        if !files {
            importer.report.doubt(
                entry,
                "the image keeps its files in /opt/mendix/build/data/files: today they are lost with the container",
                Some("Mount the volume there."),
            );
        }
        importer.storage().provider = Some(StorageProvider::Local);
        importer.report.became(entry, "storage.provider");
        if let (Some(source), Some(TargetSpec::Docker { volume, .. })) =
            (source, &mut importer.target)
        {
            *volume = Some(source);
            importer.report.became(entry, "target.volume");
        }
    }
}

fn deploy(importer: &mut Importer<'_>, document: &mut Document<'_>, path: &str, node: &Node) {
    if let Some(replicas) = node.get("replicas") {
        let path = join(path, "replicas");
        let entry = document.entry(importer, &path, replicas.at);
        container::replicas(importer, entry, replicas.value.scalar());
    }
    for (key, limits) in [("limits", Limits::Limit), ("reservations", Limits::Request)] {
        let Some(amounts) = at(node, &["resources", key]) else {
            continue;
        };
        let path = join(&join(path, "resources"), key);
        for (name, kind) in [("memory", "memory"), ("cpus", "cpu")] {
            if let Some(amount) = amounts.get(name) {
                let entry = document.entry(importer, &join(&path, name), amount.at);
                container::amount(importer, entry, limits, kind, amount.value.scalar(), false);
            }
        }
    }
}

fn health(importer: &mut Importer<'_>, document: &mut Document<'_>, path: &str, node: &Node) {
    let mut seconds = |importer: &mut Importer<'_>, key: &str| -> Option<(Entry, u32)> {
        let found = node.get(key)?;
        let value = targets::seconds(found.value.scalar()?)?;
        let entry = document.entry(importer, &join(path, key), found.at);
        Some((entry, value))
    };
    for (key, field) in [
        ("interval", "periodSeconds"),
        ("timeout", "timeoutSeconds"),
        ("start_period", "initialDelaySeconds"),
    ] {
        if let Some((entry, value)) = seconds(importer, key) {
            let health = importer.spec.health.get_or_insert_default();
            let probe = health.liveness.get_or_insert_default();
            match key {
                "interval" => probe.period_seconds = Some(value),
                "timeout" => probe.timeout_seconds = Some(value),
                _ => probe.initial_delay_seconds = Some(value),
            }
            importer
                .report
                .became(entry, &format!("health.liveness.{field}"));
        }
    }
    if let Some(retries) = node.get("retries") {
        let entry = document.entry(importer, &join(path, "retries"), retries.at);
        let value = Given::text(retries.value.scalar().unwrap_or_default());
        if let Some(failures) = importer.number(entry, &value) {
            let health = importer.spec.health.get_or_insert_default();
            health.liveness.get_or_insert_default().failures = Some(failures);
            importer.report.became(entry, "health.liveness.failures");
        }
    }
    if let Some(test) = node.get("test") {
        let entry = document.entry(importer, &join(path, "test"), test.at);
        let text = match &test.value.value {
            Value::List(items) => items
                .iter()
                .filter_map(Node::scalar)
                .collect::<Vec<_>>()
                .join(" "),
            _ => test.value.scalar().unwrap_or_default().to_owned(),
        };
        let url = text
            .split(|c: char| c.is_whitespace() || matches!(c, '"' | '\''))
            .find_map(|word| word.split_once("://"))
            .map(|(_, rest)| rest.to_owned());
        match url {
            Some(rest) => {
                let found = rest.find('/').map_or("/", |at| &rest[at..]).to_owned();
                container::probe_path(importer, entry, "liveness", &found);
            }
            None => importer
                .report
                .ignore(entry, "it asks no page of the app", None),
        }
    }
}

fn reason(path: &str) -> (&'static str, Option<&'static str>) {
    if path == "version" {
        return (
            "it is obsolete, and Compose warns about it",
            Some("Remove it."),
        );
    }
    let part = path.rsplit('.').next().unwrap_or(path);
    if path.starts_with("services") {
        return match part {
            "build" => (
                "an image is built from a package, by a plan or a pipeline",
                Some("Write `target.image`."),
            ),
            "depends_on" | "restart" | "command" | "entrypoint" => (
                "it concerns how containers run, not the app's configuration",
                None,
            ),
            _ if path.matches(['.', '[']).count() == 1 => ("another service", None),
            _ => ("the landscape has no place for it", None),
        };
    }
    ("it concerns other services, or the machine", None)
}
