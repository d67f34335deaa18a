//! The words of SQL, as far as catalogues and scripts of a Mendix runtime use them.
//!
//! `sqlparser` was tried first. It refuses, in each of its dialects, the one statement that matters most for running two
//! versions side by side (HSQLDB's `ALTER TABLE … ALTER COLUMN … RENAME TO …`) and the `CREATE MEMORY TABLE` of a dump; and
//! it accepts far more than a list of known-good statements wants to allow. What is left to share is a lexer.

mod cursor;
mod lexer;

pub(super) use cursor::Cursor;
pub(super) use lexer::{Fault, Token, split, tokens};
