//! Holds a landscape against the policy; made for a pull request that changes it.

#![allow(clippy::print_stdout)] // an example talks

use mendix_deploy::{
    Landscape, Result,
    checks::policy::{custom_results, placement},
    findings::Severity,
    policies::{PlacementConstraint, PlacementOptions, PolicyOptions},
    time::Day,
};

fn main() -> Result<()> {
    let landscape = Landscape::parse(
        "version: 1
apps:
  orders:
    target: {kind: docker, image: registry.example/orders, tag: latest}
    defaults:
      database: {engine: postgresql, version: '15', host: db.example, name: orders, user: orders}
    environments:
      acceptance:
        exemptions:
          - {rule: MX-DOC-001, reason: the registry is being moved, expires: 2026-12-31}
      production: {owner: sales}
",
        None,
    )?;
    let facts = landscape.policy_facts(None)?;
    let own = custom_results(&facts, "OWN-1", |_address, environment| {
        let owner = environment.owner.as_deref().unwrap_or_default();
        owner.is_empty().then(|| "nobody answers for it".to_owned())
    });
    let mut options = PolicyOptions::default().custom_results(own);
    options.as_of = "2026-11-24".parse::<Day>().ok();
    let report = landscape.policy(options)?;
    for finding in report
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
    {
        let address = finding.address.as_ref().map(ToString::to_string);
        println!(
            "{} {}: {}",
            finding.id,
            address.unwrap_or_default(),
            finding.message
        );
    }
    println!("rules: {}", report.rules.len());
    let lacking = report
        .rules
        .iter()
        .filter(|rule| rule.not_evaluated > 0)
        .count();
    println!("not evaluated: {lacking}");
    let exempted: u32 = report.rules.iter().map(|rule| rule.exempted).sum();
    println!("exempted: {exempted}");
    println!("exit code of a gate in a pipeline: {}", report.exit_code());

    let options = PlacementOptions::default().constraints(vec![PlacementConstraint::AirGapped]);
    println!(
        "where an air-gapped app runs: {}",
        placement(&options).target
    );
    Ok(())
}
