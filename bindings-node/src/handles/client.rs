//! The client. The class people see is in `lib/client.cjs`.

use mendix_deploy::{
    Client, Credentials,
    client::{CredentialParts, Hooks},
};
use mendix_deploy_model::{
    Address,
    changes::Change,
    clients::ClientOptions,
    plans::{Plan, PlanOptions},
    runs::{ActivityOptions, ResumeOptions, RunId, StartRunOptions},
};
use napi::{Env, bindgen_prelude::AsyncBlock};
use napi_derive::napi;
use serde_json::Value;

use super::{Handle, Kind, NativeOperation, NativePager, resolver::NativeResolver, run::NativeRun};
use crate::{
    calls::{Begun, Given, begin, unknown},
    codec::{from_text, to_text},
    error::throw,
    promise::{CancelToken, promise},
    secret::Secret,
};

/// The native half of a client.
#[napi]
pub struct NativeClient(pub(crate) Client);

impl NativeClient {
    fn begun(
        &self,
        group: &str,
        method: &str,
        arguments: &str,
        options: &str,
    ) -> napi::Result<Begun> {
        let arguments: Vec<Value> = from_text("arguments", arguments).map_err(throw)?;
        let given = Given {
            call: format!("{group}.{method}"),
            arguments: arguments.into_iter(),
            options: from_text("options", options).map_err(throw)?,
        };
        begin(&self.0, group, method, given).map_err(throw)
    }
}

#[napi]
impl NativeClient {
    /// Credentials are given as secrets, so that they are in no log.
    #[napi(constructor)]
    pub fn new(
        username: Option<String>,
        api_key: Option<&Secret>,
        pat: Option<&Secret>,
        proxy_username: Option<String>,
        proxy_password: Option<&Secret>,
        options: String,
    ) -> napi::Result<Self> {
        let options: ClientOptions = from_text("options", &options).map_err(throw)?;
        let secret = |given: Option<&Secret>| given.map(|it| it.0.clone());
        let credentials = Credentials::try_from(CredentialParts {
            username,
            api_key: secret(api_key),
            pat: secret(pat),
            proxy_username,
            proxy_password: secret(proxy_password),
        })
        .map_err(throw)?;
        Client::new(credentials, options).map(Self).map_err(throw)
    }

    /// A client from environment variables.
    #[napi(factory)]
    pub fn from_env() -> napi::Result<Self> {
        Client::from_env().map(Self).map_err(throw)
    }

    /// Every host that this client may contact, with what may be sent there.
    #[napi(getter)]
    pub fn hosts(&self) -> napi::Result<String> {
        to_text(&self.0.hosts()).map_err(throw)
    }

    /// The user of the API key.
    #[napi(getter)]
    pub fn username(&self) -> Option<String> {
        self.0.username()
    }

    /// A call that gives data.
    #[napi]
    pub fn call(
        &self,
        env: &Env,
        group: String,
        method: String,
        arguments: String,
        options: String,
        token: Option<&CancelToken>,
    ) -> napi::Result<AsyncBlock<String>> {
        match self.begun(&group, &method, &arguments, &options)? {
            Begun::Call(work) => promise(env, token, work, Ok),
            _ => Err(throw(unknown(&method))),
        }
    }

    /// A call that gives an operation.
    #[napi]
    pub fn operation(
        &self,
        env: &Env,
        group: String,
        method: String,
        arguments: String,
        options: String,
        token: Option<&CancelToken>,
    ) -> napi::Result<AsyncBlock<NativeOperation>> {
        match self.begun(&group, &method, &arguments, &options)? {
            Begun::Operation(work) => promise(env, token, work, Ok),
            _ => Err(throw(unknown(&method))),
        }
    }

    /// A call that gives a secret.
    #[napi]
    pub fn secret(
        &self,
        env: &Env,
        group: String,
        method: String,
        arguments: String,
        options: String,
        token: Option<&CancelToken>,
    ) -> napi::Result<AsyncBlock<Secret>> {
        match self.begun(&group, &method, &arguments, &options)? {
            Begun::Secret(work) => promise(env, token, work, Ok),
            _ => Err(throw(unknown(&method))),
        }
    }

    /// A call that gives a pager.
    #[napi]
    pub fn pager(
        &self,
        group: String,
        method: String,
        arguments: String,
        options: String,
    ) -> napi::Result<NativePager> {
        match self.begun(&group, &method, &arguments, &options)? {
            Begun::Pager(pager) => Ok(pager),
            _ => Err(throw(unknown(&method))),
        }
    }

    /// Reads facts and makes a plan.
    #[napi]
    pub fn plan(
        &self,
        env: &Env,
        environment: &Handle,
        change: String,
        options: String,
        token: Option<&CancelToken>,
    ) -> napi::Result<AsyncBlock<String>> {
        let client = self.0.clone();
        let Kind::Environment(environment) = environment.0.clone() else {
            return Err(throw(super::wrong("an Environment")));
        };
        let change: Change = from_text("change", &change).map_err(throw)?;
        let options: PlanOptions = from_text("options", &options).map_err(throw)?;
        let work = async move { client.plan(&environment, change, options).await };
        promise(env, token, work, |plan| to_text(&plan))
    }

    /// Starts a plan.
    #[napi]
    pub fn start(
        &self,
        env: &Env,
        plan: String,
        options: String,
        secrets: Option<&NativeResolver>,
        token: Option<&CancelToken>,
    ) -> napi::Result<AsyncBlock<NativeRun>> {
        let client = self.0.clone();
        let plan: Plan = from_text("plan", &plan).map_err(throw)?;
        let options: StartRunOptions = from_text("options", &options).map_err(throw)?;
        let hooks = hooks(secrets);
        let work = async move { client.start_with(&plan, options, hooks).await };
        promise(env, token, work, |run| Ok(NativeRun(run)))
    }

    /// Continues a run.
    #[napi]
    pub fn resume(
        &self,
        env: &Env,
        run: String,
        options: String,
        secrets: Option<&NativeResolver>,
        token: Option<&CancelToken>,
    ) -> napi::Result<AsyncBlock<NativeRun>> {
        let client = self.0.clone();
        let options: ResumeOptions = from_text("options", &options).map_err(throw)?;
        let hooks = hooks(secrets);
        let work = async move { client.resume_with(RunId::new(run), options, hooks).await };
        promise(env, token, work, |run| Ok(NativeRun(run)))
    }

    /// Reads the journals back.
    #[napi]
    pub fn activity(
        &self,
        env: &Env,
        address: String,
        options: String,
        token: Option<&CancelToken>,
    ) -> napi::Result<AsyncBlock<String>> {
        let client = self.0.clone();
        let address = Address::parse(&address).map_err(throw)?;
        let options: ActivityOptions = from_text("options", &options).map_err(throw)?;
        let work = async move { client.activity(address, options).await };
        promise(env, token, work, |entries| to_text(&entries))
    }

    /// Stops every run at its next safe point and gives the ids of those that were stopped.
    #[napi]
    pub fn leave(&self, env: &Env) -> napi::Result<AsyncBlock<String>> {
        let runs = self.0.runs();
        promise(env, None, async move { Ok(runs.leave().await) }, |ids| {
            to_text(&ids)
        })
    }
}

fn hooks(secrets: Option<&NativeResolver>) -> Hooks {
    match secrets {
        Some(resolver) => Hooks::default().resolve(resolver.0.hook()),
        None => Hooks::default(),
    }
}
