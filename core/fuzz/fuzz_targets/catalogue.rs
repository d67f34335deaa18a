//! Any bytes as a dump of a database: a model that is in order, or refused with a `database.*` code.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mendix_deploy_offline::compare::catalogue::{model, read_dump};

fuzz_target!(|bytes: &[u8]| {
    match read_dump(bytes).and_then(|rows| model(&rows)) {
        Ok(model) => {
            assert!(model.entities.is_sorted_by(|a, b| a.guid < b.guid));
            assert!(model.associations.is_sorted_by(|a, b| a.guid < b.guid));
            assert!(model.tables.is_sorted_by(|a, b| a.guid < b.guid));
        }
        Err(error) => assert!(error.code().as_str().starts_with("database."), "{error}"),
    }
});
