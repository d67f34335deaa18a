//! Handles: what has behaviour, once per handle. The classes people see are in `lib/`.

mod package;
mod run;

use mendix_deploy_offline::package::Package;
use napi_derive::napi;

/// Something with behaviour that a call takes as an argument. One class for all, so that a list of arguments is typed.
#[napi]
#[derive(Clone)]
pub struct Handle(pub(crate) Kind);

#[derive(Clone)]
pub(crate) enum Kind {
    Package(Package),
}
