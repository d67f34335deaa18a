//! Pagers and operations without their type: what they give is data for Python.

use std::sync::Arc;

use futures::future::BoxFuture;
use mendix_deploy::{Operation as CoreOperation, Pager as CorePager};
use pyo3::prelude::*;
use serde::Serialize;
use tokio::sync::Mutex;

use crate::pending::{Data, Failure, Outcome, Pending};

type Step = Arc<dyn Fn() -> BoxFuture<'static, Outcome> + Send + Sync>;

/// A step of something that is asked again and again, one at a time.
fn step<T, V, F>(of: &Arc<Mutex<T>>, ask: F) -> Step
where
    T: Send + 'static,
    V: Serialize + Send + 'static,
    F: for<'a> Fn(&'a mut T) -> BoxFuture<'a, Result<V, mendix_deploy_model::Error>>
        + Send
        + Sync
        + 'static,
{
    let of = Arc::clone(of);
    let ask = Arc::new(ask);
    Arc::new(move || {
        let (of, ask) = (Arc::clone(&of), Arc::clone(&ask));
        Box::pin(async move {
            let mut of = of.lock().await;
            match ask(&mut of).await {
                Ok(value) => Ok(Box::new(Data(value)) as Box<dyn crate::pending::Outgoing>),
                Err(error) => Err(Failure::Core(error)),
            }
        })
    })
}

fn pending(step: &Step) -> Pending {
    let step = Arc::clone(step);
    Pending::hosted(move |_| async move { step().await })
}

/// The native half of a pager.
#[pyclass(frozen, module = "mendix_deploy._native")]
pub(crate) struct Pager {
    next: Step,
    page: Step,
}

impl Pager {
    pub(crate) fn new<T: Serialize + Send + 'static>(pager: CorePager<T>) -> Self {
        let pager = Arc::new(Mutex::new(pager));
        Self {
            next: step(&pager, |pager| Box::pin(pager.next())),
            page: step(&pager, |pager| Box::pin(pager.next_page())),
        }
    }
}

#[pymethods]
impl Pager {
    fn next(&self) -> Pending {
        pending(&self.next)
    }

    fn next_page(&self) -> Pending {
        pending(&self.page)
    }
}

/// The native half of an operation.
#[pyclass(frozen, module = "mendix_deploy._native")]
pub(crate) struct Operation {
    id: String,
    progress: Step,
    result: Step,
    poll: Step,
}

impl Operation {
    pub(crate) fn new<T: Clone + Serialize + Send + 'static>(operation: CoreOperation<T>) -> Self {
        let id = operation.id().to_owned();
        let operation = Arc::new(Mutex::new(operation));
        Self {
            id,
            progress: step(&operation, |operation| Box::pin(operation.next_progress())),
            result: step(&operation, |operation| Box::pin(operation.wait())),
            poll: step(&operation, |operation| Box::pin(operation.poll())),
        }
    }
}

#[pymethods]
impl Operation {
    #[getter]
    fn id(&self) -> &str {
        &self.id
    }

    fn next_progress(&self) -> Pending {
        pending(&self.progress)
    }

    fn result(&self) -> Pending {
        pending(&self.result)
    }

    fn poll(&self) -> Pending {
        pending(&self.poll)
    }
}
