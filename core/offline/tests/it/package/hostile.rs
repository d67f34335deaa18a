//! Archives that lie, contradict themselves, or are something else: a typed error each, never a panic.

use std::fs;

use mendix_deploy_model::{Error, ErrorCode};
use mendix_deploy_offline::package::{ArchiveBuilder, Package, read_info};

use super::raw::{Entry, archive, metadata, metadata_entry, with_end};

fn refusal(bytes: &[u8]) -> Error {
    let error = read_info("orders.mda", bytes).expect_err("the archive must be refused");
    assert!(error.message().starts_with("orders.mda: "), "{error}");
    assert!(!error.remedy().is_empty());
    assert!(!error.message().chars().any(char::is_control), "{error}");
    error
}

fn code(bytes: &[u8]) -> ErrorCode {
    refusal(bytes).code()
}

#[test]
fn the_honest_archive_is_accepted() {
    let bytes = archive(&[
        metadata_entry(),
        Entry::stored("web/", ""),
        Entry::stored("web/a.txt", "a"),
    ]);
    let info = read_info("orders.mda", &bytes).unwrap();
    assert_eq!(
        (info.file_count, info.compressed_bytes),
        (2, bytes.len() as u64)
    );
    assert_eq!(info.uncompressed_bytes, metadata().len() as u64 + 1);
}

#[test]
fn what_is_not_an_archive_is_said_to_be_so() {
    assert_eq!(code(b""), ErrorCode::PackageNotAnArchive);
    assert_eq!(code(b"hello"), ErrorCode::PackageNotAnArchive);
    let page = refusal(b"\r\n <!DOCTYPE html><html>Sign in</html>");
    assert_eq!(page.code(), ErrorCode::PackageNotAnArchive);
    assert!(page.message().contains("web page"), "{page}");
    assert!(
        refusal(br#"{"error": "expired"}"#)
            .message()
            .contains("JSON")
    );
    assert_eq!(code(&[0; 4096]), ErrorCode::PackageNotAnArchive);
}

#[test]
fn other_packages_are_recognised() {
    // What only looks like a project is refused as one; the tests of projects have the others.
    let mut project = b"SQLite format 3\0".to_vec();
    project.resize(4096, 0);
    assert_eq!(code(&project), ErrorCode::PackageTruncated);
    let module = archive(&[
        Entry::stored("package.xml", "<package/>"),
        Entry::stored("project.mpr", "x"),
    ]);
    assert_eq!(code(&module), ErrorCode::PackageModelInvalid);
    let source = archive(&[
        Entry::stored("Orders.mpr", "x"),
        Entry::stored("theme/a.css", ""),
    ]);
    assert_eq!(code(&source), ErrorCode::PackageTruncated);
    let wrapped = archive(&[Entry::stored("app/model/metadata.json", metadata())]);
    assert_eq!(
        code(&wrapped),
        ErrorCode::PackageMetadataMissing,
        "not portable without bin/start"
    );
}

#[test]
fn folders_missing_files_and_pipes_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(
        Package::open(folder.path()).unwrap_err().code(),
        ErrorCode::PackageNotAnArchive
    );
    let missing = Package::open(folder.path().join("missing.mda")).unwrap_err();
    assert_eq!(missing.code(), ErrorCode::PackageUnreadable);
    assert!(missing.message().starts_with("missing.mda: "), "{missing}");
    #[cfg(unix)]
    assert_eq!(
        Package::open("/dev/null").unwrap_err().code(),
        ErrorCode::PackageUnreadable
    );
    fs::write(folder.path().join("empty.mda"), "").unwrap();
    assert_eq!(
        Package::open(folder.path().join("empty.mda"))
            .unwrap_err()
            .code(),
        ErrorCode::PackageNotAnArchive
    );
}

#[test]
fn missing_metadata_comes_with_a_hint() {
    assert_eq!(code(&archive(&[])), ErrorCode::PackageMetadataMissing);
    assert_eq!(
        code(&archive(&[Entry::stored("web/index.html", "x")])),
        ErrorCode::PackageMetadataMissing
    );
    let wrapped = refusal(&archive(&[Entry::stored(
        "orders/model/metadata.json",
        metadata(),
    )]));
    assert_eq!(wrapped.code(), ErrorCode::PackageMetadataMissing);
    assert!(
        wrapped.message().contains("orders/model/metadata.json"),
        "{wrapped}"
    );
    assert!(
        wrapped.remedy().contains("contents of the folder"),
        "{wrapped}"
    );
    let other_case = refusal(&archive(&[Entry::stored(
        "Model/Metadata.json",
        metadata(),
    )]));
    assert!(
        other_case.message().contains("Model/Metadata.json"),
        "{other_case}"
    );
}

#[test]
fn duplicate_metadata_is_refused_also_by_another_spelling() {
    assert_eq!(
        code(&archive(&[metadata_entry(), metadata_entry()])),
        ErrorCode::PackageMetadataDuplicate
    );
    for alias in [
        "MODEL/metadata.json",
        "./model/metadata.json",
        "model//metadata.json",
        "model/metadata.json.",
        "model/metadata.j\u{17f}on",
    ] {
        for entries in [
            [metadata_entry(), Entry::stored(alias, metadata())],
            [Entry::stored(alias, metadata()), metadata_entry()],
        ] {
            assert_eq!(
                code(&archive(&entries)),
                ErrorCode::PackageMetadataDuplicate,
                "{alias}"
            );
        }
    }
    let elsewhere = [
        metadata_entry(),
        Entry::stored("web/model/metadata.json", "x"),
    ];
    assert!(read_info("orders.mda", &archive(&elsewhere)).is_ok());
}

#[test]
fn unsafe_names_are_refused_anywhere() {
    for name in [
        "../evil",
        "web/../../evil",
        "/etc/passwd",
        "C:/evil",
        "c:evil",
        "web\\evil",
        "a\0b",
        "",
        "web/..",
        "a\x1b[31m",
    ] {
        let bytes = archive(&[metadata_entry(), Entry::stored(name, "x")]);
        assert_eq!(code(&bytes), ErrorCode::PackageUnsafePath, "{name:?}");
    }
    assert_eq!(
        code(&archive(&[
            metadata_entry(),
            Entry::stored(b"web/\xff\xfe".to_vec(), "x")
        ])),
        ErrorCode::PackageUnsafePath
    );
    let mut link = Entry::stored("web/link", "/etc/passwd");
    link.attributes = 0o120_777 << 16;
    assert_eq!(
        code(&archive(&[metadata_entry(), link])),
        ErrorCode::PackageUnsafePath
    );
    let long = refusal(&archive(&[
        metadata_entry(),
        Entry::stored(format!("../{}", "x".repeat(60_000)), "x"),
    ]));
    assert!(long.message().len() < 1_000);
}

#[test]
fn names_stay_as_they_are() {
    let entries = [
        metadata_entry(),
        Entry::stored("web/é.txt", "composed"),
        Entry::stored("web/e\u{301}.txt", "decomposed"),
    ];
    assert_eq!(
        read_info("orders.mda", &archive(&entries))
            .unwrap()
            .file_count,
        3
    );
}

#[test]
fn every_truncation_is_typed() {
    let whole = archive(&[
        metadata_entry(),
        Entry::deflated("model/model.mdp", &[7; 5000]),
        Entry::stored("web/a.txt", "a"),
    ]);
    assert!(read_info("orders.mda", &whole).is_ok());
    for length in 0..whole.len() {
        let expected = if length == 0 {
            ErrorCode::PackageNotAnArchive
        } else {
            ErrorCode::PackageTruncated
        };
        assert_eq!(
            code(&whole[..length]),
            expected,
            "{length} of {} bytes",
            whole.len()
        );
    }
}

#[test]
fn bytes_before_or_after_the_archive_are_refused() {
    let whole = archive(&[metadata_entry()]);
    let before = [b"#!/bin/sh\n".as_slice(), &whole].concat();
    assert_eq!(code(&before), ErrorCode::PackageNotAnArchive);
    let two = [
        whole.as_slice(),
        &archive(&[metadata_entry(), Entry::stored("a", "b")]),
    ]
    .concat();
    assert_eq!(code(&two), ErrorCode::PackageNotAnArchive);
    let after = [whole.as_slice(), b"<script>"].concat();
    assert_eq!(code(&after), ErrorCode::PackageTruncated);
}

#[test]
fn a_comment_is_allowed_but_hides_no_second_directory() {
    let comment = b"built by hand";
    let mut commented = with_end(&[metadata_entry()], |end, _| {
        end[20..22].copy_from_slice(&(comment.len() as u16).to_le_bytes())
    });
    commented.extend(comment);
    assert!(read_info("orders.mda", &commented).is_ok());

    // A whole archive in the comment: its end record is the last one, so readers that search backwards find it, and
    // those that read from the front do not.
    for more in [None, Some(Entry::stored("web/other", "other"))] {
        let inner = archive(
            &std::iter::once(metadata_entry())
                .chain(more)
                .collect::<Vec<_>>(),
        );
        let mut hidden = with_end(&[metadata_entry()], |end, _| {
            end[20..22].copy_from_slice(&(inner.len() as u16).to_le_bytes());
        });
        hidden.extend(&inner);
        let refused = code(&hidden);
        assert!(
            matches!(
                refused,
                ErrorCode::PackageNotAnArchive | ErrorCode::PackageTruncated
            ),
            "{refused:?}"
        );
    }
}

#[test]
fn wrong_counts_and_offsets_are_refused() {
    let entries = [metadata_entry(), Entry::stored("web/a.txt", "a")];
    let fewer = with_end(&entries, |end, _| end[8..12].copy_from_slice(&[1, 0, 1, 0]));
    assert_eq!(code(&fewer), ErrorCode::PackageTruncated);
    let more = with_end(&entries, |end, _| end[8..12].copy_from_slice(&[9, 0, 9, 0]));
    assert_eq!(code(&more), ErrorCode::PackageTruncated);
    let mut honest = 0;
    with_end(&entries, |_, offset| honest = offset);
    for offset in [0, 1, 60, honest - 1, honest + 1, u32::MAX - 1, u32::MAX] {
        let moved = with_end(&entries, |end, _| {
            end[16..20].copy_from_slice(&offset.to_le_bytes())
        });
        assert_eq!(code(&moved), ErrorCode::PackageTruncated, "{offset}");
    }
}

#[test]
fn overlapping_entries_are_refused() {
    let mut second = Entry::stored("web/a.txt", "a");
    second.offset = Some(0);
    assert_eq!(
        code(&archive(&[metadata_entry(), second])),
        ErrorCode::PackageTruncated
    );
    // The quoted overlap of the densest bombs: an entry's data reaches over the headers behind it.
    let mut first = Entry::stored("web/kernel", "k".repeat(10));
    first.central.packed = 60;
    first.central.size = 60;
    assert_eq!(
        code(&archive(&[
            first,
            Entry::stored("web/b", "b"),
            metadata_entry()
        ])),
        ErrorCode::PackageTruncated
    );
}

#[test]
fn sizes_that_cannot_be_are_refused() {
    let mut beyond = Entry::stored("web/a.txt", "a");
    beyond.both(|header| {
        header.packed = 0xFFFF_FFFE;
        header.size = 0xFFFF_FFFE;
    });
    assert_eq!(
        code(&archive(&[metadata_entry(), beyond])),
        ErrorCode::PackageTruncated
    );
    let mut dense = Entry::deflated("web/a.txt", b"aaaa");
    dense.both(|header| header.size = u32::MAX - 1);
    assert_eq!(
        code(&archive(&[metadata_entry(), dense])),
        ErrorCode::PackageTooLarge
    );
    let mut two_sizes = Entry::stored("web/a.txt", "a");
    two_sizes.both(|header| header.size = 5);
    assert_eq!(
        code(&archive(&[metadata_entry(), two_sizes])),
        ErrorCode::PackageTruncated
    );
}

#[test]
fn claims_of_zip64_are_checked_like_others() {
    let zip64 = |sizes: &[u64]| {
        let mut extra = vec![1, 0];
        extra.extend((sizes.len() as u16 * 8).to_le_bytes());
        extra.extend(sizes.iter().flat_map(|size| size.to_le_bytes()));
        let mut entry = Entry::stored("web/big", "a");
        entry.central.size = u32::MAX;
        entry.central.packed = u32::MAX;
        entry.extra = extra;
        archive(&[metadata_entry(), entry])
    };
    assert!(
        read_info("orders.mda", &zip64(&[1, 1])).is_ok(),
        "an honest zip64 entry"
    );
    for size in [5u64 << 30, u64::MAX, u64::MAX - 30] {
        assert_eq!(
            code(&zip64(&[size, size])),
            ErrorCode::PackageTruncated,
            "{size}"
        );
        assert_eq!(
            code(&zip64(&[size, 1])),
            ErrorCode::PackageTruncated,
            "{size}"
        );
    }
    assert_eq!(code(&zip64(&[])), ErrorCode::PackageTruncated);
}

#[test]
fn encryption_and_other_compressions_are_refused_anywhere() {
    for flags in [0x0001, 0x0040, 0x0041, 0x2000, 0x2001] {
        let mut entry = Entry::stored("web/a.txt", "a");
        entry.both(|header| header.flags = flags);
        assert_eq!(
            code(&archive(&[metadata_entry(), entry])),
            ErrorCode::PackageUnsupportedEntry
        );
    }
    for method in [1, 9, 12, 14, 93, 99, 65535] {
        let mut entry = metadata_entry();
        entry.both(|header| header.method = method);
        assert_eq!(
            code(&archive(&[entry])),
            ErrorCode::PackageUnsupportedEntry,
            "{method}"
        );
    }
}

#[test]
fn a_local_header_that_disagrees_is_refused() {
    let changes: [fn(&mut Entry); 6] = [
        |entry| entry.local.name = b"model/metadata.jsox".to_vec(),
        |entry| entry.local.method = 0,
        |entry| entry.local.flags |= 1,
        |entry| entry.local.size += 1,
        |entry| entry.local.packed += 1,
        |entry| entry.local.crc ^= 1,
    ];
    for (i, change) in changes.iter().enumerate() {
        let mut entry = metadata_entry();
        change(&mut entry);
        assert_eq!(
            code(&archive(&[entry])),
            ErrorCode::PackageTruncated,
            "change {i}"
        );
    }
    let mut streamed = metadata_entry();
    streamed.both(|header| header.flags |= 8);
    streamed.local.size = 0;
    streamed.local.packed = 0;
    streamed.local.crc = 0;
    assert!(
        read_info("orders.mda", &archive(&[streamed])).is_ok(),
        "a streaming writer leaves zeros"
    );
}

#[test]
fn damaged_data_is_refused() {
    let mut crc = metadata_entry();
    crc.both(|header| header.crc ^= 1);
    assert_eq!(code(&archive(&[crc])), ErrorCode::PackageTruncated);
    let mut garbage = metadata_entry();
    garbage.data.fill(0xFF);
    assert_eq!(code(&archive(&[garbage])), ErrorCode::PackageTruncated);
    let mut longer = metadata_entry();
    longer.both(|header| header.size -= 1);
    assert_eq!(code(&archive(&[longer])), ErrorCode::PackageTooLarge);
    let mut shorter = metadata_entry();
    shorter.both(|header| header.size += 1);
    assert_eq!(code(&archive(&[shorter])), ErrorCode::PackageTruncated);
    let mut trailing = metadata_entry();
    trailing.data.push(0);
    trailing.both(|header| header.packed += 1);
    assert_eq!(code(&archive(&[trailing])), ErrorCode::PackageTruncated);
}

#[test]
fn a_writer_refuses_names_that_a_reader_would() {
    let error = ArchiveBuilder::new("Orders")
        .entry("../evil", "x")
        .to_bytes()
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::PackageUnsafePath);
}
