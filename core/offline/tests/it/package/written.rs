//! Written models are read back as what they were.

use mendix_deploy_model::packages::ModelEncoding;
use mendix_deploy_offline::package::write::{as_archive, model_mdp};

use crate::support::{chance::Chance, models::model};

#[test]
fn equal_models_give_equal_bytes() {
    for seed in 0..20 {
        let model = model(&mut Chance::new(seed));
        let bytes = model_mdp(&model, ModelEncoding::Modern).unwrap();
        assert_eq!(bytes, model_mdp(&model, ModelEncoding::Modern).unwrap());
        // What the archive says of the model is all that is written.
        assert_eq!(
            bytes,
            model_mdp(&as_archive(&model), ModelEncoding::Modern).unwrap()
        );
    }
}
