//! Platform → facts: everything a plan is made from, read without changing anything.

mod changes;
mod environment;
mod package;
mod release;

use std::{collections::BTreeMap, time::Duration};

use mendix_deploy_model::{
    Address, Error, ErrorCode, Result,
    changes::{Change, PackageRef},
    error::Retry,
    landscapes::Tier,
    plans::{Facts, FactsSource, PermissionFacts, Plan, PlanOptions, RevisionFacts},
};

use mendix_deploy_offline::plan::{Wanted, app_facts, permission_facts};

use crate::{Client, run::journal::Journal};

/// How often facts are read when reading fails for the moment. The client's own repetitions come on top.
const MOST_ATTEMPTS: u32 = 3;

/// Where the landscape's addresses are on the platform. An address that is not listed is the platform's own.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Places(BTreeMap<Address, Address>);

impl Places {
    /// No address differs.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// `address` of the landscape is the app and environment `on_platform`.
    #[must_use]
    pub fn with(mut self, address: Address, on_platform: Address) -> Self {
        self.0.insert(address, on_platform);
        self
    }

    /// The places that a plan recorded.
    ///
    /// # Errors
    ///
    /// `input.invalid_address` when the plan's names are none.
    pub(crate) fn of_plan(plan: &Plan) -> Result<Self> {
        let app = plan.facts.app.app_id.as_str();
        let mut places = Self::new();
        let environments = [
            Some(&plan.facts.environment),
            plan.facts.source_environment.as_ref(),
        ];
        for environment in environments.into_iter().flatten() {
            places = places.with(
                environment.address.clone(),
                Address::new(app, &environment.name)?,
            );
        }
        Ok(places)
    }

    pub(crate) fn find(&self, address: &Address) -> Address {
        self.0
            .get(address)
            .cloned()
            .unwrap_or_else(|| address.clone())
    }
}

/// What to read facts about.
pub(crate) struct Question<'a> {
    /// The environment, as the landscape calls it.
    pub(crate) address: &'a Address,
    /// Its tier: a sandbox is a Free App, which has no environments that can be read.
    pub(crate) tier: Tier,
    /// Where addresses are on the platform.
    pub(crate) places: &'a Places,
    /// What is wanted.
    pub(crate) change: &'a Change,
    /// What the landscape wants, where it is at hand.
    pub(crate) wanted: Option<&'a Wanted>,
    /// The revision that a plan has fixed; absent: the newest of the branch.
    pub(crate) revision: Option<&'a RevisionFacts>,
    /// Where earlier runs are recorded.
    pub(crate) journal: Option<&'a dyn Journal>,
    /// What the caller says about the packages to compare; absent when nothing is to be compared: a plan that is started
    /// keeps the comparison that it was made with.
    pub(crate) compare: Option<&'a PlanOptions>,
}

impl Question<'_> {
    /// The environment that the change takes its package or snapshot from.
    fn source(&self) -> Option<&Address> {
        let source = match self.change {
            Change::Promote { source }
            | Change::Deploy {
                package:
                    PackageRef::RunningPackage {
                        environment: source,
                    },
            } => Some(source),
            Change::RestoreBackup { source, .. } => source.as_ref(),
            _ => None,
        };
        source.filter(|source| *source != self.address)
    }
}

/// Reads the facts. An answer that arrived damaged is asked for again: reading costs nothing.
pub(crate) async fn observe(client: &Client, question: &Question<'_>) -> Result<Facts> {
    let mut attempt = 1;
    loop {
        match observe_once(client, question).await {
            Err(error) if error.retry() == Retry::Temporary && attempt < MOST_ATTEMPTS => {
                tracing::debug!(code = %error.code(), attempt, "facts could not be read");
                attempt += 1;
                client
                    .clock()
                    .sleep(client.pace(Duration::from_secs(2)))
                    .await;
            }
            outcome => return outcome,
        }
    }
}

async fn observe_once(client: &Client, question: &Question<'_>) -> Result<Facts> {
    let at = question.places.find(question.address);
    let app = client.find_app(at.app()).await?;
    let environment = if question.tier == Tier::Sandbox {
        environment::of_free_app(client, &app, question.address).await
    } else {
        environment::facts(client, question.address, &at, question.wanted).await?
    };
    let source_environment = match question.source() {
        Some(source) => {
            let there = question.places.find(source);
            if there.app() != at.app() && client.find_app(there.app()).await?.app_id != app.app_id {
                return Err(Error::new(
                    ErrorCode::InputInvalid,
                    format!(
                        "{source} is an environment of another app than {}",
                        question.address
                    ),
                ));
            }
            Some(environment::facts(client, source, &there, None).await?)
        }
        None => None,
    };
    let packages = client.packages().fetch(&app.app_id).await?;
    let seen = match question.journal {
        Some(journal) => {
            let addresses: Vec<&Address> = [Some(question.address), question.source()]
                .into_iter()
                .flatten()
                .collect();
            release::seen(journal, &addresses).await
        }
        None => release::Seen::default(),
    };
    let digests = seen.digests;
    let release = match question.change {
        Change::Undo { run, .. } => Some(release::find(question.journal, run).await?),
        _ => None,
    };
    let built = package::revision(client, &app, question, &packages).await?;
    let package = package::contents(question.change).await?;
    let stored = package::stored(package::Known {
        change: question.change,
        packages: &packages,
        source: source_environment.as_ref(),
        contents: package.as_ref(),
        built: built.as_ref().and_then(|(_, stored)| stored.as_ref()),
        release: release.as_ref(),
        digests: &digests,
    });
    let previous = environment.deployed.as_ref().map(|deployed| {
        package::listed(
            &packages,
            &deployed.package_id,
            &deployed.name,
            deployed.version.as_deref(),
            &digests,
        )
    });
    let snapshot = release::snapshot(client, &at, question, release.as_ref()).await?;
    let permissions = permissions(client, &at).await;
    let mut facts = Facts {
        source: FactsSource::Observed,
        observed_at: Some(client.clock().now()),
        app: app_facts(&app),
        environment,
        source_environment,
        package,
        stored,
        previous,
        revision: built.map(|(revision, _)| revision),
        permissions,
        snapshot,
        release,
        changes: None,
    };
    let environments = [
        Some(&mut facts.environment),
        facts.source_environment.as_mut(),
    ];
    for environment in environments.into_iter().flatten() {
        if let Some(deployed) = &mut environment.deployed {
            deployed.sha256 = digests.get(&deployed.package_id).cloned();
        }
    }
    if let Some(options) = question.compare {
        facts.changes = changes::compared(changes::Replacement {
            change: question.change,
            options,
            environment: &facts.environment,
            package: facts.package.as_ref(),
            stored: facts.stored.as_ref(),
            previous: facts.previous.as_ref(),
            files: &seen.files,
        })
        .await?;
    }
    Ok(facts)
}

/// The API user's rights, where a token may read them. Not being allowed to look is not a reason to stop.
async fn permissions(client: &Client, at: &Address) -> Option<PermissionFacts> {
    let user = client.username()?;
    client.inner.http.credentials().pat.as_ref()?;
    let all = client.environments().permissions(at.clone()).await.ok()?;
    all.iter()
        .find(|permissions| permissions.user_id.eq_ignore_ascii_case(&user))
        .map(permission_facts)
}

pub(crate) use package::{is_build_of, is_revision};
pub(crate) use release::state_of;
