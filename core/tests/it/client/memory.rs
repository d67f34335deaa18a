//! Memory does not grow with a transfer. A process of its own measures: in this one, other tests allocate as well.

use std::{env, path::PathBuf, process::Command};

use bytes::Bytes;
use futures::{StreamExt as _, stream};
use mendix_deploy::{
    Client, Credentials, client::UploadSource, cloud::UploadOptions, secrets::SecretValue,
};

use crate::{
    ALLOCATED,
    support::{Bench, archive},
};

const MEGABYTE: usize = 1024 * 1024;
/// 200 MB in all.
const FILLER: usize = MEGABYTE / 4;
const PIECES: usize = 800;

/// How far memory rose above where it stood, in bytes.
async fn rise<T>(work: impl Future<Output = T>) -> (T, usize) {
    ALLOCATED.reset_peak_usage();
    let before = ALLOCATED.current_usage();
    let done = work.await;
    (done, ALLOCATED.peak_usage().saturating_sub(before))
}

#[test]
#[ignore = "started by the test of this module"]
fn transfers() {
    let Ok(url) = env::var("TRANSFER_URL") else {
        return;
    };
    let text = |name: &str| env::var(name).unwrap();
    let credentials = Credentials::new().with_api_key(
        text("TRANSFER_USER"),
        SecretValue::new(text("TRANSFER_KEY")),
    );
    let client = Client::new(credentials, Bench::options_at(&url)).unwrap();
    let folder = PathBuf::from(text("TRANSFER_FOLDER"));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let packages = client.packages();
        packages.list("orders".to_owned()).await.unwrap();
        // An archive may have anything before it.
        let end = archive("3.0.0.1");
        let length = FILLER as u64 * PIECES as u64 + end.len() as u64;
        let pieces = stream::repeat_with(|| Ok(Bytes::from(vec![7; FILLER])))
            .take(PIECES)
            .chain(stream::iter([Ok(end.into())]));
        let source = UploadSource::Stream {
            stream: pieces.boxed(),
            length: None,
        };
        let options = UploadOptions::default().name("large.mda".to_owned());
        let (upload, up) = rise(packages.upload("orders", source, options, None)).await;
        let upload = upload.unwrap();
        assert_eq!(upload.size_bytes, length);
        assert!(up < 8 * MEGABYTE, "upload: {up} bytes");

        let path = folder.join("large.mda");
        let (digest, down) = rise(packages.download(
            "orders".to_owned(),
            upload.package_id,
            path.display().to_string(),
        ))
        .await;
        assert_eq!(digest.unwrap(), upload.sha256);
        assert!(down < 8 * MEGABYTE, "download: {down} bytes");
    });
}

#[test]
fn memory_does_not_grow_with_a_transfer() {
    let bench = Bench::new();
    // Every request moves the time far enough for the platform to process the package.
    bench.emulator.set_auto_advance(60_000);
    let own = bench.emulator.credentials();
    let output = Command::new(env::current_exe().unwrap())
        .args([
            "client::memory::transfers",
            "--exact",
            "--ignored",
            "--nocapture",
        ])
        .env("TRANSFER_URL", bench.emulator.url())
        .env("TRANSFER_USER", own["username"].as_str().unwrap())
        .env("TRANSFER_KEY", own["apiKey"].as_str().unwrap())
        .env("TRANSFER_FOLDER", bench.folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let size = bench.package("large.mda").unwrap()["size"]
        .as_u64()
        .unwrap();
    assert!(size > 200_000_000, "{size}");
    assert_eq!(bench.files(), ["large.mda"]);
}
