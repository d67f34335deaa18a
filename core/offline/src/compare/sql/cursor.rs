//! A place in a list of words.

use super::lexer::Token;

/// Reads words one after another.
#[derive(Clone, Copy)]
pub(in crate::compare) struct Cursor<'a> {
    rest: &'a [Token],
}

impl<'a> Cursor<'a> {
    pub(in crate::compare) fn new(tokens: &'a [Token]) -> Self {
        Self { rest: tokens }
    }

    pub(in crate::compare) fn at_end(&self) -> bool {
        self.rest.is_empty()
    }

    pub(in crate::compare) fn peek(&self) -> Option<&'a Token> {
        self.rest.first()
    }

    pub(in crate::compare) fn next(&mut self) -> Option<&'a Token> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }

    /// Takes these keywords if they come next, all or none.
    pub(in crate::compare) fn keywords(&mut self, wanted: &[&str]) -> bool {
        let Some(next) = self.rest.get(..wanted.len()) else {
            return false;
        };
        let all = next
            .iter()
            .zip(wanted)
            .all(|(token, keyword)| token.is_keyword(keyword));
        if all {
            self.rest = &self.rest[wanted.len()..];
        }
        all
    }

    pub(in crate::compare) fn keyword(&mut self, wanted: &str) -> bool {
        self.keywords(&[wanted])
    }

    pub(in crate::compare) fn symbol(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(&Token::Symbol(wanted));
        if found {
            self.rest = &self.rest[1..];
        }
        found
    }

    /// A quoted name without a schema. What a bare word means depends on the database, which folds its case.
    pub(in crate::compare) fn name(&mut self) -> Option<&'a str> {
        let Token::Name(name) = self.peek()? else {
            return None;
        };
        self.next();
        (self.peek() != Some(&Token::Symbol('.'))).then_some(name)
    }

    /// What stands in a pair of parentheses that comes next; nested ones belong to it.
    pub(in crate::compare) fn parenthesis(&mut self) -> Option<Cursor<'a>> {
        if self.peek() != Some(&Token::Symbol('(')) {
            return None;
        }
        let mut depth = 0_usize;
        for (i, token) in self.rest.iter().enumerate() {
            match token {
                Token::Symbol('(') => depth += 1,
                Token::Symbol(')') => {
                    depth -= 1;
                    if depth == 0 {
                        let inside = &self.rest[1..i];
                        self.rest = &self.rest[i + 1..];
                        return Some(Cursor { rest: inside });
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// The parts between commas that are in no parentheses.
    pub(in crate::compare) fn parts(self) -> Vec<Cursor<'a>> {
        let mut parts = Vec::new();
        let mut depth = 0_i64;
        let mut start = 0;
        for (i, token) in self.rest.iter().enumerate() {
            match token {
                Token::Symbol('(') => depth += 1,
                Token::Symbol(')') => depth -= 1,
                Token::Symbol(',') if depth == 0 => {
                    parts.push(Cursor {
                        rest: &self.rest[start..i],
                    });
                    start = i + 1;
                }
                _ => {}
            }
        }
        parts.push(Cursor {
            rest: &self.rest[start..],
        });
        parts
    }

    /// Every word that is left.
    pub(in crate::compare) fn rest(&self) -> &'a [Token] {
        self.rest
    }
}
