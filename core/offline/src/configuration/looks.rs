//! What a value looks like: an address that only means something on one machine, or a credential.

use mendix_deploy_model::packages::{Constant, ConstantType};

/// The host in the value that only exists on the developer's machine or network.
pub(crate) fn local_host(value: &str) -> Option<&str> {
    value
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"' | '\'' | '=' | '<' | '>'))
        .find_map(|word| host_of(word).filter(|host| is_local(host)))
}

/// The host of a URL, of `host:port` or of a bare host name.
fn host_of(word: &str) -> Option<&str> {
    let after_scheme = word.find("://").map_or(word, |at| &word[at + 3..]);
    let has_scheme = after_scheme.len() != word.len();
    let authority = after_scheme
        .split(['/', '?', '#', '\\'])
        .next()
        .unwrap_or(after_scheme);
    let authority = authority.rsplit('@').next().unwrap_or(authority);
    let host = match authority.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or(v6),
        None if authority.matches(':').count() > 1 => authority,
        None => authority.split(':').next().unwrap_or(authority),
    };
    // A word alone is a host only when it could not be anything else.
    (has_scheme || is_local(host)).then_some(host)
}

fn is_local(host: &str) -> bool {
    let lower = host.trim_end_matches('.').to_ascii_lowercase();
    if matches!(
        lower.as_str(),
        "localhost" | "host.docker.internal" | "::1" | "0.0.0.0"
    ) || lower.ends_with(".localhost")
        || (lower.len() > 6 && lower.ends_with(".local") && !lower.contains(".svc.cluster"))
        || lower.ends_with(".localdomain")
    {
        return true;
    }
    if let Ok(v4) = lower.parse::<std::net::Ipv4Addr>() {
        return v4.is_loopback() || v4.is_private() || v4.is_link_local();
    }
    if let Ok(v6) = lower.parse::<std::net::Ipv6Addr>() {
        let first = v6.segments()[0];
        return v6.is_loopback() || first & 0xfe00 == 0xfc00 || first & 0xffc0 == 0xfe80;
    }
    false
}

/// Whether a constant is meant to hold a credential, or a value is one, by name or by shape.
pub(crate) fn is_credential(constant: &Constant, value: &str) -> bool {
    constant.constant_type == ConstantType::String
        && !value.is_empty()
        && (named_like_a_secret(&constant.name) || shaped_like_a_secret(value))
}

/// Whether the last part of the name says that its value is secret.
pub(crate) fn named_like_a_secret(name: &str) -> bool {
    let words = words(name.rsplit('.').next().unwrap_or(name));
    let has = |word: &str| words.iter().any(|w| w == word);
    let pair = |a: &str, b: &str| words.windows(2).any(|w| w[0] == a && w[1] == b);
    // Names of things about a secret: where it is, how long it lives, whether it is used.
    const ABOUT: &[&str] = &[
        "url",
        "uri",
        "endpoint",
        "host",
        "path",
        "lifetime",
        "timeout",
        "expiry",
        "expiration",
        "expires",
        "ttl",
        "enabled",
        "enable",
        "use",
        "length",
        "policy",
        "name",
        "header",
        "type",
        "id",
        "count",
        "size",
        "alias",
        "location",
        "file",
        "validity",
        "interval",
        "prefix",
        "required",
    ];
    if words
        .last()
        .is_some_and(|last| ABOUT.contains(&last.as_str()))
        || words
            .first()
            .is_some_and(|first| matches!(first.as_str(), "use" | "enable" | "is" | "has"))
    {
        return false;
    }
    const SECRET: &[&str] = &[
        "password",
        "passwd",
        "pwd",
        "passphrase",
        "secret",
        "apikey",
        "privatekey",
        "token",
        "credential",
        "credentials",
        "accesskey",
        "secretkey",
        "authkey",
        "encryptionkey",
    ];
    SECRET.iter().any(|word| has(word))
        || [
            "api",
            "private",
            "access",
            "secret",
            "auth",
            "encryption",
            "signing",
            "shared",
            "license",
        ]
        .iter()
        .any(|first| pair(first, "key"))
}

/// The words of `ApiKey_v2` in lower case: api, key, v2.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before: Option<char> = None;
    let mut rest = name.chars().peekable();
    while let Some(c) = rest.next() {
        let boundary = c.is_uppercase()
            && before.is_some_and(|b| {
                b.is_lowercase()
                    || b.is_numeric()
                    || (b.is_uppercase() && rest.peek().is_some_and(|next| next.is_lowercase()))
            });
        if boundary || !c.is_alphanumeric() {
            words.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(last) = words.last_mut()
        {
            last.extend(c.to_lowercase());
        }
        before = Some(c);
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether the text has the form of a known kind of credential.
pub(crate) fn shaped_like_a_secret(value: &str) -> bool {
    let value = value.trim();
    let starts = |prefix: &str, more: usize| {
        value.strip_prefix(prefix).is_some_and(|rest| {
            rest.len() >= more
                && rest
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
        })
    };
    let lower = value.to_ascii_lowercase();
    value.contains("-----BEGIN ") && value.contains("PRIVATE KEY")
        || starts("AKIA", 16)
        || starts("ASIA", 16)
        || starts("ghp_", 20)
        || starts("gho_", 20)
        || starts("github_pat_", 20)
        || starts("glpat-", 15)
        || starts("xoxb-", 10)
        || starts("xoxp-", 10)
        || starts("sk_live_", 10)
        || starts("hvs.", 20)
        || value.starts_with("eyJ") && value.matches('.').count() == 2 && value.len() > 40
        || has_userinfo(value)
        || ["password=", "pwd=", "accountkey=", "sharedaccesskey="]
            .iter()
            .any(|key| {
                lower.find(key).is_some_and(|at| {
                    lower[at + key.len()..]
                        .chars()
                        .next()
                        .is_some_and(|c| !matches!(c, ';' | '&' | '$' | '{'))
                })
            })
}

/// `scheme://user:password@host`.
fn has_userinfo(value: &str) -> bool {
    value.split_once("://").is_some_and(|(_, rest)| {
        let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
        authority
            .rsplit_once('@')
            .and_then(|(user, _)| user.split_once(':'))
            .is_some_and(|(_, password)| !password.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_addresses_are_told_from_public_ones() {
        for value in [
            "http://localhost:8080/",
            "localhost",
            "LOCALHOST:5432",
            "127.0.0.1",
            "http://10.1.2.3/x",
            "192.168.0.7:25",
            "172.16.0.1",
            "https://build.local/",
            "http://[::1]:80",
            "jdbc:postgresql://localhost/db",
            "http://user@127.0.0.1/",
            "host.docker.internal:9092",
            "a.example:1,localhost:2",
            "fe80::1",
            "169.254.1.1",
        ] {
            assert!(local_host(value).is_some(), "{value}");
        }
        for value in [
            "",
            "https://orders.example/",
            "172.32.0.1",
            "11.0.0.1",
            "local",
            "The localhostess",
            "smtp.example:25",
            "http://db.ns.svc.cluster.local/",
            "localhost.example",
            "1.2",
            "10",
            "é://é",
        ] {
            assert_eq!(local_host(value), None, "{value}");
        }
    }

    #[test]
    fn names_of_credentials_are_told_from_names_about_them() {
        for name in [
            "M.Password",
            "M.SmtpPassword",
            "M.API_Key",
            "M.ApiKey",
            "M.ClientSecret",
            "M.AUTHToken",
            "M.DB_PWD",
            "M.EncryptionKey",
            "My.Mod.PrivateKey",
            "M.apikey",
        ] {
            assert!(named_like_a_secret(name), "{name}");
        }
        for name in [
            "M.TokenLifetime",
            "M.TokenUrl",
            "M.PasswordPolicy",
            "M.UsePassword",
            "M.Keyboard",
            "M.MonkeyName",
            "Secret.Host",
            "M.PrimaryKey",
            "M.SecretId",
            "M.Tokenizer",
            "M.",
        ] {
            assert!(!named_like_a_secret(name), "{name}");
        }
    }

    #[test]
    fn shapes_of_credentials() {
        for value in [
            "AKIAABCDEFGHIJKLMNOP",
            "postgres://u:p@h/d",
            "Server=x;Password=abc;",
            "-----BEGIN RSA PRIVATE KEY-----",
        ] {
            assert!(shaped_like_a_secret(value), "{value}");
        }
        for value in [
            "",
            "AKIA",
            "https://h/p",
            "postgres://u@h/d",
            "Password=;x",
            "hello",
            "pwd=${X}",
        ] {
            assert!(!shaped_like_a_secret(value), "{value}");
        }
    }
}
