//! Back up.

use mendix_deploy_model::{
    Result, cloud::ArchiveContent, plans::StepAction, verdicts::ReleaseClass,
};

use super::{Context, Draft, impossible};

pub(super) fn draft(
    context: &Context<'_>,
    comment: Option<&str>,
    download_to: Option<&str>,
    content: Option<ArchiveContent>,
) -> Result<Draft> {
    let at = &context.wanted.address;
    if context.is_empty() {
        return Err(impossible(
            at,
            "nothing is deployed, so there is nothing to back up",
        ));
    }
    let mut draft = Draft::in_place(
        ReleaseClass::Configuration,
        match download_to {
            Some(file) => format!("{at}: make a snapshot and download it to {file}."),
            None => format!("{at}: make a snapshot; it stays on the platform."),
        },
    );
    draft.steps.push(context.step(
        "snapshot",
        StepAction::TakeSnapshot {
            comment: comment.unwrap_or("mendix-deploy: backup").to_owned(),
        },
        "The change asks for it.",
    ));
    if let Some(file) = download_to {
        draft.steps.push(context.step(
            "archive",
            StepAction::MakeArchive {
                snapshot_id: None,
                content: content.unwrap_or(ArchiveContent::FilesAndDatabase),
            },
            "Only an archive can be downloaded. Its link dies eight hours after it is made.",
        ));
        draft.steps.push(context.step(
            "download",
            StepAction::DownloadArchive {
                file: file.to_owned(),
            },
            "A link that has died is replaced by a new archive, once.",
        ));
    }
    draft.steps.push(context.verify(
        context.expect_as_now(),
        "A backup must not change how the app runs.",
    ));
    draft.order = vec!["A snapshot is made while the app runs; nothing is stopped.".to_owned()];
    draft.way_back.sentences =
        vec!["A backup changes nothing, so nothing has to be taken back.".to_owned()];
    Ok(draft)
}
