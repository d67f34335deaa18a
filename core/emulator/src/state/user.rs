//! Users and their credentials.

/// A user, with credentials that never leave this type except through [`crate::Emulator::credentials`].
#[derive(Clone)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) is_active: bool,
    pub(crate) api_key: String,
    /// When the key was revoked.
    pub(crate) api_key_revoked: Option<i64>,
    pub(crate) pat: String,
    pub(crate) pat_revoked: bool,
    pub(crate) scopes: Vec<String>,
}

/// What a PAT is asked for.
pub(crate) const DEPLOYMENT_READ: &str = "mx:deployment:read";
pub(crate) const DEPLOYMENT_WRITE: &str = "mx:deployment:write";
pub(crate) const EPICS_READ: &str = "mx:epics:read";
pub(crate) const REPOSITORY_READ: &str = "mx:modelrepository:repo:read";

impl User {
    /// Whether the key still works at `now`, given how long keys are cached.
    pub(crate) fn accepts_key(&self, key: &str, now: i64, cache: u64) -> bool {
        self.is_active
            && self.api_key == key
            && self
                .api_key_revoked
                .is_none_or(|at| now < crate::clock::after(at, cache))
    }

    /// Whether the token carries `scope`; writing covers reading.
    pub(crate) fn has_scope(&self, scope: &str) -> bool {
        self.scopes
            .iter()
            .any(|own| own == scope || (scope == DEPLOYMENT_READ && own == DEPLOYMENT_WRITE))
    }
}
