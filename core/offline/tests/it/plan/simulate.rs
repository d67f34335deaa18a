//! Every way back, walked from every point of failure on a small model of the platform: what is promised comes true.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    cloud::EnvironmentStatus,
    plans::{FailurePoint, Plan, PlanOptions, StepAction},
};
use mendix_deploy_offline::plan::plan;
use proptest::prelude::*;

use super::{
    property::{any_change, any_facts, any_wanted, timing},
    support::OLD,
};

/// What the data in the database belongs to: a schema, and how much people have stored.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Database {
    schema: String,
    stored: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct World {
    running: bool,
    deployed: String,
    database: Database,
    settings: &'static str,
    snapshot: Option<Database>,
}

impl World {
    fn before(plan: &Plan) -> Option<Self> {
        let environment = &plan.facts.environment;
        let deployed = environment.deployed.as_ref()?.package_id.to_string();
        Some(Self {
            running: environment.status != EnvironmentStatus::Stopped,
            database: Database {
                schema: deployed.clone(),
                stored: 10,
            },
            deployed,
            settings: "old",
            snapshot: None,
        })
    }

    /// Applies a step as the platform would; `Err` is the platform's refusal.
    fn apply(&mut self, action: &StepAction) -> Result<(), &'static str> {
        match action {
            StepAction::StopEnvironment {} => {
                if self.running {
                    // People work until the last moment.
                    self.database.stored += 1;
                }
                self.running = false;
            }
            StepAction::TakeSnapshot { .. } => self.snapshot = Some(self.database.clone()),
            StepAction::TransportPackage { package_id } => {
                if self.running {
                    return Err("APP_IS_RUNNING");
                }
                self.deployed = package_id
                    .as_ref()
                    .map_or("this-run".to_owned(), ToString::to_string);
            }
            StepAction::WriteSettings { .. } => self.settings = "new",
            StepAction::RestoreSettings { run } => {
                self.settings = if run.is_some() { "new" } else { "old" };
            }
            StepAction::RestoreSnapshot { snapshot_id, .. } => {
                if self.running {
                    return Err("ERROR_NOT_ALLOWED");
                }
                self.database = match snapshot_id {
                    Some(_) => Database {
                        schema: OLD.to_owned(),
                        stored: 1,
                    },
                    None => self.snapshot.clone().ok_or("NOT_FOUND")?,
                };
            }
            StepAction::StartEnvironment { auto_sync_db } => {
                if self.running {
                    return Ok(());
                }
                if self.database.schema != self.deployed {
                    if !auto_sync_db {
                        return Err("INVALID_DB_STRUCTURE");
                    }
                    self.database.schema.clone_from(&self.deployed);
                }
                self.running = true;
            }
            _ => {}
        }
        Ok(())
    }
}

/// How a step went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// Without effect.
    Refused,
    /// With its effect, but nobody knows.
    AnswerLost,
    /// The runtime had synchronised the database and then gave up.
    FailedAfterSync,
}

fn point(attempted: &[&StepAction], fault: Fault) -> FailurePoint {
    let any = |test: fn(&&&StepAction) -> bool| attempted.iter().any(|a| test(&a));
    let last_is_start = matches!(attempted.last(), Some(StepAction::StartEnvironment { .. }));
    if any(|a| matches!(a, StepAction::StartEnvironment { .. })) {
        return if last_is_start && fault != Fault::AnswerLost {
            FailurePoint::StartFailed
        } else {
            FailurePoint::MayHaveRun
        };
    }
    if any(|a| {
        matches!(
            a,
            StepAction::TransportPackage { .. } | StepAction::RestoreSnapshot { .. }
        )
    }) {
        return FailurePoint::Transported;
    }
    if any(|a| matches!(a, StepAction::StopEnvironment {})) {
        return FailurePoint::Stopped;
    }
    FailurePoint::Unchanged
}

/// Counts the walks, so that a test in which nothing is walked would be seen.
type Walks = BTreeMap<FailurePoint, u32>;

fn walk(plan: &Plan, walks: &mut Walks) {
    let Some(before) = World::before(plan) else {
        return;
    };
    for failing in 0..plan.steps.len() {
        for fault in [Fault::Refused, Fault::AnswerLost, Fault::FailedAfterSync] {
            let mut world = before.clone();
            let mut stored_at_stop = world.database.stored;
            let mut broken = false;
            for step in &plan.steps[..failing] {
                // A plan for an environment whose database is another one than expected stops at its own start.
                broken |= world.apply(&step.action).is_err();
                if matches!(step.action, StepAction::StopEnvironment {}) {
                    stored_at_stop = world.database.stored;
                }
            }
            if broken {
                continue;
            }
            let step = &plan.steps[failing];
            match (fault, &step.action) {
                (Fault::Refused, _) => {}
                (Fault::AnswerLost, action) => {
                    if world.apply(action).is_err() {
                        continue;
                    }
                    if matches!(action, StepAction::StopEnvironment {}) {
                        stored_at_stop = world.database.stored;
                    }
                }
                (Fault::FailedAfterSync, StepAction::StartEnvironment { auto_sync_db: true }) => {
                    world.database.schema.clone_from(&world.deployed);
                }
                (Fault::FailedAfterSync, _) => continue,
            }
            let attempted: Vec<&StepAction> =
                plan.steps[..=failing].iter().map(|s| &s.action).collect();
            let point = point(&attempted, fault);
            if point == FailurePoint::MayHaveRun && world.running {
                world.database.stored += 5;
            }
            let Some(stage) = plan.way_back_from(point) else {
                continue;
            };
            if stage.impossible.is_some() {
                continue;
            }
            if stage.steps.is_empty() {
                assert_eq!(point, FailurePoint::Unchanged);
                assert_eq!(world.settings, "old", "{} {fault:?}", step.id);
                continue;
            }
            *walks.entry(point).or_default() += 1;
            let at = format!(
                "{} after {} ({fault:?}, {point:?})",
                plan.change.kind(),
                step.id
            );
            for back in &stage.steps {
                world
                    .apply(&back.action)
                    .unwrap_or_else(|code| panic!("{at}: {} meets {code}", back.id));
            }
            assert_eq!(world.running, before.running, "{at}");
            assert_eq!(world.deployed, before.deployed, "{at}");
            assert_eq!(world.settings, "old", "{at}");
            assert_eq!(world.database.schema, before.database.schema, "{at}");
            if stage.losses.is_empty() {
                assert!(
                    world.database.stored >= stored_at_stop,
                    "{at} loses data that it does not name"
                );
            }
        }
    }
}

#[test]
fn the_way_back_leads_back() {
    let mut walks = Walks::new();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 3_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let walked = std::cell::RefCell::new(&mut walks);
    runner
        .run(
            &(any_wanted(), any_change(), any_facts(), timing()),
            |(wanted, change, facts, timing)| {
                let options = timing
                    .map_or_else(PlanOptions::default, |t| PlanOptions::default().snapshot(t));
                if let Ok(plan) = plan(&wanted, &change, &facts, &[], &options) {
                    walk(&plan, &mut walked.borrow_mut());
                }
                Ok(())
            },
        )
        .unwrap();
    for point in FailurePoint::ALL {
        assert!(
            walks.get(point).is_some_and(|count| *count > 100),
            "{point}: {walks:?}"
        );
    }
}
