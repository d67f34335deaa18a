//! A planted secret is searched for in every log line, error and printed value of a long scenario.

use std::error::Error as _;

use mendix_deploy::{
    Client, Credentials, Error,
    client::UploadSource,
    clients::ClientOptions,
    cloud::{ConfirmOptions, ConstantSetting, LogFilter, Settings, SnapshotOptions, StartOptions},
    secrets::SecretValue,
};
use serde_json::{Value, json};

use super::hosts::a_bit_of_everything;
use crate::support::{Bench, Captured, Fixed, Internet, PLANTED_CONSTANT, address};

/// The mark of every planted secret: key, token, signatures of links, a constant, a proxy's password.
const MARK: &str = "planted-secret";
/// `planted-user:planted-secret-proxy`, as a header carries it.
const ENCODED: &str = "cGxhbnRlZC11c2VyOnBsYW50ZWQtc2VjcmV0LXByb3h5";

fn leaks(text: &str) -> bool {
    text.contains(MARK) || text.contains(ENCODED)
}

/// Every form in which an error is shown or kept.
fn shown(error: &Error) -> String {
    let mut text = format!("{error}\n{error:#}\n{error:?}\n{error:#?}\n");
    text.push_str(&serde_json::to_string(error.info()).unwrap());
    let mut below = error.source();
    while let Some(cause) = below {
        text.push_str(&format!("\n{cause}\n{cause:?}\n{cause:#?}"));
        below = cause.source();
    }
    text
}

fn constant(value: &str) -> Settings {
    Settings {
        constants: vec![ConstantSetting {
            name: "Orders.ApiUrl".to_owned(),
            data_type: None,
            value: Some(value.to_owned()),
            deployed_value: None,
        }],
        custom_settings: Vec::new(),
        scheduled_events: Vec::new(),
    }
}

/// Faults on reads and on writes, among them a platform that repeats what it was sent.
fn faults(bench: &Bench) -> Vec<Value> {
    let own = bench.emulator.credentials();
    let repeating = |status: u16, code: &str| {
        json!({
            "fault": "status", "status": status, "code": code, "times": "always",
            "message": format!(
                "{} {} is not accepted",
                own["apiKey"].as_str().unwrap(),
                own["pat"].as_str().unwrap()
            ),
        })
    };
    vec![
        json!({"fault": "reset", "times": "always"}),
        json!({"fault": "lostAnswer", "times": "always"}),
        json!({"fault": "truncateBody", "bytes": 120, "times": "always"}),
        json!({"fault": "truncateJson", "times": "always"}),
        json!({"fault": "html", "times": "always"}),
        json!({"fault": "html", "status": 200, "times": "always"}),
        json!({"fault": "rateLimit", "times": "always"}),
        repeating(400, "INVALID_PARAMETERS"),
        repeating(401, "AUTHENTICATION_FAILED"),
        repeating(403, "NO_ACCESS"),
        repeating(500, ""),
        repeating(503, "SERVICE UNAVAILABLE"),
        json!({
            "fault": "status", "method": "POST", "path": "*/settings", "status": 400,
            "code": "INVALID_PARAMETERS", "message": format!("{PLANTED_CONSTANT} is not accepted"),
            "times": "always",
        }),
    ]
}

/// One call of each kind; what fails is kept.
async fn failing(bench: &Bench, client: &Client, errors: &mut Vec<Error>) {
    let (environments, packages, backups) =
        (client.environments(), client.packages(), client.backups());
    let test = || address("orders/Test");
    let deployed = bench.environment("Test")["package"]
        .as_str()
        .unwrap()
        .to_owned();
    let mut keep = |outcome: Result<(), Error>| errors.extend(outcome.err());
    keep(client.apps().list().await.map(drop));
    keep(client.apps().details().await.map(drop));
    keep(environments.settings(test()).await.map(drop));
    keep(
        environments
            .write_settings(test(), constant(PLANTED_CONSTANT))
            .await
            .map(drop),
    );
    keep(
        environments
            .log_link(test(), "2026-02-28".to_owned())
            .await
            .map(drop),
    );
    keep(
        environments
            .log_lines(test(), "2026-02-28".to_owned(), LogFilter::default())
            .all()
            .await
            .map(drop),
    );
    keep(
        packages
            .download("orders".to_owned(), deployed.into(), bench.file("x.mda"))
            .await
            .map(drop),
    );
    keep(
        packages
            .upload(
                "orders",
                UploadSource::Bytes("x".into()),
                Default::default(),
                None,
            )
            .await
            .map(drop),
    );
    keep(
        backups
            .create_snapshot(test(), SnapshotOptions::default())
            .await
            .map(drop),
    );
    keep(
        environments
            .stop(
                test(),
                ConfirmOptions::default().confirm("orders/Test".to_owned()),
            )
            .await,
    );
    keep(
        environments
            .start(
                test(),
                StartOptions::default().confirm("orders/Test".to_owned()),
            )
            .await
            .map(drop),
    );
}

#[tokio::test]
async fn no_secret_is_found_in_logs_errors_or_printed_values() {
    let (captured, guard) = Captured::begin();
    let mut errors = Vec::new();

    // The platform as it is met in an office.
    let bench = Bench::new();
    bench.apply(json!({
        "kind": "setConstant", "environment": "Test", "name": "Orders.ApiUrl", "value": PLANTED_CONSTANT,
    }));
    let internet = Internet::start(&bench.emulator.url(), bench.folder.path()).await;
    let credentials = bench
        .credentials()
        .with_proxy_login("planted-user", SecretValue::new("planted-secret-proxy"));
    let client = |options: ClientOptions| {
        let mut credentials = credentials.clone();
        if options.proxy.is_none() {
            // A login at no proxy is refused.
            credentials.proxy = None;
        }
        Client::with_clock(credentials, options, bench.clock.clone()).unwrap()
    };
    let office = client(internet.options().max_attempts(2_u32));
    a_bit_of_everything(&bench, &office).await;
    office
        .environments()
        .write_settings(address("orders/Test"), constant("planted-secret-other"))
        .await
        .unwrap();
    // Without the proxy, which makes each of the many requests shake hands.
    let known = client(bench.options().max_attempts(2_u32));
    known
        .environments()
        .settings(address("orders/Test"))
        .await
        .unwrap();
    for fault in faults(&bench) {
        // Names are known, so that each call itself meets the fault, and once more while they are not.
        for client in [known.clone(), client(bench.options().max_attempts(1_u32))] {
            bench.emulator.clear_faults();
            bench.emulator.inject(fault.clone());
            failing(&bench, &client, &mut errors).await;
        }
    }
    bench.emulator.clear_faults();
    for path in ["/files/*", "*/upload", "*/settings"] {
        for fault in ["truncateBody", "reset", "html"] {
            bench.emulator.clear_faults();
            bench
                .emulator
                .inject(json!({"fault": fault, "path": path, "times": "always"}));
            failing(&bench, &known, &mut errors).await;
        }
    }

    // The ways out that lead nowhere.
    let plain = bench.emulator.url();
    let thief = Fixed::start(format!("302 Found\r\nlocation: {plain}/?{MARK}")).await;
    for options in [
        // No trust, no proxy, a redirect, TLS to who has none.
        ClientOptions::default().proxy(internet.proxy.clone()),
        ClientOptions::default().proxy("http://127.0.0.1:9".to_owned()),
        Bench::options_at(&thief.url),
        Bench::options_at(&plain.replace("http:", "https:")),
    ] {
        let client = client(options.max_attempts(1_u32));
        failing(&bench, &client, &mut errors).await;
    }
    for broken in ["planted-secret\n", "\"planted-secret\u{7f}"] {
        let credentials = Credentials::new().with_api_key("u", SecretValue::new(broken));
        errors.extend(Client::new(credentials, ClientOptions::default()).err());
    }
    bench.apply(json!({"kind": "revokeApiKey"}));
    bench.apply(json!({"kind": "revokePat"}));
    failing(&bench, &office, &mut errors).await;

    assert!(errors.len() > 200, "{}", errors.len());
    for error in &errors {
        let text = shown(error);
        assert!(!leaks(&text), "{text}");
    }
    let printed = format!("{office:?} {office:#?} {credentials:?} {credentials:#?}");
    assert!(!leaks(&printed), "{printed}");

    let log = captured.text();
    let found: Vec<&str> = log.lines().filter(|line| leaks(line)).collect();
    assert!(found.is_empty(), "{found:#?}");
    // It is a log: our calls with their ids, and what the libraries below say.
    for part in [
        "mendix_deploy.call",
        "environments.write_settings",
        "deploy.mendix.com",
        "reqwest",
        "attempt=1",
        "app=\"orders\"",
        "environment=\"orders/Test\"",
        "duration_ms=",
    ] {
        assert!(log.contains(part), "{part}");
    }
    let id = errors[0].info().request_id.clone().unwrap();
    assert!(log.contains(&id));
    if let Some(folder) = std::env::var_os("MENDIX_DEPLOY_TEST_ARTIFACTS") {
        let folder = std::path::PathBuf::from(folder);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("client-trace.log"), &log).unwrap();
        let errors: Vec<String> = errors.iter().map(shown).collect();
        std::fs::write(folder.join("client-errors.txt"), errors.join("\n\n")).unwrap();
    }

    // The search would notice, in both kinds of log.
    tracing::trace!(value = MARK, "a mistake");
    drop(guard);
    let traced = captured.text();
    assert_eq!(traced.matches(MARK).count(), 1);
    log::trace!("{ENCODED}");
    assert!(leaks(&captured.text()[traced.len()..]));
}
