//! What a landscape says about secrets: who refers to which, and what is known of them and their stores.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    landscapes::{ConstantValue, Defaults, RuntimeValue, SecretsSpec, TextValue},
    policies::{PolicyAppFacts, SecretFacts},
};

use crate::landscape::{App, Environment};

pub(super) fn add_secrets(facts: &mut PolicyAppFacts, app: &App, environments: &[&Environment]) {
    let mut users: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for environment in environments {
        let name = environment.address().environment();
        let mut add = |reference: &String| {
            let users = users.entry(reference.clone()).or_default();
            if users.last().is_none_or(|last| last != name) {
                users.push(name.to_owned());
            }
        };
        for constant in environment.constants() {
            if let ConstantValue::SecretReference { reference } = &constant.value {
                add(reference);
            }
        }
        for reference in references(environment.values()) {
            add(reference);
        }
    }
    let spec = app.landscape().document().secrets.as_ref();
    if let Some(stores) = spec
        .map(|spec| &spec.stores)
        .filter(|stores| !stores.is_empty())
    {
        facts.break_glass = Some(stores.values().all(|store| store.break_glass.is_some()));
    }
    let all = users
        .into_iter()
        .map(|(reference, environments)| secret(reference, environments, spec));
    facts.secrets = Some(all.collect());
}

/// References outside of constants.
fn references(values: &Defaults) -> Vec<&String> {
    let mut references: Vec<&String> = Vec::new();
    let texts = values.variables.values().map(Some).chain([
        values
            .database
            .as_ref()
            .and_then(|database| database.password.as_ref()),
        values
            .database
            .as_ref()
            .and_then(|database| database.url.as_ref()),
        values
            .storage
            .as_ref()
            .and_then(|storage| storage.access_key_id.as_ref()),
        values
            .storage
            .as_ref()
            .and_then(|storage| storage.secret_key.as_ref()),
        values
            .storage
            .as_ref()
            .and_then(|storage| storage.shared_access_signature.as_ref()),
        values
            .administration
            .as_ref()
            .and_then(|administration| administration.password.as_ref()),
        values
            .administration
            .as_ref()
            .and_then(|administration| administration.port_password.as_ref()),
        values
            .administration
            .as_ref()
            .and_then(|administration| administration.debugger_password.as_ref()),
        values
            .monitoring
            .as_ref()
            .and_then(|monitoring| monitoring.apm_key.as_ref()),
    ]);
    for value in texts.flatten() {
        if let TextValue::SecretReference { reference } = value {
            references.push(reference);
        }
    }
    for value in values.runtime_settings.values() {
        if let RuntimeValue::SecretReference { reference } = value {
            references.push(reference);
        }
    }
    references
}

fn secret(reference: String, environments: Vec<String>, spec: Option<&SecretsSpec>) -> SecretFacts {
    let mut facts = SecretFacts::default();
    let (scheme, rest) = reference
        .split_once("://")
        .unwrap_or((reference.as_str(), ""));
    let (kind, store) = scheme.split_once('+').unwrap_or((scheme, scheme));
    facts.store = Some(kind.to_owned());
    facts.path = Some(rest.split(['?', '#']).next().unwrap_or(rest).to_owned());
    if let Some(store) = spec.and_then(|spec| spec.stores.get(store)) {
        facts.encrypted_at_rest = store.encrypted;
        facts.audited = store.audited;
        facts.readers = (!store.readers.is_empty()).then(|| store.readers.clone());
    }
    if let Some(known) = spec.and_then(|spec| spec.known.get(&reference)) {
        facts.rotated_at = known.rotated_on;
        facts.delivery = known.delivery;
        if !known.readers.is_empty() {
            facts.readers = Some(known.readers.clone());
        }
    }
    facts.environments = Some(environments);
    facts.id = reference;
    facts
}
