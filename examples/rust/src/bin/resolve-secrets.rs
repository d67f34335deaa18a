//! Resolves secrets from files and variables, all or none, and hands one to a program that prints it.

#![allow(clippy::print_stdout)] // an example talks

use std::{collections::BTreeMap, fs};

use mendix_deploy::{
    error::ErrorDetail,
    secrets::{ResolveOptions, Resolver, SecretRequest, Surroundings},
};

fn requests(wanted: &[(&str, &str)]) -> Vec<SecretRequest> {
    wanted
        .iter()
        .map(|(slot, reference)| SecretRequest {
            slot: (*slot).to_owned(),
            reference: (*reference).to_owned(),
        })
        .collect()
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    fs::write(
        folder.path().join("database.json"),
        r#"{"user": "orders", "password": "an-example-password"}"#,
    )?;
    let variables =
        BTreeMap::from([("ORDERS_API_KEY".to_owned(), "an-example-api-key".to_owned())]);
    let mut wanted = vec![
        ("database.password", "file://./database.json#password"),
        ("constants.Api.Key", "env://ORDERS_API_KEY"),
        (
            "database.url",
            "jdbc:postgresql://db/orders?user=${secret:file://./database.json#user}",
        ),
    ];
    let resolver = Resolver::builder()
        .surroundings(Surroundings::of(variables))
        .folder(folder.path())
        .build()?;
    let secrets = resolver
        .resolve(&requests(&wanted), ResolveOptions::default())
        .await?;
    for secret in &secrets.report().secrets {
        println!(
            "{}: {} in {}, {}",
            secret.slot,
            secret.outcome,
            secret.store.as_deref().unwrap_or("none"),
            secret.reference.as_deref().unwrap_or("none")
        );
    }
    println!("printed: {:?}", secrets.get("database.password")?);
    let command = ["sh", "-c", r#"echo "the password is $PGPASSWORD""#].map(str::to_owned);
    let environment = BTreeMap::from([("PGPASSWORD".to_owned(), "database.password".to_owned())]);
    let done = secrets.run(&command, &environment).await?;
    println!("the program says: {}", done.stdout.trim());

    wanted.extend([
        ("s3.key", "file://./database.json#pasword"),
        ("license", "env://NOT_SET"),
        ("mail", "vault://x#f?version=2"),
    ]);
    let failed = resolver
        .resolve(&requests(&wanted), ResolveOptions::default())
        .await;
    if let Err(error) = failed
        && let Some(ErrorDetail::UnresolvedSecrets { failures }) = error.detail()
    {
        for failure in failures {
            println!(
                "{}: {}: {}",
                failure.slots.join(", "),
                failure.code,
                failure.message
            );
        }
    }
    resolver.close().await;
    Ok(())
}
