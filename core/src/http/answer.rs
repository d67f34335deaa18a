//! An answer, read whole and bounded, and the tolerant reading of error bodies.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::{StatusCode, header::HeaderMap};
use serde_json::Value;

/// An answer that was read to its end.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Vec<u8>,
    pub(crate) request_id: String,
    /// `Retry-After`, counted from when the answer came.
    pub(crate) retry_after: Option<Duration>,
}

/// The platform's own words in an error body. The shape is not documented for the API-key services and differs between
/// the others, so every shape that was ever seen is read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// Upper case, spaces as underscores: `NOT ALLOWED` and `NOT_ALLOWED` are one code.
    pub(crate) code: Option<String>,
    /// As it was spelled.
    pub(crate) spelled: Option<String>,
    pub(crate) text: Option<String>,
}

impl Answer {
    /// Whether the body looks like a page for people: a proxy or a sign-in page answered.
    pub(crate) fn is_html(&self) -> bool {
        let start = self.body.trim_ascii_start();
        start.len() >= 5
            && (start[..5].eq_ignore_ascii_case(b"<html") || start[..2].eq_ignore_ascii_case(b"<!"))
    }

    /// Whether the body begins as a JSON document and ends before it does.
    pub(crate) fn is_cut(&self) -> bool {
        self.is_document()
            && serde_json::from_slice::<serde::de::IgnoredAny>(&self.body)
                .is_err_and(|error| error.is_eof())
    }

    fn is_document(&self) -> bool {
        matches!(self.body.trim_ascii_start().first(), Some(b'{' | b'['))
    }

    /// The platform's own code and text, where there are any.
    pub(crate) fn refusal(&self) -> Refusal {
        if self.is_html() {
            return Refusal::default();
        }
        if let Ok(value) = serde_json::from_slice::<Value>(&self.body) {
            return from_json(&value);
        }
        // What is left of a document is no text for people, and may hold values.
        if self.is_document() {
            return Refusal::default();
        }
        let text = String::from_utf8_lossy(&self.body);
        let text = text.trim();
        if text.is_empty() {
            return Refusal::default();
        }
        // Plain text: a bare code, or `CODE: text`.
        let (head, tail) = text.split_once(':').unwrap_or((text, ""));
        if looks_like_code(head) {
            return Refusal {
                code: Some(normalised(head)),
                spelled: Some(head.trim().to_owned()),
                text: Some(shortened(tail)).filter(|t| !t.is_empty()),
            };
        }
        Refusal {
            text: Some(shortened(text)),
            ..Refusal::default()
        }
    }
}

impl Refusal {
    /// The same words with `secrets` blotted out, should the platform repeat one.
    pub(crate) fn without(self, secrets: &[&str]) -> Self {
        Self {
            code: self.code,
            spelled: self.spelled.map(|text| scrubbed(&text, secrets)),
            text: self.text.map(|text| scrubbed(&text, secrets)),
        }
    }
}

/// `text` without any of `secrets`. What is shorter than three characters is left: it would tear every word apart.
pub(crate) fn scrubbed(text: &str, secrets: &[&str]) -> String {
    secrets
        .iter()
        .filter(|secret| secret.chars().count() >= 3)
        .fold(text.to_owned(), |text, secret| text.replace(secret, "***"))
}

fn from_json(value: &Value) -> Refusal {
    let Some(object) = value.as_object() else {
        return Refusal {
            text: value.as_str().map(shortened),
            ..Refusal::default()
        };
    };
    let find = |names: &[&str]| {
        object
            .iter()
            .find(|(key, _)| names.iter().any(|name| key.eq_ignore_ascii_case(name)))
            .map(|(_, value)| value)
    };
    if let Some(nested) = find(&["error"]).filter(|inner| inner.is_object()) {
        return from_json(nested);
    }
    let spelled = find(&["errorCode", "code", "error"])
        .and_then(Value::as_str)
        // v4 repeats the HTTP status in `code`; the App Repository writes RS404.
        .filter(|code| code.chars().any(|c| c.is_ascii_alphabetic()))
        .map(str::to_owned);
    let text = find(&["errorMessage", "message", "detail", "title", "description"])
        .and_then(Value::as_str)
        .map(shortened)
        .filter(|text| !text.is_empty());
    Refusal {
        code: spelled.as_deref().map(normalised),
        spelled,
        text,
    }
}

fn looks_like_code(text: &str) -> bool {
    let text = text.trim();
    (3..=60).contains(&text.len())
        && text
            .chars()
            .all(|c| c.is_ascii_uppercase() || c == '_' || c == ' ')
}

fn normalised(code: &str) -> String {
    code.trim().to_ascii_uppercase().replace(' ', "_")
}

/// One line of at most 300 characters: enough to know who answered, too little to carry a document.
pub(crate) fn shortened(text: &str) -> String {
    let line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(300)
        .collect();
    line.trim().to_owned()
}

/// `Retry-After` as seconds or as an HTTP date.
pub(crate) fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let text = headers
        .get(reqwest::header::RETRY_AFTER)?
        .to_str()
        .ok()?
        .trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let at = jiff::fmt::rfc2822::parse(text).ok()?.timestamp();
    let seconds = at.as_second().saturating_sub(now.as_second());
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn answer(body: &str) -> Answer {
        Answer {
            status: StatusCode::BAD_REQUEST,
            body: body.as_bytes().to_vec(),
            request_id: "r".to_owned(),
            retry_after: None,
        }
    }

    #[test]
    fn every_known_envelope_is_read() {
        let code = |body: &str| answer(body).refusal().code;
        for body in [
            r#"{"errorCode":"NOT ALLOWED","errorMessage":"m"}"#,
            r#"{"ErrorCode":"NOT_ALLOWED"}"#,
            r#"{"error":{"code":"not_allowed","message":"m"}}"#,
            r#"{"error":"NOT_ALLOWED"}"#,
            "NOT ALLOWED",
            "NOT_ALLOWED: the archive is broken",
        ] {
            assert_eq!(code(body).as_deref(), Some("NOT_ALLOWED"), "{body}");
        }
        assert_eq!(
            code(r#"{"error":{"code":400,"message":"m","invalid-params":[]}}"#),
            None
        );
        assert_eq!(code(""), None);
        assert_eq!(code("<!DOCTYPE html><title>FORBIDDEN</title>"), None);
        assert_eq!(
            answer(r#"{"errorCode":"RS404","errorMessage":"no"}"#)
                .refusal()
                .text
                .as_deref(),
            Some("no")
        );
    }

    #[test]
    fn the_rest_of_a_document_is_not_quoted() {
        for body in [r#"{"Constants":[{"Value":"hunter2"#, r#" ["hunter2"#] {
            assert_eq!(answer(body).refusal(), Refusal::default());
            assert!(answer(body).is_cut());
        }
        for body in ["", "{}", "[1]", "{]", "NOT ALLOWED"] {
            assert!(!answer(body).is_cut(), "{body}");
        }
        let refusal = answer(r#"{"errorMessage":"hunter2 is too short, as is ab"}"#).refusal();
        assert_eq!(
            refusal.without(&["hunter2", "ab"]).text.as_deref(),
            Some("*** is too short, as is ab")
        );
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now: Timestamp = "2026-03-01T09:30:00Z".parse().unwrap();
        let read = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("retry-after", text.parse().unwrap());
            retry_after(&headers, now)
        };
        assert_eq!(read("7"), Some(Duration::from_secs(7)));
        assert_eq!(
            read("Sun, 01 Mar 2026 09:31:00 GMT"),
            Some(Duration::from_secs(60))
        );
        assert_eq!(read("Sun, 01 Mar 2026 09:29:00 GMT"), Some(Duration::ZERO));
        assert_eq!(read("soon"), None);
    }
}
