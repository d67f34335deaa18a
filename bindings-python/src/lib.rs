//! The private native module `mendix_deploy._native`. People import `mendix_deploy`.
//!
//! Values cross as data ([`codec`]), behaviour crosses as [`handles`]; whatever takes time is a [`pending`] call that
//! one side awaits and the other waits for.

mod calls;
mod codec;
mod documents;
mod error;
mod exit;
mod handles;
mod pending;
mod runtime;
mod source;
mod values;

use pyo3::prelude::*;

#[pymodule]
mod _native {
    use pyo3::prelude::*;

    use super::exit;
    #[pymodule_export]
    use super::{
        documents::{load_document, render_document, save_document, write_document},
        handles::{
            App, Client, Database, EffectiveConfiguration, Emulator, Environment, Landscape,
            Operation, Package, Pager, ResolvedSecrets, Resolver, Run, SecretValue, check_setting,
            compare_configurations, compare_models, constant_variable, constants_of_variable,
            convert_connection, decide, import_configuration, import_reference, name_collisions,
            parse_connection, parse_reference, placement, plan_catalogue, policy_of_facts,
            policy_rules, print_connection, read_catalogue, read_script, read_variable,
            runtime_setting, runtime_settings, same_database, secrets_practices,
            setting_of_variable, setting_variable, sizing_advice, tier_presets, verify_checksums,
            write_archive, write_checksums, write_portable, write_project,
        },
        pending::Pending,
        trace,
        twins::{decode_json, decode_value, encode_json, encode_value},
    };

    /// The version of the core this module was built with.
    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        exit::register(module.py())
    }
}

/// Logs into a file from now on.
#[pyfunction]
fn trace(path: std::path::PathBuf) -> PyResult<()> {
    mendix_deploy::trace::to_file(&path).map_err(error::raise)
}

/// The codec by name of type, for the parity test of values.
mod twins {
    use pyo3::{exceptions::PyLookupError, prelude::*};

    use crate::{
        codec::{from_json, from_python, to_python},
        error::raise,
        values::for_each_value,
    };

    macro_rules! by_name {
        ($($name:literal => $ty:path,)*) => {
            /// JSON text → Python, the direct way.
            #[pyfunction]
            pub(crate) fn decode_value(py: Python<'_>, name: &str, text: &str) -> PyResult<Py<PyAny>> {
                match name {
                    $($name => {
                        let value: $ty = from_json(name, text).map_err(raise)?;
                        to_python(py, &value).map(Bound::unbind)
                    })*
                    _ => Err(PyLookupError::new_err(name.to_owned())),
                }
            }

            /// Python → JSON text, the direct way.
            #[pyfunction]
            pub(crate) fn encode_value(name: &str, object: &Bound<'_, PyAny>) -> PyResult<String> {
                match name {
                    $($name => {
                        let value: $ty = from_python(name, object)?;
                        text_of(&value)
                    })*
                    _ => Err(PyLookupError::new_err(name.to_owned())),
                }
            }

            /// JSON text → canonical JSON text: the core's own way.
            #[pyfunction]
            pub(crate) fn decode_json(name: &str, text: &str) -> PyResult<String> {
                match name {
                    $($name => {
                        let value: $ty = from_json(name, text).map_err(raise)?;
                        text_of(&value)
                    })*
                    _ => Err(PyLookupError::new_err(name.to_owned())),
                }
            }
        };
    }

    for_each_value!(by_name);

    /// Any Python value → JSON text, by the codec's own reading of Python objects.
    #[pyfunction]
    pub(crate) fn encode_json(object: &Bound<'_, PyAny>) -> PyResult<String> {
        let value: serde_json::Value = from_python("value", object)?;
        text_of(&value)
    }

    fn text_of<T: serde::Serialize>(value: &T) -> PyResult<String> {
        serde_json::to_string(value)
            .map_err(|error| pyo3::exceptions::PyValueError::new_err(error.to_string()))
    }
}
