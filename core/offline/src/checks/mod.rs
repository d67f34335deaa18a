//! Checks: what a landscape, a package and what is known of an environment say about each other.

pub mod policy;
pub mod preflight;
pub(crate) mod runtime;

use mendix_deploy_model::findings::Finding;

/// Sorts findings as reports show them: worst first, then by address, id and subject.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        b.severity.cmp(&a.severity).then_with(|| {
            (&a.address, &a.id, &a.subject, &a.path, &a.message)
                .cmp(&(&b.address, &b.id, &b.subject, &b.path, &b.message))
        })
    });
}
