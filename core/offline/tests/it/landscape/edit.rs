//! Edits of a landscape's text leave everything else as it stands.

use mendix_deploy_model::ErrorCode;
use mendix_deploy_offline::landscape::Landscape;
use serde_json::json;

const TEXT: &str = "# Ours.
version: 1   # of the format
apps:
  orders:
    target: mendixCloud # the node
    environments:
      # The quiet one.
      acceptance: {}
      test:
      production:
        logging: {level: info}  # too much
        constants:
          Mail.Host: 'smtp.example'   # the relay
          Mail.Ünïcode: ok

  # The last word.
";

fn set(path: &str, value: serde_json::Value) -> String {
    Landscape::set_value(TEXT, path, &value).unwrap()
}

/// The lines that differ, as a review shows them.
fn changed(edited: &str) -> Vec<String> {
    let before: Vec<&str> = TEXT.lines().collect();
    let after: Vec<&str> = edited.lines().collect();
    let gone = before
        .iter()
        .filter(|line| !after.contains(line))
        .map(|line| format!("-{line}"));
    let come = after
        .iter()
        .filter(|line| !before.contains(line))
        .map(|line| format!("+{line}"));
    gone.chain(come).collect()
}

#[test]
fn one_value_changes_and_comments_stay() {
    let production = "apps.orders.environments.production";
    assert_eq!(
        changed(&set(
            &format!("{production}.logging.level"),
            json!("warning")
        )),
        [
            "-        logging: {level: info}  # too much",
            "+        logging: {level: warning}  # too much",
        ]
    );
    assert_eq!(
        changed(&set(
            &format!("{production}.constants[\"Mail.Host\"]"),
            json!("a b: c")
        )),
        [
            "-          Mail.Host: 'smtp.example'   # the relay",
            "+          Mail.Host: \"a b: c\"   # the relay",
        ]
    );
    assert_eq!(
        changed(&set(
            &format!("{production}.constants[\"Mail.Port\"]"),
            json!("25")
        )),
        ["+          Mail.Port: \"25\""]
    );
    assert_eq!(
        changed(&set(&format!("{production}.scaling.replicas"), json!(2))),
        ["+        scaling: {replicas: 2}"]
    );
    assert_eq!(
        changed(&set(
            "apps.orders.environments.acceptance.tags",
            json!(["a", "no"])
        )),
        [
            "-      acceptance: {}",
            "+      acceptance: {tags: [a, \"no\"]}"
        ]
    );
    assert_eq!(
        changed(&set("apps.orders.environments.test.owner", json!("anna"))),
        ["-      test:", "+      test: {owner: anna}"]
    );
    assert_eq!(
        changed(&set("apps.orders.target", json!("docker"))),
        [
            "-    target: mendixCloud # the node",
            "+    target: docker # the node",
        ]
    );
    assert_eq!(
        changed(&set("defaults.dataClass", json!("synthetic"))),
        ["+defaults: {dataClass: synthetic}"]
    );
}

#[test]
fn what_cannot_be_edited_alone_is_refused() {
    let code = |path: &str, value| Landscape::set_value(TEXT, path, &value).unwrap_err().code();
    assert_eq!(code("", json!(1)), ErrorCode::InputInvalid);
    assert_eq!(code("version.x", json!(1)), ErrorCode::InputInvalid);
    assert_eq!(code("waves[0].name", json!("a")), ErrorCode::InputInvalid);
    assert_eq!(
        code("apps.orders.environments", json!({})),
        ErrorCode::InputInvalid
    );
    // A good edit to a bad value.
    assert_eq!(
        code(
            "apps.orders.environments.production.logging.level",
            json!("loud")
        ),
        ErrorCode::LandscapeInvalid
    );
    assert_eq!(code("version", json!(9)), ErrorCode::DocumentNewer);
}

#[test]
fn layout_is_put_in_order_and_nothing_else() {
    let untidy = "\u{feff}version: 1  \r\n\r\n\r\n# kept\t\r\napps: {orders: {preset: twoEnvironments}} \r\n\r\n";
    let tidy = "version: 1\n\n# kept\napps: {orders: {preset: twoEnvironments}}\n";
    assert_eq!(Landscape::format(untidy).unwrap(), tidy);
    assert_eq!(Landscape::format(tidy).unwrap(), tidy);
    // Blanks inside a text mean something.
    let text = "version: 1\ndefaults:\n  constants:\n    M.A: |\n      one  \n\n\n      two\napps: {orders: {preset: twoEnvironments}}\n";
    assert_eq!(Landscape::format(text).unwrap(), text);
}

#[test]
fn a_landscape_of_each_version_stays_readable() {
    let first = include_str!("version-1.yaml");
    let landscape = Landscape::parse(first, None).unwrap();
    assert_eq!(landscape.environments().len(), 4);
    assert_eq!(Landscape::migrate(first).unwrap(), first);
    let newer = first.replace("version: 1", "version: 2");
    let error = Landscape::migrate(&newer).unwrap_err();
    assert_eq!(error.code(), ErrorCode::DocumentNewer);
    assert!(error.to_string().contains("version 2"), "{error}");
}
