//! Passwords, certificates, logging, headers, access (runtime configuration, 5.2 to 5.5).

use mendix_deploy_model::configurations::EffectiveContent;
use serde_json::json;

use super::case;

const PEM: &str = "-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----\n-----BEGIN CERTIFICATE-----\nB\n-----END CERTIFICATE-----\n";

#[test]
fn passwords_of_the_administrative_interface() {
    let password = |variables: &[(&str, &str)]| case(variables).run();
    assert_eq!(
        password(&[("ADMIN_PASSWORD", "a")]).json("adminApiPassword"),
        json!("a")
    );
    assert_eq!(
        password(&[("ADMIN_PASSWORD", "a")]).json("administratorPassword"),
        json!("a")
    );
    let both = password(&[("ADMIN_PASSWORD", "a"), ("M2EE_PASSWORD", "m")]);
    assert_eq!(both.json("adminApiPassword"), json!("m"));
    assert!(!both.has("administratorPassword"));
    assert_eq!(both.lost(), ["ADMIN_PASSWORD"]);
    assert_eq!(
        password(&[]).value("adminApiPassword").content,
        EffectiveContent::Masked
    );
    // An empty variable hides the other one.
    let empty = password(&[("ADMIN_PASSWORD", "a"), ("M2EE_PASSWORD", "")]);
    assert_eq!(
        empty.value("adminApiPassword").content,
        EffectiveContent::Masked
    );
    assert_eq!(empty.json("administratorPassword"), json!("a"));
    for (name, value) in [("ADMIN_PASSWORD", "1"), ("M2EE_PASSWORD", "password")] {
        assert_eq!(password(&[(name, value)]).fails(), Some(("setup", name)));
    }
}

#[test]
fn certificate_authorities() {
    let files = "/home/vcap/app/.local/certificate_authorities.0.crt,/home/vcap/app/.local/certificate_authorities.1.crt";
    assert_eq!(
        case(&[("CERTIFICATE_AUTHORITIES", PEM)])
            .run()
            .json("CACertificates"),
        json!(files)
    );
    let encoded = "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCkEKLS0tLS1FTkQgQ0VSVElGSUNBVEUtLS0tLQo=";
    assert_eq!(
        case(&[("CERTIFICATE_AUTHORITIES", encoded)])
            .run()
            .json("CACertificates"),
        json!("/home/vcap/app/.local/certificate_authorities.0.crt")
    );
    assert!(
        !case(&[("CERTIFICATE_AUTHORITIES", "")])
            .run()
            .has("CACertificates")
    );
    assert_eq!(
        case(&[("CERTIFICATE_AUTHORITIES", "no")]).run().fails(),
        Some(("setup", "CERTIFICATE_AUTHORITIES"))
    );
    let docker = case(&[("CERTIFICATE_AUTHORITIES_BASE64", encoded)])
        .docker()
        .run();
    assert_eq!(
        docker.json("CACertificates"),
        json!("/opt/mendix/build/.local/certificate_authorities.0.crt")
    );
    assert_eq!(
        case(&[("CERTIFICATE_AUTHORITIES_BASE64", "x")])
            .docker()
            .run()
            .fails(),
        Some(("wrapper", "CERTIFICATE_AUTHORITIES_BASE64"))
    );
}

#[test]
fn client_certificates() {
    let text = r#"[{"pfx": "AAAA", "password": "p", "pin_to": ["M.A", "M.B"]}, {"pfx": "AAAA", "password": ""}]"#;
    let file = |n: u8| format!("/home/vcap/app/.local/client_certificate.{n}.crt");
    for (version, usages) in [
        ("10.24.0", "ClientCertificateUsages"),
        ("7.19.0", "WebServiceClientCertificates"),
    ] {
        let answer = case(&[("CLIENT_CERTIFICATES", text)])
            .version(version)
            .run();
        assert_eq!(
            answer.json("ClientCertificates"),
            json!(format!("{},{}", file(0), file(1)))
        );
        assert_eq!(answer.json("ClientCertificatePasswords"), json!("p,"));
        assert_eq!(answer.json(usages), json!({"M.A": file(0), "M.B": file(0)}));
    }
    assert!(
        !case(&[("CLIENT_CERTIFICATES", "[]")])
            .run()
            .has("ClientCertificates")
    );
    for wrong in [
        "{oops",
        "5",
        "null",
        "[1]",
        r#"[{"pfx": "AAAA"}]"#,
        r#"[{"password": ""}]"#,
        r#"[{"pfx": "A", "password": ""}]"#,
        r#"[{"pfx": "AAAA", "password": "", "pin_to": 5}]"#,
    ] {
        assert_eq!(
            case(&[("CLIENT_CERTIFICATES", wrong)]).run().fails(),
            Some(("setup", "CLIENT_CERTIFICATES")),
            "{wrong}"
        );
    }
}

#[test]
fn only_the_first_logging_variable_is_used() {
    let answer = case(&[
        ("LOGGING_CONFIG_2", "{\"Other\": \"TRACE\"}"),
        ("LOGGING_CONFIG", "{\"Core\": \"DEBUG\"}"),
    ])
    .run();
    assert_eq!(answer.json("Other"), json!("TRACE"));
    assert!(!answer.has("Core"));
    assert_eq!(answer.lost(), ["LOGGING_CONFIG"]);
    assert_eq!(
        case(&[("LOGGING_CONFIG", "{oops")]).run().fails(),
        Some(("logging", "LOGGING_CONFIG"))
    );
}

#[test]
fn headers_and_access() {
    let answer = case(&[
        ("X_FRAME_OPTIONS", "DENY"),
        (
            "HTTP_RESPONSE_HEADERS",
            "{\"Referrer-Policy\": \"never\", \"X-Content-Type-Options\": \"nosniff\"}",
        ),
    ])
    .run();
    assert_eq!(answer.json("X-Frame-Options"), json!("DENY"));
    assert_eq!(answer.json("X-Content-Type-Options"), json!("nosniff"));
    assert_eq!(answer.lost(), ["HTTP_RESPONSE_HEADERS: Referrer-Policy"]);
    for (name, value) in [
        ("HTTP_RESPONSE_HEADERS", "{\"X-Custom\": \"a\"}"),
        ("HTTP_RESPONSE_HEADERS", "{oops"),
        ("HTTP_RESPONSE_HEADERS", "{\"X-Frame-Options\": 1}"),
        ("ACCESS_RESTRICTIONS", "{oops"),
        ("ACCESS_RESTRICTIONS", "{\"/_mxadmin/x\": {}}"),
        (
            "ACCESS_RESTRICTIONS",
            "{\"/client-cert-check-internal\": {}}",
        ),
        ("ACCESS_RESTRICTIONS", "{\"/\": {\"satisfy\": \"some\"}}"),
        ("NGINX_CUSTOM_LOCATIONS", "[]"),
    ] {
        assert_eq!(
            case(&[(name, value)]).run().fails(),
            Some(("nginx", name)),
            "{value}"
        );
    }
    assert!(
        case(&[("ACCESS_RESTRICTIONS", "{\"/x\": {\"ipfilter\": []}}")])
            .run()
            .finds("access.empty_filter")
    );
}

#[test]
fn a_container_that_starts_nothing() {
    assert_eq!(
        case(&[("DEBUG_CONTAINER", "True")]).run().fails(),
        Some(("maintenance", "DEBUG_CONTAINER"))
    );
    let ports = case(&[("PORT", "9000")]).run();
    assert_eq!(
        (ports.json("runtimePort"), ports.json("adminPort")),
        (json!(9001), json!(9002))
    );
}
