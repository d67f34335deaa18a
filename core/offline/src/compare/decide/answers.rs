//! What the database's answers settle: a change that would lose values is harmless where there are none.

use mendix_deploy_model::comparisons::{
    ChangeDirection, ChangeRow, DataEffect, DataQuestion, ModelChange,
};

/// The effects of a change after the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Settled {
    pub(super) forward: DataEffect,
    pub(super) forward_blocks: bool,
    pub(super) backward: DataEffect,
    pub(super) backward_blocks: bool,
    /// Whether an answer changed something.
    pub(super) by_data: bool,
}

pub(super) fn settle(change: &ModelChange, questions: &[DataQuestion]) -> Settled {
    let mut settled = Settled {
        forward: change.forward.data,
        forward_blocks: change.forward.may_block_start,
        backward: change.backward.data,
        backward_blocks: change.backward.may_block_start,
        by_data: false,
    };
    if harmless(change, questions, ChangeDirection::Forward) {
        settled.by_data = true;
        settled.forward = DataEffect::Keeps;
        settled.forward_blocks = false;
        settled.backward = settled.backward.min(after_harmless(&change.row));
    }
    if harmless(change, questions, ChangeDirection::Backward) {
        settled.by_data = true;
        settled.backward_blocks = false;
        // What the way forward lost stays lost, however little was entered since.
        if !matches!(settled.forward, DataEffect::MayLose | DataEffect::Loses) {
            settled.backward = DataEffect::Keeps;
        }
    }
    settled
}

/// Whether every question of a change in one direction that can settle it has a harmless answer.
fn harmless(change: &ModelChange, questions: &[DataQuestion], direction: ChangeDirection) -> bool {
    let mut asked = questions
        .iter()
        .filter(|question| {
            question.direction == direction
                && question.row == change.row
                && question.name == change.name
                && question.guid == change.guid
                && question.harmless_up_to.is_some()
        })
        .peekable();
    asked.peek().is_some()
        && asked.all(|question| {
            question.answer.is_some_and(|answer| {
                question
                    .harmless_up_to
                    .is_some_and(|harmless| answer <= harmless)
            })
        })
}

/// The worst backward effect once nothing was lost on the way forward.
fn after_harmless(row: &ChangeRow) -> DataEffect {
    match row {
        // Nothing was there, and the new version has no such element to enter anything into.
        ChangeRow::EntityRemoved
        | ChangeRow::EntityUnstored
        | ChangeRow::SystemMemberOff
        | ChangeRow::AttributeRemoved
        | ChangeRow::AttributeUnstored
        | ChangeRow::LengthDecreased
        | ChangeRow::ValueRemoved
        | ChangeRow::AssociationRemoved => DataEffect::Keeps,
        // The new version has an element of its own, whose contents the way back drops.
        ChangeRow::EntityRecreated
        | ChangeRow::AttributeRecreated
        | ChangeRow::TypeReplaced
        | ChangeRow::AutoNumberChanged
        | ChangeRow::ValueRenamed
        | ChangeRow::EnumerationReplaced
        | ChangeRow::EndReplaced
        | ChangeRow::EndsSwapped => DataEffect::LosesRecent,
        _ => DataEffect::Unknown,
    }
}
