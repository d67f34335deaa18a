//! One execution of a plan. The classes people see are `Run` and `AsyncRun` in `_run.py`.

use mendix_deploy::run::Run as Core;
use pyo3::prelude::*;

use crate::{codec::to_python, pending::Pending};

/// The native half of a run.
#[pyclass(frozen, module = "mendix_deploy._native")]
pub(crate) struct Run(pub(crate) Core);

#[pymethods]
impl Run {
    #[getter]
    fn id(&self) -> &str {
        self.0.id().as_str()
    }

    #[getter]
    fn journal(&self) -> &str {
        self.0.journal()
    }

    #[getter]
    fn is_over(&self) -> bool {
        self.0.is_over()
    }

    fn next_event(&self, after: u64) -> Pending {
        let run = self.0.clone();
        Pending::data(async move { Ok(run.next_event(after).await) })
    }

    fn result(&self) -> Pending {
        let run = self.0.clone();
        Pending::data(async move { run.result().await })
    }

    fn stop(&self) {
        self.0.stop();
    }

    fn progress(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let latest = self.0.progress().borrow().clone();
        to_python(py, &latest).map(Bound::unbind)
    }
}
