//! Jobs of the platform that go on without us: wait for one, watch it, resume it by id.

use std::{fmt, sync::Arc, time::Duration};

use futures::future::BoxFuture;
use mendix_deploy_model::{
    Error, ErrorClass, ErrorCode, Result, clients::OperationProgress, error::Retry, time::Timestamp,
};

use crate::clock::Clock;

/// So many looks in a row may find nobody before waiting ends.
const TOLERATED: u32 = 10;

/// What a look at an operation found.
pub(crate) enum Look<T> {
    /// Under way, with the platform's word.
    Running(String),
    Done(T),
}

type Poll<T> = Arc<dyn Fn() -> BoxFuture<'static, Result<Look<T>>> + Send + Sync>;

/// A job of the platform. Dropping it, or ending the wait, does not end the job.
#[must_use = "an operation goes on without being watched; `wait` tells how it ended"]
pub struct Operation<T> {
    id: String,
    kind: &'static str,
    poll: Poll<T>,
    clock: Arc<dyn Clock>,
    pace: Duration,
    deadline: Duration,
    began: Timestamp,
    looked: bool,
    /// Looks in a row that found nobody to answer.
    unanswered: u32,
    ended: bool,
    result: Option<T>,
}

impl<T: Clone> Operation<T> {
    pub(crate) fn new<F>(
        kind: &'static str,
        id: String,
        clock: Arc<dyn Clock>,
        pace: Duration,
        poll: F,
    ) -> Self
    where
        F: Fn() -> BoxFuture<'static, Result<Look<T>>> + Send + Sync + 'static,
    {
        let began = clock.now();
        Self {
            id,
            kind,
            poll: Arc::new(poll),
            clock,
            pace,
            deadline: Duration::from_secs(3 * 3600),
            began,
            looked: false,
            unanswered: 0,
            ended: false,
            result: None,
        }
    }

    /// Its id on the platform, to resume it by.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Waits no longer than this; three hours unless set.
    pub fn with_deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Looks once. The result when the operation has ended.
    ///
    /// # Errors
    ///
    /// Those of the call, and the operation's own failure.
    pub async fn poll(&mut self) -> Result<Option<T>> {
        match self.look().await? {
            (_, Some(result)) => Ok(Some(result)),
            _ => Ok(None),
        }
    }

    /// Waits, looks, and says what it saw; `None` once the end was reported.
    ///
    /// # Errors
    ///
    /// As [`Operation::wait`].
    pub async fn next_progress(&mut self) -> Result<Option<OperationProgress>> {
        if self.ended {
            return Ok(None);
        }
        let (status, result) = self.step().await?;
        self.ended = result.is_some();
        Ok(Some(OperationProgress {
            id: self.id.clone(),
            operation: self.kind.to_owned(),
            status,
            elapsed_seconds: self.elapsed().as_secs(),
            finished: self.ended,
        }))
    }

    /// Waits for the end.
    ///
    /// # Errors
    ///
    /// The operation's own failure; `wait.timed_out` when the deadline has passed, and then the operation may go on.
    pub async fn wait(&mut self) -> Result<T> {
        loop {
            if let (_, Some(result)) = self.step().await? {
                self.ended = true;
                return Ok(result);
            }
        }
    }

    async fn step(&mut self) -> Result<(String, Option<T>)> {
        if let Some(result) = &self.result {
            return Ok(("done".to_owned(), Some(result.clone())));
        }
        if self.looked {
            let elapsed = self.elapsed();
            if elapsed >= self.deadline {
                return Err(Error::new(
                    ErrorCode::WaitTimedOut,
                    format!(
                        "the {} has not ended after {} seconds",
                        self.kind,
                        elapsed.as_secs()
                    ),
                )
                .with_context("operation", &self.id));
            }
            let pause = self.pace.min(self.deadline.saturating_sub(elapsed));
            self.clock.sleep(pause).await;
        }
        match self.look().await {
            // The job goes on while the platform or the network is away for a moment.
            Err(error) if is_absence(&error) && self.unanswered < TOLERATED => {
                self.unanswered += 1;
                Ok(("unanswered".to_owned(), None))
            }
            outcome => outcome,
        }
    }

    async fn look(&mut self) -> Result<(String, Option<T>)> {
        self.looked = true;
        let look = (self.poll)().await?;
        self.unanswered = 0;
        match look {
            Look::Running(status) => Ok((status, None)),
            Look::Done(result) => {
                self.result = Some(result.clone());
                Ok(("done".to_owned(), Some(result)))
            }
        }
    }

    fn elapsed(&self) -> Duration {
        let millis = self
            .clock
            .now()
            .unix_millis()
            .saturating_sub(self.began.unix_millis());
        Duration::from_millis(u64::try_from(millis).unwrap_or(0))
    }
}

/// Whether nobody answered, as opposed to an answer that says no. The call itself was tried as often as allowed.
fn is_absence(error: &Error) -> bool {
    error.retry() != Retry::Permanent
        && matches!(
            error.class(),
            ErrorClass::NetworkFailed
                | ErrorClass::CallTimeout
                | ErrorClass::RateLimited
                | ErrorClass::Unavailable
        )
}

impl<T> fmt::Debug for Operation<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Operation")
            .field("id", &self.id)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}
