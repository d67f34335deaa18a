//! Uploads: streamed, hashed, reported, and never sent again blindly.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use bytes::Bytes;
use futures::{StreamExt as _, stream};
use mendix_deploy::{
    Client, ErrorCode, Result,
    client::{OnProgress, UploadSource},
    clients::Progress,
    cloud::{Upload, UploadOptions},
    error::{Effect, Retry},
};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::support::{Bench, archive};

const NAME: &str = "orders-3.mda";

/// Larger than a piece, so that a body has several.
fn body() -> Vec<u8> {
    let mut bytes = archive("3.0.0.1");
    bytes.resize(700_000, 7);
    bytes
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn named() -> UploadOptions {
    UploadOptions::default().name(NAME.to_owned())
}

fn pieces(bytes: &[u8], length: Option<u64>) -> UploadSource {
    let pieces: Vec<Result<Bytes>> = bytes
        .chunks(100_000)
        .map(|piece| Ok(Bytes::copy_from_slice(piece)))
        .collect();
    UploadSource::Stream {
        stream: stream::iter(pieces).boxed(),
        length,
    }
}

async fn upload(client: &Client, source: UploadSource, options: UploadOptions) -> Result<Upload> {
    client
        .packages()
        .upload("orders", source, options, None)
        .await
}

fn observed() -> (OnProgress, Arc<Mutex<Vec<Progress>>>) {
    let seen: Arc<Mutex<Vec<Progress>>> = Arc::default();
    let kept = Arc::clone(&seen);
    let tell: OnProgress = Arc::new(move |progress| kept.lock().unwrap().push(progress));
    (tell, seen)
}

#[tokio::test]
async fn each_source_arrives_whole_with_its_digest_and_its_progress() {
    let bench = Bench::new();
    let body = body();
    let path = bench.folder.path().join("from-a-file.mda");
    std::fs::write(&path, &body).unwrap();
    let length = body.len() as u64;
    for (source, name, total) in [
        (UploadSource::Path(path), "from-a-file.mda", Some(length)),
        (
            UploadSource::Bytes(body.clone().into()),
            "bytes.mda",
            Some(length),
        ),
        (pieces(&body, Some(length)), "stream.mda", Some(length)),
        (pieces(&body, None), "unknown-length.mda", None),
    ] {
        let (tell, seen) = observed();
        let mut options = UploadOptions::default().sha256(sha256(&body).to_uppercase());
        if name != "from-a-file.mda" {
            options.name = Some(name.to_owned());
        }
        let upload = bench
            .client()
            .packages()
            .upload("orders", source, options, Some(tell))
            .await
            .unwrap();
        assert_eq!(upload.sha256, sha256(&body), "{name}");
        assert_eq!(upload.size_bytes, length, "{name}");
        let kept = bench.package(name).unwrap();
        assert_eq!(kept["sha256"], upload.sha256, "{name}");
        assert_eq!(kept["id"], upload.package_id.as_str());
        let seen = seen.lock().unwrap();
        assert!(seen.len() > 2, "{name}: {seen:?}");
        assert!(
            seen.windows(2)
                .all(|pair| pair[0].done_bytes <= pair[1].done_bytes)
        );
        let (last, earlier) = seen.split_last().unwrap();
        assert!(
            last.finished && last.done_bytes == length,
            "{name}: {last:?}"
        );
        assert!(
            earlier
                .iter()
                .all(|one| !one.finished && one.total_bytes == total)
        );
    }
}

#[tokio::test]
async fn bytes_that_are_not_the_planned_ones_never_become_a_package() {
    let bench = Bench::new();
    let client = bench.client();
    let body = body();
    let path = bench.folder.path().join("changed.mda");
    std::fs::write(&path, &body).unwrap();
    let options = || named().sha256("0".repeat(64));
    for source in [
        UploadSource::Path(path),
        UploadSource::Bytes(body.clone().into()),
        // One piece: it is held back until the digest is known.
        UploadSource::Bytes(Bytes::from_static(b"small")),
        pieces(&body, None),
    ] {
        let error = upload(&client, source, options()).await.unwrap_err();
        assert_eq!(error.code(), ErrorCode::PackageChanged, "{error:#}");
        assert_eq!(error.effect(), Effect::None);
        assert_eq!(error.info().context["package"], NAME);
    }
    // Announced longer or shorter than it is.
    for length in [body.len() as u64 + 1, 10] {
        let error = upload(&client, pieces(&body, Some(length)), named())
            .await
            .unwrap_err();
        assert_eq!(error.code(), ErrorCode::PackageChanged, "{error:#}");
    }
    assert!(bench.effects().is_empty());
    assert!(bench.package(NAME).is_none());
}

#[tokio::test]
async fn a_source_that_fails_is_its_own_error() {
    let bench = Bench::new();
    let client = bench.client();
    let broken = mendix_deploy::Error::new(ErrorCode::PackageUnreadable, "the disk is gone");
    let source = UploadSource::Stream {
        stream: stream::iter([Ok(Bytes::from_static(b"x")), Err(broken)]).boxed(),
        length: None,
    };
    let error = upload(&client, source, named()).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::PackageUnreadable);
    assert_eq!(error.message(), "the disk is gone");
    let missing = UploadSource::Path(bench.folder.path().join("missing.mda"));
    let error = upload(&client, missing, named()).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::PackageUnreadable);
    assert!(error.message().contains("missing.mda"), "{error}");
    assert!(bench.effects().is_empty());
}

#[tokio::test]
async fn a_lost_answer_is_looked_up_and_not_sent_again() {
    for fault in [
        json!({"fault": "lostAnswer"}),
        json!({"fault": "truncateBody"}),
        json!({"fault": "truncateJson"}),
        json!({"fault": "html", "when": "after", "status": 502}),
        json!({"fault": "status", "when": "after", "status": 504}),
    ] {
        let bench = Bench::new();
        let mut rule = fault.clone();
        rule["path"] = json!("*/upload");
        bench.emulator.inject(rule);
        let body = body();
        let (tell, seen) = observed();
        let found = bench
            .client()
            .packages()
            .upload(
                "orders",
                UploadSource::Bytes(body.clone().into()),
                named(),
                Some(tell),
            )
            .await
            .unwrap_or_else(|error| panic!("{fault}: {error:#}"));
        assert_eq!(found.sha256, sha256(&body));
        assert_eq!(bench.requests_to("POST", "/upload"), 1, "{fault}");
        assert_eq!(bench.effects(), ["package.uploaded"], "{fault}");
        assert!(seen.lock().unwrap().last().unwrap().finished);
        // It can be waited for although its job is not known.
        let package = bench
            .client()
            .packages()
            .watch_upload("orders".to_owned(), found)
            .await
            .unwrap()
            .poll()
            .await;
        assert!(package.is_ok(), "{package:?}");
    }
}

#[tokio::test]
async fn a_request_that_never_arrived_is_sent_again() {
    let bench = Bench::new();
    bench
        .emulator
        .inject(json!({"fault": "resetUpload", "path": "*/upload", "bytes": 300_000}));
    let (tell, seen) = observed();
    bench
        .client()
        .packages()
        .upload(
            "orders",
            // More than buffers hold: its end has not left when the connection goes.
            UploadSource::Bytes(vec![7; 20_000_000].into()),
            named(),
            Some(tell),
        )
        .await
        .unwrap();
    assert_eq!(bench.requests_to("POST", "/upload"), 2);
    assert_eq!(bench.effects(), ["package.uploaded"]);
    let finished = seen
        .lock()
        .unwrap()
        .iter()
        .filter(|one| one.finished)
        .count();
    assert_eq!(finished, 1);
}

#[tokio::test]
async fn an_older_package_of_the_same_name_and_size_is_not_taken_for_ours() {
    let bench = Bench::new();
    let client = bench.client();
    let source = || UploadSource::Bytes(archive("3.0.0.1").into());
    let older = upload(&client, source(), named()).await.unwrap();
    bench
        .emulator
        .inject(json!({"fault": "reset", "path": "*/upload"}));
    // The whole body left, and nobody answered: nothing new is on the list, and nothing is sent again blindly.
    let error = upload(&client, source(), named()).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::NetworkInterrupted, "{error:#}");
    assert_eq!(error.effect(), Effect::Unknown);
    assert_eq!(error.retry(), Retry::Permanent);
    assert_eq!(bench.requests_to("POST", "/upload"), 2);
    let ours = upload(&client, source(), named()).await.unwrap();
    assert_ne!(ours.package_id, older.package_id);
    assert_eq!(bench.effects(), ["package.uploaded", "package.uploaded"]);
}

#[tokio::test]
async fn a_stream_cannot_be_sent_again() {
    let bench = Bench::new();
    bench
        .emulator
        .inject(json!({"fault": "resetUpload", "path": "*/upload", "bytes": 1000}));
    // Longer than what buffers hold, so that its end has not left when the connection goes.
    let endless = stream::repeat_with(|| Ok(Bytes::from(vec![7; 256 * 1024]))).take(80);
    let source = UploadSource::Stream {
        stream: endless.boxed(),
        length: None,
    };
    let error = upload(&bench.client(), source, named()).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::NetworkInterrupted, "{error:#}");
    assert_eq!(error.effect(), Effect::None);
    assert!(error.remedy().contains("open it anew"), "{error:#}");
    assert_eq!(bench.requests_to("POST", "/upload"), 1);
    assert!(bench.effects().is_empty());
}

#[tokio::test]
async fn attempts_to_send_end() {
    let bench = Bench::new();
    bench.emulator.inject(json!({
        "fault": "resetUpload", "path": "*/upload", "bytes": 1000, "times": "always",
    }));
    let error = upload(
        &bench.client(),
        UploadSource::Bytes(vec![7; 20_000_000].into()),
        named(),
    )
    .await
    .unwrap_err();
    assert_eq!(error.retry(), Retry::Exhausted, "{error:#}");
    assert_eq!(error.info().context["attempts"], "3");
    assert_eq!(error.effect(), Effect::None);
    assert_eq!(bench.requests_to("POST", "/upload"), 3);
}

#[tokio::test]
async fn a_rate_limit_is_waited_for() {
    let bench = Bench::new();
    bench
        .emulator
        .inject(json!({"fault": "rateLimit", "path": "*/upload", "retryAfter": 11}));
    upload(&bench.client(), UploadSource::Bytes(body().into()), named())
        .await
        .unwrap();
    assert_eq!(bench.clock.pauses(), [Duration::from_secs(11)]);
    assert_eq!(bench.effects(), ["package.uploaded"]);
}

#[tokio::test]
async fn what_is_too_large_is_refused_here_or_there() {
    let bench = Bench::with(json!({"options": {"maxUploadBytes": 100_000}}));
    let client = bench.client();
    let source = UploadSource::Bytes(body().into());
    let error = upload(&client, source, named()).await.unwrap_err();
    assert_eq!(
        error.code(),
        ErrorCode::MendixCloudUploadTooLarge,
        "{error:#}"
    );
    assert_eq!(error.effect(), Effect::None);
    let sent = bench.requests_to("POST", "/upload");
    assert!(sent <= 1, "{sent}");
    let gigabyte = UploadSource::Stream {
        stream: stream::empty().boxed(),
        length: Some(1_000_000_001),
    };
    let error = upload(&client, gigabyte, named()).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::MendixCloudUploadTooLarge);
    assert!(error.message().contains("1 GB"), "{error}");
    assert_eq!(bench.requests_to("POST", "/upload"), sent);
}

#[tokio::test]
async fn a_failed_job_is_an_error_of_the_operation() {
    let bench = Bench::new();
    bench.emulator.inject(json!({"fault": "uploadFails"}));
    let client = bench.client();
    let upload = upload(&client, UploadSource::Bytes(body().into()), named())
        .await
        .unwrap();
    let error = client
        .packages()
        .watch_upload("orders".to_owned(), upload)
        .await
        .unwrap()
        .wait()
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::MendixCloudUploadJobFailed);
}
