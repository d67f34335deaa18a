//! What the backup before a deployment must be.

use mendix_deploy_model::{
    comparisons::BackupDemand,
    verdicts::{ReleaseClass, RollbackSafety, RollbackVerdict},
};

pub(super) fn of(class: ReleaseClass, rollback: &RollbackVerdict) -> BackupDemand {
    match (rollback.safety, class) {
        (RollbackSafety::NeedsRestore | RollbackSafety::Unknown, _) => BackupDemand::Required,
        // Tables are altered in place. That keeps every value when it ends, and can be interrupted before.
        (_, ReleaseClass::Destructive | ReleaseClass::Unknown) => BackupDemand::Required,
        (RollbackSafety::LosesRecent, _) | (_, ReleaseClass::Additive) => BackupDemand::Advised,
        (RollbackSafety::Safe, _) => BackupDemand::Optional,
    }
}
