//! Facts as checks see them.

use mendix_deploy_model::{
    landscapes::{TargetKind, Tier},
    policies::{
        CloudFoundryFacts, ComposeFacts, DatabaseFacts, FileStoreFacts, HostFacts, ImageFacts,
        KubernetesFacts, MonitoringFacts, PipelineFacts, PolicyAppFacts, PolicyEnvironmentFacts,
        ProjectFacts, ReleaseFacts, ResourceFacts, SchemaChangeFacts, ServiceFacts,
    },
    time::Day,
};

use super::rule::{Stop, need, need_ref};

/// An app and its environments.
pub(super) struct AppView<'a> {
    pub(super) name: &'a str,
    pub(super) facts: &'a PolicyAppFacts,
    pub(super) environments: Vec<EnvironmentView<'a>>,
}

impl<'a> AppView<'a> {
    pub(super) fn new(name: &'a str, facts: &'a PolicyAppFacts, as_of: Option<Day>) -> Self {
        let environments = facts
            .environments
            .iter()
            .map(|(environment, own)| EnvironmentView {
                app: name,
                name: environment,
                facts: own,
                app_facts: facts,
                as_of,
            })
            .collect();
        Self {
            name,
            facts,
            environments,
        }
    }

    pub(super) fn of_tier(&self, tier: Tier) -> impl Iterator<Item = &EnvironmentView<'a>> {
        self.environments
            .iter()
            .filter(move |environment| environment.facts.tier == Some(tier))
    }

    /// Whether an environment of this tier exists; unknown when a tier is.
    pub(super) fn has_tier(&self, tier: Tier) -> Result<bool, Stop> {
        if self.of_tier(tier).next().is_some() {
            return Ok(true);
        }
        match self.environments.iter().all(|e| e.facts.tier.is_some()) {
            true => Ok(false),
            false => Err(Stop::Waits("tier")),
        }
    }

    pub(super) fn project(&self) -> Result<&'a ProjectFacts, Stop> {
        need_ref(&self.facts.project, "project")
    }

    pub(super) fn pipelines(&self) -> Result<&'a [PipelineFacts], Stop> {
        match self.facts.pipelines.as_deref() {
            Some([]) => Err(Stop::NotApplicable),
            Some(pipelines) => Ok(pipelines),
            None => Err(Stop::Waits("pipelines")),
        }
    }
}

/// An environment.
pub(super) struct EnvironmentView<'a> {
    pub(super) app: &'a str,
    pub(super) name: &'a str,
    pub(super) facts: &'a PolicyEnvironmentFacts,
    pub(super) app_facts: &'a PolicyAppFacts,
    pub(super) as_of: Option<Day>,
}

impl<'a> EnvironmentView<'a> {
    pub(super) fn address(&self) -> String {
        format!("{}/{}", self.app, self.name)
    }

    pub(super) fn tier(&self) -> Result<Tier, Stop> {
        need(&self.facts.tier, "tier")
    }

    pub(super) fn target(&self) -> Result<TargetKind, Stop> {
        need(&self.facts.target, "target")
    }

    pub(super) fn is(&self, tier: Tier) -> bool {
        self.facts.tier == Some(tier)
    }

    /// The fact; `None` when it is certain that there is none; a stop when nobody knows.
    pub(super) fn stated<'f, T>(
        &self,
        fact: &'f Option<T>,
        name: &'static str,
    ) -> Result<Option<&'f T>, Stop> {
        match fact {
            Some(fact) => Ok(Some(fact)),
            None if self.facts.complete == Some(true) => Ok(None),
            None => Err(Stop::Waits(name)),
        }
    }

    /// As [`Self::stated`], for what is on or off: nothing said is off.
    pub(super) fn is_on(&self, fact: &Option<bool>, name: &'static str) -> Result<bool, Stop> {
        Ok(self.stated(fact, name)?.copied().unwrap_or(false))
    }

    /// The most instances it can have.
    pub(super) fn most_replicas(&self) -> Result<u32, Stop> {
        if let Some(most) = self.facts.autoscale.as_ref().and_then(|a| a.most) {
            return Ok(most);
        }
        need(&self.facts.replicas, "replicas")
    }

    /// The fewest instances it runs with.
    pub(super) fn least_replicas(&self) -> Result<u32, Stop> {
        if let Some(least) = self.facts.autoscale.as_ref().and_then(|a| a.least) {
            return Ok(least);
        }
        need(&self.facts.replicas, "replicas")
    }

    /// Stops unless there can be more than one instance.
    pub(super) fn many(&self) -> Result<u32, Stop> {
        match self.most_replicas()? {
            0 | 1 => Err(Stop::NotApplicable),
            n => Ok(n),
        }
    }

    pub(super) fn project(&self) -> Result<&'a ProjectFacts, Stop> {
        need_ref(&self.app_facts.project, "project")
    }

    pub(super) fn database(&self) -> Result<&'a DatabaseFacts, Stop> {
        need_ref(&self.facts.database, "database")
    }

    pub(super) fn storage(&self) -> Result<&'a FileStoreFacts, Stop> {
        need_ref(&self.facts.storage, "storage")
    }

    pub(super) fn resources(&self) -> Result<&'a ResourceFacts, Stop> {
        need_ref(&self.facts.resources, "resources")
    }

    pub(super) fn image(&self) -> Result<&'a ImageFacts, Stop> {
        need_ref(&self.facts.image, "image")
    }

    pub(super) fn compose(&self) -> Result<&'a ComposeFacts, Stop> {
        need_ref(&self.facts.compose, "compose")
    }

    pub(super) fn kubernetes(&self) -> Result<&'a KubernetesFacts, Stop> {
        need_ref(&self.facts.kubernetes, "kubernetes")
    }

    pub(super) fn cloud_foundry(&self) -> Result<&'a CloudFoundryFacts, Stop> {
        need_ref(&self.facts.cloud_foundry, "cloudFoundry")
    }

    pub(super) fn host(&self) -> Result<&'a HostFacts, Stop> {
        need_ref(&self.facts.host, "host")
    }

    pub(super) fn service(&self) -> Result<&'a ServiceFacts, Stop> {
        need_ref(&self.facts.service, "service")
    }

    pub(super) fn monitoring(&self) -> Result<&'a MonitoringFacts, Stop> {
        need_ref(&self.facts.monitoring, "monitoring")
    }

    pub(super) fn release(&self) -> Result<&'a ReleaseFacts, Stop> {
        need_ref(&self.facts.release, "release")
    }

    pub(super) fn schema(&self) -> Result<&'a SchemaChangeFacts, Stop> {
        need_ref(&self.release()?.schema, "release.schema")
    }

    /// The value of a variable, when variables are known.
    pub(super) fn variables(&self) -> Result<&'a std::collections::BTreeMap<String, String>, Stop> {
        need_ref(&self.facts.variables, "variables")
    }
}
