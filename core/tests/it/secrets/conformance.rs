//! What every store has in common. A store is seeded with one object of two keys, or of one value with both in it.

use mendix_deploy::{
    ErrorCode,
    error::ErrorDetail,
    secrets::{
        LockedVersion, ResolveOptions, ResolvedSecrets, Resolver, SecretFailure, SecretOutcome,
        SecretRequest, SecretSource,
    },
};

/// The value that must not be seen anywhere.
pub(crate) const PLANTED: &str = "planted-secret-hunter2-7Qx";
/// The second key's value.
pub(crate) const OTHER: &str = "planted-secret-second-9Zp";

/// A store with something in it.
pub(crate) struct Subject {
    pub(crate) resolver: Resolver,
    /// To [`PLANTED`].
    pub(crate) one: String,
    /// To [`OTHER`], in the same object.
    pub(crate) two: String,
    /// To a key that the object does not have.
    pub(crate) no_key: String,
    /// To an object that is not there.
    pub(crate) absent: String,
    /// Whether reads have a version, and can be repeated by it.
    pub(crate) versioned: bool,
}

pub(crate) fn requests(references: &[(&str, &str)]) -> Vec<SecretRequest> {
    references
        .iter()
        .map(|(slot, reference)| SecretRequest {
            slot: (*slot).to_owned(),
            reference: (*reference).to_owned(),
        })
        .collect()
}

pub(crate) async fn resolve(
    resolver: &Resolver,
    references: &[(&str, &str)],
) -> mendix_deploy::Result<ResolvedSecrets> {
    resolver
        .resolve(&requests(references), ResolveOptions::default())
        .await
}

/// What failed, and that no text of it holds a planted value.
pub(crate) async fn failures(
    resolver: &Resolver,
    references: &[(&str, &str)],
) -> Vec<SecretFailure> {
    let error = resolve(resolver, references).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::SecretsUnresolved);
    let texts = format!(
        "{error} {error:#} {error:?} {}",
        serde_json::to_string(error.info()).unwrap()
    );
    assert!(
        !texts.contains(PLANTED) && !texts.contains(OTHER),
        "{texts}"
    );
    match error.detail() {
        Some(ErrorDetail::UnresolvedSecrets { failures }) => failures.clone(),
        other => panic!("{other:?}"),
    }
}

pub(crate) async fn code_of(resolver: &Resolver, reference: &str) -> String {
    let failures = failures(resolver, &[("slot", reference)]).await;
    assert_eq!(failures.len(), 1, "{failures:?}");
    failures[0].code.clone()
}

pub(crate) async fn conforms(subject: Subject) {
    let Subject {
        resolver,
        one,
        two,
        no_key,
        absent,
        versioned,
    } = subject;

    // Values, and a report without them.
    let found = resolve(&resolver, &[("a", &one), ("b", &two), ("c", &one)])
        .await
        .unwrap();
    assert_eq!(found.slots(), ["a", "b", "c"]);
    assert_eq!(found.get("a").unwrap().reveal(), PLANTED);
    assert_eq!(found.get("b").unwrap().reveal(), OTHER);
    assert_eq!(found.get("c").unwrap(), found.get("a").unwrap());
    let report = found.report();
    assert_eq!(report.secrets.len(), 3);
    for told in &report.secrets {
        assert_eq!(told.outcome, SecretOutcome::Found);
        assert_eq!(told.source, Some(SecretSource::Store));
        assert_eq!(told.version.is_some(), versioned, "{told:?}");
        assert!(told.store.is_some());
        // The canonical form names the store and is a reference to the same secret.
        let again = resolver.resolve_one(told.reference.as_ref().unwrap()).await;
        assert!(again.unwrap().reveal().starts_with("planted-"));
    }
    let texts = format!(
        "{found:?} {report:?} {resolver:?} {}",
        serde_json::to_string(report).unwrap()
    );
    assert!(
        !texts.contains(PLANTED) && !texts.contains(OTHER),
        "{texts}"
    );

    // Read once, then from memory; `refresh` asks again.
    let again = resolve(&resolver, &[("a", &one)]).await.unwrap();
    assert_eq!(again.report().secrets[0].source, Some(SecretSource::Cache));
    assert_eq!(again.report().requests, 0);
    let fresh = resolver
        .resolve(
            &requests(&[("a", &one)]),
            ResolveOptions::default().refresh(true),
        )
        .await
        .unwrap();
    assert_eq!(fresh.report().secrets[0].source, Some(SecretSource::Store));

    // Everything that fails is told at once, in the order asked, and nothing is handed out.
    let failed = failures(
        &resolver,
        &[("x", &absent), ("a", &one), ("y", &no_key), ("z", &absent)],
    )
    .await;
    let told: Vec<(&str, Vec<String>)> = failed
        .iter()
        .map(|failure| (failure.code.as_str(), failure.slots.clone()))
        .collect();
    let slots = |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        told,
        [
            ("secrets.not_found", slots(&["x", "z"])),
            ("secrets.selector_not_found", slots(&["y"])),
        ]
    );
    assert_eq!(failed[0].attempts, 1, "what is not there is asked for once");
    assert!(failed.iter().all(|failure| !failure.remedy.is_empty()));

    // Optional: missing is no failure.
    let mark = if absent.contains('?') { '&' } else { '?' };
    let optional = match absent.split_once('#') {
        Some((object, key)) => format!("{object}{mark}optional=true#{key}"),
        None => format!("{absent}{mark}optional=true"),
    };
    let some = resolve(&resolver, &[("x", &optional), ("a", &one)])
        .await
        .unwrap();
    assert_eq!(some.slots(), ["a"]);
    assert_eq!(some.report().secrets[0].outcome, SecretOutcome::Missing);
    assert!(some.get("x").is_err());

    // Within a text.
    let text = format!("before ${{secret:{one}}} ${{secret:{two}}} after");
    let whole = resolve(&resolver, &[("t", &text)]).await.unwrap();
    assert_eq!(
        whole.get("t").unwrap().reveal(),
        format!("before {PLANTED} {OTHER} after")
    );

    // The versions of a report lead to the same read.
    if versioned {
        let lock: Vec<LockedVersion> = report
            .secrets
            .iter()
            .map(|told| LockedVersion {
                reference: told.reference.clone().unwrap(),
                version: told.version.clone().unwrap(),
            })
            .collect();
        let locked = resolver
            .resolve(
                &requests(&[("a", &one), ("b", &two)]),
                ResolveOptions::default().lock(lock),
            )
            .await
            .unwrap();
        assert_eq!(locked.get("a").unwrap().reveal(), PLANTED);
        assert_eq!(
            locked.report().secrets[0].version,
            report.secrets[0].version
        );
    }
    resolver.close().await;
}
