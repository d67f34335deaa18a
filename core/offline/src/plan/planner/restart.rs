//! Restart.

use mendix_deploy_model::{Result, verdicts::ReleaseClass};

use super::{Context, Draft, impossible};
use crate::plan::strategies::{DatabaseChange, Recreate, Start};

pub(super) fn draft(context: &Context<'_>) -> Result<Draft> {
    let at = &context.wanted.address;
    if context.is_empty() {
        return Err(impossible(at, "nothing is deployed that could be started"));
    }
    let runs = context.may_run();
    let draft = Draft::in_place(
        ReleaseClass::Configuration,
        if runs {
            format!("{at}: stop and start what is deployed.")
        } else {
            format!("{at}: start what is deployed; the app does not run.")
        },
    );
    Ok(Recreate {
        prepare: Vec::new(),
        writes: super::SettingsWrites::default(),
        snapshot: None,
        before: "a restart".to_owned(),
        saved: None,
        transport: None,
        restore: None,
        start: Some(Start {
            auto_sync_db: false,
            why: "A restart starts what is deployed and must not change the database. If the deployed package was never started, this start is refused, and a deploy of it is needed.".to_owned(),
            point_of_no_return: None,
        }),
        expect: context.running_as_deployed(),
        verify_why: "A start job that is done does not show that the app works.".to_owned(),
        database: DatabaseChange::Never,
        judgement: None,
        no_way: None,
    }
    .draft(context, draft))
}
