//! `model/metadata.json`: what is tolerated, what is refused, and that no value is repeated.

use mendix_deploy_model::{
    Error, ErrorCode,
    packages::{ConstantType, PackageInfo},
};
use mendix_deploy_offline::package::{Package, read_info};
use serde_json::{Value, json};

use super::raw::{Entry, archive};

/// Stands for a credential in a constant's default.
const PLANTED: &str = "planted-Sup3rS3cret";

fn read(json: &[u8]) -> Result<PackageInfo, Error> {
    read_info(
        "orders.mda",
        &archive(&[Entry::deflated("model/metadata.json", json)]),
    )
}

fn refusal(json: &[u8]) -> Error {
    let error = read(json).expect_err("must be refused");
    assert_eq!(error.code(), ErrorCode::PackageMetadataInvalid, "{error}");
    for text in [
        format!("{error}"),
        format!("{error:#}"),
        format!("{error:?}"),
        serde_json::to_string(error.info()).unwrap(),
    ] {
        assert!(!text.contains(PLANTED), "{text}");
    }
    error
}

fn document() -> Value {
    json!({
        "RuntimeVersion": "10.24.15.93102", "ProjectID": "p", "ProjectName": "Orders", "ModelVersion": "1.0.0",
        "Description": "", "AdminUser": "MxAdmin", "AdminRole": "r1", "JavaVersion": 21,
        "Roles": {"r1": {"Name": "Administrator", "ManageableRoles": ["r1"]}, "r2": {"Name": "User"}},
        "Constants": [
            {"Name": "Orders.Url", "Type": "String", "Description": "a\r\nb", "DefaultValue": PLANTED},
            {"Name": "Orders.Size", "Type": "Integer", "Description": "", "DefaultValue": "60"},
        ],
        "ScheduledEvents": [{"Name": "Orders.Cleanup", "Description": ""}],
        "RequestHandlers": [{"Name": "/ws/", "DefaultEnabled": true, "MatchExactly": false}],
        "Languages": ["en_US"],
        "DataBrokerConfiguration": {"publishedServices": []},
    })
}

#[test]
fn every_field_is_read() {
    let info = read(document().to_string().as_bytes()).unwrap();
    assert_eq!(info.java_version, Some(21));
    assert_eq!(info.admin_user.as_deref(), Some("MxAdmin"));
    assert_eq!(info.constants[0].name, "Orders.Size");
    assert_eq!(info.constants[0].constant_type, ConstantType::Integer);
    assert_eq!(info.constants[1].description, "a\r\nb");
    assert_eq!(info.user_roles[0].manageable_roles, ["r1"]);
    assert_eq!(info.user_roles[1].name, "User");
    assert_eq!(info.request_handlers[0].match_exactly, Some(false));
    assert_eq!(info.languages, ["en_US"]);
}

#[test]
fn a_byte_order_mark_crlf_and_unknown_keys_are_tolerated() {
    let pretty = serde_json::to_string_pretty(&document())
        .unwrap()
        .replace('\n', "\r\n");
    let marked = [b"\xEF\xBB\xBF", pretty.as_bytes()].concat();
    assert_eq!(read(&marked).unwrap().constants.len(), 2);
}

#[test]
fn older_metadata_lacks_keys() {
    let mut document = document();
    for key in [
        "JavaVersion",
        "Languages",
        "RequestHandlers",
        "Description",
        "AdminUser",
        "Roles",
    ] {
        document.as_object_mut().unwrap().remove(key);
    }
    let info = read(document.to_string().as_bytes()).unwrap();
    assert_eq!(info.java_version, None);
    assert!(info.request_handlers.is_empty());
}

#[test]
fn an_absent_list_is_not_an_empty_one() {
    for key in [
        "Constants",
        "ScheduledEvents",
        "RuntimeVersion",
        "ProjectID",
        "ProjectName",
        "ModelVersion",
    ] {
        let mut document = document();
        document.as_object_mut().unwrap().remove(key);
        assert!(
            refusal(document.to_string().as_bytes())
                .message()
                .contains(key),
            "{key}"
        );
    }
}

#[test]
fn wrong_types_name_the_path_and_no_value() {
    let planted = json!(PLANTED);
    let cases = [
        (
            "/Constants/0/DefaultValue",
            json!(true),
            "Constants[0].DefaultValue: expected a string",
        ),
        (
            "/Constants/0/DefaultValue",
            json!({"a": PLANTED}),
            "Constants[0].DefaultValue",
        ),
        (
            "/Constants/1/Name",
            json!(5),
            "Constants[1].Name: expected a string",
        ),
        ("/Constants/1", planted.clone(), "Constants[1]"),
        ("/Constants", planted.clone(), "Constants: expected a list"),
        ("/Constants", json!({}), "Constants: expected a list"),
        (
            "/ScheduledEvents",
            Value::Null,
            "ScheduledEvents: expected a list",
        ),
        ("/JavaVersion", planted.clone(), "JavaVersion: expected u32"),
        ("/JavaVersion", json!(-3), "JavaVersion: expected u32"),
        (
            "/RuntimeVersion",
            json!(10.24),
            "RuntimeVersion: expected a string",
        ),
        (
            "/Roles",
            json!([]),
            "Roles: expected an object of roles by id",
        ),
        ("/Roles/r1", planted, "Roles.r1"),
        (
            "/RequestHandlers/0/DefaultEnabled",
            json!(PLANTED),
            "RequestHandlers[0].DefaultEnabled: expected a boolean",
        ),
        ("/Languages", json!([1]), "Languages[0]: expected a string"),
    ];
    for (pointer, value, expected) in cases {
        let mut document = document();
        *document.pointer_mut(pointer).unwrap() = value;
        let error = refusal(document.to_string().as_bytes());
        assert!(error.message().contains(expected), "{pointer}: {error}");
        assert!(error.info().context.contains_key("jsonPath"), "{error}");
    }
    for whole in ["[]", "null", "\"planted-Sup3rS3cret\"", "5"] {
        refusal(whole.as_bytes());
    }
}

#[test]
fn what_is_not_json_is_refused_without_repeating_it() {
    let text = document().to_string();
    for length in 0..text.len() {
        refusal(&text.as_bytes()[..length]);
    }
    refusal(format!("{text} {PLANTED}").as_bytes());
    refusal(text.replace(PLANTED, &format!("{PLANTED}\n")).as_bytes());
    let mut not_utf8 = text.into_bytes();
    let at = not_utf8
        .windows(PLANTED.len())
        .position(|window| window == PLANTED.as_bytes())
        .unwrap();
    not_utf8[at] = 0xFF;
    refusal(&not_utf8);
}

#[test]
fn duplicate_keys_and_names_are_refused() {
    let text = document().to_string();
    refusal(
        text.replacen('{', "{\"ModelVersion\":\"2.0.0\",", 1)
            .as_bytes(),
    );
    refusal(
        text.replace("\"Roles\":{", "\"Roles\":{\"r2\":{\"Name\":\"Other\"},")
            .as_bytes(),
    );
    refusal(text.replace("Orders.Size", "Orders.Url").as_bytes());
    let mut nameless = document();
    nameless["ScheduledEvents"][0]["Name"] = json!("");
    refusal(nameless.to_string().as_bytes());
}

#[test]
fn deep_nesting_is_refused_also_where_it_is_ignored() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let nested = |depth: usize| {
            let inner = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            document()
                .to_string()
                .replacen('{', &format!("{{\"Unknown\":{inner},"), 1)
        };
        assert!(read(nested(50).as_bytes()).is_ok());
        let error = refusal(nested(100_000).as_bytes());
        assert!(error.message().contains("nests deeper"), "{error}");
    }
}

#[test]
fn brackets_in_text_do_not_nest() {
    let mut document = document();
    document["Text"] = json!(format!("\\\"{}", "[{".repeat(500)));
    assert!(read(document.to_string().as_bytes()).is_ok());
    // The text ends after an escaped backslash; what follows it does nest.
    let deep = format!(
        "{{\"Text\":\"\\\\\",\"Unknown\":{}{},",
        "[".repeat(200),
        "]".repeat(200)
    );
    let error = refusal(document.to_string().replacen('{', &deep, 1).as_bytes());
    assert!(error.message().contains("nests deeper"), "{error}");
}

#[test]
fn too_many_roles_are_refused() {
    let mut document = document();
    document["Roles"] = (0..1_001)
        .map(|i| (i.to_string(), json!({"Name": "r"})))
        .collect::<serde_json::Map<_, _>>()
        .into();
    assert!(
        refusal(document.to_string().as_bytes())
            .message()
            .contains("roles")
    );
}

#[test]
fn roles_sort_by_name_and_handlers_by_path() {
    let mut document = document();
    document["Roles"] =
        json!({"a": {"Name": "Zoe"}, "b": {"Name": "Ärzte"}, "c": {"Name": "Clerk"}});
    document["RequestHandlers"] = json!([{"Name": "/ws/"}, {"Name": "/api/"}]);
    let info = read(document.to_string().as_bytes()).unwrap();
    assert_eq!(
        info.user_roles
            .iter()
            .map(|role| role.name.as_str())
            .collect::<Vec<_>>(),
        ["Clerk", "Zoe", "Ärzte"]
    );
    assert_eq!(info.request_handlers[0].name, "/api/");
}

#[test]
fn names_compare_exactly_and_sort_by_code_point() {
    let mut document = document();
    document["Constants"] = [
        "Orders.b",
        "Orders.é",
        "Orders.Z",
        "Orders.e\u{301}",
        "Orders.𝒳",
        "Orders.\u{ff5e}",
        "Orders.a",
    ]
    .iter()
    .map(|name| json!({"Name": name, "Type": "String"}))
    .collect();
    let info = read(document.to_string().as_bytes()).unwrap();
    let names: Vec<&str> = info
        .constants
        .iter()
        .map(|constant| constant.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "Orders.Z",
            "Orders.a",
            "Orders.b",
            "Orders.e\u{301}",
            "Orders.é",
            "Orders.\u{ff5e}",
            "Orders.𝒳"
        ]
    );
}

#[test]
fn an_unknown_type_is_kept() {
    let mut document = document();
    document["Constants"][0]["Type"] = json!("Enumeration");
    let info = read(document.to_string().as_bytes()).unwrap();
    assert_eq!(
        info.constants[1].constant_type,
        ConstantType::Unknown("Enumeration".to_owned())
    );
}

#[test]
fn the_handle_does_not_show_defaults() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mda");
    std::fs::write(
        &path,
        archive(&[Entry::deflated(
            "model/metadata.json",
            document().to_string().as_bytes(),
        )]),
    )
    .unwrap();
    let package = Package::open(&path).unwrap();
    assert_eq!(
        package.info().constants[1].default_value.as_deref(),
        Some(PLANTED)
    );
    assert!(!format!("{package:?}").contains(PLANTED));
}
