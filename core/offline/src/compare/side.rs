//! One side of a comparison as the result names it.

use mendix_deploy_model::{comparisons::ComparedModel, models::AppModel};

use super::SideFacts;

pub(super) fn describe(model: &AppModel, facts: &SideFacts) -> ComparedModel {
    ComparedModel {
        source: model.source,
        name: facts.name.clone(),
        sha256: facts.sha256.clone(),
        model_digest: facts.model_digest.clone(),
        project_id: model.project_id.clone(),
        model_version: model.model_version.clone(),
        mendix_version: model.mendix_version.clone(),
    }
}
