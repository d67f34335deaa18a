//! Memory stays bounded whatever an archive holds or claims.

use std::io::Write;

use mendix_deploy_model::ErrorCode;
use mendix_deploy_offline::package::{ArchiveBuilder, Package, read_info};

use super::raw::{Entry, archive};
use crate::ALLOCATED;

const MIB: usize = 1024 * 1024;

/// Most bytes that `work` may add to what the binary holds. Other tests run beside it, with small archives, so a
/// bound is far below what the attack would take and far above what they take.
fn within(bound: usize, work: impl FnOnce()) {
    let before = ALLOCATED.current_usage();
    ALLOCATED.reset_peak_usage();
    work();
    let peak = ALLOCATED.peak_usage().saturating_sub(before);
    assert!(peak < bound, "{peak} bytes, more than {bound}");
}

/// Deflated zeros: `size` bytes in about a thousandth of that.
fn bomb(size: usize) -> (Vec<u8>, u32) {
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    let mut crc = rawzip::Crc32::new();
    let zeros = vec![b' '; MIB];
    for _ in 0..size / MIB {
        encoder.write_all(&zeros).unwrap();
        crc.update(&zeros);
    }
    (encoder.finish().unwrap(), crc.checksum())
}

/// One test, because the peak is that of the whole binary and resetting it is not for two at once.
#[test]
fn memory_is_bounded() {
    // Metadata that expands to 128 MiB: whether it admits that, or claims a size that would be accepted.
    let (data, crc) = bomb(128 * MIB);
    for claimed in [128 * MIB, 16 * MIB, 1000] {
        let mut entry = Entry::stored("model/metadata.json", data.clone());
        entry.both(|header| {
            header.method = 8;
            header.size = claimed as u32;
            header.crc = crc;
        });
        let bytes = archive(&[entry]);
        within(32 * MIB, || {
            assert_eq!(
                read_info("bomb.mda", &bytes).unwrap_err().code(),
                ErrorCode::PackageTooLarge
            );
        });
    }

    // JSON that would take many times its own size once it is decoded into general values.
    let head = r#""RuntimeVersion":"10.1.1","ProjectID":"p","ProjectName":"o","ModelVersion":"1","ScheduledEvents":[]"#;
    let role = |i: usize| {
        format!(
            r#""{i}":{{"Name":"","ManageableRoles":[{}""]}}"#,
            r#""","#.repeat(999)
        )
    };
    let dense = [
        format!(
            r#"{{{head},"Constants":[],"Unknown":[{}0]}}"#,
            "0,".repeat(8_000_000 - 200)
        ),
        format!(
            r#"{{{head},"Constants":[],"Languages":[{}""]}}"#,
            r#""","#.repeat(5_500_000)
        ),
        format!(
            r#"{{{head},"Constants":[{}0]}}"#,
            r#"{"Name":"","Type":""},"#.repeat(700_000)
        ),
        format!(
            r#"{{{head},"Constants":[],"Roles":{{{}}}}}"#,
            (0..1000).map(role).collect::<Vec<_>>().join(",")
        ),
    ];
    for json in dense {
        let bytes = archive(&[Entry::deflated("model/metadata.json", json.as_bytes())]);
        drop(json);
        within(48 * MIB, || drop(read_info("dense.mda", &bytes)));
    }

    // More entries than the classic end record can count, and more than are accepted.
    for (entries, accepted) in [(70_000, true), (250_001, false)] {
        let many = (0..entries).fold(ArchiveBuilder::new("Many"), |many, i| {
            many.noise(format!("web/{i}"), 0, 0)
        });
        let bytes = many.to_bytes().unwrap();
        drop(many);
        within(48 * MIB, || match read_info("many.mda", &bytes) {
            Ok(info) => assert!(accepted && info.file_count == entries + 3),
            Err(error) => assert!(
                !accepted && error.code() == ErrorCode::PackageTooLarge,
                "{error}"
            ),
        });
    }

    // A large file is neither read whole nor extracted, also for its digest.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.mda");
    within(24 * MIB, || {
        ArchiveBuilder::new("Large")
            .noise("web/large.bin", 1, 48 * MIB as u64)
            .write_to(&path)
            .unwrap();
    });
    within(24 * MIB, || {
        let package = Package::open(&path).unwrap();
        assert!(package.info().compressed_bytes > 48 * MIB as u64);
        package.digest().unwrap();
    });
}
