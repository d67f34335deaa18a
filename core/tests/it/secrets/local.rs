//! Environment variables and files, and what the resolver does with any store.

use std::{collections::BTreeMap, fs};

use mendix_deploy::{
    ErrorCode,
    secrets::{Resolver, ResolverOptions, StoreSpec, Surroundings, VaultAuth},
};

use super::conformance::{OTHER, PLANTED, Subject, code_of, conforms, failures, resolve};

fn variables(pairs: &[(&str, &str)]) -> Surroundings {
    let pairs: BTreeMap<String, String> = pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    Surroundings::of(pairs)
}

#[tokio::test]
async fn environment_variables_conform() {
    let both = format!("{{\"one\": \"{PLANTED}\", \"two\": \"{OTHER}\"}}");
    let resolver = Resolver::builder()
        .surroundings(variables(&[("BOTH", &both)]))
        .build()
        .unwrap();
    conforms(Subject {
        resolver,
        one: "env://BOTH#one".to_owned(),
        two: "env://BOTH#/two".to_owned(),
        no_key: "env://BOTH#three".to_owned(),
        absent: "env://NONE".to_owned(),
        versioned: false,
    })
    .await;
}

#[tokio::test]
async fn files_of_every_format_conform() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        (
            "s.json",
            format!("{{\"one\": \"{PLANTED}\", \"two\": \"{OTHER}\"}}"),
        ),
        ("s.yaml", format!("one: {PLANTED}\ntwo: '{OTHER}'\n")),
        ("s.properties", format!("one={PLANTED}\ntwo : {OTHER}\n")),
        (".env", format!("one={PLANTED}\nexport two=\"{OTHER}\"\n")),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
        let resolver = Resolver::builder().folder(folder.path()).build().unwrap();
        conforms(Subject {
            resolver,
            one: format!("file://./{name}#one"),
            two: format!("file://{}/{name}#two", folder.path().display()),
            no_key: format!("file://./{name}#three"),
            absent: format!("file://./none-{name}#one"),
            versioned: false,
        })
        .await;
    }
}

#[tokio::test]
async fn files_fail_by_kind() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("folder")).unwrap();
    fs::write(at("large"), vec![b'x'; 1024 * 1024 + 1]).unwrap();
    fs::write(at("exact"), vec![b'x'; 1024 * 1024]).unwrap();
    fs::write(at("binary"), [0xFF, 0xFE]).unwrap();
    fs::write(at("broken.json"), format!("{{\"a\": {PLANTED}")).unwrap();
    let resolver = Resolver::builder().folder(folder.path()).build().unwrap();
    for (reference, code) in [
        ("file://./none", "secrets.not_found"),
        ("file://./folder", "secrets.bad_object"),
        ("file:///dev/zero", "secrets.bad_object"),
        ("file://./large", "secrets.too_large"),
        ("file://./binary", "secrets.not_utf8"),
        ("file://./broken.json#a", "secrets.decode_failed"),
        ("file://../x", "secrets.bad_object"),
    ] {
        assert_eq!(code_of(&resolver, reference).await, code, "{reference}");
    }
    let exact = resolver.resolve_one("file://./exact").await.unwrap();
    assert_eq!(exact.reveal().len(), 1024 * 1024);
    let binary = resolver
        .resolve_one("file://./binary?as=bytes")
        .await
        .unwrap();
    assert_eq!(binary.reveal_bytes(), [0xFF, 0xFE]);
}

#[cfg(unix)]
#[tokio::test]
async fn links_are_followed_and_open_files_are_told() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("secret");
    fs::write(&file, "x\n").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    symlink(&file, folder.path().join("link")).unwrap();
    let resolver = Resolver::builder().folder(folder.path()).build().unwrap();
    let found = resolve(&resolver, &[("a", "file://./link")]).await.unwrap();
    assert_eq!(found.get("a").unwrap().reveal(), "x");
    assert!(found.report().secrets[0].warnings.is_empty());
    assert!(found.report().secrets[0].created_at.is_some());
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    resolver.close().await;
    let found = resolve(&resolver, &[("a", "file://./link")]).await.unwrap();
    assert_eq!(found.report().secrets[0].warnings.len(), 1);
}

#[tokio::test]
async fn set_and_empty_is_a_value() {
    let resolver = Resolver::builder()
        .surroundings(variables(&[("EMPTY", "")]))
        .build()
        .unwrap();
    let found = resolve(&resolver, &[("a", "env://EMPTY")]).await.unwrap();
    assert_eq!(found.get("a").unwrap().reveal(), "");
    assert_eq!(found.report().secrets[0].warnings, ["the value is empty"]);
}

#[tokio::test]
async fn stores_are_chosen_by_name_and_kind() {
    let files = |folder: &str| StoreSpec::Files {
        folder: Some(folder.to_owned()),
    };
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    for (folder, text) in folders.iter().zip(["first", "second"]) {
        fs::write(folder.path().join("s"), text).unwrap();
    }
    let [a, b] = folders.each_ref().map(|it| it.path().display().to_string());
    let mut stores = BTreeMap::from([("a".to_owned(), files(&a))]);
    let options =
        |stores: &BTreeMap<String, StoreSpec>| ResolverOptions::default().stores(stores.clone());
    let resolver = Resolver::new(options(&stores)).unwrap();
    let take = async |resolver: &Resolver, reference: &str| {
        resolver
            .resolve_one(reference)
            .await
            .map(|value| value.reveal().to_owned())
            .map_err(|error| error.code())
    };
    assert_eq!(take(&resolver, "file://./s").await.unwrap(), "first");
    assert_eq!(
        take(&resolver, "file+b://./s").await.unwrap_err(),
        ErrorCode::SecretsStoreNotConfigured
    );
    stores.insert("b".to_owned(), files(&b));
    let resolver = Resolver::new(options(&stores)).unwrap();
    assert_eq!(take(&resolver, "file+b://./s").await.unwrap(), "second");
    assert_eq!(
        take(&resolver, "file://./s").await.unwrap_err(),
        ErrorCode::SecretsStoreNotConfigured
    );
    stores.insert("files".to_owned(), files(&b));
    let resolver = Resolver::new(options(&stores)).unwrap();
    assert_eq!(take(&resolver, "file://./s").await.unwrap(), "second");
    // The kind of the name counts too.
    assert_eq!(
        take(&resolver, "env+a://X").await.unwrap_err(),
        ErrorCode::SecretsStoreNotConfigured
    );
    stores.insert("Not Valid".to_owned(), files(&b));
    let error = Resolver::new(options(&stores)).unwrap_err();
    assert_eq!(error.code(), ErrorCode::InputInvalid);
}

#[tokio::test]
async fn what_this_build_lacks_is_named() {
    let resolver = Resolver::new(ResolverOptions::default()).unwrap();
    let failed = failures(
        &resolver,
        &[
            ("a", "k8s://ns/name#key"),
            ("b", "nonsense ${secret:vault://x}"),
            ("c", "valt://a/b#c"),
            ("d", "vault://a/b#c?version=2"),
        ],
    )
    .await;
    let codes: Vec<&str> = failed.iter().map(|it| it.code.as_str()).collect();
    // `valt://` is a literal like any other URL: it fails nowhere but in preflight.
    assert_eq!(
        codes,
        [
            "secrets.feature_not_built",
            "secrets.bad_object",
            "secrets.query_after_selector"
        ]
    );
    assert!(
        failed[0].remedy.contains("kubernetes"),
        "{}",
        failed[0].remedy
    );
    assert_eq!(failed[1].position, Some(26));
}

#[test]
fn stores_whose_credentials_lead_in_a_circle_are_refused() {
    let vault = |password: &str| StoreSpec::Vault {
        address: Some("http://127.0.0.1:1".to_owned()),
        namespace: None,
        auth: Some(VaultAuth::Userpass {
            username: "u".to_owned(),
            password: password.to_owned(),
            mount: None,
        }),
        ca_certificates: Vec::new(),
        client_certificate: None,
        limits: None,
    };
    let stores =
        |a: &str, b: &str| BTreeMap::from([("a".to_owned(), vault(a)), ("b".to_owned(), vault(b))]);
    let make = |stores| {
        Resolver::new(ResolverOptions::default().stores(stores))
            .map(drop)
            .map_err(|error| error.code())
    };
    let around = stores("vault+b://kv/x#p", "vault+a://kv/x#p");
    assert_eq!(make(around), Err(ErrorCode::SecretsCycle));
    let itself = stores("vault+a://kv/x#p", "env://P");
    assert_eq!(make(itself), Err(ErrorCode::SecretsCycle));
    let chain = stores("vault+b://kv/x#p", "env://P");
    if cfg!(feature = "vault") {
        assert_eq!(make(chain), Ok(()));
    } else {
        assert_eq!(make(chain), Err(ErrorCode::SecretsFeatureNotBuilt));
    }
    let literal = stores("hunter2", "env://P");
    assert_eq!(make(literal), Err(ErrorCode::SecretsInvalidReference));
}

#[cfg(unix)]
#[tokio::test]
async fn a_child_process_gets_secrets_and_its_output_is_scrubbed() {
    let resolver = Resolver::builder()
        .surroundings(variables(&[("P", PLANTED), ("NUL", "a\0b")]))
        .build()
        .unwrap();
    let secrets = resolve(
        &resolver,
        &[("database.password", "env://P"), ("nul", "env://NUL")],
    )
    .await
    .unwrap();
    let command = |script: &str| ["sh", "-c", script].map(str::to_owned).to_vec();
    let variables = |slot: &str| BTreeMap::from([("PGPASSWORD".to_owned(), slot.to_owned())]);
    let done = secrets
        .run(
            &command("printf '<%s>' \"$PGPASSWORD\"; printf %s \"$PGPASSWORD\" | base64 >&2; printf %s \"${#PGPASSWORD}\"; exit 3"),
            &variables("database.password"),
        )
        .await
        .unwrap();
    assert_eq!(done.exit_code, Some(3));
    assert_eq!(done.stdout, format!("<***>{}", PLANTED.len()));
    assert_eq!(done.stderr.trim(), "***");
    for (command, slot) in [
        (command("true"), "none"),
        (command("true"), "nul"),
        (command(&format!("echo {PLANTED}")), "database.password"),
        (Vec::new(), "database.password"),
    ] {
        let error = secrets.run(&command, &variables(slot)).await.unwrap_err();
        assert_eq!(error.code(), ErrorCode::InputInvalid);
        assert!(!format!("{error:?}").contains(PLANTED));
    }
    let gone = secrets
        .run(&["/nonexistent/program".to_owned()], &BTreeMap::new())
        .await
        .unwrap_err();
    assert_eq!(gone.code(), ErrorCode::FileFailed);
    assert_eq!(secrets.scrub(&format!("x{PLANTED}y")), "x***y");
}
