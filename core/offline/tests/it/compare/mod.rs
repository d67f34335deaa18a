//! Comparison of models, and what databases and scripts say.

mod answers;
mod catalogue;
mod classification;
mod corpus;
mod databases;
mod ddl;
mod decisions;
mod guide;
mod pg_dumps;
mod property;
mod recorded;
mod recordings;
mod rows;
mod sample;
mod unknowns;

use mendix_deploy_model::{comparisons::Changes, models::AppModel};
use mendix_deploy_offline::compare::{CompareOptions, compare};

/// The changes between two models about which nothing else is known.
fn compared(before: &AppModel, after: &AppModel) -> Changes {
    compare(before, after, &CompareOptions::default())
}
