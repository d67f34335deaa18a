//! Work that has not begun: `await` it, or `wait()` for it on this thread.
//!
//! Every asynchronous function of this module returns one, so that `Client` and `AsyncClient` share one way in.

use std::{
    future::Future,
    pin::Pin,
    sync::{
        Mutex, PoisonError,
        mpsc::{self, RecvTimeoutError},
    },
    time::Duration,
};

use mendix_deploy_model::Error;
use pyo3::{exceptions::PyRuntimeError, prelude::*};
use pyo3_async_runtimes::TaskLocals;
use serde::Serialize;

use crate::{codec::to_python, error::raise, exit, runtime};

/// How often a blocked thread looks for signals: Ctrl-C is answered within this time.
const SIGNALS: Duration = Duration::from_millis(50);

/// What went wrong: an error of the core, or an exception of the caller's own code.
pub(crate) enum Failure {
    Core(Error),
    Python(PyErr),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Core(error)
    }
}

impl From<PyErr> for Failure {
    fn from(error: PyErr) -> Self {
        Self::Python(error)
    }
}

impl Failure {
    fn into_python(self) -> PyErr {
        match self {
            Self::Core(error) => raise(error),
            Self::Python(error) => error,
        }
    }
}

/// A result on its way out: made into Python objects where the interpreter is held.
pub(crate) trait Outgoing: Send {
    fn into_python(self: Box<Self>, py: Python<'_>) -> PyResult<Py<PyAny>>;
}

/// Data.
pub(crate) struct Data<T>(pub(crate) T);

impl<T: Serialize + Send> Outgoing for Data<T> {
    fn into_python(self: Box<Self>, py: Python<'_>) -> PyResult<Py<PyAny>> {
        to_python(py, &self.0).map(Bound::unbind)
    }
}

/// A handle.
pub(crate) struct Object<T>(pub(crate) T);

impl<T> Outgoing for Object<T>
where
    T: Send + pyo3::PyClass + Into<pyo3::PyClassInitializer<T>>,
{
    fn into_python(self: Box<Self>, py: Python<'_>) -> PyResult<Py<PyAny>> {
        Ok(Py::new(py, self.0)?.into_any())
    }
}

pub(crate) type Outcome = Result<Box<dyn Outgoing>, Failure>;
type Work = Pin<Box<dyn Future<Output = Outcome> + Send>>;
type Job = Box<dyn FnOnce(Python<'_>) + Send>;

/// Where the caller's own code runs: the thread that blocks, or the event loop that awaits.
#[derive(Clone)]
pub(crate) enum Host {
    Thread(mpsc::Sender<Message>),
    Loop(TaskLocals),
}

/// What a blocked thread is told.
pub(crate) enum Message {
    Done(Outcome),
    Call(Job),
}

impl Host {
    /// Runs a job on the caller's thread, some time soon, in the order given.
    pub(crate) fn call(&self, job: impl FnOnce(Python<'_>) + Send + 'static) {
        match self {
            // A closed channel means that nobody waits any more.
            Self::Thread(sender) => drop(sender.send(Message::Call(Box::new(job)))),
            Self::Loop(locals) => {
                // `None` when the interpreter ends: then nobody waits any more.
                let _ = exit::attach(|py| {
                    let job = JobObject(Mutex::new(Some(Box::new(job))));
                    let called = Py::new(py, job).and_then(|job| {
                        locals
                            .event_loop(py)
                            .call_method1("call_soon_threadsafe", (job,))
                    });
                    // Fails when the loop is closed: then nobody waits any more.
                    drop(called);
                });
            }
        }
    }
}

/// A job as something that an event loop can call.
#[pyclass(frozen, module = "mendix_deploy._native")]
struct JobObject(Mutex<Option<Job>>);

#[pymethods]
impl JobObject {
    fn __call__(&self, py: Python<'_>) {
        let job = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(job) = job {
            job(py);
        }
    }
}

type Start = Box<dyn FnOnce(Host) -> Work + Send>;

/// Work that has not begun.
#[pyclass(frozen, module = "mendix_deploy._native")]
pub(crate) struct Pending(Mutex<Option<Start>>);

impl Pending {
    /// Work that calls back into the caller's code.
    pub(crate) fn hosted<F, W>(start: F) -> Self
    where
        F: FnOnce(Host) -> W + Send + 'static,
        W: Future<Output = Outcome> + Send + 'static,
    {
        Self(Mutex::new(Some(Box::new(|host| Box::pin(start(host))))))
    }

    /// Work that ends in data.
    pub(crate) fn data<T, W>(work: W) -> Self
    where
        T: Serialize + Send + 'static,
        W: Future<Output = Result<T, Error>> + Send + 'static,
    {
        Self::hosted(|_| async move {
            match work.await {
                Ok(value) => Ok(Box::new(Data(value)) as Box<dyn Outgoing>),
                Err(error) => Err(Failure::Core(error)),
            }
        })
    }

    /// Work that ends in a handle.
    pub(crate) fn object<T, W>(work: W) -> Self
    where
        T: Send + pyo3::PyClass + Into<pyo3::PyClassInitializer<T>> + 'static,
        W: Future<Output = Result<T, Error>> + Send + 'static,
    {
        Self::hosted(|_| async move {
            match work.await {
                Ok(value) => Ok(Box::new(Object(value)) as Box<dyn Outgoing>),
                Err(error) => Err(Failure::Core(error)),
            }
        })
    }

    fn take(&self) -> PyResult<Start> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
            .ok_or_else(|| PyRuntimeError::new_err("this call was awaited already"))
    }
}

fn finish(py: Python<'_>, outcome: Outcome) -> PyResult<Py<PyAny>> {
    match outcome {
        Ok(value) => value.into_python(py),
        Err(failure) => Err(failure.into_python()),
    }
}

#[pymethods]
impl Pending {
    /// Blocks this thread, not the interpreter. Ctrl-C raises `KeyboardInterrupt` and drops the work.
    fn wait(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let start = self.take()?;
        let runtime = runtime::current()?;
        let (sender, receiver) = mpsc::channel();
        let host = Host::Thread(sender.clone());
        // Not `block_on`: the caller's own callbacks may block on calls of their own, which a runtime forbids inside.
        let task = runtime.spawn(async move {
            let outcome = start(host).await;
            drop(sender.send(Message::Done(outcome)));
        });
        // Only this thread receives; the mutex is for the compiler.
        let receiver = Mutex::new(receiver);
        let next = || {
            receiver
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .recv_timeout(SIGNALS)
        };
        loop {
            match py.detach(next) {
                Ok(Message::Done(outcome)) => return finish(py, outcome),
                Ok(Message::Call(job)) => job(py),
                Err(RecvTimeoutError::Timeout) => {
                    if let Err(interrupt) = py.check_signals() {
                        task.abort();
                        return Err(interrupt);
                    }
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(PyRuntimeError::new_err(
                        "mendix-deploy failed inside; this is a defect, please report it",
                    ));
                }
            }
        }
    }

    /// Awaits on the running event loop. Cancelling the task drops the work.
    fn __await__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let start = self.take()?;
        let locals = runtime::locals(py)?;
        let work = start(Host::Loop(locals.clone()));
        let future = async move {
            let outcome = work.await;
            Python::attach(|py| finish(py, outcome))
        };
        runtime::awaitable(py, locals, future)
    }
}
