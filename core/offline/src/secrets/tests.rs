//! References: what is read, what is refused, and that the canonical form is read as the same reference.

use mendix_deploy_model::error::ErrorDetail;
use proptest::prelude::*;

use super::*;

#[test]
fn the_documented_examples_are_references() {
    for text in [
        "vault://secret/mendix/prod/database#endpoint",
        "vault+prod-eu://kv/mendix/prod/database?version=3#endpoint",
        "vault://kv/team-a/mendix/db?mount=kv/team-a#password",
        "bao://secret/mendix/db#/replicas/0/dsn",
        "aws-sm://mendix/production/database#endpoint",
        "aws-sm://arn:aws:secretsmanager:eu-west-1:123456789012:secret:mendix/db-AbCdEf?stage=AWSPREVIOUS#password",
        "azure-kv://contoso-prod/database-endpoint",
        "azure-kv://contoso.vault.azure.cn/database-endpoint/0123456789abcdef0123456789abcdef",
        "k8s://mendix-prod/mendix-secrets#api-key",
        "k8s://mendix-prod/tls#tls.crt",
        "env://MX_ADMIN_PASS",
        "file:///run/secrets/db_password",
        "file://./dev.secrets.json#/database/password",
    ] {
        let reference = parse(text).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!(reference.canonical, text);
    }
}

#[test]
fn what_may_be_a_credential_is_not_repeated() {
    for text in [
        "vault://u:hunter2@secret/db#f?version=3",
        "vault://secret/db#f?token=hunter2",
        "vault://secret/db#f?%74oken=hunter2",
        "vault://secret/db?%74oken=hunter2#f",
        "vault://u@x:hunter2@secret/db",
        "vault://u%3Ahunter2%40secret/db",
        "vault://u:hunter2@secret/db",
        "aws-sm://u:hunter2@x",
        "aws-sm://arn:u:hunter2@x",
        "k8s://u:hunter2@ns/secret",
    ] {
        let error = parse(text).unwrap_err();
        let said = format!("{error} {error:?} {:?}", error.info());
        assert!(!said.contains("hunter2"), "{text}: {said}");
    }
}

#[test]
fn what_is_wrong_is_said() {
    for (text, message, remedy) in [
        ("valt://secret/a#b", "not a known scheme", "vault://"),
        (
            "vault://secret/db#f?version=3",
            "behind the selector",
            "vault://secret/db?version=3#f",
        ),
        ("vault://secret/db?vesion=3#f", "no query key", "version"),
        ("vault://secret//db#f", "empty segment", "without them"),
        (
            "vault://secret/%2e%2e/db#f",
            "empty segment",
            "without them",
        ),
        ("vault://secret/db#/a~2", "bad escape", "~0"),
        (
            "vault://secret/db?token=hunter2#f",
            "credential",
            "store's own settings",
        ),
        (
            "vault://u:hunter2@secret/db#f",
            "user and a password",
            "store's own settings",
        ),
        ("vault://secret/db", "which key", "#key"),
        ("vault://secret#x", "mount/path", "mount/path"),
        ("vault://secret/db?version=0#f", "from 1", "newest"),
        ("vault+P!://secret/db#f", "store's name", "hyphens"),
        ("vault://secret/d%zzb#f", "% escape", "%25"),
        ("vault://secret/db\n#f", "control", "Remove"),
        ("file://x", "neither absolute", "file:///"),
        ("plain", "no scheme", "scheme://"),
        ("vault://", "no object", "after"),
        ("vault://a/b?as=xml#c", "cannot have", "json"),
        ("vault://a/b?as=text&as=text#c", "twice", "one"),
    ] {
        let error = parse_all(text).unwrap_err().remove(0);
        assert!(error.message.contains(message), "{text}: {}", error.message);
        assert!(error.remedy.contains(remedy), "{text}: {}", error.remedy);
        assert!(!format!("{error:?}").contains("hunter2"), "{text}");
    }
}

#[test]
fn only_near_misses_are_suspected() {
    assert!(misspelled("valt://secret/x#y").is_some());
    assert!(misspelled("azure_kv://v/x").is_some());
    for text in [
        "https://x",
        "jdbc:postgresql://h/d",
        "postgres://h",
        "vault",
        "",
        "mailto://x",
        "amqp://x",
        "s3://b",
    ] {
        assert_eq!(misspelled(text), None, "{text}");
    }
}

#[test]
fn every_mistake_is_told_with_its_place() {
    let problems = parse_all("vault+P!://secret//db?vesion=3&as=xml#/a~2").unwrap_err();
    let told: Vec<(&str, usize)> = problems
        .iter()
        .map(|problem| (problem.code.as_str(), problem.position))
        .collect();
    assert_eq!(
        told,
        [
            ("secrets.invalid_reference", 6),
            ("secrets.bad_object", 18),
            ("secrets.unknown_query_key", 22),
            ("secrets.invalid_reference", 34),
            ("secrets.bad_selector", 40),
        ]
    );
    let error = parse("vault+P!://secret//db?vesion=3&as=xml#/a~2").unwrap_err();
    let Some(ErrorDetail::UnresolvedSecrets { failures }) = error.detail() else {
        panic!("{error:?}");
    };
    assert_eq!(failures.len(), 5);
}

#[test]
fn codes_are_those_of_the_mistakes() {
    for (text, code) in [
        ("valt://a/b#c", "secrets.unknown_scheme"),
        ("vault://a/b#c?version=1", "secrets.query_after_selector"),
        ("vault://a/b?x=1#c", "secrets.unknown_query_key"),
        ("vault://a/b", "secrets.selector_required"),
        ("aws-sm://a b", "secrets.bad_object"),
        (
            "aws-sm://arn:aws:s3:eu-west-1:123456789012:secret:x",
            "secrets.bad_object",
        ),
        ("azure-kv://v/under_score", "secrets.bad_object"),
        ("azure-kv://v/name/123", "secrets.bad_object"),
        ("k8s://Ns/name#k", "secrets.bad_object"),
        ("k8s://ns/name#k k", "secrets.bad_selector"),
        ("vault://a/b?token=c#d", "secrets.credential_in_reference"),
        ("vault://kv/x/y?mount=other#k", "secrets.bad_object"),
        (
            "aws-sm://a?stage=A&version-id=b",
            "secrets.unknown_query_key",
        ),
        ("vault://a/b#%0a", "secrets.invalid_reference"),
    ] {
        assert_eq!(parse(text).unwrap_err().code().as_str(), code, "{text}");
    }
    let long = format!("vault://a/{}#c", "x".repeat(2_048));
    assert_eq!(
        parse(&long).unwrap_err().code().as_str(),
        "secrets.invalid_reference"
    );
}

#[test]
fn the_canonical_form_is_minimal() {
    for (text, canonical) in [
        ("VAULT://a/b?as=text#c", "vault://a/b#c"),
        (
            "vault://a/b?version=007&as=json",
            "vault://a/b?as=json&version=7",
        ),
        ("k8s://ns/n?kind=Secret#k", "k8s://ns/n#k"),
        ("aws-sm://a?stage=AWSCURRENT", "aws-sm://a"),
        ("azure-kv://Contoso/Name", "azure-kv://contoso/name"),
        ("file:///a%20b/c", "file:///a b/c"),
        ("vault://a/b%2fc/d#e%23f", "vault://a/b%2Fc/d#e%23f"),
    ] {
        assert_eq!(parse(text).unwrap().canonical, canonical, "{text}");
    }
}

#[test]
fn one_read_serves_every_key_of_an_object() {
    let key = |text: &str| fetch_key(&parse(text).unwrap());
    assert_eq!(
        key("vault://a/b#c"),
        key("vault://a/b?decode=hex&optional=true#d")
    );
    assert_eq!(key("aws-sm://a#c"), key("aws-sm://a?stage=AWSCURRENT"));
    assert_ne!(key("vault://a/b#c"), key("vault://a/b?version=1#c"));
    // A wrong engine on one reference spoils no other.
    assert_ne!(key("vault://a/b#c"), key("vault://a/b?engine=kv1#c"));
    assert_ne!(key("k8s://a/b#c"), key("k8s://a/b?kind=ConfigMap#c"));
}

#[test]
fn texts_hold_references() {
    let text = "jdbc:postgresql://h/db?user=$${x}&password=${secret:vault://secret/db#password}${secret:env://B}$";
    let Template::Interpolated(parts) = parse_text(text).unwrap() else {
        panic!("not interpolated");
    };
    let shown: Vec<String> = parts
        .iter()
        .map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::Secret(reference) => format!("<{}>", reference.canonical),
        })
        .collect();
    assert_eq!(
        shown,
        [
            "jdbc:postgresql://h/db?user=${x}&password=",
            "<vault://secret/db#password>",
            "<env://B>",
            "$",
        ]
    );
    let literal = |text: &str| match parse_text(text).unwrap() {
        Template::Literal { text, acknowledged } => (text, acknowledged),
        other => panic!("{other:?}"),
    };
    assert_eq!(literal("https://x"), ("https://x".to_owned(), false));
    assert_eq!(literal("literal:vault://x"), ("vault://x".to_owned(), true));
    assert_eq!(literal("a $${b} ${c}"), ("a ${b} ${c}".to_owned(), false));
    let wrong = parse_text("x ${secret:valt://a} ${secret:vault://a/b}").unwrap_err();
    let places: Vec<usize> = wrong.iter().map(|problem| problem.position).collect();
    assert_eq!(places, [11, 41]);
    assert_eq!(parse_text("x ${secret:env://A").unwrap_err()[0].position, 2);
}

#[test]
fn other_spellings_are_imported() {
    for (theirs, ours) in [
        (
            "ref+vault://secret/app/db?version=3&address=https://v#/password",
            "vault://secret/app/db?version=3#password",
        ),
        ("ref+vault://a/b#/x/y", "vault://a/b#/x/y"),
        (
            "ref+awssecrets://name?region=eu-west-1#/k",
            "aws-sm://name#k",
        ),
        (
            "ref+azurekeyvault://v/n/0123456789abcdef0123456789abcdef",
            "azure-kv://v/n/0123456789abcdef0123456789abcdef",
        ),
        ("ref+k8s://v1/Secret/ns/name/key+", "k8s://ns/name#key"),
        ("ref+file:///a/b.json#/x", "file:///a/b.json#x"),
        (
            "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf:password:AWSPREVIOUS:",
            "aws-sm://arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf?stage=AWSPREVIOUS#password",
        ),
        (
            "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf",
            "aws-sm://arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf",
        ),
        (
            "https://contoso.vault.azure.net/secrets/db/0123456789abcdef0123456789abcdef",
            "azure-kv://contoso/db/0123456789abcdef0123456789abcdef",
        ),
        (
            "https://contoso.vault.azure.cn/secrets/db",
            "azure-kv://contoso.vault.azure.cn/db",
        ),
        ("vault://a/b#c", "vault://a/b#c"),
    ] {
        let read = import(theirs).unwrap_or_else(|error| panic!("{theirs}: {error}"));
        assert_eq!(read.canonical, ours, "{theirs}");
    }
    for theirs in [
        "ref+vault://a/b?secret_id=hunter2#/c",
        "ref+op://a",
        "https://example.org/x",
        "https://evil.example/secrets/x",
    ] {
        let error = import(theirs).unwrap_err();
        assert!(!format!("{error:?}").contains("hunter2"), "{theirs}");
    }
}

proptest! {
    #[test]
    fn no_text_panics_and_what_is_read_is_written_back(text in "(vault|aws-sm|env|file|k8s)(\\+[a-z]{1,3})?://[a-z/%25.é#?=&~]{0,24}|.{0,40}") {
        if let Ok(reference) = parse(&text) {
            let again = parse(&reference.canonical);
            prop_assert!(again.is_ok(), "{}", reference.canonical);
            prop_assert_eq!(again.unwrap(), reference);
        }
    }
}
