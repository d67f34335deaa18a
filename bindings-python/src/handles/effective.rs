//! Effective configuration, names of variables, connection strings.

use mendix_deploy_model::configurations::{ConfigurationInput, ConnectionForm, DatabaseConnection};
use mendix_deploy_offline::{
    configuration::{database, names},
    targets as core,
};
use pyo3::prelude::*;

use super::Package;
use crate::{
    codec::{from_python, to_python},
    error::raise,
};

/// What the runtime of an environment would really see, value by value.
#[pyclass(frozen, module = "mendix_deploy")]
#[derive(Clone)]
pub(crate) struct EffectiveConfiguration(pub(crate) core::EffectiveConfiguration);

#[pymethods]
impl EffectiveConfiguration {
    /// Computes what the runtime of a target would see, given what the target is handed and the package.
    #[staticmethod]
    fn evaluate(py: Python<'_>, input: &Bound<'_, PyAny>, package: &Package) -> PyResult<Self> {
        let input: ConfigurationInput = from_python("input", input)?;
        py.detach(|| core::EffectiveConfiguration::evaluate(&input, &package.0))
            .map(Self)
            .map_err(raise)
    }

    /// The whole answer as data.
    #[getter]
    fn data(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        to_python(py, self.0.data()).map(Bound::unbind)
    }

    /// Every value, by area and then by name.
    #[getter]
    fn values(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        to_python(py, &self.0.values()).map(Bound::unbind)
    }

    /// The constants.
    #[getter]
    fn constants(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        to_python(py, &self.0.constants()).map(Bound::unbind)
    }

    /// Everything that is sent to the runtime besides constants.
    #[getter]
    fn runtime_settings(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        to_python(py, &self.0.runtime_settings()).map(Bound::unbind)
    }

    /// What a person should know, worst first.
    #[getter]
    fn findings(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        to_python(py, &self.0.findings()).map(Bound::unbind)
    }

    /// Why the start would fail.
    #[getter]
    fn start_failure(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        to_python(py, &self.0.start_failure()).map(Bound::unbind)
    }

    /// The value of exactly this name.
    fn value(&self, py: Python<'_>, name: &str) -> PyResult<Py<PyAny>> {
        to_python(py, &self.0.value(name)).map(Bound::unbind)
    }

    /// What a setting or a constant is, and why.
    fn explain(&self, py: Python<'_>, name: &str) -> PyResult<Py<PyAny>> {
        to_python(py, &self.0.explain(name)).map(Bound::unbind)
    }

    /// Values may be secrets: only their number is shown.
    fn __repr__(&self) -> String {
        format!(
            "<EffectiveConfiguration of {}: {} values>",
            self.0.data().target,
            self.0.values().len()
        )
    }
}

/// The variable that sets a constant.
#[pyfunction]
pub(crate) fn constant_variable(constant: &str) -> PyResult<String> {
    names::constant_variable(constant).map_err(raise)
}

/// The variable that sets a runtime setting.
#[pyfunction]
pub(crate) fn setting_variable(setting: &str) -> PyResult<Option<String>> {
    names::setting_variable(setting).map_err(raise)
}

/// The runtime setting that a variable sets.
#[pyfunction]
pub(crate) fn setting_of_variable(variable: &str) -> Option<String> {
    names::setting_of_variable(variable)
}

/// The constants that a variable sets.
#[pyfunction]
pub(crate) fn constants_of_variable(
    py: Python<'_>,
    variable: &str,
    constants: Vec<String>,
) -> PyResult<Py<PyAny>> {
    to_python(py, &names::constants_of_variable(variable, &constants)).map(Bound::unbind)
}

/// Constants that share a variable.
#[pyfunction]
pub(crate) fn name_collisions(py: Python<'_>, constants: Vec<String>) -> PyResult<Py<PyAny>> {
    to_python(py, &names::collisions(&constants)).map(Bound::unbind)
}

/// How the buildpacks read a variable.
#[pyfunction]
pub(crate) fn read_variable(
    py: Python<'_>,
    variable: &str,
    constants: Vec<String>,
) -> PyResult<Py<PyAny>> {
    to_python(py, &names::read_variable(variable, &constants)).map(Bound::unbind)
}

/// Takes a connection string apart.
#[pyfunction]
pub(crate) fn parse_connection(py: Python<'_>, text: &str) -> PyResult<Py<PyAny>> {
    let connection = database::parse_connection(text).map_err(raise)?;
    to_python(py, &connection).map(Bound::unbind)
}

/// Writes a connection.
#[pyfunction]
pub(crate) fn print_connection(connection: &Bound<'_, PyAny>) -> PyResult<String> {
    let connection: DatabaseConnection = from_python("connection", connection)?;
    database::print_connection(&connection).map_err(raise)
}

/// Writes a connection string in another form.
#[pyfunction]
pub(crate) fn convert_connection(text: &str, form: &Bound<'_, PyAny>) -> PyResult<String> {
    let form: ConnectionForm = from_python("form", form)?;
    database::convert_connection(text, form).map_err(raise)
}

/// Whether two connection strings lead to one database.
#[pyfunction]
pub(crate) fn same_database(py: Python<'_>, one: &str, other: &str) -> PyResult<Py<PyAny>> {
    let sameness = database::same_database(one, other).map_err(raise)?;
    to_python(py, &sameness).map(Bound::unbind)
}
