//! One tokio runtime per process: a forked child builds its own instead of waiting for threads that it does not have.

use std::{
    any::Any,
    cell::OnceCell,
    future::Future,
    pin::Pin,
    process,
    sync::{Mutex, PoisonError},
};

use pyo3::prelude::*;
use pyo3_async_runtimes::{
    TaskLocals,
    generic::{self, ContextExt, JoinError, Runtime},
};
use tokio::{runtime, task};

use crate::exit;

static CURRENT: Mutex<Option<(u32, &'static runtime::Runtime)>> = Mutex::new(None);

/// The runtime of this process.
pub(crate) fn current() -> PyResult<&'static runtime::Runtime> {
    let id = process::id();
    let mut slot = CURRENT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((owner, runtime)) = *slot
        && owner == id
    {
        return Ok(runtime);
    }
    let runtime = runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("mendix-deploy")
        .enable_all()
        .build()?;
    // Leaked on purpose: the interpreter ends the process, and a parent's runtime must not be shut down by its child.
    let runtime: &'static runtime::Runtime = Box::leak(Box::new(runtime));
    *slot = Some((id, runtime));
    Ok(runtime)
}

/// The runtime for asyncio's side of things.
pub(crate) struct Tokio;

pub(crate) struct TaskFailed(task::JoinError);

impl JoinError for TaskFailed {
    fn is_panic(&self) -> bool {
        self.0.is_panic()
    }

    fn into_panic(self) -> Box<dyn Any + Send + 'static> {
        self.0.into_panic()
    }
}

impl Runtime for Tokio {
    type JoinError = TaskFailed;
    type JoinHandle = Pin<Box<dyn Future<Output = Result<(), TaskFailed>> + Send>>;

    fn spawn<F: Future<Output = ()> + Send + 'static>(future: F) -> Self::JoinHandle {
        match current() {
            Ok(runtime) => {
                let handle = runtime.spawn(exit::guarded(future));
                Box::pin(async move { handle.await.map_err(TaskFailed) })
            }
            // No thread could be made: the awaiting side sees its future dropped.
            Err(_) => Box::pin(std::future::ready(Ok(()))),
        }
    }

    fn spawn_blocking<F: FnOnce() + Send + 'static>(work: F) -> Self::JoinHandle {
        match current() {
            Ok(runtime) => {
                let handle = runtime.spawn_blocking(|| exit::guard(work));
                Box::pin(async move { handle.await.map_err(TaskFailed) })
            }
            Err(_) => Box::pin(std::future::ready(Ok(()))),
        }
    }
}

tokio::task_local! {
    static LOCALS: OnceCell<TaskLocals>;
}

impl ContextExt for Tokio {
    fn scope<F: Future<Output = R> + Send + 'static, R>(
        locals: TaskLocals,
        future: F,
    ) -> Pin<Box<dyn Future<Output = R> + Send>> {
        let cell = OnceCell::new();
        // Cannot be set already: the cell is new.
        let _ = cell.set(locals);
        Box::pin(LOCALS.scope(cell, future))
    }

    fn get_task_locals() -> Option<TaskLocals> {
        LOCALS.try_with(|cell| cell.get().cloned()).unwrap_or(None)
    }
}

/// The event loop that runs the caller.
pub(crate) fn locals(py: Python<'_>) -> PyResult<TaskLocals> {
    generic::get_current_locals::<Tokio>(py)
}

/// The iterator of an awaitable of asyncio for a future; cancelling it drops the future.
pub(crate) fn awaitable<F>(
    py: Python<'_>,
    locals: TaskLocals,
    future: F,
) -> PyResult<Bound<'_, PyAny>>
where
    F: Future<Output = PyResult<Py<PyAny>>> + Send + 'static,
{
    current()?;
    let late = exit::open();
    let future = generic::future_into_py_with_locals::<Tokio, _, Py<PyAny>>(py, locals, future)?;
    let iterator = future.call_method0("__await__")?;
    if late {
        return Ok(Bound::new(py, exit::Late(iterator.unbind()))?.into_any());
    }
    Ok(iterator)
}
