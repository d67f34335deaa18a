//! Files that come from links: without credentials, whole or not at all.

use mendix_deploy::{
    Client, ErrorCode,
    cloud::{ArchiveId, ArchiveOptions, LogFilter, SnapshotId, SnapshotOptions},
};
use serde_json::json;

use crate::support::{Bench, address};

async fn archived(client: &Client) -> (SnapshotId, ArchiveId) {
    let backups = client.backups();
    let test = || address("orders/Test");
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
    (snapshot, archive)
}

#[tokio::test]
async fn a_package_comes_whole_and_its_link_gets_no_credentials() {
    let bench = Bench::new();
    let deployed = bench.environment("Test")["package"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = bench.file("orders.mda");
    let digest = bench
        .client()
        .packages()
        .download("orders".to_owned(), deployed.into(), path)
        .await
        .unwrap();
    let kept = bench.package("main-1.0.0.1.mda").unwrap();
    assert_eq!(kept["sha256"], digest);
    assert_eq!(bench.files(), ["orders.mda"]);
    let links: Vec<_> = bench
        .emulator
        .requests()
        .into_iter()
        .filter(|request| request["path"].as_str().unwrap().starts_with("/files/"))
        .collect();
    assert_eq!(links.len(), 1);
    assert_eq!(links[0]["credentials"], json!([]), "{links:?}");
    // The record does tell when there are some.
    let call = &bench.emulator.requests()[0];
    assert_eq!(call["credentials"], json!(["apiKey"]));
}

#[tokio::test]
async fn an_expired_link_is_told_and_leaves_no_file() {
    let bench = Bench::new();
    let client = bench.client();
    let (snapshot, archive) = archived(&client).await;
    bench.emulator.inject(json!({"fault": "linkExpired"}));
    let backups = client.backups();
    let download = |path| {
        backups.download_archive(
            address("orders/Test"),
            snapshot.clone(),
            archive.clone(),
            path,
        )
    };
    let error = download(bench.file("a.tar.gz")).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::MendixCloudLinkExpired, "{error:#}");
    assert_eq!(error.info().call, "backups.download_archive");
    assert!(!format!("{error:#}").contains("signature"));
    assert!(bench.files().is_empty());
    download(bench.file("a.tar.gz")).await.unwrap();
    assert_eq!(bench.files(), ["a.tar.gz"]);
}

#[tokio::test]
async fn a_download_that_is_cut_off_leaves_what_was_there() {
    let bench = Bench::new();
    let client = bench.client();
    let (snapshot, archive) = archived(&client).await;
    std::fs::write(bench.file("a.tar.gz"), "the one of yesterday").unwrap();
    bench
        .emulator
        .inject(json!({"fault": "truncateBody", "path": "/files/*", "bytes": 5}));
    let error = client
        .backups()
        .download_archive(
            address("orders/Test"),
            snapshot,
            archive,
            bench.file("a.tar.gz"),
        )
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::NetworkInterrupted, "{error:#}");
    assert_eq!(bench.files(), ["a.tar.gz"]);
    let kept = std::fs::read_to_string(bench.file("a.tar.gz")).unwrap();
    assert_eq!(kept, "the one of yesterday");
}

#[tokio::test]
async fn a_folder_that_is_none_is_told_by_name() {
    let bench = Bench::new();
    let deployed = bench.environment("Test")["package"]
        .as_str()
        .unwrap()
        .to_owned();
    let error = bench
        .client()
        .packages()
        .download(
            "orders".to_owned(),
            deployed.into(),
            bench.file("nowhere/orders.mda"),
        )
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::FileFailed);
    assert!(error.message().contains("nowhere/orders.mda"), "{error}");
}

#[tokio::test]
async fn a_package_that_is_still_built_has_no_file() {
    let bench = Bench::new();
    let client = bench.client();
    bench.emulator.set_auto_advance(0);
    let commit = client
        .repository()
        .branch("orders".to_owned(), "main".to_owned())
        .await
        .unwrap()
        .latest_commit
        .unwrap();
    let build = client
        .packages()
        .build(
            "orders".to_owned(),
            "main".to_owned(),
            commit.id,
            "2.5.4".to_owned(),
            Default::default(),
        )
        .await
        .unwrap();
    let error = client
        .packages()
        .download("orders".to_owned(), build.id().into(), bench.file("x.mda"))
        .await
        .unwrap_err();
    assert_eq!(
        error.code(),
        ErrorCode::MendixCloudBuildNotSucceeded,
        "{error:#}"
    );
    assert!(bench.files().is_empty());
}

#[tokio::test]
async fn a_log_that_is_cut_off_can_be_asked_again() {
    let bench = Bench::new();
    let environments = bench.client().environments();
    let lines = || {
        environments.log_lines(
            address("orders/Test"),
            "2026-02-28".to_owned(),
            LogFilter::default(),
        )
    };
    let whole = lines().all().await.unwrap();
    bench
        .emulator
        .inject(json!({"fault": "truncateBody", "path": "/files/*", "bytes": 300}));
    let mut pager = lines();
    let error = pager.next().await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::NetworkInterrupted, "{error:#}");
    assert_eq!(pager.all().await.unwrap(), whole);
    // Another process goes on in the middle.
    let rest = lines().resume("line 3").all().await.unwrap();
    assert_eq!(rest, whole[3..]);
    let error = lines().resume("page 3").next().await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::InputInvalid);
}

#[cfg(unix)]
#[tokio::test]
async fn links_that_somebody_planted_are_not_followed_and_the_file_is_the_owners_alone() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let bench = Bench::new();
    let client = bench.client();
    let (snapshot, archive) = archived(&client).await;
    let outside = tempfile::tempdir().unwrap();
    let victim = outside.path().join("victim");
    std::fs::write(&victim, "untouched").unwrap();
    // In the place of the file, and where an earlier version wrote while it was not complete.
    for name in ["a.tar.gz", "a.tar.gz.part"] {
        symlink(&victim, bench.file(name)).unwrap();
    }
    client
        .backups()
        .download_archive(
            address("orders/Test"),
            snapshot,
            archive,
            bench.file("a.tar.gz"),
        )
        .await
        .unwrap();
    assert_eq!(std::fs::read_to_string(&victim).unwrap(), "untouched");
    let metadata = std::fs::symlink_metadata(bench.file("a.tar.gz")).unwrap();
    assert!(metadata.is_file(), "the link itself was replaced");
    assert_eq!(metadata.permissions().mode() & 0o777, 0o600);
    assert_eq!(bench.files(), ["a.tar.gz", "a.tar.gz.part"]);
}
