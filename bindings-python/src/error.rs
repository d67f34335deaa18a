//! Errors of the core as exceptions.

use mendix_deploy_model::Error;
use pyo3::{PyErr, prelude::*};

use crate::codec::to_python;

/// The exception of an error: the class of its error class, with all its data.
pub(crate) fn raise(error: Error) -> PyErr {
    Python::attach(|py| {
        let info = to_python(py, error.info())?;
        let exception = PyModule::import(py, "mendix_deploy._errors")?
            .getattr("from_info")?
            .call1((info,))?;
        Ok(PyErr::from_value(exception))
    })
    .unwrap_or_else(|error: PyErr| error)
}
