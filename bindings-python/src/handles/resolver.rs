//! Secrets that are resolved. The classes people see are in `_secrets.py`.

use std::{
    collections::BTreeMap,
    mem, process,
    sync::{Arc, Mutex, PoisonError},
};

use futures::future::BoxFuture;
use mendix_deploy::secrets::{self as core, Fetched, Object, Store, StoreFailure};
use mendix_deploy_model::{
    Error, ErrorCode, Result,
    secrets::{ResolveOptions, ResolverOptions, SecretRequest, StoreKind},
};
use pyo3::{
    exceptions::{PyKeyError, PyTypeError},
    prelude::*,
    types::{PyBytes, PyDict, PyString},
};

use super::SecretValue;
use crate::{
    codec::{from_python, to_python},
    error::raise,
    exit,
    pending::Pending,
};

/// Reads a reference.
#[pyfunction]
pub(crate) fn parse_reference(py: Python<'_>, text: &str) -> PyResult<Py<PyAny>> {
    to_python(py, &core::parse(text).map_err(raise)?).map(Bound::unbind)
}

/// Reads a reference as another tool writes it.
#[pyfunction]
pub(crate) fn import_reference(py: Python<'_>, text: &str) -> PyResult<Py<PyAny>> {
    to_python(py, &core::import(text).map_err(raise)?).map(Bound::unbind)
}

/// A store that the caller wrote: an object with `fetch(reference)`.
struct OwnStore {
    name: String,
    kind: StoreKind,
    object: Py<PyAny>,
}

impl Store for OwnStore {
    fn store_kind(&self) -> StoreKind {
        self.kind
    }

    fn identity(&self) -> String {
        format!("own:{}", self.name)
    }

    fn max_attempts(&self) -> u32 {
        1
    }

    fn fetch<'a>(
        &'a self,
        object: &'a Object,
    ) -> BoxFuture<'a, std::result::Result<Fetched, StoreFailure>> {
        let reference = object.reference.clone();
        let callable = exit::attach(|py| self.object.clone_ref(py));
        Box::pin(async move {
            let ended = || StoreFailure::new(ErrorCode::SecretsCancelled, "the interpreter ends");
            let callable = callable.ok_or_else(ended)?;
            // On a thread of its own: what the caller wrote may block.
            let work = tokio::task::spawn_blocking(move || {
                exit::attach(|py| {
                    let given = to_python(py, &reference)?;
                    let found = callable.bind(py).call_method1("fetch", (given,))?;
                    fetched(&found)
                })
            });
            match work.await {
                Ok(Some(Ok(found))) => Ok(found),
                Ok(Some(Err(error))) => {
                    Err(exit::attach(|py| refused(py, &error)).unwrap_or_else(ended))
                }
                Ok(None) | Err(_) => Err(ended()),
            }
        })
    }
}

/// A text, bytes, a `SecretValue`, or a mapping of keys.
fn fetched(found: &Bound<'_, PyAny>) -> PyResult<Fetched> {
    if let Ok(secret) = found.cast::<SecretValue>() {
        return Ok(Fetched::bytes(secret.get().0.reveal_bytes().to_vec()));
    }
    if let Ok(text) = found.cast::<PyString>() {
        return Ok(Fetched::bytes(text.to_str()?.as_bytes().to_vec()));
    }
    if let Ok(bytes) = found.cast::<PyBytes>() {
        return Ok(Fetched::bytes(bytes.as_bytes().to_vec()));
    }
    if found.cast::<PyDict>().is_ok() {
        let value: serde_json::Value = from_python("fetched", found).map_err(|_| {
            PyTypeError::new_err(
                "fetch: a mapping holds text, numbers, booleans, lists and mappings",
            )
        })?;
        return Ok(Fetched::fields(value));
    }
    Err(PyTypeError::new_err(
        "fetch: expected a text, bytes, a SecretValue, or a mapping of keys",
    ))
}

/// The caller's exception as a failure. Its text is left out: it may hold what was read.
fn refused(py: Python<'_>, error: &PyErr) -> StoreFailure {
    if error.is_instance_of::<PyKeyError>(py) {
        return StoreFailure::new(
            ErrorCode::SecretsNotFound,
            "the store of your own has no such secret",
        );
    }
    let name = error
        .get_type(py)
        .name()
        .map_or_else(|_| "an exception".to_owned(), |name| name.to_string());
    StoreFailure::new(
        ErrorCode::SecretsProtocolError,
        format!("the store of your own raised {name}"),
    )
    .remedy("Raise KeyError for what is not there; look into the store for the rest.")
}

type Make = dyn Fn() -> Result<core::Resolver> + Send + Sync;

/// The native half of a resolver. A forked child makes one of its own.
#[pyclass(frozen, module = "mendix_deploy._native")]
pub(crate) struct Resolver {
    make: Arc<Make>,
    current: Mutex<Option<(u32, core::Resolver)>>,
}

impl Resolver {
    pub(super) fn core(&self) -> PyResult<core::Resolver> {
        let id = process::id();
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((owner, resolver)) = &*current
            && *owner == id
        {
            return Ok(resolver.clone());
        }
        let resolver = (self.make)().map_err(raise)?;
        // Not dropped: taking the parent's apart would talk to threads that are not there.
        mem::forget(current.replace((id, resolver.clone())));
        Ok(resolver)
    }
}

#[pymethods]
impl Resolver {
    #[new]
    fn new(
        options: &Bound<'_, PyDict>,
        folder: Option<std::path::PathBuf>,
        own: &Bound<'_, PyDict>,
    ) -> PyResult<Self> {
        let options: ResolverOptions = from_python("options", options)?;
        let mut stores: BTreeMap<String, Arc<dyn Store>> = BTreeMap::new();
        for (name, object) in own {
            let name: String = name.extract()?;
            if !object.hasattr("fetch")? {
                return Err(PyTypeError::new_err(format!(
                    "own_stores[{name:?}]: expected an object with a method `fetch(reference)`"
                )));
            }
            let kind = object
                .getattr("kind")
                .map_or(Ok(StoreKind::Vault), |kind| from_python("kind", &kind))?;
            let store = OwnStore {
                name: name.clone(),
                kind,
                object: object.unbind(),
            };
            stores.insert(name, Arc::new(store));
        }
        let make = move || {
            let mut builder = core::Resolver::builder().options(options.clone());
            for (name, store) in &stores {
                builder = builder.store(name.clone(), Arc::clone(store));
            }
            if let Some(folder) = &folder {
                builder = builder.folder(folder.clone());
            }
            builder.build()
        };
        let first = make().map_err(raise)?;
        Ok(Self {
            make: Arc::new(make),
            current: Mutex::new(Some((process::id(), first))),
        })
    }

    /// Resolves all or none.
    fn resolve(
        &self,
        requests: &Bound<'_, PyAny>,
        options: &Bound<'_, PyDict>,
    ) -> PyResult<Pending> {
        let resolver = self.core()?;
        let requests: Vec<SecretRequest> = from_python("requests", requests)?;
        let options: ResolveOptions = from_python("options", options)?;
        Ok(Pending::object(async move {
            let secrets = resolver.resolve(&requests, options).await?;
            Ok(ResolvedSecrets(Mutex::new(Some(Arc::new(secrets)))))
        }))
    }

    /// What is known to fail, without asking a store.
    fn check(&self, py: Python<'_>, requests: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let requests: Vec<SecretRequest> = from_python("requests", requests)?;
        to_python(py, &self.core()?.check(&requests)).map(Bound::unbind)
    }

    fn close(&self) -> PyResult<Pending> {
        let resolver = self.core()?;
        Ok(Pending::data(async move {
            resolver.close().await;
            Ok(())
        }))
    }
}

/// The native half of resolved secrets.
#[pyclass(frozen, module = "mendix_deploy._native")]
pub(crate) struct ResolvedSecrets(Mutex<Option<Arc<core::ResolvedSecrets>>>);

impl ResolvedSecrets {
    fn open(&self) -> PyResult<Arc<core::ResolvedSecrets>> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
            .ok_or_else(|| {
                raise(Error::new(
                    ErrorCode::InputInvalid,
                    "these secrets were closed",
                ))
            })
    }
}

#[pymethods]
impl ResolvedSecrets {
    #[getter]
    fn slots(&self) -> PyResult<Vec<String>> {
        let open = self.open()?;
        Ok(open.slots().into_iter().map(str::to_owned).collect())
    }

    fn get(&self, slot: &str) -> PyResult<SecretValue> {
        let open = self.open()?;
        open.get(slot).cloned().map(SecretValue).map_err(raise)
    }

    #[getter]
    fn report(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        to_python(py, self.open()?.report()).map(Bound::unbind)
    }

    fn scrub(&self, text: &str) -> PyResult<String> {
        Ok(self.open()?.scrub(text))
    }

    fn run(&self, command: Vec<String>, env: BTreeMap<String, String>) -> PyResult<Pending> {
        let open = self.open()?;
        Ok(Pending::data(async move { open.run(&command, &env).await }))
    }

    fn close(&self) {
        drop(self.0.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}
