//! Documents: rendered, written, saved and loaded by the core. The field `document` says which one an object is.

use std::path::PathBuf;

use mendix_deploy::{Error, ErrorCode, files};
use pyo3::prelude::*;

use crate::{
    codec::{from_python, to_python},
    error::raise,
};

/// Runs `$body` with `$document` bound to the object as the type of its kind.
macro_rules! with_document {
    ($object:expr, |$document:ident| $body:expr) => {{
        let object = $object;
        let kind: String = object.getattr("document")?.extract()?;
        match kind.as_str() {
            "report" => {
                let $document: mendix_deploy::findings::Report = from_python("document", object)?;
                $body
            }
            "plan" => {
                let $document: mendix_deploy::plans::Plan = from_python("document", object)?;
                $body
            }
            "release" => {
                let $document: mendix_deploy::plans::Release = from_python("document", object)?;
                $body
            }
            "incidentRecord" => {
                let $document: mendix_deploy::plans::IncidentRecord =
                    from_python("document", object)?;
                $body
            }
            "changes" => {
                let $document: mendix_deploy::comparisons::Changes =
                    from_python("document", object)?;
                $body
            }
            "configurationComparison" => {
                let $document: mendix_deploy::configurations::ConfigurationComparison =
                    from_python("document", object)?;
                $body
            }
            "importedLandscape" => {
                let $document: mendix_deploy::imports::ImportedLandscape =
                    from_python("document", object)?;
                $body
            }
            "landscape" => {
                let $document: mendix_deploy::landscapes::LandscapeDocument =
                    from_python("document", object)?;
                $body
            }
            other => Err(unknown(other)),
        }
    }};
}

fn unknown(kind: &str) -> Error {
    Error::new(
        ErrorCode::DocumentInvalid,
        format!("there are no documents of the kind {kind:?}"),
    )
}

/// A document as text, Markdown, HTML or another format.
#[pyfunction]
pub(crate) fn render_document(object: &Bound<'_, PyAny>, format: &str) -> PyResult<String> {
    with_document!(object, |document| files::render_as(&document, format)).map_err(raise)
}

/// Writes a document in the format that the file's name says.
#[pyfunction]
pub(crate) fn write_document(
    py: Python<'_>,
    object: &Bound<'_, PyAny>,
    path: PathBuf,
) -> PyResult<()> {
    with_document!(object, |document| py
        .detach(|| files::write(&document, path)))
    .map_err(raise)
}

/// Saves a document as JSON.
#[pyfunction]
pub(crate) fn save_document(
    py: Python<'_>,
    object: &Bound<'_, PyAny>,
    path: PathBuf,
) -> PyResult<()> {
    with_document!(object, |document| py
        .detach(|| files::save(&document, path)))
    .map_err(raise)
}

/// Loads a document of a kind.
#[pyfunction]
pub(crate) fn load_document(py: Python<'_>, kind: &str, path: PathBuf) -> PyResult<Py<PyAny>> {
    macro_rules! load {
        ($ty:ty) => {{
            let document: $ty = py.detach(|| files::load(path)).map_err(raise)?;
            to_python(py, &document).map(Bound::unbind)
        }};
    }
    match kind {
        "report" => load!(mendix_deploy::findings::Report),
        "plan" => load!(mendix_deploy::plans::Plan),
        "release" => load!(mendix_deploy::plans::Release),
        "incidentRecord" => load!(mendix_deploy::plans::IncidentRecord),
        "changes" => load!(mendix_deploy::comparisons::Changes),
        "landscape" => load!(mendix_deploy::landscapes::LandscapeDocument),
        other => Err(raise(unknown(other))),
    }
}
