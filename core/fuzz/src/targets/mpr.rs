//! Any bytes as a project file, by itself and inside a zip: read, or refused with a `package.*` code.

use mendix_deploy_offline::package::read_model;

use super::stored;

/// Reads one input; panics where a promise does not hold.
pub fn run(bytes: &[u8]) {
    let alone = read_model("fuzz.mpr", bytes);
    if let Err(error) = &alone {
        assert!(error.code().as_str().starts_with("package."), "{error}");
    }
    if !bytes.starts_with(b"SQLite format 3\0") {
        return;
    }
    // The same bytes make the same model wherever they lie.
    let Ok(archive) = stored("fuzz.mpr", bytes) else {
        return;
    };
    match (alone, read_model("fuzz.zip", &archive)) {
        (Ok(alone), Ok(packed)) => assert_eq!(alone, packed),
        // What is in `mprcontents` is nowhere: alone that is an error, in a zip every unit is listed as missing.
        (Err(_), Ok(packed)) => assert!(!packed.unread.is_empty()),
        (Err(_), Err(error)) => assert!(error.code().as_str().starts_with("package."), "{error}"),
        (Ok(_), Err(error)) => panic!("refused only in a zip: {error}"),
    }
}
