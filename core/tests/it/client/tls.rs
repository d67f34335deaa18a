//! TLS: whom the client trusts, and how it shows who it is.

use std::sync::Arc;

use mendix_deploy::{
    Client, ErrorCode,
    clients::{ClientOptions, Endpoints},
    error::{Effect, Retry},
};
use rustls::ServerConfig;
use tokio_rustls::TlsAcceptor;

use crate::support::{Authority, Bench, Record, Request, answer, listen};

/// A platform without apps, over TLS.
async fn platform(tls: Arc<ServerConfig>) -> (String, Record) {
    let heads = Record::default();
    let kept = heads.clone();
    let address = listen(move |stream| {
        let (tls, kept) = (Arc::clone(&tls), kept.clone());
        Box::pin(async move {
            let Ok(mut stream) = TlsAcceptor::from(tls).accept(stream).await else {
                return;
            };
            if let Some(request) = Request::read(&mut stream).await {
                kept.add(request.head);
                answer(&mut stream, 200, &[], b"[]").await;
            }
        })
    })
    .await;
    let port = address.rsplit_once(':').unwrap().1;
    (format!("https://localhost:{port}"), heads)
}

fn client(bench: &Bench, url: &str, options: ClientOptions) -> mendix_deploy::Result<Client> {
    let options = options
        .max_attempts(2_u32)
        .endpoints(Endpoints::default().deploy(url.to_owned()));
    Client::with_clock(bench.credentials(), options, bench.clock.clone())
}

#[tokio::test]
async fn an_authority_is_trusted_when_it_is_given() {
    let bench = Bench::new();
    let authority = Authority::new();
    let (url, heads) = platform(authority.server(&["localhost"], false)).await;
    let stranger = client(&bench, &url, ClientOptions::default()).unwrap();
    let error = stranger.apps().list().await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::NetworkTls, "{error:#}");
    assert_eq!(error.retry(), Retry::Permanent);
    assert_eq!(error.effect(), Effect::None);
    assert!(error.remedy().contains("caCertificates"), "{error:#}");
    assert!(bench.clock.pauses().is_empty());
    assert!(heads.all().is_empty());

    let options =
        ClientOptions::default().ca_certificates(vec![authority.write(bench.folder.path())]);
    let colleague = client(&bench, &url, options).unwrap();
    assert!(colleague.apps().list().await.unwrap().is_empty());
    assert_eq!(heads.all().len(), 1);
}

#[tokio::test]
async fn a_certificate_of_another_name_is_refused() {
    let bench = Bench::new();
    let authority = Authority::new();
    let (url, heads) = platform(authority.server(&["elsewhere.example"], false)).await;
    let options =
        ClientOptions::default().ca_certificates(vec![authority.write(bench.folder.path())]);
    let error = client(&bench, &url, options)
        .unwrap()
        .apps()
        .list()
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::NetworkTls, "{error:#}");
    assert!(heads.all().is_empty());
}

#[tokio::test]
async fn a_server_without_tls_is_told() {
    let bench = Bench::new();
    let port = bench.emulator.url().rsplit_once(':').unwrap().1.to_owned();
    let error = client(
        &bench,
        &format!("https://localhost:{port}"),
        ClientOptions::default(),
    )
    .unwrap()
    .apps()
    .list()
    .await
    .unwrap_err();
    assert_eq!(error.code(), ErrorCode::NetworkTls, "{error:#}");
    assert!(bench.emulator.requests().is_empty());
}

#[tokio::test]
async fn a_client_certificate_is_shown() {
    let bench = Bench::new();
    let folder = bench.folder.path();
    let authority = Authority::new();
    let (url, heads) = platform(authority.server(&["localhost"], true)).await;
    let trusting = || ClientOptions::default().ca_certificates(vec![authority.write(folder)]);
    let nobody = client(&bench, &url, trusting()).unwrap();
    let error = nobody.apps().list().await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::NetworkTls, "{error:#}");
    let options = trusting().client_certificate(authority.write_client(folder));
    let somebody = client(&bench, &url, options).unwrap();
    assert!(somebody.apps().list().await.unwrap().is_empty());
    assert_eq!(heads.all().len(), 1);
}

#[tokio::test]
async fn files_that_hold_no_certificate_are_named() {
    let bench = Bench::new();
    let empty = bench.file("empty.pem");
    std::fs::write(&empty, "-----BEGIN PRIVATE KEY-----\nplanted-secret\n").unwrap();
    let missing = bench.file("missing.pem");
    for path in [&empty, &missing] {
        let authorities = ClientOptions::default().ca_certificates(vec![path.clone()]);
        let own = ClientOptions::default().client_certificate(path.clone());
        for options in [authorities, own] {
            let error = client(&bench, "https://localhost", options).unwrap_err();
            assert_eq!(error.code(), ErrorCode::InputInvalid, "{error:#}");
            assert!(error.message().contains(path.as_str()), "{error}");
            assert!(!format!("{error:#}").contains("planted-secret"));
        }
    }
}
