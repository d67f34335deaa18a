//! The server that `cargo xtask` started, and a database of its own for each test.

use std::{env, path::PathBuf, process::Command};

use mendix_deploy::{
    database::Database,
    databases::{DatabaseOptions, DatabaseTls},
    secrets::SecretValue,
};
use tokio_postgres::{Client, Config, NoTls};

/// How the server is reached.
pub(crate) struct Server {
    pub(crate) port: u32,
    user: String,
    password: String,
    /// PEM file of its authority, when it has TLS.
    pub(crate) authority: Option<String>,
}

/// A schema of a database as `pg_dump` writes it, with further arguments; nothing where there is no such program.
pub(crate) fn dumped(options: &DatabaseOptions, arguments: &[&str]) -> Option<Vec<u8>> {
    let programs = env::var_os("MENDIX_DEPLOY_TEST_POSTGRES_PROGRAMS")?;
    let output = Command::new(PathBuf::from(programs).join("pg_dump"))
        .args(["--host", options.host.as_deref().unwrap()])
        .args(["--port", &options.port.unwrap().to_string()])
        .args(["--username", options.user.as_deref().unwrap()])
        .args(arguments)
        .arg(options.database.as_deref().unwrap())
        .env(
            "PGPASSWORD",
            env::var("MENDIX_DEPLOY_TEST_POSTGRES_PASSWORD").unwrap(),
        )
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(output.stdout)
}

/// A database, its superuser's connection, and how a reader reaches it.
pub(crate) struct Fresh {
    pub(crate) admin: Client,
    pub(crate) options: DatabaseOptions,
    password: SecretValue,
}

impl Server {
    /// Says that the caller is skipped when there is none.
    pub(crate) fn find(test: &str) -> Option<Self> {
        let of = |name: &str| env::var(format!("MENDIX_DEPLOY_TEST_POSTGRES_{name}")).ok();
        let Some(port) = of("PORT") else {
            println!("SKIPPED: {test}: no PostgreSQL; `cargo xtask database` starts one");
            return None;
        };
        Some(Self {
            port: port.parse().unwrap(),
            user: of("USER").unwrap(),
            password: of("PASSWORD").unwrap(),
            authority: of("CA"),
        })
    }

    pub(crate) fn options(&self, database: &str) -> DatabaseOptions {
        DatabaseOptions::default()
            .host("127.0.0.1")
            .port(self.port)
            .database(database)
            .user(self.user.as_str())
            .tls(DatabaseTls::Off)
    }

    pub(crate) fn password(&self) -> SecretValue {
        SecretValue::new(self.password.as_str())
    }

    pub(crate) async fn admin(&self, database: &str) -> Client {
        let (client, connection) = Config::new()
            .host("127.0.0.1")
            .port(u16::try_from(self.port).unwrap())
            .user(&self.user)
            .password(&self.password)
            .dbname(database)
            .connect(NoTls)
            .await
            .unwrap();
        tokio::spawn(connection);
        client
    }

    /// A new, empty database.
    pub(crate) async fn fresh(&self, database: &str) -> Fresh {
        let maintenance = self.admin("postgres").await;
        maintenance
            .batch_execute(&format!("CREATE DATABASE \"{database}\""))
            .await
            .unwrap();
        Fresh {
            admin: self.admin(database).await,
            options: self.options(database),
            password: self.password(),
        }
    }
}

impl Fresh {
    pub(crate) async fn run(&self, sql: &str) {
        self.admin
            .batch_execute(sql)
            .await
            .unwrap_or_else(|error| panic!("{error:?}\n{sql}"));
    }

    pub(crate) async fn connect(&self) -> Database {
        self.with(self.options.clone()).await
    }

    pub(crate) async fn with(&self, options: DatabaseOptions) -> Database {
        Database::connect(options, Some(self.password.clone()))
            .await
            .unwrap()
    }
}
