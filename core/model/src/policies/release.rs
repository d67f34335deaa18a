//! Facts about a release, backups and restores.

use mendix_deploy_surface::model;

use crate::{plans::Strategy, time::Day};

/// What a release does to the database's schema. An absent list is unknown, an empty one says: nothing.
#[model(options)]
pub struct SchemaChangeFacts {
    /// Entities and attributes that are added.
    pub added: Option<Vec<String>>,
    /// Those that are removed.
    pub removed: Option<Vec<String>>,
    /// Those whose type changes.
    pub retyped: Option<Vec<String>>,
    /// Those that are removed while an equal one appears under another name: `Orders.Old -> Orders.New`.
    pub suspected_renames: Option<Vec<String>>,
    /// The microflow that migrates data; the empty text: none does.
    pub migration_microflow: Option<String>,
    /// Whether it runs after startup.
    pub migration_after_startup: Option<bool>,
    /// Whether it makes sure that it runs once only.
    pub migration_guarded: Option<bool>,
    /// Whether somebody approved what is destroyed.
    pub approved: Option<bool>,
    /// Whether it ran against a copy of production's data.
    pub rehearsed: Option<bool>,
}

/// Facts about a release to one environment.
#[model(options)]
pub struct ReleaseFacts {
    /// Whether it goes back to an older version.
    pub rollback: Option<bool>,
    /// How traffic and state move.
    pub strategy: Option<Strategy>,
    /// Whether old and new version use one database.
    pub shared_database: Option<bool>,
    /// What happens to the schema.
    pub schema: Option<SchemaChangeFacts>,
    /// Whether the version of the Mendix Runtime changes.
    pub runtime_changed: Option<bool>,
    /// Whether scheduled events run in both versions at once.
    pub events_in_both: Option<bool>,
    /// Whether smoke tests run before traffic is switched.
    pub smoke_tests: Option<bool>,
    /// Hours that the old version is kept.
    pub keep_old_hours: Option<u32>,
    /// Weights of a canary in percent, step by step, as the new version's share.
    pub weights: Option<Vec<u32>>,
    /// Environments that ran the same package before.
    pub promoted_from: Option<Vec<String>>,
    /// Whether the package of the previous release is kept until this one is verified.
    pub previous_kept: Option<bool>,
    /// Whether the package, image or droplet that is wanted can still be had.
    pub available: Option<bool>,
    /// Releases that are kept.
    pub retention: Option<u32>,
    /// Whether the database is restored.
    pub restores_database: Option<bool>,
    /// Whether files are restored.
    pub restores_files: Option<bool>,
    /// Whether the newer version changed or deleted files.
    pub files_changed: Option<bool>,
    /// Whether statements that the start proposes are reviewed first.
    pub reviews_ddl: Option<bool>,
    /// Whether health is checked afterwards.
    pub health_check: Option<bool>,
    /// Whether people are told.
    pub notification: Option<bool>,
    /// Whether there is an incident record.
    pub incident_record: Option<bool>,
    /// Whether who, what, when, package and result are recorded.
    pub recorded: Option<bool>,
    /// Who asked for it.
    pub requester: Option<String>,
    /// Who approved it.
    pub approver: Option<String>,
    /// Who deploys it.
    pub deployer: Option<String>,
    /// Whether the deployer is a pipeline.
    pub by_pipeline: Option<bool>,
    /// The package's version; the empty text: it has none.
    pub package_version: Option<String>,
    /// Whether another package of the same version exists.
    pub version_taken: Option<bool>,
    /// The revision it was built from; the empty text: none is known.
    pub revision: Option<String>,
    /// Whether the working copy had changes.
    pub dirty: Option<bool>,
    /// Whether a build server built it.
    pub built_by_server: Option<bool>,
    /// Stories or commit messages it is linked to.
    pub stories: Option<Vec<String>>,
    /// The change ticket.
    pub change_ticket: Option<String>,
}

/// Facts about backups.
#[model(options)]
pub struct BackupFacts {
    /// Hours between the last backup of the database and the start of the deployment; absent when unknown.
    pub database_age_hours: Option<u32>,
    /// Whether the last backup of the database is younger than the start of the deployment.
    pub database_before_deployment: Option<bool>,
    /// Whether files are backed up together with the database.
    pub covers_files: Option<bool>,
    /// Whether the database is backed up together with files.
    pub covers_database: Option<bool>,
    /// The day of the last successful restore test.
    pub restored_at: Option<Day>,
    /// Whether there never was one.
    pub never_restored: Option<bool>,
}

/// Facts about a restore or a refresh.
#[model(options)]
pub struct RestoreFacts {
    /// The command as it would run, without secrets.
    pub command: Option<String>,
    /// The name of the database that is meant to receive it.
    pub database: Option<String>,
    /// The tier the data comes from.
    pub source_tier: Option<crate::landscapes::Tier>,
    /// Whether data is anonymised on the way.
    pub anonymised: Option<bool>,
    /// Whether the direction was confirmed.
    pub confirmed: Option<bool>,
}
