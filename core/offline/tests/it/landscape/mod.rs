//! Landscapes: what they say, what they inherit, and every error at its place.

mod edit;
mod errors;
mod hostile;
mod import;
mod import_property;
mod import_round_trip;
mod import_sources;
mod inherit;
mod keys;
mod large;
mod levels;
mod property;

use mendix_deploy_model::{ErrorCode, error::ErrorDetail, findings::Finding};
use mendix_deploy_offline::landscape::Landscape;

/// The findings of a landscape that is refused.
fn refused(text: &str) -> Vec<Finding> {
    let error = Landscape::parse(text, Some("mendix-deploy.yaml")).unwrap_err();
    assert_eq!(error.code(), ErrorCode::LandscapeInvalid, "{error:#}");
    match error.detail() {
        Some(ErrorDetail::Findings { findings }) => findings.clone(),
        other => panic!("{other:?}"),
    }
}

/// `line:column id` of each finding.
fn places(findings: &[Finding]) -> Vec<String> {
    findings
        .iter()
        .map(|finding| {
            let at = finding.location.as_ref().unwrap();
            format!("{}:{} {}", at.line, at.column, finding.id)
        })
        .collect()
}

/// What the guides show is a landscape.
#[test]
fn the_guides_show_landscapes_that_load() {
    for guide in [
        include_str!("../../../../../docs/guide/landscape.md"),
        include_str!("../../../../../docs/guide/first-deployment.md"),
    ] {
        let shown = guide.split("```yaml\n").nth(1).unwrap();
        let shown = shown.split("```").next().unwrap();
        let landscape = mendix_deploy_offline::landscape::Landscape::parse(shown, None).unwrap();
        assert_eq!(landscape.environments().len(), 3);
    }
}
