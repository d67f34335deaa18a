//! Texts with references inside: `jdbc:postgresql://h/db?password=${secret:vault://secret/db#password}`.

use mendix_deploy_model::{ErrorCode, secrets::Reference};

use super::{parse::parse_all, problem::Problem, scheme::is_reference};

/// The longest text with references inside, in bytes.
const MAX_BYTES: usize = 65_536;

const OPEN: &str = "${secret:";

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Text as it is.
    Text(String),
    /// The place of a secret.
    Secret(Box<Reference>),
}

/// What the text of a slot means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Template {
    /// A text without secrets; `literal:` in front is taken off.
    Literal {
        /// The text.
        text: String,
        /// Whether `literal:` states that it is meant.
        acknowledged: bool,
    },
    /// One reference and nothing else.
    Secret(Box<Reference>),
    /// References within a text. The result is a secret itself.
    Interpolated(Vec<Part>),
}

impl Template {
    /// Every reference, in the order written.
    #[must_use]
    pub fn references(&self) -> Vec<&Reference> {
        match self {
            Self::Literal { .. } => Vec::new(),
            Self::Secret(reference) => vec![reference],
            Self::Interpolated(parts) => parts
                .iter()
                .filter_map(|part| match part {
                    Part::Secret(reference) => Some(&**reference),
                    Part::Text(_) => None,
                })
                .collect(),
        }
    }
}

/// Reads the text of a slot: a reference, a text with references inside, or a literal.
///
/// `$${` writes `${`; a `}` inside a reference is written `%7D`. References do not nest.
///
/// # Errors
///
/// Every mistake of every reference in it, with its position in the text.
pub fn parse_text(text: &str) -> Result<Template, Vec<Problem>> {
    if let Some(literal) = text.strip_prefix("literal:") {
        return Ok(Template::Literal {
            text: literal.to_owned(),
            acknowledged: true,
        });
    }
    if is_reference(text) && !text.contains(OPEN) {
        return parse_all(text).map(|reference| Template::Secret(Box::new(reference)));
    }
    if !text.contains("${") {
        return Ok(Template::Literal {
            text: text.to_owned(),
            acknowledged: false,
        });
    }
    if text.len() > MAX_BYTES {
        return Err(vec![Problem::new(
            ErrorCode::SecretsInvalidReference,
            0,
            "a text with references in it is longer than 65536 bytes",
            "Shorten it.",
        )]);
    }
    interpolated(text)
}

fn interpolated(text: &str) -> Result<Template, Vec<Problem>> {
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut problems = Vec::new();
    let mut rest = text;
    let mut at = 0;
    while let Some(found) = rest.find('$') {
        let (before, tail) = rest.split_at(found);
        plain.push_str(before);
        at += before.chars().count();
        if let Some(after) = tail.strip_prefix("$${") {
            plain.push_str("${");
            at += 3;
            rest = after;
        } else if let Some(after) = tail.strip_prefix(OPEN) {
            let Some((inner, after)) = after.split_once('}') else {
                problems.push(Problem::new(
                    ErrorCode::SecretsInvalidReference,
                    at,
                    "a reference in the text does not end",
                    "Close it with }.",
                ));
                return Err(problems);
            };
            let start = at + OPEN.chars().count();
            match parse_all(inner) {
                Ok(reference) => {
                    if !plain.is_empty() {
                        parts.push(Part::Text(std::mem::take(&mut plain)));
                    }
                    parts.push(Part::Secret(Box::new(reference)));
                }
                Err(found) => {
                    problems.extend(found.into_iter().map(|problem| problem.moved(start)));
                }
            }
            at = start + inner.chars().count() + 1;
            rest = after;
        } else {
            plain.push('$');
            at += 1;
            // A `$` is one byte.
            rest = &tail[1..];
        }
    }
    plain.push_str(rest);
    if !problems.is_empty() {
        return Err(problems);
    }
    if parts.is_empty() {
        return Ok(Template::Literal {
            text: plain,
            acknowledged: false,
        });
    }
    if !plain.is_empty() {
        parts.push(Part::Text(plain));
    }
    Ok(Template::Interpolated(parts))
}
