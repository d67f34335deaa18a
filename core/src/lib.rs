//! Plan, execute and roll back deployments of Mendix applications.
//!
//! ```no_run
//! use mendix_deploy::{Client, Landscape, Package, changes::Change, plans::PlanOptions, runs::StartRunOptions};
//!
//! # async fn example() -> mendix_deploy::Result<()> {
//! let landscape = Landscape::load("mendix-deploy.yaml")?;
//! let package = Package::open("orders-2.5.4.mda")?;
//! let production = landscape.environment("orders/production")?;
//!
//! let client = Client::from_env()?;
//! let promote = Change::Promote { source: "orders/acceptance".parse()? };
//! let plan = client.plan(&production, promote, PlanOptions::default()).await?;
//! let run = client.start(&plan, StartRunOptions::default()).await?;
//! let release = run.result().await?;
//! # Ok(())
//! # }
//! ```
//!
//! # The few types that matter
//!
//! - [`Landscape`] describes apps and their environments; [`Package`] is a handle on a package file: archive,
//!   project, portable package. [`comparisons::Changes`] is what changes between two of them.
//! - [`Client`] is the live platform: groups of calls, and [`Client::plan`], [`Client::start`], [`Client::resume`].
//! - A [`plans::Plan`] is a value; a [`run::Run`] is one execution of it, with a journal; a [`plans::Release`] is what
//!   it leaves.
//! - [`Error`] is the one error: a stable code, what happened, to what, and what to do next.
//!
//! # What it does and does not
//!
//! Everything up to a plan is pure: no network, no clock, no randomness. It lives in `mendix-deploy-offline`, the data in
//! `mendix-deploy-model`; both are re-exported here. Mendix Cloud is executed; other targets are described. The crate is
//! unofficial and not supported by Mendix.
//!
//! # Features
//!
//! - `mpr`: reads and writes projects, which are SQLite databases; brings SQLite itself.
//! - `postgres`: `database::Database` reads what a database holds and asks it, read-only.
//! - `trace-file`: `trace::to_file` keeps what the library tells of its calls in a file.
//! - `full`: all of them, as the Python and Node packages have it.

pub mod client;
pub mod clock;
#[cfg(feature = "postgres")]
pub mod database;
mod http;
mod operation;
mod pager;
pub mod run;
pub mod secrets;
mod targets;
#[cfg(feature = "trace-file")]
pub mod trace;

pub use client::{Client, Credentials};
pub use operation::Operation;
pub use pager::{Page, Pager};

pub use mendix_deploy_model::{
    Address, Error, ErrorClass, ErrorCode, Result, changes, clients, cloud, comparisons,
    configurations, databases, document, error, findings, imports, landscapes, models, packages,
    plans, policies, runs, scripts, settings, time, verdicts,
};
pub use mendix_deploy_offline::document as files;
pub use mendix_deploy_offline::{
    checks, compare, configuration, landscape, package, plan, render, targets as evaluators,
};
pub use mendix_deploy_offline::{
    document::DocumentFile,
    landscape::{App, Environment, Landscape},
    package::Package,
    targets::EffectiveConfiguration,
};
