//! The digest, and noticing that a file is no longer the one that was opened.

use std::{
    fs::{self, File},
    path::PathBuf,
    time::{Duration, SystemTime},
};

use mendix_deploy_model::ErrorCode;
use mendix_deploy_offline::package::{ArchiveBuilder, Package};

fn opened() -> (tempfile::TempDir, PathBuf, Package) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mda");
    ArchiveBuilder::new("Orders").write_to(&path).unwrap();
    let package = Package::open(&path).unwrap();
    (folder, path, package)
}

/// Moves the modification time, so that the test does not depend on the clock's resolution.
fn touch(path: &PathBuf) {
    let modified = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    File::options()
        .write(true)
        .open(path)
        .unwrap()
        .set_modified(modified)
        .unwrap();
}

/// Changes one byte of the page's text and neither size nor time.
fn tamper(path: &PathBuf) {
    let modified = fs::metadata(path).unwrap().modified().unwrap();
    let mut bytes = fs::read(path).unwrap();
    let last = bytes.len() - 30;
    bytes[last] ^= 1;
    fs::write(path, bytes).unwrap();
    File::options()
        .write(true)
        .open(path)
        .unwrap()
        .set_modified(modified)
        .unwrap();
}

#[test]
fn the_digest_is_that_of_the_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mda");
    // Longer than one chunk of the reader, and not a multiple of it.
    ArchiveBuilder::new("Orders")
        .noise("web/a.bin", 1, 1_000_001)
        .write_to(&path)
        .unwrap();
    let package = Package::open(&path).unwrap();
    #[allow(clippy::disallowed_methods)]
    // a test may ask somebody else's program; the library starts none
    let output = std::process::Command::new("sha256sum").arg(&path).output();
    match output {
        Ok(output) => {
            let expected = String::from_utf8(output.stdout).unwrap();
            assert_eq!(package.digest().unwrap(), expected[..64]);
        }
        Err(error) => println!("SKIPPED: the_digest_is_that_of_the_bytes: sha256sum: {error}"),
    }
    assert_eq!(package.digest().unwrap(), package.clone().digest().unwrap());
}

#[test]
fn a_file_that_was_replaced_is_noticed() {
    let (_folder, path, package) = opened();
    package.verify_unchanged().unwrap();
    tamper(&path);
    assert_eq!(
        package.verify_unchanged().unwrap_err().code(),
        ErrorCode::PackageChanged
    );

    let (_folder, path, package) = opened();
    ArchiveBuilder::new("Longer name").write_to(&path).unwrap();
    assert_eq!(
        package.verify_unchanged().unwrap_err().code(),
        ErrorCode::PackageChanged
    );
    assert_eq!(
        package.digest().unwrap_err().code(),
        ErrorCode::PackageChanged
    );

    let (_folder, path, package) = opened();
    fs::remove_file(&path).unwrap();
    assert_eq!(
        package.verify_unchanged().unwrap_err().code(),
        ErrorCode::PackageUnreadable
    );
}

#[test]
fn a_touched_file_passes_only_when_its_digest_was_known() {
    let (_folder, path, package) = opened();
    package.digest().unwrap();
    touch(&path);
    package.verify_unchanged().unwrap();

    let (_folder, path, package) = opened();
    touch(&path);
    assert_eq!(
        package.verify_unchanged().unwrap_err().code(),
        ErrorCode::PackageChanged
    );
    assert_eq!(
        package.digest().unwrap_err().code(),
        ErrorCode::PackageChanged
    );
}
