//! Files that nobody writes by accident: refused with a reason, promptly, in little memory.

use std::time::{Duration, Instant};

use mendix_deploy_model::ErrorCode;
use mendix_deploy_offline::landscape::Landscape;

/// A megabyte is more than any of these needs.
const SIZE: usize = 1 << 20;

#[allow(clippy::disallowed_methods)] // how long it takes is what is tested
fn refused(name: &str, text: &str) -> ErrorCode {
    let begun = Instant::now();
    let error = Landscape::parse(text, Some(name)).expect_err(name);
    // Unoptimised, with other tests beside it: a quadratic reader takes minutes.
    assert!(
        begun.elapsed() < Duration::from_secs(20),
        "{name} took {:?}",
        begun.elapsed()
    );
    assert!(
        error.to_string().len() < 2_000,
        "{name}: {} bytes of message",
        error.to_string().len()
    );
    error.code()
}

#[test]
fn hostile_yaml_is_refused_promptly() {
    let malformed = ErrorCode::LandscapeMalformed;
    let invalid = ErrorCode::LandscapeInvalid;
    let bomb = (1..30).fold("a0: &a0 [x, x]\n".to_owned(), |text, n| {
        let before = n - 1;
        text + &format!("a{n}: &a{n} [*a{before}, *a{before}]\n")
    });
    let cases: Vec<(&str, String, ErrorCode)> = vec![
        ("anchors", bomb, malformed),
        (
            "merge keys",
            "version: 1\napps:\n  <<: *x\n".to_owned(),
            malformed,
        ),
        ("flow depth", "[".repeat(SIZE), malformed),
        ("map depth", "{a: ".repeat(SIZE / 4), malformed),
        (
            "block depth",
            (0..1_400)
                .map(|n| format!("{}a:\n", " ".repeat(n)))
                .collect(),
            malformed,
        ),
        ("sequence depth", "- ".repeat(SIZE / 2), malformed),
        (
            "tabs",
            "version: 1\napps:\n\torders: {}\n".to_owned(),
            malformed,
        ),
        (
            "tag",
            "version: !!python/object:os.system 1\n".to_owned(),
            malformed,
        ),
        ("long key", format!("{}: 1\n", "k".repeat(SIZE)), malformed),
        ("question marks", "? ".repeat(SIZE / 2), malformed),
        (
            "quote without end",
            format!("version: \"{}", "a".repeat(SIZE)),
            malformed,
        ),
        ("directives", "%YAML 1.2\n".repeat(1_000), malformed),
        ("documents", "---\na: 1\n".repeat(10_000), malformed),
        ("one word", "x".repeat(SIZE), invalid),
        (
            "duplicate keys",
            format!("version: 1\napps: {{}}\n{}", "apps: {}\n".repeat(SIZE / 9)),
            invalid,
        ),
        (
            "unknown keys",
            (0..100_000).map(|n| format!("k{n}: 1\n")).collect(),
            invalid,
        ),
        (
            "not a landscape",
            format!("[{}]", "a,".repeat(200_000)),
            invalid,
        ),
        (
            "colons",
            format!("version: {}\n", "a:".repeat(100_000)),
            malformed,
        ),
    ];
    for (name, text, code) in cases {
        assert_eq!(refused(name, &text), code, "{name}");
    }
}

#[test]
fn too_many_values_are_refused_before_they_are_kept() {
    let text = format!("version: 1\napps: [{}]\n", "a,".repeat(600_000));
    assert_eq!(refused("values", &text), ErrorCode::LandscapeMalformed);
}

#[test]
fn findings_are_counted_beyond_those_that_are_told() {
    let text: String = (0..2_000).map(|n| format!("k{n}: 1\n")).collect();
    let error = Landscape::parse(&text, None).unwrap_err();
    assert!(error.to_string().contains("2002 errors"), "{error}");
}

#[test]
fn bytes_that_are_no_text_are_refused_with_their_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mendix-deploy.yaml");
    std::fs::write(&path, b"version: 1\napps:\n  \xff\xfe: {}\n").unwrap();
    let error = Landscape::load(&path).unwrap_err();
    assert_eq!(error.code(), ErrorCode::LandscapeMalformed);
    assert!(error.to_string().contains(":3:3"), "{error}");
    std::fs::write(
        &path,
        "version: 1\napps: {}\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<_>>(),
    )
    .unwrap();
    assert!(Landscape::load(&path).is_err());
}
