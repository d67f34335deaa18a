//! The calls of the client, by group and name: the rows of the core, expanded.

use std::cell::Cell;

use mendix_deploy::Client;
// The rows name types as the core's modules see them.
#[allow(clippy::wildcard_imports)]
use mendix_deploy_model::{Address, cloud::*};
use pyo3::{
    exceptions::{PyLookupError, PyTypeError},
    prelude::*,
    types::{PyDict, PyTuple},
};

use crate::{
    codec::from_python,
    handles::{Operation, Pager, SecretValue},
    pending::Pending,
};

/// What the caller gave: positional arguments, and the fields of the options struct.
pub(crate) struct Given<'a, 'py> {
    pub(crate) call: &'a str,
    pub(crate) arguments: &'a Bound<'py, PyTuple>,
    pub(crate) options: Option<&'a Bound<'py, PyDict>>,
    /// How many arguments have been taken.
    pub(crate) taken: Cell<usize>,
}

impl<'py> Given<'_, 'py> {
    fn next(&self, name: &str) -> PyResult<Bound<'py, PyAny>> {
        let index = self.taken.replace(self.taken.get() + 1);
        self.arguments
            .get_item(index)
            .map_err(|_| PyTypeError::new_err(format!("{}: missing argument `{name}`", self.call)))
    }

    fn options(&self) -> Bound<'py, PyAny> {
        match self.options {
            Some(options) => options.clone().into_any(),
            None => PyDict::new(self.arguments.py()).into_any(),
        }
    }
}

/// What a call begins with, by its shape.
pub(crate) enum Begun {
    Pending(Pending),
    Pager(Pager),
}

macro_rules! take {
    (options, $given:ident, $name:ident, $ty:ty) => {
        from_python::<$ty>("options", &$given.options())?
    };
    ($kind:ident, $given:ident, $name:ident, $ty:ty) => {{
        let object = $given.next(stringify!($name))?;
        take!(@ $kind, stringify!($name), object, $ty)
    }};
    (@ text, $name:expr, $object:ident, $ty:ty) => {
        from_python::<String>($name, &$object)?
    };
    (@ slice, $name:expr, $object:ident, $ty:ty) => {
        from_python::<Vec<$ty>>($name, &$object)?
    };
    (@ $kind:ident, $name:expr, $object:ident, $ty:ty) => {
        from_python::<$ty>($name, &$object)?
    };
}

macro_rules! pass {
    (value $name:ident) => {
        $name
    };
    (options $name:ident) => {
        $name
    };
    ($kind:ident $name:ident) => {
        &$name
    };
}

macro_rules! begin {
    (call $work:expr) => {
        Begun::Pending(Pending::data(async move { $work.await }))
    };
    (operation $work:expr) => {
        Begun::Pending(Pending::object(
            async move { $work.await.map(Operation::new) },
        ))
    };
    (secret $work:expr) => {
        Begun::Pending(Pending::object(async move { $work.await.map(SecretValue) }))
    };
    (pager $work:expr) => {
        Begun::Pager(Pager::new($work))
    };
}

macro_rules! group {
    (
        @group $(#[doc = $about:literal])* $group:ident;
        $(
            $(#[doc = $doc:literal])*
            $shape:ident $name:ident ($($kind:ident $argument:ident: $ty:ty),*) -> $output:ty;
        )*
    ) => {
        fn $group(client: &Client, method: &str, given: &Given<'_, '_>) -> PyResult<Begun> {
            match method {
                $(stringify!($name) => {
                    $(let $argument = take!($kind, given, $argument, $ty);)*
                    let group = client.$group();
                    Ok(begin!($shape group.$name($(pass!($kind $argument)),*)))
                })*
                _ => Err(unknown(given.call)),
            }
        }
    };
}

mendix_deploy::for_each_apps!(group);
mendix_deploy::for_each_backups!(group);
mendix_deploy::for_each_environments!(group);
mendix_deploy::for_each_packages!(group);
mendix_deploy::for_each_repository!(group);

/// Begins a call by the name of its group and method.
pub(crate) fn begin(
    client: &Client,
    group: &str,
    method: &str,
    given: &Given<'_, '_>,
) -> PyResult<Begun> {
    match group {
        "apps" => apps(client, method, given),
        "backups" => backups(client, method, given),
        "environments" => environments(client, method, given),
        "packages" => packages(client, method, given),
        "repository" => repository(client, method, given),
        _ => Err(unknown(given.call)),
    }
}

fn unknown(call: &str) -> PyErr {
    PyLookupError::new_err(format!("no call {call}"))
}
