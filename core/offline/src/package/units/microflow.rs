//! Microflows: a digest of what each does, and which others it calls.

use std::collections::{BTreeMap, BTreeSet};

use mendix_deploy_model::models::{MicroflowRole, ModelMicroflow};

use super::{
    budget::Budget,
    digest::{Objects, Scratch, Sieve},
    fault::{Fault, Result},
    settings::Settings,
};
use crate::package::{
    bson::{Document, Value},
    hex::hex,
};

/// What is kept of a microflow.
#[derive(Debug)]
pub(super) struct Microflow {
    pub(super) name: String,
    pub(super) is_qualified: bool,
    digest: [u8; 32],
    /// Qualified names.
    calls: Vec<String>,
}

pub(super) fn read(document: Document<'_>, budget: &mut Budget) -> Result<Microflow> {
    let (mut name, mut qualified) = (None, None);
    for element in document.elements() {
        let element = element?;
        match element.key {
            "Name" => name = Some(element.text()?),
            "QualifiedName" => qualified = element.name()?,
            _ => {}
        }
    }
    let text = qualified
        .or(name)
        .ok_or_else(|| Fault::missing("Name of a microflow", document.offset()))?;
    let mut objects = Objects::default();
    objects.add(document, Sieve::Logic, &mut Scratch::default())?;
    let mut calls = Vec::new();
    find_calls(document, &mut calls, budget)?;
    calls.sort();
    calls.dedup();
    Ok(Microflow {
        name: budget.text(text)?,
        is_qualified: qualified.is_some(),
        digest: objects.finish_bytes(),
        calls,
    })
}

/// Whatever the action is: a microflow that an object names under `Microflow` may be run by it. So may a Java action,
/// whose logic is in the compiled code.
fn find_calls(document: Document<'_>, calls: &mut Vec<String>, budget: &mut Budget) -> Result<()> {
    for element in document.elements() {
        let element = element?;
        match element.value {
            Value::String(name)
                if matches!(element.key, "Microflow" | "JavaAction") && !name.is_empty() =>
            {
                let name = budget.text(name)?;
                budget.push(calls, name)?;
            }
            Value::Document(inner) => find_calls(inner, calls, budget)?,
            Value::Array(list) => {
                for item in list.items() {
                    if let Value::Document(inner) = item?.value {
                        find_calls(inner, calls, budget)?;
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// The microflows that matter to a deployment, by name.
pub(super) fn around_a_start(settings: &Settings, microflows: &[Microflow]) -> Vec<ModelMicroflow> {
    let by_name: BTreeMap<&str, &Microflow> = microflows
        .iter()
        .map(|microflow| (microflow.name.as_str(), microflow))
        .collect();
    let describe = |name: &str, role| ModelMicroflow {
        name: name.to_owned(),
        role,
        digest: by_name.get(name).map(|microflow| hex(&microflow.digest)),
    };
    let mut found = Vec::new();
    if let Some(first) = &settings.after_startup {
        found.push(describe(first, MicroflowRole::AfterStartup));
        let mut called: BTreeSet<&str> = BTreeSet::from([first.as_str()]);
        let mut waiting = vec![first.as_str()];
        while let Some(name) = waiting.pop() {
            for call in by_name.get(name).map_or(&[][..], |found| &found.calls) {
                if called.insert(call) {
                    found.push(describe(call, MicroflowRole::CalledAfterStartup));
                    waiting.push(call);
                }
            }
        }
    }
    for (name, role) in [
        (&settings.before_shutdown, MicroflowRole::BeforeShutdown),
        (&settings.health_check, MicroflowRole::HealthCheck),
    ] {
        if let Some(name) = name {
            found.push(describe(name, role));
        }
    }
    // Stable: one that runs twice keeps the order of its roles.
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}
