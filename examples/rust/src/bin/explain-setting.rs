//! What the runtime of an environment would really see, and why: as its target is handed it.

#![allow(clippy::print_stdout)] // an example talks

use mendix_deploy::{
    EffectiveConfiguration,
    configuration::{database::same_database, names::read_variable},
    configurations::{ConfigurationInput, EnvironmentVariable},
};
use mendix_deploy_examples::{folder, releases::releases};

fn variables(list: &[(&str, &str)]) -> Vec<EnvironmentVariable> {
    list.iter()
        .map(|(name, value)| EnvironmentVariable {
            name: (*name).to_owned(),
            value: (*value).to_owned(),
        })
        .collect()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = folder()?;
    let (_, package) = releases(folder.path())?.swap_remove(2);

    // What a container of the Docker buildpack is handed. `MX_SALES_APIKEY` is a popular mistake.
    let docker = ConfigurationInput::Docker {
        variables: variables(&[
            (
                "DATABASE_URL",
                "postgres://orders:s3cret@db:5432/orders?sslmode=require",
            ),
            ("MXRUNTIME_SessionTimeout", "900000"),
            ("MX_SALES_APIKEY", "example-key"),
            ("SCHEDULED_EVENTS", "all"),
        ]),
        hostname: None,
        agents_installed: None,
    };
    let effective = EffectiveConfiguration::evaluate(&docker, &package)?;
    for name in [
        "com.mendix.core.SessionTimeout",
        "DatabaseHost",
        "DatabasePassword",
        "ScheduledEventExecution",
        "Xmx",
    ] {
        println!("{}", effective.explain(name).sentence);
    }
    for lost in &effective.data().lost {
        println!("lost: {}: {}", lost.name, lost.reason);
    }
    for finding in effective.findings() {
        println!("{}: {}", finding.severity, finding.id);
    }

    // One stray variable cancels the database URL.
    let stray = ConfigurationInput::CloudFoundry {
        variables: variables(&[
            ("DATABASE_URL", "postgres://orders:s3cret@db:5432/orders"),
            ("MXRUNTIME_DatabaseType", "POSTGRESQL"),
            ("MEMORY_LIMIT", "2G"),
        ]),
        services: None,
        application: None,
        agents_installed: None,
    };
    let effective = EffectiveConfiguration::evaluate(&stray, &package)?;
    println!("{}", effective.explain("DatabaseHost").sentence);
    if let Some(failure) = effective.start_failure() {
        println!("{}: {} {}", failure.stage, failure.message, failure.remedy);
    }

    // Names and connection strings by themselves.
    let constants = ["A_B.C".to_owned(), "A.B_C".to_owned()];
    println!(
        "{}",
        read_variable("MX_A_B_C", &constants).names.join(" and ")
    );
    let sameness = same_database(
        "postgres://a:b@localhost/orders",
        "jdbc:postgresql://127.0.0.1:5432/orders",
    )?;
    println!("{sameness}");
    Ok(())
}
