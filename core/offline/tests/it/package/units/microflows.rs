//! Microflows around a start.

use mendix_deploy_model::models::MicroflowRole;

use super::parts::*;

#[test]
fn microflows_around_a_start_are_found_with_what_they_call() {
    let units = |settings: Unit<'static>, at_end: bool| {
        let mut units = vec![
            root(),
            module(MODULE, "Orders"),
            microflow(5, "Start", 10, &["Orders.Migrate", "Orders.Missing"], true),
            microflow(6, "Migrate", 10, &["Orders.Start", "Orders.Step"], true),
            microflow(7, "Step", 10, &[], true),
            microflow(8, "Unrelated", 10, &["Orders.Step"], true),
        ];
        units.insert(if at_end { units.len() } else { 1 }, settings);
        collect(&units).unwrap()
    };
    let model = units(settings("Orders.Start"), true);
    let found: Vec<_> = model
        .microflows
        .iter()
        .map(|it| (it.name.as_str(), it.role, it.digest.is_some()))
        .collect();
    assert_eq!(
        found,
        [
            ("Orders.Migrate", MicroflowRole::CalledAfterStartup, true),
            ("Orders.Missing", MicroflowRole::CalledAfterStartup, false),
            ("Orders.Start", MicroflowRole::AfterStartup, true),
            ("Orders.Step", MicroflowRole::CalledAfterStartup, true),
        ]
    );
    assert_eq!(model.settings.foreign_keys, Some(true));
    assert_eq!(model.settings.decimal_scale, Some(8));
    assert_eq!(model.settings.optimistic_locking, None);
    assert_eq!(units(settings("Orders.Start"), false), model);
    assert!(units(settings(""), false).microflows.is_empty());
    assert!(units(settings(""), true).microflows.is_empty());
}

#[test]
fn a_microflow_is_another_when_it_does_something_else() {
    let digest = |microflow: Unit<'static>| {
        let units = [
            root(),
            module(MODULE, "Orders"),
            settings("Orders.Start"),
            microflow,
        ];
        let model = collect(&units).unwrap();
        let start = model.microflows.iter().find(|it| it.name == "Orders.Start");
        start.unwrap().digest.clone().unwrap()
    };
    let calls = ["Orders.A", "Orders.B"];
    let first = digest(microflow(5, "Start", 10, &calls, true));
    // Other ids, other places, other remarks, another order of keys.
    assert_eq!(digest(microflow(6, "Start", 150, &calls, true)), first);
    // The same activities, wired the other way round.
    assert_ne!(digest(microflow(5, "Start", 10, &calls, false)), first);
    assert_ne!(
        digest(microflow(5, "Start", 10, &["Orders.A", "Orders.C"], true)),
        first
    );
    assert_ne!(
        digest(microflow(5, "Start", 10, &["Orders.A"], true)),
        first
    );
}
