//! Proxies: one setting for everything that goes out, and errors that name the hop.

use mendix_deploy::{
    Client, ErrorCode,
    clients::ClientOptions,
    error::{Effect, Retry},
    secrets::SecretValue,
};

use crate::support::{Bench, Fixed, Record, Request, answer, listen};

/// A proxy for plain HTTP: asks what the request line names.
async fn plain_proxy(asked: Record) -> String {
    let address = listen(move |mut stream| {
        let asked = asked.clone();
        Box::pin(async move {
            let Some(request) = Request::read(&mut stream).await else {
                return;
            };
            asked.add(format!("{} {}", request.method(), request.target()));
            answer(&mut stream, 200, &[], b"[]").await;
        })
    })
    .await;
    format!("http://{address}")
}

#[tokio::test]
async fn plain_requests_go_through_the_proxy_and_exceptions_do_not() {
    let bench = Bench::new();
    let asked = Record::default();
    let proxy = plain_proxy(asked.clone()).await;
    let client = bench.client_with(bench.options().proxy(proxy.clone()));
    assert!(client.apps().list().await.unwrap().is_empty());
    let url = bench.emulator.url();
    assert_eq!(asked.all(), [format!("GET {url}/deploy/api/1/apps")]);
    assert!(bench.emulator.requests().is_empty());

    let options = bench
        .options()
        .proxy(proxy)
        .no_proxy("elsewhere.example, 127.0.0.1".to_owned());
    let apps = bench.client_with(options).apps().list().await.unwrap();
    assert_eq!(apps.len(), 1);
    assert_eq!(asked.all().len(), 1);
}

#[tokio::test]
async fn a_proxy_that_is_not_there_is_the_hop_that_fails() {
    let bench = Bench::new();
    // A port that nobody listens on any more.
    let gone = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().port()
    };
    let proxy = format!("http://127.0.0.1:{gone}");
    for options in [
        bench.options(),
        // The documented hosts, through a tunnel.
        ClientOptions::default(),
    ] {
        let options = options.proxy(proxy.clone()).max_attempts(1_u32);
        let credentials = bench
            .credentials()
            .with_proxy_login("planted-user", SecretValue::new("planted-secret-proxy"));
        let client = Client::with_clock(credentials, options, bench.clock.clone()).unwrap();
        let error = client.apps().list().await.unwrap_err();
        assert_eq!(error.code(), ErrorCode::NetworkConnect, "{error:#}");
        assert_eq!(error.effect(), Effect::None);
        assert_eq!(error.info().context["proxy"], format!("127.0.0.1:{gone}"));
        assert!(error.message().contains("through the proxy"), "{error}");
        assert!(
            !format!("{error:#} {error:?}").contains("planted"),
            "{error:#}"
        );
    }
}

#[tokio::test]
async fn a_proxy_that_refuses_the_tunnel_is_the_hop_that_fails() {
    for (answer, retry) in [
        ("407 Proxy Authentication Required", Retry::Permanent),
        ("502 Bad Gateway", Retry::Temporary),
    ] {
        let bench = Bench::new();
        let proxy = Fixed::start(answer).await;
        let options = ClientOptions::default()
            .proxy(proxy.url.clone())
            .max_attempts(1_u32);
        let error = bench.client_with(options).apps().list().await.unwrap_err();
        assert_eq!(error.code(), ErrorCode::NetworkConnect, "{error:#}");
        assert_eq!(error.retry(), retry, "{error:#}");
        let hop = proxy.url.trim_start_matches("http://");
        assert_eq!(error.info().context["proxy"], hop);
        let heads = proxy.heads.all();
        assert_eq!(heads.len(), 1);
        assert!(
            heads[0].starts_with("CONNECT deploy.mendix.com:443"),
            "{heads:?}"
        );
        // What is meant for the platform is not told to the proxy.
        assert!(!heads[0].contains("planted-secret"), "{heads:?}");
    }
}

#[tokio::test]
async fn a_proxy_that_is_no_url_is_refused_without_quoting_it() {
    let bench = Bench::new();
    let options = bench
        .options()
        .proxy("http://u:planted-secret@[".to_owned());
    let error = mendix_deploy::Client::new(bench.credentials(), options).unwrap_err();
    assert_eq!(error.code(), ErrorCode::InputInvalid);
    assert!(!format!("{error:#}").contains("planted-secret"));
}
