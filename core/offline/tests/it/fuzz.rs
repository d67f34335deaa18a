//! What the fuzz targets do, over the inputs that they start from and over damage done to those: an engine finds more, and
//! needs a compiler of its own.

use std::{collections::BTreeSet, fs, path::Path};

use mendix_deploy_offline::package::{read_info, read_model};

use crate::support::chance::Chance;

#[path = "../../../fuzz/src/targets/mod.rs"]
mod targets;

use targets::{TARGETS, seeds::seeds};

/// Damaged inputs for each seed.
const DAMAGED: usize = 100;

#[test]
fn every_target_reads_its_seeds() {
    let seeds = seeds().unwrap();
    let known: BTreeSet<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
    assert!(seeds.iter().all(|seed| known.contains(seed.target)));
    for (target, run) in TARGETS {
        let of_target: Vec<_> = seeds.iter().filter(|seed| seed.target == target).collect();
        assert!(!of_target.is_empty(), "{target} starts from nothing");
        for seed in of_target {
            run(&seed.bytes);
        }
    }
}

/// A seed that is refused at its first byte would lead an engine nowhere.
#[test]
fn seeds_of_files_are_read_and_small() {
    for seed in seeds().unwrap() {
        match (seed.target, seed.name.as_str()) {
            ("mpr", name) => {
                let model = read_model("seed.mpr", &seed.bytes);
                assert_eq!(model.is_ok(), name.starts_with("SingleFile"), "{name}");
                assert!(
                    seed.bytes.len() <= 16 * 1024,
                    "{name}: {}",
                    seed.bytes.len()
                );
            }
            ("package_open", "archive") => assert!(read_info("seed.mda", &seed.bytes).is_ok()),
            _ => {}
        }
    }
}

#[test]
fn every_target_survives_damage() {
    let mut chance = Chance::new(4);
    for seed in seeds().unwrap() {
        let (_, run) = TARGETS
            .into_iter()
            .find(|(target, _)| *target == seed.target)
            .unwrap();
        for _ in 0..DAMAGED {
            let mut bytes = seed.bytes.clone();
            for _ in 0..chance.between(1, 4) {
                let at = chance.below(bytes.len());
                match chance.below(4) {
                    0 => bytes[at] ^= 1 << chance.below(8),
                    1 => bytes[at] = *chance.pick(&[0, 1, 0x7F, 0x80, 0xFF]),
                    2 => bytes.truncate(at + 1),
                    _ => {
                        let from = chance.below(bytes.len());
                        let piece = bytes[from.min(at)..from.max(at)].to_vec();
                        bytes.splice(at..at, piece);
                    }
                }
            }
            run(&bytes);
        }
    }
}

#[test]
fn every_target_has_a_program() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz");
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    let readme = fs::read_to_string(folder.join("README.md")).unwrap();
    for (target, _) in TARGETS {
        let program = fs::read_to_string(folder.join(format!("fuzz_targets/{target}.rs"))).unwrap();
        assert!(
            program.contains(&format!("targets::{target}::run(")),
            "{target}"
        );
        assert!(
            manifest.contains(&format!("name = \"{target}\"")),
            "{target}"
        );
        assert!(readme.contains(&format!("| `{target}` |")), "{target}");
    }
    let programs = fs::read_dir(folder.join("fuzz_targets")).unwrap().count();
    assert_eq!(programs, TARGETS.len());
}
