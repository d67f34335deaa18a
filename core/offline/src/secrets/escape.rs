//! `%HH`, and what has to be written so.

use mendix_deploy_model::{ErrorCode, secrets::Reference};

use super::problem::Problem;

/// Decodes `%HH`. `+` is a plus sign.
pub(super) fn decode(text: &str, at: usize) -> Result<String, Problem> {
    let bad = |position: usize| {
        Problem::new(
            ErrorCode::SecretsInvalidReference,
            position,
            "it has a bad % escape",
            "Write %25 for a percent sign, and %HH with two hexadecimal digits of UTF-8 text.",
        )
    };
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    let mut read = 0;
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |b: Option<u8>| b.and_then(|b| char::from(b).to_digit(16));
            let place = at + text.get(..read).map_or(0, |before| before.chars().count());
            let (Some(high), Some(low)) = (digit(rest.next()), digit(rest.next())) else {
                return Err(bad(place));
            };
            bytes.push(u8::try_from(high * 16 + low).map_err(|_| bad(place))?);
            read += 3;
        } else {
            bytes.push(byte);
            read += 1;
        }
    }
    let text = String::from_utf8(bytes).map_err(|_| bad(at))?;
    if text.chars().any(|c| c.is_control() || c == '\\') {
        return Err(Problem::new(
            ErrorCode::SecretsInvalidReference,
            at,
            "it holds an encoded control character or backslash",
            "Remove it.",
        ));
    }
    Ok(text)
}

pub(super) fn encode(text: &str, in_query: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' => out.push_str("%25"),
            '?' => out.push_str("%3F"),
            '#' => out.push_str("%23"),
            '&' if in_query => out.push_str("%26"),
            '=' if in_query => out.push_str("%3D"),
            c => out.push(c),
        }
    }
    out
}

/// One segment of an object: a slash within is escaped too.
pub(super) fn encode_segment(text: &str) -> String {
    encode(text, false).replace('/', "%2F")
}

/// The decoded segments of a reference's object, without the `/` or `./` that a file begins with.
#[must_use]
pub fn segments(reference: &Reference) -> Vec<String> {
    let object = reference.object.as_str();
    let object = object
        .strip_prefix("./")
        .or_else(|| object.strip_prefix('/'))
        .unwrap_or(object);
    // What `parse` wrote can be read; a reference made by hand may not.
    object
        .split('/')
        .map(|segment| decode(segment, 0).unwrap_or_else(|_| segment.to_owned()))
        .collect()
}
