//! Any bytes as a dump of a database: a model that is in order, or refused with a `database.*` code.

use mendix_deploy_offline::compare::catalogue::{model, read_dump};

/// Reads one input; panics where a promise does not hold.
pub fn run(bytes: &[u8]) {
    match read_dump(bytes).and_then(|rows| model(&rows)) {
        Ok(model) => {
            assert!(model.entities.is_sorted_by(|a, b| a.guid < b.guid));
            assert!(model.associations.is_sorted_by(|a, b| a.guid < b.guid));
            assert!(model.tables.is_sorted_by(|a, b| a.guid < b.guid));
        }
        Err(error) => assert!(error.code().as_str().starts_with("database."), "{error}"),
    }
}
