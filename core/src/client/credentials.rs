//! Credentials as types. They are sent to the hosts they belong to and shown nowhere.

use std::env;

use mendix_deploy_model::{Error, ErrorCode, Result};
use reqwest::header::{AUTHORIZATION, HeaderValue};

use crate::{http::Sign, secrets::SecretValue};

/// An API key with the user it belongs to: Deploy v1 and v2, Build, Backups.
#[derive(Debug, Clone)]
pub struct ApiKey {
    /// The user's login e-mail address.
    pub username: String,
    /// The key.
    pub key: SecretValue,
}

/// Login at a proxy. It is apart from the proxy's URL, which is printed with the other options.
#[derive(Debug, Clone)]
pub struct ProxyLogin {
    /// User name.
    pub username: String,
    /// Password.
    pub password: SecretValue,
}

/// What a client signs its calls with. A call names the credential it misses.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Credentials {
    /// API key: everything that deploys.
    pub api_key: Option<ApiKey>,
    /// Personal access token: Deploy v4 and the App Repository.
    pub pat: Option<SecretValue>,
    /// Login at the proxy of the client's options.
    pub proxy: Option<ProxyLogin>,
}

/// Credentials in parts that may be absent, as settings and the other languages give them.
#[derive(Debug, Clone, Default)]
pub struct CredentialParts {
    /// User of the API key.
    pub username: Option<String>,
    /// API key.
    pub api_key: Option<SecretValue>,
    /// Personal access token.
    pub pat: Option<SecretValue>,
    /// User name at the proxy.
    pub proxy_username: Option<String>,
    /// Password at the proxy.
    pub proxy_password: Option<SecretValue>,
}

impl TryFrom<CredentialParts> for Credentials {
    type Error = Error;

    /// `credentials.missing` for half of a pair: a client that left the other half out would fail at its first call, or
    /// not at all and with another user's rights.
    fn try_from(parts: CredentialParts) -> Result<Self> {
        let mut credentials = Self {
            pat: parts.pat,
            ..Self::default()
        };
        match (parts.username, parts.api_key) {
            (Some(user), Some(key)) => credentials = credentials.with_api_key(user, key),
            (Some(_), None) => return Err(half("user name", "API key")),
            (None, Some(_)) => return Err(half("API key", "user name")),
            (None, None) => {}
        }
        match (parts.proxy_username, parts.proxy_password) {
            (Some(user), Some(word)) => credentials = credentials.with_proxy_login(user, word),
            (Some(_), None) => return Err(half("user name at the proxy", "password")),
            (None, Some(_)) => return Err(half("password at the proxy", "user name")),
            (None, None) => {}
        }
        Ok(credentials)
    }
}

fn half(given: &str, missing: &str) -> Error {
    Error::new(
        ErrorCode::CredentialsMissing,
        format!("the {given} is given without its {missing}"),
    )
    .with_remedy("Give both, or neither.")
}

impl Credentials {
    /// No credentials yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With an API key.
    #[must_use]
    pub fn with_api_key(mut self, username: impl Into<String>, key: SecretValue) -> Self {
        self.api_key = Some(ApiKey {
            username: username.into(),
            key,
        });
        self
    }

    /// With a personal access token.
    #[must_use]
    pub fn with_pat(mut self, token: SecretValue) -> Self {
        self.pat = Some(token);
        self
    }

    /// With a login at the proxy.
    #[must_use]
    pub fn with_proxy_login(mut self, username: impl Into<String>, password: SecretValue) -> Self {
        self.proxy = Some(ProxyLogin {
            username: username.into(),
            password,
        });
        self
    }

    /// From the environment variables `MENDIX_DEPLOY_USERNAME` and `MENDIX_DEPLOY_API_KEY`, `MENDIX_DEPLOY_PAT`, and,
    /// for the proxy, `MENDIX_DEPLOY_PROXY_USERNAME` and `MENDIX_DEPLOY_PROXY_PASSWORD`. A variable that is set but
    /// empty counts as not set.
    ///
    /// # Errors
    ///
    /// `credentials.missing` when there is neither API key nor token, or only half of a pair.
    pub fn from_env() -> Result<Self> {
        Self::from_variables(|name| env::var(name).ok())
    }

    fn from_variables(read: impl Fn(&str) -> Option<String>) -> Result<Self> {
        let read = |name: &str| read(name).filter(|value| !value.is_empty());
        let pair = |user: &str, secret: &str| match (read(user), read(secret)) {
            (Some(name), Some(value)) => Ok(Some((name, SecretValue::new(value)))),
            (None, None) => Ok(None),
            (name, _) => {
                let missing = if name.is_some() { secret } else { user };
                Err(Error::new(
                    ErrorCode::CredentialsMissing,
                    format!("{missing} is not set, and the other half of the pair is"),
                ))
            }
        };
        let mut credentials = Self::new();
        if let Some((user, key)) = pair("MENDIX_DEPLOY_USERNAME", "MENDIX_DEPLOY_API_KEY")? {
            credentials = credentials.with_api_key(user, key);
        }
        if let Some((user, password)) = pair(
            "MENDIX_DEPLOY_PROXY_USERNAME",
            "MENDIX_DEPLOY_PROXY_PASSWORD",
        )? {
            credentials = credentials.with_proxy_login(user, password);
        }
        if let Some(token) = read("MENDIX_DEPLOY_PAT") {
            credentials = credentials.with_pat(SecretValue::new(token));
        }
        if credentials.api_key.is_none() && credentials.pat.is_none() {
            return Err(Error::new(
                ErrorCode::CredentialsMissing,
                "neither MENDIX_DEPLOY_USERNAME with MENDIX_DEPLOY_API_KEY nor MENDIX_DEPLOY_PAT is set",
            ));
        }
        Ok(credentials)
    }

    /// The user of the API key.
    #[must_use]
    pub fn username(&self) -> Option<&str> {
        self.api_key.as_ref().map(|key| key.username.as_str())
    }

    /// Everything that no error may quote.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &SecretValue> {
        let key = self.api_key.as_ref().map(|key| &key.key);
        let password = self.proxy.as_ref().map(|login| &login.password);
        key.into_iter().chain(&self.pat).chain(password)
    }

    /// Refuses what cannot be sent as a header, before anything is sent.
    pub(crate) fn check(&self) -> Result<()> {
        let unusable = |what: &str| {
            Error::new(
                ErrorCode::InputInvalid,
                format!("{what} holds characters that a header cannot carry"),
            )
            .with_remedy("Check for a line end or quotes that were copied along.")
        };
        let texts = [
            (
                "the user name",
                self.api_key.as_ref().map(|key| &*key.username),
            ),
            (
                "the API key",
                self.api_key.as_ref().map(|key| key.key.reveal()),
            ),
            (
                "the personal access token",
                self.pat.as_ref().map(SecretValue::reveal),
            ),
        ];
        for (what, text) in texts {
            let Some(text) = text else { continue };
            if text.is_empty() {
                return Err(Error::new(
                    ErrorCode::CredentialsMissing,
                    format!("{what} is empty"),
                ));
            }
            header(text).ok_or_else(|| unusable(what))?;
        }
        Ok(())
    }

    pub(crate) fn sign(
        &self,
        request: reqwest::RequestBuilder,
        sign: Sign,
    ) -> reqwest::RequestBuilder {
        match (sign, &self.api_key, &self.pat) {
            (Sign::ApiKey, Some(key), _) => match (header(&key.username), header(key.key.reveal()))
            {
                (Some(user), Some(secret)) => request
                    .header("Mendix-Username", user)
                    .header("Mendix-ApiKey", secret),
                _ => request,
            },
            (Sign::Token, _, Some(token)) => match header(&format!("MxToken {}", token.reveal())) {
                Some(value) => request.header(AUTHORIZATION, value),
                None => request,
            },
            _ => request,
        }
    }
}

/// Marked as sensitive, so that the HTTP library's own logging leaves it out.
fn header(text: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_environment_is_read_whole_or_refused() {
        let read = |pairs: &'static [(&str, &str)]| {
            Credentials::from_variables(move |name| {
                pairs
                    .iter()
                    .find(|(key, _)| *key == name)
                    .map(|(_, value)| (*value).to_owned())
            })
        };
        let both = read(&[
            ("MENDIX_DEPLOY_USERNAME", "u@example"),
            ("MENDIX_DEPLOY_API_KEY", "hunter2"),
            ("MENDIX_DEPLOY_PAT", "t0ken"),
        ])
        .unwrap();
        let shown = format!("{both:?} {both:#?}");
        assert!(
            shown.contains("u@example") && !shown.contains("hunter2") && !shown.contains("t0ken"),
            "{shown}"
        );
        for pairs in [
            &[][..],
            &[("MENDIX_DEPLOY_USERNAME", "u")],
            &[("MENDIX_DEPLOY_API_KEY", "k")],
            &[
                ("MENDIX_DEPLOY_PAT", "t"),
                ("MENDIX_DEPLOY_PROXY_PASSWORD", "p"),
            ],
            &[("MENDIX_DEPLOY_PAT", "")],
        ] {
            assert_eq!(
                read(pairs).unwrap_err().code(),
                ErrorCode::CredentialsMissing
            );
        }
    }

    #[test]
    fn half_of_a_pair_is_refused_whatever_else_is_given() {
        let secret = || Some(SecretValue::new("hunter2"));
        let with = |change: fn(&mut CredentialParts, Option<SecretValue>)| {
            let mut parts = CredentialParts {
                pat: secret(),
                ..CredentialParts::default()
            };
            change(&mut parts, secret());
            Credentials::try_from(parts)
        };
        for (refused, told) in [
            (
                with(|parts, _| parts.username = Some("u".to_owned())),
                "the user name is given without its API key",
            ),
            (
                with(|parts, secret| parts.api_key = secret),
                "the API key is given without its user name",
            ),
            (
                with(|parts, _| parts.proxy_username = Some("u".to_owned())),
                "the user name at the proxy is given without its password",
            ),
            (
                with(|parts, secret| parts.proxy_password = secret),
                "the password at the proxy is given without its user name",
            ),
        ] {
            let error = refused.unwrap_err();
            assert_eq!(error.code(), ErrorCode::CredentialsMissing);
            assert_eq!(error.message(), told);
        }
        let whole = with(|parts, secret| {
            parts.username = Some("u".to_owned());
            parts.api_key = secret.clone();
            parts.proxy_username = Some("p".to_owned());
            parts.proxy_password = secret;
        })
        .unwrap();
        assert_eq!(whole.username(), Some("u"));
        assert!(whole.pat.is_some() && whole.proxy.is_some());
    }

    #[test]
    fn an_empty_credential_is_a_missing_one() {
        let empty = || SecretValue::new("");
        for credentials in [
            Credentials::new().with_api_key("", SecretValue::new("k")),
            Credentials::new().with_api_key("u", empty()),
            Credentials::new().with_pat(empty()),
        ] {
            let error = credentials.check().unwrap_err();
            assert_eq!(error.code(), ErrorCode::CredentialsMissing);
        }
    }

    #[test]
    fn a_copied_line_end_is_refused_without_quoting_the_key() {
        let credentials = Credentials::new().with_api_key("u", SecretValue::new("hunter2\n"));
        let error = credentials.check().unwrap_err();
        assert_eq!(error.code(), ErrorCode::InputInvalid);
        assert!(!format!("{error:#}").contains("hunter2"));
    }
}
