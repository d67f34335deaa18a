//! A secret that no way of printing, copying or serialising gives away.

use mendix_deploy::secrets::{MARKER, SecretValue as Core};
use pyo3::{exceptions::PyTypeError, prelude::*, types::PyBytes};

/// A resolved secret. `reveal()` is the one way out; strings of Python cannot be wiped.
#[pyclass(frozen, module = "mendix_deploy")]
pub(crate) struct SecretValue(pub(crate) Core);

fn refused() -> PyErr {
    PyTypeError::new_err("a SecretValue is neither copied nor pickled nor serialised; use reveal()")
}

#[pymethods]
impl SecretValue {
    #[new]
    fn new(text: String) -> Self {
        Self(Core::new(text))
    }

    /// The secret itself.
    fn reveal(&self) -> &str {
        self.0.reveal()
    }

    /// The secret as bytes; of a text its UTF-8.
    fn reveal_bytes<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, self.0.reveal_bytes())
    }

    fn __repr__(&self) -> &'static str {
        MARKER
    }

    fn __str__(&self) -> &'static str {
        MARKER
    }

    fn __format__(&self, _spec: &str) -> &'static str {
        MARKER
    }

    fn _repr_html_(&self) -> &'static str {
        MARKER
    }

    fn _repr_json_(&self) -> &'static str {
        MARKER
    }

    #[pyo3(signature = (printer, _cycle=false))]
    fn _repr_pretty_(&self, printer: &Bound<'_, PyAny>, _cycle: bool) -> PyResult<()> {
        printer.call_method1("text", (MARKER,)).map(drop)
    }

    #[pyo3(signature = (**_options))]
    fn _repr_mimebundle_<'py>(
        &self,
        py: Python<'py>,
        _options: Option<&Bound<'py, pyo3::types::PyDict>>,
    ) -> PyResult<Bound<'py, pyo3::types::PyDict>> {
        let bundle = pyo3::types::PyDict::new(py);
        bundle.set_item("text/plain", MARKER)?;
        Ok(bundle)
    }

    fn __reduce__(&self) -> PyResult<()> {
        Err(refused())
    }

    fn __reduce_ex__(&self, _protocol: &Bound<'_, PyAny>) -> PyResult<()> {
        Err(refused())
    }

    fn __getstate__(&self) -> PyResult<()> {
        Err(refused())
    }

    fn __copy__(&self) -> PyResult<()> {
        Err(refused())
    }

    fn __deepcopy__(&self, _memo: &Bound<'_, PyAny>) -> PyResult<()> {
        Err(refused())
    }

    /// Compares in constant time; never equal to a plain text.
    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other
            .cast::<Self>()
            .is_ok_and(|other| self.0 == other.get().0)
    }

    /// Not hashable: a hash of a secret is a way out.
    #[classattr]
    #[allow(non_upper_case_globals)] // Python's name
    const __hash__: Option<Py<PyAny>> = None;
}
