//! Measures how long it takes to learn a package's constants and versions; `tests/bench/package_metadata.py` runs it.
//!
//! `package_metadata write FILE` writes the large synthetic archive, `package_metadata measure FILE ROUNDS` prints one
//! line of JSON.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a command-line program
#![allow(clippy::disallowed_methods)] // it measures: it needs a clock

use std::{process::ExitCode, time::Instant};

use mendix_deploy_model::Result;
use mendix_deploy_offline::package::{ArchiveBuilder, Package};
use serde_json::json;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["write", file] => ArchiveBuilder::benchmark().write_to(file),
        ["measure", file, rounds] => match rounds.parse() {
            Ok(rounds) => measure(file, rounds),
            Err(error) => {
                eprintln!("{rounds}: {error}");
                return ExitCode::FAILURE;
            }
        },
        _ => {
            eprintln!("usage: package_metadata write FILE | measure FILE ROUNDS");
            return ExitCode::FAILURE;
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn measure(file: &str, rounds: usize) -> Result<()> {
    let package = Package::open(file)?; // warms the page cache, as Python's first round does
    let written = bytes_written();
    let mut seconds = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        let begun = Instant::now();
        let package = Package::open(file)?;
        let info = std::hint::black_box(package.info());
        assert!(!info.constants.is_empty() && !info.runtime_version.is_empty());
        seconds.push(begun.elapsed().as_secs_f64());
    }
    let written = bytes_written()
        .zip(written)
        .map(|(after, before)| after - before);
    seconds.sort_by(f64::total_cmp);
    let info = package.info();
    println!(
        "{}",
        json!({
            "who": "rust",
            "medianSeconds": seconds.get(rounds / 2),
            "bestSeconds": seconds.first(),
            "constants": info.constants.len(),
            "runtimeVersion": info.runtime_version,
            "modelVersion": info.model_version,
            "fileCount": info.file_count,
            "bytesWritten": written,
        })
    );
    Ok(())
}

/// Bytes this process has handed to `write`, where the system tells.
fn bytes_written() -> Option<u64> {
    let io = std::fs::read_to_string("/proc/self/io").ok()?;
    io.lines()
        .find_map(|line| line.strip_prefix("wchar: "))?
        .parse()
        .ok()
}
