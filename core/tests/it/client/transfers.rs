//! What the emulator does not play: a peer that stalls, a link that is away for a moment, a proxy that wants a login.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use futures::{FutureExt as _, StreamExt as _, future::BoxFuture};
use mendix_deploy::{
    Client, Credentials, ErrorCode,
    client::UploadSource,
    clients::{ClientOptions, Endpoints},
    clock::Clock,
    cloud::{PackageStatus, StartOptions, UploadOptions},
    error::{Effect, Retry},
    secrets::SecretValue,
    time::Timestamp,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

/// Pauses between attempts take no time.
struct Hasty;

impl Clock for Hasty {
    fn now(&self) -> Timestamp {
        Timestamp::from_unix_millis(1_772_355_600_000).unwrap()
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        tokio::task::yield_now().boxed()
    }
}

/// What the scripted server does with one request.
enum Reply {
    Json(u16, String),
    /// Announces this many bytes, sends fewer, and keeps the connection.
    Stall(usize),
    /// Reads no further and keeps the connection.
    Deaf,
}

struct Server {
    url: String,
    /// Head of every request, in order.
    heads: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Answers by the request line and by how many requests with that line came before.
    async fn new(script: impl Fn(&str, usize, &str) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let heads: Arc<Mutex<Vec<String>>> = Arc::default();
        let (script, seen, own) = (Arc::new(script), Arc::clone(&heads), url.clone());
        tokio::spawn(async move {
            let mut kept = Vec::new();
            while let Ok((mut connection, _)) = listener.accept().await {
                let head = read_head(&mut connection).await;
                let line = head.lines().next().unwrap_or_default().to_owned();
                let before = {
                    let mut seen = seen.lock().unwrap();
                    let before = seen.iter().filter(|head| head.starts_with(&line)).count();
                    seen.push(head);
                    before
                };
                match script(&line, before, &own) {
                    Reply::Json(status, body) => {
                        let length = body.len();
                        let answer = format!(
                            "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
                        );
                        let _ = connection.write_all(answer.as_bytes()).await;
                    }
                    Reply::Stall(announced) => {
                        let head =
                            format!("HTTP/1.1 200 OK\r\ncontent-length: {announced}\r\n\r\nPK");
                        let _ = connection.write_all(head.as_bytes()).await;
                        kept.push(connection);
                    }
                    Reply::Deaf => kept.push(connection),
                }
            }
        });
        Self { url, heads }
    }

    fn client(&self, options: ClientOptions) -> Client {
        let endpoints = Endpoints::default().deploy(self.url.as_str());
        let credentials =
            Credentials::new().with_api_key("deployer@example.com", SecretValue::new("k3y-k3y"));
        Client::with_clock(credentials, options.endpoints(endpoints), Arc::new(Hasty)).unwrap()
    }

    fn count(&self, line: &str) -> usize {
        let heads = self.heads.lock().unwrap();
        heads.iter().filter(|head| head.starts_with(line)).count()
    }
}

async fn read_head(connection: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if connection.read(&mut byte).await.unwrap_or(0) == 0 {
            break;
        }
        head.extend_from_slice(&byte);
    }
    String::from_utf8_lossy(&head).into_owned()
}

const APPS: &str =
    r#"[{"AppId":"orders","Name":"Orders","ProjectId":"p-1","Url":"https://orders.example"}]"#;
const ENVIRONMENTS: &str = r#"[{"Status":"Stopped","EnvironmentId":"e-1","Mode":"Production","Url":"https://orders.example","Production":true}]"#;

fn package(status: &str, own: &str) -> String {
    format!(
        r#"{{"PackageId":"p7","Name":"a.mda","Version":"1.0.0.7","CreationDate":1772355600000,"Status":"{status}","Size":2,"Url":{{"Location":"{own}/files/p7?signature=s3cret","TTL":900}}}}"#
    )
}

/// The names that every call looks up first.
fn names(line: &str) -> Option<Reply> {
    let body = match line.split(' ').nth(1)? {
        "/api/1/apps" => APPS,
        "/api/1/apps/orders/environments" => ENVIRONMENTS,
        "/api/1/apps/orders/packages" if line.starts_with("GET") => "[]",
        _ => return None,
    };
    Some(Reply::Json(200, body.to_owned()))
}

#[tokio::test]
async fn a_download_that_does_not_move_ends_and_leaves_nothing() {
    let server = Server::new(|line, _, own| {
        names(line).unwrap_or_else(|| {
            if line.contains("/files/") {
                Reply::Stall(1000)
            } else {
                Reply::Json(200, package("Succeeded", own))
            }
        })
    })
    .await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.mda");
    let error = server
        .client(ClientOptions::default().timeout_seconds(1_u64))
        .packages()
        .download("orders".into(), "p7".into(), path.display().to_string())
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::NetworkInterrupted, "{error:#}");
    assert_eq!(error.effect(), Effect::None);
    assert!(!format!("{error:#}").contains("s3cret"), "{error:#}");
    assert_eq!(folder.path().read_dir().unwrap().count(), 0);
}

#[tokio::test]
async fn a_download_that_is_given_up_leaves_nothing() {
    let server = Server::new(|line, _, own| {
        names(line).unwrap_or_else(|| {
            if line.contains("/files/") {
                Reply::Stall(1000)
            } else {
                Reply::Json(200, package("Succeeded", own))
            }
        })
    })
    .await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.mda").display().to_string();
    let files = || folder.path().read_dir().unwrap().count();
    let packages = server.client(ClientOptions::default()).packages();
    let download =
        tokio::spawn(async move { packages.download("orders".into(), "p7".into(), path).await });
    while files() == 0 {
        tokio::task::yield_now().await;
    }
    download.abort();
    assert!(download.await.unwrap_err().is_cancelled());
    assert_eq!(files(), 0);
}

#[tokio::test]
async fn an_upload_that_does_not_move_ends() {
    let server = Server::new(|line, _, _| names(line).unwrap_or(Reply::Deaf)).await;
    // More than the buffers of a connection take.
    let piece = bytes::Bytes::from(vec![7; 1024 * 1024]);
    let stream = futures::stream::iter(vec![piece; 64]).map(Ok).boxed();
    let source = UploadSource::Stream {
        stream,
        length: Some(64 * 1024 * 1024),
    };
    let client = server.client(ClientOptions::default().timeout_seconds(1_u64));
    let options = UploadOptions::default().name("a.mda");
    let error = client
        .packages()
        .upload("orders", source, options, None)
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::CallTimedOut, "{error:#}");
    assert_eq!(server.count("POST"), 1);
}

#[tokio::test]
async fn a_link_that_is_away_for_a_moment_is_fetched_again() {
    let server = Server::new(|line, before, own| {
        names(line).unwrap_or_else(|| match (line.contains("/files/"), before) {
            (true, 0) => Reply::Json(503, String::new()),
            (true, 1) => Reply::Json(429, String::new()),
            (true, _) => Reply::Json(200, "PK".to_owned()),
            (false, _) => Reply::Json(200, package("Succeeded", own)),
        })
    })
    .await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.mda");
    let client = server.client(ClientOptions::default());
    let digest = client
        .packages()
        .download("orders".into(), "p7".into(), path.display().to_string())
        .await
        .unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"PK");
    assert_eq!(digest.len(), 64);
    let heads = server.heads.lock().unwrap();
    let mut files = heads.iter().filter(|head| head.contains("/files/"));
    assert!(files.all(|head| !head.to_ascii_lowercase().contains("mendix-apikey")));
}

#[tokio::test]
async fn a_conflict_is_told_and_not_sent_again() {
    let server = Server::new(|line, _, _| {
        names(line).unwrap_or_else(|| {
            let code = r#"{"errorCode":"APP_ALREADY_HAS_A_STARTING_JOB","errorMessage":"m"}"#;
            Reply::Json(500, code.to_owned())
        })
    })
    .await;
    let error = server
        .client(ClientOptions::default())
        .environments()
        .start(
            "orders/Production".parse().unwrap(),
            StartOptions::default().confirm("orders/Production"),
        )
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::MendixCloudStartJobExists);
    assert_eq!(error.retry(), Retry::Temporary);
    assert_eq!(server.count("POST"), 1);
}

#[tokio::test]
async fn waiting_survives_a_platform_that_is_away_and_gives_up_on_one_that_stays_away() {
    let server = Server::new(|line, before, own| {
        names(line).unwrap_or_else(|| match before {
            0 => Reply::Json(200, package("Building", own)),
            1..=6 => Reply::Json(503, String::new()),
            _ => Reply::Json(200, package("Succeeded", own)),
        })
    })
    .await;
    let client = server.client(ClientOptions::default().max_attempts(1_u32));
    let packages = client.packages();
    let mut build = packages
        .watch_build("orders".into(), "p7".into())
        .await
        .unwrap();
    assert_eq!(build.wait().await.unwrap().status, PackageStatus::Succeeded);

    let server =
        Server::new(|line, _, _| names(line).unwrap_or_else(|| Reply::Json(503, String::new())))
            .await;
    let client = server.client(ClientOptions::default().max_attempts(1_u32));
    let packages = client.packages();
    let mut build = packages
        .watch_build("orders".into(), "p7".into())
        .await
        .unwrap();
    let error = build.wait().await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::PlatformUnavailable);
    assert_eq!(server.count("GET /api/1/apps/orders/packages/p7"), 11);
}

#[tokio::test]
async fn a_proxy_gets_its_login_and_the_url_of_the_platform() {
    let proxy = Server::new(|_, _, _| Reply::Json(200, APPS.to_owned())).await;
    let credentials = Credentials::new()
        .with_api_key("deployer@example.com", SecretValue::new("k3y-k3y"))
        .with_proxy_login("office", SecretValue::new("pr0xy"));
    let options = ClientOptions::default()
        .proxy(proxy.url.trim_start_matches("http://"))
        .endpoints(Endpoints::default().deploy("http://127.0.0.1:9"));
    let client = Client::with_clock(credentials, options, Arc::new(Hasty)).unwrap();
    assert_eq!(client.apps().list().await.unwrap().len(), 1);
    let heads = proxy.heads.lock().unwrap();
    let head = heads[0].to_ascii_lowercase();
    assert!(
        head.starts_with("get http://127.0.0.1:9/api/1/apps"),
        "{head}"
    );
    // office:pr0xy
    assert!(heads[0].contains("Basic b2ZmaWNlOnByMHh5"), "{head}");
}

#[tokio::test]
async fn an_answer_that_stalls_ends_and_says_so() {
    let server = Server::new(|_, _, _| Reply::Stall(1000)).await;
    let options = || ClientOptions::default().timeout_seconds(1_u64);
    let client = server.client(options().max_attempts(1_u32));
    let error = client.apps().list().await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::CallTimedOut, "{error:#}");
    assert_eq!(error.effect(), Effect::None);

    // A read is tried again, and nothing of a change is known once its head was answered.
    let server = Server::new(|line, _, _| names(line).unwrap_or(Reply::Stall(1000))).await;
    let error = server
        .client(options())
        .environments()
        .start(
            "orders/Production".parse().unwrap(),
            StartOptions::default().confirm("orders/Production"),
        )
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::CallTimedOut, "{error:#}");
    assert_eq!(error.effect(), Effect::Unknown);
    assert_eq!(server.count("POST"), 1);
}

#[tokio::test]
async fn a_name_without_an_address_is_told() {
    let credentials =
        Credentials::new().with_api_key("deployer@example.com", SecretValue::new("k3y-k3y"));
    let options = ClientOptions::default()
        .no_proxy("*")
        .max_attempts(2_u32)
        .endpoints(Endpoints::default().deploy("https://deploy.invalid"));
    let client = Client::with_clock(credentials, options, Arc::new(Hasty)).unwrap();
    let error = client.apps().list().await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::NetworkDns, "{error:#}");
    assert_eq!(error.effect(), Effect::None);
    assert!(error.message().contains("deploy.invalid"), "{error}");
}

#[tokio::test]
async fn a_list_that_does_not_end_is_given_up() {
    let apps: Vec<String> = (0..100)
        .map(|n| {
            format!(
                r#"{{"id":"00000000-0000-0000-0000-{n:012}","name":"App {n}","subdomain":"app-{n}"}}"#
            )
        })
        .collect();
    let page = format!(
        r#"{{"apps":[{}],"pagination":{{"offset":0,"limit":100,"size":100}}}}"#,
        apps.join(",")
    );
    let server = Server::new(move |_, _, _| Reply::Json(200, page.clone())).await;
    let credentials = Credentials::new().with_pat(SecretValue::new("p4t"));
    let options = ClientOptions::default().endpoints(Endpoints::default().cloud(&server.url));
    let client = Client::with_clock(credentials, options, Arc::new(Hasty)).unwrap();
    let error = client.apps().details().await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::AnswerUnexpected, "{error:#}");
    assert!(error.message().contains("does not end"), "{error}");
    assert_eq!(server.count("GET"), 200);
}
