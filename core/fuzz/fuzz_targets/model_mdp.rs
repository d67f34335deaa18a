//! Any bytes as `model.mdp`: read, or refused with a `package.*` code.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mendix_deploy_offline::package::read_model_mdp;

fuzz_target!(|bytes: &[u8]| {
    match read_model_mdp("model.mdp", bytes) {
        Ok(model) => {
            assert!(model.entities.is_sorted_by(|a, b| a.guid < b.guid));
            assert!(model.associations.is_sorted_by(|a, b| a.guid < b.guid));
            assert!(model.constants.is_sorted_by(|a, b| a.name < b.name));
        }
        Err(error) => assert!(error.code().as_str().starts_with("package."), "{error}"),
    }
});
