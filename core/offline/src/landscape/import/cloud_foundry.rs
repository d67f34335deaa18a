//! A manifest of Cloud Foundry.

use mendix_deploy_model::{
    Result,
    landscapes::{TargetKind, TargetSpec},
};

use super::{
    container::{self, Limits},
    document::{self, Document, at, children},
    given::Given,
    importer::Importer,
    targets,
};
use crate::{configuration::yaml::Node, landscape::reader::join};

pub(super) fn import(
    importer: &mut Importer<'_>,
    file: Option<&str>,
    text: &str,
    application: Option<&str>,
) -> Result<()> {
    let mut document = document::one(file, text)?;
    let root = document.root.clone();
    let applications: Vec<(String, &Node)> = at(&root, &["applications"])
        .map(|node| children(node, "applications"))
        .unwrap_or_default();
    let name_of = |node: &'_ Node| -> String {
        node.get("name")
            .and_then(|entry| entry.value.scalar())
            .unwrap_or("unnamed")
            .to_owned()
    };
    let names: Vec<String> = applications.iter().map(|(_, node)| name_of(node)).collect();
    let shown: Vec<&str> = names.iter().map(String::as_str).collect();
    let chosen = container::choose("application", &shown, &[], application, file)?;
    let Some((path, node)) = applications
        .iter()
        .find(|(_, node)| name_of(node) == chosen)
    else {
        return Ok(());
    };
    importer.app.get_or_insert_with(|| chosen.to_owned());
    importer.target = Some(targets::of_kind(TargetKind::CloudFoundry));
    for (key, value) in node
        .entries()
        .iter()
        .map(|entry| (entry.name.as_str(), &entry.value))
    {
        part(importer, &mut document, key, &join(path, key), value);
    }
    if let Some(env) = node.get("env") {
        document.read(&join(path, "env"));
        let mut inputs = Vec::new();
        for entry in env.value.entries() {
            let mut input = document.input(&entry.name, &entry.value, entry.at);
            if input
                .value
                .literal()
                .is_some_and(|text| text.contains("(("))
            {
                input.value = Given::unknown("it is filled in when the manifest is pushed");
            }
            if entry.name == "DATABASE_ENDPOINT" {
                input.doubt(
                    "Cloud Foundry ignores DATABASE_ENDPOINT: today the database comes from elsewhere",
                    Some("Write DATABASE_URL where the manifest stays in use."),
                );
            }
            inputs.push(input);
        }
        importer.variables(&inputs);
    }
    document.rest(importer, |path| {
        if path.starts_with("applications[") && path.matches('.').count() == 0 {
            return ("another application", None);
        }
        match path.rsplit('.').next().unwrap_or(path) {
            "path" => ("the package is given to a plan", None),
            "command" | "health-check-type" | "docker" => {
                ("the buildpack and the target decide it", None)
            }
            _ => ("the landscape has no place for it", None),
        }
    });
    Ok(())
}

macro_rules! set {
    ($importer:expr, $entry:expr, $field:ident, $path:literal, $value:expr) => {
        if let (Some(value), Some(TargetSpec::CloudFoundry { $field, .. })) =
            ($value, &mut $importer.target)
        {
            *$field = Some(value.to_owned());
            $importer.report.became($entry, $path);
        }
    };
}

fn part(
    importer: &mut Importer<'_>,
    document: &mut Document<'_>,
    key: &str,
    path: &str,
    node: &Node,
) {
    match key {
        "name" => {
            let entry = document.entry(importer, path, node.at);
            set!(
                importer,
                entry,
                application,
                "target.application",
                node.scalar()
            );
        }
        "stack" => {
            let entry = document.entry(importer, path, node.at);
            set!(importer, entry, stack, "target.stack", node.scalar());
        }
        "memory" => {
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
        "disk_quota" => {
            let entry = document.entry(importer, path, node.at);
            match node
                .scalar()
                .and_then(|text| targets::mebibytes(text, false))
            {
                Some(size) => {
                    let resources = importer.spec.resources.get_or_insert_default();
                    resources.disk_mebibytes = Some(size);
                    importer.report.became(entry, "resources.diskMebibytes");
                }
                None => importer
                    .report
                    .ignore(entry, "it is no amount that can be read", None),
            }
        }
        "instances" => {
            let entry = document.entry(importer, path, node.at);
            container::replicas(importer, entry, node.scalar());
        }
        "timeout" => {
            let entry = document.entry(importer, path, node.at);
            let value = Given::text(node.scalar().unwrap_or_default());
            if let Some(seconds) = importer.number(entry, &value) {
                let health = importer.spec.health.get_or_insert_default();
                health.start_timeout_seconds = Some(seconds);
                importer.report.became(entry, "health.startTimeoutSeconds");
            }
        }
        "health-check-http-endpoint" => {
            let entry = document.entry(importer, path, node.at);
            container::probe_path(
                importer,
                entry,
                "liveness",
                node.scalar().unwrap_or_default(),
            );
        }
        "buildpack" | "buildpacks" => {
            let found = match key {
                "buildpack" => vec![(path.to_owned(), node)],
                _ => children(node, path),
            };
            for (number, (path, node)) in found.into_iter().enumerate() {
                let entry = document.entry(importer, &path, node.at);
                if number > 0 {
                    importer
                        .report
                        .ignore(entry, "the landscape names one buildpack", None);
                    continue;
                }
                if node
                    .scalar()
                    .is_some_and(|url| url.contains(".git") && !url.contains(".zip"))
                {
                    importer.report.doubt(
                        entry,
                        "its authors support release archives only, no sources by git",
                        Some("Write the URL of a release archive."),
                    );
                }
                set!(
                    importer,
                    entry,
                    buildpack,
                    "target.buildpack",
                    node.scalar()
                );
            }
        }
        "services" => {
            for (path, node) in children(node, path) {
                let entry = document.entry(importer, &path, node.at);
                let name = node
                    .scalar()
                    .or_else(|| node.get("name").and_then(|entry| entry.value.scalar()));
                if let (Some(name), Some(TargetSpec::CloudFoundry { services, .. })) =
                    (name, &mut importer.target)
                {
                    services.get_or_insert_default().push(name.to_owned());
                    importer.report.shares(entry, "target.services");
                    importer.report.note(
                        entry,
                        "which of the services is the database the manifest does not say; `database.service` and `storage.service` can",
                    );
                }
            }
        }
        "routes" => {
            for (path, node) in children(node, path) {
                let entry = document.entry(importer, &path, node.at);
                let route = node.get("route").and_then(|entry| entry.value.scalar());
                container::route(importer, entry, route);
            }
        }
        _ => {}
    }
}
