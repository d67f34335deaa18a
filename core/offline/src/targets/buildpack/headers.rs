//! Response headers that the buildpack's proxy may send, and the forms of their values (runtime configuration, 5.4).

/// What becomes of a header.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is sent.
    Allowed,
    /// Its value has another form: it is left out.
    Refused,
    /// The buildpack does not know it: the start fails.
    Unknown,
}

/// Judges a header. The forms of the newer ones are not recorded; they are taken as allowed.
pub(super) fn judge(name: &str, value: &str) -> Verdict {
    let lower = value.to_lowercase();
    // A `$` of Python matches before a last line break as well.
    let whole = lower.strip_suffix('\n').unwrap_or(&lower);
    let allowed = match name {
        "X-Frame-Options" => {
            matches!(whole, "deny" | "sameorigin")
                || whole.strip_prefix("allow-from ").is_some_and(is_origin)
        }
        "Referrer-Policy" => {
            // Two of the words are anchored at one end only, so these match the start.
            matches!(
                whole,
                "no-referrer"
                    | "no-referrer-when-downgrade"
                    | "origin-when-cross-origin"
                    | "strict-origin"
                    | "strict-origin-when-cross-origin"
                    | "unsafe-url"
            ) || lower.starts_with("origin")
                || lower.starts_with("same-origin")
        }
        "Access-Control-Allow-Origin" => matches!(whole, "*" | "null") || is_origin(whole),
        "X-Content-Type-Options" => whole == "nosniff",
        "Content-Security-Policy" => value
            .starts_with(|c: char| c.is_ascii_alphanumeric() || ":;/'\"*_- .\n?=%&+".contains(c)),
        "Strict-Transport-Security" => whole.strip_prefix("max-age=").is_some_and(|rest| {
            let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            matches!(after, "" | "; includesubdomains" | "; preload")
        }),
        "X-Permitted-Cross-Domain-Policies" => matches!(
            whole,
            "all" | "none" | "master-only" | "by-content-type" | "by-ftp-filename"
        ),
        "X-XSS-Protection" => {
            matches!(whole, "0" | "1" | "1; mode=block")
                || whole.strip_prefix("1; report=").is_some_and(is_origin)
        }
        "Origin-Trial"
        | "Cross-Origin-Resource-Policy"
        | "Cross-Origin-Opener-Policy"
        | "Cross-Origin-Embedder-Policy"
        | "Clear-Site-Data" => true,
        _ => return Verdict::Unknown,
    };
    if allowed {
        Verdict::Allowed
    } else {
        Verdict::Refused
    }
}

/// `http://` or `https://`, labels between dots, and a port where there is one.
fn is_origin(text: &str) -> bool {
    let Some(rest) = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
    else {
        return false;
    };
    let host = match rest.split_once(':') {
        Some((host, port)) => {
            if port.is_empty() || !port.chars().all(|c| c.is_ascii_digit()) {
                return false;
            }
            host
        }
        None => rest,
    };
    host.split('.').all(|label| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    })
}

#[cfg(test)]
mod tests {
    use super::{Verdict::*, judge};

    #[test]
    fn values_have_the_forms_that_the_buildpack_allows() {
        for (name, value, verdict) in [
            ("X-Frame-Options", "DENY", Allowed),
            (
                "X-Frame-Options",
                "allow-from https://a.example.com:8443",
                Allowed,
            ),
            (
                "X-Frame-Options",
                "allow-from https://a.example.com/x",
                Refused,
            ),
            (
                "Strict-Transport-Security",
                "max-age=31536000; includeSubDomains",
                Allowed,
            ),
            (
                "Strict-Transport-Security",
                "max-age=31536000; includeSubDomains; preload",
                Refused,
            ),
            ("Access-Control-Allow-Origin", "*", Allowed),
            ("Access-Control-Allow-Origin", "example.com", Refused),
            ("Referrer-Policy", "Strict-Origin", Allowed),
            ("Referrer-Policy", "never", Refused),
            ("X-XSS-Protection", "1; mode=block", Allowed),
            ("X-Content-Type-Options", "NoSniff", Allowed),
            ("Content-Security-Policy", "default-src 'self'", Allowed),
            ("Clear-Site-Data", "\"cache\"", Allowed),
            ("X-Custom", "a", Unknown),
            ("x-frame-options", "DENY", Unknown),
        ] {
            assert_eq!(judge(name, value), verdict, "{name}: {value}");
        }
    }
}
