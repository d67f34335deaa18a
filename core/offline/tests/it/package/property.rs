//! Properties: a mutated archive never panics; what is written is read back.

use std::collections::BTreeMap;

use mendix_deploy_model::packages::ConstantType;
use mendix_deploy_offline::package::{ArchiveBuilder, read_info};
use proptest::{collection::vec, prelude::*};

use super::raw::{Entry, archive, metadata, metadata_entry};

fn valid() -> Vec<u8> {
    archive(&[
        metadata_entry(),
        Entry::deflated("model/model.mdp", &[7; 500]),
        Entry::stored("web/", ""),
        Entry::stored("web/index.html", "<!doctype html>"),
    ])
}

/// One change to an archive's bytes.
#[derive(Debug, Clone)]
enum Mutation {
    Set(prop::sample::Index, u8),
    Flip(prop::sample::Index, u8),
    Remove(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize),
    Cut(prop::sample::Index),
    Word(prop::sample::Index, u32),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, byte)| Mutation::Set(at, byte)),
        (at(), 0..8u8).prop_map(|(at, bit)| Mutation::Flip(at, bit)),
        (at(), 1..40usize).prop_map(|(at, length)| Mutation::Remove(at, length)),
        (at(), 1..40usize).prop_map(|(at, length)| Mutation::Repeat(at, length)),
        at().prop_map(Mutation::Cut),
        (
            at(),
            prop_oneof![
                Just(0),
                Just(u32::MAX),
                Just(u32::MAX - 1),
                Just(0x0605_4b50),
                any::<u32>()
            ]
        )
            .prop_map(|(at, word)| Mutation::Word(at, word)),
    ]
}

fn mutate(bytes: &mut Vec<u8>, mutation: &Mutation) {
    if bytes.is_empty() {
        return;
    }
    let length = bytes.len();
    match mutation {
        Mutation::Set(at, byte) => bytes[at.index(length)] = *byte,
        Mutation::Flip(at, bit) => bytes[at.index(length)] ^= 1 << bit,
        Mutation::Remove(at, count) => {
            let at = at.index(length);
            bytes.drain(at..length.min(at + count));
        }
        Mutation::Repeat(at, count) => {
            let at = at.index(length);
            let part = bytes[at..length.min(at + count)].to_vec();
            bytes.splice(at..at, part);
        }
        Mutation::Cut(at) => bytes.truncate(at.index(length)),
        Mutation::Word(at, word) => {
            let at = at.index(length);
            let end = length.min(at + 4);
            bytes[at..end].copy_from_slice(&word.to_le_bytes()[..end - at]);
        }
    }
}

fn name() -> impl Strategy<Value = String> {
    // Letters that fold, combine, lie beyond the basic plane, or look like markup.
    "[A-Za-z]{1,8}\\.[A-Za-z0-9_é\u{301}ß𝒳<>&\"' ]{1,12}"
}

fn constant_type() -> impl Strategy<Value = ConstantType> {
    prop_oneof![
        Just(ConstantType::String),
        Just(ConstantType::Boolean),
        Just(ConstantType::Integer),
        Just(ConstantType::Decimal),
        Just(ConstantType::DateTime),
        Just(ConstantType::Unknown("Enumeration".to_owned())),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_mutated_archive_never_panics(mutations in vec(mutation(), 1..6)) {
        let mut bytes = valid();
        for mutation in &mutations {
            mutate(&mut bytes, mutation);
        }
        // Accepted or refused, but what is accepted is what was written: the metadata is covered by its checksum.
        match read_info("mutated.mda", &bytes) {
            Ok(info) => prop_assert_eq!(info.project_name, "Orders"),
            Err(error) => prop_assert!(error.code().as_str().starts_with("package."), "{}", error),
        }
    }

    #[test]
    fn mutated_metadata_never_panics(mutations in vec(mutation(), 1..6)) {
        let mut json = metadata();
        for mutation in &mutations {
            mutate(&mut json, mutation);
        }
        if let Err(error) = read_info("mutated.mda", &archive(&[Entry::stored("model/metadata.json", json)])) {
            prop_assert_eq!(error.code().as_str(), "package.metadata_invalid");
        }
    }

    #[test]
    fn any_bytes_are_refused_with_a_code(bytes in vec(any::<u8>(), 0..300)) {
        prop_assert!(read_info("any.mda", &bytes).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(
        project in "\\PC{0,20}",
        version in "[0-9]{1,2}\\.[0-9]{1,2}",
        java in proptest::option::of(8..30u32),
        constants in prop::collection::btree_map(name(), (constant_type(), proptest::option::of("\\PC{0,20}")), 0..12),
        events in prop::collection::btree_set(name(), 0..6),
        sizes in vec(0..40_000u64, 0..6),
    ) {
        let mut builder = ArchiveBuilder::new(project.clone()).model_version(version.clone()).java_version(java);
        // Written in the opposite order: the reader's order is its own.
        for (name, (constant_type, default)) in constants.iter().rev() {
            builder = builder.constant(name.clone(), constant_type.clone(), default.as_deref());
        }
        for event in events.iter().rev() {
            builder = builder.scheduled_event(event.clone());
        }
        for (i, size) in sizes.iter().enumerate() {
            builder = builder.noise(format!("web/{i}.bin"), i as u64, *size);
        }
        let bytes = builder.to_bytes().unwrap();
        prop_assert_eq!(&bytes, &builder.to_bytes().unwrap());
        let info = read_info("written.mda", &bytes).unwrap();
        prop_assert_eq!(info.project_name, project);
        prop_assert_eq!(info.model_version, Some(version));
        prop_assert_eq!(info.java_version, java);
        let read: BTreeMap<_, _> = info
            .constants
            .into_iter()
            .map(|constant| (constant.name, (constant.constant_type, constant.default_value)))
            .collect();
        prop_assert_eq!(read, constants);
        let read: Vec<_> = info.scheduled_events.into_iter().map(|event| event.name).collect();
        prop_assert!(read.iter().eq(events.iter()));
        prop_assert_eq!(info.file_count, 3 + sizes.len() as u64);
    }
}
