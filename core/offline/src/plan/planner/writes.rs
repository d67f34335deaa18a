//! Which settings are written, and when: what the environment knows already before the stop, what only the new package
//! brings after its transport.

use std::collections::BTreeSet;

use mendix_deploy_model::{
    findings::{Finding, Severity},
    plans::{ConstantWrite, EventWrite, SettingValue, StepAction},
};

use super::Context;

/// The names that a package has, where somebody has seen its contents.
pub(super) struct PackageNames<'a> {
    pub(super) constants: BTreeSet<&'a str>,
    pub(super) scheduled_events: BTreeSet<&'a str>,
}

/// Settings to write at one moment.
#[derive(Default)]
pub(in crate::plan) struct Writes {
    pub(in crate::plan) constants: Vec<ConstantWrite>,
    pub(in crate::plan) scheduled_events: Vec<EventWrite>,
}

impl Writes {
    pub(in crate::plan) fn is_empty(&self) -> bool {
        self.constants.is_empty() && self.scheduled_events.is_empty()
    }

    pub(in crate::plan) fn action(&self) -> StepAction {
        StepAction::WriteSettings {
            constants: self.constants.clone(),
            scheduled_events: self.scheduled_events.clone(),
        }
    }
}

/// Settings to write in the whole plan.
#[derive(Default)]
pub(in crate::plan) struct SettingsWrites {
    /// Before the stop.
    pub(in crate::plan) early: Writes,
    /// After the transport.
    pub(in crate::plan) late: Writes,
}

impl SettingsWrites {
    pub(in crate::plan) fn is_empty(&self) -> bool {
        self.early.is_empty() && self.late.is_empty()
    }

    /// What a savepoint records: old values of what is overwritten. A constant with a secret is left out: its old value
    /// would be one as well.
    pub(in crate::plan) fn savepoint(&self) -> (Vec<String>, Vec<String>) {
        let constants = self
            .early
            .constants
            .iter()
            .filter(|write| matches!(write.value, SettingValue::LiteralValue { .. }))
            .map(|write| write.name.clone())
            .collect();
        let events = self
            .early
            .scheduled_events
            .iter()
            .map(|write| write.name.clone())
            .collect();
        (constants, events)
    }
}

/// What differs between the environment and the landscape, for a plan that transports a package.
pub(super) fn with_package(
    context: &Context<'_>,
    package: Option<&PackageNames<'_>>,
) -> SettingsWrites {
    let environment = context.environment();
    let mut writes = SettingsWrites::default();
    let mut constants: Vec<&ConstantWrite> = context.wanted.constants.iter().collect();
    constants.sort_by(|a, b| a.name.cmp(&b.name));
    for wanted in constants {
        let known = package.map(|p| p.constants.contains(wanted.name.as_str()));
        if known == Some(false) {
            continue;
        }
        match environment.constants.iter().find(|f| f.name == wanted.name) {
            Some(fact) if fact.as_wanted == Some(true) => {}
            Some(_) => writes.early.constants.push(ConstantWrite {
                skip_if_absent: false,
                ..wanted.clone()
            }),
            None => writes.late.constants.push(ConstantWrite {
                skip_if_absent: known.is_none(),
                ..wanted.clone()
            }),
        }
    }
    let names: BTreeSet<&str> = match package {
        Some(package) => package.scheduled_events.clone(),
        None => environment
            .scheduled_events
            .iter()
            .map(|fact| fact.name.as_str())
            .chain(context.wanted.named_events().iter().map(String::as_str))
            .collect(),
    };
    for name in names {
        let Some(state) = context.wanted.event(name) else {
            continue;
        };
        let fact = environment.scheduled_events.iter().find(|f| f.name == name);
        let write = EventWrite {
            name: name.to_owned(),
            skip_if_absent: fact.is_none() && package.is_none(),
            state,
        };
        match fact {
            Some(fact) if fact.state == write.state => {}
            Some(_) => writes.early.scheduled_events.push(write),
            None => writes.late.scheduled_events.push(write),
        }
    }
    writes
}

/// What differs between the environment and the landscape, where the package stays. Names that the deployed package does
/// not have become findings: the platform would refuse the whole document.
pub(super) fn in_place(
    context: &Context<'_>,
    severity: Severity,
    findings: &mut Vec<Finding>,
) -> SettingsWrites {
    let mut writes = with_package(context, None);
    let late = std::mem::take(&mut writes.late);
    let mut unknown = |id: &str, kind: &str, name: &str| {
        findings.push(context.finding(
            id,
            severity,
            Some(name),
            format!(
                "the package that {} has deployed has no {kind} {name}",
                context.wanted.address
            ),
            "Correct the name in the landscape, or deploy the package that has it.",
        ));
    };
    for write in &late.constants {
        unknown("settings.constant_unknown", "constant", &write.name);
    }
    for write in &late.scheduled_events {
        unknown("settings.event_unknown", "scheduled event", &write.name);
    }
    writes
}
