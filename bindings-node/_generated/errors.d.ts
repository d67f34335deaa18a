// Generated from the Rust core by `cargo xtask generate`. Do not edit.
import type { ErrorClass, ErrorDetail, Effect, Retry } from './error.js'

/** Every error code. Codes are never reused. */
export type ErrorCode =
  | 'input.invalid'
  | 'input.invalid_address'
  | 'input.unconfirmed'
  | 'input.read_only'
  | 'credentials.missing'
  | 'credentials.refused'
  | 'network.dns'
  | 'network.connect'
  | 'network.tls'
  | 'network.interrupted'
  | 'network.redirect_refused'
  | 'network.host_not_allowed'
  | 'call.timed_out'
  | 'call.cancelled'
  | 'wait.timed_out'
  | 'answer.unexpected'
  | 'answer.too_large'
  | 'platform.rate_limited'
  | 'platform.unavailable'
  | 'platform.internal'
  | 'platform.refused'
  | 'mendixCloud.invalid_app_id'
  | 'mendixCloud.app_not_found'
  | 'mendixCloud.app_exists'
  | 'mendixCloud.invalid_parameters'
  | 'mendixCloud.environment_not_found'
  | 'mendixCloud.not_found'
  | 'mendixCloud.not_supported'
  | 'mendixCloud.no_access'
  | 'mendixCloud.transport_not_allowed'
  | 'mendixCloud.package_not_found'
  | 'mendixCloud.package_in_use'
  | 'mendixCloud.invalid_package'
  | 'mendixCloud.upload_failed'
  | 'mendixCloud.upload_too_large'
  | 'mendixCloud.upload_job_failed'
  | 'mendixCloud.package_processing'
  | 'mendixCloud.build_not_succeeded'
  | 'mendixCloud.build_failed'
  | 'mendixCloud.invalid_version'
  | 'mendixCloud.branch_not_found'
  | 'mendixCloud.app_is_running'
  | 'mendixCloud.not_stopped'
  | 'mendixCloud.not_deployed'
  | 'mendixCloud.invalid_runtime_version'
  | 'mendixCloud.already_started'
  | 'mendixCloud.start_job_exists'
  | 'mendixCloud.no_such_start_job'
  | 'mendixCloud.locked'
  | 'mendixCloud.db_sync_failed'
  | 'mendixCloud.invalid_db_structure'
  | 'mendixCloud.missing_constant'
  | 'mendixCloud.insecure_admin_password'
  | 'mendixCloud.startup_action_failed'
  | 'mendixCloud.start_failed'
  | 'mendixCloud.stop_failed'
  | 'mendixCloud.clean_failed'
  | 'mendixCloud.constant_not_found'
  | 'mendixCloud.setting_not_supported'
  | 'mendixCloud.scheduled_event_not_found'
  | 'mendixCloud.invalid_scheduled_event'
  | 'mendixCloud.settings_not_written'
  | 'mendixCloud.environment_busy'
  | 'mendixCloud.maintenance'
  | 'mendixCloud.unsupported_archive'
  | 'mendixCloud.restore_not_allowed'
  | 'mendixCloud.snapshot_listing_failed'
  | 'mendixCloud.backups_unavailable'
  | 'mendixCloud.snapshot_failed'
  | 'mendixCloud.archive_failed'
  | 'mendixCloud.restore_failed'
  | 'mendixCloud.link_expired'
  | 'package.unreadable'
  | 'package.not_an_archive'
  | 'package.truncated'
  | 'package.metadata_missing'
  | 'package.metadata_duplicate'
  | 'package.metadata_invalid'
  | 'package.unsafe_path'
  | 'package.too_large'
  | 'package.unsupported_entry'
  | 'package.changed'
  | 'package.model_invalid'
  | 'package.model_missing'
  | 'package.format_unsupported'
  | 'database.dump_unreadable'
  | 'database.dump_invalid'
  | 'database.catalogue_missing'
  | 'database.catalogue_invalid'
  | 'database.connect'
  | 'database.refused'
  | 'database.timed_out'
  | 'database.no_access'
  | 'database.query_failed'
  | 'landscape.unreadable'
  | 'landscape.malformed'
  | 'landscape.invalid'
  | 'landscape.unknown_name'
  | 'document.invalid'
  | 'document.newer'
  | 'file.failed'
  | 'plan.stale'
  | 'plan.blocked'
  | 'plan.altered'
  | 'plan.unapproved'
  | 'plan.unknown_step'
  | 'plan.impossible'
  | 'plan.strategy_refused'
  | 'plan.target_not_executable'
  | 'plan.frozen'
  | 'run.failed'
  | 'run.stopped'
  | 'run.needs_decision'
  | 'run.locked'
  | 'run.lease_lost'
  | 'run.not_found'
  | 'run.ended'
  | 'verify.failed'
  | 'journal.unwritable'
  | 'journal.corrupt'
  | 'journal.newer'
  | 'journal.conflict'
  | 'rollback.refused'
  | 'secrets.unresolved'
  | 'secrets.invalid_reference'
  | 'secrets.unknown_scheme'
  | 'secrets.query_after_selector'
  | 'secrets.unknown_query_key'
  | 'secrets.bad_object'
  | 'secrets.bad_selector'
  | 'secrets.credential_in_reference'
  | 'secrets.feature_not_built'
  | 'secrets.store_not_configured'
  | 'secrets.cycle'
  | 'secrets.auth_missing'
  | 'secrets.auth_failed'
  | 'secrets.auth_expired'
  | 'secrets.permission_denied'
  | 'secrets.not_found'
  | 'secrets.deleted'
  | 'secrets.destroyed'
  | 'secrets.disabled'
  | 'secrets.wrong_engine'
  | 'secrets.selector_required'
  | 'secrets.selector_not_found'
  | 'secrets.not_scalar'
  | 'secrets.null_value'
  | 'secrets.decode_failed'
  | 'secrets.not_utf8'
  | 'secrets.too_large'
  | 'secrets.throttled'
  | 'secrets.unavailable'
  | 'secrets.timeout'
  | 'secrets.tls'
  | 'secrets.dns'
  | 'secrets.protocol_error'
  | 'secrets.cancelled'
  | 'internal.unknown_code'
  | 'internal.defect'

/** Everything that mendix-deploy throws. Branch on the class or on `code`; read `remedy`. */
export declare class MendixDeployError extends Error {
  /** The word of the class. */
  readonly errorClass: ErrorClass
  /** Stable code. */
  readonly code: ErrorCode
  /** The call that failed, such as `environments.start`; empty when no call was involved. */
  readonly call: string
  /** What to do next. */
  readonly remedy: string
  /** Whether trying again can help. */
  readonly retry: Retry
  /** Whether the platform was changed. */
  readonly effect: Effect
  /** Names and ids. */
  readonly context: Readonly<Record<string, string>>
  /** The id sent with the request. */
  readonly requestId?: string | undefined
  /** The platform's own code, as it was spelled. */
  readonly platformCode?: string | undefined
  /** Data for those who branch on it. */
  readonly detail?: ErrorDetail | undefined
  /** The causes below, outermost first, as text. */
  readonly causes: ReadonlyArray<string>
}

/** The caller's input is wrong. */
export declare class InvalidInputError extends MendixDeployError {
  readonly errorClass: 'invalidInput'
  readonly code: 'input.invalid' | 'input.invalid_address' | 'input.unconfirmed' | 'input.read_only' | 'mendixCloud.invalid_app_id' | 'mendixCloud.invalid_parameters' | 'mendixCloud.invalid_version' | 'mendixCloud.setting_not_supported' | 'mendixCloud.invalid_scheduled_event' | 'mendixCloud.unsupported_archive' | 'secrets.invalid_reference' | 'secrets.unknown_scheme' | 'secrets.query_after_selector' | 'secrets.unknown_query_key' | 'secrets.bad_object' | 'secrets.bad_selector' | 'secrets.credential_in_reference' | 'secrets.feature_not_built' | 'secrets.store_not_configured' | 'secrets.cycle' | 'secrets.wrong_engine' | 'secrets.selector_required' | 'secrets.not_scalar' | 'secrets.null_value' | 'secrets.decode_failed' | 'secrets.not_utf8' | 'secrets.too_large'
}

/** The landscape document is wrong; all reasons at once. */
export declare class InvalidLandscapeError extends MendixDeployError {
  readonly errorClass: 'invalidLandscape'
  readonly code: 'landscape.malformed' | 'landscape.invalid'
}

/** A file is not a usable package. */
export declare class InvalidPackageError extends MendixDeployError {
  readonly errorClass: 'invalidPackage'
  readonly code: 'mendixCloud.invalid_package' | 'mendixCloud.upload_too_large' | 'mendixCloud.invalid_runtime_version' | 'package.not_an_archive' | 'package.truncated' | 'package.metadata_missing' | 'package.metadata_duplicate' | 'package.metadata_invalid' | 'package.unsafe_path' | 'package.too_large' | 'package.unsupported_entry' | 'package.changed' | 'package.model_invalid' | 'package.model_missing' | 'package.format_unsupported' | 'database.dump_invalid'
}

/** Credentials are missing or were refused. */
export declare class CredentialsRefusedError extends MendixDeployError {
  readonly errorClass: 'credentialsRefused'
  readonly code: 'credentials.missing' | 'credentials.refused' | 'database.refused' | 'secrets.auth_missing' | 'secrets.auth_failed' | 'secrets.auth_expired'
}

/** The user lacks a right on the platform. */
export declare class NotPermittedError extends MendixDeployError {
  readonly errorClass: 'notPermitted'
  readonly code: 'mendixCloud.no_access' | 'mendixCloud.transport_not_allowed' | 'database.no_access' | 'secrets.permission_denied'
}

/** The named thing does not exist. */
export declare class NotFoundError extends MendixDeployError {
  readonly errorClass: 'notFound'
  readonly code: 'mendixCloud.app_not_found' | 'mendixCloud.environment_not_found' | 'mendixCloud.not_found' | 'mendixCloud.package_not_found' | 'mendixCloud.branch_not_found' | 'mendixCloud.no_such_start_job' | 'mendixCloud.constant_not_found' | 'mendixCloud.scheduled_event_not_found' | 'mendixCloud.link_expired' | 'database.catalogue_missing' | 'landscape.unknown_name' | 'run.not_found' | 'secrets.not_found' | 'secrets.deleted' | 'secrets.destroyed' | 'secrets.disabled' | 'secrets.selector_not_found'
}

/** The state of the environment or package forbids the call. */
export declare class ConflictError extends MendixDeployError {
  readonly errorClass: 'conflict'
  readonly code: 'platform.refused' | 'mendixCloud.app_exists' | 'mendixCloud.not_supported' | 'mendixCloud.package_in_use' | 'mendixCloud.build_not_succeeded' | 'mendixCloud.app_is_running' | 'mendixCloud.not_stopped' | 'mendixCloud.not_deployed' | 'mendixCloud.already_started' | 'mendixCloud.start_job_exists' | 'mendixCloud.locked' | 'mendixCloud.invalid_db_structure' | 'mendixCloud.missing_constant' | 'mendixCloud.insecure_admin_password' | 'mendixCloud.settings_not_written' | 'mendixCloud.environment_busy' | 'mendixCloud.maintenance' | 'mendixCloud.restore_not_allowed' | 'run.ended'
}

/** The platform asks to slow down. */
export declare class RateLimitedError extends MendixDeployError {
  readonly errorClass: 'rateLimited'
  readonly code: 'platform.rate_limited' | 'secrets.throttled'
}

/** The platform is not available for now. */
export declare class UnavailableError extends MendixDeployError {
  readonly errorClass: 'unavailable'
  readonly code: 'platform.unavailable' | 'mendixCloud.package_processing' | 'mendixCloud.snapshot_listing_failed' | 'mendixCloud.backups_unavailable' | 'secrets.unavailable'
}

/** The network between here and the platform failed. */
export declare class NetworkFailedError extends MendixDeployError {
  readonly errorClass: 'networkFailed'
  readonly code: 'network.dns' | 'network.connect' | 'network.tls' | 'network.interrupted' | 'network.redirect_refused' | 'network.host_not_allowed' | 'database.connect' | 'secrets.tls' | 'secrets.dns'
}

/** The answer is not what the platform documents. */
export declare class UnexpectedAnswerError extends MendixDeployError {
  readonly errorClass: 'unexpectedAnswer'
  readonly code: 'answer.unexpected' | 'answer.too_large' | 'database.catalogue_invalid' | 'secrets.protocol_error'
}

/** The platform tried and reports failure: a build, a start, a restore. */
export declare class PlatformFailedError extends MendixDeployError {
  readonly errorClass: 'platformFailed'
  readonly code: 'platform.internal' | 'mendixCloud.upload_failed' | 'mendixCloud.upload_job_failed' | 'mendixCloud.build_failed' | 'mendixCloud.db_sync_failed' | 'mendixCloud.startup_action_failed' | 'mendixCloud.start_failed' | 'mendixCloud.stop_failed' | 'mendixCloud.clean_failed' | 'mendixCloud.snapshot_failed' | 'mendixCloud.archive_failed' | 'mendixCloud.restore_failed' | 'database.query_failed' | 'verify.failed'
}

/** A single call took longer than allowed. */
export declare class CallTimeoutError extends MendixDeployError {
  readonly errorClass: 'callTimeout'
  readonly code: 'call.timed_out' | 'database.timed_out' | 'secrets.timeout'
}

/** Waiting for the platform took longer than allowed; its work may go on. */
export declare class WaitTimeoutError extends MendixDeployError {
  readonly errorClass: 'waitTimeout'
  readonly code: 'wait.timed_out'
}

/** The caller cancelled the call. */
export declare class CallCancelledError extends MendixDeployError {
  readonly errorClass: 'callCancelled'
  readonly code: 'call.cancelled' | 'secrets.cancelled'
}

/** The facts have changed since the plan was made. */
export declare class StalePlanError extends MendixDeployError {
  readonly errorClass: 'stalePlan'
  readonly code: 'plan.stale'
}

/** The plan may not be started: findings, approvals, unknown steps. */
export declare class PlanRefusedError extends MendixDeployError {
  readonly errorClass: 'planRefused'
  readonly code: 'plan.blocked' | 'plan.altered' | 'plan.unapproved' | 'plan.unknown_step' | 'plan.impossible' | 'plan.strategy_refused' | 'plan.target_not_executable' | 'plan.frozen'
}

/** A run ended in failure; its outcome says in which state. */
export declare class RunFailedError extends MendixDeployError {
  readonly errorClass: 'runFailed'
  readonly code: 'run.failed'
}

/** A run stopped at a safe point because it was asked to. */
export declare class RunStoppedError extends MendixDeployError {
  readonly errorClass: 'runStopped'
  readonly code: 'run.stopped'
}

/** The platform cannot tell whether an effect happened; a person decides. */
export declare class NeedsDecisionError extends MendixDeployError {
  readonly errorClass: 'needsDecision'
  readonly code: 'run.needs_decision'
}

/** Somebody else runs against this environment. */
export declare class RunLockedError extends MendixDeployError {
  readonly errorClass: 'runLocked'
  readonly code: 'run.locked' | 'run.lease_lost'
}

/** The journal cannot be read or written. */
export declare class JournalFailedError extends MendixDeployError {
  readonly errorClass: 'journalFailed'
  readonly code: 'journal.unwritable' | 'journal.corrupt' | 'journal.newer' | 'journal.conflict'
}

/** Going back is not safe and the loss was not accepted. */
export declare class RollbackRefusedError extends MendixDeployError {
  readonly errorClass: 'rollbackRefused'
  readonly code: 'rollback.refused'
}

/** A local file cannot be read or written. */
export declare class LocalFileError extends MendixDeployError {
  readonly errorClass: 'localFile'
  readonly code: 'package.unreadable' | 'database.dump_unreadable' | 'landscape.unreadable' | 'file.failed'
}

/** A document is of a newer version or not of the expected kind. */
export declare class UnreadableDocumentError extends MendixDeployError {
  readonly errorClass: 'unreadableDocument'
  readonly code: 'document.invalid' | 'document.newer'
}

/** Secrets cannot be had; all reasons at once. */
export declare class SecretsUnresolvedError extends MendixDeployError {
  readonly errorClass: 'secretsUnresolved'
  readonly code: 'secrets.unresolved'
}

/** A defect of this library. */
export declare class InternalError extends MendixDeployError {
  readonly errorClass: 'internal'
  readonly code: 'internal.unknown_code' | 'internal.defect'
}
