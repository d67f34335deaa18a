//! Measures the client against a platform that runs elsewhere; the programs in `tests/bench` run it.
//!
//! `bench_client upload FILE [SHA256]` and `bench_client reads COUNT WIDTH` read where the platform is from standard
//! input, as the emulator tells it, and print one line of JSON.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a command-line program

use std::{process::ExitCode, time::Instant};

use futures::{TryStreamExt, stream};
use mendix_deploy::{
    Address, Client, Credentials, Error, ErrorCode, Result,
    client::UploadSource,
    clients::{ClientOptions, Endpoints},
    cloud::UploadOptions,
    secrets::SecretValue,
};
use serde_json::{Value, json};

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["upload", file] => upload(file, None).await,
        ["upload", file, digest] => upload(file, Some(*digest)).await,
        ["reads", count, width] => match (count.parse(), width.parse()) {
            (Ok(count), Ok(width)) => reads(count, width).await,
            _ => Err(refused("COUNT and WIDTH are numbers")),
        },
        _ => Err(refused("usage: upload FILE [SHA256] | reads COUNT WIDTH")),
    };
    match done {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn upload(file: &str, digest: Option<&str>) -> Result<Value> {
    let client = client()?;
    client.apps().list().await?;
    let base = peak_mib();
    let mut options = UploadOptions::default();
    options.sha256 = digest.map(str::to_owned);
    let begun = Instant::now();
    let upload = client
        .packages()
        .upload("orders", UploadSource::Path(file.into()), options, None)
        .await?;
    Ok(json!({
        "seconds": begun.elapsed().as_secs_f64(),
        "peakMb": peak_mib(),
        "aboveBaseMb": peak_mib() - base,
        "sha256": upload.sha256,
    }))
}

async fn reads(count: usize, width: usize) -> Result<Value> {
    let client = client()?;
    let address: Address = "orders/Test".parse()?;
    many(&client, &address, width, width).await?; // connections are open and names are resolved
    let begun = Instant::now();
    many(&client, &address, count, width).await?;
    Ok(json!({ "seconds": begun.elapsed().as_secs_f64() }))
}

async fn many(client: &Client, address: &Address, count: usize, width: usize) -> Result<()> {
    let environments = client.environments();
    stream::iter((0..count).map(Ok))
        .try_for_each_concurrent(width, |_| async {
            environments.get(address.clone()).await.map(drop)
        })
        .await
}

/// A client of the platform that standard input names.
fn client() -> Result<Client> {
    let place: Value = serde_json::from_reader(std::io::stdin().lock())
        .map_err(|error| refused("standard input is not the emulator's line").with_source(error))?;
    let text = |group: &str, key: &str| {
        place[group][key]
            .as_str()
            .map(str::to_owned)
            .ok_or_else(|| refused(&format!("standard input has no {group}.{key}")))
    };
    let endpoints = Endpoints::default()
        .deploy(text("endpoints", "deploy")?)
        .cloud(text("endpoints", "cloud")?)
        .repository(text("endpoints", "repository")?);
    let credentials = Credentials::new()
        .with_api_key(
            text("credentials", "username")?,
            SecretValue::new(text("credentials", "apiKey")?),
        )
        .with_pat(SecretValue::new(text("credentials", "pat")?));
    Client::new(credentials, ClientOptions::default().endpoints(endpoints))
}

fn refused(why: &str) -> Error {
    Error::new(ErrorCode::InputInvalid, why)
}

/// The most memory this process has held, in MiB; 0 where the system does not tell.
fn peak_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.trim().strip_suffix("kB")?.trim().parse::<f64>().ok())
        .map_or(0.0, |kib| kib / 1024.0)
}
