//! Handles: a landscape, and views on its apps and environments. Cheap to clone.

use std::{fmt, io::Read, path::Path, sync::Arc};

use mendix_deploy_model::{
    Address, Error, ErrorCode, Result,
    findings::Location,
    landscapes::{Defaults, EffectiveConstant, LandscapeDocument, TargetKind, TargetSpec, Tier},
};

use super::{
    check,
    inherit::{self, Effective},
    load::{self, Loaded},
    places::Places,
    reader::join,
    suggest::did_you_mean,
    tree,
};

/// A team's apps and environments. Everything in it has passed its checks.
#[derive(Clone)]
pub struct Landscape {
    inner: Arc<Inner>,
}

struct Inner {
    document: LandscapeDocument,
    places: Places,
}

impl Landscape {
    /// Reads a landscape from a YAML file.
    ///
    /// # Errors
    ///
    /// `landscape.unreadable`, `landscape.malformed`, `landscape.invalid` with every error at once, `document.newer`,
    /// `document.invalid`.
    pub fn load(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let name = path.display().to_string();
        let unreadable = |why: String| {
            Error::new(
                ErrorCode::LandscapeUnreadable,
                format!("{name} cannot be read: {why}"),
            )
            .with_context("file", &name)
        };
        let failed = |error: std::io::Error| unreadable(error.to_string()).with_source(error);
        let file = std::fs::File::open(path).map_err(failed)?;
        let mut bytes = Vec::new();
        // One byte more than allowed is enough to refuse it, whatever the file's size.
        file.take(tree::LARGEST as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                return Err(not_utf8(error.as_bytes(), at, &name));
            }
        };
        Self::parse(&text, Some(&name))
    }

    /// Reads a landscape from YAML text; `file` is used in messages.
    ///
    /// # Errors
    ///
    /// As [`Landscape::load`].
    pub fn parse(text: &str, file: Option<&str>) -> Result<Self> {
        let Loaded {
            document,
            places,
            mut findings,
            more,
        } = load::parse(text, file)?;
        // A misread key already stands for what is missing because of it.
        if findings.is_empty() {
            findings = check::check(&document, &places);
        }
        if findings.is_empty() {
            return Ok(Self {
                inner: Arc::new(Inner { document, places }),
            });
        }
        Err(load::invalid(findings, more, file))
    }

    /// Takes a landscape that was built in code, with the same checks.
    ///
    /// # Errors
    ///
    /// `landscape.invalid` with every error at once, `document.newer`, `document.invalid`.
    pub fn from_document(document: LandscapeDocument) -> Result<Self> {
        use mendix_deploy_model::document::Document;
        if document.document != LandscapeDocument::KIND {
            return Err(Error::new(
                ErrorCode::DocumentInvalid,
                format!(
                    "the document is of kind `{}` and not a landscape",
                    document.document
                ),
            ));
        }
        if document.version > LandscapeDocument::VERSION {
            return Err(Error::new(
                ErrorCode::DocumentNewer,
                format!(
                    "the landscape has version {}, newer than this library",
                    document.version
                ),
            ));
        }
        let places = Places::default();
        let findings = check::check(&document, &places);
        if findings.is_empty() {
            return Ok(Self {
                inner: Arc::new(Inner { document, places }),
            });
        }
        Err(load::invalid(findings, 0, None))
    }

    /// The document.
    #[must_use]
    pub fn document(&self) -> &LandscapeDocument {
        &self.inner.document
    }

    /// The app of this name.
    ///
    /// # Errors
    ///
    /// `landscape.unknown_name`, with the nearest name.
    pub fn app(&self, name: &str) -> Result<App> {
        let apps = &self.inner.document.apps;
        if apps.contains_key(name) {
            return Ok(App {
                landscape: self.clone(),
                name: name.to_owned(),
            });
        }
        let hint = did_you_mean(name, apps.keys().map(String::as_str));
        Err(Error::new(
            ErrorCode::LandscapeUnknownName,
            format!("the landscape has no app `{name}`.{hint}"),
        )
        .with_context("app", name))
    }

    /// The environment of this address, `app/environment`.
    ///
    /// # Errors
    ///
    /// `input.invalid_address`; `landscape.unknown_name`, with the nearest name.
    pub fn environment(&self, address: &str) -> Result<Environment> {
        let address = Address::parse(address)?;
        self.app(address.app())?.environment(address.environment())
    }

    /// Where a path of keys stands in the file, or the nearest path above it; `None` for a landscape built in code.
    #[must_use]
    pub fn place(&self, path: &str) -> Option<Location> {
        self.inner.places.find(path)
    }

    /// Every app, by code point of its name.
    #[must_use]
    pub fn apps(&self) -> Vec<App> {
        let names = self.inner.document.apps.keys();
        names
            .map(|name| App {
                landscape: self.clone(),
                name: name.clone(),
            })
            .collect()
    }

    /// Every environment of every app.
    #[must_use]
    pub fn environments(&self) -> Vec<Environment> {
        self.apps().iter().flat_map(App::environments).collect()
    }
}

/// Names the place of the first byte that is no UTF-8.
fn not_utf8(bytes: &[u8], at: usize, name: &str) -> Error {
    let before = String::from_utf8_lossy(&bytes[..at]);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let place = Location {
        file: Some(name.to_owned()),
        line: number(line),
        column: number(column),
    };
    tree::malformed(Some(name), Some(place), "is not UTF-8".to_owned())
        .with_remedy("Save the file as UTF-8.")
}

impl fmt::Debug for Landscape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Landscape")
            .field("apps", &self.inner.document.apps.keys())
            .finish_non_exhaustive()
    }
}

/// An app of a landscape.
#[derive(Debug, Clone)]
pub struct App {
    landscape: Landscape,
    name: String,
}

impl App {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The landscape it is in.
    #[must_use]
    pub fn landscape(&self) -> &Landscape {
        &self.landscape
    }

    /// The environment of this name.
    ///
    /// # Errors
    ///
    /// `landscape.unknown_name`, with the nearest name.
    pub fn environment(&self, name: &str) -> Result<Environment> {
        if let Some(environment) = self.make(name) {
            return Ok(environment);
        }
        let known = self.names();
        let hint = did_you_mean(name, known.iter().map(String::as_str));
        Err(Error::new(
            ErrorCode::LandscapeUnknownName,
            format!("app `{}` has no environment `{name}`.{hint}", self.name),
        )
        .with_context("app", &self.name)
        .with_context("environment", name))
    }

    /// Its environments: those of its preset in their order, then the others by code point.
    #[must_use]
    pub fn environments(&self) -> Vec<Environment> {
        self.names()
            .iter()
            .filter_map(|name| self.make(name))
            .collect()
    }

    fn names(&self) -> Vec<String> {
        self.landscape
            .inner
            .document
            .apps
            .get(&self.name)
            .map(inherit::environment_names)
            .unwrap_or_default()
    }

    fn make(&self, name: &str) -> Option<Environment> {
        if !self.names().iter().any(|known| known == name) {
            return None;
        }
        let inner = &self.landscape.inner;
        let effective = inherit::effective(&inner.document, &inner.places, &self.name, name)?;
        let address = Address::new(&self.name, name).ok()?;
        Some(Environment {
            app: self.clone(),
            address,
            effective: Arc::new(effective),
        })
    }
}

/// An environment of a landscape, everything inherited.
#[derive(Clone)]
pub struct Environment {
    app: App,
    address: Address,
    effective: Arc<Effective>,
}

impl Environment {
    /// Its address.
    #[must_use]
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// The app it belongs to.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// What it is for.
    #[must_use]
    pub fn tier(&self) -> Tier {
        self.effective.tier
    }

    /// Where it runs.
    #[must_use]
    pub fn target(&self) -> &TargetSpec {
        &self.effective.target
    }

    /// The kind of its target.
    #[must_use]
    pub fn target_kind(&self) -> TargetKind {
        self.effective.target.kind()
    }

    /// Its constants by code point of their name, each with where it was set.
    #[must_use]
    pub fn constants(&self) -> &[EffectiveConstant] {
        &self.effective.constants
    }

    /// Everything it wants, inherited.
    #[must_use]
    pub fn values(&self) -> &Defaults {
        &self.effective.values
    }

    /// Its path in the landscape.
    #[must_use]
    pub fn path(&self) -> String {
        join(
            &join(&join("apps", self.app.name()), "environments"),
            self.address.environment(),
        )
    }

    /// Where it stands in the file; absent for a landscape built in code.
    #[must_use]
    pub fn location(&self) -> Option<Location> {
        self.app.landscape.inner.places.find(&self.path())
    }

    /// Where the scheduled events are set, as a path and a place in the file.
    #[must_use]
    pub fn scheduled_events_place(&self) -> (String, Option<Location>) {
        let path = self
            .effective
            .events_path
            .clone()
            .unwrap_or_else(|| join(&self.path(), "scheduledEvents"));
        let place = self.app.landscape.inner.places.find(&path);
        (path, place)
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Environment")
            .field("address", &self.address)
            .field("tier", &self.tier())
            .field("target", &self.target_kind())
            .finish_non_exhaustive()
    }
}
