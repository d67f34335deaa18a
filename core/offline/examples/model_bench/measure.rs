//! The measurements of this side: best and median of the rounds, peak memory, bytes written.

use std::{collections::BTreeSet, time::Instant};

use mendix_deploy_model::Result;
use mendix_deploy_offline::{landscape::Landscape, package::Package};
use serde_json::{Value, json};

pub(crate) fn scan(file: &str, rounds: usize) -> Result<()> {
    report(rounds, || {
        let model = Package::open(file)?.model()?;
        Ok(json!({
            "entities": model.entities.len(),
            "attributes": model.entities.iter().map(|entity| entity.attributes.len()).sum::<usize>(),
            "constants": model.constants.len(),
        }))
    })
}

pub(crate) fn compare(new: &str, old: &str, rounds: usize) -> Result<()> {
    report(rounds, || {
        let changes = Package::open(new)?.changes_since(&Package::open(old)?)?;
        Ok(json!({
            "changes": changes.changes.len(),
            "class": changes.release_class.as_str(),
            "verdict": changes.rollback.safety.as_str(),
        }))
    })
}

/// What a deployment asks of constants: which get a value, which stay at their default, which nobody has any more.
pub(crate) fn constants(file: &str, landscape: &str, rounds: usize) -> Result<()> {
    report(rounds, || {
        let package = Package::open(file)?;
        let environment = Landscape::load(landscape)?.environment("orders/production")?;
        let modelled: BTreeSet<&str> = package
            .info()
            .constants
            .iter()
            .map(|constant| constant.name.as_str())
            .collect();
        let wanted = environment.constants();
        let wanted: BTreeSet<&str> = wanted.iter().map(|wanted| wanted.name.as_str()).collect();
        Ok(json!({
            "effective": wanted.intersection(&modelled).collect::<Vec<_>>(),
            "default": modelled.difference(&wanted).collect::<Vec<_>>(),
            "obsolete": wanted.difference(&modelled).collect::<Vec<_>>(),
        }))
    })
}

fn report(rounds: usize, mut work: impl FnMut() -> Result<Value>) -> Result<()> {
    let base = status("VmHWM:", "/proc/self/status");
    let found = work()?; // warms the page cache, as the peer's first round does
    let peak = status("VmHWM:", "/proc/self/status");
    let written = status("wchar:", "/proc/self/io");
    let mut seconds = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        let begun = Instant::now();
        std::hint::black_box(work()?);
        seconds.push(begun.elapsed().as_secs_f64());
    }
    let written = status("wchar:", "/proc/self/io")
        .zip(written)
        .map(|(after, before)| after - before);
    seconds.sort_by(f64::total_cmp);
    println!(
        "{}",
        json!({
            "who": "rust",
            "bestSeconds": seconds.first(),
            "medianSeconds": seconds.get(rounds / 2),
            "peakMb": peak.map(|kb| kb / 1024),
            "baseMb": base.map(|kb| kb / 1024),
            "bytesWritten": written,
            "found": found,
        })
    );
    Ok(())
}

/// A number of this process, where the system tells.
fn status(key: &str, file: &str) -> Option<u64> {
    let text = std::fs::read_to_string(file).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(key))?;
    line.split_whitespace().next()?.parse().ok()
}
