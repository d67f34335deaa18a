//! Error classes: what `except` and `instanceof` are written against.

use mendix_deploy_surface::model;

/// The class of an error. Python and Node have one class per value (`NotFound` becomes `NotFoundError`), all with the
/// base `MendixDeployError`.
#[model]
pub enum ErrorClass {
    /// The caller's input is wrong. In Python also a `ValueError`.
    InvalidInput,
    /// The landscape document is wrong; all reasons at once. In Python also a `ValueError`.
    InvalidLandscape,
    /// A file is not a usable package. In Python also a `ValueError`.
    InvalidPackage,
    /// Credentials are missing or were refused.
    CredentialsRefused,
    /// The user lacks a right on the platform.
    NotPermitted,
    /// The named thing does not exist. In Python also a `LookupError`.
    NotFound,
    /// The state of the environment or package forbids the call.
    Conflict,
    /// The platform asks to slow down.
    RateLimited,
    /// The platform is not available for now.
    Unavailable,
    /// The network between here and the platform failed. In Python also a `ConnectionError`.
    NetworkFailed,
    /// The answer is not what the platform documents.
    UnexpectedAnswer,
    /// The platform tried and reports failure: a build, a start, a restore.
    PlatformFailed,
    /// A single call took longer than allowed. In Python also a `TimeoutError`.
    CallTimeout,
    /// Waiting for the platform took longer than allowed; its work may go on. In Python also a `TimeoutError`.
    WaitTimeout,
    /// The caller cancelled the call.
    CallCancelled,
    /// The facts have changed since the plan was made.
    StalePlan,
    /// The plan may not be started: findings, approvals, unknown steps.
    PlanRefused,
    /// A run ended in failure; its outcome says in which state.
    RunFailed,
    /// A run stopped at a safe point because it was asked to.
    RunStopped,
    /// The platform cannot tell whether an effect happened; a person decides.
    NeedsDecision,
    /// Somebody else runs against this environment.
    RunLocked,
    /// The journal cannot be read or written.
    JournalFailed,
    /// Going back is not safe and the loss was not accepted.
    RollbackRefused,
    /// A local file cannot be read or written. In Python also an `OSError`.
    LocalFile,
    /// A document is of a newer version or not of the expected kind.
    UnreadableDocument,
    /// Secrets cannot be had; all reasons at once.
    SecretsUnresolved,
    /// A defect of this library.
    Internal,
}
