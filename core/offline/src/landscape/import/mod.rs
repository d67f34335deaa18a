//! What a team has today, read into a landscape. Nothing is guessed silently: every entry of the source stands in the
//! report once, as understood, doubtful or ignored, with what it became and why.
//!
//! What may be a secret is not copied: its place is left to be filled, and the report says with what. A source that
//! already names the place of a secret (`${DB_PASSWORD}`, `secretKeyRef`) becomes a secret reference.

mod cloud_foundry;
mod compose;
mod container;
mod database;
mod document;
mod dotenv;
mod given;
mod importer;
mod known;
mod kubernetes;
mod m2ee;
mod mendix_cloud;
mod operator;
mod pipeline;
mod postman;
mod report;
mod script;
mod settings;
mod storage;
mod surroundings;
mod targets;
mod variables;

use std::collections::BTreeMap;

use mendix_deploy_model::{
    Address, Error, ErrorCode, Result,
    document::{Document, WRITTEN_BY},
    imports::{ImportOptions, ImportSource, ImportedLandscape},
    landscapes::{AppSpec, LandscapeDocument},
};

use self::importer::Importer;
use super::{inherit, reader::join};
use crate::configuration::yaml;

/// Reads what a team has today into a landscape of one app with one environment.
///
/// # Errors
///
/// `input.invalid` for a source that is too large, is not of its kind, or leaves open which of several services,
/// applications or workloads is meant.
pub fn import_configuration(
    source: &ImportSource,
    options: &ImportOptions,
) -> Result<ImportedLandscape> {
    let mut importer = Importer::new(options);
    importer.target = options.target.map(targets::of_kind);
    let words = match source {
        ImportSource::Variables {
            file,
            text,
            dialect,
        } => {
            dotenv::import(&mut importer, file.as_deref(), text, *dialect)?;
            named("environment variables", file.as_deref())
        }
        ImportSource::Compose {
            file,
            text,
            service,
        } => {
            compose::import(&mut importer, file.as_deref(), text, service.as_deref())?;
            named("the Compose file", file.as_deref())
        }
        ImportSource::CloudFoundry {
            file,
            text,
            application,
        } => {
            cloud_foundry::import(&mut importer, file.as_deref(), text, application.as_deref())?;
            named("the manifest", file.as_deref())
        }
        ImportSource::Operator { file, text } => {
            operator::import(&mut importer, file.as_deref(), text)?;
            named("the MendixApp resource", file.as_deref())
        }
        ImportSource::Kubernetes {
            file,
            text,
            workload,
        } => {
            kubernetes::import(&mut importer, file.as_deref(), text, workload.as_deref())?;
            named("the Kubernetes manifests", file.as_deref())
        }
        ImportSource::HelmValues { file, text } => {
            kubernetes::helm(&mut importer, file.as_deref(), text)?;
            named("the Helm values", file.as_deref())
        }
        ImportSource::M2ee { files } => {
            m2ee::import(&mut importer, files)?;
            let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
            format!("the configuration of m2ee {}", names.join(", "))
        }
        ImportSource::MendixCloud { settings } => {
            mendix_cloud::import(&mut importer, settings);
            "the settings of Mendix Cloud".to_owned()
        }
        ImportSource::Postman { file, text } => {
            postman::import(&mut importer, file.as_deref(), text)?;
            named("the Postman file", file.as_deref())
        }
        ImportSource::Script { file, text } => {
            script::import(&mut importer, file.as_deref(), text)?;
            named("the script", file.as_deref())
        }
        ImportSource::Pipeline { file, text } => {
            pipeline::import(&mut importer, file.as_deref(), text)?;
            named("the pipeline", file.as_deref())
        }
    };
    finish(importer, words)
}

fn named(kind: &str, file: Option<&str>) -> String {
    file.map_or_else(|| kind.to_owned(), |file| format!("{kind} {file}"))
}

fn finish(importer: Importer<'_>, source: String) -> Result<ImportedLandscape> {
    let Importer {
        options,
        mut report,
        mut spec,
        target,
        app,
        ..
    } = importer;
    if report.overflows() {
        return Err(too_many(None));
    }
    let app_name = match &options.app {
        Some(name) => name.clone(),
        None => app
            .filter(|name| Address::new(name, "x").is_ok())
            .unwrap_or_else(|| "app".to_owned()),
    };
    let environment = options
        .environment
        .clone()
        .unwrap_or_else(|| "imported".to_owned());
    Address::new(&app_name, &environment)?;
    spec.tier = options.tier;
    spec.target = target;
    if spec.target.is_none() {
        report.gap(
            None,
            "target",
            "the source does not say where the app runs",
            "Write the kind of the target: docker, kubernetes, cloudFoundry, …",
        );
    }
    let mut app = AppSpec::default();
    app.environments.insert(environment.clone(), spec);
    if inherit::tier_of(&app, &environment).is_none() {
        report.gap(
            None,
            "tier",
            "the source does not say what the environment is for",
            "Write development, test, acceptance, production or sandbox.",
        );
    }
    let base = join(
        &join(&join("apps", &app_name), "environments"),
        &environment,
    );
    let (entries, gaps) = report.finish(&base);
    Ok(ImportedLandscape {
        document: ImportedLandscape::KIND.to_owned(),
        version: ImportedLandscape::VERSION,
        written_by: WRITTEN_BY.to_owned(),
        source,
        landscape: LandscapeDocument {
            document: LandscapeDocument::KIND.to_owned(),
            version: LandscapeDocument::VERSION,
            written_by: Some(WRITTEN_BY.to_owned()),
            defaults: None,
            templates: BTreeMap::new(),
            overlays: BTreeMap::new(),
            waves: Vec::new(),
            secrets: None,
            apps: BTreeMap::from([(app_name, app)]),
        },
        entries,
        gaps,
    })
}

/// Refuses a source that nobody has written by hand.
fn bounded(file: Option<&str>, text: &str) -> Result<()> {
    if text.len() <= yaml::LARGEST {
        return Ok(());
    }
    Err(Error::new(
        ErrorCode::InputInvalid,
        format!(
            "{} has {} bytes; at most {} are read",
            file.unwrap_or("the source"),
            text.len(),
            yaml::LARGEST
        ),
    ))
}

fn too_many(file: Option<&str>) -> Error {
    Error::new(
        ErrorCode::InputInvalid,
        format!(
            "{} has more than {} entries",
            file.unwrap_or("the source"),
            report::MOST
        ),
    )
}
