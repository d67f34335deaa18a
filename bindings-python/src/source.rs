//! What an upload reads: a path, bytes, or an iterator of the caller, asked for one piece at a time where the caller runs.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use bytes::Bytes;
use futures::{
    StreamExt,
    stream::{self, BoxStream},
};
use mendix_deploy_model::{Error, ErrorCode, Result};
use pyo3::{
    exceptions::{PyStopAsyncIteration, PyStopIteration, PyTypeError},
    prelude::*,
    types::{PyByteArray, PyBytes, PyMemoryView, PyString},
};
use tokio::sync::oneshot;

use crate::{exit, pending::Host};

/// Where the bytes come from.
pub(crate) enum Source {
    Path(PathBuf),
    Bytes(Bytes),
    Iterator(Py<PyAny>),
    AsyncIterator(Py<PyAny>),
}

impl Source {
    /// Tells what the caller gave apart.
    pub(crate) fn of(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        if is_bytes(object) {
            return Ok(Self::Bytes(piece(object)?));
        }
        if object.is_instance_of::<PyString>() || object.hasattr("__fspath__")? {
            return Ok(Self::Path(object.extract()?));
        }
        if object.hasattr("__aiter__")? {
            return Ok(Self::AsyncIterator(
                object.call_method0("__aiter__")?.unbind(),
            ));
        }
        match object.try_iter() {
            Ok(iterator) => Ok(Self::Iterator(iterator.into_any().unbind())),
            Err(_) => Err(PyTypeError::new_err(
                "expected a Package, a path, bytes, or an iterator of bytes",
            )),
        }
    }
}

/// An exception of the caller's own iterator: it is raised as it is, not as an error of the upload.
#[derive(Clone, Default)]
pub(crate) struct OwnException(Arc<Mutex<Option<PyErr>>>);

impl OwnException {
    fn keep(&self, error: PyErr) -> Error {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
        Error::new(
            ErrorCode::InputInvalid,
            "the iterator that was to be uploaded raised an exception",
        )
    }

    pub(crate) fn take(&self) -> Option<PyErr> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// The pieces of an iterator. One at a time: memory stays constant, and the caller's code runs where the caller does.
pub(crate) fn pieces(
    iterator: Py<PyAny>,
    asynchronous: bool,
    host: Host,
    own: OwnException,
) -> BoxStream<'static, Result<Bytes>> {
    let state = Some((iterator, host));
    stream::unfold(state, move |state| {
        let own = own.clone();
        async move {
            let (iterator, host) = state?;
            let next = if asynchronous {
                next_of_loop(&iterator, &host).await
            } else {
                next_of_host(&iterator, &host).await
            };
            match next {
                Ok(Some(piece)) => Some((Ok(piece), Some((iterator, host)))),
                Ok(None) => None,
                Err(error) => Some((Err(own.keep(error)), None)),
            }
        }
    })
    .boxed()
}

async fn next_of_host(iterator: &Py<PyAny>, host: &Host) -> PyResult<Option<Bytes>> {
    let Some(iterator) = exit::attach(|py| iterator.clone_ref(py)) else {
        return ended().await;
    };
    let (sender, receiver) = oneshot::channel();
    host.call(move |py| {
        let next = match iterator.bind(py).call_method0("__next__") {
            Ok(object) => piece(&object).map(Some),
            Err(error) if error.is_instance_of::<PyStopIteration>(py) => Ok(None),
            Err(error) => Err(error),
        };
        // A closed channel means that the upload is over.
        drop(sender.send(next));
    });
    match receiver.await {
        Ok(next) => next,
        // The thread that waited has left, so nobody wants the rest.
        Err(_) => Ok(None),
    }
}

async fn next_of_loop(iterator: &Py<PyAny>, host: &Host) -> PyResult<Option<Bytes>> {
    let Host::Loop(locals) = host else {
        return Err(PyTypeError::new_err(
            "an asynchronous iterator needs AsyncClient",
        ));
    };
    let future = exit::attach(|py| {
        let coroutine = iterator.bind(py).call_method0("__anext__")?;
        pyo3_async_runtimes::into_future_with_locals(locals, coroutine)
    });
    let Some(future) = future else {
        return ended().await;
    };
    let next = future?.await;
    let piece = exit::attach(|py| match next {
        Ok(object) => piece(object.bind(py)).map(Some),
        Err(error) if error.is_instance_of::<PyStopAsyncIteration>(py) => Ok(None),
        Err(error) => Err(error),
    });
    match piece {
        Some(piece) => piece,
        None => ended().await,
    }
}

/// The interpreter ends. The upload must not end as if it were whole; it stands still until the process is gone.
async fn ended() -> PyResult<Option<Bytes>> {
    std::future::pending().await
}

fn is_bytes(object: &Bound<'_, PyAny>) -> bool {
    object.is_instance_of::<PyBytes>()
        || object.is_instance_of::<PyByteArray>()
        || object.is_instance_of::<PyMemoryView>()
}

fn piece(object: &Bound<'_, PyAny>) -> PyResult<Bytes> {
    if let Ok(bytes) = object.cast::<PyBytes>() {
        return Ok(Bytes::copy_from_slice(bytes.as_bytes()));
    }
    if is_bytes(object) {
        let bytes = object.py().get_type::<PyBytes>().call1((object,))?;
        let bytes = bytes.cast::<PyBytes>().map_err(PyErr::from)?;
        return Ok(Bytes::copy_from_slice(bytes.as_bytes()));
    }
    Err(PyTypeError::new_err(format!(
        "expected bytes, got {}",
        object.get_type().name()?
    )))
}
