//! The calls of the client, by group and name: the rows of the core, expanded.

use futures::future::BoxFuture;
use mendix_deploy::Client;
// The rows name types as the core's modules see them.
#[allow(clippy::wildcard_imports)]
use mendix_deploy_model::{Address, Error, ErrorCode, Result, cloud::*};
use serde_json::Value;

use crate::{
    codec::{from_value, to_text},
    handles::{NativeOperation, NativePager},
    secret::Secret,
};

/// What the caller gave: positional arguments, and the options struct.
pub(crate) struct Given {
    pub(crate) call: String,
    pub(crate) arguments: std::vec::IntoIter<Value>,
    pub(crate) options: Value,
}

impl Given {
    fn next(&mut self, name: &str) -> Result<Value> {
        self.arguments.next().ok_or_else(|| {
            Error::new(
                ErrorCode::InputInvalid,
                format!("{}: missing argument {name}", self.call),
            )
        })
    }
}

/// What a call begins with, by its shape.
pub(crate) enum Begun {
    Call(BoxFuture<'static, Result<String>>),
    Operation(BoxFuture<'static, Result<NativeOperation>>),
    Secret(BoxFuture<'static, Result<Secret>>),
    Pager(NativePager),
}

macro_rules! take {
    (options, $given:ident, $name:ident, $ty:ty) => {
        from_value::<$ty>("options", std::mem::take(&mut $given.options))?
    };
    (text, $given:ident, $name:ident, $ty:ty) => {
        from_value::<String>(stringify!($name), $given.next(stringify!($name))?)?
    };
    (slice, $given:ident, $name:ident, $ty:ty) => {
        from_value::<Vec<$ty>>(stringify!($name), $given.next(stringify!($name))?)?
    };
    ($kind:ident, $given:ident, $name:ident, $ty:ty) => {
        from_value::<$ty>(stringify!($name), $given.next(stringify!($name))?)?
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
        Begun::Call(Box::pin(async move { to_text(&$work.await?) }))
    };
    (operation $work:expr) => {
        Begun::Operation(Box::pin(
            async move { $work.await.map(NativeOperation::new) },
        ))
    };
    (secret $work:expr) => {
        Begun::Secret(Box::pin(async move { $work.await.map(Secret) }))
    };
    (pager $work:expr) => {
        Begun::Pager(NativePager::new($work))
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
        #[allow(unused_mut, unused_variables)] // not every group has calls with arguments
        fn $group(client: &Client, method: &str, mut given: Given) -> Result<Begun> {
            match method {
                $(stringify!($name) => {
                    $(let $argument = take!($kind, given, $argument, $ty);)*
                    let group = client.$group();
                    Ok(begin!($shape group.$name($(pass!($kind $argument)),*)))
                })*
                _ => Err(unknown(&given.call)),
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
pub(crate) fn begin(client: &Client, group: &str, method: &str, given: Given) -> Result<Begun> {
    match group {
        "apps" => apps(client, method, given),
        "backups" => backups(client, method, given),
        "environments" => environments(client, method, given),
        "packages" => packages(client, method, given),
        "repository" => repository(client, method, given),
        _ => Err(unknown(&given.call)),
    }
}

pub(crate) fn unknown(call: &str) -> Error {
    Error::new(ErrorCode::InternalDefect, format!("no call {call}"))
}
