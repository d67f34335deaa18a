//! Reads what a team has today, a Compose file, into a landscape, with a report of what became of every entry.

#![allow(clippy::print_stdout)] // an example talks

use mendix_deploy::{
    Landscape, Result,
    files::render_as,
    imports::{ImportOptions, ImportSource},
    landscape::import_configuration,
    landscapes::Tier,
};

fn main() -> Result<()> {
    let source = ImportSource::Compose {
        file: Some("compose.yaml".to_owned()),
        text: include_str!("../../../compose.yaml").to_owned(),
        service: None,
    };
    let options = ImportOptions::default()
        .environment("production")
        .tier(Tier::Production);
    let imported = import_configuration(&source, &options)?;

    // Understood, doubtful, ignored; and the places that a person fills with secret references.
    println!("{}", render_as(&imported, "text")?);

    // The landscape passes the same checks as one that a person wrote.
    let landscape = Landscape::from_document(imported.landscape)?;
    for constant in landscape.environment("orders/production")?.constants() {
        println!("constant {}, set at {}", constant.name, constant.path);
    }
    Ok(())
}
