//! A value as the source gives it: text, with the places where another value is filled in.

use mendix_deploy_model::findings::Location;

/// Stands in a text where a reference is filled in.
const MARK: char = '\u{1}';

/// A value of the source.
#[derive(Clone)]
pub(super) struct Given {
    /// The text, with a mark for each of the references.
    text: String,
    /// Secret references in our spelling, in the order of the marks.
    references: Vec<String>,
    /// Why the value is not known here, such as a text that is put together by a shell.
    unknown: Option<String>,
}

impl Given {
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text: String = text.into();
        if text.contains(['\0', MARK]) {
            return Self::unknown("it holds control characters");
        }
        Self {
            text,
            references: Vec::new(),
            unknown: None,
        }
    }

    pub(super) fn reference(reference: impl Into<String>) -> Self {
        Self {
            text: MARK.to_string(),
            references: vec![reference.into()],
            unknown: None,
        }
    }

    pub(super) fn unknown(why: impl Into<String>) -> Self {
        Self {
            text: String::new(),
            references: Vec::new(),
            unknown: Some(why.into()),
        }
    }

    /// Why the value is not known.
    pub(super) fn why_unknown(&self) -> Option<&str> {
        self.unknown.as_deref()
    }

    /// The text when nothing is filled into it.
    pub(super) fn literal(&self) -> Option<&str> {
        (self.unknown.is_none() && self.references.is_empty()).then_some(self.text.as_str())
    }

    /// The reference that is the whole value.
    pub(super) fn whole_reference(&self) -> Option<&str> {
        match self.references.as_slice() {
            [only] if self.text.chars().eq([MARK]) => Some(only),
            _ => None,
        }
    }

    /// The text with marks, for readers that take it apart.
    pub(super) fn marked(&self) -> &str {
        &self.text
    }

    /// The text with a word for each reference, for readers that take it apart: the words and what they stand for.
    pub(super) fn with_tokens(&self) -> (String, Vec<(String, String)>) {
        let mut text = String::with_capacity(self.text.len());
        let mut tokens = Vec::new();
        for character in self.text.chars() {
            if character != MARK {
                text.push(character);
                continue;
            }
            // No text of a person holds it.
            let token = format!("zqref{}x{}qz", tokens.len(), self.text.len());
            text.push_str(&token);
            let reference = self.references.get(tokens.len()).cloned();
            tokens.push((token, reference.unwrap_or_default()));
        }
        (text, tokens)
    }

    /// A part of such a text.
    pub(super) fn of_tokens(part: &str, tokens: &[(String, String)]) -> Self {
        let mut found: Vec<(usize, &String, &String)> = tokens
            .iter()
            .filter_map(|(token, reference)| Some((part.find(token.as_str())?, token, reference)))
            .collect();
        found.sort_unstable_by_key(|(at, ..)| *at);
        let mut value = Self::text("");
        let mut rest = part;
        for (_, token, reference) in found {
            if let Some((before, after)) = rest.split_once(token.as_str()) {
                value.push(&Self::text(before));
                value.push(&Self::reference(reference.clone()));
                rest = after;
            }
        }
        value.push(&Self::text(rest));
        value
    }

    fn push(&mut self, other: &Self) {
        self.text.push_str(&other.text);
        self.references.extend(other.references.iter().cloned());
        if self.unknown.is_none() {
            self.unknown.clone_from(&other.unknown);
        }
    }

    /// One value after the other.
    pub(super) fn joined<'a>(parts: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut all = Self::text("");
        for part in parts {
            all.push(part);
        }
        all
    }
}

/// A variable or setting of the source.
#[derive(Clone)]
pub(super) struct Input {
    pub(super) name: String,
    pub(super) value: Given,
    pub(super) place: Option<Location>,
    /// What is doubtful about it whatever it means: the reason, and what to do.
    pub(super) doubts: Vec<(String, Option<String>)>,
}

impl Input {
    pub(super) fn new(name: impl Into<String>, value: Given, place: Option<Location>) -> Self {
        Self {
            name: name.into(),
            value,
            place,
            doubts: Vec::new(),
        }
    }

    pub(super) fn doubt(&mut self, why: impl Into<String>, suggestion: Option<&str>) {
        self.doubts
            .push((why.into(), suggestion.map(str::to_owned)));
    }
}

/// The reference to an environment variable of whoever resolves secrets; absent for a name that no variable has.
pub(super) fn variable_reference(name: &str) -> Option<String> {
    let plain = !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !name.starts_with(|c: char| c.is_ascii_digit());
    plain.then(|| format!("env://{name}"))
}

/// What an interpolated text holds besides literal text.
pub(super) struct Filled {
    pub(super) value: Given,
    /// Names with a default in the text (`${NAME:-default}`).
    pub(super) defaults: Vec<String>,
}

/// Fills references into a text with `$NAME` and `${NAME}`, as Compose and shells do. `$$` is a dollar for Compose only.
pub(super) fn interpolated(text: &str, doubled: bool) -> Filled {
    let mut parts = Vec::new();
    let mut defaults = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        literal.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        if doubled && let Some(more) = after.strip_prefix('$') {
            literal.push('$');
            rest = more;
            continue;
        }
        let (name, has_default, more) = match after.strip_prefix('{') {
            Some(inner) => {
                let Some(end) = closing(inner) else {
                    return unknown("it holds `${` without its end");
                };
                let body = &inner[..end];
                let length = body
                    .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                    .unwrap_or(body.len());
                let operator = &body[length..];
                let has_default = operator.starts_with(":-") || operator.starts_with('-');
                let fine = operator.is_empty()
                    || has_default
                    || operator.starts_with(":?")
                    || operator.starts_with('?');
                if !fine {
                    return unknown("a shell computes it");
                }
                (&body[..length], has_default, &inner[end + 1..])
            }
            None => {
                let length = after
                    .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                    .unwrap_or(after.len());
                if after.starts_with('(') {
                    return unknown("a shell computes it");
                }
                if length == 0 {
                    literal.push('$');
                    rest = after;
                    continue;
                }
                (&after[..length], false, &after[length..])
            }
        };
        let Some(reference) = variable_reference(name) else {
            return unknown("it is filled from something that is no variable");
        };
        if has_default {
            defaults.push(name.to_owned());
        }
        parts.push(Given::text(std::mem::take(&mut literal)));
        parts.push(Given::reference(reference));
        rest = more;
    }
    literal.push_str(rest);
    parts.push(Given::text(literal));
    Filled {
        value: Given::joined(&parts),
        defaults,
    }
}

fn unknown(why: &str) -> Filled {
    Filled {
        value: Given::unknown(why),
        defaults: Vec::new(),
    }
}

/// Where the brace that was opened before `text` closes.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => return Some(at),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}
