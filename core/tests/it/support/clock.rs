//! The emulator's time as a client's clock.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use futures::{FutureExt as _, future::BoxFuture};
use mendix_deploy::{clock::Clock, time::Timestamp};
use mendix_deploy_emulator::Emulator;

/// Waiting moves the emulator's time, and is remembered.
pub(crate) struct EmulatorClock {
    emulator: Emulator,
    pauses: Mutex<Vec<Duration>>,
}

impl EmulatorClock {
    pub(crate) fn new(emulator: Emulator) -> Self {
        Self {
            emulator,
            pauses: Mutex::default(),
        }
    }

    /// Every wait so far.
    pub(crate) fn pauses(&self) -> Vec<Duration> {
        self.pauses
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Clock for EmulatorClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_unix_millis(self.emulator.now_ms()).unwrap()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.pauses
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(duration);
        self.emulator
            .advance(u64::try_from(duration.as_millis()).unwrap());
        tokio::task::yield_now().boxed()
    }
}
