//! File storage (runtime configuration, 4).

use serde_json::{Value, json};

use super::case;

const KEYS: [(&str, &str); 3] = [
    ("S3_ACCESS_KEY_ID", "AK"),
    ("S3_SECRET_ACCESS_KEY", "SK"),
    ("S3_BUCKET_NAME", "files"),
];

fn with(more: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    KEYS.iter().chain(more).copied().collect()
}

fn storage(case: super::Case) -> Value {
    Value::Object(case.run().beginning("com.mendix.storage."))
}

#[test]
fn each_row_of_the_table_of_s3() {
    let answer = case(&with(&[
        ("S3_ENDPOINT", "https://s3.example.com"),
        ("S3_KEY_SUFFIX", ".x"),
        ("S3_USE_V2_AUTH", "True"),
        ("S3_USE_SSE", "true"),
        ("S3_ENCRYPTION_KEYS", "[{\"keyId\": \"k\"}]"),
    ]));
    assert_eq!(
        storage(answer),
        json!({
            "com.mendix.storage.s3.AccessKeyId": "AK", "com.mendix.storage.s3.SecretAccessKey": "SK",
            "com.mendix.storage.s3.BucketName": "files", "com.mendix.storage.s3.EndPoint": "https://s3.example.com",
            "com.mendix.storage.s3.ResourceNameSuffix": ".x", "com.mendix.storage.s3.UseV2Auth": true,
            "com.mendix.storage.s3.UseSSE": true, "com.mendix.storage.s3.EncryptionKeys": [{"keyId": "k"}],
        })
    );
    assert_eq!(
        case(&KEYS).run().json("com.mendix.core.StorageService"),
        json!("com.mendix.storage.s3")
    );
    let off = storage(case(&with(&[
        ("S3_USE_V2_AUTH", "yes"),
        ("S3_USE_SSE", ""),
        ("S3_ENDPOINT", ""),
        ("S3_ENCRYPTION_KEYS", "[]"),
    ])));
    assert_eq!(off.as_object().unwrap().len(), 3, "{off}");
    let malformed = case(&[("S3_ENCRYPTION_KEYS", "{oops")]).run();
    assert_eq!(malformed.fails(), Some(("storage", "S3_ENCRYPTION_KEYS")));
    let region = case(&with(&[("S3_REGION", "eu-west-1")])).run();
    assert_eq!(region.lost(), ["S3_REGION"]);
}

#[test]
fn deletes_depend_on_the_version() {
    let common = "com.mendix.storage.PerformDeleteFromStorage";
    let old = "com.mendix.storage.s3.PerformDeleteFromStorage";
    for (version, name, value) in [
        ("10.24.0", common, json!("NoFiles")),
        ("9.12.0", common, json!("NoFiles")),
        ("9.6.11", common, json!("NoFiles")),
        ("9.6.10", common, json!(false)),
        ("9.7.0", common, json!(false)),
        ("8.18.30", common, json!(false)),
        ("7.19.0", common, json!(false)),
        ("7.18.1", old, json!(false)),
    ] {
        let answer = case(&with(&[("S3_PERFORM_DELETES", "False")]))
            .version(version)
            .run();
        assert_eq!(answer.json(name), value, "{version}");
    }
    assert!(
        !case(&with(&[("S3_PERFORM_DELETES", "no")]))
            .run()
            .has(common)
    );
}

#[test]
fn tokens_come_from_the_vending_machine() {
    let tvm = [
        ("S3_TVM_ENDPOINT", "tvm.example.com"),
        ("S3_TVM_USERNAME", "u"),
        ("S3_TVM_PASSWORD", "p"),
        ("S3_BUCKET_NAME", "b"),
    ];
    assert_eq!(
        storage(case(&tvm)),
        json!({
            "com.mendix.storage.s3.BucketName": "b",
            "com.mendix.storage.s3.tokenService.Url": "https://tvm.example.com/v1/gettoken",
            "com.mendix.storage.s3.tokenService.Username": "u", "com.mendix.storage.s3.tokenService.Password": "p",
            "com.mendix.storage.s3.tokenService.RefreshPercentage": 80,
            "com.mendix.storage.s3.tokenService.RetryIntervalInSeconds": 10,
        })
    );
    for (version, certificates, by_runtime) in [
        ("9.6.1", "x", true),
        ("9.6.0", "x", false),
        ("9.6.0", "", true),
        ("9.1.0", "", false),
        ("8.18.11", "x", true),
        ("8.18.7", "", true),
        ("8.18.6", "", false),
        ("7.23.30", "x", true),
        ("7.23.22", "", true),
    ] {
        let mut variables = tvm.to_vec();
        let pem = "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----";
        if !certificates.is_empty() {
            variables.push(("CERTIFICATE_AUTHORITIES", pem));
        }
        let answer = case(&variables).version(version).run();
        assert_eq!(
            answer.has("com.mendix.storage.s3.tokenService.Url"),
            by_runtime,
            "{version} {certificates}"
        );
        assert_eq!(
            answer.has("com.mendix.storage.s3.AccessKeyId"),
            !by_runtime,
            "{version} {certificates}"
        );
    }
}

#[test]
fn a_bucket_alone_is_ignored() {
    let answer = case(&[("S3_BUCKET_NAME", "files"), ("S3_ACCESS_KEY_ID", "AK")]).run();
    assert!(!answer.has("com.mendix.core.StorageService"));
    assert!(answer.finds("storage.bucket_without_keys"));
    assert_eq!(answer.lost(), ["S3_BUCKET_NAME", "S3_ACCESS_KEY_ID"]);
    assert!(!case(&KEYS[..2]).run().has("com.mendix.core.StorageService"));
    assert!(case(&[]).run().finds("storage.local"));
}

#[test]
fn bindings_of_s3() {
    let bound = |label: &str, credentials: &str| {
        format!("{{\"{label}\": [{{\"credentials\": {credentials}}}]}}")
    };
    let full = "{\"access_key_id\": \"VA\", \"secret_access_key\": \"VS\", \"bucket\": \"vb\", \"host\": \"h\", \"key_suffix\": \".x\"}";
    for label in ["amazon-s3", "amazon-s3-eu", "objectstore"] {
        let answer = case(&[("S3_BUCKET_NAME", "mine")])
            .services(&bound(label, full))
            .run();
        assert_eq!(
            answer.json("com.mendix.storage.s3.BucketName"),
            json!("mine"),
            "{label}"
        );
        assert_eq!(
            answer.json("com.mendix.storage.s3.EndPoint"),
            json!("h"),
            "{label}"
        );
    }
    let prefixed = "{\"access_key_id\": \"VA\", \"secret_access_key\": \"VS\", \"bucket\": \"vb\", \"host\": \"h\", \"endpoint\": \"e\", \"key_prefix\": \"/p/\", \"key_suffix\": \".x\"}";
    let answer = case(&[]).services(&bound("amazon-s3", prefixed)).run();
    assert_eq!(answer.json("com.mendix.storage.s3.BucketName"), json!("p"));
    assert_eq!(answer.json("com.mendix.storage.s3.EndPoint"), json!("e/vb"));
    assert!(!answer.has("com.mendix.storage.s3.ResourceNameSuffix"));
    let riak = "{\"access_key_id\": \"VA\", \"secret_access_key\": \"VS\", \"uri\": \"https://k:s@riak.example.com/bucket\"}";
    let answer = case(&[]).services(&bound("p-riakcs", riak)).run();
    assert_eq!(
        answer.json("com.mendix.storage.s3.EndPoint"),
        json!("https://riak.example.com")
    );
    assert_eq!(
        answer.json("com.mendix.storage.s3.BucketName"),
        json!("bucket")
    );
    assert_eq!(answer.json("com.mendix.storage.s3.UseV2Auth"), json!(true));
    assert_eq!(
        case(&[]).services(&bound("amazon-s3", "{}")).run().fails(),
        Some(("storage", "amazon-s3"))
    );
    // The last of several services counts.
    let two = format!(
        "{{\"amazon-s3\": [{{\"credentials\": {full}}}], \"amazon-s3-b\": [{{\"credentials\": {}}}]}}",
        full.replace("vb", "second")
    );
    assert_eq!(
        case(&[])
            .services(&two)
            .run()
            .json("com.mendix.storage.s3.BucketName"),
        json!("second")
    );
}

#[test]
fn azure_and_swift() {
    let azure = r#"[{"credentials": {"primary_access_key": "K", "storage_account_name": "a", "container_name": "c"}}]"#;
    let expected = json!({
        "com.mendix.storage.azure.AccountKey": "K", "com.mendix.storage.azure.AccountName": "a",
        "com.mendix.storage.azure.Container": "c", "com.mendix.storage.azure.CreateContainerIfNotExists": false,
    });
    assert_eq!(
        storage(case(&[]).services(&format!("{{\"azure-storage-x\": {azure}}}"))),
        expected
    );
    assert_eq!(
        storage(
            case(&[("MENDIX_BLOBSTORE_TYPE", "azure")])
                .services(&format!("{{\"objectstore\": {azure}}}"))
        ),
        expected
    );
    let unnamed = r#"{"azure-storage": [{"credentials": {"account_name": "b", "storage_account_name": "a"}}]}"#;
    let answer = case(&[("AZURE_CONTAINER_NAME", "mine")])
        .services(unnamed)
        .run();
    assert_eq!(
        answer.json("com.mendix.storage.azure.Container"),
        json!("mine")
    );
    assert_eq!(
        answer.json("com.mendix.storage.azure.AccountName"),
        json!("b")
    );
    assert_eq!(
        case(&[])
            .services(unnamed)
            .run()
            .json("com.mendix.storage.azure.Container"),
        json!("mendix")
    );
    // Without the type an Azure objectstore is read as S3.
    let wrong = case(&[])
        .services(r#"{"objectstore": [{"credentials": {"container_uri": "u"}}]}"#)
        .run();
    assert_eq!(wrong.fails(), Some(("storage", "objectstore")));
    assert!(
        wrong
            .0
            .start_failure
            .unwrap()
            .remedy
            .contains("MENDIX_BLOBSTORE_TYPE=azure")
    );
    let swift = r#"{"Object-Storage": [{"credentials": {"domainId": "d", "auth_url": "a", "username": "u", "password": "p", "region": "r"}}]}"#;
    let answer = case(&[]).services(swift).run();
    assert_eq!(
        answer.json("com.mendix.core.StorageService"),
        json!("com.mendix.storage.swift")
    );
    assert_eq!(
        answer.json("com.mendix.storage.swift.Container"),
        json!("mendix")
    );
    assert_eq!(
        answer.json("com.mendix.storage.swift.credentials.DomainId"),
        json!("d")
    );
}

#[test]
fn the_users_settings_are_filled_up_and_never_overwritten() {
    let answer = case(&with(&[
        (
            "MXRUNTIME_com_mendix_core_StorageService",
            "com.mendix.storage.azure",
        ),
        ("MXRUNTIME_com_mendix_storage_s3_BucketName", "mine"),
    ]))
    .run();
    assert_eq!(
        answer.json("com.mendix.core.StorageService"),
        json!("com.mendix.storage.azure")
    );
    assert_eq!(
        answer.json("com.mendix.storage.s3.BucketName"),
        json!("mine")
    );
    assert_eq!(
        answer.json("com.mendix.storage.s3.AccessKeyId"),
        json!("AK")
    );
    assert!(answer.finds("storage.blended"));
    let forgotten = case(&[("MXRUNTIME_com.mendix.storage.s3.BucketName", "b")]).run();
    assert!(forgotten.finds("storage.service_missing"));
}
