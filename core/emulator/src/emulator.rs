//! The handle.

use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
};

use serde_json::{Value, json};

use crate::{
    fault::Faults,
    seed,
    server::{Server, Shared, bind},
};

/// A running stand-in. Clones are handles to the same one; the last to go stops the server.
///
/// Every method can be called from any thread, and from inside an async runtime: none waits for a request.
#[derive(Clone)]
pub struct Emulator {
    inner: Arc<Inner>,
}

struct Inner {
    shared: Arc<Shared>,
    server: Mutex<Server>,
    seed: Value,
    url: String,
}

impl std::fmt::Debug for Emulator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Emulator")
            .field("url", &self.inner.url)
            .finish_non_exhaustive()
    }
}

impl Emulator {
    /// Starts a stand-in on a free port of the loopback interface.
    ///
    /// # Errors
    ///
    /// No port, thread or temporary folder; or a seed that is not one (`InvalidInput`, with the reason).
    pub fn start(seed: Value) -> io::Result<Self> {
        let (listener, address) = bind()?;
        let url = format!("http://{address}");
        let shared = Arc::new(Shared::new(seed::build(seed.clone(), url.clone())?));
        let server = Server::start(listener, Arc::clone(&shared))?;
        Ok(Self {
            inner: Arc::new(Inner {
                shared,
                server: Mutex::new(server),
                seed,
                url,
            }),
        })
    }

    /// `http://127.0.0.1:port`, without a slash at the end.
    pub fn url(&self) -> String {
        self.inner.url.clone()
    }

    /// What stands for each of the platform's hosts: `deploy` for `https://deploy.mendix.com`, `cloud` for
    /// `https://cloud.home.mendix.com`, `repository` for `https://repository.api.mendix.com`,
    /// `epics` for `https://epics-api.mendix.com`.
    pub fn endpoints(&self) -> Value {
        let url = &self.inner.url;
        json!({
            "deploy": format!("{url}/deploy"),
            "cloud": format!("{url}/cloud"),
            "repository": format!("{url}/repository"),
            "epics": format!("{url}/epics"),
        })
    }

    /// Credentials of the first user: `username`, `apiKey`, `pat`.
    pub fn credentials(&self) -> Value {
        let world = self.inner.shared.world();
        // A seed without users is refused.
        world.users.first().map_or(
            Value::Null,
            |user| json!({"username": user.id, "apiKey": user.api_key, "pat": user.pat}),
        )
    }

    /// The virtual time in milliseconds since 1970.
    pub fn now_ms(&self) -> i64 {
        self.inner.shared.world().now()
    }

    /// Moves the virtual time on. Jobs progress by it alone.
    pub fn advance(&self, ms: u64) {
        let mut world = self.inner.shared.world();
        world.clock.advance(ms);
        world.settle();
    }

    /// How far every request moves the virtual time, in milliseconds; 1000 at the start, 0 stands still.
    pub fn set_auto_advance(&self, ms_per_request: u64) {
        self.inner
            .shared
            .world()
            .clock
            .set_per_request(ms_per_request);
    }

    /// Adds a fault and returns its number. The crate's front page lists them.
    ///
    /// # Panics
    ///
    /// When `fault` is not a fault document: a test that asks for something else than it thinks must not pass.
    /// [`try_inject`](Self::try_inject) returns the reason instead.
    pub fn inject(&self, fault: Value) -> u64 {
        match self.try_inject(fault) {
            Ok(number) => number,
            Err(reason) => panic!("{reason}"),
        }
    }

    /// Adds a fault and returns its number.
    ///
    /// # Errors
    ///
    /// What is wrong with the document.
    pub fn try_inject(&self, fault: Value) -> Result<u64, String> {
        self.inner.shared.world().faults.inject(&fault)
    }

    /// Removes all faults, used or not, and lets stalled requests go on.
    pub fn clear_faults(&self) {
        self.inner.shared.world().faults.clear();
        self.inner.shared.cleared.notify_waiters();
    }

    /// What requests changed, in order, with the identity of each request.
    pub fn effects(&self) -> Vec<Value> {
        self.inner.shared.world().records.effects()
    }

    /// All requests in the order of their answers. No credentials, no signatures.
    pub fn requests(&self) -> Vec<Value> {
        self.inner.shared.world().records.requests()
    }

    /// Everything the stand-in remembers, without credentials. For assertions; its shape may grow.
    pub fn state(&self) -> Value {
        let mut world = self.inner.shared.world();
        world.settle();
        world.describe()
    }

    /// Makes a change as somebody else would, without a request and without an effect in the record.
    ///
    /// # Errors
    ///
    /// What is wrong with the document.
    pub fn apply(&self, change: Value) -> Result<Value, String> {
        let mut world = self.inner.shared.world();
        world.settle();
        world.apply(&change)
    }

    /// Back to the seed: state, clock, records and faults. The address stays.
    pub fn reset(&self) {
        // The seed was accepted at the start; without a temporary folder the state stays as it is.
        if let Ok(mut fresh) = seed::build(self.inner.seed.clone(), self.inner.url.clone()) {
            let mut world = self.inner.shared.world();
            fresh.faults = Faults::after(&world.faults);
            *world = fresh;
        }
        self.inner.shared.cleared.notify_waiters();
    }

    /// Stops the server now; open connections end. Records and state stay readable.
    pub fn stop(&self) {
        self.inner
            .server
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .stop();
    }
}
