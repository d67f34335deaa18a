//! What the backup before a deployment must be.

use mendix_deploy_model::{
    comparisons::BackupDemand,
    verdicts::{ReleaseClass, RollbackSafety, RollbackVerdict},
};

pub(super) fn of(class: ReleaseClass, rollback: &RollbackVerdict) -> BackupDemand {
    match rollback.safety {
        RollbackSafety::NeedsRestore | RollbackSafety::Unknown => BackupDemand::Required,
        RollbackSafety::LosesRecent => BackupDemand::Advised,
        // The schema is altered in place, and that can be interrupted.
        RollbackSafety::Safe if class.keeps_schema() => BackupDemand::Optional,
        RollbackSafety::Safe => BackupDemand::Advised,
    }
}
