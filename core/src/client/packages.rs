//! Packages stored on the platform.

use std::{path::Path, time::Duration};

use futures::FutureExt;
use mendix_deploy_model::{
    Error, ErrorCode, Result,
    cloud::{
        AppId, BuildOptions, ConfirmOptions, JobId, Package, PackageId, PackageStatus, Upload,
        UploadJobStatus,
    },
    error::Effect,
};
use mendix_deploy_surface::surface;
use reqwest::Method;
use serde_json::json;

use super::{Client, confirmed, download};
use crate::{
    http::{Request, Service, Sign},
    operation::{Look, Operation},
    targets::mendix_cloud::wire::{Built, UploadJob, V1Package, decode},
};

const RIGHT: &str = "API Rights and Transport Rights";

/// Calls about packages.
#[derive(Debug, Clone)]
pub struct Packages(pub(super) Client);

/// Calls about packages.
#[surface(packages)]
impl Packages {
    /// The app's packages, newest first. Unused ones are deleted within 15 days.
    ///
    /// Source: Build API, retrieve packages. Errors: `mendixCloud.invalid_app_id`.
    pub async fn list(&self, app: String) -> Result<Vec<Package>> {
        let app = self.0.find_app(&app).await?;
        self.fetch(&app.app_id).await
    }

    /// One package.
    ///
    /// Source: Build API, retrieve package. Errors: `mendixCloud.package_not_found`.
    pub async fn get(&self, app: String, package_id: PackageId) -> Result<Package> {
        let app = self.0.find_app(&app).await?;
        self.read(&app.app_id, &package_id).await
    }

    /// Builds a package from a revision and gives the operation to wait for. On a Free App, building deploys.
    ///
    /// `branch` is `main` or `branches/<name>` for Git, `trunk` or `branches/<name>` for SVN; `revision` is a commit
    /// hash or a revision number as text; `version` has three parts, the package gets a fourth.
    ///
    /// Source: Build API, start building. Errors: `mendixCloud.invalid_version`, `mendixCloud.build_failed`.
    pub async fn build(
        &self,
        app: String,
        branch: String,
        revision: String,
        version: String,
        options: BuildOptions,
    ) -> Result<Operation<Package>> {
        let app = self.0.find_app(&app).await?;
        let url = self.url(&app.app_id, &[]);
        let body = json!({
            "Branch": branch,
            "Revision": revision,
            "Version": version,
            "Description": options.description.unwrap_or_default(),
        });
        let request = Request::new("packages.build", Method::POST, url, Sign::ApiKey, RIGHT)
            .json(body)
            .about("app", &app.app_id)
            .about("revision", &revision);
        let answer = self.0.inner.http.send(request).await?;
        let built: Built = decode("packages.build", true, &answer)?;
        Ok(self.building(app.app_id, built.package_id.into()))
    }

    /// Watches a build that was begun before.
    ///
    /// Source: Build API, retrieve package.
    pub async fn watch_build(
        &self,
        app: String,
        package_id: PackageId,
    ) -> Result<Operation<Package>> {
        let app = self.0.find_app(&app).await?;
        Ok(self.building(app.app_id, package_id))
    }

    /// State of an upload's job.
    ///
    /// Source: Deploy v2, job status.
    pub async fn upload_status(&self, app: String, job_id: JobId) -> Result<UploadJobStatus> {
        let app = self.0.find_app(&app).await?;
        self.job(&app.app_id, &job_id).await
    }

    /// Watches an upload until its package is usable.
    ///
    /// Source: Deploy v2, job status; Build API, retrieve package. Errors: `mendixCloud.upload_job_failed`,
    /// `mendixCloud.invalid_package`.
    pub async fn watch_upload(&self, app: String, upload: Upload) -> Result<Operation<Package>> {
        let app = self.0.find_app(&app).await?;
        Ok(self.uploading(app.app_id, upload))
    }

    /// Deletes a package; `confirm` repeats the app's name. Refused while an environment runs it or has it deployed, and
    /// while the newest savepoint of an environment, in the user's own journal, leads back to it.
    ///
    /// Source: Build API, delete package. Errors: `input.unconfirmed`, `mendixCloud.package_in_use`,
    /// `mendixCloud.package_not_found`.
    pub async fn delete(
        &self,
        app: String,
        package_id: PackageId,
        options: ConfirmOptions,
    ) -> Result<()> {
        confirmed("packages.delete", &app, options.confirm.as_deref())?;
        let found = self.0.find_app(&app).await?;
        // The platform knows environments but not what a rollback would need: ask each environment first.
        for environment in self.0.environments().fetch(&found.app_id).await? {
            let address = mendix_deploy_model::Address::new(&app, &environment.name)?;
            let deployed = self.0.environments().package(address.clone()).await?;
            if deployed.is_some_and(|package| package.package_id == package_id) {
                return Err(Error::new(
                    ErrorCode::MendixCloudPackageInUse,
                    format!("package {package_id} is deployed on {address}"),
                )
                .with_call("packages.delete")
                .with_context("environment", &address)
                .with_context("package", &package_id)
                .with_effect(Effect::None));
            }
        }
        if let Some((address, run)) = self.0.savepoints_with(&package_id).await?.first() {
            return Err(Error::new(
                ErrorCode::MendixCloudPackageInUse,
                format!(
                    "package {package_id} is where the way back of {address} leads (run {run})"
                ),
            )
            .with_call("packages.delete")
            .with_context("environment", address)
            .with_context("package", &package_id)
            .with_context("run", run)
            .with_remedy("Deploy another version first; its savepoint replaces this one.")
            .with_effect(Effect::None));
        }
        let url = self.url(&found.app_id, &[package_id.as_str()]);
        let request = Request::new("packages.delete", Method::DELETE, url, Sign::ApiKey, RIGHT)
            .about("app", &found.app_id)
            .about("package", &package_id);
        self.0.inner.http.send(request).await.map(drop)
    }

    /// Downloads a package to a file. The file appears when it is complete. Gives its SHA-256.
    ///
    /// Source: Build API, retrieve package with `url=true`. Errors: `mendixCloud.package_not_found`,
    /// `mendixCloud.build_not_succeeded`, `mendixCloud.link_expired`, `file.failed`.
    pub async fn download(
        &self,
        app: String,
        package_id: PackageId,
        path: String,
    ) -> Result<String> {
        let app = self.0.find_app(&app).await?;
        let url = self.url(&app.app_id, &[package_id.as_str()]);
        let request = Request::new("packages.download", Method::GET, url, Sign::ApiKey, RIGHT)
            .query(&[("url", "true")])
            .about("app", &app.app_id)
            .about("package", &package_id);
        let answer = self.0.inner.http.send(request).await?;
        let wire: V1Package = decode("packages.download", false, &answer)?;
        let Some(link) = wire.finished_file() else {
            return Err(Error::new(
                ErrorCode::MendixCloudBuildNotSucceeded,
                format!("package {package_id} has no file yet"),
            )
            .with_call("packages.download")
            .with_context("package", &package_id)
            .with_effect(Effect::None));
        };
        download::to_file(
            &self.0,
            "packages.download",
            &link.location,
            Path::new(&path),
        )
        .await
    }
}

/// What the run engine and the other calls use.
impl Packages {
    pub(crate) async fn fetch(&self, app: &AppId) -> Result<Vec<Package>> {
        let request = Request::new(
            "packages.list",
            Method::GET,
            self.url(app, &[]),
            Sign::ApiKey,
            "API Rights",
        )
        .about("app", app);
        let answer = self.0.inner.http.send(request).await?;
        let wire: Vec<V1Package> = decode("packages.list", false, &answer)?;
        let mut packages: Vec<Package> = wire.into_iter().map(Package::from).collect();
        // The platform's order is not documented.
        packages.sort_by(|a, b| {
            b.created_at
                .cmp(&a.created_at)
                .then_with(|| a.package_id.cmp(&b.package_id))
        });
        Ok(packages)
    }

    pub(crate) async fn read(&self, app: &AppId, package_id: &PackageId) -> Result<Package> {
        let url = self.url(app, &[package_id.as_str()]);
        let request = Request::new("packages.get", Method::GET, url, Sign::ApiKey, "API Rights")
            .about("app", app)
            .about("package", package_id);
        let answer = self.0.inner.http.send(request).await?;
        decode::<V1Package>("packages.get", false, &answer).map(Into::into)
    }

    pub(crate) async fn job(&self, app: &AppId, job_id: &JobId) -> Result<UploadJobStatus> {
        let path = ["api", "v2", "apps", app.as_str(), "jobs", job_id.as_str()];
        let url = self.0.inner.http.hosts().url(Service::Deploy, &path);
        let request = Request::new(
            "packages.upload_status",
            Method::GET,
            url,
            Sign::ApiKey,
            RIGHT,
        )
        .about("app", app)
        .about("job", job_id);
        let answer = self.0.inner.http.send(request).await?;
        decode::<UploadJob>("packages.upload_status", false, &answer).map(Into::into)
    }

    pub(crate) fn building(&self, app: AppId, package_id: PackageId) -> Operation<Package> {
        let this = self.clone();
        let pace = self.0.pace(Duration::from_secs(15));
        Operation::new(
            "build",
            package_id.to_string(),
            self.0.clock(),
            pace,
            move || {
                let (this, app, package_id) = (this.clone(), app.clone(), package_id.clone());
                async move {
                    let package = this.read(&app, &package_id).await?;
                    match package.status {
                        PackageStatus::Succeeded => Ok(Look::Done(package)),
                        PackageStatus::Failed => Err(Error::new(
                            ErrorCode::MendixCloudBuildFailed,
                            format!("the build of package {package_id} failed"),
                        )
                        .with_context("app", &app)
                        .with_context("package", &package_id)),
                        status => Ok(Look::Running(status.to_string())),
                    }
                }
                .boxed()
            },
        )
    }

    pub(crate) fn uploading(&self, app: AppId, upload: Upload) -> Operation<Package> {
        let this = self.clone();
        let pace = self.0.pace(Duration::from_secs(5));
        Operation::new(
            "upload",
            upload.package_id.to_string(),
            self.0.clock(),
            pace,
            move || {
                let (this, app, upload) = (this.clone(), app.clone(), upload.clone());
                async move { this.look_at_upload(&app, &upload).await }.boxed()
            },
        )
    }

    async fn look_at_upload(&self, app: &AppId, upload: &Upload) -> Result<Look<Package>> {
        if let Some(job) = &upload.job_id {
            match self.job(app, job).await? {
                UploadJobStatus::Completed => {}
                UploadJobStatus::Failed => {
                    return Err(Error::new(
                        ErrorCode::MendixCloudUploadJobFailed,
                        format!(
                            "the platform could not process the upload of package {}",
                            upload.package_id
                        ),
                    )
                    .with_context("app", app)
                    .with_context("package", &upload.package_id));
                }
                status => return Ok(Look::Running(status.to_string())),
            }
        }
        let package = match self.read(app, &upload.package_id).await {
            Ok(package) => package,
            // The id is known before the package exists.
            Err(error) if error.code() == ErrorCode::MendixCloudPackageNotFound => {
                return Ok(Look::Running("processing".to_owned()));
            }
            Err(error) => return Err(error),
        };
        match package.status {
            PackageStatus::Succeeded => Ok(Look::Done(package)),
            PackageStatus::Failed => Err(Error::new(
                ErrorCode::MendixCloudInvalidPackage,
                format!("the platform refuses package {}", upload.package_id),
            )
            .with_context("app", app)
            .with_context("package", &upload.package_id)),
            status => Ok(Look::Running(status.to_string())),
        }
    }

    fn url(&self, app: &AppId, path: &[&str]) -> url::Url {
        let mut segments = vec!["api", "1", "apps", app.as_str(), "packages"];
        segments.extend(path);
        self.0.inner.http.hosts().url(Service::Deploy, &segments)
    }
}
