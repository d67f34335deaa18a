//! Scale.

use mendix_deploy_model::{
    Error, ErrorCode, Result, findings::Severity, plans::StepAction, verdicts::ReleaseClass,
};

use super::{Context, Draft, impossible};

/// The least memory per instance that the platform accepts (Deploy API v1, `scale`), in MB.
const LEAST_MEMORY_MB: u64 = 1_024;
/// What the portal offers at most; the interface documents no limit of its own.
const PORTAL_INSTANCES: u32 = 4;
const PORTAL_MEMORY_MB: u64 = 32 * 1_024;

pub(super) fn draft(context: &Context<'_>, instances: u32, memory_mb: u64) -> Result<Draft> {
    let at = &context.wanted.address;
    if instances == 0 || memory_mb == 0 {
        return Err(Error::new(
            ErrorCode::InputInvalid,
            format!("{at}: a scale needs at least one instance and some memory"),
        ));
    }
    if context.is_empty() {
        return Err(impossible(at, "nothing is deployed that could be scaled"));
    }
    let mut draft = Draft::in_place(
        ReleaseClass::Scale,
        format!("{at}: scale to {instances} instances with {memory_mb} MB each."),
    );
    if memory_mb < LEAST_MEMORY_MB {
        draft.findings.push(context.finding(
            "scale.too_little_memory",
            Severity::Error,
            None,
            format!("{memory_mb} MB per instance are less than the {LEAST_MEMORY_MB} MB that the platform accepts"),
            "Ask for at least 1024 MB per instance.",
        ));
    }
    if instances > PORTAL_INSTANCES || memory_mb > PORTAL_MEMORY_MB {
        draft.findings.push(context.finding(
            "scale.beyond_portal",
            Severity::Warning,
            None,
            format!("the portal offers at most {PORTAL_INSTANCES} instances with {PORTAL_MEMORY_MB} MB each; the platform may refuse more"),
            "Check the plan that the app is on.",
        ));
    }
    draft.steps = vec![
        context.step(
            "scale",
            StepAction::ScaleEnvironment {
                instances,
                memory_per_instance_mb: memory_mb,
            },
            "The change asks for it. The platform cannot tell the present scale, so it is always sent.",
        ),
        context.verify(
            context.expect_as_now(),
            "Another scale must not change how the app runs.",
        ),
    ];
    draft.order = vec![
        "Whether another scale restarts the app is not documented; expect that it does.".to_owned(),
    ];
    draft.way_back.sentences = vec![
        "The platform has no call that reads the scale, so the plan does not know the one before. Plan another scale to go back.".to_owned(),
    ];
    Ok(draft)
}
