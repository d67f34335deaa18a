//! What is asked of which store: one ask for all references that point into one object.

use std::{collections::HashMap, sync::Arc};

use mendix_deploy_model::{
    ErrorCode,
    error::Retry,
    secrets::{Reference, ResolveOptions, SecretFailure, SecretRequest},
};
use mendix_deploy_offline::secrets::{Template, fetch_key, in_store, parse_text};

use super::{Inner, Opened};
use crate::secrets::store::{Again, Object, StoreFailure};

/// One slot and what its text means.
pub(super) struct SlotPlan {
    pub(super) name: String,
    pub(super) meaning: Result<Template, Vec<SecretFailure>>,
}

/// One object of one store.
pub(super) struct Ask {
    pub(super) store: Arc<Opened>,
    pub(super) key: String,
    pub(super) object: Object,
}

/// Where the answer to a reference is.
#[allow(clippy::large_enum_variant)] // one per reference, and refusals are few
pub(super) enum Asked {
    At(usize),
    Refused(SecretFailure),
}

pub(super) struct Plan {
    pub(super) slots: Vec<SlotPlan>,
    pub(super) asks: Vec<Ask>,
    places: HashMap<String, Result<usize, SecretFailure>>,
}

impl Plan {
    pub(super) fn new(
        resolver: &Arc<Inner>,
        requests: &[SecretRequest],
        options: &ResolveOptions,
    ) -> Self {
        let slots: Vec<SlotPlan> = requests
            .iter()
            .map(|request| SlotPlan {
                name: request.slot.clone(),
                meaning: parse_text(&request.reference).map_err(|problems| {
                    problems
                        .into_iter()
                        .map(|problem| problem.failure(&request.slot))
                        .collect()
                }),
            })
            .collect();
        let locks: HashMap<&str, &str> = options
            .lock
            .iter()
            .map(|lock| (lock.reference.as_str(), lock.version.as_str()))
            .collect();
        let mut asks: Vec<Ask> = Vec::new();
        let mut by_key: HashMap<String, usize> = HashMap::new();
        let mut places = HashMap::new();
        let references = slots
            .iter()
            .filter_map(|slot| slot.meaning.as_ref().ok())
            .flat_map(Template::references);
        for reference in references {
            if places.contains_key(&reference.canonical) {
                continue;
            }
            let place = resolver.opened(reference).map(|store| {
                let named = in_store(reference, &store.name);
                let locked = locks
                    .get(named.as_str())
                    .or_else(|| locks.get(reference.canonical.as_str()))
                    .map(|version| (*version).to_owned());
                let mut key = format!("{}\u{0}{}", store.identity, fetch_key(reference));
                if let Some(version) = &locked {
                    key.push_str("\u{0}=");
                    key.push_str(version);
                }
                *by_key.entry(key.clone()).or_insert_with(|| {
                    asks.push(Ask {
                        store,
                        key,
                        object: Object {
                            reference: reference.clone(),
                            locked,
                        },
                    });
                    asks.len() - 1
                })
            });
            places.insert(reference.canonical.clone(), place);
        }
        Self {
            slots,
            asks,
            places,
        }
    }

    pub(super) fn asked(&self, reference: &Reference) -> Asked {
        match self.places.get(&reference.canonical) {
            Some(Ok(at)) => Asked::At(*at),
            Some(Err(failure)) => Asked::Refused(failure.clone()),
            // Every reference of every slot has a place.
            None => Asked::Refused(failure_of(
                StoreFailure::new(ErrorCode::SecretsCancelled, "it was not asked for"),
                reference.canonical.clone(),
                "",
                0,
            )),
        }
    }

    /// What is known to fail before any store is asked.
    pub(super) fn failures(&self) -> Vec<SecretFailure> {
        let mut found = Vec::new();
        for slot in &self.slots {
            match &slot.meaning {
                Err(failures) => found.extend(failures.iter().cloned()),
                Ok(template) => {
                    for reference in template.references() {
                        if let Asked::Refused(mut failure) = self.asked(reference) {
                            failure.slots = vec![slot.name.clone()];
                            found.push(failure);
                        }
                    }
                }
            }
        }
        found
    }

    /// Requests of all stores in this plan so far.
    pub(super) fn requests(&self) -> u64 {
        let mut stores: Vec<&Arc<Opened>> = Vec::new();
        for ask in &self.asks {
            if !stores.iter().any(|known| Arc::ptr_eq(known, &ask.store)) {
                stores.push(&ask.store);
            }
        }
        stores.iter().map(|store| store.store.requests()).sum()
    }
}

/// A store's failure as the one of a reference.
pub(super) fn failure_of(
    failure: StoreFailure,
    reference: String,
    store: &str,
    attempts: u32,
) -> SecretFailure {
    SecretFailure {
        code: failure.code.as_str().to_owned(),
        slots: Vec::new(),
        reference: Some(reference),
        store: (!store.is_empty()).then(|| store.to_owned()),
        message: failure.message,
        remedy: failure
            .remedy
            .unwrap_or_else(|| failure.code.remedy().to_owned()),
        position: None,
        status: failure.status,
        store_code: failure.store_code,
        request_id: failure.request_id,
        attempts,
        retry: match failure.again {
            Again::Never => failure.code.retry(),
            Again::Once | Again::Yes => Retry::Exhausted,
        },
    }
}
