//! Leases in files: one JSON document per environment, a lock that serialises its readers and writers, and a lock that
//! the holder keeps as long as it lives.

use std::{
    fs::{self, File, TryLockError},
    path::PathBuf,
};

use mendix_deploy_model::{
    Error, ErrorCode, Result, error::ErrorDetail, runs::LeaseInfo, time::Timestamp,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{Shared, owner_only, replace, unwritable};

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StoredLease {
    pub(super) lease: LeaseInfo,
    released: bool,
}

impl Shared {
    fn lease_path(&self, key: &str, extension: &str) -> PathBuf {
        // The key holds names of the platform, which are not file names.
        let digest = Sha256::digest(key.as_bytes());
        let name: String = digest.iter().take(12).map(|b| format!("{b:02x}")).collect();
        self.root.join("leases").join(format!("{name}.{extension}"))
    }

    /// Serialises everybody who reads and writes one lease.
    pub(super) fn guard(&self, key: &str) -> Result<File> {
        let path = self.lease_path(key, "lock");
        let file = owner_only()
            .create(true)
            .write(true)
            .open(&path)
            .map_err(|error| unwritable(&path, error))?;
        file.lock().map_err(|error| unwritable(&path, error))?;
        Ok(file)
    }

    pub(super) fn stored(&self, key: &str) -> Result<Option<StoredLease>> {
        let path = self.lease_path(key, "json");
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unwritable(&path, error)),
        };
        serde_json::from_slice(&bytes).map(Some).map_err(|error| {
            Error::new(
                ErrorCode::JournalCorrupt,
                format!("the lease {} cannot be read", path.display()),
            )
            .with_source(error)
        })
    }

    fn store(&self, lease: &LeaseInfo, released: bool) -> Result<()> {
        let stored = StoredLease {
            lease: lease.clone(),
            released,
        };
        let bytes = serde_json::to_vec_pretty(&stored).map_err(|error| {
            Error::new(ErrorCode::InternalDefect, "a lease cannot be written").with_source(error)
        })?;
        replace(&self.lease_path(&lease.key, "json"), &bytes)
    }

    fn alive_path(&self, lease: &LeaseInfo) -> PathBuf {
        self.lease_path(&lease.key, &format!("{}.alive", lease.fence))
    }

    /// Whether the holder's process is gone. Only for holders on this machine: a lock seen from elsewhere may be a
    /// mount that does not pass locks on.
    fn is_dead(&self, holder: &LeaseInfo, host: &str) -> bool {
        if holder.actor.host != host {
            return false;
        }
        let Ok(file) = File::open(self.alive_path(holder)) else {
            return false;
        };
        match file.try_lock() {
            Ok(()) => true,
            Err(TryLockError::WouldBlock | TryLockError::Error(_)) => false,
        }
    }

    pub(super) fn acquire(&self, mut wish: LeaseInfo, now: Timestamp) -> Result<LeaseInfo> {
        let _guard = self.guard(&wish.key)?;
        wish.fence = 1;
        if let Some(StoredLease {
            lease: holder,
            released,
        }) = self.stored(&wish.key)?
        {
            let free = released
                || holder.expires_at <= now
                || holder.runner == wish.runner
                || self.is_dead(&holder, &wish.actor.host);
            if !free {
                return Err(held(&holder));
            }
            wish.fence = holder.fence + 1;
            let _ = fs::remove_file(self.alive_path(&holder));
        }
        let path = self.alive_path(&wish);
        let alive = owner_only()
            .create(true)
            .write(true)
            .open(&path)
            .map_err(|error| unwritable(&path, error))?;
        alive.lock().map_err(|error| unwritable(&path, error))?;
        self.store(&wish, false)?;
        self.alive().insert(wish.runner.clone(), alive);
        Ok(wish)
    }

    pub(super) fn renew(&self, mut lease: LeaseInfo, expires_at: Timestamp) -> Result<LeaseInfo> {
        let _guard = self.guard(&lease.key)?;
        match self.stored(&lease.key)? {
            Some(stored) if is_same(&stored, &lease) => {
                lease.expires_at = expires_at;
                self.store(&lease, false)?;
                Ok(lease)
            }
            stored => Err(lost(&lease, stored.as_ref())),
        }
    }

    pub(super) fn release(&self, lease: LeaseInfo) -> Result<()> {
        let _guard = self.guard(&lease.key)?;
        if let Some(stored) = self.stored(&lease.key)?
            && is_same(&stored, &lease)
        {
            self.store(&stored.lease, true)?;
        }
        self.alive().remove(&lease.runner);
        let _ = fs::remove_file(self.alive_path(&lease));
        Ok(())
    }
}

fn is_same(stored: &StoredLease, lease: &LeaseInfo) -> bool {
    !stored.released && stored.lease.fence == lease.fence && stored.lease.runner == lease.runner
}

fn held(holder: &LeaseInfo) -> Error {
    Error::new(
        ErrorCode::RunLocked,
        format!(
            "{} is held by run {} of {} on {} until {}",
            holder.address, holder.run, holder.actor.name, holder.actor.host, holder.expires_at
        ),
    )
    .with_context("environment", &holder.address)
    .with_detail(ErrorDetail::HeldLease {
        run: holder.run.to_string(),
        actor: format!("{} on {}", holder.actor.name, holder.actor.host),
        expires_at: holder.expires_at.to_string(),
    })
}

fn lost(lease: &LeaseInfo, current: Option<&StoredLease>) -> Error {
    let by = current.map_or_else(
        || "it is gone".to_owned(),
        |current| {
            format!(
                "run {} of {} on {} has number {}",
                current.lease.run,
                current.lease.actor.name,
                current.lease.actor.host,
                current.lease.fence
            )
        },
    );
    Error::new(
        ErrorCode::RunLeaseLost,
        format!(
            "this runner's lease of {} (number {}) is lost: {by}",
            lease.address, lease.fence
        ),
    )
    .with_context("environment", &lease.address)
    .with_context("run", &lease.run)
}
