//! Stop, transport, start.

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    cloud::{Environment, EnvironmentStatus, PackageId, StartJobStatus},
    error::Retry,
};

use super::{MendixCloud, failed, is_settling, reached, reached_with, to_do, under_way};
use crate::run::{
    executor::{Answer, Observation, StepContext},
    state::{Facts, Sent},
};

impl MendixCloud {
    async fn environment(&self) -> Result<Environment> {
        self.client.environments().get(self.at.clone()).await
    }

    /// The status, read twice: a status may be stale, so one read proves nothing that matters.
    async fn confirmed(
        &self,
        wanted: impl Fn(&EnvironmentStatus) -> bool,
    ) -> Result<Option<Environment>> {
        let first = self.environment().await?;
        if !wanted(&first.status) {
            return Ok(None);
        }
        let second = self.environment().await?;
        Ok(Some(second).filter(|environment| wanted(&environment.status)))
    }

    pub(super) async fn look_at_stop(&self, at: StepContext<'_>) -> Result<Observation> {
        let down = |status: &EnvironmentStatus| {
            matches!(
                status,
                EnvironmentStatus::Stopped | EnvironmentStatus::Empty
            )
        };
        if let Some(environment) = self.confirmed(down).await? {
            return Ok(reached(format!(
                "the environment is {}, read twice",
                environment.status
            )));
        }
        Ok(match &at.memory.sent {
            Sent::Nothing | Sent::Refused => to_do("the environment runs"),
            Sent::Unanswered { at: since } if is_settling(*since, at.now) => {
                under_way("a stop may be under way")
            }
            Sent::Unanswered { .. } => to_do("the environment still runs"),
            Sent::Accepted { .. } => under_way("the environment is stopping"),
        })
    }

    pub(super) async fn look_at_transport(
        &self,
        at: StepContext<'_>,
        named: Option<&PackageId>,
    ) -> Result<Observation> {
        let wanted = self.package(at, named)?;
        let deployed = self.client.environments().package(self.at.clone()).await?;
        let found = deployed
            .as_ref()
            .map_or("nothing", |package| package.package_id.as_str());
        if deployed
            .as_ref()
            .is_some_and(|package| package.package_id == wanted)
        {
            return Ok(reached(format!("package {wanted} is deployed")));
        }
        Ok(match &at.memory.sent {
            Sent::Accepted { .. } => {
                under_way(format!("the platform accepted {wanted} and shows {found}"))
            }
            _ => to_do(format!("{found} is deployed")),
        })
    }

    pub(super) async fn look_at_start(&self, at: StepContext<'_>) -> Result<Observation> {
        if let Sent::Accepted { facts, .. } = &at.memory.sent {
            return self.look_at_start_job(facts).await;
        }
        let runs = |status: &EnvironmentStatus| *status == EnvironmentStatus::Running;
        if let Some(environment) = self.confirmed(runs).await? {
            return Ok(running(&environment));
        }
        Ok(match &at.memory.sent {
            Sent::Unanswered { at: since } if is_settling(*since, at.now) => {
                under_way("a start may be under way")
            }
            _ => to_do("the environment does not run"),
        })
    }

    async fn look_at_start_job(&self, answer: &Facts) -> Result<Observation> {
        let environments = self.client.environments();
        if let Some(job) = answer.get("startJobId") {
            match environments
                .start_status(self.at.clone(), job.as_str().into())
                .await
            {
                Ok(StartJobStatus::Started) => {}
                Ok(status) => return Ok(under_way(format!("the start job is {status}"))),
                // The platform forgets jobs: the environment's status is what is left.
                Err(error) if error.code() == ErrorCode::MendixCloudNoSuchStartJob => {}
                // Reported as a failure, and is none: checked below.
                Err(error) if error.code() == ErrorCode::MendixCloudAlreadyStarted => {}
                Err(error) if is_failed_start(&error) => return Ok(failed(error)),
                Err(error) => return Err(error),
            }
        }
        let runs = |status: &EnvironmentStatus| *status == EnvironmentStatus::Running;
        Ok(match self.confirmed(runs).await? {
            Some(environment) => running(&environment),
            None => under_way("the environment does not run yet"),
        })
    }

    pub(super) async fn start(&self, auto_sync_db: bool) -> Result<Answer> {
        match self
            .client
            .environments()
            .request_start(&self.at, auto_sync_db)
            .await
        {
            Ok(job) => Ok(job
                .job_id
                .map_or_else(Answer::default, |id| Answer::with("startJobId", id))),
            // Another start is under way, perhaps this run's own whose answer was lost: its end shows in the status.
            Err(error)
                if matches!(
                    error.code(),
                    ErrorCode::MendixCloudStartJobExists | ErrorCode::MendixCloudAlreadyStarted
                ) =>
            {
                Ok(Answer::default())
            }
            Err(error) => Err(error),
        }
    }
}

fn running(environment: &Environment) -> Observation {
    let version = environment.model_version.clone().unwrap_or_default();
    reached_with(
        format!("the environment runs {version}, read twice"),
        [
            ("modelVersion", version),
            (
                "runtimeVersion",
                environment.runtime_version.clone().unwrap_or_default(),
            ),
        ],
    )
}

/// Failures that the start's own job reports. Being locked is not one: the job has not begun.
fn is_failed_start(error: &Error) -> bool {
    error.retry() == Retry::Permanent && error.info().platform_code.is_some()
}
