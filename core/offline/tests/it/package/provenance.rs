//! Digests, checksum files, bill of materials.

use std::{fs, path::Path, process::Command};

use mendix_deploy_model::{
    ErrorCode,
    comparisons::ChangeRow,
    packages::{PackageDigests, PackageFormat},
};
use mendix_deploy_offline::package::{Package, checksum_lines, verify_checksums, write_checksums};
use proptest::prelude::*;

use super::raw::{self, Entry};
use crate::shared;

/// Writes an archive, opens it.
fn package(folder: &Path, name: &str, entries: &[Entry]) -> Package {
    let path = folder.join(name);
    fs::write(&path, raw::archive(entries)).unwrap();
    Package::open(path).unwrap()
}

fn digests(entries: &[Entry]) -> PackageDigests {
    let folder = tempfile::tempdir().unwrap();
    let package = package(folder.path(), "a.mda", entries);
    let digests = package.content_digests().unwrap();
    assert_eq!(package.model_digest().unwrap(), digests.model);
    digests
}

/// A document of a model: its id, its type, and elements as they stand in BSON.
fn document(id: u8, kind: &str, elements: &[u8]) -> Vec<u8> {
    let mut body = b"\x05$ID\0\x10\0\0\0\0".to_vec();
    body.extend([id; 16]);
    body.extend(b"\x02$Type\0");
    body.extend((kind.len() as u32 + 1).to_le_bytes());
    body.extend(kind.as_bytes());
    body.push(0);
    body.extend(elements);
    body.push(0);
    let mut document = (body.len() as u32 + 4).to_le_bytes().to_vec();
    document.extend(body);
    document
}

fn string(key: &str, value: &str) -> Vec<u8> {
    let mut element = vec![2];
    element.extend(key.as_bytes());
    element.push(0);
    element.extend((value.len() as u32 + 1).to_le_bytes());
    element.extend(value.as_bytes());
    element.push(0);
    element
}

/// What can differ between two builds, and between two models.
#[derive(Clone)]
struct Build {
    deployment: &'static str,
    version: &'static str,
    project: &'static str,
    pages: [&'static str; 2],
    swapped: bool,
    default: &'static str,
    class: &'static str,
    manifest: &'static str,
    css: &'static str,
    library: &'static str,
}

const FIRST: Build = Build {
    deployment: "638377599968327842",
    version: "1.0.0",
    project: "Orders",
    pages: ["Home", "Order"],
    swapped: false,
    default: "https://example.org",
    class: "class bytes",
    manifest: "Bnd-LastModified: 1",
    css: "a{}",
    library: "library",
};

impl Build {
    fn entries(&self) -> Vec<Entry> {
        let mut model = document(1, "Projects$Project", &string("Index", self.deployment));
        let mut build = string("DeploymentID", self.deployment);
        build.extend(string("RuntimeVersion", "10.24.15"));
        build.extend(string("ModelVersion", self.version));
        build.extend(string("SprintrProjectName", self.project));
        model.extend(document(1, "Projects$Project", &build));
        let mut pages = [
            document(2, "Forms$Page", &string("Name", self.pages[0])),
            document(3, "Forms$Page", &string("Name", self.pages[1])),
        ];
        if self.swapped {
            pages.reverse();
        }
        model.extend(pages.concat());
        let metadata = format!(
            r#"{{"RuntimeVersion":"10.24.15","ProjectID":"p","ProjectName":"Orders","ModelVersion":"{}","Description":"of {}","Constants":[{{"Name":"A.B","Type":"String","Description":"","DefaultValue":"{}"}}],"ScheduledEvents":[]}}"#,
            self.version, self.deployment, self.default
        );
        let jar = raw::archive(&[
            Entry::stored("META-INF/MANIFEST.MF", self.manifest),
            Entry::stored("a/B.class", self.class),
        ]);
        vec![
            Entry::deflated("model/metadata.json", metadata.as_bytes()),
            Entry::deflated("model/model.mdp", &model),
            Entry::deflated("model/bundles/project.jar", &jar),
            Entry::stored("model/lib/userlib/a-1.jar", self.library),
            Entry::deflated("web/theme.css", self.css.as_bytes()),
        ]
    }

    fn digests(&self) -> PackageDigests {
        digests(&self.entries())
    }
}

#[test]
fn a_rebuild_has_the_model_of_the_first_build() {
    let first = FIRST.digests();
    let rebuilt = Build {
        deployment: "638999999999999999",
        version: "1.0.1",
        swapped: true,
        manifest: "Bnd-LastModified: 2",
        css: "a{color:red}",
        ..FIRST
    }
    .digests();
    assert_eq!(rebuilt.model, first.model);
    assert!(first.model.is_some());
    assert_ne!(rebuilt.content, first.content);
    assert_ne!(rebuilt.file, first.file);
}

#[test]
fn whatever_belongs_to_the_model_changes_its_digest() {
    let first = FIRST.digests();
    let others = [
        Build {
            project: "Ordera",
            ..FIRST
        },
        Build {
            pages: ["Home", "Orders"],
            ..FIRST
        },
        Build {
            pages: ["Order", "Home"],
            ..FIRST
        },
        Build {
            default: "https://example.com",
            ..FIRST
        },
        Build {
            class: "class byteS",
            ..FIRST
        },
        Build {
            library: "Library",
            ..FIRST
        },
    ];
    let mut seen = vec![first.model.unwrap()];
    for other in others {
        let model = other.digests().model.unwrap();
        assert!(!seen.contains(&model));
        seen.push(model);
    }
}

#[test]
fn packed_differently_the_content_is_the_same() {
    let entries = FIRST.entries();
    let first = digests(&entries);
    let mut repacked = entries.clone();
    repacked.reverse();
    for entry in &mut repacked {
        entry.both(|header| header.flags |= 2); // "maximum compression", of no meaning for the content
    }
    repacked.push(Entry::stored("web/", ""));
    repacked.push(Entry::stored(
        "model/config.json",
        r#"{"adminPassword":"1"}"#,
    ));
    let second = digests(&repacked);
    assert_eq!(second.content, first.content);
    assert_eq!(second.model, first.model);
    assert_ne!(second.file, first.file);
    let mut renamed = entries;
    renamed[4].both(|header| header.name = b"web/Theme.css".to_vec());
    assert_ne!(digests(&renamed).content, first.content);
}

#[test]
fn metadata_written_by_windows_is_the_same_metadata() {
    let mut entries = FIRST.entries();
    let first = digests(&entries);
    let text = "\u{FEFF}{\r\n \"ScheduledEvents\":[], \"Constants\":[{\"Type\":\"String\",\"Name\":\"A.B\",\"Description\":\"\",\"DefaultValue\":\"https://example.org\"}],\r\n\"ModelVersion\":\"1\",\"ProjectName\":\"Orders\",\"ProjectID\":\"p\",\"RuntimeVersion\":\"10.24.15\"}";
    entries[0] = Entry::deflated("model/metadata.json", text.as_bytes());
    assert_eq!(digests(&entries).model, first.model);
}

#[test]
fn a_package_without_a_model_has_no_model_digest() {
    assert_eq!(digests(&[raw::metadata_entry()]).model, None);
}

/// The same app in a portable package has the same model and libraries; only the place is another.
#[test]
fn a_portable_package_has_the_model_of_its_archive() {
    let folder = tempfile::tempdir().unwrap();
    for root in ["", "orders/"] {
        let mut entries = with_libraries();
        let archive = package(folder.path(), "orders.mda", &entries);
        for entry in &mut entries {
            entry.both(|header| {
                header.name = [root.as_bytes(), b"app/", &header.name].concat();
            });
        }
        for name in [
            "bin/start",
            "etc/Default",
            "lib/runtime/launcher/runtimelauncher.jar",
        ] {
            entries.push(Entry::stored(format!("{root}{name}"), "x"));
        }
        let portable = package(folder.path(), "orders_portable.zip", &entries);
        assert_eq!(portable.info().format, PackageFormat::Portable);
        let (first, second) = (
            archive.content_digests().unwrap(),
            portable.content_digests().unwrap(),
        );
        assert_eq!(second.model, first.model);
        assert_ne!(second.content, first.content);
        let libraries = |package: &Package| {
            let bom: serde_json::Value = serde_json::from_str(&package.sbom().unwrap()).unwrap();
            (bom["components"].clone(), bom["services"].clone())
        };
        assert_eq!(libraries(&portable), libraries(&archive));
    }
}

#[cfg(feature = "mpr")]
#[test]
fn a_project_is_not_built() {
    let Some(folder) = shared::fixtures("a_project_is_not_built") else {
        return;
    };
    let old = Package::open(folder.join("restservices-v1/06-v1-4a86760e.mpr")).unwrap();
    let new = Package::open(folder.join("restservices-v1/07-v1-626872b6.mpr")).unwrap();
    let digests = new.content_digests().unwrap();
    assert_eq!((digests.model, &digests.content), (None, &digests.file));
    let error = new.sbom().unwrap_err();
    assert_eq!(error.code(), ErrorCode::PackageFormatUnsupported, "{error}");
    let changes = new.changes_since(&old).unwrap();
    let renamed = changes
        .changes
        .iter()
        .filter(|change| change.row == ChangeRow::AttributeRenamed);
    assert_eq!(renamed.count(), 9);
}

#[test]
fn what_readers_could_take_differently_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let twice = package(
        folder.path(),
        "twice.mda",
        &[
            raw::metadata_entry(),
            Entry::stored("web/a", "1"),
            Entry::stored("web/a", "2"),
        ],
    );
    for error in [
        twice.content_digests().unwrap_err(),
        twice.sbom().unwrap_err(),
    ] {
        assert_eq!(error.code(), ErrorCode::PackageUnsafePath, "{error}");
    }
    let mut damaged = Entry::deflated("web/a", b"some text that is there");
    damaged.both(|header| header.crc ^= 1);
    let damaged = package(
        folder.path(),
        "damaged.mda",
        &[raw::metadata_entry(), damaged],
    );
    let error = damaged.content_digests().unwrap_err();
    assert_eq!(error.code(), ErrorCode::PackageTruncated, "{error}");
    let cut = package(
        folder.path(),
        "cut.mda",
        &[
            raw::metadata_entry(),
            Entry::stored("model/model.mdp", &b"\xff\0\0\0\x05$ID"[..]),
        ],
    );
    let error = cut.content_digests().unwrap_err();
    assert_eq!(error.code(), ErrorCode::PackageModelInvalid, "{error}");
}

#[test]
fn a_file_written_again_is_not_digested() {
    let folder = tempfile::tempdir().unwrap();
    let package = package(folder.path(), "a.mda", &FIRST.entries());
    fs::write(package.path(), "another").unwrap();
    for error in [
        package.content_digests().unwrap_err(),
        package.sbom().unwrap_err(),
    ] {
        assert_eq!(error.code(), ErrorCode::PackageChanged, "{error}");
    }
}

/// Runs a program in a folder; `None`, said visibly, when there is none.
#[allow(clippy::disallowed_methods)] // a test may ask somebody else's program; the library starts none
fn shell(test: &str, folder: &Path, script: &str) -> Option<String> {
    let have = Command::new("sh")
        .args(["-c", "command -v sha256sum && command -v python3"])
        .output();
    if !have.is_ok_and(|output| output.status.success()) {
        println!("SKIPPED: {test}: no sha256sum or python3");
        return None;
    }
    let output = Command::new("sh")
        .args(["-euc", script])
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(String::from_utf8(output.stdout).unwrap())
}

/// The documented recipe, followed with programs that are not ours.
#[test]
fn anyone_can_compute_the_content_digest() {
    let folder = tempfile::tempdir().unwrap();
    let mut entries = FIRST.entries();
    entries.push(Entry::stored("web/b\u{fc}cher.txt", "x"));
    let package = package(folder.path(), "a.mda", &entries);
    let script = "
        python3 -m zipfile -e a.mda extracted
        cd extracted
        find . -type f | sed 's|^./||' | LC_ALL=C sort | tr '\\n' '\\0' | xargs -0 sha256sum | sha256sum | cut -c1-64";
    let Some(found) = shell(
        "anyone_can_compute_the_content_digest",
        folder.path(),
        script,
    ) else {
        return;
    };
    assert_eq!(found.trim(), package.content_digests().unwrap().content);
}

#[test]
fn sha256sum_checks_our_files_and_we_check_its_files() {
    let folder = tempfile::tempdir().unwrap();
    let packages = [
        package(folder.path(), "orders 1.0.mda", &[raw::metadata_entry()]),
        package(folder.path(), "back\\slash.mda", &FIRST.entries()),
    ];
    write_checksums(folder.path().join("SHA256SUMS"), &packages).unwrap();
    let script = "sha256sum --check --strict SHA256SUMS; sha256sum *.mda > theirs; sha256sum --binary *.mda >> theirs";
    let test = "sha256sum_checks_our_files_and_we_check_its_files";
    if shell(test, folder.path(), script).is_none() {
        return;
    }
    for file in ["SHA256SUMS", "theirs"] {
        let results = verify_checksums(folder.path().join(file)).unwrap();
        assert_eq!(results.len() % 2, 0);
        assert!(results.iter().all(|result| result.is_ok), "{results:?}");
    }
    let theirs = fs::read_to_string(folder.path().join("theirs")).unwrap();
    for line in checksum_lines(&packages).unwrap().lines() {
        assert!(theirs.contains(line), "{line}\n{theirs}");
    }
    fs::write(folder.path().join("orders 1.0.mda"), "another").unwrap();
    fs::remove_file(folder.path().join("back\\slash.mda")).unwrap();
    let results = verify_checksums(folder.path().join("SHA256SUMS")).unwrap();
    assert!(results.iter().all(|result| !result.is_ok), "{results:?}");
    assert_eq!(results[0].found.as_ref().map(String::len), Some(64));
    assert_eq!(results[1].found, None);
}

#[test]
fn a_checksum_file_is_foreign() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("SHA256SUMS");
    let zeros = "0".repeat(64);
    for text in [
        String::new(),
        "nonsense\n".to_owned(),
        format!("{zeros}  ../outside\n"),
        format!("{zeros}  /etc/hostname\n"),
        format!("{zeros} x\n"),
        format!("\\{zeros}  a\\x\n"),
        format!("{}  a\n", "é".repeat(32)),
    ] {
        fs::write(&path, &text).unwrap();
        let error = verify_checksums(&path).unwrap_err();
        assert_eq!(
            error.code(),
            ErrorCode::DocumentInvalid,
            "{text:?}: {error}"
        );
    }
    let error = verify_checksums(folder.path().join("none")).unwrap_err();
    assert_eq!(error.code(), ErrorCode::FileFailed, "{error}");
}

#[test]
fn real_deployments_are_told_apart_and_their_rebuilds_recognised() {
    let Some(folder) = shared::fixtures("real_deployments_are_told_apart") else {
        return;
    };
    let mut seen: Vec<String> = Vec::new();
    for name in [
        "maintenancemode-10.1.1/assembled-094825e7.mda",
        "maintenancemode-10.1.1/assembled-82246fd1.mda",
        "cassandra-connector-7.0.2/assembled-d8aaedf2.mda",
    ] {
        let package = Package::open(folder.join(name)).unwrap();
        let digests = package.content_digests().unwrap();
        let deployment = folder.join(name.replace("assembled", "deployment").replace(".mda", ""));
        let mut model = fs::read(deployment.join("model.mdp")).unwrap();
        let metadata = fs::read(deployment.join("metadata.json")).unwrap();
        // The id of the build, wherever it stands.
        let key = b"DeploymentID\0";
        let at = model
            .windows(key.len())
            .position(|window| window == key)
            .unwrap()
            + key.len()
            + 4;
        assert!(model[at].is_ascii_digit());
        model[at] = if model[at] == b'1' { b'2' } else { b'1' };
        let text = String::from_utf8(metadata).unwrap();
        let rebuilt_metadata = text.replacen("\"unversioned\"", "\"9.9.9\"", 1);
        assert_ne!(rebuilt_metadata, text);
        let rebuilt = self::digests(&[
            Entry::deflated("model/metadata.json", rebuilt_metadata.as_bytes()),
            Entry::deflated("model/model.mdp", &model),
        ]);
        assert_eq!(rebuilt.model, digests.model, "{name}");
        assert_ne!(rebuilt.content, digests.content);
        assert!(!seen.contains(digests.model.as_ref().unwrap()));
        seen.extend(digests.model);
    }
}

/// Libraries in every state: managed, managed under another hash, by its name only, without a jar; services.
fn with_libraries() -> Vec<Entry> {
    let mut entries = FIRST.entries();
    let hash = "249f396412b0c0ce67f25c8197da757b241b8be3ec4199386c00704a2457459b";
    let bom = format!(
        r#"{{"bomFormat":"CycloneDX","specVersion":"1.4","components":[
        {{"type":"library","group":"org.bouncycastle","name":"bcprov-jdk18on","version":"1.81","purl":"pkg:maven/org.bouncycastle/bcprov-jdk18on@1.81?type=jar","hashes":[{{"alg":"SHA-256","content":"{hash}"}}],"licenses":[{{"license":{{"name":"Bouncy Castle Licence","url":"x y"}}}}]}},
        {{"type":"library","group":"commons-logging","name":"commons-logging","version":"1.2","licenses":[{{"license":{{"id":"Apache-2.0"}}}}]}},
        {{"type":"library","name":"gone","version":"3","licenses":[{{"license":{{"id":"MIT"}}}},{{"license":{{"id":"Not-A-Known-Id"}}}}]}},
        {{"type":"library"}}, 7
    ]}}"#
    );
    entries.extend([
        Entry::stored("model/lib/userlib/bcprov-jdk18on-1.81.jar", "one"),
        Entry::stored("model/lib/userlib/commons-logging-1.2.jar", "two"),
        Entry::stored("model/lib/userlib/log4j-1.2-api-2.17.1.jar", "three"),
        Entry::stored("model/lib/userlib/log4j-1.2-api-2.17.1.jar.Log.RequiredLib", ""),
        Entry::stored("model/lib/userlib/log4j-1.2-api-2.17.1.jar.Audit.RequiredLib", ""),
        Entry::stored("model/lib/userlib/ojdbc8.jar", "four"),
        Entry::deflated("model/lib/userlib/vendorlib-sbom.json", bom.as_bytes()),
        Entry::deflated(
            "model/dependencies.json",
            br#"{"schemaVersion":"2.2","appName":"Orders",
            "published":[{"name":"orders.api","version":"2.0","path":"/odata/orders/v2/","serviceType":"OData 4.0","contracts":[]}],
            "consumed":[{"name":"hr","path":"not a path\u0000"},{"version":"1"}]}"#,
        ),
    ]);
    entries
}

#[test]
fn the_bill_of_materials_says_what_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let text = package(folder.path(), "orders.mda", &with_libraries())
        .sbom()
        .unwrap();
    insta::assert_snapshot!(text.replace(env!("CARGO_PKG_VERSION"), "[version]"));
}

#[test]
fn the_same_package_has_the_same_bill_of_materials() {
    let folder = tempfile::tempdir().unwrap();
    let one = package(folder.path(), "orders.mda", &with_libraries());
    let first = one.sbom().unwrap();
    assert_eq!(Package::open(one.path()).unwrap().sbom().unwrap(), first);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_model_panics(model in proptest::collection::vec(any::<u8>(), 0..300), head in 0u8..120) {
        let mut model = model;
        if let Some(first) = model.get_mut(..4) {
            first.copy_from_slice(&[head, 0, 0, 0]);
        }
        let folder = tempfile::tempdir().unwrap();
        let package = package(folder.path(), "a.mda", &[
            raw::metadata_entry(),
            Entry::stored("model/model.mdp", model),
        ]);
        if let Err(error) = package.content_digests() {
            prop_assert_eq!(error.code(), ErrorCode::PackageModelInvalid);
        }
    }

    #[test]
    fn references_of_a_bill_of_materials_are_unique(
        bom in "\\{\"components\":\\[(\\{\"name\":\"[ab]\",\"version\":\"1\"\\},){0,5}\\{\\}\\]\\}|.{0,40}",
        services in "\\{\"published\":\\[(\\{\"name\":\"[ab]\"\\},){0,3}1\\]\\}|.{0,40}",
    ) {
        let folder = tempfile::tempdir().unwrap();
        let package = package(folder.path(), "a.mda", &[
            raw::metadata_entry(),
            Entry::stored("model/lib/userlib/a-1.jar", "x"),
            Entry::stored("model/lib/userlib/vendorlib-sbom.json", bom),
            Entry::stored("model/dependencies.json", services),
        ]);
        let bom: serde_json::Value = serde_json::from_str(&package.sbom().unwrap()).unwrap();
        let mut references: Vec<&str> = Vec::new();
        for list in [&bom["components"], &bom["services"]] {
            for component in list.as_array().into_iter().flatten() {
                references.push(component["bom-ref"].as_str().unwrap());
            }
        }
        let count = references.len();
        references.sort_unstable();
        references.dedup();
        prop_assert_eq!(references.len(), count);
    }
}
