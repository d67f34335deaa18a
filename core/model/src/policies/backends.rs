//! Facts about database and file storage.

use mendix_deploy_surface::model;

/// In which form a credential is written down. Never the credential.
#[model]
pub enum CredentialForm {
    /// A reference to a secret store.
    Reference,
    /// A variable without a default, `${NAME:?}` or `${NAME}`.
    Variable,
    /// A variable with a default in the file, `${NAME:-default}`.
    VariableWithDefault,
    /// The value itself.
    Literal,
    /// A value that everybody knows, such as `Admin1!`, or one that equals the user's name.
    KnownDefault,
    /// It is not set.
    Unset,
}

/// Facts about a database.
#[model(options)]
pub struct DatabaseFacts {
    /// The product as the runtime spells it: `POSTGRESQL`, `SQLSERVER`, `ORACLE`, …; case does not matter.
    pub database_type: Option<String>,
    /// Version of the server: `15.4`, `2019`, `19c`.
    pub version: Option<String>,
    /// Host.
    pub host: Option<String>,
    /// Port; absent: that of the product.
    pub port: Option<u32>,
    /// Name of the database.
    pub name: Option<String>,
    /// Other names of the host.
    pub host_aliases: Vec<String>,
    /// User.
    pub user: Option<String>,
    /// How the password is written down.
    pub password: Option<CredentialForm>,
    /// The connection string.
    #[private]
    pub url: Option<String>,
    /// `sslmode` of PostgreSQL, or `off`, `require`, `verify` for the others.
    pub tls: Option<String>,
    /// What tells servers apart where hosts do not: the id of an instance.
    pub server_id: Option<String>,
    /// A bound service that provides it.
    pub service: Option<String>,
    /// Whether it runs in the same pod or on the same host, so that nothing leaves the machine.
    pub same_machine: Option<bool>,
    /// Connections that the server allows.
    pub connection_limit: Option<u32>,
}

/// The kind of a file storage.
#[model]
pub enum FileStoreKind {
    /// None, and that is meant.
    #[serde(rename = "none")]
    Nothing,
    /// A folder on the machine or in the container.
    Local,
    /// Amazon S3 and what speaks its protocol.
    S3,
    /// Azure Blob Storage.
    AzureBlob,
    /// Google Cloud Storage.
    GoogleCloud,
    /// What the platform brings.
    Platform,
}

/// Facts about file storage.
#[model(options)]
pub struct FileStoreFacts {
    /// Its kind.
    pub storage: Option<FileStoreKind>,
    /// Whether a local folder is shared by all instances.
    pub shared: Option<bool>,
    /// Bucket or container.
    pub bucket: Option<String>,
    /// Prefix inside the bucket.
    pub prefix: Option<String>,
    /// Folder.
    pub path: Option<String>,
    /// Endpoint.
    pub endpoint: Option<String>,
    /// Whether it is Amazon's own S3, which needs no endpoint.
    pub amazon: Option<bool>,
    /// How the access key is written down.
    pub access_key: Option<CredentialForm>,
    /// How its secret is written down.
    pub secret_key: Option<CredentialForm>,
    /// Whether the store keeps old versions.
    pub versioned: Option<bool>,
    /// Space that files will take, in GB.
    pub planned_gigabytes: Option<u32>,
    /// Whether the folder is in the backup routine.
    pub backed_up: Option<bool>,
}
