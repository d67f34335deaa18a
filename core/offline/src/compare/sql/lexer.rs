//! Text to words. Everything is bounded by the text itself: one pass, no recursion.

use std::fmt;

/// A word of SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::compare) enum Token {
    /// Keyword or bare name, as it is spelled.
    Word(String),
    /// Quoted name, unquoted.
    Name(String),
    /// Text literal, unquoted.
    Text(String),
    /// Number, as it is spelled.
    Number(String),
    /// Any other character.
    Symbol(char),
}

impl Token {
    pub(in crate::compare) fn is_keyword(&self, keyword: &str) -> bool {
        matches!(self, Self::Word(word) if word.eq_ignore_ascii_case(keyword))
    }
}

/// Why a text is no SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::compare) enum Fault {
    /// A quoted name or text has no end.
    Unterminated,
    /// A comment that databases read differently: `/* … */` nests in some, and some execute what is in it.
    BlockComment,
    /// A control character other than white space.
    ControlCharacter,
    /// Text in a form that is not known, such as `E'…'` or `$$…$$`.
    UnknownQuoting,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unterminated => "a quoted name or text has no end",
            Self::BlockComment => "a block comment, which databases read differently",
            Self::ControlCharacter => "a control character",
            Self::UnknownQuoting => "a text in a form that is not known",
        })
    }
}

/// The words of `text`.
pub(in crate::compare) fn tokens(text: &str) -> Result<Vec<Token>, Fault> {
    let mut all = Vec::new();
    let mut lexer = Lexer::new(text);
    while let Some(token) = lexer.next_token()? {
        all.push(token);
    }
    Ok(all)
}

/// The statements of `text`: the words between semicolons. A fault ends the list: what follows cannot be told apart.
pub(in crate::compare) fn split(text: &str) -> Vec<Result<Vec<Token>, Fault>> {
    let mut statements = Vec::new();
    let mut current = Vec::new();
    let mut lexer = Lexer::new(text);
    loop {
        match lexer.next_token() {
            Ok(Some(Token::Symbol(';'))) => {
                if !current.is_empty() {
                    statements.push(Ok(std::mem::take(&mut current)));
                }
            }
            Ok(Some(token)) => current.push(token),
            Ok(None) => break,
            Err(fault) => {
                statements.push(Err(fault));
                return statements;
            }
        }
    }
    if !current.is_empty() {
        statements.push(Ok(current));
    }
    statements
}

struct Lexer<'a> {
    rest: &'a str,
}

impl<'a> Lexer<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            // A byte-order mark is not part of the first statement.
            rest: text.strip_prefix('\u{feff}').unwrap_or(text),
        }
    }

    fn next_token(&mut self) -> Result<Option<Token>, Fault> {
        loop {
            self.rest = self.rest.trim_start_matches([' ', '\t', '\r', '\n']);
            let Some(comment) = self.rest.strip_prefix("--") else {
                break;
            };
            self.rest = comment.find('\n').map_or("", |end| &comment[end..]);
        }
        let Some(first) = self.rest.chars().next() else {
            return Ok(None);
        };
        match first {
            '"' => self.quoted('"').map(|name| Some(Token::Name(name))),
            '`' => self.quoted('`').map(|name| Some(Token::Name(name))),
            '[' => self.quoted(']').map(|name| Some(Token::Name(name))),
            '\'' => self.quoted('\'').map(|text| Some(Token::Text(text))),
            '/' if self.rest.starts_with("/*") => Err(Fault::BlockComment),
            '$' => Err(Fault::UnknownQuoting),
            '0'..='9' => {
                let number = self.take(|c| c.is_ascii_alphanumeric() || c == '.');
                Ok(Some(Token::Number(number)))
            }
            c if c.is_alphabetic() || c == '_' => {
                let word = self.take(|c| c.is_alphanumeric() || c == '_' || c == '$');
                // `E'…'`, `N'…'`, `U&"…"`: prefixes that change how the quoted text is read.
                if self.rest.starts_with('\'')
                    || (word.eq_ignore_ascii_case("u") && self.rest.starts_with('&'))
                {
                    return Err(Fault::UnknownQuoting);
                }
                Ok(Some(Token::Word(word)))
            }
            c if c.is_control() => Err(Fault::ControlCharacter),
            c => {
                self.rest = &self.rest[c.len_utf8()..];
                Ok(Some(Token::Symbol(c)))
            }
        }
    }

    fn take(&mut self, belongs: impl Fn(char) -> bool) -> String {
        let end = self.rest.find(|c| !belongs(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken.to_owned()
    }

    /// What stands between the opening character and `close`, which is doubled where it is meant literally.
    fn quoted(&mut self, close: char) -> Result<String, Fault> {
        let mut inside = String::new();
        let mut rest = &self.rest[1..];
        loop {
            let end = rest.find(close).ok_or(Fault::Unterminated)?;
            inside.push_str(&rest[..end]);
            rest = &rest[end + 1..];
            let Some(after) = rest.strip_prefix(close) else {
                break;
            };
            inside.push(close);
            rest = after;
        }
        self.rest = rest;
        Ok(inside)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Fault, Token, split, tokens};

    #[test]
    fn quoted_names_and_texts_keep_what_is_in_them() {
        let read = tokens(r#"DELETE FROM "a""b" WHERE [c] = 'it''s; -- "x"' -- the end"#).unwrap();
        assert_eq!(
            read,
            [
                Token::Word("DELETE".into()),
                Token::Word("FROM".into()),
                Token::Name("a\"b".into()),
                Token::Word("WHERE".into()),
                Token::Name("c".into()),
                Token::Symbol('='),
                Token::Text("it's; -- \"x\"".into()),
            ]
        );
    }

    #[test]
    fn what_databases_read_differently_is_a_fault() {
        for (text, fault) in [
            ("'open", Fault::Unterminated),
            ("\"open", Fault::Unterminated),
            ("DROP /* TABLE */ x", Fault::BlockComment),
            ("SELECT E'\\''", Fault::UnknownQuoting),
            ("SELECT $$;$$", Fault::UnknownQuoting),
            ("U&\"d\\0061\"", Fault::UnknownQuoting),
            ("a\u{0}b", Fault::ControlCharacter),
        ] {
            assert_eq!(tokens(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn statements_end_at_semicolons_outside_quotes_and_a_fault_ends_the_list() {
        assert_eq!(split("a ';' b;; c ;\r\n").len(), 2);
        let broken = split("a; 'b; c");
        assert_eq!(broken.len(), 2);
        assert_eq!(broken[1], Err(Fault::Unterminated));
    }
}
