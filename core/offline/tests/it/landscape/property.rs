//! Whatever the text, the answer is a landscape or an error.

use mendix_deploy_offline::landscape::Landscape;
use proptest::prelude::*;

const SOUND: &str = "version: 1
defaults: {constants: {A.One: x}}
apps:
  orders:
    preset: twoEnvironments
    environments:
      production:
        constants: {A.Two: 'y', B.Three: {kind: literal, value: z}}
        scheduledEvents: [A.Daily]
        verify: {checks: [{path: /health, status: 200}]}
";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_text_is_answered(text in "[ -~\n\t\u{e9}\u{301}:\\[\\]{}&*!|>'\"%@`#,?-]{0,300}") {
        let _ = Landscape::parse(&text, None);
    }

    #[test]
    fn a_damaged_landscape_is_answered(at in 0..SOUND.len(), len in 0..6_usize, with in "[ -~\n]{0,4}") {
        let mut text = SOUND.to_owned();
        let end = (at + len).min(text.len());
        text.replace_range(at..end, &with);
        if let Ok(landscape) = Landscape::parse(&text, None) {
            for environment in landscape.environments() {
                prop_assert!(landscape.environment(environment.address().as_str()).is_ok());
            }
        }
    }
}

mod documents {
    //! Whatever is built in code and passes its checks is the same after it was written and read.

    use std::collections::BTreeMap;

    use mendix_deploy_model::landscapes::{
        AppSpec, ApprovalPolicy, ConstantValue, Deadlines, Defaults, EnvironmentSpec, FreezeWindow,
        LandscapeDocument, NodePreset, ScheduledEvents, SnapshotPolicy, TargetSpec, Tier, UrlCheck,
        VerifySpec,
    };
    use mendix_deploy_offline::{document::to_json, landscape::Landscape};
    use proptest::{collection, option, prelude::*, sample::select};

    fn name() -> impl Strategy<Value = String> {
        "[A-Z][a-z\u{e9}]{0,3}\\.[A-Za-z_]{1,5}"
    }

    fn value() -> impl Strategy<Value = ConstantValue> {
        prop_oneof![
            // Text that other readers of YAML take for something else, and text that only looks like a reference.
            (
                "literal:|no|1e3|0x1F|~|null| |[ -~\u{e9}\n\t]{0,20}|https://x/#y",
                any::<bool>()
            )
                .prop_map(|(value, acknowledged)| ConstantValue::Literal {
                    value,
                    acknowledged
                }),
            Just(ConstantValue::SecretReference {
                reference: "vault://kv/a#b".to_owned()
            }),
            Just(ConstantValue::EmptyOnPurpose),
        ]
    }

    fn constants() -> impl Strategy<Value = BTreeMap<String, ConstantValue>> {
        collection::btree_map(name(), value(), 0..4)
    }

    fn events() -> impl Strategy<Value = ScheduledEvents> {
        prop_oneof![
            Just(ScheduledEvents::All),
            Just(ScheduledEvents::None),
            collection::btree_set(name(), 1..3).prop_map(|events| ScheduledEvents::Specified {
                events: events.into_iter().collect()
            }),
        ]
    }

    fn defaults() -> impl Strategy<Value = Defaults> {
        let verify = (
            option::of(Just("https://x.example".to_owned())),
            option::of(1..900_u32),
            option::of("[ -~]{0,9}"),
        )
            .prop_map(|(url, deadline, contains)| {
                let mut verify = VerifySpec::default();
                verify.url = url;
                verify.deadline_seconds = deadline;
                verify.checks = vec![UrlCheck {
                    path: "/health".to_owned(),
                    status: Some(204),
                    contains,
                }];
                verify
            });
        let freeze = collection::vec("[ -~\u{e9}]{1,9}", 0..2).prop_map(|reasons| {
            reasons
                .into_iter()
                .map(|reason| FreezeWindow {
                    first: "2026-12-20".parse().unwrap(),
                    last: "2027-01-03".parse().unwrap(),
                    from_time: Some("18:00".to_owned()),
                    until_time: None,
                    zone: Some("Europe/Amsterdam".to_owned()),
                    reason,
                })
                .collect::<Vec<_>>()
        });
        let snapshots = select(SnapshotPolicy::ALL);
        (
            constants(),
            option::of(events()),
            option::of((0..4_u32, option::of(1..9_u32))),
            option::of(verify),
            option::of(snapshots),
            freeze,
            option::of(1..900_u32),
        )
            .prop_map(
                |(constants, events, approvals, verify, snapshot, freeze, start)| {
                    let mut all = Defaults::default();
                    all.constants = constants;
                    all.scheduled_events = events;
                    all.approvals = approvals.map(|(required, valid_seconds)| ApprovalPolicy {
                        required,
                        valid_seconds,
                    });
                    all.verify = verify;
                    all.snapshot = snapshot;
                    all.freeze = freeze;
                    all.deadlines =
                        start.map(|seconds| Deadlines::default().start_seconds(seconds));
                    all
                },
            )
    }

    fn from_json(text: &str) -> TargetSpec {
        serde_json::from_str(text).unwrap()
    }

    fn target() -> impl Strategy<Value = TargetSpec> {
        prop_oneof![
            option::of("[a-z]{1,6}").prop_map(|app| TargetSpec::MendixCloud {
                app_id: app.map(Into::into),
                project_id: None,
                environment: Some("Acceptance".to_owned()),
            }),
            Just(from_json(
                r#"{"kind": "operator", "namespace": "orders", "pullPolicy": "always"}"#
            )),
            Just(from_json(
                r#"{"kind": "linux", "folder": "/srv/orders", "port": 8081, "machine": {"runtimes": ["10.24.3"]}}"#
            )),
        ]
    }

    fn document() -> impl Strategy<Value = LandscapeDocument> {
        let environment =
            (defaults(), select(Tier::ALL), target()).prop_map(|(all, tier, target)| {
                let mut environment = EnvironmentSpec::default();
                environment.tier = Some(tier);
                environment.target = Some(target);
                environment.constants = all.constants;
                environment.scheduled_events = all.scheduled_events;
                environment.approvals = all.approvals;
                environment.verify = all.verify;
                environment.snapshot = all.snapshot;
                environment.freeze = all.freeze;
                environment.deadlines = all.deadlines;
                environment
            });
        let app = (
            option::of(defaults()),
            option::of(Just(NodePreset::ThreeEnvironments)),
            collection::btree_map("[a-z0-9.\u{e9} ]{0,5}x", environment, 1..3),
        )
            .prop_map(|(defaults, preset, environments)| {
                let mut app = AppSpec::default();
                app.defaults = defaults;
                app.preset = preset;
                app.environments = environments
                    .into_iter()
                    .map(|(name, environment)| (name.trim().to_owned(), environment))
                    .collect();
                app
            });
        (
            option::of(defaults()),
            collection::btree_map("[a-z.\u{301}]{0,5}x", app, 1..3),
        )
            .prop_map(|(defaults, apps)| LandscapeDocument {
                document: "landscape".to_owned(),
                version: 1,
                written_by: Some("mendix-deploy 0.1.0".to_owned()),
                defaults,
                templates: BTreeMap::new(),
                overlays: BTreeMap::new(),
                waves: Vec::new(),
                secrets: None,
                apps,
            })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn a_landscape_survives_writing_and_reading(document in document()) {
            // Masks and null characters are refused by the same checks; everything else must come back.
            let built = Landscape::from_document(document.clone());
            prop_assume!(built.is_ok());
            if let Ok(built) = built {
                let text = to_json(built.document()).unwrap();
                let read = Landscape::parse(&text, None);
                prop_assert!(read.is_ok(), "{:?}\n{text}", read.err());
                let read = read.unwrap();
                prop_assert_eq!(read.document(), &document);
                for (a, b) in built.environments().iter().zip(read.environments()) {
                    let values = |environment: &mendix_deploy_offline::landscape::Environment| {
                        environment.constants().iter().map(|c| (c.name.clone(), c.value.clone(), c.path.clone())).collect::<Vec<_>>()
                    };
                    prop_assert_eq!(values(a), values(&b));
                    prop_assert!(b.constants().iter().all(|c| c.location.is_some()));
                }
            }
        }
    }
}
