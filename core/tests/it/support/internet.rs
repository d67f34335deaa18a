//! The platform at its documented hosts, as a client in an office sees it: through a proxy, over TLS of the office's own
//! authority. Behind it is the emulator.

use std::{path::Path, sync::Arc};

use mendix_deploy::clients::ClientOptions;
use rustls::ServerConfig;
use tokio::{io::AsyncWriteExt as _, net::TcpStream};
use tokio_rustls::TlsAcceptor;

use super::{
    authority::{self, Authority},
    server::{Record, Request, answer, listen},
};

/// Where the links in answers lead to.
pub(crate) const FILES: &str = "files.example";

const HOSTS: [(&str, &str); 5] = [
    ("deploy.mendix.com", "/deploy"),
    ("cloud.home.mendix.com", "/cloud"),
    ("repository.api.mendix.com", "/repository"),
    ("epics-api.mendix.com", "/epics"),
    (FILES, ""),
];

/// A proxy that leads to the documented hosts and nowhere else.
pub(crate) struct Internet {
    /// URL of the proxy.
    pub(crate) proxy: String,
    /// What was asked of the proxy: `CONNECT host:port` or method and URL.
    pub(crate) asked: Record,
    /// Heads of the requests that arrived, each with its host.
    pub(crate) heads: Record,
    authority: String,
}

impl Internet {
    pub(crate) async fn start(emulator: &str, folder: &Path) -> Self {
        let authority = Authority::new();
        let names: Vec<&str> = HOSTS.iter().map(|(host, _)| *host).collect();
        let front = Arc::new(Front {
            tls: authority.server(&names, false),
            emulator: emulator.to_owned(),
            http: reqwest::Client::builder()
                .tls_backend_preconfigured(authority::plain())
                .no_proxy()
                .build()
                .unwrap(),
            asked: Record::default(),
            heads: Record::default(),
        });
        let (asked, heads) = (front.asked.clone(), front.heads.clone());
        let address = listen(move |stream| Box::pin(Arc::clone(&front).tunnel(stream))).await;
        Self {
            proxy: format!("http://{address}"),
            asked,
            heads,
            authority: authority.write(folder),
        }
    }

    /// Options of a client in this office. Its endpoints are the documented ones.
    pub(crate) fn options(&self) -> ClientOptions {
        ClientOptions::default()
            .proxy(self.proxy.clone())
            .ca_certificates(vec![self.authority.clone()])
    }
}

/// Status, headers and body of an answer.
type Passed = (u16, Vec<(String, String)>, Vec<u8>);

struct Front {
    tls: Arc<ServerConfig>,
    emulator: String,
    http: reqwest::Client,
    asked: Record,
    heads: Record,
}

impl Front {
    async fn tunnel(self: Arc<Self>, mut stream: TcpStream) {
        let Some(request) = Request::read(&mut stream).await else {
            return;
        };
        self.asked
            .add(format!("{} {}", request.method(), request.target()));
        let known = request.method() == "CONNECT"
            && HOSTS
                .iter()
                .any(|(host, _)| request.target() == format!("{host}:443"));
        if !known {
            answer(&mut stream, 403, &[], b"").await;
            return;
        }
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
        let acceptor = TlsAcceptor::from(Arc::clone(&self.tls));
        // A client that does not trust us goes away.
        let Ok(mut stream) = acceptor.accept(stream).await else {
            return;
        };
        let Some(request) = Request::read(&mut stream).await else {
            return;
        };
        let host = request.header("host").unwrap().to_owned();
        self.heads.add(format!("{host}\n{}", request.head));
        // What the emulator cuts is cut here too.
        if let Ok((status, headers, body)) = self.pass_on(&host, request).await {
            answer(&mut stream, status, &headers, &body).await;
        }
    }

    /// Asks the emulator, and lets its links lead to a host of their own.
    async fn pass_on(&self, host: &str, request: Request) -> reqwest::Result<Passed> {
        let prefix = HOSTS.iter().find(|(own, _)| *own == host).unwrap().1;
        let url = format!("{}{prefix}{}", self.emulator, request.target());
        let method = request.method().parse().unwrap();
        let mut builder = self.http.request(method, url);
        for (name, value) in request.headers() {
            if !["host", "content-length"].contains(&name.to_lowercase().as_str()) {
                builder = builder.header(name, value);
            }
        }
        let response = builder.body(request.body).send().await?;
        let status = response.status().as_u16();
        let headers = ["content-type", "retry-after"]
            .iter()
            .filter_map(|name| {
                let value = response.headers().get(*name)?.to_str().ok()?;
                Some(((*name).to_owned(), value.to_owned()))
            })
            .collect();
        let body = response.bytes().await?.to_vec();
        let body = match String::from_utf8(body) {
            Ok(text) => text
                .replace(
                    &format!("{}/files/", self.emulator),
                    &format!("https://{FILES}/files/"),
                )
                .into_bytes(),
            Err(bytes) => bytes.into_bytes(),
        };
        Ok((status, headers, body))
    }
}
