//! What may stand in a condition, a query or an assignment: nothing that could change data by itself.
//!
//! A function can do anything, so only known ones may be called; bare words must be known as well.

use crate::compare::sql::{Cursor, Token};

const WORDS: &[&str] = &[
    "ALL",
    "AND",
    "AS",
    "ASC",
    "BETWEEN",
    "BY",
    "CASE",
    "CURRENT_TIMESTAMP",
    "DESC",
    "DISTINCT",
    "ELSE",
    "END",
    "EXISTS",
    "FALSE",
    "FOR",
    "FROM",
    "GROUP",
    "HAVING",
    "IN",
    "INNER",
    "IS",
    "JOIN",
    "LEFT",
    "LIKE",
    "NEXT",
    "NOT",
    "NULL",
    "ON",
    "OR",
    "ORDER",
    "OUTER",
    "RIGHT",
    "SELECT",
    "THEN",
    "TRUE",
    "UNION",
    "VALUE",
    "VALUES",
    "WHEN",
    "WHERE",
];

const FUNCTIONS: &[&str] = &[
    "CAST",
    "CHAR_LENGTH",
    "COALESCE",
    "CONCAT",
    "COUNT",
    "LEFT",
    "LENGTH",
    "LOWER",
    "LTRIM",
    "MAX",
    "MIN",
    "NEXTVAL",
    "RTRIM",
    "SUBSTR",
    "SUBSTRING",
    "TRIM",
    "UPPER",
];

/// Keywords before a parenthesis that call nothing.
const BEFORE_PARENTHESIS: &[&str] = &[
    "ALL", "AND", "AS", "BY", "DISTINCT", "ELSE", "EXISTS", "FROM", "HAVING", "IN", "JOIN", "NOT",
    "ON", "OR", "SELECT", "THEN", "UNION", "VALUES", "WHEN", "WHERE",
];

pub(super) const TYPES: &[&str] = &[
    "BIGINT",
    "BINARY",
    "BIT",
    "BLOB",
    "BOOLEAN",
    "BYTEA",
    "CHAR",
    "CHARACTER",
    "CLOB",
    "DATE",
    "DATETIME",
    "DATETIME2",
    "DECIMAL",
    "DOUBLE",
    "FLOAT",
    "INT",
    "INTEGER",
    "LONGVARBINARY",
    "LONGVARCHAR",
    "NCLOB",
    "NUMBER",
    "NUMERIC",
    "NVARCHAR",
    "NVARCHAR2",
    "PRECISION",
    "REAL",
    "SMALLINT",
    "TEXT",
    "TIME",
    "TIMESTAMP",
    "UUID",
    "VARBINARY",
    "VARCHAR",
    "VARCHAR2",
    "VARCHAR_IGNORECASE",
    "VARYING",
];

pub(super) fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether everything that is left is harmless to evaluate. Empty is not.
pub(super) fn is_plain(mut cursor: Cursor<'_>) -> bool {
    if cursor.at_end() {
        return false;
    }
    let mut depth = 0_i64;
    while let Some(token) = cursor.next() {
        let calls = cursor.peek() == Some(&Token::Symbol('('));
        let is_known = match token {
            Token::Word(word) if calls => {
                is_one_of(word, FUNCTIONS)
                    || is_one_of(word, BEFORE_PARENTHESIS)
                    || is_one_of(word, TYPES)
            }
            Token::Word(word) => is_one_of(word, WORDS) || is_one_of(word, TYPES),
            // A quoted name before a parenthesis calls a function of that name.
            Token::Name(_) => !calls,
            Token::Text(_) | Token::Number(_) => true,
            Token::Symbol('(') => {
                depth += 1;
                true
            }
            Token::Symbol(')') => {
                depth -= 1;
                depth >= 0
            }
            Token::Symbol(c) => ",.=<>+-*/|!".contains(*c),
        };
        if !is_known {
            return false;
        }
    }
    depth == 0
}
