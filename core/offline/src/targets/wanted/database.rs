//! The runtime settings that a database of the landscape makes.

use mendix_deploy_model::{
    configurations::{
        ConnectionForm, ConnectionParameter, DatabaseConnection, DatabaseEngine, DatabaseServer,
        EffectiveContent,
    },
    landscapes::{ConnectionTls, DatabaseSpec, PoolSpec, TextValue},
};

use super::Wish;
use crate::configuration::database::{database_type, parse_connection, print_connection};

pub(super) fn add(spec: &DatabaseSpec, wish: &mut Wish) {
    match &spec.url {
        Some(TextValue::Literal { value, .. }) => match parse_connection(value) {
            Ok(connection) => connect(spec, connection, wish),
            // Never the text: it may hold a password.
            Err(_) => wish.refuse("database.url", "it is no connection of a known engine"),
        },
        Some(TextValue::SecretReference { .. }) => wish.refuse(
            "database.url",
            "settings cannot be made of a whole connection behind a reference; say host, name and user, and keep only the password secret",
        ),
        None => fields(spec, wish),
    }
    if spec.integrated_security == Some(true) {
        wish.set(
            "DatabaseUseIntegratedSecurity",
            EffectiveContent::Boolean { value: true },
        );
    }
    if let Some(pool) = &spec.pool {
        add_pool(pool, wish);
    }
}

/// A connection from the single fields of the landscape.
fn fields(spec: &DatabaseSpec, wish: &mut Wish) {
    let (Some(engine), Some(host)) = (spec.engine, &spec.host) else {
        return;
    };
    let connection = DatabaseConnection {
        engine,
        form: ConnectionForm::Jdbc,
        servers: vec![DatabaseServer {
            host: host.clone(),
            port: spec.port,
        }],
        instance: None,
        database: spec.name.clone(),
        sid: None,
        descriptor: None,
        user: None,
        password: None,
        parameters: Vec::new(),
    };
    connect(spec, connection, wish);
}

/// Single settings where they say everything, and the JDBC URL where parameters of the driver are needed.
fn connect(spec: &DatabaseSpec, mut connection: DatabaseConnection, wish: &mut Wish) {
    let user = spec.user.clone().or_else(|| connection.user.take());
    let password = connection.password.take();
    connection.user = None;
    connection.form = ConnectionForm::Jdbc;
    if let Some(tls) = spec.tls {
        protect(&mut connection, tls, wish);
    }
    for (name, value) in &spec.parameters {
        put(&mut connection.parameters, name, value);
    }
    wish.set_text("DatabaseType", Some(database_type(connection.engine)));
    if let [server] = connection.servers.as_slice() {
        let host = if server.host.contains(':') {
            format!("[{}]", server.host)
        } else {
            server.host.clone()
        };
        let port = server
            .port
            .map(|port| format!(":{port}"))
            .unwrap_or_default();
        wish.set_text("DatabaseHost", Some(&format!("{host}{port}")));
    }
    let name = match connection.engine {
        DatabaseEngine::Oracle => "OracleServiceName",
        _ => "DatabaseName",
    };
    wish.set_text(name, connection.database.as_deref());
    let needs_url = !connection.parameters.is_empty()
        || connection.servers.len() != 1
        || connection.instance.is_some()
        || connection.sid.is_some()
        || connection.descriptor.is_some();
    if needs_url {
        match print_connection(&connection) {
            Ok(url) => wish.set_text("DatabaseJdbcUrl", Some(&url)),
            Err(_) => wish.refuse(
                "database",
                "its parameters cannot be written as a JDBC URL of this engine",
            ),
        }
    }
    wish.set_text("DatabaseUserName", user.as_deref());
    match (&spec.password, password) {
        (None, Some(password)) => wish.set_text("DatabasePassword", Some(&password)),
        (password, _) => wish.set_secret("DatabasePassword", password.as_ref()),
    }
}

/// How the connection is protected, in the words of the engine's driver.
fn protect(connection: &mut DatabaseConnection, tls: ConnectionTls, wish: &mut Wish) {
    let words: &[(&str, &str)] = match (connection.engine, tls) {
        (DatabaseEngine::Postgresql, ConnectionTls::Off) => &[("sslmode", "disable")],
        (DatabaseEngine::Postgresql, ConnectionTls::Preferred) => &[("sslmode", "prefer")],
        (DatabaseEngine::Postgresql, ConnectionTls::Required) => &[("sslmode", "require")],
        (DatabaseEngine::Postgresql, ConnectionTls::VerifyAuthority) => &[("sslmode", "verify-ca")],
        (DatabaseEngine::Postgresql, ConnectionTls::VerifyFull) => &[("sslmode", "verify-full")],
        (DatabaseEngine::SqlServer, ConnectionTls::Off) => &[("encrypt", "false")],
        (DatabaseEngine::SqlServer, ConnectionTls::Preferred | ConnectionTls::Required) => {
            &[("encrypt", "true"), ("trustServerCertificate", "true")]
        }
        (DatabaseEngine::SqlServer, ConnectionTls::VerifyAuthority | ConnectionTls::VerifyFull) => {
            &[("encrypt", "true"), ("trustServerCertificate", "false")]
        }
        (_, ConnectionTls::Off) => &[],
        _ => {
            wish.refuse(
                "database.tls",
                "for this engine it is said with `parameters` of its own driver",
            );
            &[]
        }
    };
    for (name, value) in words {
        put(&mut connection.parameters, name, value);
    }
}

fn put(parameters: &mut Vec<ConnectionParameter>, name: &str, value: &str) {
    parameters.retain(|parameter| parameter.name != name);
    parameters.push(ConnectionParameter {
        name: name.to_owned(),
        value: value.to_owned(),
    });
}

fn add_pool(pool: &PoolSpec, wish: &mut Wish) {
    for (name, amount) in [
        ("ConnectionPoolingMaxActive", pool.max_active),
        ("ConnectionPoolingMaxIdle", pool.max_idle),
        ("ConnectionPoolingMinIdle", pool.min_idle),
        ("ConnectionPoolingMaxWait", pool.max_wait_millis),
    ] {
        if let Some(amount) = amount {
            let number = amount.to_string();
            wish.set(name, EffectiveContent::Number { number });
        }
    }
}
