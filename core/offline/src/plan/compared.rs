//! From a comparison of two packages to facts.

use mendix_deploy_model::{
    Result,
    comparisons::{Changes, ComparedModel},
    plans::{ChangesFacts, ComparedPackage},
};
use sha2::{Digest, Sha256};

use crate::{json::to_json, package::hex::hex};

/// How many reasons for the class a plan repeats: the document has all of them.
const REASONS: usize = 20;

/// The facts of a comparison. The sizes are those of the files in bytes, where they were at hand.
///
/// # Errors
///
/// `internal.defect`, which does not happen for comparisons of this library.
pub fn changes_facts(
    changes: &Changes,
    size_before: Option<u64>,
    size_after: Option<u64>,
) -> Result<ChangesFacts> {
    let digest = Sha256::digest(to_json(changes)?.as_bytes());
    Ok(ChangesFacts {
        digest: hex(&digest),
        before: side(&changes.before, size_before),
        after: side(&changes.after, size_after),
        release_class: changes.release_class,
        class_reasons: shortened(&changes.class_reasons),
        strategies: changes.strategies.clone(),
        rollback: changes.rollback.clone(),
        backup: changes.backup,
        start_risks: changes.start_risks.clone(),
        unknowns: changes.unknowns.clone(),
        summary: changes.summary.clone(),
    })
}

fn side(model: &ComparedModel, size_bytes: Option<u64>) -> ComparedPackage {
    ComparedPackage {
        name: model.name.clone(),
        sha256: model.sha256.clone(),
        size_bytes,
        model_version: model.model_version.clone(),
    }
}

fn shortened(reasons: &[String]) -> Vec<String> {
    let mut shown: Vec<String> = reasons.iter().take(REASONS).cloned().collect();
    if reasons.len() > REASONS {
        shown.push(format!("And {} more.", reasons.len() - REASONS));
    }
    shown
}
