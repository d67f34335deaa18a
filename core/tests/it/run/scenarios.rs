//! The shared scenarios, run from Rust. The format is in their README.

use std::path::{Path, PathBuf};

use mendix_deploy::{Landscape, package::ArchiveBuilder};
use mendix_deploy_model::{
    Error, Result,
    changes::Change,
    packages::ArchiveSpec,
    plans::{PlanOptions, Release},
    runs::ResumeOptions,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{cloud::Cloud, support::all_events};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Scenario {
    #[allow(dead_code)] // for readers
    about: String,
    seed: Value,
    package: Option<ArchiveSpec>,
    environment: String,
    change: Value,
    options: Value,
    #[serde(default)]
    interfere: Vec<Value>,
    faults: Vec<Value>,
    kill_after_effect: Option<String>,
    expect: Expectation,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Expectation {
    result: Value,
    effects: Vec<String>,
    production: Value,
    /// How often a status was answered, so that a fault that never came is noticed.
    answers: Option<std::collections::BTreeMap<String, usize>>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../tests/conformance/scenarios")
        .canonicalize()
        .unwrap()
}

/// Fills in the places that a scenario cannot know.
fn fill(value: &Value, package: &str, folder: &str) -> Value {
    let text = value
        .to_string()
        .replace("{package}", package)
        .replace("{folder}", folder);
    serde_json::from_str(&text).unwrap()
}

async fn run(scenario: &Scenario) -> (Value, Cloud, Vec<String>) {
    let cloud = Cloud::empty(scenario.seed.clone());
    let here = cloud.folder.path().display().to_string();
    let package = cloud.folder.path().join("orders.mda");
    if let Some(spec) = &scenario.package {
        ArchiveBuilder::from_spec(spec).write_to(&package).unwrap();
    }
    let change: Change = serde_json::from_value(fill(
        &scenario.change,
        &package.display().to_string(),
        &here,
    ))
    .unwrap();
    let options: PlanOptions = serde_json::from_value(scenario.options.clone()).unwrap();
    let landscape = Landscape::load(folder().join("landscape.yaml")).unwrap();
    let environment = landscape.environment(&scenario.environment).unwrap();
    let client = cloud.client();
    let plan = client
        .plan(&environment, change, options.journal(cloud.journal()))
        .await
        .unwrap();
    assert!(!plan.is_blocked(), "{:#?}", plan.findings);
    for change in &scenario.interfere {
        cloud.apply(change.clone());
    }
    for fault in &scenario.faults {
        cloud.emulator.inject(fault.clone());
    }
    let mut run = match client.start(&plan, cloud.start_options()).await {
        Ok(run) => run,
        Err(error) => return (said_at_start(&error), cloud, Vec::new()),
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
    let course = all_events(&run)
        .await
        .into_iter()
        .map(|event| event.summary)
        .collect();
    (said(&result), cloud, course)
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

fn said_at_start(error: &Error) -> Value {
    json!({"code": error.code().as_str(), "at": "start"})
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
        let (result, cloud, course) = run(&scenario).await;
        let (effects, state) = (cloud.effects(), production(&cloud));
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
        if !fits(&result, &expect.result) || effects != expect.effects || state != expect.production
        {
            wrong.push(format!(
                "{name}:\n  result {result}\n  wanted {}\n  effects {effects:?}\n  wanted  {:?}\n  production {state}\n  wanted {}\n{}",
                expect.result,
                expect.effects,
                expect.production,
                course.join("\n"),
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
