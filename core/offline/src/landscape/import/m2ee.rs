//! The configuration of m2ee-tools: YAML files, of which later ones win.

use mendix_deploy_model::{
    Result,
    configurations::ConfigurationFile,
    landscapes::{LinuxFlavour, TargetKind, TargetSpec},
};

use super::{
    document::{self, Document, at, children},
    given::Given,
    importer::Importer,
    report::Entry,
    targets,
};
use crate::{
    configuration::yaml::{Node, Value},
    landscape::reader::join,
};

pub(super) fn import(importer: &mut Importer<'_>, files: &[ConfigurationFile]) -> Result<()> {
    importer.target = Some(targets::of_kind(TargetKind::Linux));
    if let Some(TargetSpec::Linux {
        flavour,
        configuration_files,
        ..
    }) = &mut importer.target
    {
        *flavour = Some(LinuxFlavour::M2ee);
        *configuration_files = Some(files.iter().map(|file| file.name.clone()).collect());
    }
    for file in files {
        let mut document = document::one(Some(&file.name), &file.text)?;
        let root = document.root.clone();
        for section in root.entries() {
            let name = section.name.as_str();
            for entry in section.value.entries() {
                let path = join(name, &entry.name);
                key(
                    importer,
                    &mut document,
                    name,
                    &entry.name,
                    &path,
                    &entry.value,
                );
            }
        }
        if let Some(node) = at(&root, &["logging"]) {
            logging(importer, &mut document, node);
        }
        if let Some(node) = at(&root, &["include"]) {
            let entry = document.entry(importer, "include", node.at);
            importer.report.doubt(
                entry,
                "the files that it names are not in this import unless they are given as well",
                Some("Give them after this one."),
            );
        }
        document.rest(importer, |path| match path {
            "mxnode.download_runtime_url" => ("the machine's own business", None),
            "m2ee.monitoring_pass" => (
                "the landscape has no place for the monitoring password; it is left out",
                None,
            ),
            _ if path.starts_with("mimetypes") => ("the landscape has no place for it", None),
            _ if path.starts_with("m2ee") || path.starts_with("mxnode") => (
                "it concerns m2ee-tools on the machine and not the app's configuration",
                None,
            ),
            _ => ("the landscape has no place for it", None),
        });
    }
    Ok(())
}

fn linux(
    importer: &mut Importer<'_>,
    entry: Entry,
    path: &str,
    set: impl FnOnce(&mut TargetSpec) -> bool,
) {
    if importer.target.as_mut().is_some_and(set) {
        importer.report.became(entry, path);
    } else {
        importer
            .report
            .ignore(entry, "its value cannot be read", None);
    }
}

fn key(
    importer: &mut Importer<'_>,
    document: &mut Document<'_>,
    section: &str,
    key: &str,
    path: &str,
    node: &Node,
) {
    let text = node.scalar().map(str::to_owned);
    match (section, key) {
        ("mxruntime", "MicroflowConstants") | ("custom", _)
            if section == "mxruntime" || text.is_some() =>
        {
            constants(importer, document, section, key, path, node);
        }
        ("mxruntime", _) => {
            let entry = document.entry(importer, path, node.at);
            if key == "DTAPMode" && text.as_deref() == Some("D") {
                importer
                    .report
                    .doubt(entry, "m2ee-tools 8 always sends P", None);
            }
            importer.set_json_setting(entry, key, &document::json(node));
        }
        ("m2ee", "app_name") => {
            let entry = document.entry(importer, path, node.at);
            importer.app.clone_from(&text);
            importer
                .report
                .note(entry, "the app's name, unless the import is given another");
            importer.report.keep(entry);
        }
        ("m2ee", "app_base") => {
            let entry = document.entry(importer, path, node.at);
            linux(importer, entry, "target.folder", |target| {
                let TargetSpec::Linux { folder, .. } = target else {
                    return false;
                };
                *folder = text;
                folder.is_some()
            });
        }
        ("m2ee", "runtime_port" | "admin_port") => {
            let entry = document.entry(importer, path, node.at);
            let number = text.and_then(|text| text.parse().ok());
            let is_admin = key == "admin_port";
            let path = if is_admin {
                "target.adminPort"
            } else {
                "target.port"
            };
            linux(importer, entry, path, |target| {
                let TargetSpec::Linux {
                    port, admin_port, ..
                } = target
                else {
                    return false;
                };
                *(if is_admin { admin_port } else { port }) = number;
                number.is_some()
            });
        }
        ("m2ee", "admin_pass") => {
            let input = document.input(path, node, node.at);
            document.read(path);
            let entry = importer.open(&input);
            if let Some(text) =
                importer.secret_text(entry, "administration.portPassword", &input.value)
            {
                importer
                    .spec
                    .administration
                    .get_or_insert_default()
                    .port_password = Some(text);
            }
        }
        ("m2ee", "admin_listen_addresses") => {
            let entry = document.entry(importer, path, node.at);
            let public = text
                .as_deref()
                .is_some_and(|text| !matches!(text, "" | "127.0.0.1" | "localhost" | "::1"));
            importer
                .spec
                .administration
                .get_or_insert_default()
                .port_public = Some(public);
            importer.report.became(entry, "administration.portPublic");
        }
        ("m2ee", "javaopts") => {
            for (path, item) in children(node, path) {
                let entry = document.entry(importer, &path, item.at);
                importer.arguments(
                    entry,
                    item.scalar().map(str::to_owned).into_iter().collect(),
                );
            }
        }
        ("m2ee", "custom_environment") => {
            for entry in node.entries() {
                let path = join(path, &entry.name);
                let input = document.input(&path, &entry.value, entry.at);
                document.read(&path);
                let opened = importer.open(&input);
                importer.set_variable(opened, &entry.name, &input.value);
            }
        }
        ("m2ee", "pidfile") => {
            let entry = document.entry(importer, path, node.at);
            linux(importer, entry, "target.service.pidFile", |target| {
                let TargetSpec::Linux { service, .. } = target else {
                    return false;
                };
                service.get_or_insert_default().pid_file = text;
                true
            });
        }
        ("mxnode", "mxjar_repo") => {
            let first = text.or_else(|| {
                children(node, path)
                    .first()
                    .and_then(|(_, item)| item.scalar().map(str::to_owned))
            });
            let entry = document.entry(importer, path, node.at);
            if matches!(&node.value, Value::List(items) if items.len() > 1) {
                importer
                    .report
                    .doubt(entry, "only the first of the folders is taken", None);
            }
            linux(importer, entry, "target.runtimesFolder", |target| {
                let TargetSpec::Linux {
                    runtimes_folder, ..
                } = target
                else {
                    return false;
                };
                *runtimes_folder = first;
                runtimes_folder.is_some()
            });
        }
        _ => {}
    }
}

fn constants(
    importer: &mut Importer<'_>,
    document: &mut Document<'_>,
    section: &str,
    key: &str,
    path: &str,
    node: &Node,
) {
    if section == "custom" {
        let input = document.input(path, node, node.at);
        document.read(path);
        let entry = importer.open(&input);
        importer.report.doubt(
            entry,
            "m2ee-tools does not read constants here, only the copy inside the buildpack does",
            Some("Check the value: with the landscape it takes effect for the first time."),
        );
        importer.set_constant(entry, key, &input.value);
        return;
    }
    for entry in node.entries() {
        let path = join(path, &entry.name);
        let mut input = document.input(&path, &entry.value, entry.at);
        if matches!(entry.value.value, Value::List(_) | Value::Map(_)) {
            input.value = Given::text(document::json(&entry.value).to_string());
        }
        document.read(&path);
        let opened = importer.open(&input);
        importer.set_constant(opened, &entry.name, &input.value);
    }
    if node.entries().is_empty() {
        document.entry(importer, path, node.at);
    }
}

/// Levels of log nodes; where the log goes stays the machine's business.
fn logging(importer: &mut Importer<'_>, document: &mut Document<'_>, node: &Node) {
    for (path, subscriber) in children(node, "logging") {
        if let Some(levels) = subscriber.get("loglevel") {
            for entry in levels.value.entries() {
                let path = join(&join(&path, "loglevel"), &entry.name);
                let opened = document.entry(importer, &path, entry.at);
                importer.level(
                    opened,
                    &entry.name,
                    entry.value.scalar().unwrap_or_default(),
                );
            }
        }
        if let Some(level) = subscriber.get("autosubscribe") {
            let opened = document.entry(importer, &join(&path, "autosubscribe"), level.at);
            importer.level(opened, "*", level.value.scalar().unwrap_or_default());
        }
    }
}
