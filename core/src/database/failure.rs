//! What a failure of the database means. Nothing of the password is ever in it, whatever a server answers.

use std::error::Error as _;

use mendix_deploy_model::{Error, ErrorCode};
use tokio_postgres::error::SqlState;

use crate::secrets::{MARKER, SecretValue};

/// Longest text of a server that is repeated, in characters.
const SHOWN: usize = 300;

pub(super) fn failed(
    error: &tokio_postgres::Error,
    database: &str,
    password: Option<&SecretValue>,
) -> Error {
    let code = code(error);
    let text = match error.as_db_error() {
        Some(answer) => answer.message().to_owned(),
        None => chain(error),
    };
    let what = match code {
        ErrorCode::DatabaseConnect => "cannot be reached",
        ErrorCode::DatabaseRefused => "refuses the connection",
        ErrorCode::DatabaseTimedOut => "gives up on a query",
        ErrorCode::DatabaseNoAccess => "refuses a query",
        _ => "fails a query",
    };
    let mut failure = Error::new(
        code,
        format!("the database {database} {what}: {}", shown(&text, password)),
    )
    .with_context("database", database);
    if error.code() == Some(&SqlState::LOCK_NOT_AVAILABLE) {
        failure = failure.with_remedy(
            "Ask again when nothing holds the lock, such as a runtime that synchronises the database, or raise \
             `lockTimeoutSeconds`.",
        );
    }
    if let Some(state) = error.code() {
        failure = failure
            .with_context("sqlState", state.code())
            .with_platform_code(state.code());
    }
    failure
}

fn code(error: &tokio_postgres::Error) -> ErrorCode {
    let Some(state) = error.code() else {
        let is_of_the_password = error.to_string().contains("password")
            || error
                .source()
                .is_some_and(|source| source.to_string().contains("password"));
        return if is_of_the_password {
            ErrorCode::DatabaseRefused
        } else {
            ErrorCode::DatabaseConnect
        };
    };
    if *state == SqlState::QUERY_CANCELED || *state == SqlState::LOCK_NOT_AVAILABLE {
        ErrorCode::DatabaseTimedOut
    } else if *state == SqlState::INSUFFICIENT_PRIVILEGE {
        ErrorCode::DatabaseNoAccess
    } else if *state == SqlState::INVALID_CATALOG_NAME || state.code().starts_with("28") {
        ErrorCode::DatabaseRefused
    } else if state.code().starts_with("08")
        || state.code().starts_with("57P")
        || state.code().starts_with("53")
    {
        ErrorCode::DatabaseConnect
    } else {
        ErrorCode::DatabaseQueryFailed
    }
}

fn chain(error: &tokio_postgres::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text.push_str(": ");
            text.push_str(&cause_text);
        }
        source = cause.source();
    }
    text
}

/// Text of a server, safe for a terminal and a log.
fn shown(text: &str, password: Option<&SecretValue>) -> String {
    let text = match password {
        // A server that is asked for nothing may ask for the password in clear text, and say it back.
        Some(password) if !password.reveal().is_empty() => text.replace(password.reveal(), MARKER),
        _ => text.to_owned(),
    };
    text.chars()
        .take(SHOWN)
        .flat_map(char::escape_debug)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::shown;
    use crate::secrets::SecretValue;

    #[test]
    fn a_password_that_is_said_back_is_not_repeated() {
        let password = SecretValue::new("planted-password");
        let text = shown("no user planted-password\u{1b}[31m", Some(&password));
        assert_eq!(text, "no user SecretValue(***)\\u{1b}[31m");
    }
}
