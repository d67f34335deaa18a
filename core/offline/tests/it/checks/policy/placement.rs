//! Where should this app run, and the practices for secrets.

use mendix_deploy_model::{
    landscapes::TargetKind as T,
    policies::{PlacementConstraint as C, PlacementOptions, PracticeDemand, PracticeStatus},
};
use mendix_deploy_offline::checks::policy::{placement, secrets_practices};
use serde_json::json;

use super::{facts, judge};

#[test]
fn the_questions_of_the_guide_lead_to_a_target() {
    let ask = |constraints: &[C]| {
        placement(&PlacementOptions::default().constraints(constraints.to_vec()))
    };
    for (constraints, target) in [
        (&[][..], T::MendixCloud),
        (&[C::AirGapped], T::Linux),
        (&[C::DataSovereignty], T::Linux),
        (&[C::AirGapped, C::ExistingKubernetes], T::Operator),
        (&[C::DataSovereignty, C::HorizontalScaling], T::Operator),
        (&[C::ExistingCloudFoundry], T::CloudFoundry),
        (
            &[C::ExistingCloudFoundry, C::HorizontalScaling],
            T::CloudFoundry,
        ),
        (&[C::AirGapped, C::ExistingCloudFoundry], T::Linux),
        (&[C::HorizontalScaling], T::Operator),
        (&[C::ExistingKubernetes], T::Operator),
    ] {
        let advice = ask(constraints);
        assert_eq!(advice.target, target, "{constraints:?}");
        assert!(!advice.reasons.is_empty());
        // What is advised is never ruled out.
        assert!(
            !advice
                .others
                .iter()
                .any(|other| other.target == target && other.excluded),
            "{advice:?}"
        );
        assert!(
            T::ALL
                .iter()
                .all(|target| advice.others.iter().any(|other| other.target == *target))
        );
    }
    let windows = PlacementOptions::default()
        .constraints(vec![C::AirGapped])
        .windows(true);
    assert_eq!(placement(&windows).target, T::Windows);
    assert_eq!(
        placement(&PlacementOptions::default().replicas(3_u32)).target,
        T::Operator
    );
    let sovereign = ask(&[C::DataSovereignty]);
    assert!(
        sovereign
            .others
            .iter()
            .any(|other| other.target == T::MendixCloud && other.excluded)
    );
}

#[test]
fn practices_for_secrets_say_what_nobody_could_look_at() {
    let all = secrets_practices(None);
    assert_eq!(all.len(), 8);
    assert_eq!(
        all.iter()
            .filter(|practice| practice.demand == PracticeDemand::Required)
            .count(),
        5
    );
    assert!(
        all.iter()
            .all(|practice| practice.status == PracticeStatus::Unknown)
    );
    let report = judge(&facts(json!({"here": {"tier": "test"}, "breakGlass": true,
        "secrets": [{"id": "s", "audited": false, "encryptedAtRest": true}]})));
    let status = |rule: &str| {
        secrets_practices(Some(&report))
            .into_iter()
            .find(|practice| practice.rules.iter().any(|id| id == rule))
            .unwrap()
            .status
    };
    assert_eq!(status("MX-SEC-007"), PracticeStatus::Violated);
    assert_eq!(status("MX-SEC-006"), PracticeStatus::Followed);
    assert_eq!(status("MX-SEC-009"), PracticeStatus::Followed);
    assert_eq!(status("MX-SEC-003"), PracticeStatus::Unknown);
}
