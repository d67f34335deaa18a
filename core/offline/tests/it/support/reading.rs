//! Models read back from what is written.

use mendix_deploy_model::models::AppModel;

/// Takes all digests away. They stand for what a model does not hold, so a written file has others in their place.
pub(crate) fn without_digests(mut model: AppModel) -> AppModel {
    for entity in &mut model.entities {
        entity.rules_digest = None;
    }
    for enumeration in &mut model.enumerations {
        enumeration.presentation_digest = None;
    }
    for microflow in &mut model.microflows {
        microflow.digest = None;
    }
    model
}
