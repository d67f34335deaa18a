//! Any bytes as a package file: read, or refused with a `package.*` code.

use mendix_deploy_offline::package::read_info;

/// Reads one input; panics where a promise does not hold.
pub fn run(bytes: &[u8]) {
    match read_info("fuzz.mda", bytes) {
        Ok(info) => {
            assert_eq!(info.compressed_bytes, bytes.len() as u64);
            assert!(info.constants.is_sorted_by(|a, b| a.name < b.name));
        }
        Err(error) => assert!(error.code().as_str().starts_with("package."), "{error}"),
    }
}
