//! Models, whatever they come from: written as packages, read from a database's catalogue, held against each other.

use std::path::PathBuf;

use mendix_deploy_model::{models::AppModel, packages::ProjectSpec};
use mendix_deploy_offline::{
    compare::{self, CompareOptions, catalogue, ddl},
    package::{self as core, write},
};
use pyo3::prelude::*;

use crate::{
    codec::{from_python, to_python},
    error::raise,
};

/// Writes a synthetic project: for tests of what reads projects.
#[pyfunction]
pub(crate) fn write_project(
    py: Python<'_>,
    path: PathBuf,
    spec: &Bound<'_, PyAny>,
) -> PyResult<()> {
    let spec: ProjectSpec = from_python("spec", spec)?;
    py.detach(|| write::write_project(path, &spec))
        .map_err(raise)
}

/// Writes a synthetic portable package.
#[pyfunction]
pub(crate) fn write_portable(
    py: Python<'_>,
    path: PathBuf,
    spec: &Bound<'_, PyAny>,
) -> PyResult<()> {
    let spec = from_python("spec", spec)?;
    py.detach(|| core::write_portable(path, &spec))
        .map_err(raise)
}

/// What changes between two models.
#[pyfunction]
pub(crate) fn compare_models(
    py: Python<'_>,
    before: &Bound<'_, PyAny>,
    after: &Bound<'_, PyAny>,
) -> PyResult<Py<PyAny>> {
    let before: AppModel = from_python("before", before)?;
    let after: AppModel = from_python("after", after)?;
    let changes = py.detach(|| compare::compare(&before, &after, &CompareOptions::default()));
    to_python(py, &changes).map(Bound::unbind)
}

/// The model that the dump of a database's catalogue tells.
#[pyfunction]
pub(crate) fn read_catalogue(py: Python<'_>, path: PathBuf) -> PyResult<Py<PyAny>> {
    let model = py
        .detach(|| catalogue::open_dump(path).and_then(|rows| catalogue::model(&rows)))
        .map_err(raise)?;
    to_python(py, &model).map(Bound::unbind)
}

/// What the statements of a script do to the database.
#[pyfunction]
pub(crate) fn read_script(py: Python<'_>, text: &str) -> PyResult<Py<PyAny>> {
    let reading = py.detach(|| ddl::read_script(text));
    to_python(py, &reading).map(Bound::unbind)
}
