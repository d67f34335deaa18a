//! What a constant's type accepts. Parsed without locale, as the strictest of the platforms does: a value that passes here
//! means the same everywhere.

use mendix_deploy_model::packages::ConstantType;

/// Whether the text is a value of the type; if not, what the type wants, with the nearest right form where there is one.
pub(in crate::checks) fn check(constant_type: &ConstantType, text: &str) -> Result<(), String> {
    match constant_type {
        ConstantType::Integer => integer(text),
        ConstantType::Decimal => decimal(text),
        ConstantType::Boolean => boolean(text),
        ConstantType::DateTime => date_time(text),
        _ => Ok(()),
    }
}

/// Digits with an optional sign, between -2^63 and 2^63-1.
fn integer(text: &str) -> Result<(), String> {
    let form = "digits with an optional sign, for example 42 or -3";
    if is_digits(unsigned(text)) {
        return match text.parse::<i64>() {
            Ok(_) => Ok(()),
            Err(_) => Err(format!("{form}, of at most 64 bits")),
        };
    }
    Err(hint(form, text, |plain| is_digits(unsigned(plain))))
}

/// Digits with an optional sign and an optional fraction after a point.
fn decimal(text: &str) -> Result<(), String> {
    let form = "digits with an optional fraction after a point, for example 3.5";
    let is_decimal = |text: &str| match unsigned(text).split_once('.') {
        Some((whole, fraction)) => is_digits(whole) && is_digits(fraction),
        None => is_digits(unsigned(text)),
    };
    if is_decimal(text) {
        return Ok(());
    }
    if text.contains(',') {
        return Err(format!("{form}; a comma is not a decimal point"));
    }
    if text.contains(['e', 'E']) && text.parse::<f64>().is_ok() {
        return Err(format!("{form}, not in exponent form"));
    }
    Err(hint(form, text, is_decimal))
}

/// `true` or `false` in lower case: other spellings are `false` to some readers.
fn boolean(text: &str) -> Result<(), String> {
    match text {
        "true" | "false" => Ok(()),
        _ => Err("true or false, in lower case".to_owned()),
    }
}

/// ISO 8601 with date and time, optionally with a fraction and an offset (Deploy API v1, settings: `2013-12-20T16:02:32`).
fn date_time(text: &str) -> Result<(), String> {
    let form = "a date and time such as 2013-12-20T16:02:32, with an offset such as Z or +01:00 if one is meant";
    let bytes = text.as_bytes();
    let shaped = bytes.len() >= 19
        && bytes.iter().take(19).enumerate().all(|(i, b)| match i {
            4 | 7 => *b == b'-',
            10 => *b == b'T',
            13 | 16 => *b == b':',
            _ => b.is_ascii_digit(),
        });
    if !shaped {
        return Err(form.to_owned());
    }
    let rest = &text[19..];
    let after = match rest.strip_prefix('.') {
        Some(fraction) => {
            let end = fraction
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(fraction.len());
            if end == 0 || end > 9 {
                return Err(form.to_owned());
            }
            &fraction[end..]
        }
        None => rest,
    };
    let offset = after.as_bytes();
    let has_offset = match offset {
        [] | [b'Z'] => true,
        [b'+' | b'-', h1, h2, b':', m1, m2] => {
            let two = |a: &u8, b: &u8| {
                (a.is_ascii_digit() && b.is_ascii_digit())
                    .then(|| u32::from(a - b'0') * 10 + u32::from(b - b'0'))
            };
            two(h1, h2).is_some_and(|h| h <= 18) && two(m1, m2).is_some_and(|m| m <= 59)
        }
        _ => false,
    };
    // The calendar knows how many days February has; `Timestamp` reads one instant, so the time is given an offset.
    let exists = format!("{}Z", &text[..19])
        .parse::<mendix_deploy_model::time::Timestamp>()
        .is_ok();
    match (has_offset, exists) {
        (true, true) => Ok(()),
        (true, false) => Err("a date and time that exist in the calendar".to_owned()),
        (false, _) => Err(form.to_owned()),
    }
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix(['-', '+']).unwrap_or(text)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Names what is in the way when the text would be right without it. Never the text itself: it may be a secret.
fn hint(form: &str, text: &str, right: impl Fn(&str) -> bool) -> String {
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '_' | '\'' | ',' | '.'))
        .collect();
    if text.is_empty() {
        format!("{form}, and not the empty text")
    } else if text.trim() != text && right(text.trim()) {
        format!("{form}, without white space")
    } else if right(&plain) && text.contains(['_', '\'', ',', ' ']) {
        format!("{form}, without digit grouping")
    } else {
        form.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_what_every_platform_takes_and_refuses_the_rest() {
        use ConstantType::*;
        let cases: &[(ConstantType, &[&str], &[&str])] = &[
            (
                Integer,
                &["0", "42", "-3", "+7", "007", "9223372036854775807"],
                &[
                    "",
                    " 7 ",
                    "1_000",
                    "3.5",
                    "abc",
                    "9223372036854775808",
                    "1e3",
                    "0x10",
                    "٣",
                    "--1",
                    "-",
                ],
            ),
            (
                Decimal,
                &["0", "3.5", "-0.25", "+1", "10"],
                &[
                    "",
                    "3,5",
                    "1e3",
                    ".5",
                    "5.",
                    "1.000.000",
                    "NaN",
                    "inf",
                    " 1",
                ],
            ),
            (
                Boolean,
                &["true", "false"],
                &["True", "yes", "1", "", "FALSE", "on"],
            ),
            (
                DateTime,
                &[
                    "2013-12-20T16:02:32",
                    "2024-02-29T00:00:00Z",
                    "2024-02-29T00:00:00.123+01:00",
                ],
                &[
                    "",
                    "2013-12-20",
                    "2023-02-29T00:00:00",
                    "20-12-2013 16:02",
                    "2013-12-20 16:02:32",
                    "2013-12-20T25:02:32",
                    "2013-12-20T16:02:32+1",
                    "2013-12-20T16:02:32.Z",
                    "2013-12-20T16:02:3é",
                ],
            ),
            (String, &["", "anything", "1"], &[]),
        ];
        for (constant_type, right, wrong) in cases {
            for text in *right {
                assert_eq!(
                    check(constant_type, text),
                    Ok(()),
                    "{constant_type} {text:?}"
                );
            }
            for text in *wrong {
                assert!(
                    check(constant_type, text).is_err(),
                    "{constant_type} {text:?}"
                );
            }
        }
    }

    #[test]
    fn says_what_is_in_the_way() {
        let said = |t: ConstantType, text: &str| check(&t, text).err().unwrap_or_default();
        assert!(said(ConstantType::Integer, "1_000").contains("digit grouping"));
        assert!(said(ConstantType::Integer, " 7").contains("white space"));
        assert!(said(ConstantType::Decimal, "3,5").contains("comma"));
        assert!(said(ConstantType::Decimal, "1e3").contains("exponent"));
    }
}
