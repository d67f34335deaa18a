//! Configuration from outside is refused promptly and within 32 MB, or read.

use mendix_deploy_model::configurations::{ConfigurationInput, EnvironmentVariable};
use mendix_deploy_offline::targets::evaluate;

use super::support::{file, m2ee, package};
use crate::ALLOCATED;

const BOUND: usize = 32 * 1024 * 1024;

/// Evaluates and gives the most bytes that were held at once. Other tests run beside it and are small.
fn cost(input: &ConfigurationInput) -> usize {
    let model = package(&[("M.C", "String", "d")], &[]);
    let before = ALLOCATED.current_usage();
    ALLOCATED.reset_peak_usage();
    drop(evaluate(input, &model));
    ALLOCATED.peak_usage().saturating_sub(before)
}

fn texts() -> Vec<(&'static str, String)> {
    let large = 1024 * 1024;
    let mut aliases = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n".to_owned();
    let mut doubling = "a0 = x\nb0 = [x]\nc0 { x = 1, y = 1 }\n".to_owned();
    for i in 1..64 {
        let before = i - 1;
        aliases.push_str(&format!(
            "a{i}: &a{i} [*a{before},*a{before},*a{before},*a{before}]\n"
        ));
        doubling.push_str(&format!("a{i} = ${{a{before}}}${{a{before}}}\nb{i} = ${{b{before}}} ${{b{before}}}\nc{i} {{ x = ${{c{before}}}, y = ${{c{before}}} }}\n"));
    }
    vec![
        ("aliases", aliases),
        ("doubling", doubling),
        ("brackets", "[".repeat(large)),
        ("braces", "{".repeat(large)),
        ("keys", "k: ".repeat(large / 3)),
        ("dots", "k.".repeat(large / 2)),
        ("items", "- x\n".repeat(large / 4)),
        (
            "settings",
            (0..large / 12).map(|i| format!("k{i}: 1\n")).collect(),
        ),
        ("empty objects", "a {}\n".repeat(large / 5)),
        ("twice", "a: 1\n".repeat(large / 5)),
        (
            "anchors",
            (0..20_000)
                .map(|i| format!("k{i}: &k{i} [x, x]\n"))
                .collect(),
        ),
        ("one text", format!("a: \"{}\"", "x".repeat(large - 10))),
        ("quotes", "\"".repeat(large)),
        ("too large", "x".repeat(8 * large)),
    ]
}

#[test]
fn hostile_texts_cost_little() {
    for (name, text) in texts() {
        let variables = vec![EnvironmentVariable {
            name: "X".to_owned(),
            value: "x".repeat(1000),
        }];
        for input in [
            m2ee(&[("m2ee.yaml", &text)]),
            ConfigurationInput::Portable {
                files: vec![file("own.conf", &text)],
                variables,
            },
            ConfigurationInput::Operator {
                resource: text.clone(),
            },
            ConfigurationInput::Windows {
                settings: text.clone(),
            },
        ] {
            let kind = format!("{:?}", std::mem::discriminant(&input));
            let cost = cost(&input);
            assert!(cost < BOUND, "{name} as {kind}: {cost} bytes");
        }
    }
}
