//! How a database is reached.

use mendix_deploy_surface::model;

/// Whether the connection is encrypted. An encrypted one is always verified: name and authority of the server.
#[model]
pub enum DatabaseTls {
    /// Encrypted and verified; anything else is refused.
    Verified,
    /// Not encrypted, for a socket or a network of one's own.
    Off,
}

/// Options of a connection to a PostgreSQL database.
#[model(options)]
pub struct DatabaseOptions {
    /// Host name, address, or folder of a socket; `localhost`.
    pub host: Option<String>,
    /// Port; 5432.
    pub port: Option<u32>,
    /// Name of the database; that of the user.
    pub database: Option<String>,
    /// User. One that may only read is enough.
    pub user: Option<String>,
    /// Schema of the app's tables; `public`.
    pub schema: Option<String>,
    /// Encryption; `verified`.
    pub tls: Option<DatabaseTls>,
    /// Further certificate authorities: paths of PEM files.
    pub ca_certificates: Vec<String>,
    /// Time allowed to connect; 10.
    pub connect_timeout_seconds: Option<u64>,
    /// Time allowed for one query; 30. A count over a large table takes long.
    pub statement_timeout_seconds: Option<u64>,
    /// Time a query may wait for a lock, such as that of a runtime that synchronises; 5.
    pub lock_timeout_seconds: Option<u64>,
    /// Name under which the session is listed; `mendix-deploy`.
    pub application_name: Option<String>,
}
