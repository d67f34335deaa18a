//! Objects in memory, and one request for those who want the same at the same time.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

use crate::secrets::store::Fetched;

/// Objects at most; the one that ends first makes room.
const MOST: usize = 1_000;

/// One object that was read.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) fetched: Arc<Fetched>,
    pub(super) until: Instant,
}

/// The place of one object. Whoever holds its lock asks the store; the others wait and find the answer.
#[derive(Default)]
pub(super) struct Slot(pub(super) tokio::sync::Mutex<Option<Entry>>);

/// Objects by store and key.
#[derive(Default)]
pub(super) struct Cache(Mutex<HashMap<String, Arc<Slot>>>);

impl Cache {
    pub(super) fn slot(&self, key: &str) -> Arc<Slot> {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if slots.len() >= MOST && !slots.contains_key(key) {
            let oldest = slots
                .iter()
                .filter(|(_, slot)| Arc::strong_count(slot) == 1)
                .min_by_key(|(_, slot)| {
                    let entry = slot.0.try_lock().ok();
                    entry.and_then(|entry| entry.as_ref().map(|entry| entry.until))
                })
                .map(|(key, _)| key.clone());
            if let Some(oldest) = oldest {
                slots.remove(&oldest);
            }
        }
        Arc::clone(slots.entry(key.to_owned()).or_default())
    }

    /// Forgets everything; what is in use elsewhere is wiped when it is given back.
    pub(super) fn clear(&self) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}

/// The time an object is kept, a tenth more or less, so that not all are asked for again at once.
pub(super) fn spread(time: Duration) -> Duration {
    time.mul_f64(0.9 + 0.2 * chance())
}

/// From 0 to 1.
pub(super) fn chance() -> f64 {
    let mut bytes = [0; 4];
    // Without randomness everybody waits equally long, which is worse and not wrong.
    if getrandom::fill(&mut bytes).is_err() {
        return 0.5;
    }
    f64::from(u32::from_ne_bytes(bytes)) / f64::from(u32::MAX)
}
