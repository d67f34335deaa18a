//! From an object to one value: selector, decoding, type.

use base64::{
    Engine as _,
    engine::{
        DecodePaddingMode,
        general_purpose::{GeneralPurpose, GeneralPurposeConfig},
    },
};
use mendix_deploy_model::{
    ErrorCode,
    secrets::{Reference, StoreKind},
};
use mendix_deploy_offline::secrets::formats::Format;
use serde_json::Value;
use zeroize::Zeroizing;

use super::{
    SecretValue,
    document::Document,
    store::{Content, StoreFailure},
};

/// Keys that a message lists at most.
const LISTED: usize = 10;

/// Base64 with or without padding: both are written.
const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);

/// Takes out of an object what a reference points to.
pub(crate) fn extract(
    content: &Content,
    reference: &Reference,
) -> Result<SecretValue, StoreFailure> {
    let json = reference
        .query
        .get("as")
        .is_some_and(|value| value == "json");
    let raw: Zeroizing<Vec<u8>> = match (content, reference.selector.as_deref()) {
        (Content::Bytes(bytes), None) => Zeroizing::new(trimmed(bytes, reference).to_vec()),
        (Content::Bytes(bytes), Some(selector)) => {
            let parsed = parsed(bytes, reference)?;
            taken(select(parsed.value(), selector)?, selector, json)?
        }
        (Content::Fields(document), None) if json => written(document.value()),
        (Content::Fields(document), None) => {
            return Err(StoreFailure::new(
                ErrorCode::SecretsSelectorRequired,
                format!(
                    "the secret has several keys and the reference names none; {}",
                    present(document.value())
                ),
            ));
        }
        (Content::Fields(document), Some(selector)) => {
            taken(select(document.value(), selector)?, selector, json)?
        }
    };
    let bytes = match reference.query.get("decode") {
        Some(encoding) => decoded(&raw, encoding)?,
        None => raw,
    };
    let value = SecretValue::from_bytes(bytes.to_vec());
    let binary_is_fine = reference
        .query
        .get("as")
        .is_some_and(|value| matches!(value.as_str(), "bytes" | "file"));
    if value.is_binary() && !binary_is_fine {
        return Err(StoreFailure::new(
            ErrorCode::SecretsNotUtf8,
            "the value is not UTF-8 text",
        ));
    }
    Ok(value)
}

/// One line break at the end of a file is the editor's, not the secret's.
fn trimmed<'a>(bytes: &'a [u8], reference: &Reference) -> &'a [u8] {
    if reference.store_kind != StoreKind::Files || reference.query.contains_key("trim") {
        return bytes;
    }
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}

fn parsed(bytes: &[u8], reference: &Reference) -> Result<Document, StoreFailure> {
    let format = match reference.query.get("format") {
        Some(name) => Format::named(name),
        None if reference.store_kind == StoreKind::Files => Format::of_file(&reference.object),
        None => None,
    };
    let text = std::str::from_utf8(bytes).map_err(|_| {
        StoreFailure::new(
            ErrorCode::SecretsNotUtf8,
            "a key is wanted of something that is not text",
        )
    })?;
    let value = format.unwrap_or(Format::Json).read(text).map_err(|what| {
        StoreFailure::new(
            ErrorCode::SecretsDecodeFailed,
            format!("a key is wanted, and the secret cannot be read: {what}"),
        )
        .remedy("Correct the file or secret, name its `format`, or leave the #key out to take all of it.")
    })?;
    Ok(Document::new(value))
}

fn select<'a>(value: &'a Value, selector: &str) -> Result<&'a Value, StoreFailure> {
    let found = if selector.starts_with('/') {
        value.pointer(selector)
    } else {
        value.get(selector)
    };
    found.ok_or_else(|| {
        let mut message = format!("it has no key `{selector}`; {}", present(value));
        if !selector.starts_with('/') && selector.contains('.') {
            let pointer = format!("/{}", selector.replace('.', "/"));
            if value.pointer(&pointer).is_some() {
                message.push_str(&format!(", and #{pointer} exists"));
            }
        }
        StoreFailure::new(ErrorCode::SecretsSelectorNotFound, message)
    })
}

/// Names of keys, which are no secrets.
fn present(value: &Value) -> String {
    let Some(fields) = value.as_object() else {
        return "it has no keys at all".to_owned();
    };
    if fields.is_empty() {
        return "it has no keys at all".to_owned();
    }
    let mut names: Vec<&str> = fields.keys().map(String::as_str).collect();
    names.sort_unstable();
    let more = names.len().saturating_sub(LISTED);
    names.truncate(LISTED);
    let names = names.join(", ");
    if more > 0 {
        format!("keys present: {names} and {more} more")
    } else {
        format!("keys present: {names}")
    }
}

fn taken(value: &Value, selector: &str, json: bool) -> Result<Zeroizing<Vec<u8>>, StoreFailure> {
    if json {
        return Ok(written(value));
    }
    match value {
        Value::String(text) => Ok(Zeroizing::new(text.as_bytes().to_vec())),
        Value::Number(_) | Value::Bool(_) => Ok(written(value)),
        Value::Null => Err(StoreFailure::new(
            ErrorCode::SecretsNullValue,
            format!("`{selector}` holds null"),
        )),
        Value::Array(_) | Value::Object(_) => Err(StoreFailure::new(
            ErrorCode::SecretsNotScalar,
            format!("`{selector}` holds a structure; {}", present(value)),
        )),
    }
}

fn written(value: &Value) -> Zeroizing<Vec<u8>> {
    // A JSON value is always written.
    Zeroizing::new(serde_json::to_vec(value).unwrap_or_default())
}

fn decoded(raw: &[u8], encoding: &str) -> Result<Zeroizing<Vec<u8>>, StoreFailure> {
    let failed = || {
        StoreFailure::new(
            ErrorCode::SecretsDecodeFailed,
            format!("the value is not {encoding}"),
        )
    };
    let compact: Zeroizing<Vec<u8>> = Zeroizing::new(
        raw.iter()
            .copied()
            .filter(|b| !b.is_ascii_whitespace())
            .collect(),
    );
    let bytes = match encoding {
        "base64" => GeneralPurpose::new(&base64::alphabet::STANDARD, LENIENT).decode(&compact[..]),
        "base64url" => {
            GeneralPurpose::new(&base64::alphabet::URL_SAFE, LENIENT).decode(&compact[..])
        }
        _ => return hex(&compact).ok_or_else(failed),
    };
    bytes.map(Zeroizing::new).map_err(|_| failed())
}

fn hex(text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    if !text.len().is_multiple_of(2) {
        return None;
    }
    let digit = |b: u8| char::from(b).to_digit(16);
    text.chunks(2)
        .map(|pair| u8::try_from(digit(pair[0])? * 16 + digit(pair[1])?).ok())
        .collect::<Option<Vec<u8>>>()
        .map(Zeroizing::new)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use mendix_deploy_offline::secrets::parse;
    use serde_json::json;

    use super::*;

    fn take(value: &Value, reference: &str) -> Result<SecretValue, &'static str> {
        let content = Content::Fields(Document::new(value.clone()));
        extract(&content, &parse(reference).unwrap()).map_err(|failure| {
            assert!(!format!("{failure:?}").contains("hunter2"));
            failure.code.as_str()
        })
    }

    #[test]
    fn keys_pointers_and_types() {
        let value = json!({"a": "hunter2", "a.b": "x", "n": 7, "t": true, "nil": null,
            "o": {"p/q": ["y", {"z": "deep"}]}, "b64": "aHVudGVyMg", "hex": "68 69", "bin": "//8="});
        let text = |reference: &str| take(&value, reference).map(|it| it.reveal().to_owned());
        assert_eq!(text("vault://s/x#a").unwrap(), "hunter2");
        assert_eq!(text("vault://s/x#a.b").unwrap(), "x");
        assert_eq!(text("vault://s/x#n").unwrap(), "7");
        assert_eq!(text("vault://s/x#t").unwrap(), "true");
        assert_eq!(text("vault://s/x#/o/p~1q/1/z").unwrap(), "deep");
        assert_eq!(text("vault://s/x?decode=base64#b64").unwrap(), "hunter2");
        assert_eq!(text("vault://s/x?decode=hex#hex").unwrap(), "hi");
        assert_eq!(
            text("vault://s/x?as=json#/o/p~1q/1").unwrap(),
            r#"{"z":"deep"}"#
        );
        assert!(
            take(&value, "vault://s/x?as=bytes&decode=base64#bin")
                .unwrap()
                .is_binary()
        );
        for (reference, code) in [
            ("vault://s/x#nil", "secrets.null_value"),
            ("vault://s/x#o", "secrets.not_scalar"),
            ("vault://s/x#none", "secrets.selector_not_found"),
            ("vault://s/x#/a/b", "secrets.selector_not_found"),
            ("vault://s/x?decode=hex#a", "secrets.decode_failed"),
            ("vault://s/x?decode=base64#bin", "secrets.not_utf8"),
        ] {
            assert_eq!(take(&value, reference).unwrap_err(), code, "{reference}");
        }
    }

    #[test]
    fn one_value_and_keys_within() {
        let take = |bytes: &[u8], reference: &str| {
            let content = Content::Bytes(Zeroizing::new(bytes.to_vec()));
            extract(&content, &parse(reference).unwrap())
                .map(|it| it.reveal().to_owned())
                .map_err(|failure| failure.code.as_str())
        };
        assert_eq!(take(b"x\r\n", "file:///p").unwrap(), "x");
        assert_eq!(take(b"x\n\n", "file:///p").unwrap(), "x\n");
        assert_eq!(take(b"x\n", "file:///p?trim=none").unwrap(), "x\n");
        assert_eq!(take(b"x\n", "env://P").unwrap(), "x\n");
        assert_eq!(take(b"{\"k\": 1}", "env://P#k").unwrap(), "1");
        assert_eq!(take(b"k: v", "file:///p.yaml#k").unwrap(), "v");
        assert_eq!(take(b"k=v", "file:///p?format=properties#k").unwrap(), "v");
        assert_eq!(
            take(b"hunter2", "env://P#k").unwrap_err(),
            "secrets.decode_failed"
        );
    }
}
