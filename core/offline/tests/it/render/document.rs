//! Documents as files.

use std::fs;

use mendix_deploy_model::{ErrorCode, findings::Report, plans::Plan};
use mendix_deploy_offline::document::{DocumentFile as _, load, save, to_json, write};
use proptest::prelude::*;

use super::{hostile, report};

#[test]
fn what_is_saved_is_loaded() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.json");
    for report in [report(), hostile()] {
        save(&report, &path).unwrap();
        assert_eq!(load::<Report>(&path).unwrap(), report);
    }
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(names.len(), 1, "nothing is left beside it");
    let bom = format!("\u{FEFF}{}", to_json(&report()).unwrap());
    fs::write(&path, bom).unwrap();
    assert_eq!(load::<Report>(&path).unwrap(), report());
}

#[test]
fn another_kind_a_newer_version_and_damage_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.json");
    let good = to_json(&report()).unwrap();
    for (text, code, said) in [
        (
            good.replace("\"report\"", "\"plan\""),
            ErrorCode::DocumentInvalid,
            "found \"plan\"",
        ),
        (
            good.replace("\"version\": 1", "\"version\": 7, \"novelty\": {}")
                .replace("mendix-deploy 0", "mendix-deploy 9"),
            ErrorCode::DocumentNewer,
            "written by mendix-deploy 9",
        ),
        (
            good.replace("\"version\": 1", "\"version\": 0"),
            ErrorCode::DocumentInvalid,
            "version 0",
        ),
        (
            good.replace("\"version\": 1,", ""),
            ErrorCode::DocumentInvalid,
            "its version",
        ),
        (
            good.replace("\"error\"", "\"fatal\""),
            ErrorCode::DocumentInvalid,
            "findings[0].severity",
        ),
        (
            good[..good.len() / 2].to_owned(),
            ErrorCode::DocumentInvalid,
            "not JSON",
        ),
        ("[]".to_owned(), ErrorCode::DocumentInvalid, "found \"\""),
    ] {
        fs::write(&path, &text).unwrap();
        let error = load::<Report>(&path).unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert!(error.message().contains(said), "{said}: {error}");
        assert!(error.info().context.contains_key("file"));
    }
    fs::write(&path, b"\xff").unwrap();
    assert_eq!(
        load::<Report>(&path).unwrap_err().code(),
        ErrorCode::DocumentInvalid
    );
    fs::write(&path, &good).unwrap();
    assert_eq!(
        load::<Plan>(&path).unwrap_err().code(),
        ErrorCode::DocumentInvalid
    );
    let none = folder.path().join("none");
    assert_eq!(
        load::<Report>(&none).unwrap_err().code(),
        ErrorCode::FileFailed
    );
}

#[test]
fn the_name_says_the_format() {
    let folder = tempfile::tempdir().unwrap();
    for (name, start) in [
        ("a.json", "{\n  \"document\": \"report\""),
        ("a.txt", "preflight of"),
        ("A.MD", "# preflight of"),
        ("a.html", "<!doctype html>\n<meta charset=\"utf-8\">"),
        ("a.sarif", "{\n  \"$schema\""),
        ("a.sarif.json", "{\n  \"$schema\""),
        ("a.xml", "<?xml"),
    ] {
        let path = folder.path().join(name);
        write(&report(), &path).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with(start), "{name}: {text}");
    }
    for name in ["a", "a.pdf", "xml"] {
        let error = write(&report(), folder.path().join(name)).unwrap_err();
        assert_eq!(error.code(), ErrorCode::InputInvalid);
        assert!(error.remedy().contains(".sarif"), "{error:#}");
    }
}

#[test]
fn a_file_is_replaced_as_a_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    // A folder of the same name cannot be replaced by a file.
    fs::create_dir(&path).unwrap();
    fs::write(path.join("kept"), "kept").unwrap();
    assert_eq!(
        save(&report(), &path).unwrap_err().code(),
        ErrorCode::FileFailed
    );
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "nothing is left beside it"
    );
    let error = save(&report(), folder.path().join("none/a.json")).unwrap_err();
    assert_eq!(error.code(), ErrorCode::FileFailed);
    assert!(error.message().contains("a.json"), "{error}");
}

proptest! {
    #[test]
    fn no_text_panics(text in ".{0,60}|\\{\"document\":\"report\",\"version\":.{0,30}\\}") {
        use mendix_deploy_offline::document::DocumentFile;
        let _ = Report::from_json(&text);
    }
}

#[test]
fn what_a_later_version_wrote_into_a_report_is_kept() {
    let own = to_json(&report()).unwrap();
    assert!(!own.contains("unknownFields"), "{own}");
    let mut later: serde_json::Value = serde_json::from_str(&own).unwrap();
    later["policy/set"] = serde_json::json!({"name": "strict", "rules": [1, 2.5]});
    later["findings"][0]["owner"] = serde_json::json!("team-a");
    later["nothing"] = serde_json::Value::Null;
    let loaded = Report::from_json(&later.to_string()).unwrap();
    assert_eq!(loaded.findings, report().findings);
    let fields: Vec<_> = loaded.unknown_fields.keys().map(String::as_str).collect();
    assert_eq!(fields, ["/findings/0/owner", "/policy~1set"]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.json");
    loaded.save(&file).unwrap();
    let saved: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    later.as_object_mut().unwrap().remove("nothing");
    assert_eq!(saved, later);
    // And again, as often as it is loaded and saved.
    assert_eq!(
        Report::load(&file).unwrap().unknown_fields,
        loaded.unknown_fields
    );
    // What belonged to a finding that is gone goes with it.
    let mut fewer = loaded;
    fewer.findings.clear();
    assert!(!to_json(&fewer).unwrap().contains("team-a"));
}
