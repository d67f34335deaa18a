//! What environments of a tier usually are, and where one differs.

use mendix_deploy_model::landscapes::{
    DataClass, DeliveryTrigger, Deployer, Deviation, EventsExpectation, LogLevel, MonitoringLevel,
    MonitoringSpec, ScheduledEvents, Tier, TierAspect, TierPreset,
};

use super::{Environment, reader::join};

/// What environments of each tier usually are: development, test, acceptance, production. A sandbox has no usual use.
#[must_use]
pub fn tier_presets() -> Vec<TierPreset> {
    let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    vec![
        TierPreset {
            tier: Tier::Development,
            purpose: "Build, debug".to_owned(),
            data: vec![DataClass::Synthetic],
            trigger: DeliveryTrigger::EverySave,
            deployer: Deployer::Developer,
            log_levels: vec![LogLevel::Debug, LogLevel::Trace],
            events: EventsExpectation::None,
            monitoring: MonitoringLevel::None,
            access: words(&["developers"]),
            branches: words(&["feature/*"]),
        },
        TierPreset {
            tier: Tier::Test,
            purpose: "Automated tests, integration".to_owned(),
            data: vec![DataClass::Synthetic, DataClass::Seeded],
            trigger: DeliveryTrigger::EveryCommit,
            deployer: Deployer::Pipeline,
            log_levels: vec![LogLevel::Info],
            events: EventsExpectation::Selected,
            monitoring: MonitoringLevel::Basic,
            access: words(&["developers", "team"]),
            branches: words(&["develop"]),
        },
        TierPreset {
            tier: Tier::Acceptance,
            purpose: "User acceptance, demonstrations".to_owned(),
            data: vec![DataClass::Anonymised],
            trigger: DeliveryTrigger::ReleaseCandidate,
            deployer: Deployer::PipelineWithApproval,
            log_levels: vec![LogLevel::Info],
            events: EventsExpectation::AsProduction,
            monitoring: MonitoringLevel::Alerts,
            access: words(&["stakeholders", "qa"]),
            branches: words(&["release/*"]),
        },
        TierPreset {
            tier: Tier::Production,
            purpose: "Live traffic".to_owned(),
            data: vec![DataClass::Production],
            trigger: DeliveryTrigger::ApprovedRelease,
            deployer: Deployer::PipelineWithGate,
            log_levels: vec![LogLevel::Warning, LogLevel::Error],
            events: EventsExpectation::All,
            monitoring: MonitoringLevel::Full,
            access: words(&["endUsers"]),
            branches: words(&["main", "trunk"]),
        },
    ]
}

impl Environment {
    /// What environments of its tier usually are; `None` for a sandbox.
    #[must_use]
    pub fn preset(&self) -> Option<TierPreset> {
        tier_presets()
            .into_iter()
            .find(|preset| preset.tier == self.tier())
    }

    /// Where it says something else than what environments of its tier usually are. What it does not say is no deviation.
    #[must_use]
    pub fn deviations(&self) -> Vec<Deviation> {
        let Some(preset) = self.preset() else {
            return Vec::new();
        };
        let mut found = Deviations {
            environment: self,
            list: Vec::new(),
        };
        found.unless(
            self.purpose()
                .is_none_or(|purpose| purpose == preset.purpose),
            TierAspect::Purpose,
            "purpose",
            preset.purpose.clone(),
            || self.purpose().unwrap_or_default().to_owned(),
        );
        found.among(
            TierAspect::Data,
            "dataClass",
            &preset.data,
            self.data_class(),
            DataClass::as_str,
        );
        let delivery = self.delivery();
        found.among(
            TierAspect::DeployFrequency,
            "delivery.trigger",
            &[preset.trigger],
            delivery.and_then(|delivery| delivery.trigger),
            DeliveryTrigger::as_str,
        );
        found.among(
            TierAspect::Deployer,
            "delivery.deployer",
            &[preset.deployer],
            delivery.and_then(|delivery| delivery.deployer),
            Deployer::as_str,
        );
        found.logging(&preset);
        found.events(&preset);
        found.among(
            TierAspect::Monitoring,
            "monitoring",
            &[preset.monitoring],
            self.monitoring().and_then(monitoring_level),
            MonitoringLevel::as_str,
        );
        let groups = self.access().map_or(&[][..], |access| &access.groups);
        found.within(TierAspect::Access, "access.groups", &preset.access, groups);
        let branches = delivery.map_or(&[][..], |delivery| &delivery.branches);
        found.within(
            TierAspect::Branches,
            "delivery.branches",
            &preset.branches,
            branches,
        );
        found.list
    }
}

/// How closely something is watched: what it says, or what its parts amount to.
fn monitoring_level(monitoring: &MonitoringSpec) -> Option<MonitoringLevel> {
    let parts = (
        monitoring.apm.is_some(),
        !monitoring.alerts.is_empty(),
        !monitoring.dashboards.is_empty(),
    );
    monitoring.level.or(match parts {
        (true, true, true) => Some(MonitoringLevel::Full),
        (_, true, _) => Some(MonitoringLevel::Alerts),
        (true, ..) | (.., true) => Some(MonitoringLevel::Basic),
        (false, false, false) => None,
    })
}

struct Deviations<'a> {
    environment: &'a Environment,
    list: Vec<Deviation>,
}

impl Deviations<'_> {
    fn unless(
        &mut self,
        usual_holds: bool,
        aspect: TierAspect,
        key: &str,
        usual: String,
        actual: impl FnOnce() -> String,
    ) {
        if usual_holds {
            return;
        }
        // The key itself, or the first value below it.
        let origins = self.environment.origins();
        let below = |origin: &&mendix_deploy_model::landscapes::ValueOrigin| {
            origin
                .key
                .strip_prefix(key)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        let origin = origins.iter().find(below);
        self.list.push(Deviation {
            aspect,
            usual,
            actual: actual(),
            path: origin.map(|origin| origin.path.clone()),
            location: origin.and_then(|origin| origin.location.clone()),
        });
    }

    /// One of the usual values.
    fn among<T: Copy + PartialEq>(
        &mut self,
        aspect: TierAspect,
        key: &str,
        usual: &[T],
        actual: Option<T>,
        word: impl Fn(T) -> &'static str,
    ) {
        let Some(actual) = actual else { return };
        let words: Vec<&str> = usual.iter().map(|&usual| word(usual)).collect();
        self.unless(
            usual.contains(&actual),
            aspect,
            key,
            words.join(" or "),
            || word(actual).to_owned(),
        );
    }

    /// Nothing beyond the usual.
    fn within(&mut self, aspect: TierAspect, key: &str, usual: &[String], actual: &[String]) {
        let further: Vec<&str> = actual
            .iter()
            .filter(|actual| !usual.contains(actual))
            .map(String::as_str)
            .collect();
        self.unless(further.is_empty(), aspect, key, usual.join(", "), || {
            further.join(", ")
        });
    }

    fn logging(&mut self, preset: &TierPreset) {
        let Some(logging) = self.environment.logging() else {
            return;
        };
        self.among(
            TierAspect::Logging,
            "logging.level",
            &preset.log_levels,
            logging.level,
            LogLevel::as_str,
        );
        // A single node may say less than usual, not more.
        let most = preset.log_levels.iter().max().copied();
        for (node, level) in &logging.nodes {
            let usual = most.map_or("", LogLevel::as_str);
            self.unless(
                most.is_none_or(|most| *level <= most),
                TierAspect::Logging,
                &join("logging.nodes", node),
                format!("{usual} at most"),
                || format!("{node}: {level}"),
            );
        }
    }

    fn events(&mut self, preset: &TierPreset) {
        let Some(actual) = self.environment.scheduled_events() else {
            return;
        };
        let (holds, usual) = match preset.events {
            EventsExpectation::None => (*actual == ScheduledEvents::None, "none"),
            EventsExpectation::Selected => (
                matches!(actual, ScheduledEvents::Specified { .. }),
                "those that tests need",
            ),
            EventsExpectation::All => (*actual == ScheduledEvents::All, "all"),
            EventsExpectation::AsProduction => {
                let environments = self.environment.app().environments();
                let production = environments
                    .iter()
                    .find(|environment| environment.tier() == Tier::Production)
                    .and_then(|environment| environment.scheduled_events());
                let holds = production.map_or(*actual == ScheduledEvents::All, |production| {
                    same_events(actual, production)
                });
                (holds, "those of production")
            }
        };
        self.unless(
            holds,
            TierAspect::ScheduledEvents,
            "scheduledEvents",
            usual.to_owned(),
            || match actual {
                ScheduledEvents::All => "all".to_owned(),
                ScheduledEvents::None => "none".to_owned(),
                ScheduledEvents::Specified { events } => events.join(", "),
            },
        );
    }
}

/// The order in which events are listed means nothing.
fn same_events(one: &ScheduledEvents, other: &ScheduledEvents) -> bool {
    let sorted = |events: &ScheduledEvents| match events {
        ScheduledEvents::Specified { events } => {
            let mut events = events.clone();
            events.sort();
            Some(events)
        }
        _ => None,
    };
    one == other || (sorted(one).is_some() && sorted(one) == sorted(other))
}
