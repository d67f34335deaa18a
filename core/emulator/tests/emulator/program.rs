//! The program: one line, then it runs until its input closes.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpStream,
    process::{Command, Stdio},
};

use serde_json::{Value, json};

#[test]
fn it_says_where_it_is_and_ends_with_its_input() {
    let mut seed = tempfile::NamedTempFile::new().unwrap();
    let document = json!({"users": [{"userId": "only@example.com", "apiKey": "k"}]});
    seed.write_all(document.to_string().as_bytes()).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_mendix-deploy-emulator"))
        .arg(seed.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
    let line: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
    assert_eq!(line["credentials"]["username"], "only@example.com");
    let url = line["url"].as_str().unwrap();
    assert_eq!(line["endpoints"]["deploy"], format!("{url}/deploy"));
    let address = url.strip_prefix("http://").unwrap();
    assert!(TcpStream::connect(address).is_ok());
    drop(program.stdin.take());
    assert!(program.wait().unwrap().success());
    assert!(lines.next().is_none());
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn a_seed_that_is_none_is_refused_with_the_reason() {
    let mut seed = tempfile::NamedTempFile::new().unwrap();
    seed.write_all(br#"{"aps": []}"#).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_mendix-deploy-emulator"))
        .arg(seed.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(!output.status.success() && output.stdout.is_empty());
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains("unknown field `aps`"), "{text}");
}

#[cfg(unix)]
#[test]
fn a_signal_to_end_ends_it_well() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_mendix-deploy-emulator"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
    let line: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
    let address = line["url"].as_str().unwrap().replace("http://", "");
    let own = program.id().to_string();
    let sent = Command::new("kill").args(["-TERM", &own]).status().unwrap();
    assert!(sent.success());
    assert!(program.wait().unwrap().success());
    assert!(TcpStream::connect(address).is_err());
}
