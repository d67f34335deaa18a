//! Environments.

use std::time::Duration;

use futures::FutureExt;
use mendix_deploy_model::{
    Address, Error, ErrorCode, Result,
    cloud::{
        AppId, ConfirmOptions, Environment, EnvironmentStatus, ListEnvironmentsOptions, LogFilter,
        LogLine, Package, PackageId, Permissions, Scale, Settings, StartJob, StartJobId,
        StartJobStatus, StartOptions,
    },
    error::Effect,
};
use mendix_deploy_surface::surface;
use reqwest::Method;
use serde_json::{Value, json};

use super::{Client, MOST_ITEMS, confirmed_address, directory::Place, endless, logs};
use crate::{
    http::{Answer, Request, Service, Sign},
    operation::{Look, Operation},
    pager::Pager,
    secrets::SecretValue,
    targets::mendix_cloud::wire::{
        Started, Starting, V1Environment, V1Package, V4Environments, V4Permissions, WireLogLink,
        WireScale, WireTag, decode, decode_value,
    },
};

const RIGHTS: &str = "API Rights on this environment";
const TRANSPORT: &str = "API Rights and Transport Rights on this environment";

/// Calls about environments.
#[derive(Debug, Clone)]
pub struct Environments(pub(super) Client);

/// Calls about environments.
#[surface(environments)]
impl Environments {
    /// The environments of an app.
    ///
    /// Source: Deploy v1, retrieve environments; with `details` also Deploy v4, `get-app-environments`.
    /// Errors: `mendixCloud.app_not_found`.
    pub async fn list(
        &self,
        app: String,
        options: ListEnvironmentsOptions,
    ) -> Result<Vec<Environment>> {
        let app = self.0.find_app(&app).await?;
        let mut environments = self.fetch(&app.app_id).await?;
        if options.details {
            let details = self.details(app.project_id.as_str()).await?;
            for environment in &mut environments {
                let same =
                    |other: &&Environment| other.environment_id == environment.environment_id;
                if let Some(other) = details.iter().find(same) {
                    environment.package.clone_from(&other.package);
                    environment.plan_name.clone_from(&other.plan_name);
                    environment
                        .database_version
                        .clone_from(&other.database_version);
                }
            }
        }
        Ok(environments)
    }

    /// One environment. Its status may be stale for minutes.
    ///
    /// Source: Deploy v1, retrieve environment. Errors: `mendixCloud.environment_not_found`.
    pub async fn get(&self, address: Address) -> Result<Environment> {
        let place = self.0.find(&address).await?;
        let answer = self
            .call("environments.get", Method::GET, &place, &[], RIGHTS, None)
            .await?;
        decode::<V1Environment>("environments.get", false, &answer).map(Into::into)
    }

    /// Starts an environment and gives the operation to wait for. An environment that runs already is a success.
    ///
    /// Source: Deploy v1, start environment and its job. Errors: `input.unconfirmed`, `mendixCloud.not_deployed`,
    /// `mendixCloud.start_job_exists`; from waiting, every code of a failed start such as
    /// `mendixCloud.missing_constant` or `mendixCloud.db_sync_failed`.
    pub async fn start(
        &self,
        address: Address,
        options: StartOptions,
    ) -> Result<Operation<Environment>> {
        confirmed_address("environments.start", &address, options.confirm.as_deref())?;
        let job = self
            .request_start(&address, options.auto_sync_db.unwrap_or(true))
            .await?;
        Ok(self.starting(address, job.job_id))
    }

    /// Watches a start job that was begun before.
    ///
    /// Source: Deploy v1, start job. Errors as in `start`; a forgotten job is answered by the environment's status.
    pub async fn watch_start(
        &self,
        address: Address,
        job_id: StartJobId,
    ) -> Result<Operation<Environment>> {
        self.0.find(&address).await?;
        Ok(self.starting(address, Some(job_id)))
    }

    /// State of a start job. A failed start is an error, not a state.
    ///
    /// Source: Deploy v1, start job.
    pub async fn start_status(
        &self,
        address: Address,
        job_id: StartJobId,
    ) -> Result<StartJobStatus> {
        let place = self.0.find(&address).await?;
        let path = ["start", job_id.as_str()];
        let answer = self
            .call(
                "environments.start_status",
                Method::GET,
                &place,
                &path,
                TRANSPORT,
                None,
            )
            .await?;
        decode::<Starting>("environments.start_status", false, &answer).map(Into::into)
    }

    /// Stops an environment. The platform gives no job: read the status until it no longer runs.
    ///
    /// Source: Deploy v1, stop environment. Errors: `input.unconfirmed`, `mendixCloud.stop_failed`.
    pub async fn stop(&self, address: Address, options: ConfirmOptions) -> Result<()> {
        confirmed_address("environments.stop", &address, options.confirm.as_deref())?;
        self.request_stop(&address).await
    }

    /// The deployed package, or nothing when nothing is deployed.
    ///
    /// Source: Deploy v1, retrieve environment package.
    pub async fn package(&self, address: Address) -> Result<Option<Package>> {
        let place = self.0.find(&address).await?;
        let answer = match self
            .call(
                "environments.package",
                Method::GET,
                &place,
                &["package"],
                RIGHTS,
                None,
            )
            .await
        {
            Ok(answer) => answer,
            Err(error) if error.code() == ErrorCode::MendixCloudPackageNotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        decode::<V1Package>("environments.package", false, &answer).map(|wire| Some(wire.into()))
    }

    /// Puts a package on a stopped environment. It runs after the next start.
    ///
    /// Source: Deploy v1, transport. Errors: `mendixCloud.app_is_running`, `mendixCloud.package_processing`
    /// (temporary), `mendixCloud.invalid_runtime_version`, `mendixCloud.transport_not_allowed`.
    pub async fn transport(&self, address: Address, package_id: PackageId) -> Result<()> {
        let place = self.0.find(&address).await?;
        let body = json!({"PackageId": package_id});
        self.call(
            "environments.transport",
            Method::POST,
            &place,
            &["transport"],
            TRANSPORT,
            Some(body),
        )
        .await
        .map(drop)
        .map_err(|error| error.with_context("package", &package_id))
    }

    /// Erases all data of a stopped environment: database and files.
    ///
    /// Source: Deploy v1, clean environment. Errors: `input.unconfirmed`, `mendixCloud.not_stopped`,
    /// `mendixCloud.not_deployed`, `mendixCloud.clean_failed`.
    pub async fn clean(&self, address: Address, options: ConfirmOptions) -> Result<()> {
        confirmed_address("environments.clean", &address, options.confirm.as_deref())?;
        let place = self.0.find(&address).await?;
        self.call(
            "environments.clean",
            Method::POST,
            &place,
            &["clean"],
            TRANSPORT,
            None,
        )
        .await
        .map(drop)
    }

    /// Constants, scheduled events and custom runtime settings. Values of constants may be secrets.
    ///
    /// Source: Deploy v1, environment settings.
    pub async fn settings(&self, address: Address) -> Result<Settings> {
        self.read_settings(&address).await
    }

    /// Reads the settings, sets the constants and events that `changes` names, writes the whole document back and
    /// compares what comes back. Everything else is kept as it is. Takes effect at the next start.
    ///
    /// Source: Deploy v1, environment settings. Errors, before anything is written: `mendixCloud.constant_not_found`,
    /// `mendixCloud.scheduled_event_not_found`, `input.invalid` for a value of asterisks only (the platform's mask);
    /// afterwards `mendixCloud.settings_not_written`.
    pub async fn write_settings(&self, address: Address, changes: Settings) -> Result<Settings> {
        self.change_settings(&address, changes).await
    }

    /// Scales an environment. The platform has no call to read the present scale.
    ///
    /// Source: Deploy v1, scale environment. Errors: `mendixCloud.invalid_parameters`, `mendixCloud.not_supported`.
    pub async fn scale(
        &self,
        address: Address,
        instances: u32,
        memory_per_instance_mb: u64,
    ) -> Result<Scale> {
        let place = self.0.find(&address).await?;
        let body = json!({"Instances": instances, "MemoryPerInstance": memory_per_instance_mb});
        let answer = self
            .call(
                "environments.scale",
                Method::POST,
                &place,
                &["scale"],
                TRANSPORT,
                Some(body),
            )
            .await?;
        decode::<WireScale>("environments.scale", true, &answer).map(Into::into)
    }

    /// The environment's tags; empty when it has none.
    ///
    /// Source: Deploy v1, tags.
    pub async fn tags(&self, address: Address) -> Result<Vec<String>> {
        let place = self.0.find(&address).await?;
        match self
            .call(
                "environments.tags",
                Method::GET,
                &place,
                &["tags"],
                RIGHTS,
                None,
            )
            .await
        {
            Ok(answer) if answer.body.trim_ascii().is_empty() => Ok(Vec::new()),
            Ok(answer) => decode::<WireTag>("environments.tags", false, &answer).map(Into::into),
            Err(error) if error.code() == ErrorCode::MendixCloudNotFound => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    /// Sets a tag.
    ///
    /// Source: Deploy v1, tags.
    pub async fn set_tag(&self, address: Address, tag: String) -> Result<()> {
        let place = self.0.find(&address).await?;
        let body = json!({"Tag": tag});
        self.call(
            "environments.set_tag",
            Method::POST,
            &place,
            &["tags"],
            TRANSPORT,
            Some(body),
        )
        .await
        .map(drop)
    }

    /// Removes a tag. One that is not there is a success.
    ///
    /// Source: Deploy v1, tags (a DELETE with a body).
    pub async fn remove_tag(&self, address: Address, tag: String) -> Result<()> {
        let place = self.0.find(&address).await?;
        let body = json!({"Tag": tag});
        self.call(
            "environments.remove_tag",
            Method::DELETE,
            &place,
            &["tags"],
            TRANSPORT,
            Some(body),
        )
        .await
        .map(drop)
    }

    /// Link to the application log of a day (`2026-03-01`). It works without credentials until it expires, so it is one.
    ///
    /// Source: Deploy v1, logs. Errors: `mendixCloud.not_found`, `mendixCloud.no_access`.
    pub async fn log_link(&self, address: Address, day: String) -> Result<SecretValue> {
        self.link("environments.log_link", &address, "logs", &day)
            .await
    }

    /// Link to the log of end-user sessions of a day.
    ///
    /// Source: Deploy v1, access logs. Errors as in `log_link`.
    pub async fn access_log_link(&self, address: Address, day: String) -> Result<SecretValue> {
        self.link(
            "environments.access_log_link",
            &address,
            "access-logs",
            &day,
        )
        .await
    }

    /// The lines of a day's application log that pass the filter, downloaded while they are read.
    ///
    /// Source: Deploy v1, logs. A runtime that writes more than 500 lines a second loses some, so the absence of a line
    /// proves nothing.
    pub fn log_lines(&self, address: Address, day: String, options: LogFilter) -> Pager<LogLine> {
        logs::lines(self.clone(), address, day, options)
    }

    /// What each user may do on this environment.
    ///
    /// Source: Deploy v4, `get-environment-permissions`; needs a personal access token with `mx:deployment:read`.
    pub async fn permissions(&self, address: Address) -> Result<Vec<Permissions>> {
        let place = self.0.find(&address).await?;
        let mut all: Vec<Permissions> = Vec::new();
        loop {
            let path = [
                "api",
                "v4",
                "apps",
                place.project_id.as_str(),
                "environments",
                place.environment_id.as_str(),
                "permissions",
            ];
            let url = self.0.inner.http.hosts().url(Service::Cloud, &path);
            let offset = all.len().to_string();
            let request = Request::new(
                "environments.permissions",
                Method::GET,
                url,
                Sign::Token,
                "mx:deployment:read",
            )
            .query(&[("offset", &offset), ("limit", "100")])
            .about("environment", &address);
            let answer = self.0.inner.http.send(request).await?;
            let page: V4Permissions = decode("environments.permissions", false, &answer)?;
            let full = page.is_full();
            let size = page.permissions.len();
            all.extend(page.permissions.into_iter().map(Permissions::from));
            if size == 0 || !full {
                return Ok(all);
            }
            if all.len() >= MOST_ITEMS {
                return Err(endless("environments.permissions"));
            }
        }
    }
}

/// What the run engine calls: a plan is the confirmation.
impl Environments {
    pub(crate) async fn fetch(&self, app: &AppId) -> Result<Vec<Environment>> {
        let url = self.0.inner.http.hosts().url(
            Service::Deploy,
            &["api", "1", "apps", app.as_str(), "environments"],
        );
        let request = Request::new("environments.list", Method::GET, url, Sign::ApiKey, RIGHTS)
            .about("app", app);
        let answer = self.0.inner.http.send(request).await?;
        let environments: Vec<V1Environment> = decode("environments.list", false, &answer)?;
        Ok(environments.into_iter().map(Environment::from).collect())
    }

    /// Asks for a start and says which job it became.
    pub(crate) async fn request_start(
        &self,
        address: &Address,
        auto_sync_db: bool,
    ) -> Result<StartJob> {
        let place = self.0.find(address).await?;
        let body = json!({"AutoSyncDb": auto_sync_db});
        let answer = self
            .call(
                "environments.start",
                Method::POST,
                &place,
                &["start"],
                TRANSPORT,
                Some(body),
            )
            .await?;
        let wire: Started = decode("environments.start", true, &answer)?;
        if let Some(job_id) = wire.job_id {
            return Ok(StartJob {
                job_id: Some(job_id.into()),
                already_started: false,
            });
        }
        // HTTP 200 that is not a success: the environment ran already.
        let refusal = answer.refusal();
        if refusal.code.as_deref() == Some("ALREADY_STARTED") {
            return Ok(StartJob {
                job_id: None,
                already_started: true,
            });
        }
        Err(Error::new(
            ErrorCode::AnswerUnexpected,
            "the start was answered with success but without a job",
        )
        .with_call("environments.start")
        .with_context("environment", address)
        .with_request_id(answer.request_id)
        .with_effect(Effect::Unknown))
    }

    pub(crate) async fn request_stop(&self, address: &Address) -> Result<()> {
        let place = self.0.find(address).await?;
        self.call(
            "environments.stop",
            Method::POST,
            &place,
            &["stop"],
            TRANSPORT,
            None,
        )
        .await
        .map(drop)
    }

    /// The license-dependent details of Deploy v4.
    pub(crate) async fn details(&self, project: &str) -> Result<Vec<Environment>> {
        let mut all: Vec<Environment> = Vec::new();
        loop {
            let url = self.0.inner.http.hosts().url(
                Service::Cloud,
                &["api", "v4", "apps", project, "environments"],
            );
            let offset = all.len().to_string();
            let request = Request::new(
                "environments.details",
                Method::GET,
                url,
                Sign::Token,
                "mx:deployment:read",
            )
            .query(&[("offset", &offset), ("limit", "100"), ("expand", "package")])
            .about("app", project);
            let answer = self.0.inner.http.send(request).await?;
            let page: V4Environments = decode("environments.details", false, &answer)?;
            let full = page.is_full();
            let size = page.environments.len();
            all.extend(page.environments.into_iter().map(Environment::from));
            if size == 0 || !full {
                return Ok(all);
            }
            if all.len() >= MOST_ITEMS {
                return Err(endless("environments.details"));
            }
        }
    }

    pub(super) async fn call(
        &self,
        call: &'static str,
        method: Method,
        place: &Place,
        path: &[&str],
        right: &'static str,
        body: Option<Value>,
    ) -> Result<Answer> {
        let mut request = self.request(call, method, place, path, right);
        if let Some(body) = body {
            request = request.json(body);
        }
        self.send(place, request).await
    }

    pub(super) fn request(
        &self,
        call: &'static str,
        method: Method,
        place: &Place,
        path: &[&str],
        right: &'static str,
    ) -> Request {
        let mut segments = vec![
            "api",
            "1",
            "apps",
            place.app_id.as_str(),
            "environments",
            place.mode.as_str(),
        ];
        segments.extend(path);
        let url = self.0.inner.http.hosts().url(Service::Deploy, &segments);
        Request::new(call, method, url, Sign::ApiKey, right).about("environment", &place.address)
    }

    pub(super) async fn send(&self, place: &Place, request: Request) -> Result<Answer> {
        let outcome = self.0.inner.http.send(request).await;
        if let Err(error) = &outcome
            && error.code() == ErrorCode::MendixCloudEnvironmentNotFound
        {
            self.0.forget(&place.app_id).await;
        }
        outcome
    }

    fn starting(&self, address: Address, job: Option<StartJobId>) -> Operation<Environment> {
        let this = self.clone();
        let id = job
            .as_ref()
            .map_or_else(|| address.to_string(), ToString::to_string);
        let pace = self.0.pace(Duration::from_secs(5));
        Operation::new("start", id, self.0.clock(), pace, move || {
            let (this, address, job) = (this.clone(), address.clone(), job.clone());
            async move { this.look_at_start(address, job).await }.boxed()
        })
    }

    async fn look_at_start(
        &self,
        address: Address,
        job: Option<StartJobId>,
    ) -> Result<Look<Environment>> {
        if let Some(job) = job {
            match self.start_status(address.clone(), job).await {
                Ok(StartJobStatus::Started) => {}
                Ok(state) => return Ok(Look::Running(state.to_string())),
                // Forgotten, or running already: the environment's own status tells.
                Err(error)
                    if matches!(
                        error.code(),
                        ErrorCode::MendixCloudNoSuchStartJob | ErrorCode::MendixCloudAlreadyStarted
                    ) => {}
                Err(error) => return Err(error),
            }
        }
        let environment = self.get(address).await?;
        Ok(if environment.status == EnvironmentStatus::Running {
            Look::Done(environment)
        } else {
            Look::Running(environment.status.to_string())
        })
    }

    pub(super) async fn link(
        &self,
        call: &'static str,
        address: &Address,
        kind: &str,
        day: &str,
    ) -> Result<SecretValue> {
        if day.parse::<jiff::civil::Date>().is_err() || day.len() != 10 {
            return Err(Error::new(
                ErrorCode::InputInvalid,
                format!("{day:?} is not a day such as 2026-03-01"),
            )
            .with_call(call));
        }
        let place = self.0.find(address).await?;
        let answer = self
            .call(
                call,
                Method::GET,
                &place,
                &[kind, day],
                "API Rights and Access to Monitoring on this environment",
                None,
            )
            .await?;
        // Read by hand: the link must not come near an error's text.
        let value = decode_value(call, false, &answer)?;
        serde_json::from_value::<WireLogLink>(value)
            .map(|wire| SecretValue::new(wire.download_url))
            .map_err(|_| {
                Error::new(
                    ErrorCode::AnswerUnexpected,
                    format!("the answer to {call} has no link"),
                )
                .with_call(call)
                .with_request_id(answer.request_id)
                .with_effect(Effect::None)
            })
    }
}
