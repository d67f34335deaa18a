//! Reading: which mount and which version of the engine, and what an answer means.

use std::{collections::BTreeMap, sync::PoisonError};

use mendix_deploy_model::{ErrorCode, time::Timestamp};
use mendix_deploy_offline::secrets::segments;
use serde_json::Value;
use tokio::sync::Mutex;

use super::{
    Vault,
    login::Lent,
    wire::{Answer, Call},
};
use crate::secrets::store::{Fetched, Object, StoreFailure};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Engine {
    V1,
    V2,
}

/// Mounts that were asked for, by their segments.
#[derive(Default)]
pub(super) struct Mounts {
    known: std::sync::Mutex<BTreeMap<Vec<String>, Engine>>,
    /// Held while the server is asked, so that it is asked once.
    asking: Mutex<()>,
}

/// Where a secret is.
struct Place {
    mount: Vec<String>,
    rest: Vec<String>,
    engine: Engine,
    /// Nobody told: the server does not let this token look.
    assumed: bool,
}

impl Mounts {
    fn find(&self, path: &[String]) -> Option<Place> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let (mount, engine) = known
            .iter()
            .filter(|(mount, _)| mount.len() < path.len() && path.starts_with(mount))
            .max_by_key(|(mount, _)| mount.len())?;
        Some(place(path, mount.len(), *engine, false))
    }

    fn keep(&self, mount: Vec<String>, engine: Engine) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(mount, engine);
    }
}

fn place(path: &[String], mount: usize, engine: Engine, assumed: bool) -> Place {
    let mount = mount.clamp(1, path.len());
    Place {
        mount: path[..mount].to_vec(),
        rest: path[mount..].to_vec(),
        engine,
        assumed,
    }
}

impl Vault {
    pub(super) async fn read(&self, object: &Object) -> Result<Fetched, StoreFailure> {
        let path = segments(&object.reference);
        let place = self.place(object, &path).await?;
        let mut path: Vec<&str> = place.mount.iter().map(String::as_str).collect();
        if place.engine == Engine::V2 {
            path.push("data");
        }
        path.extend(place.rest.iter().map(String::as_str));
        let version = object
            .locked
            .as_ref()
            .or_else(|| object.reference.query.get("version"))
            .filter(|_| place.engine == Engine::V2);
        let mut first = true;
        loop {
            let lent = self.session.lend(&self.wire).await?;
            let mut call = Call::get(path.clone(), Some(&lent.value));
            call.query = version.map(|version| ("version", version.clone()));
            let answer = self.wire.send(&call).await?;
            if answer.status != 403 {
                return judged(&answer, &place);
            }
            if first && self.session.again(&self.wire, &lent).await? {
                first = false;
                continue;
            }
            return Err(self.denied(&answer, &lent, &path).await);
        }
    }

    async fn denied(&self, answer: &Answer, lent: &Lent, path: &[&str]) -> StoreFailure {
        if self.session.is_valid(&self.wire, lent).await {
            answer
                .failure(
                    ErrorCode::SecretsPermissionDenied,
                    "the token may not read this path",
                )
                .remedy(format!(
                    "Let its policy allow `read` on {}, in the namespace of the store.",
                    path.join("/")
                ))
        } else {
            answer
                .failure(
                    ErrorCode::SecretsAuthFailed,
                    "the token is not valid: it has ended, was revoked, is used up, or is of another server or namespace",
                )
                .remedy("Give a fresh token, or a login that can be repeated.")
        }
    }

    async fn place(&self, object: &Object, path: &[String]) -> Result<Place, StoreFailure> {
        let query = &object.reference.query;
        let said = query
            .get("mount")
            .map_or(1, |mount| mount.trim_matches('/').split('/').count());
        match query.get("engine").map(String::as_str) {
            Some("kv1") => return Ok(place(path, said, Engine::V1, false)),
            Some(_) => return Ok(place(path, said, Engine::V2, false)),
            None => {}
        }
        if let Some(place) = self.mounts.find(path) {
            return Ok(place);
        }
        let _asking = self.mounts.asking.lock().await;
        if let Some(place) = self.mounts.find(path) {
            return Ok(place);
        }
        let lent = self.session.lend(&self.wire).await?;
        let mut asked = vec!["sys", "internal", "ui", "mounts"];
        asked.extend(path.iter().map(String::as_str));
        let answer = self.wire.send(&Call::get(asked, Some(&lent.value))).await?;
        if matches!(answer.status, 403 | 404) {
            return Ok(place(path, said, Engine::V2, true));
        }
        if let Some(failure) = answer.general() {
            return Err(failure);
        }
        let data = answer.body.get("data");
        let text = |key: &str| data.and_then(|data| data.get(key)).and_then(Value::as_str);
        let Some(mount) = text("path") else {
            return Err(answer.failure(
                ErrorCode::SecretsProtocolError,
                "the answer about the mount has no path",
            ));
        };
        let kind = text("type").unwrap_or("kv");
        if !matches!(kind, "kv" | "generic" | "cubbyhole") {
            return Err(answer
                .failure(
                    ErrorCode::SecretsWrongEngine,
                    "the mount is of an engine that keeps no secrets by key",
                )
                .remedy("Refer to a mount of the KV engine."));
        }
        let mount: Vec<String> = mount
            .trim_matches('/')
            .split('/')
            .map(str::to_owned)
            .collect();
        if !path.starts_with(&mount) || mount.len() >= path.len() {
            return Err(answer.failure(
                ErrorCode::SecretsProtocolError,
                "the answer is about another mount",
            ));
        }
        let second = data
            .and_then(|data| data.pointer("/options/version"))
            .and_then(Value::as_str)
            == Some("2");
        let engine = if second { Engine::V2 } else { Engine::V1 };
        self.mounts.keep(mount.clone(), engine);
        Ok(place(path, mount.len(), engine, false))
    }
}

fn judged(answer: &Answer, place: &Place) -> Result<Fetched, StoreFailure> {
    if let Some(failure) = answer.general() {
        return Err(failure);
    }
    match answer.status {
        200 => found(answer, place),
        404 => Err(missing(answer, place)),
        400 => Err(answer.failure(
            ErrorCode::SecretsBadObject,
            "the server takes this for a bad path or version",
        )),
        _ => Err(answer.failure(
            ErrorCode::SecretsProtocolError,
            "the server answers with a status that is not documented for reads",
        )),
    }
}

fn found(answer: &Answer, place: &Place) -> Result<Fetched, StoreFailure> {
    let unexpected = || {
        answer.failure(
            ErrorCode::SecretsProtocolError,
            "the answer has no fields where the engine puts them",
        )
    };
    let data = answer.body.get("data").ok_or_else(unexpected)?;
    if place.engine == Engine::V1 {
        return match data {
            Value::Object(_) => Ok(Fetched::fields(data.clone())),
            _ => Err(unexpected()),
        };
    }
    let fields = data.get("data").ok_or_else(unexpected)?;
    if !fields.is_object() {
        return Err(gone(answer, data).unwrap_or_else(unexpected));
    }
    let mut fetched = Fetched::fields(fields.clone());
    let metadata = data.get("metadata");
    fetched.version = metadata
        .and_then(|it| it.get("version"))
        .and_then(Value::as_u64)
        .map(|version| version.to_string());
    fetched.created_at = metadata
        .and_then(|it| it.get("created_time"))
        .and_then(Value::as_str)
        .and_then(|time| time.parse::<Timestamp>().ok());
    Ok(fetched)
}

/// A version that was deleted or destroyed.
fn gone(answer: &Answer, data: &Value) -> Option<StoreFailure> {
    let metadata = data.get("metadata")?;
    let version = metadata.get("version").and_then(Value::as_u64).unwrap_or(0);
    if metadata.get("destroyed").and_then(Value::as_bool) == Some(true) {
        return Some(answer.failure(
            ErrorCode::SecretsDestroyed,
            format!("version {version} was destroyed"),
        ));
    }
    let deleted = metadata
        .get("deletion_time")
        .and_then(Value::as_str)
        .is_some_and(|time| !time.is_empty());
    deleted.then(|| {
        answer.failure(
            ErrorCode::SecretsDeleted,
            format!("version {version} was deleted"),
        )
    })
}

fn missing(answer: &Answer, place: &Place) -> StoreFailure {
    if let Some(failure) = answer.body.get("data").and_then(|data| gone(answer, data)) {
        return failure;
    }
    let warned = answer
        .body
        .get("warnings")
        .and_then(Value::as_array)
        .is_some_and(|warnings| {
            warnings
                .iter()
                .filter_map(Value::as_str)
                .any(|text| text.contains("versioned K/V"))
        });
    let mount = place.mount.join("/");
    if warned {
        return answer
            .failure(
                ErrorCode::SecretsWrongEngine,
                format!("{mount} is of version 2 of the engine and was read as version 1"),
            )
            .remedy("Leave `engine` out, or write engine=kv2.");
    }
    if answer.says("namespace not found") {
        return answer
            .failure(ErrorCode::SecretsNotFound, "there is no such namespace")
            .remedy("Check `namespace` of the store.");
    }
    if answer.says("no handler for route") {
        return answer
            .failure(
                ErrorCode::SecretsNotFound,
                format!("there is no mount {mount} in this namespace"),
            )
            .remedy("Check the first part of the path, and `namespace` of the store.");
    }
    let failure = answer.failure(
        ErrorCode::SecretsNotFound,
        "there is no such path or version",
    );
    if place.engine == Engine::V2 && place.rest.first().is_some_and(|first| first == "data") {
        return failure.remedy(format!(
            "Write the logical path: {mount}/{}, without data/.",
            place.rest[1..].join("/")
        ));
    }
    if place.assumed {
        return failure.remedy(
            "Check the path. The token may not ask for the engine's version, so version 2 was assumed: write engine=kv1 for version 1.",
        );
    }
    failure
}
