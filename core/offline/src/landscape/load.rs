//! The landscape document out of YAML.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    Error, ErrorCode, Result, document::Document, error::ErrorDetail, findings::Finding,
    landscapes::LandscapeDocument,
};

use super::{
    places::Places,
    reader::{Reader, Slot},
    tree::{self, Node, Value},
};

/// A document and where its parts stand.
pub(super) struct Loaded {
    pub(super) document: LandscapeDocument,
    pub(super) places: Places,
    pub(super) findings: Vec<Finding>,
    /// How many findings there are beyond those that are told.
    pub(super) more: usize,
}

pub(super) fn parse(text: &str, file: Option<&str>) -> Result<Loaded> {
    let root = tree::read(text, file)?;
    let mut reader = Reader::new(file);
    refuse_other_documents(&mut reader, &root, file)?;
    let document = landscape(&mut reader, &root);
    let (findings, more) = reader.finish();
    Ok(Loaded {
        document,
        places: Places::of(root, file),
        findings,
        more,
    })
}

/// All problems as one error.
pub(super) fn invalid(mut findings: Vec<Finding>, more: usize, file: Option<&str>) -> Error {
    findings.sort_by_key(|finding| finding.location.as_ref().map(|at| (at.line, at.column)));
    let name = file.unwrap_or("the landscape");
    let first = findings.first().map_or_else(String::new, |finding| {
        let place = finding.location.as_ref().map_or_else(String::new, |at| {
            format!("line {}, column {}: ", at.line, at.column)
        });
        format!("{place}{}", finding.message)
    });
    let message = match findings.len() + more {
        1 => format!("{name}: {first}"),
        n => format!("{name} has {n} errors; the first: {first}"),
    };
    Error::new(ErrorCode::LandscapeInvalid, message)
        .with_context("file", name)
        .with_context("errors", findings.len() + more)
        .with_detail(ErrorDetail::Findings { findings })
}

/// A newer version is refused by name before its keys are called unknown.
fn refuse_other_documents(
    reader: &mut Reader<'_>,
    root: &Node<'_>,
    file: Option<&str>,
) -> Result<()> {
    let Value::Map(pairs) = &root.value else {
        return Ok(());
    };
    let scalar = |key: &str| {
        pairs
            .iter()
            .find(|(k, _)| k.name == key)
            .and_then(|(_, node)| match &node.value {
                Value::Scalar { text, .. } => Some((text.to_string(), node)),
                _ => None,
            })
    };
    let name = file.unwrap_or("the landscape");
    if let Some((kind, _)) = scalar("document")
        && kind != LandscapeDocument::KIND
    {
        return Err(Error::new(
            ErrorCode::DocumentInvalid,
            format!("{name} is a document of kind `{kind}` and not a landscape"),
        ));
    }
    if let Some((version, node)) = scalar("version") {
        match version.parse::<u32>() {
            Ok(number) if number > LandscapeDocument::VERSION => {
                return Err(Error::new(
                    ErrorCode::DocumentNewer,
                    format!(
                        "{name} is a landscape of version {number}, and this library reads up to version {}",
                        LandscapeDocument::VERSION
                    ),
                ));
            }
            Ok(0) | Err(_) => {
                let message = format!("`version` cannot be `{version}`");
                reader.problem(
                    "landscape.bad_value",
                    node.at,
                    "version",
                    message,
                    "Write version: 1.",
                );
            }
            Ok(_) => {}
        }
    }
    Ok(())
}

fn landscape(reader: &mut Reader<'_>, node: &Node<'_>) -> LandscapeDocument {
    let fields = reader.fields(
        node,
        "",
        &[
            "document",
            "version",
            "writtenBy",
            "defaults",
            "templates",
            "overlays",
            "waves",
            "secrets",
            "apps",
        ],
    );
    if fields.get("version").is_none() {
        reader.missing(node.at, "", "version");
    }
    if fields.get("apps").is_none() {
        reader.missing(node.at, "", "apps");
    }
    let mut document = LandscapeDocument {
        document: LandscapeDocument::KIND.to_owned(),
        version: LandscapeDocument::VERSION,
        written_by: None,
        defaults: None,
        templates: BTreeMap::new(),
        overlays: BTreeMap::new(),
        waves: Vec::new(),
        secrets: None,
        apps: BTreeMap::new(),
    };
    document.written_by.fill(reader, &fields, "writtenBy");
    document.defaults.fill(reader, &fields, "defaults");
    document.templates.fill(reader, &fields, "templates");
    document.overlays.fill(reader, &fields, "overlays");
    document.waves.fill(reader, &fields, "waves");
    document.secrets.fill(reader, &fields, "secrets");
    document.apps.fill(reader, &fields, "apps");
    document
}
