//! The landscape, its apps and environments.

use std::path::PathBuf;

use mendix_deploy_model::{landscapes::PreflightOptions, policies::PolicyOptions};
use mendix_deploy_offline::landscape as core;
use pyo3::{prelude::*, types::PyDict};
use serde::Serialize;

use super::{
    EffectiveConfiguration, Package,
    policy::{policy_options, with_functions},
};
use crate::{
    codec::{from_python, to_python},
    error::raise,
};

/// The document of a team: apps, environments, targets, constants, secret references.
#[pyclass(frozen, module = "mendix_deploy")]
#[derive(Clone)]
pub(crate) struct Landscape(pub(crate) core::Landscape);

#[pymethods]
impl Landscape {
    /// Reads a file. Every error is told at once, with its line.
    #[staticmethod]
    fn load(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        py.detach(|| core::Landscape::load(path))
            .map(Self)
            .map_err(raise)
    }

    /// Reads text, as `load` does.
    #[staticmethod]
    #[pyo3(signature = (text, file=None))]
    fn parse(py: Python<'_>, text: &str, file: Option<&str>) -> PyResult<Self> {
        py.detach(|| core::Landscape::parse(text, file))
            .map(Self)
            .map_err(raise)
    }

    /// Takes a landscape that was built in code, with the same checks.
    #[staticmethod]
    fn from_document(document: &Bound<'_, PyAny>) -> PyResult<Self> {
        core::Landscape::from_document(from_python("document", document)?)
            .map(Self)
            .map_err(raise)
    }

    /// The document.
    #[getter]
    fn document(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        data(py, self.0.document())
    }

    /// An app by its name in the landscape.
    fn app(&self, name: &str) -> PyResult<App> {
        self.0.app(name).map(App).map_err(raise)
    }

    /// An environment by its address, `app/environment`.
    fn environment(&self, address: &str) -> PyResult<Environment> {
        self.0.environment(address).map(Environment).map_err(raise)
    }

    /// Every app.
    #[getter]
    fn apps(&self) -> Vec<App> {
        self.0.apps().into_iter().map(App).collect()
    }

    /// Every environment of every app.
    #[getter]
    fn environments(&self) -> Vec<Environment> {
        self.0.environments().into_iter().map(Environment).collect()
    }

    /// Holds every environment of every app against the policy.
    #[pyo3(signature = (*, rules=None, **options))]
    fn policy(
        &self,
        py: Python<'_>,
        rules: Option<&Bound<'_, PyDict>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Py<PyAny>> {
        let options = functions(py, &self.0, rules, options)?;
        let report = py.detach(|| self.0.policy(options)).map_err(raise)?;
        data(py, &report)
    }

    /// What the policy's rules read of this landscape.
    #[pyo3(signature = (given=None))]
    fn policy_facts(
        &self,
        py: Python<'_>,
        given: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Py<PyAny>> {
        let given = given.map(|given| from_python("given", given)).transpose()?;
        data(py, &self.0.policy_facts(given.as_ref()).map_err(raise)?)
    }

    fn __repr__(&self) -> String {
        format!("<Landscape of {} apps>", self.0.apps().len())
    }
}

/// An app of a landscape.
#[pyclass(frozen, module = "mendix_deploy")]
#[derive(Clone)]
pub(crate) struct App(pub(crate) core::App);

#[pymethods]
impl App {
    /// Its name in the landscape.
    #[getter]
    fn name(&self) -> &str {
        self.0.name()
    }

    /// The landscape it belongs to.
    #[getter]
    fn landscape(&self) -> Landscape {
        Landscape(self.0.landscape().clone())
    }

    /// An environment by its name.
    fn environment(&self, name: &str) -> PyResult<Environment> {
        self.0.environment(name).map(Environment).map_err(raise)
    }

    /// Every environment.
    #[getter]
    fn environments(&self) -> Vec<Environment> {
        self.0.environments().into_iter().map(Environment).collect()
    }

    /// Checks a package against every environment of the app. Offline, without credentials.
    #[pyo3(signature = (package, **options))]
    fn preflight(
        &self,
        py: Python<'_>,
        package: PyRef<'_, Package>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Py<PyAny>> {
        data(
            py,
            &self.0.preflight(&package.0, preflight_options(options)?),
        )
    }

    /// Holds every environment of the app against the policy, with what a package says about the app.
    #[pyo3(signature = (package=None, *, rules=None, **options))]
    fn policy(
        &self,
        py: Python<'_>,
        package: Option<PyRef<'_, Package>>,
        rules: Option<&Bound<'_, PyDict>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Py<PyAny>> {
        let options = functions(py, self.0.landscape(), rules, options)?;
        let package = package.as_deref().map(|package| &package.0);
        let report = self.0.policy(package, options).map_err(raise)?;
        data(py, &report)
    }

    fn __repr__(&self) -> String {
        format!("<App {}>", self.0.name())
    }
}

/// An environment of a landscape, everything inherited.
#[pyclass(frozen, module = "mendix_deploy")]
#[derive(Clone)]
pub(crate) struct Environment(pub(crate) core::Environment);

#[pymethods]
impl Environment {
    /// Its address, `app/environment`.
    #[getter]
    fn address(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        data(py, self.0.address())
    }

    /// The app it belongs to.
    #[getter]
    fn app(&self) -> App {
        App(self.0.app().clone())
    }

    /// What it is for.
    #[getter]
    fn tier(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        data(py, &self.0.tier())
    }

    /// Where it runs.
    #[getter]
    fn target(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        data(py, self.0.target())
    }

    /// Its constants by code point of their name, each with where it was set.
    #[getter]
    fn constants(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        data(py, self.0.constants())
    }

    /// Checks a package against this environment. Offline, without credentials.
    #[pyo3(signature = (package, **options))]
    fn preflight(
        &self,
        py: Python<'_>,
        package: PyRef<'_, Package>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Py<PyAny>> {
        data(
            py,
            &self.0.preflight(&package.0, preflight_options(options)?),
        )
    }

    /// Holds this environment against the policy, with what a package says about the app.
    #[pyo3(signature = (package=None, *, rules=None, **options))]
    fn policy(
        &self,
        py: Python<'_>,
        package: Option<PyRef<'_, Package>>,
        rules: Option<&Bound<'_, PyDict>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Py<PyAny>> {
        let options = functions(py, self.0.app().landscape(), rules, options)?;
        let package = package.as_deref().map(|package| &package.0);
        let report = self.0.policy(package, options).map_err(raise)?;
        data(py, &report)
    }

    /// Constants, scheduled events and runtime settings as the environment wants them.
    fn wanted(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        data(py, &self.0.wanted())
    }

    /// What the target is handed so that the runtime sees what the environment wants.
    fn emission(&self, py: Python<'_>, package: &Package) -> PyResult<Py<PyAny>> {
        data(py, &py.detach(|| self.0.emission(&package.0)))
    }

    /// What the runtime of the environment would see, value by value.
    fn effective(&self, py: Python<'_>, package: &Package) -> PyResult<EffectiveConfiguration> {
        py.detach(|| self.0.effective(&package.0))
            .map(EffectiveConfiguration)
            .map_err(raise)
    }

    /// What the policy's rules read of this environment.
    fn policy_facts(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        data(py, &self.0.policy_facts())
    }

    fn __repr__(&self) -> String {
        format!("<Environment {}>", self.0.address())
    }
}

fn preflight_options(options: Option<&Bound<'_, PyDict>>) -> PyResult<PreflightOptions> {
    options.map_or_else(
        || Ok(PreflightOptions::default()),
        |options| from_python("options", options),
    )
}

/// The options of a policy, with what functions of the caller found.
fn functions(
    py: Python<'_>,
    landscape: &core::Landscape,
    rules: Option<&Bound<'_, PyDict>>,
    options: Option<&Bound<'_, PyDict>>,
) -> PyResult<PolicyOptions> {
    with_functions(py, rules, policy_options(options)?, |options| {
        let facts = landscape.policy_facts(options.facts.as_ref());
        facts.map_err(raise)
    })
}

fn data<T: Serialize + ?Sized>(py: Python<'_>, value: &T) -> PyResult<Py<PyAny>> {
    to_python(py, value).map(Bound::unbind)
}
