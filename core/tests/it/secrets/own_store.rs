//! A store of the caller's own, with faults: what the resolver does about them.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use futures::future::BoxFuture;
use mendix_deploy::{
    ErrorCode,
    secrets::{
        Again, Fetched, Object, ResolveOptions, Resolver, ResolverOptions, SecretSource, Store,
        StoreFailure, StoreKind,
    },
};
use serde_json::json;

use super::conformance::{OTHER, PLANTED, Subject, code_of, conforms, failures, requests, resolve};

type Answer = dyn Fn(usize, &Object) -> Result<Fetched, StoreFailure> + Send + Sync;

/// Answers by a function of the number of the request; counts.
struct Scripted {
    answer: Box<Answer>,
    asked: AtomicUsize,
    in_flight: AtomicUsize,
    most_in_flight: AtomicUsize,
    takes: Mutex<Duration>,
}

impl Scripted {
    fn new(
        answer: impl Fn(usize, &Object) -> Result<Fetched, StoreFailure> + Send + Sync + 'static,
    ) -> Arc<Self> {
        Arc::new(Self {
            answer: Box::new(answer),
            asked: AtomicUsize::new(0),
            in_flight: AtomicUsize::new(0),
            most_in_flight: AtomicUsize::new(0),
            takes: Mutex::new(Duration::from_millis(20)),
        })
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

impl Store for Scripted {
    fn store_kind(&self) -> StoreKind {
        StoreKind::Vault
    }

    fn identity(&self) -> String {
        "scripted".to_owned()
    }

    fn requests(&self) -> u64 {
        u64::try_from(self.asked()).unwrap()
    }

    fn fetch<'a>(&'a self, object: &'a Object) -> BoxFuture<'a, Result<Fetched, StoreFailure>> {
        Box::pin(async move {
            let number = self.asked.fetch_add(1, Ordering::SeqCst);
            let now = self.in_flight.fetch_add(1, Ordering::SeqCst) + 1;
            self.most_in_flight.fetch_max(now, Ordering::SeqCst);
            let takes = *self.takes.lock().unwrap();
            tokio::time::sleep(takes).await;
            self.in_flight.fetch_sub(1, Ordering::SeqCst);
            (self.answer)(number, object)
        })
    }
}

fn with(store: &Arc<Scripted>, options: ResolverOptions) -> Resolver {
    Resolver::builder()
        .options(options)
        .store("own", Arc::clone(store) as Arc<dyn Store>)
        .build()
        .unwrap()
}

fn seeded() -> Fetched {
    Fetched::fields(json!({"one": PLANTED, "two": OTHER})).version("1")
}

#[tokio::test(start_paused = true)]
async fn an_own_store_conforms() {
    let store = Scripted::new(|_, object| match object.reference.object.as_str() {
        "a/b" => Ok(seeded()),
        _ => Err(StoreFailure::new(
            ErrorCode::SecretsNotFound,
            "no such thing",
        )),
    });
    conforms(Subject {
        resolver: with(&store, ResolverOptions::default()),
        one: "vault://a/b#one".to_owned(),
        two: "vault+own://a/b#two".to_owned(),
        no_key: "vault://a/b#three".to_owned(),
        absent: "vault://a/c#one".to_owned(),
        versioned: true,
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn every_object_is_read_once_and_at_most_eight_at_a_time() {
    let store = Scripted::new(|_, _| Ok(seeded()));
    let resolver = with(&store, ResolverOptions::default());
    let names: Vec<(String, String)> = (0..100)
        .map(|i| {
            let key = ["one", "two"][i % 2];
            (format!("slot{i}"), format!("vault://kv/{}#{key}", i / 4))
        })
        .collect();
    let asked: Vec<(&str, &str)> = names
        .iter()
        .map(|(slot, reference)| (slot.as_str(), reference.as_str()))
        .collect();
    let found = resolve(&resolver, &asked).await.unwrap();
    assert_eq!(found.slots().len(), 100);
    assert_eq!(store.asked(), 25);
    assert_eq!(found.report().requests, 25);
    assert_eq!(store.most_in_flight.load(Ordering::SeqCst), 8);
}

#[tokio::test(start_paused = true)]
async fn those_who_ask_at_once_share_one_request() {
    let store = Scripted::new(|_, _| Ok(seeded()));
    let resolver = with(&store, ResolverOptions::default());
    let one = || resolver.resolve_one("vault://kv/x#one");
    let (a, b, c) = tokio::join!(one(), one(), one());
    assert!(a.is_ok() && b.is_ok() && c.is_ok());
    assert_eq!(store.asked(), 1);
}

#[tokio::test(start_paused = true)]
async fn one_bad_reference_among_a_thousand() {
    let store = Scripted::new(|_, object| match object.reference.object.as_str() {
        "kv/500" => Err(StoreFailure::new(ErrorCode::SecretsDeleted, "gone")),
        _ => Ok(seeded()),
    });
    let resolver = with(&store, ResolverOptions::default());
    let names: Vec<String> = (0..1_000).map(|i| format!("vault://kv/{i}#one")).collect();
    let asked: Vec<(&str, &str)> = names.iter().map(|it| (it.as_str(), it.as_str())).collect();
    let failed = failures(&resolver, &asked).await;
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].code, "secrets.deleted");
    assert_eq!(failed[0].slots, ["vault://kv/500#one"]);
    assert_eq!(store.asked(), 1_000);
}

#[tokio::test(start_paused = true)]
async fn what_may_be_repeated_is_repeated() {
    for (code, attempts) in [
        (ErrorCode::SecretsUnavailable, 3),
        (ErrorCode::SecretsTimeout, 3),
        (ErrorCode::SecretsThrottled, 3),
        (ErrorCode::SecretsTls, 1),
        (ErrorCode::SecretsPermissionDenied, 1),
        (ErrorCode::SecretsProtocolError, 1),
    ] {
        let store = Scripted::new(move |_, _| Err(StoreFailure::new(code, "no")));
        let resolver = with(&store, ResolverOptions::default());
        let failed = failures(&resolver, &[("a", "vault://kv/x#one")]).await;
        assert_eq!(failed[0].attempts, attempts, "{code}");
        assert_eq!(store.asked(), usize::try_from(attempts).unwrap());
    }
    let store = Scripted::new(|number, _| match number {
        0 => Err(StoreFailure::new(ErrorCode::SecretsUnavailable, "no").again(Again::Once)),
        _ => Ok(seeded()),
    });
    let resolver = with(&store, ResolverOptions::default());
    assert!(resolver.resolve_one("vault://kv/x#one").await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn the_pause_that_a_store_asks_for_is_kept_and_ends_with_the_deadline() {
    let slow = |seconds| {
        Scripted::new(move |number, _| match number {
            0 => {
                let mut failure = StoreFailure::new(ErrorCode::SecretsThrottled, "slow down");
                failure.retry_after = Some(Duration::from_secs(seconds));
                Err(failure)
            }
            _ => Ok(seeded()),
        })
    };
    let begun = tokio::time::Instant::now();
    let store = slow(7);
    let resolver = with(&store, ResolverOptions::default());
    assert!(resolver.resolve_one("vault://kv/x#one").await.is_ok());
    assert!(begun.elapsed() >= Duration::from_secs(7));
    let begun = tokio::time::Instant::now();
    let store = slow(90);
    let resolver = with(&store, ResolverOptions::default());
    assert_eq!(
        code_of(&resolver, "vault://kv/x#one").await,
        "secrets.throttled"
    );
    assert!(
        begun.elapsed() < Duration::from_secs(1),
        "no pause that cannot end in time"
    );
}

#[tokio::test(start_paused = true)]
async fn the_deadline_is_kept() {
    let store = Scripted::new(|_, _| Ok(seeded()));
    *store.takes.lock().unwrap() = Duration::from_secs(3_600);
    let resolver = with(&store, ResolverOptions::default().timeout_seconds(5_u64));
    let begun = tokio::time::Instant::now();
    assert_eq!(
        code_of(&resolver, "vault://kv/x#one").await,
        "secrets.timeout"
    );
    let took = begun.elapsed();
    assert!(
        took >= Duration::from_secs(5) && took < Duration::from_millis(5_500),
        "{took:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn an_old_value_serves_only_when_the_store_does_not_answer() {
    for (code, stale) in [
        (ErrorCode::SecretsUnavailable, true),
        (ErrorCode::SecretsDns, true),
        (ErrorCode::SecretsPermissionDenied, false),
        (ErrorCode::SecretsNotFound, false),
        (ErrorCode::SecretsDisabled, false),
        (ErrorCode::SecretsTls, false),
    ] {
        let store = Scripted::new(move |number, _| match number {
            0 => Ok(seeded()),
            _ => Err(StoreFailure::new(code, "no")),
        });
        let options = ResolverOptions::default()
            .cache_seconds(10_u64)
            .max_stale_seconds(1_000_u64);
        let resolver = with(&store, options);
        let ask = || resolve(&resolver, &[("a", "vault://kv/x#one")]);
        assert!(ask().await.is_ok());
        tokio::time::advance(Duration::from_secs(60)).await;
        match ask().await {
            Ok(found) => {
                assert!(stale, "{code}");
                let told = &found.report().secrets[0];
                assert_eq!(told.source, Some(SecretSource::Stale));
                assert_eq!(told.warnings.len(), 1);
            }
            Err(_) => assert!(!stale, "{code}"),
        }
    }
    // Off unless it is asked for.
    let store = Scripted::new(|number, _| match number {
        0 => Ok(seeded()),
        _ => Err(StoreFailure::new(ErrorCode::SecretsUnavailable, "no")),
    });
    let resolver = with(&store, ResolverOptions::default().cache_seconds(10_u64));
    assert!(resolver.resolve_one("vault://kv/x#one").await.is_ok());
    tokio::time::advance(Duration::from_secs(60)).await;
    assert!(resolver.resolve_one("vault://kv/x#one").await.is_err());
}

#[tokio::test(start_paused = true)]
async fn fields_of_one_object_are_of_one_version() {
    // Every read gives another version: two fields of one resolution never mix.
    let store = Scripted::new(|number, _| {
        let value = format!("v{number}");
        Ok(Fetched::fields(json!({"one": value, "two": value})).version(number.to_string()))
    });
    let resolver = with(&store, ResolverOptions::default().cache_seconds(0_u64));
    for _ in 0..5 {
        let found = resolve(
            &resolver,
            &[("a", "vault://kv/x#one"), ("b", "vault://kv/x#two")],
        )
        .await
        .unwrap();
        assert_eq!(found.get("a").unwrap(), found.get("b").unwrap());
    }
    assert_eq!(store.asked(), 5);
}

#[tokio::test(start_paused = true)]
async fn a_lock_reaches_the_store() {
    let store = Scripted::new(|_, object| {
        let version = object.locked.clone().unwrap_or_else(|| "9".to_owned());
        Ok(Fetched::fields(json!({"one": format!("value of {version}")})).version(version))
    });
    let resolver = with(&store, ResolverOptions::default());
    let lock = vec![mendix_deploy::secrets::LockedVersion {
        reference: "vault+own://kv/x#one".to_owned(),
        version: "4".to_owned(),
    }];
    let locked = resolver
        .resolve(
            &requests(&[("a", "vault://kv/x#one")]),
            ResolveOptions::default().lock(lock),
        )
        .await
        .unwrap();
    assert_eq!(locked.get("a").unwrap().reveal(), "value of 4");
    // What was locked is not what the next one gets.
    let newest = resolver.resolve_one("vault://kv/x#one").await.unwrap();
    assert_eq!(newest.reveal(), "value of 9");
}
