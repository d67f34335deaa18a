//! A database that is read. The classes people see are `Database` and `AsyncDatabase` in `_database.py`.

use std::{
    mem, process,
    sync::{Arc, Mutex, PoisonError},
};

use mendix_deploy::{compare, database::Database as Core, secrets::SecretValue as Secret};
use mendix_deploy_model::{
    Error, ErrorCode, Result,
    comparisons::{ChangeDirection, Changes},
    databases::DatabaseOptions,
};
use pyo3::{prelude::*, types::PyDict};

use super::SecretValue;
use crate::{
    codec::{from_python, to_python},
    pending::Pending,
};

/// The native half of a database.
#[pyclass(frozen, module = "mendix_deploy._native")]
pub(crate) struct Database(Arc<Held>);

struct Held {
    options: DatabaseOptions,
    password: Option<Secret>,
    name: String,
    state: Mutex<State>,
}

enum State {
    /// The connection, and the process that it belongs to.
    Open(u32, Arc<Core>),
    Closed,
}

impl Held {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The connection of this process. A forked child connects anew: the parent's is served by threads that the child
    /// has not.
    async fn core(&self) -> Result<Arc<Core>> {
        let id = process::id();
        match &*self.state() {
            State::Open(owner, core) if *owner == id => return Ok(Arc::clone(core)),
            State::Open(..) => {}
            State::Closed => {
                return Err(Error::new(
                    ErrorCode::InputInvalid,
                    format!("the connection to the database {} was closed", self.name),
                )
                .with_context("database", &self.name));
            }
        }
        let core = Arc::new(Core::connect(self.options.clone(), self.password.clone()).await?);
        let mut state = self.state();
        if let State::Open(owner, core) = &*state
            && *owner == id
        {
            return Ok(Arc::clone(core));
        }
        // Not dropped: taking the parent's apart would talk to threads that are not there.
        mem::forget(mem::replace(
            &mut *state,
            State::Open(id, Arc::clone(&core)),
        ));
        Ok(core)
    }

    fn close(&self) {
        let state = mem::replace(&mut *self.state(), State::Closed);
        if matches!(state, State::Open(owner, _) if owner != process::id()) {
            mem::forget(state);
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.close();
    }
}

#[pymethods]
impl Database {
    /// Connects. The password is given as a `SecretValue`, so that it is in no traceback and in no `repr`.
    #[staticmethod]
    fn connect(
        password: Option<&Bound<'_, SecretValue>>,
        options: &Bound<'_, PyDict>,
    ) -> PyResult<Pending> {
        let options: DatabaseOptions = from_python("options", options)?;
        let password = password.map(|given| given.get().0.clone());
        Ok(Pending::object(async move {
            let core = Core::connect(options.clone(), password.clone()).await?;
            Ok(Self(Arc::new(Held {
                options,
                password,
                name: core.name().to_owned(),
                state: Mutex::new(State::Open(process::id(), Arc::new(core))),
            })))
        }))
    }

    #[getter]
    fn name(&self) -> &str {
        &self.0.name
    }

    /// What is stored.
    fn catalogue(&self) -> Pending {
        let held = Arc::clone(&self.0);
        Pending::data(async move { held.core().await?.catalogue().await })
    }

    /// Asks the questions of one direction and decides again.
    fn answer(
        &self,
        changes: &Bound<'_, PyAny>,
        direction: &Bound<'_, PyAny>,
    ) -> PyResult<Pending> {
        let held = Arc::clone(&self.0);
        let mut changes: Changes = from_python("changes", changes)?;
        let direction: ChangeDirection = from_python("direction", direction)?;
        Ok(Pending::data(async move {
            held.core().await?.answer(&mut changes, direction).await;
            Ok(changes)
        }))
    }

    /// Ends the session, once the calls under way have ended.
    fn close(&self) {
        self.0.close();
    }
}

/// Decides again after questions were answered.
#[pyfunction]
pub(crate) fn decide(py: Python<'_>, changes: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
    let mut changes: Changes = from_python("changes", changes)?;
    py.detach(|| compare::decide(&mut changes));
    to_python(py, &changes).map(Bound::unbind)
}
