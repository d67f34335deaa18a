//! What the engine asks of a target: look whether a step's state is reached, and send the one request that brings it
//! about. Deciding, recording, waiting and fencing is the engine's.

use std::{sync::Arc, time::Duration};

use futures::future::BoxFuture;
use mendix_deploy_model::{
    Error, Result,
    plans::{Savepoint, Step},
    runs::RunProgress,
    time::Timestamp,
};
use tokio::sync::watch;

use super::{
    journal::Journal,
    state::{Facts, RunState, StepMemory},
};

/// What a look at the platform shows.
#[derive(Debug, Clone)]
pub enum Observation {
    /// The step's state is reached.
    Reached {
        /// What was seen, one sentence.
        saw: String,
        /// What later steps need.
        facts: Facts,
    },
    /// It is not, and nothing is under way that would bring it about: send.
    ToDo {
        /// What was seen, one sentence.
        saw: String,
    },
    /// Something is under way, or what was read may be stale: look again later.
    UnderWay {
        /// What was seen, one sentence.
        saw: String,
    },
    /// The platform cannot tell whether an earlier request had its effect.
    Undecidable {
        /// What is known, one sentence each.
        known: Vec<String>,
        /// The choices, one sentence each.
        choices: Vec<String>,
    },
    /// The platform says that it failed. Not tried again.
    Failed {
        /// Why.
        error: Box<Error>,
    },
}

/// What the answer to a request holds.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// Ids in the answer.
    pub facts: Facts,
    /// The savepoint with its values, from the step that records it.
    pub savepoint: Option<Box<Savepoint>>,
}

impl Answer {
    /// An answer with one id.
    #[must_use]
    pub fn with(name: &str, value: impl ToString) -> Self {
        Self {
            facts: Facts::from([(name.to_owned(), value.to_string())]),
            savepoint: None,
        }
    }
}

/// Everything about the step at hand.
#[derive(Clone, Copy)]
pub struct StepContext<'a> {
    /// The step.
    pub step: &'a Step,
    /// What the journal says about it.
    pub memory: &'a StepMemory,
    /// The whole run.
    pub state: &'a RunState,
    /// Now, by the run's clock.
    pub now: Timestamp,
    /// Where kept files are.
    pub journal: &'a Arc<dyn Journal>,
    /// Where byte progress goes.
    pub progress: &'a watch::Sender<Option<RunProgress>>,
}

/// A target's half of a run.
pub trait StepExecutor: Send + Sync + 'static {
    /// The pause between two looks, where a step suggests `usual`.
    fn pace(&self, usual: Duration) -> Duration {
        usual
    }

    /// Looks at the platform. Sends nothing that changes anything.
    ///
    /// # Errors
    ///
    /// Of reading. A temporary one is tried again until the step's deadline.
    fn observe<'a>(&'a self, at: StepContext<'a>) -> BoxFuture<'a, Result<Observation>>;

    /// Sends the step's request, once. Called only after [`Observation::ToDo`], with the intent in the journal and the
    /// lease confirmed.
    ///
    /// # Errors
    ///
    /// The refusal. Its `effect` decides: `none` and temporary is tried again, `unknown` is looked into first.
    fn act<'a>(&'a self, at: StepContext<'a>) -> BoxFuture<'a, Result<Answer>>;
}
