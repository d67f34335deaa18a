//! The database an application keeps its data in.

use std::collections::BTreeMap;

use mendix_deploy_surface::model;

use super::TextValue;
use crate::configurations::DatabaseEngine;

/// How a connection is protected. The words of PostgreSQL's `sslmode` are in parentheses.
#[model(ordered)]
pub enum ConnectionTls {
    /// Not at all (`disable`).
    Off,
    /// When the server can (`allow`, `prefer`): no protection against anybody in between.
    Preferred,
    /// Always, whoever the server is (`require`).
    Required,
    /// With a certificate of a known authority (`verify-ca`).
    VerifyAuthority,
    /// With a certificate of a known authority for this host (`verify-full`).
    VerifyFull,
}

/// The pool of connections of one instance: the database must allow `max_active` times the number of instances.
#[model(eq, options)]
pub struct PoolSpec {
    /// The most connections in use (`ConnectionPoolingMaxActive`). Default: 50.
    pub max_active: Option<u32>,
    /// The most connections kept open (`ConnectionPoolingMaxIdle`). Default: 50.
    pub max_idle: Option<u32>,
    /// The fewest connections kept open (`ConnectionPoolingMinIdle`). Default: 0.
    pub min_idle: Option<u32>,
    /// How long a request waits for a connection, in milliseconds (`ConnectionPoolingMaxWait`). Default: 10,000.
    pub max_wait_millis: Option<u32>,
}

/// The database an application keeps its data in. Single fields replace inherited ones.
#[model(eq, options)]
pub struct DatabaseSpec {
    /// The system.
    pub engine: Option<DatabaseEngine>,
    /// Its version: `15.4`, `2019`, `19c`.
    pub version: Option<String>,
    /// The host.
    pub host: Option<String>,
    /// The port. Default: the system's own.
    pub port: Option<u16>,
    /// The name of the database. For Oracle: the service name.
    pub name: Option<String>,
    /// The schema, where the system has more than one per database.
    pub schema: Option<String>,
    /// The user.
    pub user: Option<String>,
    /// The password: a secret reference.
    pub password: Option<TextValue>,
    /// The whole connection as one URL, instead of single fields: `postgres://…`, `jdbc:sqlserver://…`. With a password in
    /// it, it is a secret as a whole.
    pub url: Option<TextValue>,
    /// Further parameters of the driver: `{connectTimeout: "10"}`. Merged by name.
    pub parameters: BTreeMap<String, String>,
    /// How connections are protected.
    pub tls: Option<ConnectionTls>,
    /// Whether the operating system's account logs in instead of user and password (SQL Server, Kerberos).
    pub integrated_security: Option<bool>,
    /// The pool of connections.
    pub pool: Option<PoolSpec>,
    /// A bound service or plan that provides the database: a service instance of Cloud Foundry, a database plan of the
    /// Operator.
    pub service: Option<String>,
    /// Other names of the same host. The same for two environments says that they share a server.
    pub aliases: Vec<String>,
    /// What identifies the server, whatever it is called: two environments with one id share a server.
    pub server_id: Option<String>,
}
