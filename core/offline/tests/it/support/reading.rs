//! Models read back from what is written.

use std::collections::BTreeMap;

use mendix_deploy_model::models::AppModel;

/// Digests stand for what a model does not hold, so a file has others in their place. This gives each its number, in the
/// order of first appearance in the given models: equal digests stay equal, different ones different.
pub(crate) fn number_digests(models: &mut [&mut AppModel]) {
    let mut seen = BTreeMap::new();
    let mut number = |digest: &mut Option<String>| {
        if let Some(digest) = digest {
            let next = seen.len();
            *digest = seen.entry(digest.clone()).or_insert(next).to_string();
        }
    };
    for model in models {
        for entity in &mut model.entities {
            number(&mut entity.rules_digest);
        }
        for enumeration in &mut model.enumerations {
            number(&mut enumeration.presentation_digest);
        }
        for microflow in &mut model.microflows {
            number(&mut microflow.digest);
        }
    }
}

/// Takes all digests away.
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
