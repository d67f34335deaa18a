//! Checks a package against every environment of an app, offline; made for a pull request.

#![allow(clippy::print_stdout)] // an example talks

use mendix_deploy::{Landscape, Package, Result, findings::Report, landscapes::PreflightOptions};
use mendix_deploy_examples::Stage;

fn main() -> Result<()> {
    let stage = Stage::new()?;
    let package = Package::open(&stage.new)?;
    let report = stage
        .landscape
        .app("orders")?
        .preflight(&package, PreflightOptions::default());
    show(&report);
    println!(
        "exit code of a check in a pipeline: {}\n",
        report.exit_code()
    );

    // A landscape with mistakes: each finding has an id, a place and a remedy.
    let wrong = Landscape::parse(
        "version: 1
apps:
  orders:
    preset: twoEnvironments
    defaults:
      constants: {Mail.NoSuchConstant: x}
",
        None,
    )?;
    show(
        &wrong
            .environment("orders/production")?
            .preflight(&package, PreflightOptions::default()),
    );
    Ok(())
}

fn show(report: &Report) {
    println!("{}", report.subject);
    for finding in &report.findings {
        let place = finding
            .location
            .as_ref()
            .map_or_else(String::new, |at| format!("{}:{} ", at.line, at.column));
        println!(
            "  {} {place}[{}] {}\n      {}",
            finding.severity, finding.id, finding.message, finding.remedy
        );
    }
    for skipped in &report.skipped {
        println!("  not checked: {skipped}");
    }
}
