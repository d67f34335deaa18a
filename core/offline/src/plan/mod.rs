//! Plans: from what is wanted and what was observed to steps, without touching anything.
//!
//! [`plan`] is a pure function: the same landscape entry, change, facts, findings and options give the same bytes.
//! [`check_startable`] is the gate in front of every run; [`changed`] tells which facts are no longer those of a plan.

mod approvals;
mod checklist;
mod compared;
mod facts;
mod gate;
mod identity;
mod load;
mod observed;
mod planner;
mod settings;
mod staleness;
mod startable;
mod strategies;
mod verdict;
mod wanted;

pub use approvals::check_approvals;
pub use checklist::{RollbackCourse, rollback_checklist};
pub use compared::changes_facts;
pub use facts::package_facts;
pub use gate::gate;
pub use identity::{plan_id, verify_id};
pub use load::read_plan;
pub use observed::{
    app_facts, environment_facts, permission_facts, revision_facts, snapshot_facts, stored_facts,
};
pub use planner::plan;
pub use settings::settings_digest;
pub use staleness::changed;
pub use startable::check_startable;
pub use verdict::{
    DATA_SINCE_SNAPSHOT, UNKNOWN_SCHEMA_CHANGES, release_verdict, unchanged_package,
    unknown_verdict,
};
pub use wanted::Wanted;
