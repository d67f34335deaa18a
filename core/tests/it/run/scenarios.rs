//! The shared scenarios, run from Rust. The format is in their README.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use mendix_deploy::{Landscape, package::ArchiveBuilder};
use mendix_deploy_model::{
    Error, Result,
    packages::ArchiveSpec,
    plans::{Approval, Plan, PlanOptions, Release},
    runs::{ResumeOptions, StartRunOptions},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{cloud::Cloud, support::all_events};
use crate::support::address;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Scenario {
    #[allow(dead_code)] // for readers
    about: String,
    seed: Value,
    package: Option<ArchiveSpec>,
    #[serde(default)]
    packages: BTreeMap<String, ArchiveSpec>,
    #[serde(default)]
    before: Vec<Wish>,
    environment: String,
    change: Value,
    options: Value,
    approved_by: Option<String>,
    #[serde(default)]
    interfere: Vec<Value>,
    faults: Vec<Value>,
    kill_after_effect: Option<String>,
    expect: Expectation,
}

/// A run that comes before.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Wish {
    environment: String,
    change: Value,
    options: Value,
    approved_by: Option<String>,
}

/// How a plan is started, with the approval that the scenario has for it.
fn start_options(cloud: &Cloud, plan: &Plan, approved_by: Option<&String>) -> StartRunOptions {
    let approvals = approved_by.map(|by| Approval {
        plan_id: plan.id.clone(),
        by: by.clone(),
        at: None,
        expires_at: None,
        comment: None,
    });
    cloud
        .start_options()
        .approvals(approvals.into_iter().collect::<Vec<_>>())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Expectation {
    result: Value,
    #[serde(default)]
    says: Vec<String>,
    plan: Option<Value>,
    effects: Vec<String>,
    production: Value,
    /// How often a status was answered, so that a fault that never came is noticed.
    answers: Option<BTreeMap<String, usize>>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../tests/conformance/scenarios")
        .canonicalize()
        .unwrap()
}

/// What a scenario cannot know.
#[derive(Default)]
struct Places(Vec<(&'static str, String)>);

impl Places {
    fn fill<T: serde::de::DeserializeOwned>(&self, value: &Value) -> T {
        let text = self
            .0
            .iter()
            .fold(value.to_string(), |text, (place, with)| {
                text.replace(place, with)
            });
        serde_json::from_str(&text).unwrap()
    }
}

/// What came out of a scenario.
struct Course {
    result: Value,
    message: String,
    cloud: Cloud,
    plan: Option<Plan>,
    /// How many effects there were before.
    earlier: usize,
    events: Vec<String>,
}

async fn run(scenario: &Scenario) -> Course {
    let cloud = Cloud::empty(scenario.seed.clone());
    let here = cloud.folder.path();
    let package = here.join("orders.mda");
    if let Some(spec) = &scenario.package {
        ArchiveBuilder::from_spec(spec).write_to(&package).unwrap();
    }
    for (name, spec) in &scenario.packages {
        let path = here.join(format!("{name}.mda"));
        ArchiveBuilder::from_spec(spec).write_to(path).unwrap();
    }
    let mut places = Places(vec![
        ("{package}", package.display().to_string()),
        ("{folder}", here.display().to_string()),
    ]);
    let landscape = Landscape::load(folder().join("landscape.yaml")).unwrap();
    let client = cloud.client();
    for wish in &scenario.before {
        let plan = plan(&cloud, &landscape, &places, wish).await.unwrap();
        let options = start_options(&cloud, &plan, wish.approved_by.as_ref());
        let run = client.start(&plan, options).await.unwrap();
        run.result().await.unwrap();
        places.0.push(("{run}", run.id().to_string()));
        // The last one counts.
        places.0.rotate_right(1);
    }
    let snapshots = client.backups().snapshots(address("orders/Production"));
    if let Ok(snapshots) = snapshots.all().await
        && let Some(newest) = snapshots.first()
    {
        places
            .0
            .push(("{snapshot}", newest.snapshot_id.to_string()));
    }
    let wish = Wish {
        environment: scenario.environment.clone(),
        change: scenario.change.clone(),
        options: scenario.options.clone(),
        approved_by: None,
    };
    let earlier = cloud.effects().len();
    let planned = plan(&cloud, &landscape, &places, &wish).await;
    let mut course = Course {
        result: Value::Null,
        message: String::new(),
        cloud,
        plan: None,
        earlier,
        events: Vec::new(),
    };
    let plan = match planned {
        Ok(plan) => plan,
        Err(error) => {
            course.message = error.message().to_owned();
            course.result = said_at("plan", &error);
            return course;
        }
    };
    course.plan = Some(plan.clone());
    let cloud = &course.cloud;
    for change in &scenario.interfere {
        cloud.apply(change.clone());
    }
    for fault in &scenario.faults {
        cloud.emulator.inject(fault.clone());
    }
    let options = start_options(cloud, &plan, scenario.approved_by.as_ref());
    let mut run = match client.start(&plan, options).await {
        Ok(run) => run,
        Err(error) => {
            course.message = error.message().to_owned();
            course.result = said_at("start", &error);
            return course;
        }
    };
    if let Some(effect) = &scenario.kill_after_effect {
        while !cloud.effects().contains(effect) {
            assert!(!run.is_over(), "the run ended before {effect}");
            tokio::task::yield_now().await;
        }
        run.kill();
        while !run.is_over() {
            tokio::task::yield_now().await;
        }
        cloud.emulator.clear_faults();
        run = cloud
            .client()
            .resume(
                run.id().clone(),
                ResumeOptions::default().journal(cloud.journal()),
            )
            .await
            .unwrap();
    }
    let result = run.result().await;
    course.events = all_events(&run)
        .await
        .into_iter()
        .map(|event| event.summary)
        .collect();
    course.result = said(&result);
    if let Err(error) = &result {
        course.message = error.message().to_owned();
    }
    course
}

async fn plan(cloud: &Cloud, landscape: &Landscape, places: &Places, wish: &Wish) -> Result<Plan> {
    let environment = landscape.environment(&wish.environment).unwrap();
    let options: PlanOptions = places.fill(&wish.options);
    let plan = cloud
        .client()
        .plan(
            &environment,
            places.fill(&wish.change),
            options.journal(cloud.journal()),
        )
        .await?;
    assert!(!plan.is_blocked(), "{:#?}", plan.findings);
    Ok(plan)
}

/// What `expect.plan` may name.
fn planned(plan: &Plan) -> Value {
    let losses: Vec<&str> = plan
        .rollback
        .losses
        .iter()
        .map(|l| l.name.as_str())
        .collect();
    json!({
        "releaseClass": plan.release_class,
        "rollback": plan.rollback.safety,
        "losses": losses,
        "snapshot": plan.snapshot,
    })
}

/// Whether a plan is as expected.
fn plan_fits(plan: Option<&Plan>, expected: Option<&Value>) -> bool {
    let Some(expected) = expected else {
        return true;
    };
    let mut rest = expected.clone();
    let findings = rest.as_object_mut().unwrap().remove("findings");
    plan.is_some_and(|plan| {
        let has = |id: &Value| {
            plan.findings
                .iter()
                .any(|f| Some(f.id.as_str()) == id.as_str())
        };
        fits(&planned(plan), &rest)
            && findings.is_none_or(|ids| ids.as_array().unwrap().iter().all(has))
    })
}

fn said(result: &Result<Release>) -> Value {
    match result {
        Ok(release) => json!({"outcome": release.outcome}),
        Err(error) => {
            let context = |name: &str| error.info().context.get(name).cloned();
            json!({
                "code": error.code().as_str(),
                "outcome": context("outcome"),
                "step": context("step"),
                "cause": context("cause"),
            })
        }
    }
}

fn said_at(when: &str, error: &Error) -> Value {
    json!({"code": error.code().as_str(), "at": when})
}

/// Whatever is expected is there; what is not mentioned may be anything.
fn fits(found: &Value, expected: &Value) -> bool {
    expected
        .as_object()
        .unwrap()
        .iter()
        .all(|(key, value)| found.get(key) == Some(value))
}

fn production(cloud: &Cloud) -> Value {
    let environment = cloud.environment("Production");
    let version = cloud.emulator.state()["apps"][0]["packages"]
        .as_array()
        .unwrap()
        .iter()
        .find(|package| package["id"] == environment["package"])
        .map_or(Value::Null, |package| package["version"].clone());
    json!({"status": environment["status"], "version": version})
}

#[tokio::test]
async fn every_scenario_ends_as_its_file_says() {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    files.sort();
    assert!(files.len() >= 16, "{}", files.len());
    let only = std::env::var("SCENARIO").ok();
    let mut wrong = Vec::new();
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        if only.as_ref().is_some_and(|only| *only != name) {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        let scenario: Scenario =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let course = run(&scenario).await;
        let (cloud, result) = (&course.cloud, &course.result);
        let (effects, state) = (cloud.effects().split_off(course.earlier), production(cloud));
        let expect = &scenario.expect;
        for (status, times) in expect.answers.iter().flatten() {
            let found = cloud
                .emulator
                .requests()
                .iter()
                .filter(|request| request["status"].to_string().trim_matches('"') == status)
                .count();
            if found != *times {
                wrong.push(format!(
                    "{name}: {found} answers with {status}, wanted {times}"
                ));
            }
        }
        if !plan_fits(course.plan.as_ref(), expect.plan.as_ref()) {
            wrong.push(format!(
                "{name}:\n  plan {:?} with {:?}\n  wanted {:?}",
                course.plan.as_ref().map(planned),
                course.plan.as_ref().map(|plan| &plan.findings),
                expect.plan
            ));
        }
        for text in expect
            .says
            .iter()
            .filter(|text| !course.message.contains(*text))
        {
            wrong.push(format!(
                "{name}: {:?} does not say {text:?}",
                course.message
            ));
        }
        if !fits(result, &expect.result) || effects != expect.effects || state != expect.production
        {
            wrong.push(format!(
                "{name}:\n  result {result}\n  wanted {}\n  effects {effects:?}\n  wanted  {:?}\n  production {state}\n  wanted {}\n{}",
                expect.result,
                expect.effects,
                expect.production,
                course.events.join("\n"),
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} scenarios:\n{}",
        wrong.len(),
        wrong.join("\n\n")
    );
}
