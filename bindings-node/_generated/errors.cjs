// Generated from the Rust core by `cargo xtask generate`. Do not edit.
'use strict'

const { MendixDeployError, named } = require('../lib/error.cjs')

class InvalidInputError extends MendixDeployError {}
class InvalidLandscapeError extends MendixDeployError {}
class InvalidPackageError extends MendixDeployError {}
class CredentialsRefusedError extends MendixDeployError {}
class NotPermittedError extends MendixDeployError {}
class NotFoundError extends MendixDeployError {}
class ConflictError extends MendixDeployError {}
class RateLimitedError extends MendixDeployError {}
class UnavailableError extends MendixDeployError {}
class NetworkFailedError extends MendixDeployError {}
class UnexpectedAnswerError extends MendixDeployError {}
class PlatformFailedError extends MendixDeployError {}
class CallTimeoutError extends MendixDeployError {}
class WaitTimeoutError extends MendixDeployError {}
class CallCancelledError extends MendixDeployError {}
class StalePlanError extends MendixDeployError {}
class PlanRefusedError extends MendixDeployError {}
class RunFailedError extends MendixDeployError {}
class RunStoppedError extends MendixDeployError {}
class NeedsDecisionError extends MendixDeployError {}
class RunLockedError extends MendixDeployError {}
class JournalFailedError extends MendixDeployError {}
class RollbackRefusedError extends MendixDeployError {}
class LocalFileError extends MendixDeployError {}
class UnreadableDocumentError extends MendixDeployError {}
class SecretsUnresolvedError extends MendixDeployError {}
class InternalError extends MendixDeployError {}

const byClass = {
  invalidInput: InvalidInputError,
  invalidLandscape: InvalidLandscapeError,
  invalidPackage: InvalidPackageError,
  credentialsRefused: CredentialsRefusedError,
  notPermitted: NotPermittedError,
  notFound: NotFoundError,
  conflict: ConflictError,
  rateLimited: RateLimitedError,
  unavailable: UnavailableError,
  networkFailed: NetworkFailedError,
  unexpectedAnswer: UnexpectedAnswerError,
  platformFailed: PlatformFailedError,
  callTimeout: CallTimeoutError,
  waitTimeout: WaitTimeoutError,
  callCancelled: CallCancelledError,
  stalePlan: StalePlanError,
  planRefused: PlanRefusedError,
  runFailed: RunFailedError,
  runStopped: RunStoppedError,
  needsDecision: NeedsDecisionError,
  runLocked: RunLockedError,
  journalFailed: JournalFailedError,
  rollbackRefused: RollbackRefusedError,
  localFile: LocalFileError,
  unreadableDocument: UnreadableDocumentError,
  secretsUnresolved: SecretsUnresolvedError,
  internal: InternalError,
}
named(byClass)

module.exports = {
  byClass,
  InvalidInputError,
  InvalidLandscapeError,
  InvalidPackageError,
  CredentialsRefusedError,
  NotPermittedError,
  NotFoundError,
  ConflictError,
  RateLimitedError,
  UnavailableError,
  NetworkFailedError,
  UnexpectedAnswerError,
  PlatformFailedError,
  CallTimeoutError,
  WaitTimeoutError,
  CallCancelledError,
  StalePlanError,
  PlanRefusedError,
  RunFailedError,
  RunStoppedError,
  NeedsDecisionError,
  RunLockedError,
  JournalFailedError,
  RollbackRefusedError,
  LocalFileError,
  UnreadableDocumentError,
  SecretsUnresolvedError,
  InternalError,
}
