//! The queries: standard SQL as PostgreSQL understands it, names quoted, one number each.

use super::places::{Column, Links};

fn name(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

pub(super) fn rows(table: &str) -> String {
    format!("SELECT count(*) FROM {}", name(table))
}

pub(super) fn values(column: &Column) -> String {
    format!(
        "SELECT count({}) FROM {}",
        name(&column.column),
        name(&column.table)
    )
}

pub(super) fn longest(column: &Column) -> String {
    format!(
        "SELECT coalesce(max(char_length({})), 0) FROM {}",
        name(&column.column),
        name(&column.table)
    )
}

pub(super) fn rows_with(column: &Column, value: &str) -> String {
    format!(
        "SELECT count(*) FROM {} WHERE {} = {}",
        name(&column.table),
        name(&column.column),
        literal(value)
    )
}

/// Rows with a value that is none of these.
pub(super) fn rows_outside(column: &Column, values: &[&str]) -> String {
    let (table, column) = (name(&column.table), name(&column.column));
    if values.is_empty() {
        return format!("SELECT count({column}) FROM {table}");
    }
    let values: Vec<String> = values.iter().map(|value| literal(value)).collect();
    format!(
        "SELECT count(*) FROM {table} WHERE {column} NOT IN ({})",
        values.join(", ")
    )
}

pub(super) fn links(links: &Links) -> String {
    format!(
        "SELECT count({}) FROM {}",
        name(&links.child),
        name(&links.table)
    )
}

/// Objects with several links: parents, or children.
pub(super) fn shared(links: &Links, by_parent: bool) -> String {
    let column = name(if by_parent {
        &links.parent
    } else {
        &links.child
    });
    repeated(&name(&links.table), &column)
}

pub(super) fn duplicates(column: &Column) -> String {
    repeated(&name(&column.table), &name(&column.column))
}

fn repeated(table: &str, column: &str) -> String {
    format!(
        "SELECT count(*) FROM (SELECT {column} FROM {table} WHERE {column} IS NOT NULL GROUP BY {column} HAVING count(*) > 1) AS repeated"
    )
}
