//! The client. The classes people see are `Client` and `AsyncClient` in `_client.py`.

use std::{
    cell::Cell,
    process,
    sync::{Arc, Mutex, PoisonError},
};

use mendix_deploy::{
    Client as Core, Credentials,
    client::{CredentialParts, Hooks, OnProgress, UploadSource},
    clock::Clock,
};
use mendix_deploy_model::{
    Address, Error,
    changes::Change,
    clients::ClientOptions,
    cloud::UploadOptions,
    plans::{Plan, PlanOptions},
    runs::{ActivityOptions, ResumeOptions, RunId, StartRunOptions},
};
use pyo3::{
    prelude::*,
    types::{PyDict, PyTuple},
};

use super::{Environment, Package, Resolver, Run, SecretValue};
use crate::{
    calls::{Begun, Given, begin},
    codec::{from_python, to_python},
    error::raise,
    pending::{Data, Failure, Host, Outgoing, Pending},
    source::{OwnException, Source, pieces},
};

type Make = dyn Fn() -> Result<Core, Error> + Send + Sync;

/// The native half of a client.
///
/// A forked child makes a client of its own: the parent's connections are served by threads that the child has not.
#[pyclass(frozen, module = "mendix_deploy._native")]
pub(crate) struct Client {
    make: Arc<Make>,
    current: Mutex<Option<(u32, Core)>>,
}

impl Client {
    pub(super) fn made_by(
        make: impl Fn() -> Result<Core, Error> + Send + Sync + 'static,
    ) -> Result<Self, Error> {
        let client = make()?;
        Ok(Self {
            make: Arc::new(make),
            current: Mutex::new(Some((process::id(), client))),
        })
    }

    pub(super) fn with_clock(
        credentials: Credentials,
        options: ClientOptions,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, Error> {
        Self::made_by(move || {
            Core::with_clock(credentials.clone(), options.clone(), Arc::clone(&clock))
        })
    }

    /// The client of this process.
    pub(super) fn core(&self) -> PyResult<Core> {
        let id = process::id();
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((owner, client)) = &*current
            && *owner == id
        {
            return Ok(client.clone());
        }
        let client = (self.make)().map_err(raise)?;
        if let Some(parents) = current.replace((id, client.clone())) {
            // Not dropped: taking it apart would talk to threads that are not there.
            std::mem::forget(parents);
        }
        Ok(client)
    }
}

#[pymethods]
impl Client {
    /// Credentials are given as `SecretValue`s, so that they are in no traceback and in no `repr`.
    #[new]
    #[pyo3(signature = (username, api_key, pat, proxy_username, proxy_password, options))]
    fn new(
        username: Option<String>,
        api_key: Option<&Bound<'_, SecretValue>>,
        pat: Option<&Bound<'_, SecretValue>>,
        proxy_username: Option<String>,
        proxy_password: Option<&Bound<'_, SecretValue>>,
        options: &Bound<'_, PyDict>,
    ) -> PyResult<Self> {
        let options: ClientOptions = from_python("options", options)?;
        let secret = |given: Option<&Bound<'_, SecretValue>>| given.map(|it| it.get().0.clone());
        let credentials = Credentials::try_from(CredentialParts {
            username,
            api_key: secret(api_key),
            pat: secret(pat),
            proxy_username,
            proxy_password: secret(proxy_password),
        })
        .map_err(raise)?;
        Self::made_by(move || Core::new(credentials.clone(), options.clone())).map_err(raise)
    }

    #[staticmethod]
    fn from_env() -> PyResult<Self> {
        Self::made_by(Core::from_env).map_err(raise)
    }

    #[getter]
    fn hosts(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        to_python(py, &self.core()?.hosts()).map(Bound::unbind)
    }

    #[getter]
    fn username(&self) -> PyResult<Option<String>> {
        Ok(self.core()?.username())
    }

    /// Any call but a pager.
    fn call(
        &self,
        group: &str,
        method: &str,
        arguments: &Bound<'_, PyTuple>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Py<PyAny>> {
        let call = format!("{group}.{method}");
        let given = Given {
            call: &call,
            arguments,
            options,
            taken: Cell::new(0),
        };
        let py = arguments.py();
        Ok(match begin(&self.core()?, group, method, &given)? {
            Begun::Pending(pending) => Py::new(py, pending)?.into_any(),
            Begun::Pager(pager) => Py::new(py, pager)?.into_any(),
        })
    }

    /// Streams a package to the platform.
    fn upload(
        &self,
        app: String,
        source: &Bound<'_, PyAny>,
        options: &Bound<'_, PyDict>,
        on_progress: Option<Py<PyAny>>,
    ) -> PyResult<Pending> {
        let client = self.core()?;
        let options: UploadOptions = from_python("options", options)?;
        let source = match source.cast::<Package>() {
            Ok(package) => Source::Path(package.get().0.path().to_path_buf()),
            Err(_) => Source::of(source)?,
        };
        Ok(Pending::hosted(move |host| async move {
            let own = OwnException::default();
            let source = match source {
                Source::Path(path) => UploadSource::Path(path),
                Source::Bytes(bytes) => UploadSource::Bytes(bytes),
                Source::Iterator(iterator) => UploadSource::Stream {
                    stream: pieces(iterator, false, host.clone(), own.clone()),
                    length: None,
                },
                Source::AsyncIterator(iterator) => UploadSource::Stream {
                    stream: pieces(iterator, true, host.clone(), own.clone()),
                    length: None,
                },
            };
            let told = on_progress.map(|callback| teller(callback, host));
            match client.packages().upload(&app, source, options, told).await {
                Ok(upload) => Ok(Box::new(Data(upload)) as Box<dyn Outgoing>),
                Err(error) => Err(match own.take() {
                    Some(exception) => Failure::Python(exception),
                    None => Failure::Core(error),
                }),
            }
        }))
    }

    /// Reads facts and makes a plan.
    fn plan(
        &self,
        environment: &Bound<'_, Environment>,
        change: &Bound<'_, PyAny>,
        options: &Bound<'_, PyDict>,
    ) -> PyResult<Pending> {
        let client = self.core()?;
        let environment = environment.get().0.clone();
        let change: Change = from_python("change", change)?;
        let options: PlanOptions = from_python("options", options)?;
        Ok(Pending::data(async move {
            client.plan(&environment, change, options).await
        }))
    }

    /// Starts a plan.
    #[pyo3(signature = (plan, options, secrets=None))]
    fn start(
        &self,
        plan: &Bound<'_, PyAny>,
        options: &Bound<'_, PyDict>,
        secrets: Option<&Bound<'_, Resolver>>,
    ) -> PyResult<Pending> {
        let client = self.core()?;
        let hooks = hooks(secrets)?;
        let plan: Plan = from_python("plan", plan)?;
        let options: StartRunOptions = from_python("options", options)?;
        Ok(Pending::object(async move {
            client.start_with(&plan, options, hooks).await.map(Run)
        }))
    }

    /// Continues a run.
    #[pyo3(signature = (run, options, secrets=None))]
    fn resume(
        &self,
        run: String,
        options: &Bound<'_, PyDict>,
        secrets: Option<&Bound<'_, Resolver>>,
    ) -> PyResult<Pending> {
        let client = self.core()?;
        let hooks = hooks(secrets)?;
        let options: ResumeOptions = from_python("options", options)?;
        Ok(Pending::object(async move {
            client
                .resume_with(RunId::new(run), options, hooks)
                .await
                .map(Run)
        }))
    }

    /// Reads the journals back.
    fn activity(
        &self,
        address: &Bound<'_, PyAny>,
        options: &Bound<'_, PyDict>,
    ) -> PyResult<Pending> {
        let client = self.core()?;
        let address: Address = from_python("address", address)?;
        let options: ActivityOptions = from_python("options", options)?;
        Ok(Pending::data(async move {
            client.activity(address, options).await
        }))
    }

    /// Stops every run at its next safe point and gives the ids of those that were stopped.
    fn leave(&self) -> PyResult<Pending> {
        let runs = self.core()?.runs();
        Ok(Pending::data(async move { Ok(runs.leave().await) }))
    }
}

fn hooks(secrets: Option<&Bound<'_, Resolver>>) -> PyResult<Hooks> {
    Ok(match secrets {
        Some(resolver) => Hooks::default().resolve(resolver.get().core()?.hook()),
        None => Hooks::default(),
    })
}

/// Progress for a callback of the caller, where the caller runs.
fn teller(callback: Py<PyAny>, host: Host) -> OnProgress {
    let callback = Arc::new(callback);
    Arc::new(move |progress| {
        let callback = Arc::clone(&callback);
        host.call(move |py| {
            let called = to_python(py, &progress).and_then(|told| callback.call1(py, (told,)));
            if let Err(error) = called {
                // A mistake in a progress bar does not break an upload; Python reports it.
                error.write_unraisable(py, Some(callback.bind(py)));
            }
        });
    })
}
