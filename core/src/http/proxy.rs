//! The proxy before everything that goes out.

use std::collections::BTreeMap;

use hyper_util::client::proxy::matcher::Matcher;
use mendix_deploy_model::{
    Error, ErrorCode, Result,
    clients::{ClientOptions, ContactedHost, HostCredential, HostPurpose},
};
use url::Url;

use crate::client::Credentials;

/// Sets the proxy of the options; without one, the HTTP library reads the usual environment variables.
pub(super) fn apply(
    builder: reqwest::ClientBuilder,
    options: &ClientOptions,
    credentials: &Credentials,
) -> Result<reqwest::ClientBuilder> {
    let invalid = |why: &str| Error::new(ErrorCode::InputInvalid, why);
    let Some(url) = &options.proxy else {
        if credentials.proxy.is_some() {
            return Err(invalid(
                "the credentials hold a login at a proxy, and the options name no `proxy`",
            )
            .with_remedy(
                "Set `proxy` (MENDIX_DEPLOY_PROXY), or write the login into the URL in HTTPS_PROXY.",
            ));
        }
        return match options.no_proxy.as_deref().map(str::trim) {
            None | Some("") => Ok(builder),
            Some("*") => Ok(builder.no_proxy()),
            Some(_) => Err(invalid(
                "`noProxy` names hosts, and there is no `proxy` that they would be exempt from",
            )
            .with_remedy(
                "Set `proxy` too, or write the hosts into NO_PROXY beside HTTPS_PROXY, or set `noProxy` to `*`.",
            )),
        };
    };
    // As in the environment variables, the scheme may be left out.
    let text = if url.contains("://") {
        url.clone()
    } else {
        format!("http://{url}")
    };
    let parsed = url::Url::parse(&text).map_err(|_| invalid("the proxy is not a URL"))?;
    // Options are printed and saved; a password in them would be printed and saved with them.
    if !parsed.username().is_empty() || parsed.password().is_some() {
        return Err(
            invalid("the proxy's URL holds a user name or password").with_remedy(
                "Give the URL alone; the login is given as user name and password of its own (MENDIX_DEPLOY_PROXY_USERNAME and MENDIX_DEPLOY_PROXY_PASSWORD).",
            ),
        );
    }
    let mut proxy =
        reqwest::Proxy::all(parsed.as_str()).map_err(|_| invalid("the proxy cannot be used"))?;
    if let Some(login) = &credentials.proxy {
        proxy = proxy.basic_auth(&login.username, login.password.reveal());
    }
    if let Some(hosts) = &options.no_proxy {
        proxy = proxy.no_proxy(reqwest::NoProxy::from_string(hosts));
    }
    Ok(builder.proxy(proxy))
}

/// Which proxy stands before a URL: the HTTP library does not tell, and an error has to name the hop. With whether it is
/// that of the options.
pub(super) struct Proxies(Matcher, bool);

impl Proxies {
    pub(super) fn new(options: &ClientOptions) -> Self {
        let exempt = options.no_proxy.as_deref().map(str::trim);
        let matcher = match &options.proxy {
            Some(url) => Matcher::builder()
                .all(url.as_str())
                .no(exempt.unwrap_or_default())
                .build(),
            None if exempt == Some("*") => Matcher::builder().build(),
            None => Matcher::from_system(),
        };
        Self(matcher, options.proxy.is_some())
    }

    /// `host:port` of the proxy before this URL, without a login.
    pub(super) fn before(&self, url: &Url) -> Option<String> {
        self.hop(url).map(|(host, _)| host)
    }

    /// `host:port` of the proxy before this URL, and whether the environment's own URL of it holds a login.
    fn hop(&self, url: &Url) -> Option<(String, bool)> {
        let intercept = self.0.intercept(&url.as_str().parse().ok()?)?;
        let proxy = intercept.uri();
        let host = proxy.host()?;
        let host = match proxy.port_u16() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        };
        Some((host, intercept.basic_auth().is_some()))
    }

    /// The proxies before these URLs and before the hosts of links, which nobody knows beforehand. `has_login`: whether
    /// the credentials hold one for the proxy of the options.
    pub(super) fn contacted(&self, urls: [&Url; 4], has_login: bool) -> Vec<ContactedHost> {
        let elsewhere = ["https://any.invalid/", "http://any.invalid/"];
        let elsewhere = elsewhere.iter().filter_map(|text| Url::parse(text).ok());
        let mut proxies: BTreeMap<String, bool> = BTreeMap::new();
        for url in urls.into_iter().cloned().chain(elsewhere) {
            if let Some((host, own_login)) = self.hop(&url) {
                *proxies.entry(host).or_default() |= own_login || (has_login && self.1);
            }
        }
        proxies
            .into_iter()
            .map(|(host, login)| ContactedHost {
                purpose: HostPurpose::Proxy,
                host: Some(host),
                rule: if self.1 {
                    "The proxy of the option `proxy`.".to_owned()
                } else {
                    "The proxy of this machine's settings.".to_owned()
                },
                credentials: login.then_some(HostCredential::ProxyLogin).into_iter().collect(),
                sends: "Names of the hosts above; their traffic passes encrypted, except to public URLs that are http."
                    .to_owned(),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn refusal(options: ClientOptions) -> Error {
        apply(reqwest::Client::builder(), &options, &Credentials::new()).unwrap_err()
    }

    #[test]
    fn a_password_in_the_url_is_refused_and_not_quoted() {
        for url in [
            "http://user:hunter2@proxy.example:3128",
            "http://hunter2@proxy.example",
        ] {
            let error = refusal(ClientOptions::default().proxy(url));
            assert_eq!(error.code(), ErrorCode::InputInvalid);
            assert!(!format!("{error:#}").contains("hunter2"), "{error:#}");
        }
    }

    #[test]
    fn a_login_at_no_proxy_is_refused_instead_of_ignored() {
        let credentials = Credentials::new()
            .with_proxy_login("u", crate::secrets::SecretValue::new("planted-secret"));
        let apply = |options| apply(reqwest::Client::builder(), &options, &credentials);
        let error = apply(ClientOptions::default()).unwrap_err();
        assert_eq!(error.code(), ErrorCode::InputInvalid);
        assert!(apply(ClientOptions::default().proxy("http://proxy.example")).is_ok());
    }

    #[test]
    fn exemptions_without_a_proxy_are_refused_instead_of_ignored() {
        let error = refusal(ClientOptions::default().no_proxy("a.example"));
        assert_eq!(error.code(), ErrorCode::InputInvalid);
        for nothing in ["*", ""] {
            let options = ClientOptions::default().no_proxy(nothing);
            assert!(apply(reqwest::Client::builder(), &options, &Credentials::new()).is_ok());
        }
    }
}
