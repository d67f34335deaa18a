//! The catalogue of runtime settings.

use mendix_deploy_model::landscapes::TargetKind;
use mendix_deploy_offline::configuration::catalogue;
use pyo3::prelude::*;

use crate::codec::{from_python, to_python};

/// A setting by its name, and what was probably meant when there is none.
#[pyfunction]
pub(crate) fn runtime_setting(py: Python<'_>, name: &str) -> PyResult<Py<PyAny>> {
    to_python(py, &catalogue::runtime_setting(name)).map(Bound::unbind)
}

/// Every runtime setting that is known.
#[pyfunction]
pub(crate) fn runtime_settings(py: Python<'_>) -> PyResult<Py<PyAny>> {
    to_python(py, &catalogue::runtime_settings()).map(Bound::unbind)
}

/// What is wrong with a setting's name or value.
#[pyfunction]
#[pyo3(signature = (name, value, *, runtime_version=None, target=None))]
pub(crate) fn check_setting(
    py: Python<'_>,
    name: &str,
    value: &str,
    runtime_version: Option<&str>,
    target: Option<&Bound<'_, PyAny>>,
) -> PyResult<Py<PyAny>> {
    let target: Option<TargetKind> = target
        .map(|target| from_python("target", target))
        .transpose()?;
    let problems = catalogue::check_setting(name, value, runtime_version, target);
    to_python(py, &problems).map(Bound::unbind)
}
