//! The main road: plan, start, resume, read back.

use std::{fmt, path::PathBuf, sync::Arc};

use mendix_deploy_model::{
    Address, Error, ErrorCode, Result,
    changes::Change,
    cloud::PackageId,
    findings::Finding,
    plans::{Facts, FactsSource, Plan, PlanOptions, StepAction},
    runs::{ActivityOptions, JournalEntry, ResumeOptions, RunId, StartRunOptions},
};
use mendix_deploy_offline::plan::{self as planner, Wanted, check_startable, verify_id};

use super::Client;
use crate::{
    run::{
        Launcher, Notify, Run, Runs,
        activity::{actor, read_activity, savepoints_with},
        journal::{FileJournal, Journal, default_folder, read_course},
        state::RunState,
    },
    targets::mendix_cloud::{
        act::{MendixCloud, observe_again},
        observe::{Question, observe},
    },
};

pub use crate::targets::mendix_cloud::{act::Resolve, observe::Places};

/// What a run can be given in Rust beyond its options.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Hooks {
    /// A journal of one's own, in place of a folder.
    pub journal: Option<Arc<dyn Journal>>,
    /// Told about incidents. In Python and Node they are events of the run.
    pub on_incident: Option<Notify>,
    /// Finds the secrets that constants refer to.
    pub resolve: Option<Resolve>,
}

impl Hooks {
    /// A journal of one's own.
    #[must_use]
    pub fn journal(mut self, journal: Arc<dyn Journal>) -> Self {
        self.journal = Some(journal);
        self
    }

    /// Tells about incidents.
    #[must_use]
    pub fn on_incident(mut self, notify: Notify) -> Self {
        self.on_incident = Some(notify);
        self
    }

    /// Finds secrets.
    #[must_use]
    pub fn resolve(mut self, resolve: Resolve) -> Self {
        self.resolve = Some(resolve);
        self
    }
}

impl fmt::Debug for Hooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hooks")
            .field(
                "journal",
                &self.journal.as_ref().map(|journal| journal.location()),
            )
            .field("on_incident", &self.on_incident.is_some())
            .field("resolve", &self.resolve.is_some())
            .finish()
    }
}

impl Client {
    /// Makes a plan from what is wanted of an environment: reads the facts, then plans. Changes nothing.
    ///
    /// `places` says where the landscape's addresses are on the platform; `findings` are those of a preflight.
    ///
    /// # Errors
    ///
    /// Those of reading and of the planner: `plan.impossible`, `rollback.refused`, `plan.target_not_executable`,
    /// `input.invalid`.
    pub async fn plan_wanted(
        &self,
        wanted: &Wanted,
        places: &Places,
        change: Change,
        findings: &[Finding],
        options: &PlanOptions,
    ) -> Result<Plan> {
        let facts = self
            .observe_wanted(wanted, places, &change, options)
            .await?;
        planner::plan(wanted, &change, &facts, findings, options)
    }

    /// Reads the facts that a plan would be made from, to keep them or to plan elsewhere.
    ///
    /// # Errors
    ///
    /// Those of reading; `run.not_found` for an undo of a run that the journal does not have; for files that are to be
    /// compared those of [`mendix_deploy_offline::package::Package::open`], and `input.invalid` when one is not the
    /// package that the environment runs.
    pub async fn observe_wanted(
        &self,
        wanted: &Wanted,
        places: &Places,
        change: &Change,
        options: &PlanOptions,
    ) -> Result<Facts> {
        let journal = existing(options.journal.as_deref())?;
        observe(
            self,
            &Question {
                address: &wanted.address,
                tier: wanted.tier,
                places,
                change,
                wanted: Some(wanted),
                revision: None,
                journal: journal.as_deref(),
                compare: Some(options),
            },
        )
        .await
    }

    /// Starts a plan. Returns once the lease is held and the first record is durable; the run goes on by itself.
    ///
    /// # Errors
    ///
    /// Everything that is refused is refused here, before anything has happened: `plan.altered`, `plan.blocked`,
    /// `plan.stale`, `plan.unapproved`, `plan.frozen`, `plan.unknown_step`, `run.locked`, `journal.unwritable`.
    pub async fn start(&self, plan: &Plan, options: StartRunOptions) -> Result<Run> {
        self.start_with(plan, options, Hooks::default()).await
    }

    /// As [`Client::start`], with hooks.
    ///
    /// # Errors
    ///
    /// As [`Client::start`].
    pub async fn start_with(
        &self,
        plan: &Plan,
        options: StartRunOptions,
        hooks: Hooks,
    ) -> Result<Run> {
        verify_id(plan)?;
        let place = Place {
            journal: options.journal.as_deref(),
            actor: options.actor.as_deref(),
            lease_seconds: options.lease_seconds,
        };
        let launcher = self.launcher(plan, &place, &hooks)?;
        let journal = Arc::clone(&launcher.journal);
        let name = launcher.actor.name.clone();
        let approved_by = options
            .approvals
            .iter()
            .map(|approval| approval.by.clone())
            .collect();
        let gate = async {
            let mut facts = observe_again(self, plan, Some(&*journal)).await?;
            // Wants are not facts of the platform; the plan's own knowledge of them stays.
            facts.source = FactsSource::Observed;
            check_startable(plan, &facts, &options.approvals, &name, self.clock().now())
        };
        launcher.start(plan, approved_by, gate).await
    }

    /// Continues a run, from any process that reaches its journal.
    ///
    /// # Errors
    ///
    /// `run.not_found`, `run.ended`, `run.needs_decision` without a decision where one is needed, `run.locked` while
    /// another process works on it, `journal.corrupt`, `journal.newer`.
    pub async fn resume(&self, run: RunId, options: ResumeOptions) -> Result<Run> {
        self.resume_with(run, options, Hooks::default()).await
    }

    /// As [`Client::resume`], with hooks.
    ///
    /// # Errors
    ///
    /// As [`Client::resume`].
    pub async fn resume_with(
        &self,
        run: RunId,
        options: ResumeOptions,
        hooks: Hooks,
    ) -> Result<Run> {
        let place = Place {
            journal: options.journal.as_deref(),
            actor: options.actor.as_deref(),
            lease_seconds: options.lease_seconds,
        };
        let journal = place.open(&hooks)?;
        let state = RunState::replay(&read_course(&*journal, &run).await?)?;
        let hooks = hooks.journal(journal);
        self.launcher(&state.plan, &place, &hooks)?
            .resume(&run, options.decision)
            .await
    }

    /// What was done on an environment, oldest first: the entries of every run whose journal lies there.
    ///
    /// # Errors
    ///
    /// `journal.corrupt`, `journal.newer`, `journal.unwritable`; `run.not_found` for a run that is named and not there.
    pub async fn activity(
        &self,
        address: Address,
        options: ActivityOptions,
    ) -> Result<Vec<JournalEntry>> {
        match existing(options.journal.as_deref())? {
            Some(journal) => read_activity(&*journal, &address, &options).await,
            None => Ok(Vec::new()),
        }
    }

    /// Runs whose savepoint leads back to this package, in the user's own journal.
    pub(crate) async fn savepoints_with(
        &self,
        package: &PackageId,
    ) -> Result<Vec<(Address, RunId)>> {
        match existing(None)? {
            Some(journal) => savepoints_with(&*journal, package).await,
            None => Ok(Vec::new()),
        }
    }

    /// The runs that this client started and that have not ended: stop them, or leave them at a safe point.
    #[must_use]
    pub fn runs(&self) -> Runs {
        self.inner.runs.clone()
    }

    fn launcher(&self, plan: &Plan, place: &Place<'_>, hooks: &Hooks) -> Result<Launcher> {
        if self.inner.options.read_only && plan.changes_anything() {
            return Err(Error::new(
                ErrorCode::InputReadOnly,
                format!(
                    "a plan for {} changes the platform, and this client is read-only",
                    plan.address
                ),
            ));
        }
        needs_resolver(plan, hooks)?;
        Ok(Launcher {
            clock: self.clock(),
            journal: place.open(hooks)?,
            journal_was_chosen: place.journal.is_some() || hooks.journal.is_some(),
            executor: Arc::new(MendixCloud::new(self.clone(), plan, hooks.resolve.clone())?),
            actor: actor(place.actor, self.username()),
            lease_seconds: place.lease_seconds,
            notify: hooks.on_incident.clone(),
            runs: self.runs(),
        })
    }
}

/// Where and as whom.
struct Place<'a> {
    journal: Option<&'a str>,
    actor: Option<&'a str>,
    lease_seconds: Option<u64>,
}

impl Place<'_> {
    fn open(&self, hooks: &Hooks) -> Result<Arc<dyn Journal>> {
        if let Some(journal) = &hooks.journal {
            return Ok(Arc::clone(journal));
        }
        let folder = match self.journal {
            Some(folder) => PathBuf::from(folder),
            None => default_folder()?,
        };
        Ok(Arc::new(FileJournal::open(folder)?))
    }
}

/// A journal to read: looking must not make a folder.
fn existing(folder: Option<&str>) -> Result<Option<Arc<dyn Journal>>> {
    let folder = match folder {
        Some(folder) => PathBuf::from(folder),
        None => match default_folder() {
            Ok(folder) => folder,
            Err(_) => return Ok(None),
        },
    };
    if !folder.join("runs").is_dir() {
        return Ok(None);
    }
    Ok(Some(Arc::new(FileJournal::open(folder)?)))
}

/// A constant that refers to a secret is refused before the start, not after the stop.
fn needs_resolver(plan: &Plan, hooks: &Hooks) -> Result<()> {
    use mendix_deploy_model::plans::SettingValue;
    if hooks.resolve.is_some() {
        return Ok(());
    }
    let names: Vec<&str> = plan
        .steps
        .iter()
        .filter_map(|step| match &step.action {
            StepAction::WriteSettings { constants, .. } => Some(constants),
            _ => None,
        })
        .flatten()
        .filter(|write| matches!(write.value, SettingValue::ReferencedValue { .. }))
        .map(|write| write.name.as_str())
        .collect();
    if names.is_empty() {
        return Ok(());
    }
    Err(Error::new(
        ErrorCode::InputInvalid,
        format!(
            "the plan for {} writes constants that refer to secrets, and nothing here resolves references: {}",
            plan.address,
            names.join(", ")
        ),
    )
    .with_remedy("Give the run a resolver, or set these constants in the portal and leave them out of the landscape."))
}
