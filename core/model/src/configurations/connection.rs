//! Connection strings of databases, taken apart.

use mendix_deploy_surface::model;

/// A database engine that Mendix runs on.
#[model]
pub enum DatabaseEngine {
    /// PostgreSQL.
    Postgresql,
    /// Microsoft SQL Server and Azure SQL.
    SqlServer,
    /// Oracle.
    Oracle,
    /// MySQL and MariaDB.
    Mysql,
    /// IBM Db2.
    Db2,
    /// SAP HANA.
    Hana,
}

/// The two ways to write a connection.
#[model]
pub enum ConnectionForm {
    /// `scheme://user:password@host:port/name?parameter=value`.
    Url,
    /// JDBC, as the engine's own driver takes it.
    Jdbc,
}

/// A server and its port.
#[model(eq, input)]
pub struct DatabaseServer {
    /// The host's name or address, IPv6 without brackets.
    pub host: String,
    /// The port; absent: the engine's own.
    pub port: Option<u16>,
}

/// A parameter of a connection.
#[model(eq, input)]
pub struct ConnectionParameter {
    /// Its name.
    pub name: String,
    /// Its value, decoded. Some parameters hold secrets.
    #[private]
    pub value: String,
}

/// A connection to a database: every part, decoded.
#[model(eq, input)]
pub struct DatabaseConnection {
    /// The engine.
    pub engine: DatabaseEngine,
    /// How it was written, and how it will be.
    pub form: ConnectionForm,
    /// The servers; more than one for drivers that try one after the other. Empty where a descriptor stands instead.
    pub servers: Vec<DatabaseServer>,
    /// SQL Server: the named instance.
    pub instance: Option<String>,
    /// The database; for Oracle the service name.
    pub database: Option<String>,
    /// Oracle: the SID, where it is not addressed by service name.
    pub sid: Option<String>,
    /// Oracle: a connect descriptor or the alias of one, kept as it is.
    pub descriptor: Option<String>,
    /// The user.
    pub user: Option<String>,
    /// The password.
    #[private]
    pub password: Option<String>,
    /// Everything else, in order.
    pub parameters: Vec<ConnectionParameter>,
}

/// Whether two connections lead to one database.
#[model]
pub enum DatabaseSameness {
    /// They do.
    Same,
    /// They do not, as far as names tell: two names of one server are not resolved.
    Different,
    /// It cannot be told: a descriptor or an alias stands for the address, or the name of the database is missing.
    Unknown,
}
