//! Sets constants and scheduled events of an environment from the landscape, and shows that nothing else changes.

#![allow(clippy::print_stdout)] // an example talks

use mendix_deploy::{
    Landscape, Result,
    changes::Change,
    plans::PlanOptions,
    render::{TextStyle, plan_page, text},
};
use mendix_deploy_examples::Stage;

#[tokio::main]
async fn main() -> Result<()> {
    let stage = Stage::new()?;
    let address = "orders/production".parse::<mendix_deploy::Address>()?;
    let before = stage
        .client
        .environments()
        .settings(address.clone())
        .await?;
    let Some(constant) = before.constants.first() else {
        println!("The running package has no constants.");
        return Ok(());
    };

    // The landscape is the one place where values are written down; here it is made on the spot.
    let landscape = Landscape::parse(
        &format!(
            "version: 1
apps:
  orders:
    preset: threeEnvironments
    environments:
      production:
        constants: {{{}: 9.9.9}}
",
            constant.name
        ),
        None,
    )?;
    let production = landscape.environment("orders/production")?;
    let plan = stage
        .client
        .plan(
            &production,
            Change::Configure { restart: true },
            PlanOptions::default(),
        )
        .await?;
    println!("{}", text(&plan_page(&plan), TextStyle::default()));
    stage
        .client
        .start(&plan, stage.journal())
        .await?
        .result()
        .await?;

    let after = stage.client.environments().settings(address).await?;
    for constant in &after.constants {
        println!(
            "{} is {}",
            constant.name,
            constant.deployed_value.as_deref().unwrap_or("not set")
        );
    }

    // Planned again, there is nothing to do.
    let again = stage
        .client
        .plan(
            &production,
            Change::Configure { restart: true },
            PlanOptions::default(),
        )
        .await?;
    println!("Planned again: {}", again.summary);
    println!("The platform did: {}", stage.effects().join(", "));
    Ok(())
}
