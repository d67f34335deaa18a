//! Changes that somebody else makes, without a request.

use std::{fs, path::Path};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{
    World,
    environment::{Rights, Status},
    package::Origin,
    world::Arrival,
};
use crate::{
    archive::{self, Metadata},
    ids::hex,
};

type Changed = Result<Value, String>;

impl World {
    /// Makes a change. The answer names what came to be; the error says what is wrong with the document.
    pub(crate) fn apply(&mut self, change: &Value) -> Changed {
        let kind = text(change, "kind")?;
        match kind {
            "setEnvironment" => self.set_environment(change),
            "setRights" => self.set_rights(change),
            "setConstant" => {
                let at = self.place(change)?;
                let (name, value) = (text(change, "name")?, &change["value"]);
                let constants = &mut self.environment_mut(at).constants;
                match value {
                    Value::Null => drop(constants.remove(name)),
                    Value::String(value) => drop(constants.insert(name.to_owned(), value.clone())),
                    _ => return Err("setConstant: `value` is a text or null".to_owned()),
                }
                Ok(json!({}))
            }
            "lock" | "unlock" => {
                let at = self.place(change)?;
                self.environment_mut(at).locked = kind == "lock";
                Ok(json!({}))
            }
            "addPackage" => self.add_package(change),
            "deletePackage" => self.delete_package(change),
            "revokePat" | "revokeApiKey" => {
                self.revoke(change["user"].as_str(), kind == "revokeApiKey");
                Ok(json!({}))
            }
            "option" => self.set_option(change),
            "duration" => self.set_duration(change),
            other => Err(format!("there is no change `{other}`")),
        }
    }

    /// Ends a credential of one user, or of the first.
    pub(crate) fn revoke(&mut self, user: Option<&str>, is_key: bool) {
        let now = self.now();
        let user = match user {
            Some(id) => self.users.iter_mut().find(|user| user.id == id),
            None => self.users.first_mut(),
        };
        if let Some(user) = user {
            if is_key {
                user.api_key_revoked.get_or_insert(now);
            } else {
                user.pat_revoked = true;
            }
        }
    }

    fn place(&self, change: &Value) -> Result<(usize, usize), String> {
        let app = self.app_of(change)?;
        let environment = text(change, "environment")?;
        self.locate(&app, environment)
            .ok_or_else(|| format!("{app} has no environment `{environment}`"))
    }

    /// `app`, or the first one.
    fn app_of(&self, change: &Value) -> Result<String, String> {
        match change["app"].as_str() {
            Some(app) => self
                .apps
                .iter()
                .find(|own| own.app_id == app || own.project_id == app)
                .map(|own| own.app_id.clone())
                .ok_or_else(|| format!("there is no app `{app}`")),
            None => self
                .apps
                .first()
                .map(|app| app.app_id.clone())
                .ok_or_else(|| "there is no app".to_owned()),
        }
    }

    fn set_environment(&mut self, change: &Value) -> Changed {
        let at = self.place(change)?;
        let now = self.now();
        if let Some(id) = change["packageId"].as_str() {
            if self.apps[at.0].package(id).is_none() {
                return Err(format!("there is no package `{id}`"));
            }
            self.deploy(at, id);
        }
        let status = match change.get("status") {
            None => None,
            Some(status) => Some(
                serde_json::from_value::<Status>(status.clone())
                    .map_err(|_| "`status` is Empty, Stopped or Running".to_owned())?,
            ),
        };
        let environment = self.environment_mut(at);
        if let Some(status) = status {
            environment.stopping = None;
            environment.set_status(now, status);
            if status == Status::Running {
                environment.started_package.clone_from(&environment.package);
            }
        }
        if let Some(model) = change.get("databaseModel") {
            environment.database_model = model.as_str().map(str::to_owned);
        }
        if let Some(value) = change["maintenance"].as_bool() {
            environment.maintenance = value;
        }
        if let Some(value) = change["production"].as_bool() {
            environment.production = value;
        }
        if let Some(value) = change["mode"].as_str() {
            environment.mode = value.to_owned();
        }
        if let Some(value) = change.get("publicStatus") {
            environment.public_status = value
                .as_u64()
                .and_then(|status| u16::try_from(status).ok())
                .filter(|status| (200..=599).contains(status));
        }
        Ok(json!({}))
    }

    fn set_rights(&mut self, change: &Value) -> Changed {
        let at = self.place(change)?;
        let user = match change["user"].as_str() {
            Some(user) => user.to_owned(),
            None => self
                .users
                .first()
                .map(|user| user.id.clone())
                .unwrap_or_default(),
        };
        let rights: Rights = serde_json::from_value(change["rights"].clone())
            .map_err(|error| format!("setRights: {error}"))?;
        self.environment_mut(at).rights.insert(user, rights);
        Ok(json!({}))
    }

    fn add_package(&mut self, change: &Value) -> Changed {
        let app_id = self.app_of(change)?;
        let arrival = match change["path"].as_str() {
            Some(path) => self.arrive(Path::new(path))?,
            None => {
                let source = self.app(&app_id).map(|app| app.source.clone());
                let mut metadata = match change.get("metadata") {
                    Some(metadata) => serde_json::from_value::<Metadata>(metadata.clone())
                        .map_err(|error| format!("addPackage: metadata: {error}"))?,
                    None => source.unwrap_or_default(),
                };
                if let Some(version) = change["version"].as_str() {
                    metadata.model_version = version.to_owned();
                }
                self.synthesise(&metadata, &app_id)
                    .map_err(|error| format!("addPackage: {error}"))?
            }
        };
        let version = arrival
            .metadata
            .as_ref()
            .map_or("", |metadata| metadata.model_version.as_str());
        let name = match change["name"].as_str() {
            Some(name) => name.to_owned(),
            None => format!("main-{version}.mda"),
        };
        let now = self.now();
        let origin = Origin::Upload {
            completed: now,
            transportable: now,
        };
        let package = self.package(arrival, &name, "Somebody Else", origin);
        let id = package.id.clone();
        if let Some(app) = self.app_mut(&app_id) {
            app.packages.push(package);
        }
        if let Some(environment) = change["environment"].as_str() {
            let at = self
                .locate(&app_id, environment)
                .ok_or_else(|| format!("{app_id} has no environment `{environment}`"))?;
            self.deploy(at, &id);
            if change["running"].as_bool() == Some(true) {
                self.run(at);
            }
        }
        Ok(json!({"packageId": id}))
    }

    /// Starts what is deployed, at once and without a job.
    fn run(&mut self, at: (usize, usize)) {
        let now = self.now();
        let app = &mut self.apps[at.0];
        let environment = &mut app.environments[at.1];
        let metadata = environment
            .package
            .as_deref()
            .and_then(|id| app.packages.iter().find(|package| package.id == id))
            .and_then(|package| package.metadata.clone());
        if let Some(metadata) = metadata {
            environment.take_settings(&metadata);
            environment.database_model = Some(metadata.database_model());
            environment.data = format!("written by {} at {now}", metadata.model_version);
        }
        environment.started_package.clone_from(&environment.package);
        environment.set_status(now, Status::Running);
    }

    fn arrive(&mut self, from: &Path) -> Result<Arrival, String> {
        let shown = from.display();
        let bytes = fs::read(from).map_err(|error| format!("addPackage: {shown}: {error}"))?;
        let path = self.files.path().join(self.ids.opaque("file"));
        fs::write(&path, &bytes).map_err(|error| format!("addPackage: {error}"))?;
        let file = fs::File::open(&path).map_err(|error| format!("addPackage: {error}"))?;
        let size = bytes.len() as u64;
        Ok(Arrival {
            path,
            size,
            sha256: hex(&Sha256::digest(&bytes)),
            metadata: archive::read(file, size),
        })
    }

    fn delete_package(&mut self, change: &Value) -> Changed {
        let app_id = self.app_of(change)?;
        let id = text(change, "packageId")?;
        if let Some(app) = self.app_mut(&app_id) {
            if app.package(id).is_none() {
                return Err(format!("there is no package `{id}`"));
            }
            app.packages.retain(|package| package.id != id);
        }
        Ok(json!({}))
    }

    fn set_option(&mut self, change: &Value) -> Changed {
        self.options = replaced(&self.options, text(change, "name")?, &change["value"])?;
        Ok(json!({}))
    }

    fn set_duration(&mut self, change: &Value) -> Changed {
        self.durations = replaced(&self.durations, text(change, "name")?, &change["value"])?;
        Ok(json!({}))
    }
}

/// `of` with one field changed.
fn replaced<T>(of: &T, name: &str, value: &Value) -> Result<T, String>
where
    T: serde::Serialize + serde::de::DeserializeOwned,
{
    let mut document = serde_json::to_value(of).map_err(|error| error.to_string())?;
    document[name] = value.clone();
    serde_json::from_value(document).map_err(|error| format!("{name}: {error}"))
}

fn text<'a>(change: &'a Value, key: &str) -> Result<&'a str, String> {
    change[key]
        .as_str()
        .ok_or_else(|| format!("`{key}` is missing or no text"))
}
