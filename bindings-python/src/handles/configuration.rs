//! Configuration: what a runtime would see.

use mendix_deploy_model::configurations::NamedConfiguration;
use mendix_deploy_offline::configuration::compare;
use pyo3::prelude::*;

use crate::codec::{from_python, to_python};

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
