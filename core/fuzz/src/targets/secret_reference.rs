//! Secret references: no text panics, what is read is written back as the same reference, and what other tools write
//! becomes one of ours.

use mendix_deploy_offline::secrets::{import, parse, parse_text};

/// What the targets start from.
pub(super) const SEEDS: &[&str] = &[
    "vault+prod-eu://kv/mendix/prod/database?version=3&mount=kv#/a~1b/0",
    "aws-sm://arn:aws:secretsmanager:eu-west-1:123456789012:secret:mendix/db-AbCdEf?stage=AWSPREVIOUS#password",
    "file://./dev%20x.json?format=json&trim=none&as=bytes&decode=base64&optional=true#%23",
    "jdbc:postgresql://h/db?password=${secret:vault://secret/db#password}$${x}",
    "ref+k8s://v1/Secret/ns/name/key+",
    "https://contoso.vault.azure.net/secrets/db/0123456789abcdef0123456789abcdef",
];

/// Reads one input; panics where a promise does not hold.
pub fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    for reference in [parse(text), import(text)].into_iter().flatten() {
        let again = parse(&reference.canonical);
        // Escaping may lengthen a reference past the limit; then there is no other spelling of it.
        assert!(
            again.is_ok_and(|again| again == reference) || reference.canonical.len() > 2_048,
            "{}",
            reference.canonical
        );
    }
    drop(parse_text(text));
}
