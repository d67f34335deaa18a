//! Connection strings: read in every form that engines and Mendix' tools use, written, converted without losing a
//! parameter, and compared.

mod compare;
mod jdbc;
mod text;
mod url;

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    configurations::{ConnectionForm, DatabaseConnection, DatabaseEngine},
};

pub use compare::same_database;

/// Longest connection string that is read.
const MAX_LENGTH: usize = 65_536;

/// Takes a connection string apart: a URL or JDBC, of PostgreSQL, SQL Server, Oracle, MySQL, Db2 or SAP HANA.
///
/// # Errors
///
/// `input.invalid` for anything else; the message never repeats the text, which may hold a password.
pub fn parse_connection(text: &str) -> Result<DatabaseConnection> {
    if text.len() > MAX_LENGTH {
        return Err(invalid("it is longer than 64 KB"));
    }
    if text.chars().any(|c| c == '\0' || c == '\n' || c == '\r') {
        return Err(invalid("it has a line break or a zero byte"));
    }
    match text.strip_prefix("jdbc:") {
        Some(rest) => jdbc::parse(rest),
        None => url::parse(text),
    }
}

/// The engine as the runtime spells it in `DatabaseType`.
#[must_use]
pub fn database_type(engine: DatabaseEngine) -> &'static str {
    match engine {
        DatabaseEngine::Postgresql => "POSTGRESQL",
        DatabaseEngine::SqlServer => "SQLSERVER",
        DatabaseEngine::Oracle => "ORACLE",
        DatabaseEngine::Mysql => "MYSQL",
        DatabaseEngine::Db2 => "DB2",
        DatabaseEngine::Hana => "SAPHANA",
    }
}

/// Writes a connection in its own form. Reading what was written gives the same connection.
///
/// # Errors
///
/// `input.invalid` for what the form has no way to write, such as a `;` in a value of Db2, or a descriptor of Oracle in a URL.
pub fn print_connection(connection: &DatabaseConnection) -> Result<String> {
    let text = match connection.form {
        ConnectionForm::Url => url::print(connection)?,
        ConnectionForm::Jdbc => jdbc::print(connection)?,
    };
    // What reads back as something else would connect to something else.
    match parse_connection(&text) {
        Ok(read) if read == *connection => Ok(text),
        _ => Err(invalid(
            "a part of it has no way to be written in this form: an empty name, a reserved character, or a parameter that has a field of its own",
        )),
    }
}

/// Writes a connection string in the other form, with every parameter.
///
/// # Errors
///
/// As [`parse_connection`] and [`print_connection`].
pub fn convert_connection(text: &str, form: ConnectionForm) -> Result<String> {
    let mut connection = parse_connection(text)?;
    connection.form = form;
    // The old form of a SID needs its port.
    if form == ConnectionForm::Jdbc && connection.sid.is_some() {
        for server in &mut connection.servers {
            server.port.get_or_insert(1_521);
        }
    }
    print_connection(&connection)
}

fn invalid(why: &str) -> Error {
    Error::new(
        ErrorCode::InputInvalid,
        format!("the connection string cannot be used: {why}"),
    )
    .with_remedy(
        "Write scheme://user:password@host:port/name with user and password percent-encoded, or the JDBC URL of the engine's driver.",
    )
}

#[cfg(test)]
mod tests;
