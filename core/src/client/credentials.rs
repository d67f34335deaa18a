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
        if let Some(key) = &self.api_key {
            header(&key.username).ok_or_else(|| unusable("the user name"))?;
            header(key.key.reveal()).ok_or_else(|| unusable("the API key"))?;
        }
        if let Some(token) = &self.pat {
            header(token.reveal()).ok_or_else(|| unusable("the personal access token"))?;
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
    fn a_copied_line_end_is_refused_without_quoting_the_key() {
        let credentials = Credentials::new().with_api_key("u", SecretValue::new("hunter2\n"));
        let error = credentials.check().unwrap_err();
        assert_eq!(error.code(), ErrorCode::InputInvalid);
        assert!(!format!("{error:#}").contains("hunter2"));
    }
}
