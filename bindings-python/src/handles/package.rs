//! A package file.

use std::path::PathBuf;

use mendix_deploy_offline::package as core;
use pyo3::{exceptions::PyTypeError, prelude::*, types::PyDict};

use crate::{
    codec::{from_python, to_python},
    error::raise,
};

/// A package file: what it says about itself, and its digest.
#[pyclass(frozen, module = "mendix_deploy")]
#[derive(Clone)]
pub(crate) struct Package(pub(crate) core::Package);

#[pymethods]
impl Package {
    /// Reads a package of any kind in place; nothing is extracted.
    #[staticmethod]
    fn open(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        py.detach(|| core::Package::open(path))
            .map(Self)
            .map_err(raise)
    }

    /// Where the file is.
    #[getter]
    fn path(&self) -> PathBuf {
        self.0.path().to_path_buf()
    }

    /// What the package says about itself.
    #[getter]
    fn info(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        to_python(py, self.0.info()).map(Bound::unbind)
    }

    /// SHA-256 of the file in lower-case hexadecimal, computed at the first call.
    fn digest(&self, py: Python<'_>) -> PyResult<String> {
        py.detach(|| self.0.digest()).map_err(raise)
    }

    /// The model: what the database and a deployment depend on. Read at each call.
    fn model(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let model = py.detach(|| self.0.model()).map_err(raise)?;
        to_python(py, &model).map(Bound::unbind)
    }

    /// What changes when this package replaces `old`.
    fn changes_since(&self, py: Python<'_>, old: &Self) -> PyResult<Py<PyAny>> {
        let changes = py.detach(|| self.0.changes_since(&old.0)).map_err(raise)?;
        to_python(py, &changes).map(Bound::unbind)
    }

    /// The digest of the app as it was modelled and coded; `None` without a model.
    fn model_digest(&self, py: Python<'_>) -> PyResult<Option<String>> {
        py.detach(|| self.0.model_digest()).map_err(raise)
    }

    /// Digests of the file, of what is deployed, of the app as it was modelled.
    fn content_digests(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let digests = py.detach(|| self.0.content_digests()).map_err(raise)?;
        to_python(py, &digests).map(Bound::unbind)
    }

    /// The bill of materials as CycloneDX 1.6 JSON.
    fn sbom(&self, py: Python<'_>) -> PyResult<String> {
        py.detach(|| self.0.sbom()).map_err(raise)
    }

    /// Units of a project that are not there, or not what its index says.
    fn verify_contents(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let differing = py.detach(|| self.0.verify_contents()).map_err(raise)?;
        to_python(py, &differing).map(Bound::unbind)
    }

    /// How a portable package takes its configuration.
    fn portable_configuration(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let found = py
            .detach(|| self.0.portable_configuration())
            .map_err(raise)?;
        to_python(py, &found).map(Bound::unbind)
    }

    /// Findings about the platform's limits.
    fn limits(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        to_python(py, &self.0.limits()).map(Bound::unbind)
    }

    fn __repr__(&self) -> String {
        let info = self.0.info();
        let version = info
            .model_version
            .as_deref()
            .unwrap_or(&info.runtime_version);
        format!("<Package {} {version}>", info.file_name)
    }
}

/// Writes a synthetic deployment archive: for tests, demos and pipelines that need a package and have none.
#[pyfunction]
#[pyo3(signature = (path, spec=None, **fields))]
pub(crate) fn write_archive(
    py: Python<'_>,
    path: PathBuf,
    spec: Option<&Bound<'_, PyAny>>,
    fields: Option<&Bound<'_, PyDict>>,
) -> PyResult<()> {
    let spec = match (spec, fields) {
        (Some(_), Some(_)) => {
            return Err(PyTypeError::new_err("give a spec or its fields, not both"));
        }
        (Some(spec), None) => from_python("spec", spec)?,
        (None, Some(fields)) => from_python("spec", fields)?,
        (None, None) => mendix_deploy_model::packages::ArchiveSpec::default(),
    };
    py.detach(|| core::write_archive(path, &spec))
        .map_err(raise)
}

/// Writes a checksum file for packages, as `sha256sum` writes and checks it.
#[pyfunction]
pub(crate) fn write_checksums(
    py: Python<'_>,
    path: PathBuf,
    packages: Vec<PyRef<'_, Package>>,
) -> PyResult<()> {
    let packages: Vec<core::Package> = packages.iter().map(|package| package.0.clone()).collect();
    py.detach(|| core::write_checksums(path, &packages))
        .map_err(raise)
}

/// Checks every file that a checksum file names, in its folder.
#[pyfunction]
pub(crate) fn verify_checksums(py: Python<'_>, path: PathBuf) -> PyResult<Py<PyAny>> {
    let results = py.detach(|| core::verify_checksums(path)).map_err(raise)?;
    to_python(py, &results).map(Bound::unbind)
}
