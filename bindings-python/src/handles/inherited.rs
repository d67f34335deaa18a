//! What an environment wants, key by key: one property per row of the list of what is inherited.

use mendix_deploy_offline::landscape as core;
use pyo3::prelude::*;

use super::{App, Environment};
use crate::codec::to_python;

macro_rules! properties {
    ($($(#[doc = $doc:literal])* $name:ident $key:literal: [$($ty:tt)+] => $rule:ident;)+) => { $(
        properties!(@one [$($doc)*] $name);
    )+ };
    // Constants come with their origin: see the handle.
    (@one [$($doc:literal)*] constants) => {};
    (@one [$($doc:literal)*] $name:ident) => {
        #[pymethods]
        impl Environment {
            $(#[doc = $doc])*
            #[getter]
            fn $name(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
                to_python(py, &self.0.values().$name).map(Bound::unbind)
            }
        }
    };
}

mendix_deploy_model::for_each_inherited!(properties);

#[pymethods]
impl Environment {
    /// Every value it has, with the level that set it.
    #[getter]
    fn origins(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        to_python(py, &self.0.origins()).map(Bound::unbind)
    }

    /// Where one value was set, such as `logging.level`.
    fn origin(&self, py: Python<'_>, key: &str) -> PyResult<Py<PyAny>> {
        to_python(py, &self.0.origin(key)).map(Bound::unbind)
    }

    /// What environments of its tier usually are.
    #[getter]
    fn preset(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        to_python(py, &self.0.preset()).map(Bound::unbind)
    }

    /// Where it says something else than what environments of its tier usually are.
    #[getter]
    fn deviations(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        to_python(py, &self.0.deviations()).map(Bound::unbind)
    }
}

#[pymethods]
impl App {
    /// The environments to which builds of a branch are deployed.
    fn environments_of_branch(&self, branch: &str) -> Vec<Environment> {
        let environments = self.0.environments_of_branch(branch).into_iter();
        environments.map(Environment).collect()
    }
}

/// What environments of each tier usually are.
#[pyfunction]
pub(crate) fn tier_presets(py: Python<'_>) -> PyResult<Py<PyAny>> {
    to_python(py, &core::tier_presets()).map(Bound::unbind)
}

/// The plans of Mendix Cloud.
#[pyfunction]
pub(crate) fn plan_catalogue(py: Python<'_>) -> PyResult<Py<PyAny>> {
    to_python(py, &core::plan_catalogue()).map(Bound::unbind)
}

/// What an application with this many entities is recommended to get.
#[pyfunction]
pub(crate) fn sizing_advice(py: Python<'_>, entities: u32) -> PyResult<Py<PyAny>> {
    to_python(py, &core::sizing_advice(entities)).map(Bound::unbind)
}
