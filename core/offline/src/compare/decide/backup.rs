//! What the backup before a deployment must be.

use mendix_deploy_model::{
    comparisons::BackupDemand,
    verdicts::{ReleaseClass, RollbackSafety, RollbackVerdict},
};

pub(super) fn of(class: ReleaseClass, rollback: &RollbackVerdict) -> BackupDemand {
    match (rollback.safety, class) {
        (RollbackSafety::NeedsRestore | RollbackSafety::Unknown, _) => BackupDemand::Required,
        (RollbackSafety::Safe, class) if class.keeps_schema() => BackupDemand::Optional,
        // What is altered in place keeps every value once that is done, and can be interrupted before.
        (RollbackSafety::LosesRecent | RollbackSafety::Safe, _) => BackupDemand::Advised,
    }
}
