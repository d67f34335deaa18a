//! Any bytes as `model.mdp`: read, or refused with a `package.*` code.

use mendix_deploy_offline::package::read_model_mdp;

/// Reads one input; panics where a promise does not hold.
pub fn run(bytes: &[u8]) {
    match read_model_mdp("model.mdp", bytes) {
        Ok(model) => {
            assert!(model.entities.is_sorted_by(|a, b| a.guid < b.guid));
            assert!(model.associations.is_sorted_by(|a, b| a.guid < b.guid));
            assert!(model.constants.is_sorted_by(|a, b| a.name < b.name));
        }
        Err(error) => assert!(error.code().as_str().starts_with("package."), "{error}"),
    }
}
