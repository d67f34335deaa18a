//! The stand-in for Mendix Cloud, with its clock in the caller's hands.

use std::{mem, process, sync::Arc, time::Duration};

use futures::future::BoxFuture;
use mendix_deploy::{Credentials, clock::Clock, secrets::SecretValue};
use mendix_deploy_emulator::Emulator as Core;
use mendix_deploy_model::{
    clients::{ClientOptions, Endpoints},
    time::Timestamp,
};
use pyo3::{
    exceptions::{PyOSError, PyValueError},
    prelude::*,
    types::PyDict,
};
use serde_json::Value;

use super::Client;
use crate::{
    codec::{from_python, to_python},
    error::raise,
};

/// Waiting moves the emulator's time, so nothing takes real time.
struct EmulatorClock(Core);

impl Clock for EmulatorClock {
    fn now(&self) -> Timestamp {
        // The emulator keeps its time within what a timestamp can hold.
        Timestamp::from_unix_millis(self.0.now_ms())
            .unwrap_or_else(|| jiff::Timestamp::UNIX_EPOCH.into())
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.0
            .advance(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX));
        Box::pin(tokio::task::yield_now())
    }
}

/// A stateful stand-in for Mendix Cloud on loopback, with faults and a clock that its user controls.
///
/// A forked child reaches the server of its parent, and does not end it.
#[pyclass(frozen, module = "mendix_deploy")]
pub(crate) struct Emulator {
    core: Core,
    owner: u32,
}

impl Emulator {
    fn is_ours(&self) -> bool {
        self.owner == process::id()
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        if !self.is_ours() {
            // One owner more than there are: taking the server apart would wait for threads that a child has not.
            mem::forget(self.core.clone());
        }
    }
}

#[pymethods]
impl Emulator {
    #[new]
    #[pyo3(signature = (seed=None))]
    fn new(py: Python<'_>, seed: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        let seed: Value = match seed {
            Some(seed) => from_python("seed", seed)?,
            None => Value::Object(serde_json::Map::new()),
        };
        py.detach(|| Core::start(seed))
            .map(|core| Self {
                core,
                owner: process::id(),
            })
            .map_err(|error| match error.kind() {
                std::io::ErrorKind::InvalidInput => PyValueError::new_err(error.to_string()),
                _ => PyOSError::new_err(error.to_string()),
            })
    }

    /// `http://127.0.0.1:port`, without a slash at the end.
    #[getter]
    fn url(&self) -> String {
        self.core.url()
    }

    /// What stands for each of the platform's hosts.
    #[getter]
    fn endpoints(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        value(py, &self.core.endpoints())
    }

    /// Credentials of the first user: `username`, `apiKey`, `pat`.
    #[getter]
    fn credentials(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        value(py, &self.core.credentials())
    }

    /// The virtual time in milliseconds since 1970.
    #[getter]
    fn now_ms(&self) -> i64 {
        self.core.now_ms()
    }

    /// Moves the virtual time on. Jobs progress by it alone.
    fn advance(&self, milliseconds: u64) {
        self.core.advance(milliseconds);
    }

    /// How far every request moves the virtual time; 1000 at the start, 0 stands still.
    fn set_auto_advance(&self, milliseconds: u64) {
        self.core.set_auto_advance(milliseconds);
    }

    /// Injects a fault and gives its number.
    fn inject(&self, fault: &Bound<'_, PyAny>) -> PyResult<u64> {
        let fault: Value = from_python("fault", fault)?;
        self.core.try_inject(fault).map_err(PyValueError::new_err)
    }

    /// Removes all faults and lets stalled requests go on.
    fn clear_faults(&self) {
        self.core.clear_faults();
    }

    /// What requests changed, in order, with the identity of each request.
    #[getter]
    fn effects(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        value(py, &self.core.effects())
    }

    /// All requests in the order of their answers, without credentials.
    #[getter]
    fn requests(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        value(py, &self.core.requests())
    }

    /// Everything the stand-in remembers, without credentials.
    #[getter]
    fn state(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        value(py, &self.core.state())
    }

    /// Makes a change as somebody else would.
    fn apply(&self, py: Python<'_>, change: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let change: Value = from_python("change", change)?;
        value(py, &self.core.apply(change).map_err(PyValueError::new_err)?)
    }

    /// Back to the seed.
    fn reset(&self) {
        self.core.reset();
    }

    /// Stops the server; records and state stay readable.
    fn stop(&self, py: Python<'_>) {
        if self.is_ours() {
            py.detach(|| self.core.stop());
        }
    }

    /// The native half of a client with this platform's endpoints and credentials, whose waiting moves this clock.
    fn client(&self, options: &Bound<'_, PyDict>) -> PyResult<Client> {
        let mut options: ClientOptions = from_python("options", options)?;
        let text = |value: &Value, key: &str| value[key].as_str().map(str::to_owned);
        let given = self.core.endpoints();
        let mut endpoints = Endpoints::default();
        endpoints.deploy = text(&given, "deploy");
        endpoints.cloud = text(&given, "cloud");
        endpoints.repository = text(&given, "repository");
        endpoints.epics = text(&given, "epics");
        options.endpoints = Some(endpoints);
        let given = self.core.credentials();
        let mut credentials = Credentials::new();
        if let (Some(username), Some(key)) = (text(&given, "username"), text(&given, "apiKey")) {
            credentials = credentials.with_api_key(username, SecretValue::new(key));
        }
        if let Some(pat) = text(&given, "pat") {
            credentials = credentials.with_pat(SecretValue::new(pat));
        }
        Client::with_clock(
            credentials,
            options,
            Arc::new(EmulatorClock(self.core.clone())),
        )
        .map_err(raise)
    }

    fn __enter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    #[pyo3(signature = (*_exception))]
    fn __exit__(&self, py: Python<'_>, _exception: &Bound<'_, pyo3::types::PyTuple>) {
        self.stop(py);
    }

    fn __repr__(&self) -> String {
        format!("<Emulator {}>", self.core.url())
    }
}

fn value<T: serde::Serialize>(py: Python<'_>, value: &T) -> PyResult<Py<PyAny>> {
    to_python(py, value).map(Bound::unbind)
}
