//! A session that refuses writes, and snapshots in it.

use std::{
    fmt,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use mendix_deploy_model::{Error, ErrorCode, Result};
use tokio::{
    sync::{Mutex, MutexGuard},
    task::JoinHandle,
};
use tokio_postgres::Client;

use super::failure;
use crate::secrets::SecretValue;

/// How much longer than the server's own limit an answer is waited for.
const GRACE: Duration = Duration::from_secs(5);

/// What a session is set to.
pub(super) struct Limits {
    pub(super) schema: String,
    pub(super) statement: Duration,
    pub(super) lock: Duration,
}

/// A session.
pub(super) struct Session {
    client: Mutex<Client>,
    /// Carries the bytes; ends with the handle.
    driver: JoinHandle<()>,
    /// Whether a snapshot may be open: one whose call was given up is never ended.
    open: AtomicBool,
    name: String,
    password: Option<SecretValue>,
    limits: Limits,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("name", &self.name)
            .field("schema", &self.limits.schema)
            .finish_non_exhaustive()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.driver.abort();
    }
}

impl Session {
    pub(super) async fn start(
        client: Client,
        driver: JoinHandle<()>,
        name: String,
        password: Option<SecretValue>,
        limits: Limits,
    ) -> Result<Self> {
        let session = Self {
            client: Mutex::new(client),
            driver,
            open: AtomicBool::new(false),
            name,
            password,
            limits,
        };
        let settings = format!(
            "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY; \
             SET statement_timeout = {}; SET lock_timeout = {}; \
             SET idle_in_transaction_session_timeout = {}; \
             SET search_path = {}, pg_temp",
            session.limits.statement.as_millis(),
            session.limits.lock.as_millis(),
            (session.limits.statement + GRACE).as_millis(),
            quoted(&session.limits.schema),
        );
        {
            let client = session.client.lock().await;
            session.waited(client.batch_execute(&settings)).await?;
        }
        Ok(session)
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn schema(&self) -> &str {
        &self.limits.schema
    }

    /// A snapshot: everything in it sees the database at one moment.
    pub(super) async fn snapshot(&self) -> Result<Snapshot<'_>> {
        let client = self.client.lock().await;
        if self.open.swap(true, Ordering::Relaxed) {
            self.waited(client.batch_execute("ROLLBACK")).await?;
        }
        self.waited(
            client.batch_execute("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"),
        )
        .await?;
        Ok(Snapshot {
            session: self,
            client,
        })
    }

    /// Waits for an answer a little longer than the server lets it take.
    async fn waited<T>(
        &self,
        answer: impl Future<Output = Result<T, tokio_postgres::Error>>,
    ) -> Result<T> {
        match tokio::time::timeout(self.limits.statement + GRACE, answer).await {
            Ok(answer) => answer.map_err(|error| self.error(&error)),
            Err(_) => {
                // The server does not keep its own limit: nothing that comes later belongs to what is asked.
                self.driver.abort();
                Err(Error::new(
                    ErrorCode::DatabaseTimedOut,
                    format!(
                        "the database {} does not answer; the connection is given up",
                        self.name
                    ),
                )
                .with_context("database", &self.name))
            }
        }
    }

    pub(super) fn error(&self, error: &tokio_postgres::Error) -> Error {
        failure::failed(error, &self.name, self.password.as_ref())
    }
}

/// A snapshot.
pub(super) struct Snapshot<'s> {
    session: &'s Session,
    client: MutexGuard<'s, Client>,
}

impl Snapshot<'_> {
    pub(super) async fn run<'c, T, F>(&'c self, query: impl FnOnce(&'c Client) -> F) -> Result<T>
    where
        F: Future<Output = Result<T, tokio_postgres::Error>>,
    {
        self.session.waited(query(&self.client)).await
    }

    /// Ends it. Nothing was written, so there is nothing to keep.
    pub(super) async fn end(self) -> Result<()> {
        self.run(|client| client.batch_execute("ROLLBACK")).await?;
        self.session.open.store(false, Ordering::Relaxed);
        Ok(())
    }
}

/// A name in SQL, whatever is in it.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn names_cannot_leave_their_quotes() {
        assert_eq!(quoted("orders$order"), "\"orders$order\"");
        assert_eq!(quoted("a\"; DROP TABLE x --"), "\"a\"\"; DROP TABLE x --\"");
    }
}
