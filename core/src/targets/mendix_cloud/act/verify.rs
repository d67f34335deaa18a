//! The last step: the environment is as expected, seen from outside as well.

use std::time::Duration;

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    landscapes::UrlCheck,
    plans::{Expectation, StepAction},
};
use url::Url;

use super::{MendixCloud, failed, reached, under_way};
use crate::{
    client::is_masked,
    run::executor::{Observation, StepContext},
};

/// A check that looks for text reads this much of a page.
const MOST_BYTES: usize = 1 << 20;
/// One look at a page takes no longer.
const LOOK_SECONDS: u64 = 20;

/// The name of a check and what was seen.
type Difference = (String, String);

impl MendixCloud {
    pub(super) async fn verify(
        &self,
        at: StepContext<'_>,
        expect: &Expectation,
    ) -> Result<Observation> {
        match self.first_difference(at, expect).await? {
            None => Ok(reached(
                "status, package, version and every check are as expected",
            )),
            Some((check, saw)) => Ok(self.not_yet(at, &check, &saw)),
        }
    }

    /// A difference may be a stale read or an app that still warms up; it becomes a failure at the deadline.
    fn not_yet(&self, at: StepContext<'_>, check: &str, saw: &str) -> Observation {
        let began = at.memory.started_at.unwrap_or(at.now);
        let deadline =
            began.plus_seconds(i64::try_from(at.step.deadline_seconds).unwrap_or(i64::MAX));
        if at
            .now
            .plus_seconds(i64::try_from(at.step.poll_seconds).unwrap_or(0))
            < deadline
        {
            return under_way(format!("{check}: {saw}"));
        }
        failed(
            Error::new(
                ErrorCode::VerifyFailed,
                format!("{}: the check {check} failed: {saw}", at.state.plan.address),
            )
            .with_context("environment", &at.state.plan.address)
            .with_context("check", check)
            .with_context("saw", saw),
        )
    }

    async fn first_difference(
        &self,
        at: StepContext<'_>,
        expect: &Expectation,
    ) -> Result<Option<(String, String)>> {
        let differs = |check: &str, saw: String| Ok(Some((check.to_owned(), saw)));
        if let Some(difference) = self.environment_difference(at, expect).await? {
            return Ok(Some(difference));
        }
        if expect.settings_applied
            && let Some(names) = self.unapplied(at).await?
        {
            return differs("settings", format!("the running app does not use {names}"));
        }
        let base = expect
            .public_url
            .as_deref()
            .unwrap_or(&at.state.plan.facts.environment.url);
        if let Some(url) = &expect.public_url
            && let Some(saw) = self.look_at_page(url, None).await
        {
            return differs("publicUrl", format!("{url} {saw}"));
        }
        for check in &expect.checks {
            let url = format!("{}{}", base.trim_end_matches('/'), check.path);
            if let Some(saw) = self.look_at_page(&url, Some(check)).await {
                return differs(&check.path, saw);
            }
        }
        // The status again, last: whatever was seen before was seen of a running app.
        if let Some(status) = &expect.status {
            let again = self.client.environments().get(self.at.clone()).await?;
            if again.status != *status {
                return differs("status", format!("the environment is {}", again.status));
            }
        }
        Ok(None)
    }

    /// Status, package and version, as far as they are expected: a Free App has none that can be read.
    async fn environment_difference(
        &self,
        at: StepContext<'_>,
        expect: &Expectation,
    ) -> Result<Option<Difference>> {
        let differs = |check: &str, saw: String| Ok(Some((check.to_owned(), saw)));
        let Some(status) = &expect.status else {
            return Ok(None);
        };
        let environments = self.client.environments();
        let environment = environments.get(self.at.clone()).await?;
        if environment.status != *status {
            return differs(
                "status",
                format!("the environment is {}", environment.status),
            );
        }
        let package_id = match (&expect.package_id, expect.package_of_this_run) {
            (Some(id), _) => Some(self.package(at, Some(id))?),
            (None, true) => Some(self.package(at, None)?),
            (None, false) => None,
        };
        if let Some(wanted) = package_id {
            let deployed = environments.package(self.at.clone()).await?;
            let found = deployed.map(|package| package.package_id);
            if found.as_ref() != Some(&wanted) {
                let saw = found.map_or_else(|| "nothing".to_owned(), |id| id.to_string());
                return differs("package", format!("{saw} is deployed, expected {wanted}"));
            }
        }
        let version = expect.model_version.as_deref().or_else(|| {
            expect
                .package_of_this_run
                .then(|| at.state.fact("modelVersion"))
                .flatten()
                .filter(|version| !version.is_empty())
        });
        if let Some(wanted) = version
            && environment.model_version.as_deref() != Some(wanted)
        {
            let saw = environment.model_version.as_deref().unwrap_or("none");
            return differs("modelVersion", format!("{saw}, expected {wanted}"));
        }
        Ok(None)
    }

    /// Written settings that the running app does not use.
    async fn unapplied(&self, at: StepContext<'_>) -> Result<Option<String>> {
        let settings = self.client.environments().read_settings(&self.at).await?;
        let written: Vec<&str> = at
            .state
            .current_steps()
            .iter()
            .flat_map(|step| match &step.action {
                StepAction::WriteSettings {
                    constants,
                    scheduled_events,
                } => constants
                    .iter()
                    .map(|write| write.name.as_str())
                    .chain(scheduled_events.iter().map(|write| write.name.as_str()))
                    .collect(),
                StepAction::RestoreSettings { .. } => at
                    .state
                    .savepoint
                    .iter()
                    .flat_map(|savepoint| {
                        let constants = savepoint.constants.iter().map(|c| c.name.as_str());
                        constants.chain(savepoint.scheduled_events.iter().map(|e| e.name.as_str()))
                    })
                    .collect::<Vec<_>>(),
                _ => Vec::new(),
            })
            .collect();
        let constants = settings.constants.iter().filter(|constant| {
            constant.value != constant.deployed_value
                && !constant.value.as_deref().is_some_and(is_masked)
                && !constant.deployed_value.as_deref().is_some_and(is_masked)
        });
        let events = settings.scheduled_events.iter().filter(|event| {
            event
                .deployed_value
                .as_ref()
                .is_some_and(|deployed| *deployed != event.value)
        });
        let names: Vec<&str> = constants
            .map(|constant| constant.name.as_str())
            .chain(events.map(|event| event.name.as_str()))
            .filter(|name| written.contains(name))
            .collect();
        Ok((!names.is_empty()).then(|| names.join(", ")))
    }

    /// What is wrong with a page; `None` when nothing is. Without a check, anything but a server error is an answer.
    async fn look_at_page(&self, url: &str, check: Option<&UrlCheck>) -> Option<String> {
        let Ok(parsed) = Url::parse(url) else {
            return Some("is not a URL".to_owned());
        };
        let looked = self
            .client
            .inner
            .http
            .look(parsed, MOST_BYTES, Duration::from_secs(LOOK_SECONDS))
            .await;
        let (status, body) = match looked {
            Ok(answer) => answer,
            Err(error) => return Some(error.to_string()),
        };
        let Some(check) = check else {
            return status
                .is_server_error()
                .then(|| format!("answers {}", status.as_u16()));
        };
        let wanted = check.status.unwrap_or(200);
        if status.as_u16() != wanted {
            return Some(format!("answers {}, expected {wanted}", status.as_u16()));
        }
        let text = check.contains.as_deref()?;
        let found = String::from_utf8_lossy(&body).contains(text);
        (!found).then(|| format!("does not contain {text:?}"))
    }
}
