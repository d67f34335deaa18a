//! Loads a landscape, inherits every environment and holds it against the policy; prints times and the peak of memory.

#![allow(clippy::print_stdout)] // a program for a pipe
#![allow(clippy::disallowed_methods)] // it measures: it needs a clock

use std::time::Instant;

use mendix_deploy_offline::landscape::Landscape;
use peak_alloc::PeakAlloc;

#[global_allocator]
static PEAK: PeakAlloc = PeakAlloc;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        PEAK.reset_peak_usage();
        let begun = Instant::now();
        let landscape = Landscape::load(&path)?;
        let loaded = begun.elapsed();
        let environments = landscape.environments().len();
        let inherited = begun.elapsed();
        let report = landscape.policy(Default::default())?;
        println!(
            "{path}: {environments} environments, loaded {loaded:.2?}, inherited {:.2?}, policy {:.2?}, {} findings, peak {:.0} MB",
            inherited - loaded,
            begun.elapsed() - inherited,
            report.findings.len(),
            PEAK.peak_usage_as_mb(),
        );
    }
    Ok(())
}
