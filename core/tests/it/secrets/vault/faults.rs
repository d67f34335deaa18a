//! A scripted server: each status, each thing that a proxy does, each thing that a hostile server does.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use mendix_deploy::secrets::{Resolver, ResolverOptions, StoreLimits, StoreSpec, VaultAuth};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

use super::super::conformance::{PLANTED, failures};

/// Answers request after request by a function of its number and head; gives the address and the number of requests.
pub(super) async fn scripted(
    answer: impl Fn(usize, &str) -> String + Send + Sync + 'static,
) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(AtomicUsize::new(0));
    let (count, answer) = (Arc::clone(&asked), Arc::new(answer));
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let (count, answer) = (Arc::clone(&count), Arc::clone(&answer));
            tokio::spawn(async move {
                let mut head = Vec::new();
                let mut byte = [0];
                while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).await.unwrap_or(0) == 1
                {
                    head.push(byte[0]);
                }
                let head = String::from_utf8_lossy(&head).into_owned();
                // A body that is not read would break the connection before the answer is.
                let length = head
                    .to_ascii_lowercase()
                    .split_once("content-length:")
                    .and_then(|(_, rest)| rest.lines().next()?.trim().parse().ok())
                    .unwrap_or(0);
                let mut body = vec![0; length];
                drop(stream.read_exact(&mut body).await);
                let number = count.fetch_add(1, Ordering::SeqCst);
                let text = answer(number, &head);
                drop(stream.write_all(text.as_bytes()).await);
                drop(stream.shutdown().await);
            });
        }
    });
    (address, asked)
}

pub(super) fn answer(status: &str, headers: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n{body}",
        body.len()
    )
}

fn found() -> String {
    let body = format!(
        "{{\"request_id\":\"r-1\",\"data\":{{\"data\":{{\"k\":\"{PLANTED}\"}},\"metadata\":{{\"version\":3}}}}}}"
    );
    answer("200 OK", "Content-Type: application/json\r\n", &body)
}

fn resolver(address: &str) -> Resolver {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    std::fs::write(&file, "planted-secret-token-of-faults").unwrap();
    // The file is read at the first login; the folder lives as long as the process.
    let token = format!("file://{}", file.display());
    std::mem::forget(folder);
    let spec = StoreSpec::Vault {
        address: Some(address.to_owned()),
        namespace: None,
        auth: Some(VaultAuth::Token { token: Some(token) }),
        ca_certificates: Vec::new(),
        client_certificate: None,
        limits: Some(StoreLimits::default().timeout_seconds(2_u64)),
    };
    Resolver::new(
        ResolverOptions::default()
            .stores(std::collections::BTreeMap::from([("it".to_owned(), spec)]))
            .timeout_seconds(10_u64),
    )
    .unwrap()
}

const REFERENCE: &str = "vault://secret/x?engine=kv2#k";

#[tokio::test]
async fn each_answer_has_its_kind() {
    let json = |errors: &str| format!("{{\"errors\":[{errors}]}}");
    let html = "<html>planted-secret-hunter2-7Qx</html>";
    for (status, headers, body, code, requests) in [
        (
            "400 Bad Request",
            "",
            json("\"bad\""),
            "secrets.bad_object",
            1,
        ),
        ("404 Not Found", "", json(""), "secrets.not_found", 1),
        (
            "405 Method Not Allowed",
            "",
            json(""),
            "secrets.protocol_error",
            1,
        ),
        (
            "412 Precondition Failed",
            "",
            json(""),
            "secrets.unavailable",
            3,
        ),
        (
            "429 Too Many Requests",
            "Retry-After: 0\r\n",
            json(""),
            "secrets.throttled",
            3,
        ),
        ("472 DR", "", json(""), "secrets.unavailable", 1),
        (
            "500 Internal Server Error",
            "",
            json(""),
            "secrets.unavailable",
            2,
        ),
        (
            "501 Not Implemented",
            "",
            json(""),
            "secrets.unavailable",
            1,
        ),
        (
            "502 Bad Gateway",
            "",
            html.to_owned(),
            "secrets.unavailable",
            3,
        ),
        (
            "503 Service Unavailable",
            "",
            json("\"Vault is sealed\""),
            "secrets.unavailable",
            3,
        ),
        (
            "504 Gateway Timeout",
            "",
            html.to_owned(),
            "secrets.unavailable",
            3,
        ),
        ("200 OK", "", html.to_owned(), "secrets.protocol_error", 1),
        (
            "200 OK",
            "",
            "{\"data\":{\"data\":[\"planted-secret-hunter2-7Qx\"]}}".to_owned(),
            "secrets.protocol_error",
            1,
        ),
        (
            "200 OK",
            "",
            "{\"data\":\"planted-secret-hunter2-7Qx\"}".to_owned(),
            "secrets.protocol_error",
            1,
        ),
        ("200 OK", "", String::new(), "secrets.protocol_error", 1),
        (
            "307 Temporary Redirect",
            "Location: http://127.0.0.2:1/v1/secret/data/x\r\n",
            String::new(),
            "secrets.protocol_error",
            1,
        ),
        (
            "302 Found",
            "Location: /login\r\n",
            String::new(),
            "secrets.protocol_error",
            1,
        ),
    ] {
        let text = answer(status, headers, &body);
        let (address, asked) = scripted(move |_, _| text.clone()).await;
        let failed = failures(&resolver(&address), &[("a", REFERENCE)]).await;
        assert_eq!(failed[0].code, code, "{status}");
        assert_eq!(asked.load(Ordering::SeqCst), requests, "{status}");
        assert!(failed[0].status.is_some(), "{status}");
    }
}

#[tokio::test]
async fn what_passes_is_waited_for() {
    let (address, _) = scripted(|number, _| match number {
        0 => answer(
            "503 Service Unavailable",
            "",
            "{\"errors\":[\"Vault is sealed\"]}",
        ),
        1 => answer("412 Precondition Failed", "", "{\"errors\":[]}"),
        _ => found(),
    })
    .await;
    let value = resolver(&address).resolve_one(REFERENCE).await.unwrap();
    assert_eq!(value.reveal(), PLANTED);
}

#[tokio::test]
async fn a_standby_sends_to_the_same_host_and_the_token_goes_nowhere_else() {
    let (active, _) = scripted(|_, head| {
        let told = head.to_ascii_lowercase();
        assert!(told.contains("x-vault-token: planted-secret-token-of-faults"));
        assert!(told.contains("x-vault-request: true"));
        found()
    })
    .await;
    let target = format!("Location: {active}/v1/secret/data/x\r\n");
    let (standby, _) = scripted(move |_, _| answer("307 Temporary Redirect", &target, "")).await;
    let value = resolver(&standby).resolve_one(REFERENCE).await.unwrap();
    assert_eq!(value.reveal(), PLANTED);

    let (own, asked) =
        scripted(|_, _| answer("307 Temporary Redirect", "Location: /v1/x\r\n", "")).await;
    let failed = failures(&resolver(&own), &[("a", REFERENCE)]).await;
    assert_eq!(failed[0].code, "secrets.protocol_error");
    assert_eq!(asked.load(Ordering::SeqCst), 4);
}

#[tokio::test]
async fn a_hostile_server_ends_in_time_and_memory() {
    // A body without an end, as fast as it goes.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut head = [0; 1024];
                drop(stream.read(&mut head).await);
                drop(
                    stream
                        .write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
                        .await,
                );
                while stream.write_all(&[b' '; 65_536]).await.is_ok() {}
            });
        }
    });
    let failed = failures(&resolver(&address), &[("a", REFERENCE)]).await;
    assert_eq!(failed[0].code, "secrets.too_large");

    // One byte, then nothing: the time for one request ends it, three times.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let mut open = Vec::new();
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut head = [0; 1024];
            drop(stream.read(&mut head).await);
            drop(
                stream
                    .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{")
                    .await,
            );
            open.push(stream);
        }
    });
    let begun = Instant::now();
    let failed = failures(&resolver(&address), &[("a", REFERENCE)]).await;
    assert_eq!(failed[0].code, "secrets.timeout");
    assert!(
        begun.elapsed() < Duration::from_secs(11),
        "{:?}",
        begun.elapsed()
    );

    // Nobody there, and a name that does not resolve.
    let failed = failures(&resolver("http://127.0.0.1:1"), &[("a", REFERENCE)]).await;
    assert_eq!(failed[0].code, "secrets.unavailable");
    let failed = failures(&resolver("http://name.invalid"), &[("a", REFERENCE)]).await;
    assert_eq!(failed[0].code, "secrets.dns");
}

#[test]
fn addresses_carry_no_credential() {
    for address in [
        "http://u:hunter2@h",
        "ftp://h",
        "h:8200",
        "https://h?token=hunter2",
    ] {
        let spec = StoreSpec::Vault {
            address: Some(address.to_owned()),
            namespace: None,
            auth: None,
            ca_certificates: Vec::new(),
            client_certificate: None,
            limits: None,
        };
        let stores = std::collections::BTreeMap::from([("it".to_owned(), spec)]);
        let error = Resolver::new(ResolverOptions::default().stores(stores)).unwrap_err();
        assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
    }
}
