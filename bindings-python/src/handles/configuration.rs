//! Configuration: what a runtime would see.

use mendix_deploy_model::{
    configurations::NamedConfiguration,
    imports::{ImportOptions, ImportSource},
};
use mendix_deploy_offline::{configuration::compare, landscape};
use pyo3::{prelude::*, types::PyDict};

use crate::{
    codec::{from_python, to_python},
    error::raise,
};

/// Configurations side by side, one column each.
#[pyfunction]
pub(crate) fn compare_configurations(
    py: Python<'_>,
    columns: &Bound<'_, PyAny>,
) -> PyResult<Py<PyAny>> {
    let columns: Vec<NamedConfiguration> = from_python("columns", columns)?;
    let comparison = py.detach(|| compare::compare_configurations(&columns));
    to_python(py, &comparison).map(Bound::unbind)
}

/// What a team has today, read into a landscape.
#[pyfunction]
#[pyo3(signature = (source, **options))]
pub(crate) fn import_configuration(
    py: Python<'_>,
    source: &Bound<'_, PyAny>,
    options: Option<&Bound<'_, PyDict>>,
) -> PyResult<Py<PyAny>> {
    let source: ImportSource = from_python("source", source)?;
    let options = match options {
        Some(options) => from_python("options", options)?,
        None => ImportOptions::default(),
    };
    let imported = py
        .detach(|| landscape::import_configuration(&source, &options))
        .map_err(raise)?;
    to_python(py, &imported).map(Bound::unbind)
}
