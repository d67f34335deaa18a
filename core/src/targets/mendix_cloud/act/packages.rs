//! Upload, build, and packages that were kept.

use std::path::PathBuf;

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    cloud::{BuildOptions, Package, PackageId, PackageStatus, UploadJobStatus, UploadOptions},
    runs::RunProgress,
};

use super::{MendixCloud, failed, is_settling, mark, reached, reached_with, to_do, under_way};
use crate::{
    client::UploadSource,
    run::{
        alias, alias_fact,
        executor::{Answer, Observation, StepContext},
        state::Sent,
    },
    targets::mendix_cloud::observe::{is_build_of, is_revision},
};

/// Clocks of this machine and of the platform may differ by this much, in seconds.
const CLOCK_SKEW_SECONDS: i64 = 300;

impl MendixCloud {
    /// The package that an unanswered upload made, by name, size and time.
    async fn arrived(
        &self,
        at: StepContext<'_>,
        name: &str,
        size: Option<u64>,
    ) -> Result<Option<Package>> {
        let Sent::Unanswered { at: since } = &at.memory.sent else {
            return Ok(None);
        };
        let earliest = since.plus_seconds(-CLOCK_SKEW_SECONDS);
        // What the plan knew cannot have been uploaded by this run.
        let known = [&at.state.plan.facts.stored, &at.state.plan.facts.previous];
        let packages = self.client.packages().fetch(&self.app).await?;
        Ok(packages.into_iter().find(|package| {
            package.name == name
                && package.status != PackageStatus::Failed
                && !known.iter().any(|k| {
                    k.as_ref()
                        .is_some_and(|k| k.package_id == package.package_id)
                })
                && package.created_at.is_none_or(|made| made >= earliest)
                && match (package.size_bytes, size) {
                    // Until it is processed, the platform may say 0.
                    (Some(theirs), Some(ours)) => theirs == ours || theirs == 0,
                    _ => true,
                }
        }))
    }

    pub(super) async fn look_at_upload(
        &self,
        at: StepContext<'_>,
        name: &str,
        size: u64,
    ) -> Result<Observation> {
        if let Sent::Accepted { facts, .. } = &at.memory.sent
            && let Some(id) = facts.get("packageId")
        {
            return Ok(reached(format!("the platform took it as package {id}")));
        }
        if let Some(package) = self.arrived(at, name, Some(size)).await? {
            return Ok(reached_with(
                format!(
                    "package {} has this name, size and time",
                    package.package_id
                ),
                [("packageId", package.package_id.to_string())],
            ));
        }
        Ok(match &at.memory.sent {
            Sent::Unanswered { at: since } if is_settling(*since, at.now) => {
                under_way("an upload may have arrived")
            }
            _ => to_do("the platform has no package of this upload"),
        })
    }

    pub(super) async fn upload(
        &self,
        at: StepContext<'_>,
        file: PathBuf,
        name: &str,
        sha256: Option<&str>,
    ) -> Result<Answer> {
        let mut options = UploadOptions::default().name(name.to_owned());
        options.sha256 = sha256.map(str::to_owned);
        let (progress, step) = (at.progress.clone(), at.step.id.clone());
        let tell = std::sync::Arc::new(move |moved: mendix_deploy_model::clients::Progress| {
            progress.send_replace(Some(RunProgress {
                step: step.clone(),
                done_bytes: moved.done_bytes,
                total_bytes: moved.total_bytes,
            }));
        });
        let upload = self
            .client
            .packages()
            .upload(
                self.app.as_str(),
                UploadSource::Path(file),
                options,
                Some(tell),
            )
            .await?;
        let mut answer = Answer::with("packageId", &upload.package_id);
        answer
            .facts
            .insert("packageSha256".to_owned(), upload.sha256);
        if let Some(job) = upload.job_id {
            answer
                .facts
                .insert("uploadJobId".to_owned(), job.to_string());
        }
        Ok(answer)
    }

    pub(super) async fn look_at_upload_job(&self, at: StepContext<'_>) -> Result<Observation> {
        let Some(job) = at.state.fact("uploadJobId") else {
            return self.look_at_package(at, None).await;
        };
        let id = at.state.fact("packageId").unwrap_or_default();
        let status = self.client.packages().job(&self.app, &job.into()).await?;
        Ok(match status {
            UploadJobStatus::Completed => reached("the upload's job is completed"),
            UploadJobStatus::Failed => failed(
                Error::new(
                    ErrorCode::MendixCloudUploadJobFailed,
                    format!("the platform could not process the upload of package {id}"),
                )
                .with_context("app", &self.app)
                .with_context("package", id),
            ),
            status => under_way(format!("the upload's job is {status}")),
        })
    }

    pub(super) async fn look_at_build(
        &self,
        at: StepContext<'_>,
        version: &str,
        revision: &str,
    ) -> Result<Observation> {
        if let Sent::Accepted { facts, .. } = &at.memory.sent
            && let Some(id) = facts.get("packageId")
        {
            return Ok(reached(format!("the platform builds package {id}")));
        }
        let mark = mark(at);
        let packages = self.client.packages().fetch(&self.app).await?;
        let found = packages.into_iter().find(|package| {
            package.status != PackageStatus::Failed
                && (package
                    .version
                    .as_deref()
                    .is_some_and(|text| is_build_of(text, version, revision))
                    || package
                        .description
                        .as_deref()
                        .is_some_and(|text| text.contains(&mark)))
        });
        if let Some(package) = found {
            return Ok(reached_with(
                format!("package {} is a build of it", package.package_id),
                [("packageId", package.package_id.to_string())],
            ));
        }
        Ok(match &at.memory.sent {
            Sent::Unanswered { at: since } if is_settling(*since, at.now) => {
                under_way("a build may have begun")
            }
            _ => to_do("no package is a build of it"),
        })
    }

    pub(super) async fn build(
        &self,
        at: StepContext<'_>,
        branch: &str,
        revision: &str,
        version: &str,
        description: Option<&str>,
    ) -> Result<Answer> {
        let words = format!("{} {}", description.unwrap_or_default(), mark(at));
        let operation = self
            .client
            .packages()
            .build(
                self.app.to_string(),
                branch.to_owned(),
                revision.to_owned(),
                version.to_owned(),
                BuildOptions::default().description(words.trim().to_owned()),
            )
            .await?;
        Ok(Answer::with("packageId", operation.id()))
    }

    pub(super) async fn look_at_built(
        &self,
        at: StepContext<'_>,
        revision: &str,
    ) -> Result<Observation> {
        let id = self.package(at, None)?;
        let package = self.client.packages().read(&self.app, &id).await?;
        Ok(match package.status {
            PackageStatus::Succeeded => {
                let version = package.version.unwrap_or_default();
                let tail = version.rsplit('.').next().unwrap_or_default();
                if is_revision(tail, revision) {
                    reached_with(
                        format!("the build is {version}"),
                        [("modelVersion", version)],
                    )
                } else {
                    failed(
                        Error::new(
                            ErrorCode::MendixCloudBuildFailed,
                            format!(
                                "package {id} has the version {version}, which is not of the revision {revision}"
                            ),
                        )
                        .with_context("package", &id)
                        .with_remedy("Build the revision again under a version of its own."),
                    )
                }
            }
            PackageStatus::Failed => failed(
                Error::new(
                    ErrorCode::MendixCloudBuildFailed,
                    format!("the build of package {id} failed"),
                )
                .with_context("app", &self.app)
                .with_context("package", &id),
            ),
            status => under_way(format!("the build is {status}")),
        })
    }

    pub(super) async fn look_at_package(
        &self,
        at: StepContext<'_>,
        named: Option<&PackageId>,
    ) -> Result<Observation> {
        let id = self.package(at, named)?;
        let package = match self.client.packages().read(&self.app, &id).await {
            Ok(package) => package,
            // The id of an upload is known before the package exists; a package that was listed is gone.
            Err(error)
                if error.code() == ErrorCode::MendixCloudPackageNotFound && named.is_none() =>
            {
                return Ok(under_way(format!("package {id} is not listed yet")));
            }
            Err(error) => return Err(error),
        };
        Ok(match package.status {
            PackageStatus::Succeeded => reached_with(
                format!("package {id} can be transported"),
                [("modelVersion", package.version.unwrap_or_default())],
            ),
            PackageStatus::Failed => failed(
                Error::new(
                    ErrorCode::MendixCloudInvalidPackage,
                    format!("the platform could not use package {id}"),
                )
                .with_context("app", &self.app)
                .with_context("package", &id),
            ),
            status => under_way(format!("package {id} is {status}")),
        })
    }

    pub(super) async fn look_at_restored_package(
        &self,
        at: StepContext<'_>,
        old: &PackageId,
    ) -> Result<Observation> {
        let now = alias(at.state, old);
        let packages = self.client.packages().fetch(&self.app).await?;
        let found = packages.iter().find(|package| package.package_id == now);
        match found.map(|package| &package.status) {
            Some(PackageStatus::Succeeded) => {
                return Ok(reached(format!("the platform has package {now}")));
            }
            Some(PackageStatus::Failed) | None => {}
            Some(status) => return Ok(under_way(format!("package {now} is {status}"))),
        }
        if let Some(package) = self.arrived(at, &again_name(old), None).await? {
            return Ok(match package.status {
                PackageStatus::Succeeded => Observation::Reached {
                    saw: format!("its bytes are package {}", package.package_id),
                    facts: [(alias_fact(old), package.package_id.to_string())].into(),
                },
                status => under_way(format!("package {} is {status}", package.package_id)),
            });
        }
        Ok(match &at.memory.sent {
            Sent::Accepted { .. } => under_way(format!("package {now} is not listed yet")),
            Sent::Unanswered { at: since } if is_settling(*since, at.now) => {
                under_way("an upload may have arrived")
            }
            _ => to_do(format!("the platform does not have package {old} any more")),
        })
    }

    pub(super) async fn upload_again(
        &self,
        at: StepContext<'_>,
        old: &PackageId,
        file: Option<&str>,
        sha256: Option<&str>,
    ) -> Result<Answer> {
        let saved = at
            .state
            .savepoint
            .as_ref()
            .and_then(|savepoint| savepoint.package.as_ref());
        let file = file
            .map(str::to_owned)
            .or_else(|| saved.and_then(|saved| saved.file.clone()))
            .ok_or_else(|| {
                Error::new(
                    ErrorCode::MendixCloudPackageNotFound,
                    format!("the platform does not have package {old} any more, and its bytes were not kept"),
                )
                .with_context("package", old)
            })?;
        let sha256 = sha256
            .map(str::to_owned)
            .or_else(|| saved.and_then(|saved| saved.sha256.clone()));
        let answer = self
            .upload(at, PathBuf::from(file), &again_name(old), sha256.as_deref())
            .await?;
        let id = answer.facts.get("packageId").cloned().unwrap_or_default();
        // Not `packageId`: that is the package this run brings.
        Ok(Answer::with(&alias_fact(old), id))
    }
}

/// The name under which kept bytes are uploaded again.
fn again_name(old: &PackageId) -> String {
    format!("again-{old}.mda")
}
