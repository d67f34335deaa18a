//! The list of hosts that this client may contact.

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    clients::{ContactedHost, Endpoints, HostCredential, HostPurpose},
};
use url::Url;

/// A service of the platform, with the host it is documented at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Service {
    /// Deploy v1 and v2, Build, Backups v2.
    Deploy,
    /// Deploy v4.
    Cloud,
    /// App Repository.
    Repository,
    /// Epics.
    Epics,
}

impl Service {
    const ALL: [Self; 4] = [Self::Deploy, Self::Cloud, Self::Repository, Self::Epics];

    const fn documented(self) -> &'static str {
        match self {
            Self::Deploy => "https://deploy.mendix.com",
            Self::Cloud => "https://cloud.home.mendix.com",
            Self::Repository => "https://repository.api.mendix.com",
            Self::Epics => "https://epics-api.mendix.com",
        }
    }

    const fn credential(self) -> HostCredential {
        match self {
            Self::Deploy => HostCredential::ApiKey,
            Self::Cloud | Self::Repository | Self::Epics => HostCredential::PersonalAccessToken,
        }
    }
}

/// Base URLs of the services. A request to any other host is refused before a connection is made, except for links
/// that an answer of a listed host gave (downloads) and the public URL of an environment that is verified; neither
/// carries credentials.
#[derive(Debug, Clone)]
pub(crate) struct Hosts {
    deploy: Url,
    cloud: Url,
    repository: Url,
    epics: Url,
}

impl Hosts {
    pub(crate) fn new(endpoints: Option<&Endpoints>) -> Result<Self> {
        let none = Endpoints::default();
        let endpoints = endpoints.unwrap_or(&none);
        let base = |given: &Option<String>, service: Service| {
            let text = given.as_deref().unwrap_or_else(|| service.documented());
            // A text with an `@` may hold a password, and the library's words about it may quote it.
            let shown = if text.contains('@') { "…" } else { text };
            let invalid = |why: &str| {
                Error::new(
                    ErrorCode::InputInvalid,
                    format!("the endpoint {shown:?} {why}"),
                )
            };
            let mut url = Url::parse(text).map_err(|_| invalid("is not a URL"))?;
            let local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
            match url.scheme() {
                "https" => {}
                "http" if local => {}
                _ => {
                    return Err(invalid(
                        "is not https: credentials would travel in the clear",
                    ));
                }
            }
            if !url.username().is_empty() || url.password().is_some() {
                return Err(invalid("must not hold credentials"));
            }
            // A base without a final slash would lose its last segment when a path is joined.
            if !url.path().ends_with('/') {
                let path = format!("{}/", url.path());
                url.set_path(&path);
            }
            Ok(url)
        };
        Ok(Self {
            deploy: base(&endpoints.deploy, Service::Deploy)?,
            cloud: base(&endpoints.cloud, Service::Cloud)?,
            repository: base(&endpoints.repository, Service::Repository)?,
            epics: base(&endpoints.epics, Service::Epics)?,
        })
    }

    /// The URL of a path below a service. Segments are percent-encoded one by one.
    pub(crate) fn url(&self, service: Service, segments: &[&str]) -> Url {
        let mut url = self.base(service).clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(segments);
        }
        url
    }

    fn base(&self, service: Service) -> &Url {
        match service {
            Service::Deploy => &self.deploy,
            Service::Cloud => &self.cloud,
            Service::Repository => &self.repository,
            Service::Epics => &self.epics,
        }
    }

    /// The services' hosts, with what is sent to each; and the two rules for hosts that only an answer names.
    pub(crate) fn contacted(&self) -> Vec<ContactedHost> {
        let mut listed: Vec<ContactedHost> = Vec::new();
        for service in Service::ALL {
            let host = name(self.base(service));
            let known = listed
                .iter()
                .position(|own| own.host.as_ref() == Some(&host));
            let at = known.unwrap_or_else(|| {
                listed.push(ContactedHost {
                    purpose: HostPurpose::Calls,
                    host: Some(host),
                    rule: "A service of the platform, or what stands for it by the option `endpoints`."
                        .to_owned(),
                    credentials: Vec::new(),
                    sends: "Names, ids, values of settings and packages, as the calls need them."
                        .to_owned(),
                });
                listed.len() - 1
            });
            let credentials = &mut listed[at].credentials;
            if !credentials.contains(&service.credential()) {
                credentials.push(service.credential());
            }
        }
        listed.sort_by(|a, b| a.host.cmp(&b.host));
        listed.push(ContactedHost {
            purpose: HostPurpose::Links,
            host: None,
            rule: "Any https host that a service's answer gives as a link to a log, a package or an archive; http only where the link leads to a service on this machine."
                .to_owned(),
            credentials: Vec::new(),
            sends: "A GET of the link itself, which is signed, and a request id. Redirects are not followed."
                .to_owned(),
        });
        listed.push(ContactedHost {
            purpose: HostPurpose::PublicUrls,
            host: None,
            rule: "The public URL of an environment that a plan verifies, as the landscape or the platform gives it."
                .to_owned(),
            credentials: Vec::new(),
            sends: "A GET of the URL and of the paths of its checks. Redirects are not followed."
                .to_owned(),
        });
        listed
    }

    /// A URL below each service.
    pub(super) fn bases(&self) -> [&Url; 4] {
        Service::ALL.map(|service| self.base(service))
    }

    /// Refuses a URL whose host is not on the list.
    pub(crate) fn check(&self, url: &Url) -> Result<()> {
        let listed = Service::ALL.iter().any(|service| {
            let base = self.base(*service);
            base.scheme() == url.scheme() && name(base) == name(url)
        });
        if listed {
            return Ok(());
        }
        Err(not_allowed(url))
    }

    /// Refuses a link that is not https, unless the service that gave it is itself on this machine.
    pub(crate) fn check_link(&self, url: &Url) -> Result<()> {
        if url.scheme() == "https" {
            return Ok(());
        }
        self.check(url)
    }
}

fn name(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

fn not_allowed(url: &Url) -> Error {
    Error::new(
        ErrorCode::NetworkHostNotAllowed,
        format!(
            "{}://{} is not a host that this client may contact",
            url.scheme(),
            name(url)
        ),
    )
    .with_context("host", name(url))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn documented_hosts_are_the_default() {
        let hosts = Hosts::new(None).unwrap();
        let listed = hosts.contacted();
        let calls: Vec<_> = listed
            .iter()
            .filter_map(|own| Some((own.host.as_deref()?, own.credentials.as_slice())))
            .collect();
        assert_eq!(
            calls,
            [
                (
                    "cloud.home.mendix.com",
                    &[HostCredential::PersonalAccessToken][..]
                ),
                ("deploy.mendix.com", &[HostCredential::ApiKey]),
                (
                    "epics-api.mendix.com",
                    &[HostCredential::PersonalAccessToken]
                ),
                (
                    "repository.api.mendix.com",
                    &[HostCredential::PersonalAccessToken]
                ),
            ]
        );
        let rules: Vec<_> = listed.iter().filter(|own| own.host.is_none()).collect();
        assert_eq!(rules.len(), 2);
        assert!(rules.iter().all(|own| own.credentials.is_empty()));
        let url = hosts.url(
            Service::Deploy,
            &["api", "1", "apps", "a b", "environments", "x/y"],
        );
        assert_eq!(
            url.as_str(),
            "https://deploy.mendix.com/api/1/apps/a%20b/environments/x%2Fy"
        );
        assert!(hosts.check(&url).is_ok());
    }

    #[test]
    fn other_hosts_ports_and_schemes_are_refused() {
        let hosts = Hosts::new(None).unwrap();
        for url in [
            "http://deploy.mendix.com/",
            "https://deploy.mendix.com.evil.example/",
            "https://deploy.mendix.com:8443/",
            "https://example.com/",
        ] {
            let error = hosts.check(&Url::parse(url).unwrap()).unwrap_err();
            assert_eq!(error.code(), ErrorCode::NetworkHostNotAllowed, "{url}");
        }
    }

    #[test]
    fn endpoints_in_the_clear_or_with_credentials_are_refused() {
        for url in [
            "http://deploy.example/",
            "ftp://x/",
            "https://u:p@deploy.example/",
            "not a url",
        ] {
            let endpoints = Endpoints::default().deploy(url);
            assert_eq!(
                Hosts::new(Some(&endpoints)).unwrap_err().code(),
                ErrorCode::InputInvalid,
                "{url}"
            );
        }
        let local = Endpoints::default().deploy("http://127.0.0.1:8080/deploy");
        let hosts = Hosts::new(Some(&local)).unwrap();
        assert_eq!(
            hosts.url(Service::Deploy, &["api", "1"]).as_str(),
            "http://127.0.0.1:8080/deploy/api/1"
        );
    }
}
