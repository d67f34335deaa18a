//! Which hosts are contacted, and which of them get credentials.

use mendix_deploy::{
    Client, ErrorCode,
    client::UploadSource,
    clients::{ClientOptions, Endpoints, HostCredential, HostPurpose},
    cloud::{
        ArchiveOptions, ConfirmOptions, ListEnvironmentsOptions, LogFilter, SnapshotOptions,
        StartOptions, UploadOptions,
    },
    error::Effect,
};
use serde_json::json;

use crate::support::{Bench, FILES, Fixed, Internet, address, archive};

const CREDENTIALS: [&str; 3] = ["mendix-username", "mendix-apikey", "authorization"];

fn carries_credentials(head: &str) -> bool {
    let head = head.to_lowercase();
    CREDENTIALS
        .iter()
        .any(|name| head.contains(&format!("\n{name}:")))
}

/// Something of every group of calls, and every kind of link.
pub(super) async fn a_bit_of_everything(bench: &Bench, client: &Client) {
    let (environments, packages, backups) =
        (client.environments(), client.packages(), client.backups());
    let test = || address("orders/Test");
    let confirm = || ConfirmOptions::default().confirm("orders/Test".to_owned());
    client.apps().list().await.unwrap();
    client.apps().details().await.unwrap();
    environments
        .list(
            "orders".to_owned(),
            ListEnvironmentsOptions::default().details(true),
        )
        .await
        .unwrap();
    environments.permissions(test()).await.unwrap();
    environments.settings(test()).await.unwrap();
    environments
        .log_lines(test(), "2026-02-28".to_owned(), LogFilter::default())
        .all()
        .await
        .unwrap();
    client
        .repository()
        .commits("orders".to_owned(), "main".to_owned())
        .all()
        .await
        .unwrap();
    client
        .repository()
        .stories("orders".to_owned())
        .all()
        .await
        .unwrap();
    let upload = packages
        .upload(
            "orders",
            UploadSource::Bytes(archive("3.0.0.1").into()),
            UploadOptions::default().name("orders-3.mda".to_owned()),
            None,
        )
        .await
        .unwrap();
    let package = packages
        .watch_upload("orders".to_owned(), upload)
        .await
        .unwrap()
        .wait()
        .await
        .unwrap()
        .package_id;
    packages
        .download(
            "orders".to_owned(),
            package.clone(),
            bench.file("orders.mda"),
        )
        .await
        .unwrap();
    environments.stop(test(), confirm()).await.unwrap();
    bench.emulator.advance(5_000);
    let snapshot = backups
        .create_snapshot(test(), SnapshotOptions::default())
        .await
        .unwrap()
        .wait()
        .await
        .unwrap()
        .snapshot_id;
    let archive = backups
        .create_archive(test(), snapshot.clone(), ArchiveOptions::default())
        .await
        .unwrap()
        .wait()
        .await
        .unwrap()
        .archive_id;
    backups
        .download_archive(test(), snapshot, archive, bench.file("backup.tar.gz"))
        .await
        .unwrap();
    environments.transport(test(), package).await.unwrap();
    environments
        .start(
            test(),
            StartOptions::default().confirm("orders/Test".to_owned()),
        )
        .await
        .unwrap()
        .wait()
        .await
        .unwrap();
}

#[tokio::test]
async fn only_the_listed_hosts_are_contacted_and_links_get_no_credentials() {
    let bench = Bench::new();
    let internet = Internet::start(&bench.emulator.url(), bench.folder.path()).await;
    let client = bench.client_with(internet.options());
    a_bit_of_everything(&bench, &client).await;

    let mut asked: Vec<String> = internet.asked.all();
    asked.sort();
    asked.dedup();
    let mut allowed: Vec<String> = client
        .hosts()
        .iter()
        .filter(|listed| listed.purpose == HostPurpose::Calls)
        .map(|listed| listed.host.as_deref().unwrap())
        .chain([FILES])
        .map(|host| format!("CONNECT {host}:443"))
        .collect();
    allowed.sort();
    assert_eq!(asked, allowed);

    let heads = internet.heads.all();
    for head in &heads {
        let is_link = head.starts_with(FILES);
        assert_eq!(carries_credentials(head), !is_link, "{head}");
    }
    let links = heads.iter().filter(|head| head.starts_with(FILES)).count();
    assert_eq!(links, 3, "log, package, archive");
    // Each kind of credential goes to the hosts that are listed with it, and nowhere else.
    let listed = client.hosts();
    for head in heads.iter().filter(|head| !head.starts_with(FILES)) {
        let host = listed
            .iter()
            .find(|own| {
                own.host
                    .as_deref()
                    .is_some_and(|host| head.starts_with(host))
            })
            .unwrap();
        let may = |credential| host.credentials.contains(&credential);
        assert_eq!(
            head.contains("\nmendix-apikey:"),
            may(HostCredential::ApiKey),
            "{head}"
        );
        assert_eq!(
            head.contains("\nauthorization: MxToken"),
            may(HostCredential::PersonalAccessToken),
            "{head}"
        );
    }
    // Hosts that only an answer names are listed by their rule; the proxy by its name.
    let by_rule: Vec<_> = listed
        .iter()
        .filter(|own| own.host.is_none())
        .map(|own| own.purpose)
        .collect();
    assert_eq!(by_rule, [HostPurpose::Links, HostPurpose::PublicUrls]);
    let proxies: Vec<_> = listed
        .iter()
        .filter(|own| own.purpose == HostPurpose::Proxy)
        .collect();
    assert_eq!(proxies.len(), 1, "{listed:?}");
    let proxy = internet.options().proxy.unwrap();
    assert!(proxy.ends_with(proxies[0].host.as_deref().unwrap()));
    assert!(proxies[0].credentials.is_empty());
}

#[tokio::test]
async fn a_redirect_is_refused_and_the_other_host_hears_nothing() {
    for status in [301, 302, 303, 307, 308] {
        let bench = Bench::new();
        let thief = Fixed::start("200 OK").await;
        let redirecting = Fixed::start(format!(
            "{status} Moved\r\nlocation: {}/api/1/apps",
            thief.url
        ))
        .await;
        let client = bench.client_with(Bench::options_at(&redirecting.url));
        for error in [
            client.apps().list().await.unwrap_err(),
            client.apps().details().await.unwrap_err(),
            client.apps().create("p".into()).await.unwrap_err(),
        ] {
            assert_eq!(error.code(), ErrorCode::NetworkRedirectRefused, "{error:#}");
            assert_eq!(error.info().context["status"], status.to_string());
            assert_eq!(error.effect(), Effect::None);
        }
        assert_eq!(redirecting.heads.all().len(), 3);
        assert!(thief.heads.all().is_empty());
    }
}

#[tokio::test]
async fn a_link_that_redirects_is_refused() {
    let bench = Bench::new();
    let thief = Fixed::start("200 OK").await;
    let deployed = bench.environment("Test")["package"]
        .as_str()
        .unwrap()
        .to_owned();
    let redirecting = Fixed::start(format!("302 Found\r\nlocation: {}", thief.url)).await;
    // The link stays on the host of the endpoint, which answers it by a redirect.
    bench.emulator.inject(json!({
        "fault": "patch", "path": "*/packages/*", "set": {"/Url": {"Location": format!("{}/x", redirecting.url)}},
    }));
    let mut options = bench.options();
    let mut endpoints = options.endpoints.take().unwrap_or_default();
    endpoints.repository = Some(redirecting.url.clone());
    let client = bench.client_with(options.endpoints(endpoints));
    let error = client
        .packages()
        .download("orders".to_owned(), deployed.into(), bench.file("x.mda"))
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::NetworkRedirectRefused, "{error:#}");
    assert_eq!(redirecting.heads.all().len(), 1);
    assert!(!carries_credentials(&redirecting.heads.all()[0]));
    assert!(thief.heads.all().is_empty());
    assert!(bench.files().is_empty());
}

#[tokio::test]
async fn a_link_in_the_clear_is_refused() {
    let bench = Bench::new();
    let other = Fixed::start("200 OK").await;
    let deployed = bench.environment("Test")["package"]
        .as_str()
        .unwrap()
        .to_owned();
    for link in [
        other.url.as_str(),
        "http://deploy.mendix.com/x",
        "file:///etc/passwd",
    ] {
        bench.emulator.inject(json!({
            "fault": "patch", "path": "*/packages/*", "set": {"/Url": {"Location": link}},
        }));
        let error = bench
            .client()
            .packages()
            .download(
                "orders".to_owned(),
                deployed.clone().into(),
                bench.file("x.mda"),
            )
            .await
            .unwrap_err();
        assert_eq!(
            error.code(),
            ErrorCode::NetworkHostNotAllowed,
            "{link}: {error:#}"
        );
    }
    assert!(other.heads.all().is_empty());
    assert!(bench.files().is_empty());
}

#[tokio::test]
async fn credentials_do_not_travel_in_the_clear() {
    let bench = Bench::new();
    for endpoint in [
        "http://deploy.mendix.com",
        "http://10.0.0.1",
        "ftp://deploy.mendix.com",
        "https://user:planted-secret@deploy.mendix.com",
        "not a url",
    ] {
        let options =
            ClientOptions::default().endpoints(Endpoints::default().deploy(endpoint.to_owned()));
        let error = Client::new(bench.credentials(), options).unwrap_err();
        assert_eq!(error.code(), ErrorCode::InputInvalid, "{endpoint}");
        assert!(
            !format!("{error:#}").contains("planted-secret"),
            "{error:#}"
        );
    }
}
