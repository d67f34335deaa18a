//! Any bytes as `model/metadata.json`: checksums in an archive would keep a fuzzer away from them.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mendix_deploy_offline::package::{ArchiveBuilder, read_info};

fuzz_target!(|bytes: &[u8]| {
    let archive = ArchiveBuilder::new("fuzz").entry("model/metadata.json", bytes);
    let Ok(archive) = archive.to_bytes() else {
        return;
    };
    if let Err(error) = read_info("fuzz.mda", &archive) {
        assert_eq!(error.code().as_str(), "package.metadata_invalid", "{error}");
    }
});
