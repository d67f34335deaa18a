//! From an archive and variables to the effective configuration, nothing cached.

use std::{collections::BTreeMap, fs, time::Instant};

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    configurations::{ConfigurationInput, EffectiveContent, EnvironmentVariable},
};
use mendix_deploy_offline::{package::Package, targets::EffectiveConfiguration};
use serde_json::{Value, json};

pub(crate) fn measure(file: &str, input: &str, rounds: usize) -> Result<()> {
    let failed = |error: &dyn std::fmt::Display| {
        Error::new(ErrorCode::InputInvalid, format!("{input}: {error}"))
    };
    let text = fs::read_to_string(input).map_err(|error| failed(&error))?;
    let input: Value = serde_json::from_str(&text).map_err(|error| failed(&error))?;
    let variables = input["variables"].as_object().into_iter().flatten();
    let input = ConfigurationInput::CloudFoundry {
        variables: variables
            .map(|(name, value)| EnvironmentVariable {
                name: name.clone(),
                value: value.as_str().unwrap_or_default().to_owned(),
            })
            .collect(),
        services: None,
        application: Some(input["application"].to_string()),
        agents_installed: None,
    };
    let evaluate = || EffectiveConfiguration::evaluate(&input, &Package::open(file)?);
    let constants: BTreeMap<String, Value> = evaluate()?
        .constants()
        .into_iter()
        .map(|value| {
            let json = match value.content {
                EffectiveContent::Text { text } => Value::String(text),
                EffectiveContent::Number { number } => json!(number.parse::<i64>().unwrap_or(-1)),
                EffectiveContent::Boolean { value } => Value::Bool(value),
                _ => Value::Null,
            };
            (value.name, json)
        })
        .collect();
    let mut seconds = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        let begun = Instant::now();
        std::hint::black_box(evaluate()?);
        seconds.push(begun.elapsed().as_secs_f64());
    }
    seconds.sort_by(f64::total_cmp);
    println!(
        "{}",
        json!({"bestSeconds": seconds[0], "medianSeconds": seconds[rounds / 2], "constants": constants})
    );
    Ok(())
}
