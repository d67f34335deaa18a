//! The resolver: which store answers, what is read once, and how everything is told at once.

mod builder;
mod cache;
mod fetch;
mod limit;
mod plan;

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Duration,
};

use futures::{
    FutureExt as _, StreamExt as _,
    future::{BoxFuture, join_all},
    stream::FuturesUnordered,
};
use mendix_deploy_model::{
    Error, ErrorCode, Result,
    error::{ErrorDetail, Retry},
    secrets::{
        Reference, ResolutionReport, ResolveOptions, ResolvedSecret, SecretFailure, SecretOutcome,
        SecretRequest, SecretSource, StoreKind,
    },
};
use mendix_deploy_offline::secrets::{Part, Template};
use tokio::time::Instant;

pub use builder::ResolverBuilder;

use self::{
    cache::Cache,
    fetch::{Fetch, Keeping, fetch},
    limit::Limit,
    plan::{Ask, Asked, Plan, failure_of},
};
use super::{
    ResolvedSecrets, SecretValue,
    extract::extract,
    store::{Inputs, Store, StoreFailure},
};
use crate::clock::Clock;

/// A store that is in use.
pub(crate) struct Opened {
    name: String,
    identity: String,
    store: Arc<dyn Store>,
    limit: Limit,
}

pub(crate) struct Inner {
    stores: BTreeMap<String, Arc<Opened>>,
    /// What a kind without a store of its own means, made when it is first asked for.
    ambient: Mutex<HashMap<StoreKind, Arc<Opened>>>,
    cache: Cache,
    fresh: Duration,
    stale: Duration,
    total: Duration,
    clock: Arc<dyn Clock>,
    surroundings: super::Surroundings,
    folder: Option<std::path::PathBuf>,
}

/// Resolves secret references. Cheap to clone; clones share stores, logins and memory.
#[derive(Clone)]
pub struct Resolver(Arc<Inner>);

impl fmt::Debug for Resolver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resolver")
            .field("stores", &self.0.stores.keys().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

impl Resolver {
    /// A resolver with these stores. Nothing is contacted yet.
    ///
    /// # Errors
    ///
    /// `secrets.cycle` for stores whose credentials refer to each other; `secrets.feature_not_built`; those of
    /// references for credentials that are none; `input.invalid`.
    pub fn new(options: super::ResolverOptions) -> Result<Self> {
        Self::builder().options(options).build()
    }

    /// A resolver with stores of one's own.
    #[must_use]
    pub fn builder() -> ResolverBuilder {
        ResolverBuilder::default()
    }

    /// Resolves every request, all or none. Every object is read once, whatever number of references point into it.
    ///
    /// # Errors
    ///
    /// `secrets.unresolved`, with a [`SecretFailure`] for everything that failed in the detail, in the order asked.
    pub async fn resolve(
        &self,
        requests: &[SecretRequest],
        options: ResolveOptions,
    ) -> Result<ResolvedSecrets> {
        let (values, report) = self.0.resolve(requests, &options).await;
        if report.failures.is_empty() {
            return Ok(ResolvedSecrets::new(values, report));
        }
        Err(unresolved(requests.len(), report.failures))
    }

    /// Resolves one reference, or a text with references in it.
    ///
    /// # Errors
    ///
    /// As [`Resolver::resolve`]; the code is that of the one failure.
    pub async fn resolve_one(&self, reference: &str) -> Result<SecretValue> {
        let request = SecretRequest {
            slot: String::new(),
            reference: reference.to_owned(),
        };
        let options = ResolveOptions::default();
        let (mut values, report) = self.0.resolve(&[request], &options).await;
        if let Some(first) = report.failures.first() {
            let code = ErrorCode::parse(&first.code).unwrap_or(ErrorCode::SecretsUnresolved);
            return Err(
                one(code, first).with_detail(ErrorDetail::UnresolvedSecrets {
                    failures: report.failures,
                }),
            );
        }
        values.pop().map(|(_, value)| value).ok_or_else(|| {
            Error::new(
                ErrorCode::SecretsNotFound,
                "the reference is optional and there is no secret",
            )
        })
    }

    /// What is known to fail, without asking any store: mistakes in references, stores that are not there.
    #[must_use]
    pub fn check(&self, requests: &[SecretRequest]) -> Vec<SecretFailure> {
        Plan::new(&self.0, requests, &ResolveOptions::default()).failures()
    }

    /// Forgets what is in memory and gives back what the stores obtained for themselves.
    pub async fn close(&self) {
        self.0.cache.clear();
        let ambient: Vec<_> = {
            let ambient = self.0.ambient.lock();
            ambient
                .unwrap_or_else(PoisonError::into_inner)
                .values()
                .cloned()
                .collect()
        };
        join_all(
            self.0
                .stores
                .values()
                .chain(&ambient)
                .map(|opened| opened.store.close()),
        )
        .await;
    }

    /// As what a run takes: see [`crate::client::Hooks::resolve`].
    #[must_use]
    pub fn hook(&self) -> crate::client::Resolve {
        let resolver = self.clone();
        Arc::new(move |reference| {
            let resolver = resolver.clone();
            async move { resolver.resolve_one(&reference).await }.boxed()
        })
    }
}

fn one(code: ErrorCode, failure: &SecretFailure) -> Error {
    let name = failure.reference.as_deref().unwrap_or("the reference");
    let mut error = Error::new(code, format!("{name}: {}", failure.message))
        .with_remedy(failure.remedy.clone())
        .with_retry(failure.retry);
    if let Some(store) = &failure.store {
        error = error.with_context("store", store);
    }
    if let Some(status) = failure.status {
        error = error.with_context("status", status);
    }
    if let Some(id) = &failure.request_id {
        error = error.with_request_id(id);
    }
    error
}

fn unresolved(asked: usize, failures: Vec<SecretFailure>) -> Error {
    use std::fmt::Write as _;
    let mut message = format!(
        "{} of {asked} secrets could not be resolved",
        failures
            .iter()
            .map(|failure| failure.slots.len().max(1))
            .sum::<usize>()
            .min(asked)
    );
    for failure in failures.iter().take(10) {
        let slots = failure.slots.join(", ");
        let reference = failure.reference.as_deref().unwrap_or("(not a reference)");
        // Writing into a String cannot fail.
        let _ = write!(
            message,
            "; {slots}: {reference}: {} ({})",
            failure.message, failure.code
        );
    }
    if failures.len() > 10 {
        let _ = write!(message, "; and {} more", failures.len() - 10);
    }
    let temporary = failures.iter().all(|it| it.retry == Retry::Temporary);
    let remedy = match failures.as_slice() {
        [only] => only.remedy.clone(),
        _ => ErrorCode::SecretsUnresolved.remedy().to_owned(),
    };
    Error::new(ErrorCode::SecretsUnresolved, message)
        .with_remedy(remedy)
        .with_retry(if temporary {
            Retry::Temporary
        } else {
            Retry::Permanent
        })
        .with_detail(ErrorDetail::UnresolvedSecrets { failures })
}

impl Inner {
    async fn resolve(
        self: &Arc<Self>,
        requests: &[SecretRequest],
        options: &ResolveOptions,
    ) -> (Vec<(String, SecretValue)>, ResolutionReport) {
        let begun = Instant::now();
        let at = self.clock.now();
        let deadline = begun + self.total;
        let plan = Plan::new(self, requests, options);
        let before = plan.requests();
        let keeping = Keeping {
            fresh: self.fresh,
            stale: self.stale,
            refresh: options.refresh,
        };
        let mut fetches: Vec<Option<Fetch>> = plan.asks.iter().map(|_| None).collect();
        let mut running: FuturesUnordered<_> = plan
            .asks
            .iter()
            .enumerate()
            .map(|(i, ask)| async move {
                let done = fetch(
                    &self.cache,
                    &ask.store,
                    &ask.key,
                    &ask.object,
                    keeping,
                    deadline,
                )
                .await;
                (i, done)
            })
            .collect();
        while let Some((i, done)) = running.next().await {
            fetches[i] = Some(done);
        }
        drop(running);
        let mut told = Told {
            plan: &plan,
            fetches: &fetches,
            at,
            secrets: Vec::new(),
            failures: Vec::new(),
        };
        let values: Vec<_> = plan
            .slots
            .iter()
            .filter_map(|slot| {
                let value = told.slot(&slot.name, &slot.meaning)?;
                Some((slot.name.clone(), value))
            })
            .collect();
        let report = ResolutionReport {
            at,
            milliseconds: millis(begun.elapsed()),
            secrets: told.secrets,
            failures: told.failures,
            requests: u32::try_from(plan.requests().saturating_sub(before)).unwrap_or(u32::MAX),
        };
        (values, report)
    }
}

/// Reads credentials of stores through the resolver that has the stores.
pub(crate) struct OwnInputs(pub(crate) Weak<Inner>);

impl Inputs for OwnInputs {
    fn read<'a>(
        &'a self,
        reference: &'a str,
    ) -> BoxFuture<'a, std::result::Result<SecretValue, StoreFailure>> {
        async move {
            let gone = || StoreFailure::new(ErrorCode::SecretsCancelled, "the resolver is closed");
            let resolver = Resolver(self.0.upgrade().ok_or_else(gone)?);
            let request = SecretRequest {
                slot: String::new(),
                reference: reference.to_owned(),
            };
            // Credentials rotate: they are read where they are kept, each time.
            let options = ResolveOptions::default().refresh(true);
            let (mut values, report) = resolver.0.resolve(&[request], &options).await;
            if let Some(first) = report.failures.into_iter().next() {
                let name = first.reference.as_deref().unwrap_or("its reference");
                return Err(StoreFailure::new(
                    ErrorCode::SecretsAuthMissing,
                    format!(
                        "a credential of the store cannot be had: {name}: {}",
                        first.message
                    ),
                )
                .remedy(first.remedy));
            }
            let missing = || {
                StoreFailure::new(
                    ErrorCode::SecretsAuthMissing,
                    "a credential of the store is not there",
                )
            };
            values.pop().map(|(_, value)| value).ok_or_else(missing)
        }
        .boxed()
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// What was found, told per slot.
struct Told<'a> {
    plan: &'a Plan,
    fetches: &'a [Option<Fetch>],
    at: mendix_deploy_model::time::Timestamp,
    secrets: Vec<ResolvedSecret>,
    failures: Vec<SecretFailure>,
}

impl Told<'_> {
    fn slot(
        &mut self,
        slot: &str,
        meaning: &std::result::Result<Template, Vec<SecretFailure>>,
    ) -> Option<SecretValue> {
        match meaning {
            Err(failures) => {
                for failure in failures {
                    self.fail(slot, failure.clone());
                }
                None
            }
            Ok(Template::Literal { text, .. }) => {
                self.secrets.push(ResolvedSecret {
                    slot: slot.to_owned(),
                    reference: None,
                    store: None,
                    outcome: SecretOutcome::Found,
                    source: Some(SecretSource::Literal),
                    version: None,
                    created_at: None,
                    age_days: None,
                    milliseconds: 0,
                    warnings: Vec::new(),
                });
                Some(SecretValue::new(text.clone()))
            }
            Ok(Template::Secret(reference)) => self.secret(slot, reference),
            Ok(Template::Interpolated(parts)) => {
                let mut whole = zeroize::Zeroizing::new(String::new());
                let mut complete = true;
                for part in parts {
                    match part {
                        Part::Text(text) => whole.push_str(text),
                        Part::Secret(reference) => match self.secret(slot, reference) {
                            Some(value) => whole.push_str(value.reveal()),
                            None if reference.query.contains_key("optional") => {}
                            None => complete = false,
                        },
                    }
                }
                complete.then(|| SecretValue::new(whole.as_str()))
            }
        }
    }

    fn secret(&mut self, slot: &str, reference: &Reference) -> Option<SecretValue> {
        let asked = match self.plan.asked(reference) {
            Asked::Refused(failure) => {
                self.fail(slot, failure);
                return None;
            }
            Asked::At(i) => i,
        };
        let ask: &Ask = &self.plan.asks[asked];
        let canonical = mendix_deploy_offline::secrets::in_store(reference, &ask.store.name);
        let fetch = self.fetches[asked].as_ref()?;
        let mut told = ResolvedSecret {
            slot: slot.to_owned(),
            reference: Some(canonical.clone()),
            store: Some(ask.store.name.clone()),
            outcome: SecretOutcome::Failed,
            source: None,
            version: None,
            created_at: None,
            age_days: None,
            milliseconds: millis(fetch.took),
            warnings: Vec::new(),
        };
        let extracted = match &fetch.result {
            Err(failure) => Err(failure.clone()),
            Ok((fetched, source)) => {
                told.version.clone_from(&fetched.version);
                told.created_at = fetched.created_at;
                told.age_days = fetched.created_at.and_then(|made| days(made, self.at));
                told.warnings.clone_from(&fetched.warnings);
                if let Some(hidden) = &fetch.hidden {
                    told.warnings.push(format!(
                        "an older value serves, because the store did not answer: {} ({})",
                        hidden.message, hidden.code
                    ));
                }
                told.source = Some(*source);
                extract(&fetched.content, reference)
            }
        };
        match extracted {
            Ok(value) => {
                told.outcome = SecretOutcome::Found;
                if value.reveal_bytes().is_empty() {
                    told.warnings.push("the value is empty".to_owned());
                }
                self.secrets.push(told);
                Some(value)
            }
            Err(failure)
                if reference.query.contains_key("optional")
                    && matches!(
                        failure.code,
                        ErrorCode::SecretsNotFound | ErrorCode::SecretsSelectorNotFound
                    ) =>
            {
                told.outcome = SecretOutcome::Missing;
                told.source = None;
                self.secrets.push(told);
                None
            }
            Err(failure) => {
                told.source = None;
                self.secrets.push(told);
                let failure = failure_of(failure, canonical, &ask.store.name, fetch.attempts);
                self.fail(slot, failure);
                None
            }
        }
    }

    /// The same failure of several slots is one, with all of them.
    fn fail(&mut self, slot: &str, mut failure: SecretFailure) {
        let known = self.failures.iter_mut().find(|known| {
            known.reference.is_some()
                && known.reference == failure.reference
                && known.code == failure.code
        });
        match known {
            Some(known) if known.slots.iter().any(|it| it == slot) => {}
            Some(known) => known.slots.push(slot.to_owned()),
            None => {
                failure.slots = vec![slot.to_owned()];
                self.failures.push(failure);
            }
        }
    }
}

fn days(
    made: mendix_deploy_model::time::Timestamp,
    now: mendix_deploy_model::time::Timestamp,
) -> Option<u32> {
    let (made, now) = (made.as_jiff(), now.as_jiff());
    u32::try_from((now.as_second() - made.as_second()).max(0) / 86_400).ok()
}
