//! Written models are read back as what they were.

use mendix_deploy_model::{models::AppModel, packages::ModelEncoding};
use mendix_deploy_offline::package::{
    ArchiveBuilder, read_model,
    write::{as_archive, model_mdp},
};

use crate::support::{chance::Chance, models::model, reading::without_digests};

const MODELS: u64 = 200;

fn through_an_archive(model: &AppModel) -> AppModel {
    let bytes = ArchiveBuilder::new("ignored")
        .model(model.clone())
        .to_bytes()
        .unwrap();
    read_model("written.mda", &bytes).unwrap()
}

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

#[test]
fn a_model_is_read_back_from_an_archive() {
    for seed in 0..MODELS {
        let model = model(&mut Chance::new(seed));
        let read = through_an_archive(&model);
        assert_eq!(
            without_digests(read),
            without_digests(as_archive(&model)),
            "seed {seed}"
        );
    }
}

#[test]
fn digests_are_equal_where_the_models_are() {
    for seed in 0..MODELS {
        let mut before = model(&mut Chance::new(seed));
        let mut after = before.clone();
        let mut chance = Chance::new(seed + 1000);
        for entity in &mut after.entities {
            if chance.once_in(2) {
                entity.rules_digest = Some(chance.digest());
            }
        }
        for enumeration in &mut after.enumerations {
            if chance.once_in(2) {
                enumeration.presentation_digest = Some(chance.digest());
            }
        }
        for microflow in &mut after.microflows {
            if chance.once_in(2) {
                microflow.digest = Some(chance.digest());
            }
        }
        let (read_before, read_after) = (through_an_archive(&before), through_an_archive(&after));
        (before, after) = (as_archive(&before), as_archive(&after));
        let same = |a: &AppModel, b: &AppModel| -> Vec<bool> {
            (a.entities.iter().zip(&b.entities))
                .map(|(a, b)| a.rules_digest == b.rules_digest)
                .chain(
                    (a.enumerations.iter().zip(&b.enumerations))
                        .map(|(a, b)| a.presentation_digest == b.presentation_digest),
                )
                .chain((a.microflows.iter().zip(&b.microflows)).map(|(a, b)| a.digest == b.digest))
                .collect()
        };
        assert_eq!(same(&read_before, &read_after), same(&before, &after));
    }
}
