//! Making a resolver, and choosing the store of a reference.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    secrets::{Reference, ResolverOptions, SecretFailure, StoreKind},
};
use mendix_deploy_offline::secrets::parse;

use super::{Inner, Opened, OwnInputs, Resolver, cache::Cache, limit::Limit, plan::failure_of};
use crate::{
    clock::{Clock, system},
    secrets::{
        store::{Store, StoreFailure, Surroundings},
        stores,
    },
};

/// Makes a [`Resolver`].
#[derive(Default)]
pub struct ResolverBuilder {
    options: ResolverOptions,
    own: BTreeMap<String, Arc<dyn Store>>,
    clock: Option<Arc<dyn Clock>>,
    surroundings: Option<Surroundings>,
    folder: Option<PathBuf>,
}

impl std::fmt::Debug for ResolverBuilder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ResolverBuilder")
            .field("options", &self.options)
            .field("own", &self.own.keys().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

impl ResolverBuilder {
    /// The configured stores, and times.
    #[must_use]
    pub fn options(mut self, options: ResolverOptions) -> Self {
        self.options = options;
        self
    }

    /// A store of one's own under a name.
    #[must_use]
    pub fn store(mut self, name: impl Into<String>, store: Arc<dyn Store>) -> Self {
        self.own.insert(name.into(), store);
        self
    }

    /// The clock that ages are counted by.
    #[must_use]
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = Some(clock);
        self
    }

    /// The variables that stores look at; those of the process.
    #[must_use]
    pub fn surroundings(mut self, surroundings: Surroundings) -> Self {
        self.surroundings = Some(surroundings);
        self
    }

    /// The folder of relative `file://./…` references: that of the landscape; the current one.
    #[must_use]
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = Some(folder.into());
        self
    }

    /// Makes it. Nothing is contacted yet.
    ///
    /// # Errors
    ///
    /// Those of [`Resolver::new`].
    pub fn build(self) -> Result<Resolver> {
        for name in self.options.stores.keys().chain(self.own.keys()) {
            let valid = !name.is_empty()
                && name
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            if !valid {
                return Err(Error::new(
                    ErrorCode::InputInvalid,
                    format!("`{name}` is not the name of a store"),
                )
                .with_remedy("Use small letters, digits and hyphens."));
            }
        }
        self.no_cycle()?;
        let surroundings = self.surroundings.unwrap_or_else(Surroundings::of_process);
        let seconds = Duration::from_secs;
        let mut failed = None;
        let inner = Arc::new_cyclic(|weak| {
            let mut opened = BTreeMap::new();
            for (name, spec) in &self.options.stores {
                let inputs = Arc::new(OwnInputs(weak.clone()));
                match stores::open(spec, inputs, &surroundings, self.folder.as_deref()) {
                    Ok(store) => {
                        opened.insert(name.clone(), open(name, store));
                    }
                    Err(error) => {
                        failed.get_or_insert(error.with_context("store", name));
                    }
                }
            }
            for (name, store) in self.own {
                opened.insert(name.clone(), open(&name, store));
            }
            Inner {
                stores: opened,
                ambient: Mutex::default(),
                cache: Cache::default(),
                fresh: seconds(self.options.cache_seconds.unwrap_or(300)),
                stale: seconds(self.options.max_stale_seconds.unwrap_or(0)),
                total: seconds(self.options.timeout_seconds.unwrap_or(60)),
                clock: self.clock.unwrap_or_else(system),
                surroundings,
                folder: self.folder,
            }
        });
        failed.map_or(Ok(Resolver(inner)), Err)
    }

    /// Credentials of stores may refer to stores, and never back.
    fn no_cycle(&self) -> Result<()> {
        let mut leads: HashMap<&str, BTreeSet<String>> = HashMap::new();
        for (name, spec) in &self.options.stores {
            for text in stores::credentials(spec) {
                let reference = parse(text).map_err(|error| error.with_context("store", name))?;
                if let Ok(target) = choose(&reference, |kind| self.names(kind)) {
                    leads.entry(name).or_default().extend(target);
                }
            }
        }
        for start in self.options.stores.keys() {
            let mut seen = BTreeSet::new();
            let mut open: Vec<&str> = vec![start];
            while let Some(at) = open.pop() {
                for next in leads.get(at).into_iter().flatten() {
                    if next == start {
                        return Err(Error::new(
                            ErrorCode::SecretsCycle,
                            format!("the credentials of the store `{start}` lead back to itself"),
                        )
                        .with_context("store", start));
                    }
                    if seen.insert(next.as_str()) {
                        open.push(next);
                    }
                }
            }
        }
        Ok(())
    }

    fn names(&self, kind: StoreKind) -> Vec<&str> {
        let configured = self.options.stores.iter();
        let configured = configured
            .filter(|(_, spec)| spec.store_kind() == kind)
            .map(|(name, _)| name.as_str());
        let own = self.own.iter();
        let own = own
            .filter(|(_, store)| store.store_kind() == kind)
            .map(|(name, _)| name.as_str());
        configured.chain(own).collect()
    }
}

fn open(name: &str, store: Arc<dyn Store>) -> Arc<Opened> {
    Arc::new(Opened {
        name: name.to_owned(),
        identity: format!("{}:{}", store.store_kind(), store.identity()),
        limit: Limit::new(store.concurrency()),
        store,
    })
}

/// The name of the store that a reference means; `None`: the one that the environment describes.
fn choose<'a>(
    reference: &Reference,
    names: impl Fn(StoreKind) -> Vec<&'a str>,
) -> std::result::Result<Option<String>, StoreFailure> {
    let known = names(reference.store_kind);
    let said = known.join(", ");
    let refuse = |message: String| {
        StoreFailure::new(ErrorCode::SecretsStoreNotConfigured, message).remedy(
            if said.is_empty() {
                "Configure a store of this kind.".to_owned()
            } else {
                format!("Configure it, or use one of these: {said}.")
            },
        )
    };
    let default = reference.store_kind.as_str();
    match &reference.store {
        Some(name) if known.contains(&name.as_str()) => Ok(Some(name.clone())),
        // The name that reports give to what the environment describes.
        Some(name) if name == default && known.is_empty() => Ok(None),
        Some(name) => Err(refuse(format!(
            "no store `{name}` of the kind {default} is configured"
        ))),
        None => match known.as_slice() {
            [] => Ok(None),
            [only] => Ok(Some((*only).to_owned())),
            several if several.contains(&default) => Ok(Some(default.to_owned())),
            _ => Err(refuse(format!(
                "there are several stores of the kind {default}, and the reference names none"
            ))),
        },
    }
}

impl Inner {
    /// The store that answers a reference.
    #[allow(clippy::result_large_err)] // the failure is what the report holds, and goes there once
    pub(super) fn opened(
        self: &Arc<Self>,
        reference: &Reference,
    ) -> std::result::Result<Arc<Opened>, SecretFailure> {
        let refuse = |failure: StoreFailure| {
            let store = reference.store.as_deref().unwrap_or_default();
            failure_of(failure, reference.canonical.clone(), store, 0)
        };
        let names = |kind: StoreKind| {
            let of_kind = self.stores.iter();
            of_kind
                .filter(|(_, opened)| opened.store.store_kind() == kind)
                .map(|(name, _)| name.as_str())
                .collect()
        };
        if let Some(name) = choose(reference, names).map_err(refuse)?
            && let Some(opened) = self.stores.get(&name)
        {
            return Ok(Arc::clone(opened));
        }
        let kind = reference.store_kind;
        let mut ambient = self.ambient.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(opened) = ambient.get(&kind) {
            return Ok(Arc::clone(opened));
        }
        let spec = stores::ambient(kind).map_err(refuse)?;
        let inputs = Arc::new(OwnInputs(Arc::downgrade(self)));
        let store = stores::open(&spec, inputs, &self.surroundings, self.folder.as_deref())
            .map_err(|error| {
                refuse(StoreFailure::new(error.code(), error.message()).remedy(error.remedy()))
            })?;
        let opened = open(kind.as_str(), store);
        ambient.insert(kind, Arc::clone(&opened));
        Ok(opened)
    }
}
