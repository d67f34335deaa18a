//! Why the start of the new version may fail on what is there.

use mendix_deploy_model::comparisons::Changes;

use super::{Settled, deciding, named};

pub(super) fn of(changes: &Changes, settled: &[Settled]) -> Vec<String> {
    deciding(changes)
        .zip(settled)
        .filter(|(_, settled)| settled.forward_blocks)
        .map(|(change, _)| {
            format!(
                "{}: {} ({}, {})",
                named(change),
                change.forward.what,
                change.row,
                change.forward.evidence.as_str()
            )
        })
        .collect()
}
