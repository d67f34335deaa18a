//! Errors: all at once, at their place, with what was probably meant.

use std::collections::BTreeMap;

use mendix_deploy_model::{
    ErrorCode,
    landscapes::{AppSpec, ConstantValue, EnvironmentSpec, LandscapeDocument, TargetSpec, Tier},
};
use mendix_deploy_offline::landscape::Landscape;

use super::{places, refused};

#[test]
fn every_error_comes_at_once_with_line_and_column() {
    let findings = refused(
        "version: 1
apps:
  orders:
    taget: mendixCloud
    environments:
      production:
        tier: prodution
        constants:
          Mail.Port: [1]
          Mail.Host: smtp
          Mail.Host: smtp2
        verify:
          deadlineSeconds: soon
        snapshot: aftrStop
",
    );
    assert_eq!(
        places(&findings),
        [
            "4:5 landscape.unknown_key",
            "7:15 landscape.bad_value",
            "9:22 landscape.wrong_type",
            "11:11 landscape.duplicate_key",
            "13:28 landscape.wrong_type",
            "14:19 landscape.bad_value",
        ]
    );
    let text = |number: usize| findings[number].message.as_str();
    assert!(text(0).contains("Did you mean `target`?"), "{}", text(0));
    assert!(
        text(1).contains("Did you mean `production`?"),
        "{}",
        text(1)
    );
    assert!(text(5).contains("Did you mean `afterStop`?"), "{}", text(5));
    assert_eq!(
        findings[1].path.as_deref(),
        Some("apps.orders.environments.production.tier")
    );
}

#[test]
fn what_is_well_formed_and_still_wrong_is_found_too() {
    let findings = refused(
        "version: 1
apps:
  orders:
    environments:
      blue:
        constants:
          MX_Mail_Host: smtp
          Mail.Key: '****'
        scheduledEvents: [Mail.Retry, Mail.Retry]
        verify: {url: example.com, checks: [health]}
        freeze: [{first: 2026-12-31, last: 2026-12-24, reason: holidays}]
  bare: {}
",
    );
    let ids: Vec<&str> = findings.iter().map(|finding| finding.id.as_str()).collect();
    for id in [
        "landscape.missing_key",
        "landscape.bad_name",
        "landscape.masked_value",
        "landscape.duplicate_key",
        "landscape.bad_value",
        "landscape.empty",
    ] {
        assert!(ids.contains(&id), "{id} in {ids:?}");
    }
    assert!(
        findings
            .iter()
            .all(|finding| !finding.remedy.is_empty() && finding.location.is_some())
    );
}

#[test]
fn yaml_traps_are_errors_or_text_and_never_surprises() {
    let landscape = Landscape::parse(
        "version: 1
apps:
  orders:
    target: mendixCloud
    environments:
      production:
        constants:
          M.Version: 1.10
          M.Country: no
          M.Octal: 0123
          M.Float: 1e3
          M.Bool: true
          M.Url: https://user.example/path
",
        None,
    )
    .unwrap();
    let production = landscape.environment("orders/production").unwrap();
    let values: Vec<String> = production
        .constants()
        .iter()
        .map(|c| match &c.value {
            ConstantValue::Literal { value, .. } => value.clone(),
            other => panic!("{other:?}"),
        })
        .collect();
    // By code point of the names.
    let expected = [
        "true",
        "no",
        "1e3",
        "0123",
        "https://user.example/path",
        "1.10",
    ];
    assert_eq!(values, expected);
    for (text, id) in [
        ("approvals: yes", "landscape.wrong_type"),
        ("approvals: 01", "landscape.wrong_type"),
        ("scheduledEvents: []", "landscape.bad_value"),
        ("scheduledEvents: some", "landscape.wrong_type"),
        ("constants: {M.Empty: }", "landscape.bad_value"),
    ] {
        let findings = refused(&format!(
            "version: 1\napps: {{o: {{target: mendixCloud, environments: {{production: {{{text}}}}}}}}}\n"
        ));
        assert_eq!(findings[0].id, id, "{text}");
    }
}

#[test]
fn malformed_bombs_and_other_documents_are_refused_by_name() {
    let code = |text: &str| Landscape::parse(text, None).unwrap_err().code();
    for text in [
        "",
        "a: [",
        "a: &x 1\nb: *x",
        "? [a]\n: b",
        "a: 1\n---\nb: 2",
    ] {
        assert_eq!(code(text), ErrorCode::LandscapeMalformed, "{text:?}");
    }
    let deep = format!("a: {}1{}", "[".repeat(5000), "]".repeat(5000));
    assert_eq!(code(&deep), ErrorCode::LandscapeMalformed);
    assert_eq!(
        code(&"x".repeat(17 * 1024 * 1024)),
        ErrorCode::LandscapeMalformed
    );
    assert_eq!(
        code("document: plan\nversion: 1"),
        ErrorCode::DocumentInvalid
    );
    assert_eq!(code("version: 7\nfuture: {}"), ErrorCode::DocumentNewer);
    assert_eq!(code("version: 0\napps: {}"), ErrorCode::LandscapeInvalid);
    assert_eq!(code("[]"), ErrorCode::LandscapeInvalid);
}

#[test]
fn unknown_names_suggest_the_nearest() {
    let landscape = Landscape::parse(
        "version: 1\napps: {orders: {preset: threeEnvironments}}",
        None,
    )
    .unwrap();
    let message = |address: &str| landscape.environment(address).unwrap_err().to_string();
    assert!(message("order/test").contains("Did you mean `orders`?"));
    assert!(message("orders/prodution").contains("Did you mean `production`?"));
    assert_eq!(
        landscape.environment("orders").unwrap_err().code(),
        ErrorCode::InputInvalidAddress
    );
    assert_eq!(landscape.environments().len(), 3);
}

#[test]
fn a_document_built_in_code_passes_the_same_checks() {
    let environment =
        EnvironmentSpec::default()
            .tier(Tier::Production)
            .target(TargetSpec::MendixCloud {
                app_id: None,
                project_id: None,
                environment: None,
            });
    let mut app = AppSpec::default();
    app.environments.insert("blue".to_owned(), environment);
    let mut document = LandscapeDocument {
        document: "landscape".to_owned(),
        version: 1,
        written_by: None,
        defaults: None,
        templates: BTreeMap::new(),
        overlays: BTreeMap::new(),
        waves: Vec::new(),
        secrets: None,
        apps: [("orders".to_owned(), app)].into(),
    };
    assert!(Landscape::from_document(document.clone()).is_ok());
    document
        .apps
        .get_mut("orders")
        .unwrap()
        .environments
        .get_mut("blue")
        .unwrap()
        .tier = None;
    assert_eq!(
        Landscape::from_document(document).unwrap_err().code(),
        ErrorCode::LandscapeInvalid
    );
}

#[test]
fn tags_and_bytes_that_are_no_text_are_refused_at_their_place() {
    for (text, place) in [
        ("version: !!str 1\n", ":1:10 uses a tag"),
        ("!x {version: 1}\n", ":1:1 uses a tag"),
        ("version: 1\n!!str apps: {}\n", ":2:1 uses a tag"),
        ("version: 1\n&a apps: {}\n", ":2:1 uses an anchor"),
        ("version: 1\napps: !set [a]\n", ":2:7 uses a tag"),
    ] {
        let error = Landscape::parse(text, None).unwrap_err();
        assert_eq!(error.code(), ErrorCode::LandscapeMalformed, "{text}");
        assert!(error.message().contains(place), "{text}: {error}");
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mendix-deploy.yaml");
    std::fs::write(&path, b"version: 1\n\xc3\xa9: \xff\n").unwrap();
    let error = Landscape::load(&path).unwrap_err();
    assert_eq!(error.code(), ErrorCode::LandscapeMalformed);
    assert!(
        error
            .message()
            .contains("mendix-deploy.yaml:2:4 is not UTF-8"),
        "{error}"
    );
    std::fs::write(&path, vec![b'#'; 17 * 1024 * 1024]).unwrap();
    let error = Landscape::load(&path).unwrap_err();
    assert_eq!(error.code(), ErrorCode::LandscapeMalformed);
    let none = Landscape::load(folder.path().join("none.yaml")).unwrap_err();
    assert_eq!(none.code(), ErrorCode::LandscapeUnreadable);
}
