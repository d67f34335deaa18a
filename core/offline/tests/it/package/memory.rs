//! Memory stays bounded whatever an archive holds or claims.

use std::io::Write;

use mendix_deploy_model::ErrorCode;
use mendix_deploy_offline::package::{ArchiveBuilder, Package, read_info, read_model};

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

/// Models that hold too much, or claim to.
fn models() {
    use super::objects::{V, inner, object, plain_list, text};

    let project = |more: &[(&str, V)]| object(1, "Projects$Project", more);
    let read = |documents: &[Vec<u8>]| {
        let archive = ArchiveBuilder::new("Large")
            .project_id(super::objects::id(1))
            .entry("model/model.mdp", documents.concat());
        let bytes = archive.to_bytes().unwrap();
        drop(archive);
        let mut result = Ok(());
        within(64 * MIB, || {
            result = read_model("large.mda", &bytes).map(drop)
        });
        result.map_err(|error| error.code())
    };
    let too_large = Err(ErrorCode::PackageTooLarge);

    // Nothing of it is wanted, however much there is.
    let page = object(2, "Forms$Page", &[("Image", V::Bytes(vec![0; 8 * MIB]))]);
    let mut pages = vec![project(&[])];
    pages.extend(std::iter::repeat_n(page, 12));
    assert_eq!(read(&pages), Ok(()));
    drop(pages);

    // A document of 2 GB, of which some bytes are there.
    let long = text(&"x".repeat(1000));
    let mut claims = object(3, "Constants$Constant", &[("Name", long)]);
    claims[..4].copy_from_slice(&i32::MAX.to_le_bytes());
    assert_eq!(read(&[project(&[]), claims]), too_large);

    // As many small attributes as fit.
    let attribute = inner(
        4,
        "DomainModels$Attribute",
        &[("GUID", V::Id(5)), ("Name", text("A"))],
    );
    let attributes = vec![attribute; 120_000];
    let flags = inner(6, "DomainModels$NoGeneralization", &[]);
    let entity = inner(
        7,
        "DomainModels$EntityImpl",
        &[
            ("GUID", V::Id(8)),
            ("Name", text("E")),
            ("MaybeGeneralization", flags),
            ("Attributes", plain_list(&attributes)),
        ],
    );
    let domain = object(
        9,
        "DomainModels$DomainModel",
        &[("Entities", plain_list(&[entity]))],
    );
    assert_eq!(read(&[project(&[]), domain]), too_large);

    // One long name, referred to again and again.
    let name = "N".repeat(MIB);
    let entity = inner(
        10,
        "DomainModels$EntityImpl",
        &[("GUID", V::Id(11)), ("QualifiedName", text(&name))],
    );
    let association = inner(
        12,
        "DomainModels$Association",
        &[
            ("GUID", V::Id(13)),
            ("Name", text("A")),
            ("ParentPointer", V::Id(10)),
            ("ChildPointer", V::Id(10)),
        ],
    );
    let domain = object(
        14,
        "DomainModels$DomainModel",
        &[
            ("Entities", plain_list(&[entity])),
            ("Associations", plain_list(&vec![association; 1000])),
        ],
    );
    assert_eq!(read(&[project(&[]), domain]), too_large);

    // A microflow of nothing but the smallest elements there are: each would take many times its size to be sorted.
    let empty = vec![("", V::Null); 4_000_000];
    let microflow = object(
        15,
        "Microflows$Microflow",
        &[
            ("Name", text("M")),
            ("Flows", V::Document(super::objects::document(&empty))),
        ],
    );
    drop(empty);
    let settings = object(
        16,
        "Settings$ProjectSettings",
        &[("AfterStartupMicroflow", text("M.M"))],
    );
    assert_eq!(read(&[project(&[]), settings, microflow]), too_large);

    // An index that lists more than anybody has.
    let listed = inner(17, "Constants$Constant", &[]);
    let mut index = Vec::new();
    for n in 0..100_001u32 {
        let mut object = listed.clone();
        if let V::Document(bytes) = &mut object {
            bytes[14..18].copy_from_slice(&n.to_le_bytes());
        }
        index.push(object);
    }
    let index = project(&[("ProjectDocuments", plain_list(&index))]);
    assert_eq!(read(&[index]), too_large);
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

    models();

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
