//! The whole platform as one value.

use std::{collections::BTreeMap, io, path::PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{
    app::App,
    environment::Environment,
    options::{Durations, Options},
    package::{Origin, Package},
    user::User,
};
use crate::{
    archive::{self, Metadata},
    clock::{self, Clock},
    effects::Records,
    fault::Faults,
    ids::{Ids, hex},
};

/// What a link leads to.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) target: Target,
    pub(crate) expires: i64,
}

/// The content behind a link.
#[derive(Clone, Debug)]
pub(crate) enum Target {
    File { path: PathBuf, name: String },
    Text { name: String, text: String },
}

/// The state of the stand-in.
pub(crate) struct World {
    pub(crate) clock: Clock,
    pub(crate) options: Options,
    pub(crate) durations: Durations,
    pub(crate) users: Vec<User>,
    pub(crate) apps: Vec<App>,
    pub(crate) links: BTreeMap<String, Link>,
    pub(crate) records: Records,
    pub(crate) faults: Faults,
    pub(crate) ids: Ids,
    pub(crate) url: String,
    /// Holds package files; removed with the value.
    pub(crate) files: TempDir,
}

/// A package as it arrives: bytes in a file and what was counted on the way.
pub(crate) struct Arrival {
    pub(crate) path: PathBuf,
    pub(crate) size: u64,
    pub(crate) sha256: String,
    pub(crate) metadata: Option<Metadata>,
}

impl World {
    pub(crate) fn now(&self) -> i64 {
        self.clock.now()
    }

    /// A moment `ms` from now.
    pub(crate) fn after(&self, ms: u64) -> i64 {
        clock::after(self.now(), ms)
    }

    pub(crate) fn app(&self, app_id: &str) -> Option<&App> {
        self.apps.iter().find(|app| app.app_id == app_id)
    }

    pub(crate) fn app_mut(&mut self, app_id: &str) -> Option<&mut App> {
        self.apps.iter_mut().find(|app| app.app_id == app_id)
    }

    pub(crate) fn user(&self, id: &str) -> Option<&User> {
        self.users.iter().find(|user| user.id == id)
    }

    /// Positions of an app and an environment, both by name or id.
    pub(crate) fn locate(&self, app: &str, environment: &str) -> Option<(usize, usize)> {
        let app = self
            .apps
            .iter()
            .position(|one| one.app_id == app || one.project_id == app)?;
        let environment = self.apps[app]
            .environments
            .iter()
            .position(|one| one.mode == environment || one.id == environment)?;
        Some((app, environment))
    }

    pub(crate) fn environment_mut(&mut self, at: (usize, usize)) -> &mut Environment {
        &mut self.apps[at.0].environments[at.1]
    }

    /// A signed link to `target`; its signature is a secret.
    pub(crate) fn link(&mut self, target: Target, expires: i64) -> String {
        let key = self.ids.opaque("link");
        self.links.insert(key.clone(), Link { target, expires });
        self.link_url(&key)
    }

    /// The address of a link that exists.
    pub(crate) fn link_url(&self, key: &str) -> String {
        let expires = self.links.get(key).map_or(0, |link| link.expires);
        format!(
            "{}/files/{key}?expire={}&signature=planted-secret-{}",
            self.url,
            clock::compact(expires),
            &key[..16]
        )
    }

    /// Whether the signature of a link is the one that was handed out.
    pub(crate) fn is_signed(key: &str, signature: &str) -> bool {
        key.get(..16)
            .is_some_and(|start| signature == format!("planted-secret-{start}"))
    }

    /// Writes a small package with this metadata into the file store.
    pub(crate) fn synthesise(&mut self, metadata: &Metadata, app: &str) -> io::Result<Arrival> {
        use sha2::{Digest, Sha256};

        let bytes = archive::write(metadata, app)?;
        let path = self.files.path().join(self.ids.opaque("file"));
        std::fs::write(&path, &bytes)?;
        Ok(Arrival {
            path,
            size: bytes.len() as u64,
            sha256: hex(&Sha256::digest(&bytes)),
            metadata: Some(metadata.clone()),
        })
    }

    /// A package made of what arrived, not yet in any app.
    pub(crate) fn package(
        &mut self,
        arrival: Arrival,
        name: &str,
        creator: &str,
        origin: Origin,
    ) -> Package {
        Package {
            id: self.ids.uuid("package"),
            name: name.to_owned(),
            description: String::new(),
            version: arrival
                .metadata
                .as_ref()
                .map_or_else(String::new, |metadata| metadata.model_version.clone()),
            creator: creator.to_owned(),
            created: self.now(),
            size: arrival.size,
            sha256: arrival.sha256,
            path: arrival.path,
            metadata: arrival.metadata,
            origin,
            last_deployed: None,
        }
    }

    /// Everything, without credentials.
    pub(crate) fn describe(&self) -> Value {
        let users: Vec<_> = self
            .users
            .iter()
            .map(|user| {
                json!({
                    "userId": user.id,
                    "name": user.name,
                    "isActive": user.is_active,
                    "apiKeyRevoked": user.api_key_revoked,
                    "patRevoked": user.pat_revoked,
                    "scopes": user.scopes,
                })
            })
            .collect();
        json!({
            "now": self.now(),
            "options": self.options,
            "durations": self.durations,
            "users": users,
            "apps": self.apps,
        })
    }
}
