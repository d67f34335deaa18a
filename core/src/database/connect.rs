//! From options to a session.

use std::time::Duration;

use mendix_deploy_model::{
    Error, ErrorCode, Result,
    clients::ClientOptions,
    databases::{DatabaseOptions, DatabaseTls},
};
use tokio::task::JoinHandle;
use tokio_postgres::{
    Client, Config, NoTls,
    config::SslMode,
    tls::{MakeTlsConnect, TlsConnect},
};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{
    failure,
    session::{Limits, Session},
};
use crate::{http::tls, secrets::SecretValue};

/// The longest time that may be asked for: PostgreSQL counts milliseconds in 31 bits.
const LONGEST: u64 = 24 * 60 * 60;

pub(super) async fn connect(
    options: &DatabaseOptions,
    password: Option<SecretValue>,
) -> Result<Session> {
    let user = options
        .user
        .as_deref()
        .filter(|user| !user.is_empty())
        .ok_or_else(|| invalid("user", "a user is needed"))?;
    let name = options.database.as_deref().unwrap_or(user);
    let schema = options.schema.as_deref().unwrap_or("public");
    let port = options.port.unwrap_or(5432);
    let port = u16::try_from(port).map_err(|_| invalid("port", "a port is at most 65535"))?;
    for (field, text) in [("user", user), ("database", name), ("schema", schema)] {
        if text.is_empty() || text.contains('\0') {
            return Err(invalid(
                field,
                "a name is neither empty nor has a zero byte",
            ));
        }
    }
    let connect_timeout = seconds("connectTimeoutSeconds", options.connect_timeout_seconds, 10)?;
    let limits = Limits {
        schema: schema.to_owned(),
        statement: seconds(
            "statementTimeoutSeconds",
            options.statement_timeout_seconds,
            30,
        )?,
        lock: seconds("lockTimeoutSeconds", options.lock_timeout_seconds, 5)?,
    };

    let mut config = Config::new();
    config
        .host(options.host.as_deref().unwrap_or("localhost"))
        .port(port)
        .user(user)
        .dbname(name)
        .connect_timeout(connect_timeout)
        .application_name(
            options
                .application_name
                .as_deref()
                .unwrap_or("mendix-deploy"),
        );
    if let Some(password) = &password {
        config.password(password.reveal());
    }
    let opening = async {
        match options.tls.unwrap_or(DatabaseTls::Verified) {
            DatabaseTls::Off => {
                config.ssl_mode(SslMode::Disable);
                open(&config, NoTls).await
            }
            DatabaseTls::Verified => {
                let trusted =
                    ClientOptions::default().ca_certificates(options.ca_certificates.clone());
                let tls = MakeRustlsConnect::new(tls::configuration(&trusted)?);
                config.ssl_mode(SslMode::Require);
                open(&config, tls).await
            }
        }
        .map_err(|error| failure::failed(&error, name, password.as_ref()))
    };
    let (client, driver) = tokio::time::timeout(connect_timeout, opening)
        .await
        .map_err(|_| {
            Error::new(
                ErrorCode::DatabaseConnect,
                format!(
                    "the database {name} does not answer within {} s",
                    connect_timeout.as_secs()
                ),
            )
            .with_context("database", name)
        })??;
    Session::start(client, driver, name.to_owned(), password, limits).await
}

async fn open<T>(config: &Config, tls: T) -> Result<(Client, JoinHandle<()>), tokio_postgres::Error>
where
    T: MakeTlsConnect<tokio_postgres::Socket>,
    T::Stream: Send + 'static,
    T::TlsConnect: Send,
    <T::TlsConnect as TlsConnect<tokio_postgres::Socket>>::Future: Send,
{
    let (client, connection) = config.connect(tls).await?;
    // Its failure reaches whoever waits for an answer.
    let driver = tokio::spawn(async move { drop(connection.await) });
    Ok((client, driver))
}

fn seconds(option: &str, value: Option<u64>, default: u64) -> Result<Duration> {
    match value.unwrap_or(default) {
        seconds @ 1..=LONGEST => Ok(Duration::from_secs(seconds)),
        _ => Err(invalid(option, "a time limit is from one second to a day")),
    }
}

fn invalid(option: &str, why: &str) -> Error {
    Error::new(ErrorCode::InputInvalid, format!("{option}: {why}")).with_context("option", option)
}
