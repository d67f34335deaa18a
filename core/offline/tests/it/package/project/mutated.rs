//! Small projects with bytes changed at random: read, or refused with a code.

use std::{fs, sync::LazyLock};

use mendix_deploy_offline::package::read_model;
use proptest::prelude::*;

use super::super::raw::{Entry, archive};
use super::support::{self, units};

static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mpr");
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute_batch("PRAGMA page_size = 512; VACUUM")
        .unwrap();
    support::single(&path, &units());
    fs::read(path).unwrap()
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn a_changed_file_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        packed in any::<bool>(),
    ) {
        let mut bytes = FILE.clone();
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if packed {
            bytes = archive(&[Entry::stored("orders.mpr", bytes)]);
        }
        match read_model("orders.mpr", &bytes) {
            Ok(model) => prop_assert!(model.constants.len() <= 1),
            Err(error) => prop_assert!(error.code().as_str().starts_with("package."), "{}", error),
        }
    }
}
