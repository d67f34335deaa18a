//! Looks into a package: versions, entities, constants, digests, libraries. Nothing is extracted.

#![allow(clippy::print_stdout)] // an example talks

use mendix_deploy::package::{verify_checksums, write_checksums};
use mendix_deploy_examples::{folder, releases::releases};
use serde_json::Value;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = folder()?;
    let (version, package) = releases(folder.path())?.swap_remove(2);
    let info = package.info();
    println!(
        "{} {version} on Mendix {}, {} files",
        info.project_name, info.runtime_version, info.file_count
    );

    let model = package.model()?;
    for entity in &model.entities {
        if !entity.name.starts_with("System.") {
            let names: Vec<String> = entity
                .attributes
                .iter()
                .map(|attribute| {
                    format!("{} {}", attribute.name, attribute.attribute_type.as_str())
                })
                .collect();
            println!("  {}: {}", entity.name, names.join(", "));
        }
    }
    // Defaults may be credentials: names and types are enough here.
    for constant in &model.constants {
        println!(
            "  constant {}: {}",
            constant.name,
            constant.constant_type.as_str()
        );
    }

    // The same model built again has the same model digest, whatever its file looks like.
    let digests = package.content_digests()?;
    let model = digests.model.unwrap_or_else(|| "none".to_owned());
    println!(
        "file {:.12}, content {:.12}, model {model:.12}",
        digests.file, digests.content
    );

    // What `sha256sum --check` reads, and a bill of materials in CycloneDX.
    let sums = folder.path().join("SHA256SUMS");
    write_checksums(&sums, std::slice::from_ref(&package))?;
    let holds = verify_checksums(&sums)?.iter().all(|result| result.is_ok);
    println!("checksums hold: {holds}");
    let bom: Value = serde_json::from_str(&package.sbom()?)?;
    let components = bom["components"].as_array().map_or(0, Vec::len);
    println!(
        "bill of materials: CycloneDX {}, {components} components",
        bom["specVersion"].as_str().unwrap_or_default()
    );
    Ok(())
}
