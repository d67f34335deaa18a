//! Files of portable packages against what PyPI's `pyhocon` makes of them, recorded by `tests/conformance/portable_judged.py`.

use std::collections::BTreeMap;

use mendix_deploy_model::configurations::{
    ConfigurationInput, EffectiveContent, EnvironmentVariable,
};
use mendix_deploy_offline::targets::evaluate;
use serde_json::Value;

use super::support::{file, package};

#[test]
fn files_mean_what_pyhocon_says() {
    let recorded: Value = serde_json::from_str(include_str!("judged.json")).unwrap();
    let variables: Vec<EnvironmentVariable> = recorded["variables"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| EnvironmentVariable {
            name: name.clone(),
            value: value.as_str().unwrap().to_owned(),
        })
        .collect();
    let cases = recorded["cases"].as_array().unwrap();
    assert!(cases.len() >= 300);
    for case in cases {
        let texts = case["files"].as_array().unwrap();
        let files = texts
            .iter()
            .enumerate()
            .map(|(number, text)| file(&format!("{number}.conf"), text.as_str().unwrap()))
            .collect();
        let input = ConfigurationInput::Portable {
            files,
            variables: variables.clone(),
        };
        let answer = evaluate(&input, &package(&[], &[])).unwrap();
        assert_eq!(answer.start_failure, None, "{texts:?}");
        let found: BTreeMap<&str, Value> = answer
            .values
            .iter()
            .filter(|value| value.name.starts_with('p'))
            .map(|value| (value.name.as_str(), json(&value.content)))
            .collect();
        let expected: BTreeMap<&str, Value> = case["params"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, value)| (name.as_str(), value.clone()))
            .collect();
        assert_eq!(found, expected, "{texts:#?}");
    }
}

fn json(content: &EffectiveContent) -> Value {
    match content {
        EffectiveContent::Text { text } => Value::String(text.clone()),
        EffectiveContent::Number { number } => serde_json::from_str(number).unwrap(),
        EffectiveContent::Boolean { value } => Value::Bool(*value),
        EffectiveContent::Json { json } => serde_json::from_str(json).unwrap(),
        _ => panic!("no value"),
    }
}
