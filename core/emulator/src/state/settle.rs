//! Brings the state up to the present: ends what is due.

use super::{
    World,
    app::{App, Licence},
    environment::{Environment, Failure, StartJob, Status},
    options::Options,
    package::Package,
};
use crate::fault::{Faults, JobFault};

impl World {
    /// Ends every job and stop whose time has come. Called before anything is read or changed.
    pub(crate) fn settle(&mut self) {
        let now = self.now();
        for app in &mut self.apps {
            for environment in &mut app.environments {
                if let Some(at) = environment.stopping.filter(|at| *at <= now) {
                    environment.stopping = None;
                    environment.set_status(at, Status::Stopped);
                }
                for index in 0..environment.start_jobs.len() {
                    let job = &environment.start_jobs[index];
                    if job.outcome.is_some() || job.ends > now {
                        continue;
                    }
                    let job = job.clone();
                    // A restore that was done by then has written what the start finds.
                    apply_restores(environment, job.ends);
                    let package = environment
                        .package
                        .as_deref()
                        .and_then(|id| app.packages.iter().find(|package| package.id == id));
                    let outcome =
                        finish_start(environment, package, &job, &self.options, &mut self.faults);
                    environment.start_jobs[index].outcome = Some(outcome);
                }
                apply_restores(environment, now);
            }
            if app.licence == Licence::Free {
                deploy_newest_build(app, now);
            }
            let used: Vec<String> = app
                .environments
                .iter()
                .filter_map(|environment| environment.package.clone())
                .collect();
            expire(&mut app.packages, &used, now, self.durations.unused_package);
        }
    }
}

fn finish_start(
    environment: &mut Environment,
    package: Option<&Package>,
    job: &StartJob,
    options: &Options,
    faults: &mut Faults,
) -> Result<(), Failure> {
    let fail = |code: &str, message: &str| {
        Err(Failure {
            code: code.to_owned(),
            message: message.to_owned(),
        })
    };
    let Some((package, metadata)) =
        package.and_then(|package| Some((package, package.metadata.as_ref()?)))
    else {
        return fail("NO_PACKAGE", "There is no package configured.");
    };
    if environment.locked || environment.backups.is_restoring(job.ends) {
        return fail(
            "ALREADY_LOCKED",
            "The environment is locked by another action.",
        );
    }
    if environment.maintenance {
        return fail("START_FAILED", "Maintenance is in progress.");
    }
    if let Some((code, message)) = faults.start_failure() {
        return fail(&code, &message);
    }
    let mut missing: Vec<String> = metadata
        .constants
        .iter()
        .filter(|constant| {
            !environment.constants.contains_key(&constant.name)
                && (constant.default_value.is_none()
                    || options.missing_constants.contains(&constant.name))
        })
        .map(|constant| constant.name.clone())
        .collect();
    missing.extend(faults.missing_constants());
    if !missing.is_empty() {
        return fail(
            "MISSING_CONSTANT",
            &format!(
                "Some constants have no value defined: {}.",
                missing.join(", ")
            ),
        );
    }
    let model = metadata.database_model();
    if environment.database_model.as_deref() != Some(&model) {
        if !job.auto_sync_db {
            return fail(
                "INVALID_DB_STRUCTURE",
                "The database is not in line with the model and has to be synchronised.",
            );
        }
        if faults.take(JobFault::DbSyncFails) {
            return fail("DB_SYNC_FAILED", "The database could not be synchronised.");
        }
        environment.database_model = Some(model);
    } else if job.auto_sync_db && faults.take(JobFault::DbSyncFails) {
        return fail("DB_SYNC_FAILED", "The database could not be synchronised.");
    }
    // The database is in line by now, whatever the app's own start does.
    if faults.take(JobFault::StartupActionFails) {
        return fail("STARTUP_ACTION_FAILED", "The after-startup action failed.");
    }
    environment.take_settings(metadata);
    environment.started_package = Some(package.id.clone());
    environment.data = format!("written by {} at {}", package.version, job.ends);
    environment.set_status(job.ends, Status::Running);
    Ok(())
}

/// A build of a Free App deploys and starts it, without a question.
fn deploy_newest_build(app: &mut App, now: i64) {
    let newest = app
        .packages
        .iter()
        .rev()
        .find(|package| package.status(now) == "Succeeded");
    let (Some(newest), Some(environment)) = (newest, app.environments.first_mut()) else {
        return;
    };
    if environment.package.as_ref() != Some(&newest.id) {
        if let Some(metadata) = &newest.metadata {
            environment.take_settings(metadata);
            environment.database_model = Some(metadata.database_model());
        }
        environment.package = Some(newest.id.clone());
        environment.started_package = Some(newest.id.clone());
        environment.set_status(now, Status::Running);
    }
}

fn apply_restores(environment: &mut Environment, now: i64) {
    for restore in &mut environment.backups.restores {
        if !restore.applied && !restore.work.is_open(now) && restore.work.failure.is_none() {
            restore.applied = true;
            environment
                .database_model
                .clone_from(&restore.database_model);
            environment.data.clone_from(&restore.data);
        }
    }
}

/// Packages that nothing uses vanish, except the five deployed most recently.
fn expire(packages: &mut Vec<Package>, used: &[String], now: i64, life: u64) {
    let mut deployed: Vec<i64> = packages
        .iter()
        .filter(|package| !used.contains(&package.id))
        .filter_map(|package| package.last_deployed)
        .collect();
    deployed.sort_unstable_by(|a, b| b.cmp(a));
    let fifth = deployed.get(4).copied();
    packages.retain(|package| {
        used.contains(&package.id)
            || package
                .last_deployed
                .is_some_and(|at| fifth.is_none_or(|fifth| at >= fifth))
            || crate::clock::after(package.created, life) > now
    });
}
