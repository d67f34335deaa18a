//! What each target does with an input, and the inputs that it starts from.

// Reachable from the engines' programs, and from nowhere where the tests include this folder.
#![allow(unreachable_pub, missing_docs)]

use std::io::Write;

use rawzip::{ZipArchiveWriter, path::EntryPath};

pub mod bson;
pub mod catalogue;
pub mod configuration;
pub mod ddl_script;
pub mod landscape;
pub mod model_mdp;
pub mod mpr;
pub mod package_metadata;
pub mod package_open;
pub mod secret_reference;
pub mod seeds;
pub mod units;

/// What a target does with an input.
pub type Run = fn(&[u8]);

/// Every target by its name: the name of its program, and of its folder in a corpus.
pub const TARGETS: [(&str, Run); 11] = [
    ("bson", bson::run),
    ("catalogue", catalogue::run),
    ("configuration", configuration::run),
    ("ddl_script", ddl_script::run),
    ("landscape", landscape::run),
    ("model_mdp", model_mdp::run),
    ("mpr", mpr::run),
    ("package_metadata", package_metadata::run),
    ("package_open", package_open::run),
    ("secret_reference", secret_reference::run),
    ("units", units::run),
];

/// A zip with one file as it is: what compresses would be most of an execution.
fn stored(name: &str, bytes: &[u8]) -> Result<Vec<u8>, rawzip::Error> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    let (mut entry, config) = archive.new_file(EntryPath::conformant(name)).start()?;
    let mut data = config.wrap(&mut entry);
    data.write_all(bytes)?;
    let (_, descriptor) = data.finish()?;
    entry.finish(descriptor)?;
    archive.finish()
}
