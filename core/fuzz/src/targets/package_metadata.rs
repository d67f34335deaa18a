//! Any bytes as `model/metadata.json`: checksums in an archive would keep a fuzzer away from them.

use mendix_deploy_offline::package::read_info;

use super::stored;

/// Reads one input; panics where a promise does not hold.
pub fn run(bytes: &[u8]) {
    let Ok(archive) = stored("model/metadata.json", bytes) else {
        return;
    };
    if let Err(error) = read_info("fuzz.mda", &archive) {
        assert_eq!(error.code().as_str(), "package.metadata_invalid", "{error}");
    }
}
