//! Any bytes as `model/model.mdp` in an honest archive: read, or refused with a `package.*` code.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mendix_deploy_offline::package::{ArchiveBuilder, read_model};

fuzz_target!(|bytes: &[u8]| {
    let archive = ArchiveBuilder::new("fuzz").entry("model/model.mdp", bytes);
    let Ok(archive) = archive.to_bytes() else {
        return;
    };
    match read_model("fuzz.mda", &archive) {
        Ok(model) => {
            assert!(model.entities.is_sorted_by(|a, b| a.guid < b.guid));
            assert!(model.associations.is_sorted_by(|a, b| a.guid < b.guid));
            assert!(model.constants.is_sorted_by(|a, b| a.name < b.name));
        }
        Err(error) => assert!(error.code().as_str().starts_with("package."), "{error}"),
    }
});
