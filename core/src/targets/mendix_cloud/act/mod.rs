//! Step → platform: what each step reads, when it sends, and what it makes of a lost answer.
//!
//! | step | after a lost answer |
//! |---|---|
//! | upload | found by name, size and time; otherwise sent again |
//! | build | found by version and revision, or by the run's id in its description |
//! | stop | status read for a while, then sent again: it changes nothing when the app is down |
//! | snapshot | found by the run's id in its comment |
//! | transport, settings, kept package | read; sending again changes nothing |
//! | start | status read for a while, then sent again: the platform refuses a second start while one is under way |
//! | scale | sent again: it names absolute numbers, and the platform cannot be asked |
//! | restore, archive | a person decides: no call lists them (Backups API v2) |

mod backups;
mod environment;
mod packages;
mod settings;
mod verify;

use std::{path::PathBuf, sync::Arc, time::Duration};

use futures::{FutureExt as _, future::BoxFuture};
use mendix_deploy_model::{
    Address, Error, ErrorCode, Result,
    cloud::{AppId, PackageId},
    error::{ErrorDetail, Retry},
    plans::{Facts, Plan, StepAction},
    time::Timestamp,
};
use mendix_deploy_offline::plan::changed;

use super::observe::{Places, Question, observe};
use crate::{
    Client,
    run::{
        alias,
        executor::{Answer, Observation, StepContext, StepExecutor},
        state::Sent,
    },
    secrets::SecretValue,
};

/// Finds the secret that a reference names.
pub type Resolve =
    Arc<dyn Fn(String) -> BoxFuture<'static, Result<SecretValue>> + Send + Sync + 'static>;

/// How long an unanswered stop or start may show its effect before it is sent again, in seconds. Status may be stale
/// and a job needs a moment to appear.
const SETTLING_SECONDS: i64 = 30;

/// The live half of runs on Mendix Cloud.
pub(crate) struct MendixCloud {
    client: Client,
    /// The environment as the platform names it.
    at: Address,
    app: AppId,
    resolve: Option<Resolve>,
}

impl MendixCloud {
    pub(crate) fn new(client: Client, plan: &Plan, resolve: Option<Resolve>) -> Result<Self> {
        let app = plan.facts.app.app_id.clone();
        Ok(Self {
            at: Address::new(app.as_str(), &plan.facts.environment.name)?,
            client,
            app,
            resolve,
        })
    }

    async fn confirm(&self, at: StepContext<'_>) -> Result<Observation> {
        let plan = &at.state.plan;
        let mut now = observe_again(&self.client, plan, None).await?;
        // What the run itself has prepared by now is not a change by somebody else.
        let planned = plan.facts.clone();
        now.package = planned.package;
        now.stored = planned.stored;
        now.release = planned.release;
        now.snapshot = planned.snapshot;
        let changed = changed(&plan.facts, &now)?;
        if changed.is_empty() {
            return Ok(reached("the facts are those of the plan"));
        }
        let names: Vec<&str> = changed.iter().map(|change| change.fact.as_str()).collect();
        Ok(Observation::Failed {
            error: Box::new(
                Error::new(
                    ErrorCode::PlanStale,
                    format!(
                        "{} is no longer what the plan was made from: {}",
                        plan.address,
                        names.join(", ")
                    ),
                )
                .with_context("environment", &plan.address)
                .with_detail(ErrorDetail::StaleFacts { changed }),
            ),
        })
    }

    async fn look(&self, at: StepContext<'_>) -> Result<Observation> {
        match &at.step.action {
            StepAction::ConfirmFacts {} => self.confirm(at).await,
            StepAction::UploadPackage {
                name, size_bytes, ..
            } => self.look_at_upload(at, name, *size_bytes).await,
            StepAction::AwaitUpload {} => self.look_at_upload_job(at).await,
            StepAction::StartBuild {
                revision, version, ..
            } => self.look_at_build(at, version, revision).await,
            StepAction::AwaitBuild { revision } => self.look_at_built(at, revision).await,
            StepAction::AwaitPackage { package_id } => {
                self.look_at_package(at, package_id.as_ref()).await
            }
            StepAction::RecordSavepoint { .. } => Ok(match &at.state.savepoint {
                Some(_) => reached("the savepoint is in the journal"),
                None => to_do("nothing is recorded yet"),
            }),
            StepAction::RestorePackage { package_id, .. } => {
                self.look_at_restored_package(at, package_id).await
            }
            StepAction::StopEnvironment {} => self.look_at_stop(at).await,
            StepAction::TakeSnapshot { .. } => self.look_at_snapshot(at).await,
            StepAction::TransportPackage { package_id } => {
                self.look_at_transport(at, package_id.as_ref()).await
            }
            StepAction::WriteSettings { .. } | StepAction::RestoreSettings { .. } => {
                self.look_at_settings(at).await
            }
            StepAction::StartEnvironment { .. } => self.look_at_start(at).await,
            StepAction::VerifyEnvironment { expect } => self.verify(at, expect).await,
            StepAction::RestoreSnapshot { .. } => self.look_at_restore(at).await,
            StepAction::ScaleEnvironment { .. } => Ok(match &at.memory.sent {
                Sent::Accepted { .. } => reached("the platform answered with this scale"),
                _ => to_do("the platform has no call that reads the scale"),
            }),
            StepAction::MakeArchive { snapshot_id, .. } => {
                self.look_at_archive(at, snapshot_id.as_ref()).await
            }
            StepAction::DownloadArchive { file } => Ok(self.look_at_download(at, file)),
        }
    }

    async fn send(&self, at: StepContext<'_>) -> Result<Answer> {
        match &at.step.action {
            StepAction::UploadPackage {
                file, name, sha256, ..
            } => {
                self.upload(at, PathBuf::from(file), name, Some(sha256))
                    .await
            }
            StepAction::StartBuild {
                branch,
                revision,
                version,
                description,
            } => {
                self.build(at, branch, revision, version, description.as_deref())
                    .await
            }
            StepAction::RecordSavepoint {
                keep_bytes,
                constants,
                scheduled_events,
                ..
            } => {
                self.record_savepoint(at, *keep_bytes, constants, scheduled_events)
                    .await
            }
            StepAction::RestorePackage {
                package_id,
                file,
                sha256,
            } => {
                self.upload_again(at, package_id, file.as_deref(), sha256.as_deref())
                    .await
            }
            StepAction::StopEnvironment {} => {
                self.client.environments().request_stop(&self.at).await?;
                Ok(Answer::default())
            }
            StepAction::TakeSnapshot { comment } => self.take_snapshot(at, comment).await,
            StepAction::TransportPackage { package_id } => {
                let package = self.package(at, package_id.as_ref())?;
                self.client
                    .environments()
                    .transport(self.at.clone(), package)
                    .await?;
                Ok(Answer::default())
            }
            StepAction::WriteSettings { .. } | StepAction::RestoreSettings { .. } => {
                self.write_settings(at).await
            }
            StepAction::StartEnvironment { auto_sync_db } => self.start(*auto_sync_db).await,
            StepAction::RestoreSnapshot { .. } => self.restore(at).await,
            StepAction::ScaleEnvironment {
                instances,
                memory_per_instance_mb,
            } => {
                self.client
                    .environments()
                    .scale(self.at.clone(), *instances, *memory_per_instance_mb)
                    .await?;
                Ok(Answer::default())
            }
            StepAction::MakeArchive {
                snapshot_id,
                content,
            } => self.make_archive(at, snapshot_id.as_ref(), *content).await,
            StepAction::DownloadArchive { file } => self.download_archive(at, file).await,
            StepAction::ConfirmFacts {}
            | StepAction::AwaitUpload {}
            | StepAction::AwaitBuild { .. }
            | StepAction::AwaitPackage { .. }
            | StepAction::VerifyEnvironment { .. } => Err(Error::new(
                ErrorCode::InternalDefect,
                format!("the step {} has nothing to send", at.step.id),
            )),
        }
    }

    /// The package of a step: the named one under the id it has now, or the one that this run uploaded or built.
    fn package(&self, at: StepContext<'_>, named: Option<&PackageId>) -> Result<PackageId> {
        if let Some(id) = named {
            return Ok(alias(at.state, id));
        }
        at.state
            .fact("packageId")
            .map(PackageId::from)
            .ok_or_else(|| {
                Error::new(
                    ErrorCode::InternalDefect,
                    format!("the step {} has no package", at.step.id),
                )
                .with_retry(Retry::Permanent)
            })
    }
}

impl StepExecutor for MendixCloud {
    fn pace(&self, usual: Duration) -> Duration {
        self.client.pace(usual)
    }

    fn observe<'a>(&'a self, at: StepContext<'a>) -> BoxFuture<'a, Result<Observation>> {
        self.look(at).boxed()
    }

    fn act<'a>(&'a self, at: StepContext<'a>) -> BoxFuture<'a, Result<Answer>> {
        self.send(at).boxed()
    }
}

/// Reads the facts of a plan again, in any process: the landscape is not needed.
pub(crate) async fn observe_again(
    client: &Client,
    plan: &Plan,
    journal: Option<&dyn crate::run::journal::Journal>,
) -> Result<Facts> {
    let places = Places::of_plan(plan)?;
    let is_undo = matches!(
        plan.change,
        mendix_deploy_model::changes::Change::Undo { .. }
    );
    if is_undo && journal.is_none() {
        // The release to undo is a record, not a state: it cannot have changed.
        let restart = mendix_deploy_model::changes::Change::RestartApp {};
        let question = Question {
            change: &restart,
            ..question(plan, &places)
        };
        let mut facts = observe(client, &question).await?;
        facts.stored.clone_from(&plan.facts.stored);
        facts.snapshot.clone_from(&plan.facts.snapshot);
        facts.release.clone_from(&plan.facts.release);
        return Ok(facts);
    }
    observe(
        client,
        &Question {
            journal,
            ..question(plan, &places)
        },
    )
    .await
}

fn question<'a>(plan: &'a Plan, places: &'a Places) -> Question<'a> {
    Question {
        address: &plan.address,
        tier: plan.tier,
        places,
        change: &plan.change,
        wanted: None,
        revision: plan.facts.revision.as_ref(),
        journal: None,
        compare: None,
    }
}

fn reached(saw: impl Into<String>) -> Observation {
    Observation::Reached {
        saw: saw.into(),
        facts: crate::run::state::Facts::new(),
    }
}

fn reached_with<const N: usize>(saw: impl Into<String>, facts: [(&str, String); N]) -> Observation {
    Observation::Reached {
        saw: saw.into(),
        facts: facts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    }
}

fn to_do(saw: impl Into<String>) -> Observation {
    Observation::ToDo { saw: saw.into() }
}

fn under_way(saw: impl Into<String>) -> Observation {
    Observation::UnderWay { saw: saw.into() }
}

fn failed(error: Error) -> Observation {
    Observation::Failed {
        error: Box::new(error),
    }
}

/// Whether an unanswered request still has time to show its effect.
fn is_settling(since: Timestamp, now: Timestamp) -> bool {
    now < since.plus_seconds(SETTLING_SECONDS)
}

/// The mark by which this run finds again what it asked for.
fn mark(at: StepContext<'_>) -> String {
    format!("[{} {}]", at.state.run, at.step.id)
}
