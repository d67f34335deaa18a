//! Which queries a database is asked: questions of the shape that a comparison writes, and no others.
//!
//! A comparison may have been loaded from a file that somebody else wrote. A read-only session keeps a query from
//! writing, but not from calling a function that sleeps, ends other sessions or reads the server's files.

use super::sql::{Cursor, Token, tokens};

const WORDS: &[&str] = &[
    "AND", "AS", "BY", "FROM", "GROUP", "HAVING", "IN", "IS", "NOT", "NULL", "SELECT", "WHERE",
    "repeated",
];
const FUNCTIONS: &[&str] = &["char_length", "coalesce", "count", "max"];

/// Longest question: an enumeration of 2,000 values with names of 100 characters.
const BYTES: usize = 256 * 1024;

/// Whether a query is one that a comparison writes: one `SELECT` over quoted names that counts or measures.
#[must_use]
pub fn is_question(sql: &str) -> bool {
    if sql.len() > BYTES {
        return false;
    }
    let Ok(tokens) = tokens(sql) else {
        return false;
    };
    let mut cursor = Cursor::new(&tokens);
    if !cursor.keyword("SELECT") {
        return false;
    }
    while let Some(token) = cursor.next() {
        let calls = cursor.peek() == Some(&Token::Symbol('('));
        let is_known = match token {
            Token::Word(word) => {
                let among =
                    |list: &[&str]| list.iter().any(|known| known.eq_ignore_ascii_case(word));
                if calls {
                    among(FUNCTIONS)
                        || word.eq_ignore_ascii_case("IN")
                        || word.eq_ignore_ascii_case("FROM")
                } else {
                    among(WORDS)
                }
            }
            Token::Name(_) => !calls,
            Token::Text(_) | Token::Number(_) => true,
            Token::Symbol(c) => "(),*=>".contains(*c),
        };
        if !is_known {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::is_question;

    #[test]
    fn questions_of_a_comparison_are_asked() {
        for sql in [
            r#"SELECT count(*) FROM "orders$order""#,
            r#"SELECT coalesce(max(char_length("a""b")), 0) FROM "t""#,
            r#"SELECT count(*) FROM "t" WHERE "c" NOT IN ('a', 'it''s')"#,
            r#"SELECT count(*) FROM (SELECT "c" FROM "t" WHERE "c" IS NOT NULL GROUP BY "c" HAVING count(*) > 1) AS repeated"#,
        ] {
            assert!(is_question(sql), "{sql}");
        }
    }

    #[test]
    fn anything_else_is_not() {
        for sql in [
            "",
            "VACUUM",
            "SELECT pg_sleep(9)",
            r#"SELECT "pg_sleep"(9)"#,
            r#"SELECT "pg_catalog"."pg_sleep"(9)"#,
            r#"SELECT count(*) FROM pg_read_file('/etc/passwd')"#,
            r#"SELECT count(*) FROM "t"; DROP TABLE "t""#,
            r#"SELECT count(*) INTO "u" FROM "t""#,
            r#"SELECT count(*) FROM "t" FOR UPDATE"#,
            "SELECT 1 /* x */",
            "SELECT $$x$$",
        ] {
            assert!(!is_question(sql), "{sql}");
        }
    }
}
