//! A landscape of hundreds of apps: the cost of reading grows with its size and no faster.

use std::{fmt::Write, time::Instant};

use mendix_deploy_offline::landscape::Landscape;

/// Apps of four environments with 30 constants, 10 settings and 5 secret references each.
fn written(apps: usize) -> String {
    let mut text = "version: 1\ndefaults: {logging: {level: info}}\napps:\n".to_owned();
    for app in 0..apps {
        let _ = writeln!(text, "  app{app}:\n    target: docker\n    environments:");
        for tier in ["development", "test", "acceptance", "production"] {
            let _ = writeln!(text, "      {tier}:\n        constants:");
            for n in 0..30 {
                let _ = writeln!(
                    text,
                    "          Module{}.Constant{n}: value {n} of app {app}",
                    n % 7
                );
            }
            let _ = writeln!(text, "        runtimeSettings:");
            for n in 0..10 {
                let _ = writeln!(text, "          com.mendix.setting.Number{n}: {n}");
            }
            let _ = writeln!(text, "        variables:");
            for n in 0..5 {
                let _ = writeln!(
                    text,
                    "          SECRET_{n}: vault://kv/app{app}/{tier}#key{n}"
                );
            }
        }
    }
    text
}

#[test]
fn a_thousand_apps_are_within_the_limits() {
    let text = written(1_000);
    let landscape = Landscape::parse(&text, None).unwrap();
    assert_eq!(landscape.apps().len(), 1_000);
    let last = landscape.environment("app999/production").unwrap();
    assert_eq!(last.constants().len(), 30);
    assert_eq!(
        last.origin("variables.SECRET_4").unwrap().key,
        "variables.SECRET_4"
    );
}

#[test]
#[allow(clippy::disallowed_methods)] // how long it takes is what is tested
fn four_times_the_apps_take_no_more_than_eight_times_as_long() {
    let read = |apps: usize| {
        let text = written(apps);
        // The best of three: what disturbs a run only lengthens it.
        let turns = (0..3).map(|_| {
            let begun = Instant::now();
            let landscape = Landscape::parse(&text, Some("large.yaml")).unwrap();
            assert_eq!(landscape.environments().len(), apps * 4);
            begun.elapsed()
        });
        turns.min().unwrap()
    };
    let (few, many) = (read(50), read(200));
    assert!(many < few * 8, "{few:?} and {many:?}");
}
