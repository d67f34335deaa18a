//! Requests in flight to one store: halved when it asks to slow down, grown back by one for every 20 answers.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

const ANSWERS_PER_STEP: usize = 20;

struct State {
    now: usize,
    answers: usize,
    /// Permits to take away as soon as they come back.
    surplus: usize,
}

/// The limit of one store.
pub(super) struct Limit {
    most: usize,
    semaphore: Arc<Semaphore>,
    state: Mutex<State>,
}

impl Limit {
    pub(super) fn new(most: usize) -> Self {
        let most = most.clamp(1, 64);
        Self {
            most,
            semaphore: Arc::new(Semaphore::new(most)),
            state: Mutex::new(State {
                now: most,
                answers: 0,
                surplus: 0,
            }),
        }
    }

    /// Waits for a place. `None` never comes: the semaphore is not closed.
    pub(super) async fn enter(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.semaphore).acquire_owned().await.ok()
    }

    pub(super) fn leave(&self, permit: Option<OwnedSemaphorePermit>, throttled: bool) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if throttled {
            let halved = (state.now / 2).max(1);
            state.surplus += state.now - halved;
            state.now = halved;
            state.answers = 0;
        } else {
            state.answers += 1;
            if state.answers >= ANSWERS_PER_STEP && state.now < self.most {
                state.answers = 0;
                state.now += 1;
                if state.surplus > 0 {
                    state.surplus -= 1;
                } else {
                    self.semaphore.add_permits(1);
                }
            }
        }
        if state.surplus > 0
            && let Some(permit) = permit
        {
            permit.forget();
            state.surplus -= 1;
        }
    }

    #[cfg(test)]
    pub(super) fn now(&self) -> usize {
        self.state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn halves_and_grows_back() {
        let limit = Limit::new(8);
        let permit = limit.enter().await;
        limit.leave(permit, true);
        assert_eq!(limit.now(), 4);
        for _ in 0..3 {
            let permit = limit.enter().await;
            limit.leave(permit, false);
        }
        assert_eq!(limit.semaphore.available_permits(), 4);
        for _ in 0..ANSWERS_PER_STEP * 6 {
            let permit = limit.enter().await;
            limit.leave(permit, false);
        }
        assert_eq!(limit.now(), 8);
        assert_eq!(limit.semaphore.available_permits(), 8);
        for _ in 0..5 {
            let permit = limit.enter().await;
            limit.leave(permit, true);
        }
        assert_eq!(limit.now(), 1);
    }
}
