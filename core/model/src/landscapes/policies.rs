//! Approvals, verification, snapshots, freezes and deadlines.

use mendix_deploy_surface::model;

use crate::time::Day;

/// How many people approve a plan before it starts. None of them may be the one who starts it.
#[model(eq, input)]
pub struct ApprovalPolicy {
    /// How many; 0 asks for none.
    pub required: u32,
    /// How long an approval holds, in seconds. Default: 86,400 (a day).
    pub valid_seconds: Option<u32>,
}

/// What is checked after a deployment. That the environment runs the right package is always checked.
#[model(eq, options)]
pub struct VerifySpec {
    /// The public URL, when it is not the one the platform reports.
    pub url: Option<String>,
    /// Pages that must answer.
    pub checks: Vec<UrlCheck>,
    /// How long all of it may take, in seconds. Default: 300.
    pub deadline_seconds: Option<u32>,
}

/// A page that must answer.
#[model(eq, input)]
pub struct UrlCheck {
    /// The path below the public URL, with the leading slash: `/index.html`.
    pub path: String,
    /// The HTTP status wanted. Default: 200.
    pub status: Option<u16>,
    /// Text that the body must contain.
    pub contains: Option<String>,
}

/// Whether and when a plan that changes an environment makes a snapshot first.
#[model]
pub enum SnapshotPolicy {
    /// After the environment has stopped: no write is lost by a restore. The default.
    AfterStop,
    /// Before it stops: less downtime, but what is written in between is lost by a restore.
    BeforeStop,
    /// Never: the plan has no way back for data.
    Never,
}

/// A time in which nothing is deployed.
#[model(eq, input)]
pub struct FreezeWindow {
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
    /// When it begins on the first day, as `hh:mm`. Default: with the day.
    pub from_time: Option<String>,
    /// When it ends on the last day, as `hh:mm`. Default: with the day.
    pub until_time: Option<String>,
    /// The time zone of days and times, by its IANA name: `Europe/Amsterdam`. Default: UTC.
    pub zone: Option<String>,
    /// Why.
    pub reason: String,
}

/// How long a plan waits for the platform, in seconds each. What is left out has the planner's default.
#[model(eq, options)]
pub struct Deadlines {
    /// For a build.
    pub build_seconds: Option<u32>,
    /// For an upload and its job.
    pub upload_seconds: Option<u32>,
    /// For the environment to stop.
    pub stop_seconds: Option<u32>,
    /// For a snapshot or an archive.
    pub snapshot_seconds: Option<u32>,
    /// For a transport, while the platform still processes the package.
    pub transport_seconds: Option<u32>,
    /// For the environment to start, database synchronisation included.
    pub start_seconds: Option<u32>,
    /// For a restore.
    pub restore_seconds: Option<u32>,
}
