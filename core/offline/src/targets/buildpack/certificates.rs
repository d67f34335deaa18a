//! Certificate authorities and client certificates (runtime configuration, 5.3).

use mendix_deploy_model::findings::Severity;

use super::{
    python::b64decode,
    start::{Start, Step, failure},
};
use crate::{
    configuration::json::{Json, Object},
    targets::settings::Origin,
};

const AUTHORITIES: &str = "CERTIFICATE_AUTHORITIES";
const CLIENT: &str = "CLIENT_CERTIFICATES";
const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
const END: &str = "-----END CERTIFICATE-----";

/// `CACertificates`: one file per certificate.
pub(super) fn authorities(start: &mut Start<'_>) -> Step {
    let Some(text) = start.environment.filled(AUTHORITIES) else {
        return Ok(());
    };
    let decoded;
    let text = if text.contains("-BEGIN CERTIFICATE-") {
        text
    } else {
        decoded = b64decode(text)
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .ok_or_else(|| {
                failure(
                    "setup",
                    AUTHORITIES,
                    "CERTIFICATE_AUTHORITIES is neither PEM nor base64 of PEM",
                    "Give the certificates as PEM, one after the other.",
                )
            })?;
        &decoded
    };
    let count = text.split(BEGIN).filter(|part| part.contains(END)).count();
    let files: Vec<String> = (0..count)
        .map(|n| format!("{}/.local/certificate_authorities.{n}.crt", start.folder))
        .collect();
    if files.is_empty() {
        start.finding(
            "certificates.none",
            Severity::Warning,
            AUTHORITIES,
            "CERTIFICATE_AUTHORITIES holds no whole certificate",
            "Give the certificates as PEM, from BEGIN to END.",
        );
    }
    start.settings.set(
        "CACertificates",
        Json::text(files.join(",")),
        Origin::variable(AUTHORITIES, "each certificate in a file of its own"),
    );
    Ok(())
}

/// `ClientCertificates`, their passwords, and which service uses which.
pub(super) fn client(start: &mut Start<'_>) -> Step {
    let Some(text) = start.environment.get(CLIENT) else {
        return Ok(());
    };
    let wrong = |what: &str| {
        failure(
            "setup",
            CLIENT,
            format!("CLIENT_CERTIFICATES {what}"),
            "Write [{\"pfx\": \"<base64>\", \"password\": \"…\", \"pin_to\": [\"Module.Service\"]}]; an empty password is allowed.",
        )
    };
    let items = match Json::read(text) {
        Ok(Json::List(items)) => items,
        // Python walks through an empty text or object as well.
        Ok(Json::Text(text)) if text.is_empty() => return Ok(()),
        Ok(Json::Object(object)) if object.len() == 0 => return Ok(()),
        Ok(_) => return Err(wrong("is JSON, but no list")),
        Err(_) => return Err(wrong("is no JSON")),
    };
    let (mut files, mut passwords, mut pins) = (Vec::new(), Vec::new(), Object::default());
    for (number, item) in items.iter().enumerate() {
        let item = item
            .as_object()
            .ok_or_else(|| wrong("has an entry that is no object"))?;
        item.get("pfx")
            .and_then(Json::as_text)
            .and_then(b64decode)
            .ok_or_else(|| wrong("has an entry whose pfx is missing or no base64"))?;
        let file = format!("{}/.local/client_certificate.{number}.crt", start.folder);
        passwords.push(
            item.get("password")
                .and_then(Json::as_text)
                .ok_or_else(|| wrong("has an entry without a password"))?
                .to_owned(),
        );
        match item.get("pin_to") {
            None => {}
            Some(Json::List(services)) => {
                for service in services {
                    let name = match service {
                        Json::List(_) | Json::Object(_) => {
                            return Err(wrong("pins to something that is no name"));
                        }
                        other => super::python::str_of(other),
                    };
                    pins.set(&name, Json::text(&file));
                }
            }
            Some(Json::Text(letters)) => {
                for letter in letters.chars() {
                    pins.set(&letter.to_string(), Json::text(&file));
                }
            }
            Some(Json::Object(names)) => {
                for (name, _) in names.iter() {
                    pins.set(name, Json::text(&file));
                }
            }
            Some(_) => return Err(wrong("has a pin_to that is no list")),
        }
        files.push(file);
    }
    if files.is_empty() {
        return Ok(());
    }
    if passwords.iter().any(|password| password.contains(',')) {
        start.finding(
            "certificates.comma_in_password",
            Severity::Error,
            CLIENT,
            "a password in CLIENT_CERTIFICATES has a comma: the runtime takes it for two passwords",
            "Give the certificate a password without a comma.",
        );
    }
    let usages = if start.version.is_at_least(&[7, 20]) {
        "ClientCertificateUsages"
    } else {
        "WebServiceClientCertificates"
    };
    for (name, value, rule) in [
        (
            "ClientCertificates",
            Json::text(files.join(",")),
            "each certificate in a file of its own",
        ),
        (
            "ClientCertificatePasswords",
            Json::text(passwords.join(",")),
            "the passwords in the order of the certificates, joined by commas",
        ),
        (
            usages,
            Json::Object(pins),
            "which service uses which certificate; named WebServiceClientCertificates before Mendix 7.20",
        ),
    ] {
        start
            .settings
            .set(name, value, Origin::variable(CLIENT, rule));
    }
    Ok(())
}
