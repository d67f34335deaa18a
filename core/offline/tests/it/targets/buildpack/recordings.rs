//! Recordings of the real buildpacks, beyond the parameters that `cargo xtask agree` compares.

use std::fs;

use mendix_deploy_model::configurations::ConfigurationArea;
use serde_json::Value;

use super::{bare, json};
use crate::shared;

#[test]
fn options_of_the_jvm_log_levels_and_headers_are_those_recorded() {
    let Some(fixtures) =
        shared::fixtures("options_of_the_jvm_log_levels_and_headers_are_those_recorded")
    else {
        return;
    };
    let folder = fixtures.join("configuration/buildpack");
    let mut compared = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let recording: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let expected = &recording["expected"];
        if !expected["error"].is_null() {
            continue;
        }
        // The order of variables does not matter here, but for log levels.
        let variables: Vec<(&str, &str)> = recording["env"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str().unwrap()))
            .collect();
        let mut case = bare(&variables);
        case.docker = recording["target"] == "docker";
        let mut application = serde_json::json!({"application_uris": ["oracle.example.com"], "application_name": "oracle-app", "limits": {"mem": 1024}});
        if let Some(more) = recording["vcap_application"].as_object() {
            for (name, value) in more {
                application[name] = value.clone();
            }
        }
        case.application = application.to_string();
        if !recording["vcap_services"].is_null() {
            case.services = Some(recording["vcap_services"].to_string());
        }
        if let Some(version) = recording["metadata"]["RuntimeVersion"].as_str() {
            version.clone_into(&mut case.package.runtime_version);
        }
        let answer = case.run();
        let name = path.display();
        assert_eq!(answer.json("javaopts"), expected["javaopts"], "{name}");
        assert_eq!(
            answer.json("MALLOC_ARENA_MAX"),
            expected["custom_environment"]["MALLOC_ARENA_MAX"],
            "{name}"
        );
        assert_eq!(
            answer.json("adminPort"),
            expected["appcontainer"]["admin_port"],
            "{name}"
        );
        assert_eq!(
            answer.json("runtimePort"),
            expected["appcontainer"]["runtime_port"],
            "{name}"
        );
        let levels: Vec<Value> = answer
            .0
            .values
            .iter()
            .filter(|value| value.area == ConfigurationArea::Logging)
            .map(|value| serde_json::json!({"name": value.name, "level": json(&value.content)}))
            .collect();
        let recorded = expected["log_levels"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        assert_eq!(levels, recorded, "{name}");
        match expected["admin_api_password"].as_str() {
            Some("<random>") => assert_eq!(answer.json("adminApiPassword"), "Masked", "{name}"),
            password => assert_eq!(answer.json("adminApiPassword").as_str(), password, "{name}"),
        }
        compared += 1;
    }
    assert!(compared > 0);
}
