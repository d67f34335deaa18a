//! Reads a project's model once and says how many of each it has; `tests/bench/project_inventory.py` measures it.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a command-line program

use std::process::ExitCode;

use mendix_deploy_model::Result;
use mendix_deploy_offline::package::Package;
use serde_json::json;

fn main() -> ExitCode {
    let Some(file) = std::env::args_os().nth(1) else {
        eprintln!("usage: project_inventory FILE");
        return ExitCode::FAILURE;
    };
    match inventory(file.as_ref()) {
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

fn inventory(file: &std::path::Path) -> Result<serde_json::Value> {
    let package = Package::open(file)?;
    let model = package.model()?;
    Ok(json!({
        "mendixVersion": model.mendix_version,
        "modules": model.modules.len(),
        "entities": model.entities.len(),
        "attributes": model.entities.iter().map(|entity| entity.attributes.len()).sum::<usize>(),
        "associations": model.associations.len(),
        "constants": model.constants.len(),
        "unread": model.unread.len(),
        // Before anything is printed.
        "bytesWritten": number("/proc/self/io", "wchar:"),
        "peakKibibytes": number("/proc/self/status", "VmHWM:"),
    }))
}

/// A number that the system knows of this process: bytes handed to `write`, most memory at once.
fn number(file: &str, name: &str) -> Option<u64> {
    let text = std::fs::read_to_string(file).ok()?;
    let rest = text.lines().find_map(|line| line.strip_prefix(name))?;
    rest.split_whitespace().next()?.parse().ok()
}
