//! One object from one store: cache, limit, retries, deadline.

use std::{sync::Arc, time::Duration};

use mendix_deploy_model::{ErrorCode, secrets::SecretSource};
use tokio::time::{Instant, sleep_until, timeout_at};

use super::{
    Opened,
    cache::{Cache, Entry, chance, spread},
};
use crate::secrets::store::{Again, Fetched, Object, StoreFailure};

const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// How objects are kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keeping {
    pub(super) fresh: Duration,
    pub(super) stale: Duration,
    pub(super) refresh: bool,
}

/// What became of an object.
pub(super) struct Fetch {
    pub(super) result: Result<(Arc<Fetched>, SecretSource), StoreFailure>,
    pub(super) attempts: u32,
    pub(super) took: Duration,
    /// What the failure was that an older value hides.
    pub(super) hidden: Option<StoreFailure>,
}

pub(super) async fn fetch(
    cache: &Cache,
    store: &Opened,
    key: &str,
    object: &Object,
    keeping: Keeping,
    deadline: Instant,
) -> Fetch {
    let begun = Instant::now();
    let late = || StoreFailure {
        again: Again::Never,
        ..StoreFailure::new(
            ErrorCode::SecretsTimeout,
            "the time allowed for the resolution was over before the store answered",
        )
    };
    let slot = cache.slot(key);
    let Ok(mut held) = timeout_at(deadline, slot.0.lock()).await else {
        return Fetch {
            result: Err(late()),
            attempts: 0,
            took: begun.elapsed(),
            hidden: None,
        };
    };
    if let Some(entry) = &*held
        && !keeping.refresh
        && entry.until > Instant::now()
    {
        return Fetch {
            result: Ok((Arc::clone(&entry.fetched), SecretSource::Cache)),
            attempts: 0,
            took: Duration::ZERO,
            hidden: None,
        };
    }
    let mut attempts = 0;
    let result = attempted(store, object, deadline, &mut attempts, late).await;
    let took = begun.elapsed();
    match result {
        Ok(fetched) => {
            let fetched = Arc::new(fetched);
            *held = Some(Entry {
                fetched: Arc::clone(&fetched),
                until: Instant::now() + spread(keeping.fresh),
            });
            Fetch {
                result: Ok((fetched, SecretSource::Store)),
                attempts,
                took,
                hidden: None,
            }
        }
        Err(failure) => {
            let old = held.clone().filter(|entry| {
                failure.is_transient() && entry.until + keeping.stale > Instant::now()
            });
            // A refusal counts at once: what was read before is forgotten.
            if !failure.is_transient() {
                *held = None;
            }
            match old {
                Some(entry) if !keeping.stale.is_zero() => Fetch {
                    result: Ok((entry.fetched, SecretSource::Stale)),
                    attempts,
                    took,
                    hidden: Some(failure),
                },
                _ => Fetch {
                    result: Err(failure),
                    attempts,
                    took,
                    hidden: None,
                },
            }
        }
    }
}

async fn attempted(
    store: &Opened,
    object: &Object,
    deadline: Instant,
    attempts: &mut u32,
    late: impl Fn() -> StoreFailure,
) -> Result<Fetched, StoreFailure> {
    let mut last: Option<StoreFailure> = None;
    loop {
        let asked = async {
            let permit = store.limit.enter().await;
            *attempts += 1;
            let result = store.store.fetch(object).await;
            let throttled =
                matches!(&result, Err(failure) if failure.code == ErrorCode::SecretsThrottled);
            store.limit.leave(permit, throttled);
            result
        };
        let failure = match timeout_at(deadline, asked).await {
            // What was wrong before says more than that time is over.
            Err(_) => return Err(last.unwrap_or_else(late)),
            Ok(Ok(fetched)) => return Ok(fetched),
            Ok(Err(failure)) => failure,
        };
        let allowed = match failure.again {
            Again::Never => 1,
            Again::Once => 2,
            Again::Yes => store.store.max_attempts().max(1),
        };
        if *attempts >= allowed {
            return Err(failure);
        }
        let longest = FIRST_PAUSE
            .saturating_mul(1 << (*attempts - 1).min(10))
            .min(LONGEST_PAUSE);
        let pause = longest
            .mul_f64(chance())
            .max(failure.retry_after.unwrap_or_default());
        let next = Instant::now() + pause;
        if next >= deadline {
            return Err(failure);
        }
        last = Some(failure);
        sleep_until(next).await;
    }
}
