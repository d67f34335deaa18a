//! The handle.

use mendix_deploy_model::{
    Result,
    comparisons::{ChangeDirection, Changes},
    databases::DatabaseOptions,
    models::AppModel,
};

use super::{answer, catalogue, connect, session::Session};
use crate::secrets::SecretValue;

/// A connection to a database, for reading. Calls take turns; dropping the handle ends the session.
///
/// ```no_run
/// use mendix_deploy::{database::Database, databases::DatabaseOptions, secrets::SecretValue};
///
/// # async fn example(password: SecretValue) -> mendix_deploy::Result<()> {
/// let options = DatabaseOptions::default().host("db.example").database("orders").user("reader");
/// let database = Database::connect(options, Some(password)).await?;
/// let model = database.catalogue().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Database {
    session: Session,
}

impl Database {
    /// Connects, and makes the session refuse writes.
    ///
    /// # Errors
    ///
    /// `input.invalid` for options that cannot be used, `database.connect`, `database.refused`, `database.timed_out`.
    pub async fn connect(options: DatabaseOptions, password: Option<SecretValue>) -> Result<Self> {
        Ok(Self {
            session: connect::connect(&options, password).await?,
        })
    }

    /// The name of the database.
    #[must_use]
    pub fn name(&self) -> &str {
        self.session.name()
    }

    /// What is stored, as the runtime's catalogue in this database has it: the old side of a comparison.
    ///
    /// # Errors
    ///
    /// `database.catalogue_missing` when no runtime has started on this schema, `database.catalogue_invalid`,
    /// `database.no_access`, `database.timed_out`, `database.connect` when the connection is gone.
    pub async fn catalogue(&self) -> Result<AppModel> {
        catalogue::read(&self.session).await
    }

    /// Asks this database the questions of a comparison that are about one direction, and decides again: `forward`
    /// before the new version starts, `backward` before the old version starts again.
    ///
    /// A question that cannot be answered, such as for lack of time or rights, says why and stays open; nothing is ever
    /// called safe because of it.
    pub async fn answer(&self, changes: &mut Changes, direction: ChangeDirection) {
        answer::answer(&self.session, changes, direction).await;
    }
}
