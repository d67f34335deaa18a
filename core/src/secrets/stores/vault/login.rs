//! The token: found, or obtained by a login, once for all who need it; renewed by a new login, given back at the end.

use std::{sync::Arc, time::Duration};

use mendix_deploy_model::{ErrorCode, secrets::VaultAuth};
use serde_json::{Value, json};
use tokio::{sync::Mutex, time::Instant};

use super::wire::{Answer, Call, Wire};
use crate::secrets::{
    SecretValue,
    store::{Inputs, StoreFailure, Surroundings},
};

/// Where a pod finds the token of its service account.
const POD_TOKEN: &str = "file:///var/run/secrets/kubernetes.io/serviceaccount/token";
/// Treated as ended this much earlier, or a tenth of its time, whichever is less.
const EARLY: Duration = Duration::from_secs(5);

/// A token, and how long it serves.
struct Token {
    value: SecretValue,
    /// Counts logins, so that one who met a refusal knows whether there is a newer token already.
    number: u64,
    until: Option<Instant>,
    uses: Option<u64>,
    /// Obtained by a login: given back at the end.
    own: bool,
    batch: bool,
    /// What looking the token up said: whether it is valid at all.
    valid: Option<bool>,
}

/// A token that was lent for one request.
pub(super) struct Lent {
    pub(super) value: SecretValue,
    pub(super) number: u64,
}

#[derive(Default)]
struct State {
    token: Option<Token>,
    logins: u64,
    /// A wrapped secret id can be unwrapped once.
    unwrapped: Option<SecretValue>,
}

pub(super) struct Session {
    auth: VaultAuth,
    inputs: Arc<dyn Inputs>,
    surroundings: Surroundings,
    state: Mutex<State>,
}

impl Session {
    pub(super) fn new(
        auth: VaultAuth,
        inputs: Arc<dyn Inputs>,
        surroundings: Surroundings,
    ) -> Self {
        Self {
            auth,
            inputs,
            surroundings,
            state: Mutex::default(),
        }
    }

    /// Lends the token for one use.
    pub(super) async fn lend(&self, wire: &Wire) -> Result<Lent, StoreFailure> {
        let mut state = self.state.lock().await;
        let serves = state.token.as_ref().is_some_and(|token| {
            token.uses != Some(0) && token.until.is_none_or(|until| until > Instant::now())
        });
        if !serves {
            let token = self.obtain(wire, &mut state).await?;
            state.token = Some(token);
        }
        let Some(token) = &mut state.token else {
            return Err(StoreFailure::new(
                ErrorCode::SecretsAuthMissing,
                "there is no token",
            ));
        };
        if let Some(uses) = &mut token.uses {
            *uses = uses.saturating_sub(1);
        }
        Ok(Lent {
            value: token.value.clone(),
            number: token.number,
        })
    }

    /// After a refusal: a newer token if there can be one. `false`: the refusal stands.
    pub(super) async fn again(&self, wire: &Wire, refused: &Lent) -> Result<bool, StoreFailure> {
        let mut state = self.state.lock().await;
        match &state.token {
            Some(token) if token.number != refused.number => return Ok(true),
            Some(token) if token.valid == Some(true) => return Ok(false),
            _ => {}
        }
        let token = self.obtain(wire, &mut state).await?;
        // A found token that is still the same is not a new chance.
        let fresh = token.own || token.value != refused.value;
        if fresh {
            state.token = Some(token);
        } else {
            state.logins -= 1;
        }
        Ok(fresh)
    }

    /// Whether the token itself is good, so that a refusal is one of policy. Asked once per token.
    pub(super) async fn is_valid(&self, wire: &Wire, lent: &Lent) -> bool {
        let mut state = self.state.lock().await;
        let known = state
            .token
            .as_ref()
            .filter(|token| token.number == lent.number)
            .and_then(|token| token.valid);
        if let Some(valid) = known {
            return valid;
        }
        let call = Call::get(vec!["auth", "token", "lookup-self"], Some(&lent.value));
        // A server that does not answer this has still refused the read.
        let valid = wire.send(&call).await.is_ok_and(|answer| {
            // Without the default policy a good token may not look itself up, and is told so in other words.
            answer.is_ok() || answer.status == 403 && answer.says("1 error occurred")
        });
        if let Some(token) = &mut state.token
            && token.number == lent.number
        {
            token.valid = Some(valid);
        }
        valid
    }

    /// Gives back what a login obtained.
    pub(super) async fn close(&self, wire: &Wire) {
        let token = {
            let mut state = self.state.lock().await;
            state.unwrapped = None;
            state.token.take()
        };
        if let Some(token) = token
            && token.own
            && !token.batch
        {
            let call = Call::post(
                vec!["auth", "token", "revoke-self"],
                Some(&token.value),
                None,
            );
            // Best effort: the token ends by itself.
            drop(wire.send(&call).await);
        }
    }

    async fn obtain(&self, wire: &Wire, state: &mut State) -> Result<Token, StoreFailure> {
        state.logins += 1;
        let number = state.logins;
        if let VaultAuth::Token { token } = &self.auth {
            let value = match token {
                Some(reference) => self.input(reference).await?,
                None => self.found().await?,
            };
            return Ok(Token {
                value,
                number,
                until: None,
                uses: None,
                own: false,
                batch: false,
                valid: None,
            });
        }
        let (path, body) = self.login(wire, state).await?;
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        // Counted from before it is sent: the server's clock starts in between.
        let sent = Instant::now();
        let answer = wire.send(&Call::post(path, None, Some(body))).await?;
        if !answer.is_ok() {
            return Err(refused(&answer));
        }
        granted(&answer, number, sent)
    }

    /// Path and body of the login.
    async fn login(
        &self,
        wire: &Wire,
        state: &mut State,
    ) -> Result<(Vec<String>, Value), StoreFailure> {
        let at = |mount: &Option<String>, default: &str, rest: &[&str]| {
            let mount = mount.as_deref().unwrap_or(default).trim_matches('/');
            let mut path = vec!["auth".to_owned()];
            path.extend(mount.split('/').map(str::to_owned));
            path.extend(rest.iter().map(|it| (*it).to_owned()));
            path
        };
        Ok(match &self.auth {
            VaultAuth::AppRole {
                role_id,
                secret_id,
                wrapped_by,
                mount,
            } => {
                let role = self.input(role_id).await?;
                let mut body = json!({ "role_id": role.reveal() });
                if let Some(reference) = secret_id {
                    let secret = match wrapped_by {
                        None => self.input(reference).await?,
                        Some(made_at) => match &state.unwrapped {
                            Some(secret) => secret.clone(),
                            None => {
                                let token = self.input(reference).await?;
                                let secret = unwrap(wire, &token, made_at).await?;
                                state.unwrapped = Some(secret.clone());
                                secret
                            }
                        },
                    };
                    body["secret_id"] = Value::String(secret.reveal().to_owned());
                }
                (at(mount, "approle", &["login"]), body)
            }
            VaultAuth::Kubernetes { role, jwt, mount } => {
                let jwt = self.input(jwt.as_deref().unwrap_or(POD_TOKEN)).await?;
                let body = json!({ "role": role, "jwt": jwt.reveal() });
                (at(mount, "kubernetes", &["login"]), body)
            }
            VaultAuth::Jwt { role, jwt, mount } => {
                let jwt = self.input(jwt).await?;
                let mut body = json!({ "jwt": jwt.reveal() });
                if let Some(role) = role {
                    body["role"] = Value::String(role.clone());
                }
                (at(mount, "jwt", &["login"]), body)
            }
            VaultAuth::Userpass {
                username,
                password,
                mount,
            } => {
                let password = self.input(password).await?;
                let body = json!({ "password": password.reveal() });
                (at(mount, "userpass", &["login", username]), body)
            }
            VaultAuth::Certificate { name, mount } => {
                let body = match name {
                    Some(name) => json!({ "name": name }),
                    None => json!({}),
                };
                (at(mount, "cert", &["login"]), body)
            }
            VaultAuth::Token { .. } => {
                return Err(StoreFailure::new(
                    ErrorCode::SecretsAuthMissing,
                    "a token needs no login",
                ));
            }
        })
    }

    async fn input(&self, reference: &str) -> Result<SecretValue, StoreFailure> {
        cleaned(self.inputs.read(reference).await?.reveal())
    }

    /// A token that is there already.
    async fn found(&self) -> Result<SecretValue, StoreFailure> {
        for name in ["BAO_TOKEN", "VAULT_TOKEN"] {
            if let Some(token) = self.surroundings.set(name) {
                return cleaned(&token);
            }
        }
        let home = self
            .surroundings
            .set("HOME")
            .map(|home| format!("{home}/.vault-token"));
        for path in [self.surroundings.set("BAO_TOKEN_PATH"), home]
            .into_iter()
            .flatten()
        {
            if let Ok(text) = tokio::fs::read_to_string(&path).await {
                return cleaned(&text);
            }
        }
        Err(StoreFailure::new(
            ErrorCode::SecretsAuthMissing,
            "no token was found in BAO_TOKEN, VAULT_TOKEN, the file of BAO_TOKEN_PATH, or ~/.vault-token",
        )
        .remedy("Set one of them, or give the store an `auth`."))
    }
}

/// A line break at the end is the editor's; anything else that no header can carry is a mistake.
fn cleaned(text: &str) -> Result<SecretValue, StoreFailure> {
    let text = text.trim_matches(|c: char| c.is_ascii_whitespace());
    if text.is_empty() {
        return Err(StoreFailure::new(
            ErrorCode::SecretsAuthMissing,
            "a credential of the store is empty",
        ));
    }
    if text.chars().any(char::is_control) {
        return Err(StoreFailure::new(
            ErrorCode::SecretsAuthFailed,
            "a credential of the store holds a control character",
        )
        .remedy("Write the credential alone into its file or variable."));
    }
    Ok(SecretValue::new(text))
}

fn refused(answer: &Answer) -> StoreFailure {
    if let Some(failure) = answer.general() {
        return failure;
    }
    match answer.status {
        404 => answer
            .failure(
                ErrorCode::SecretsAuthFailed,
                "there is no such login method, or not in this namespace",
            )
            .remedy("Check `mount` and `namespace` of the store."),
        _ => answer.failure(ErrorCode::SecretsAuthFailed, "the login is refused"),
    }
}

fn granted(answer: &Answer, number: u64, sent: Instant) -> Result<Token, StoreFailure> {
    let auth = answer.body.get("auth");
    let token = auth
        .and_then(|auth| auth.get("client_token"))
        .and_then(Value::as_str)
        .filter(|token| !token.is_empty())
        .ok_or_else(|| {
            answer.failure(
                ErrorCode::SecretsProtocolError,
                "the answer to the login has no token",
            )
        })?;
    let number_of = |key: &str| {
        auth.and_then(|auth| auth.get(key))
            .and_then(Value::as_u64)
            .filter(|number| *number > 0)
    };
    let until = number_of("lease_duration").map(|seconds| {
        let lease = Duration::from_secs(seconds.min(31_536_000));
        sent + lease.saturating_sub(EARLY.min(lease / 10))
    });
    let batch = auth
        .and_then(|auth| auth.get("token_type"))
        .and_then(Value::as_str)
        == Some("batch");
    Ok(Token {
        value: cleaned(token)?,
        number,
        until,
        uses: number_of("num_uses"),
        own: true,
        batch,
        valid: None,
    })
}

/// Opens a wrapped secret id. Where it was made is checked before, because somebody in between can wrap another one.
async fn unwrap(
    wire: &Wire,
    token: &SecretValue,
    made_at: &str,
) -> Result<SecretValue, StoreFailure> {
    let intercepted = |answer: &Answer, message: &str| {
        answer
            .failure(ErrorCode::SecretsAuthFailed, message)
            .remedy("Somebody else may have opened it: take back the secret id, look at the audit log, and wrap a new one.")
    };
    let body = json!({ "token": token.reveal() });
    let looked = wire
        .send(&Call::post(
            vec!["sys", "wrapping", "lookup"],
            None,
            Some(body),
        ))
        .await?;
    if let Some(failure) = looked.general() {
        return Err(failure);
    }
    if !looked.is_ok() {
        return Err(intercepted(
            &looked,
            "the wrapping token was used already, has ended, or never was one",
        ));
    }
    let path = looked
        .body
        .pointer("/data/creation_path")
        .and_then(Value::as_str);
    if path.map(|path| path.trim_matches('/')) != Some(made_at.trim_matches('/')) {
        return Err(intercepted(
            &looked,
            "the wrapping token was made elsewhere than `wrappedBy` says",
        ));
    }
    let opened = wire
        .send(&Call::post(
            vec!["sys", "wrapping", "unwrap"],
            Some(token),
            None,
        ))
        .await?;
    if let Some(failure) = opened.general() {
        return Err(failure);
    }
    if !opened.is_ok() {
        return Err(intercepted(&opened, "the wrapping token was used already"));
    }
    let secret = opened
        .body
        .pointer("/data/secret_id")
        .and_then(Value::as_str);
    let secret = secret.ok_or_else(|| {
        opened.failure(
            ErrorCode::SecretsProtocolError,
            "the wrapping token holds no secret id",
        )
    })?;
    cleaned(secret)
}
