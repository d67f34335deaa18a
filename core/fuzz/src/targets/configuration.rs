//! Configuration of every target that takes text: evaluated without panic, and within what a text of its size may cost.

use mendix_deploy_model::{
    configurations::{ConfigurationFile, ConfigurationInput, EnvironmentVariable},
    packages::{ConstantType, PackageInfo},
};
use mendix_deploy_offline::{
    package::{ArchiveBuilder, read_info},
    targets::evaluate,
};

/// What the target starts from.
pub(super) const SEEDS: &[&str] = &[
    "m2ee: {app_base: /srv, admin_port: 8090, admin_pass: long}\nmxruntime:\n  MicroflowConstants: {M.C: x}\n  MyScheduledEvents: [M.E]\n",
    "a: &a {b: 1}\nc:\n  <<: *a\n  d: [*a, 0x1F, 1:30, 2026-11-24, ~]\n",
    "kind: MendixApp\nspec:\n  appURL: a.example\n  runtime:\n    microflowConstants: {M.C: x}\n    customConfiguration: '{\"SessionTimeout\": 1}'\n    environmentVariables:\n      - {name: MX_M_C, value: x}\n",
    "include file(\"b.conf\")\nruntime.params { a = ${?NAME}\n b = [1, {c = ${runtime.params.a}}] }\nb += 1\nruntime.params.MicroflowConstants { \"M.C\" = \"\"\"x\"\"\" }\n",
    "a = 1\na = ${a} ${a}\nb = ${a}{c = 1}",
    "DatabaseType: PostgreSQL\nConstants:\n  - Name: M.C\n    Value: 1\n",
];

/// Reads one input; panics where a promise does not hold.
pub fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let Some(package) = package() else { return };
    let file = |name: &str| ConfigurationFile {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    let variables = vec![EnvironmentVariable {
        name: "NAME".to_owned(),
        value: "value".to_owned(),
    }];
    for input in [
        ConfigurationInput::M2ee {
            files: vec![file("a.yaml"), file("b.yaml")],
        },
        ConfigurationInput::Portable {
            files: vec![file("a.conf"), file("b.conf")],
            variables,
        },
        ConfigurationInput::Operator {
            resource: text.to_owned(),
        },
        ConfigurationInput::Windows {
            settings: text.to_owned(),
        },
    ] {
        if let Ok(answer) = evaluate(&input, &package) {
            let again = evaluate(&input, &package);
            assert!(again.is_ok_and(|again| again == answer));
        }
    }
}

/// A package with a constant `M.C` and an event `M.E`.
fn package() -> Option<PackageInfo> {
    let archive = ArchiveBuilder::new("Orders")
        .constant("M.C", ConstantType::String, Some("d"))
        .scheduled_event("M.E");
    let bytes = archive.to_bytes().ok()?;
    read_info("orders.mda", &bytes).ok()
}
