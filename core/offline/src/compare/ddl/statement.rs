//! The forms of statements that are known, in the dialects that a runtime writes (HSQLDB, PostgreSQL, and what SQL Server
//! and Oracle have in common with them).

use super::expression::{TYPES, is_one_of, is_plain};
use crate::compare::sql::{Cursor, Token};

/// A statement that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Statement<'a> {
    CreateTable {
        table: &'a str,
    },
    DropTable {
        table: &'a str,
    },
    RenameTable {
        from: &'a str,
        to: &'a str,
    },
    CreateIndex {
        table: &'a str,
        unique: bool,
    },
    /// Index, sequence or constraint: names that no model looks for.
    RenameOther,
    DropIndex,
    CreateSequence,
    AlterSequence,
    DropSequence {
        name: &'a str,
    },
    AddColumn {
        table: &'a str,
        column: &'a str,
        mandatory: bool,
        unique: bool,
    },
    DropColumn {
        table: &'a str,
        column: &'a str,
    },
    RenameColumn {
        table: &'a str,
        from: &'a str,
        to: &'a str,
    },
    ChangeType {
        table: &'a str,
        column: &'a str,
    },
    SetDefault {
        table: &'a str,
        column: &'a str,
    },
    SetMandatory {
        table: &'a str,
        column: &'a str,
    },
    SetOptional {
        table: &'a str,
        column: &'a str,
    },
    AddConstraint {
        table: &'a str,
        kind: Constraint<'a>,
    },
    DropConstraint {
        table: &'a str,
        name: &'a str,
    },
    Insert {
        table: &'a str,
    },
    Update {
        table: &'a str,
        assignments: Vec<Assignment<'a>>,
        everywhere: bool,
    },
    Delete {
        table: &'a str,
        everywhere: bool,
    },
    Truncate {
        table: &'a str,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Constraint<'a> {
    Unique(Vec<&'a str>),
    PrimaryKey(Vec<&'a str>),
    ForeignKey,
}

/// `column = value` of an update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Assignment<'a> {
    pub(super) column: &'a str,
    /// The column of the same table that the value is copied or converted from, and nothing else.
    pub(super) copied_from: Option<&'a str>,
}

/// The statement, or `None` when it is none of the known forms or goes on after one.
pub(super) fn parse(tokens: &[Token]) -> Option<Statement<'_>> {
    let mut cursor = Cursor::new(tokens);
    let statement = match cursor.next()? {
        Token::Word(word) if word.eq_ignore_ascii_case("create") => create(&mut cursor),
        Token::Word(word) if word.eq_ignore_ascii_case("drop") => drop(&mut cursor),
        Token::Word(word) if word.eq_ignore_ascii_case("alter") => alter(&mut cursor),
        Token::Word(word) if word.eq_ignore_ascii_case("insert") => insert(&mut cursor),
        Token::Word(word) if word.eq_ignore_ascii_case("update") => update(&mut cursor),
        Token::Word(word) if word.eq_ignore_ascii_case("delete") => delete(&mut cursor),
        Token::Word(word) if word.eq_ignore_ascii_case("truncate") => {
            cursor.keyword("TABLE");
            Some(Statement::Truncate {
                table: cursor.name()?,
            })
        }
        _ => None,
    }?;
    cursor.at_end().then_some(statement)
}

fn create<'a>(cursor: &mut Cursor<'a>) -> Option<Statement<'a>> {
    if cursor.keyword("SEQUENCE") {
        cursor.name()?;
        sequence_options(cursor)?;
        return Some(Statement::CreateSequence);
    }
    let unique = cursor.keyword("UNIQUE");
    if cursor.keyword("INDEX") {
        cursor.name()?;
        if !cursor.keyword("ON") {
            return None;
        }
        let table = cursor.name()?;
        if cursor.keyword("USING") && !cursor.keyword("BTREE") {
            return None;
        }
        for part in cursor.parenthesis()?.parts() {
            index_column(part)?;
        }
        return Some(Statement::CreateIndex { table, unique });
    }
    if unique {
        return None;
    }
    let _ = cursor.keyword("MEMORY") || cursor.keyword("CACHED");
    if !cursor.keyword("TABLE") {
        return None;
    }
    let table = cursor.name()?;
    for part in cursor.parenthesis()?.parts() {
        let mut constraint = part;
        if table_constraint(&mut constraint).is_some() {
            constraint.at_end().then_some(())?;
        } else {
            column(part)?;
        }
    }
    Some(Statement::CreateTable { table })
}

fn index_column(mut part: Cursor<'_>) -> Option<()> {
    // A function in an index runs on every row: what follows the name is not known then.
    part.name()?;
    let _ = part.keyword("ASC") || part.keyword("DESC");
    if part.keyword("NULLS") {
        (part.keyword("FIRST") || part.keyword("LAST")).then_some(())?;
    }
    part.at_end().then_some(())
}

fn sequence_options(cursor: &mut Cursor<'_>) -> Option<()> {
    const WORDS: &[&str] = &[
        "AS",
        "BY",
        "CACHE",
        "CYCLE",
        "INCREMENT",
        "MAXVALUE",
        "MINVALUE",
        "NO",
        "RESTART",
        "START",
        "WITH",
    ];
    while let Some(token) = cursor.next() {
        match token {
            Token::Word(word) if is_one_of(word, WORDS) || is_one_of(word, TYPES) => {}
            Token::Number(_) | Token::Symbol('-') => {}
            _ => return None,
        }
    }
    Some(())
}

fn drop<'a>(cursor: &mut Cursor<'a>) -> Option<Statement<'a>> {
    let is_table = cursor.keyword("TABLE");
    let is_index = !is_table && cursor.keyword("INDEX");
    let is_sequence = !is_table && !is_index && cursor.keyword("SEQUENCE");
    cursor.keywords(&["IF", "EXISTS"]);
    let name = cursor.name()?;
    if is_index && cursor.keyword("ON") {
        cursor.name()?;
    }
    // CASCADE would take along what is not named.
    cursor.keyword("RESTRICT");
    if is_table {
        Some(Statement::DropTable { table: name })
    } else if is_index {
        Some(Statement::DropIndex)
    } else if is_sequence {
        Some(Statement::DropSequence { name })
    } else {
        None
    }
}

fn alter<'a>(cursor: &mut Cursor<'a>) -> Option<Statement<'a>> {
    if cursor.keyword("INDEX") {
        cursor.name()?;
        cursor.keywords(&["RENAME", "TO"]).then_some(())?;
        cursor.name()?;
        return Some(Statement::RenameOther);
    }
    if cursor.keyword("SEQUENCE") {
        cursor.name()?;
        if cursor.keywords(&["RENAME", "TO"]) {
            cursor.name()?;
            return Some(Statement::RenameOther);
        }
        sequence_options(cursor)?;
        return Some(Statement::AlterSequence);
    }
    cursor.keyword("TABLE").then_some(())?;
    let table = cursor.name()?;
    if cursor.keyword("RENAME") {
        if cursor.keyword("TO") {
            return Some(Statement::RenameTable {
                from: table,
                to: cursor.name()?,
            });
        }
        if cursor.keyword("CONSTRAINT") {
            cursor.name()?;
            cursor.keyword("TO").then_some(())?;
            cursor.name()?;
            return Some(Statement::RenameOther);
        }
        cursor.keyword("COLUMN").then_some(())?;
        let from = cursor.name()?;
        cursor.keyword("TO").then_some(())?;
        return Some(Statement::RenameColumn {
            table,
            from,
            to: cursor.name()?,
        });
    }
    if cursor.keyword("ADD") {
        if let Some(kind) = table_constraint(cursor) {
            return Some(Statement::AddConstraint { table, kind });
        }
        cursor.keyword("COLUMN");
        let part = Cursor::new(cursor.rest());
        let (name, mandatory, unique) = column(part)?;
        while cursor.next().is_some() {}
        return Some(Statement::AddColumn {
            table,
            column: name,
            mandatory,
            unique,
        });
    }
    if cursor.keyword("DROP") {
        if cursor.keyword("CONSTRAINT") {
            let name = cursor.name()?;
            return Some(Statement::DropConstraint { table, name });
        }
        cursor.keyword("COLUMN");
        let column = cursor.name()?;
        cursor.keyword("RESTRICT");
        return Some(Statement::DropColumn { table, column });
    }
    cursor.keyword("ALTER").then_some(())?;
    cursor.keyword("COLUMN");
    let column = cursor.name()?;
    alter_column(cursor, table, column)
}

fn alter_column<'a>(
    cursor: &mut Cursor<'a>,
    table: &'a str,
    column: &'a str,
) -> Option<Statement<'a>> {
    if cursor.keywords(&["RENAME", "TO"]) {
        return Some(Statement::RenameColumn {
            table,
            from: column,
            to: cursor.name()?,
        });
    }
    if cursor.keywords(&["SET", "DEFAULT"]) {
        is_plain(*cursor).then_some(())?;
        while cursor.next().is_some() {}
        return Some(Statement::SetDefault { table, column });
    }
    if cursor.keywords(&["DROP", "DEFAULT"]) {
        return Some(Statement::SetDefault { table, column });
    }
    if cursor.keywords(&["SET", "NOT", "NULL"]) {
        return Some(Statement::SetMandatory { table, column });
    }
    if cursor.keywords(&["DROP", "NOT", "NULL"]) || cursor.keywords(&["SET", "NULL"]) {
        return Some(Statement::SetOptional { table, column });
    }
    let _ = cursor.keywords(&["SET", "DATA", "TYPE"]) || cursor.keyword("TYPE");
    column_type(cursor)?;
    if cursor.keyword("USING") {
        is_plain(*cursor).then_some(())?;
        while cursor.next().is_some() {}
    }
    let _ = cursor.keywords(&["NOT", "NULL"]) || cursor.keyword("NULL");
    Some(Statement::ChangeType { table, column })
}

/// A type such as `VARCHAR_IGNORECASE(200)`, `DOUBLE PRECISION`, `TIMESTAMP WITHOUT TIME ZONE`.
fn column_type(cursor: &mut Cursor<'_>) -> Option<()> {
    let mut any = false;
    while let Some(Token::Word(word)) = cursor.peek()
        && is_one_of(word, TYPES)
    {
        cursor.next();
        any = true;
    }
    any.then_some(())?;
    if let Some(size) = cursor.parenthesis() {
        for mut part in size.parts() {
            match part.next()? {
                Token::Number(_) => {}
                word if word.is_keyword("MAX") => {}
                _ => return None,
            }
            let _ = part.keyword("CHAR") || part.keyword("BYTE");
            part.at_end().then_some(())?;
        }
    }
    let _ =
        cursor.keywords(&["WITHOUT", "TIME", "ZONE"]) || cursor.keywords(&["WITH", "TIME", "ZONE"]);
    Some(())
}

/// A column of a table: its name, whether every row must have a value at once, whether values are unique.
fn column(mut part: Cursor<'_>) -> Option<(&str, bool, bool)> {
    let name = part.name()?;
    column_type(&mut part)?;
    let (mut not_null, mut default, mut unique) = (false, false, false);
    loop {
        if part.keywords(&["NOT", "NULL"]) {
            not_null = true;
        } else if part.keyword("NULL") {
        } else if part.keywords(&["PRIMARY", "KEY"]) || part.keyword("UNIQUE") {
            unique = true;
        } else if part.keyword("COLLATE") {
            part.name()?;
        } else if part.keyword("DEFAULT") {
            default = true;
            part.symbol('-');
            match part.next()? {
                Token::Text(_) | Token::Number(_) => {}
                word if ["NULL", "TRUE", "FALSE", "CURRENT_TIMESTAMP"]
                    .iter()
                    .any(|known| word.is_keyword(known)) => {}
                _ => return None,
            }
        } else {
            break;
        }
    }
    part.at_end()
        .then_some((name, not_null && !default, unique))
}

/// `[CONSTRAINT name] UNIQUE (…) | PRIMARY KEY (…) | FOREIGN KEY …`.
fn table_constraint<'a>(cursor: &mut Cursor<'a>) -> Option<Constraint<'a>> {
    let mut ahead = *cursor;
    if ahead.keyword("CONSTRAINT") {
        ahead.name()?;
    }
    let kind = if ahead.keyword("UNIQUE") {
        Constraint::Unique(names(ahead.parenthesis()?)?)
    } else if ahead.keywords(&["PRIMARY", "KEY"]) {
        Constraint::PrimaryKey(names(ahead.parenthesis()?)?)
    } else if ahead.keywords(&["FOREIGN", "KEY"]) {
        names(ahead.parenthesis()?)?;
        ahead.keyword("REFERENCES").then_some(())?;
        ahead.name()?;
        if let Some(columns) = ahead.parenthesis() {
            names(columns)?;
        }
        while ahead.keyword("ON") {
            (ahead.keyword("DELETE") || ahead.keyword("UPDATE")).then_some(())?;
            (ahead.keyword("CASCADE")
                || ahead.keyword("RESTRICT")
                || ahead.keywords(&["SET", "NULL"])
                || ahead.keywords(&["NO", "ACTION"]))
            .then_some(())?;
        }
        Constraint::ForeignKey
    } else {
        return None;
    };
    *cursor = ahead;
    Some(kind)
}

fn names(cursor: Cursor<'_>) -> Option<Vec<&str>> {
    cursor
        .parts()
        .into_iter()
        .map(|mut part| {
            let name = part.name()?;
            part.at_end().then_some(name)
        })
        .collect()
}

fn insert<'a>(cursor: &mut Cursor<'a>) -> Option<Statement<'a>> {
    cursor.keyword("INTO").then_some(())?;
    let table = cursor.name()?;
    if cursor.peek() == Some(&Token::Symbol('(')) {
        names(cursor.parenthesis()?)?;
    }
    let begins = cursor
        .peek()
        .is_some_and(|token| token.is_keyword("VALUES") || token.is_keyword("SELECT"));
    (begins && is_plain(*cursor)).then_some(())?;
    while cursor.next().is_some() {}
    Some(Statement::Insert { table })
}

fn update<'a>(cursor: &mut Cursor<'a>) -> Option<Statement<'a>> {
    let table = cursor.name()?;
    cursor.keyword("SET").then_some(())?;
    let rest = cursor.rest();
    let mut depth = 0_i64;
    let condition = rest.iter().position(|token| {
        match token {
            Token::Symbol('(') => depth += 1,
            Token::Symbol(')') => depth -= 1,
            _ => {}
        }
        depth == 0 && token.is_keyword("WHERE")
    });
    let assigned = &rest[..condition.unwrap_or(rest.len())];
    if let Some(at) = condition {
        is_plain(Cursor::new(rest.get(at + 1..)?)).then_some(())?;
    }
    let assignments = Cursor::new(assigned)
        .parts()
        .into_iter()
        .map(|mut part| {
            let column = part.name()?;
            part.symbol('=').then_some(())?;
            is_plain(part).then_some(())?;
            Some(Assignment {
                column,
                copied_from: copied_from(part),
            })
        })
        .collect::<Option<Vec<_>>>()?;
    while cursor.next().is_some() {}
    Some(Statement::Update {
        table,
        assignments,
        everywhere: condition.is_none(),
    })
}

/// `"other"` or `CAST("other" AS TYPE)`, and nothing around it.
fn copied_from(mut value: Cursor<'_>) -> Option<&str> {
    if value.keyword("CAST") {
        let mut inside = value.parenthesis()?;
        value.at_end().then_some(())?;
        let column = inside.name()?;
        inside.keyword("AS").then_some(())?;
        column_type(&mut inside)?;
        return inside.at_end().then_some(column);
    }
    match value.next()? {
        Token::Name(column) => value.at_end().then_some(column),
        _ => None,
    }
}

fn delete<'a>(cursor: &mut Cursor<'a>) -> Option<Statement<'a>> {
    cursor.keyword("FROM").then_some(())?;
    let table = cursor.name()?;
    if cursor.at_end() {
        return Some(Statement::Delete {
            table,
            everywhere: true,
        });
    }
    cursor.keyword("WHERE").then_some(())?;
    is_plain(*cursor).then_some(())?;
    while cursor.next().is_some() {}
    Some(Statement::Delete {
        table,
        everywhere: false,
    })
}
