# Generated from the Rust core by `cargo xtask generate`. Do not edit.
"""One class per error class of the core, and every code."""

from typing import Final

from .._errors import MendixDeployError


class InvalidInputError(MendixDeployError, ValueError):
    """The caller's input is wrong. In Python also a `ValueError`."""


class InvalidLandscapeError(MendixDeployError, ValueError):
    """The landscape document is wrong; all reasons at once. In Python also a `ValueError`."""


class InvalidPackageError(MendixDeployError, ValueError):
    """A file is not a usable package. In Python also a `ValueError`."""


class CredentialsRefusedError(MendixDeployError):
    """Credentials are missing or were refused."""


class NotPermittedError(MendixDeployError):
    """The user lacks a right on the platform."""


class NotFoundError(MendixDeployError, LookupError):
    """The named thing does not exist. In Python also a `LookupError`."""


class ConflictError(MendixDeployError):
    """The state of the environment or package forbids the call."""


class RateLimitedError(MendixDeployError):
    """The platform asks to slow down."""


class UnavailableError(MendixDeployError):
    """The platform is not available for now."""


class NetworkFailedError(MendixDeployError, ConnectionError):
    """The network between here and the platform failed. In Python also a `ConnectionError`."""


class UnexpectedAnswerError(MendixDeployError):
    """The answer is not what the platform documents."""


class PlatformFailedError(MendixDeployError):
    """The platform tried and reports failure: a build, a start, a restore."""


class CallTimeoutError(MendixDeployError, TimeoutError):
    """A single call took longer than allowed. In Python also a `TimeoutError`."""


class WaitTimeoutError(MendixDeployError, TimeoutError):
    """Waiting for the platform took longer than allowed; its work may go on. In Python also a `TimeoutError`."""


class CallCancelledError(MendixDeployError):
    """The caller cancelled the call."""


class StalePlanError(MendixDeployError):
    """The facts have changed since the plan was made."""


class PlanRefusedError(MendixDeployError):
    """The plan may not be started: findings, approvals, unknown steps."""


class RunFailedError(MendixDeployError):
    """A run ended in failure; its outcome says in which state."""


class RunStoppedError(MendixDeployError):
    """A run stopped at a safe point because it was asked to."""


class NeedsDecisionError(MendixDeployError):
    """The platform cannot tell whether an effect happened; a person decides."""


class RunLockedError(MendixDeployError):
    """Somebody else runs against this environment."""


class JournalFailedError(MendixDeployError):
    """The journal cannot be read or written."""


class RollbackRefusedError(MendixDeployError):
    """Going back is not safe and the loss was not accepted."""


class LocalFileError(MendixDeployError, OSError):
    """A local file cannot be read or written. In Python also an `OSError`."""


class UnreadableDocumentError(MendixDeployError):
    """A document is of a newer version or not of the expected kind."""


class SecretsUnresolvedError(MendixDeployError):
    """Secrets cannot be had; all reasons at once."""


class InternalError(MendixDeployError):
    """A defect of this library."""


CLASSES: Final[dict[str, type[MendixDeployError]]] = {
    "invalidInput": InvalidInputError,
    "invalidLandscape": InvalidLandscapeError,
    "invalidPackage": InvalidPackageError,
    "credentialsRefused": CredentialsRefusedError,
    "notPermitted": NotPermittedError,
    "notFound": NotFoundError,
    "conflict": ConflictError,
    "rateLimited": RateLimitedError,
    "unavailable": UnavailableError,
    "networkFailed": NetworkFailedError,
    "unexpectedAnswer": UnexpectedAnswerError,
    "platformFailed": PlatformFailedError,
    "callTimeout": CallTimeoutError,
    "waitTimeout": WaitTimeoutError,
    "callCancelled": CallCancelledError,
    "stalePlan": StalePlanError,
    "planRefused": PlanRefusedError,
    "runFailed": RunFailedError,
    "runStopped": RunStoppedError,
    "needsDecision": NeedsDecisionError,
    "runLocked": RunLockedError,
    "journalFailed": JournalFailedError,
    "rollbackRefused": RollbackRefusedError,
    "localFile": LocalFileError,
    "unreadableDocument": UnreadableDocumentError,
    "secretsUnresolved": SecretsUnresolvedError,
    "internal": InternalError,
}
"""Class by the word of `ErrorInfo.error_class`."""

CODES: Final[dict[str, str]] = {
    "input.invalid": "invalidInput",
    "input.invalid_address": "invalidInput",
    "input.unconfirmed": "invalidInput",
    "input.read_only": "invalidInput",
    "credentials.missing": "credentialsRefused",
    "credentials.refused": "credentialsRefused",
    "network.dns": "networkFailed",
    "network.connect": "networkFailed",
    "network.tls": "networkFailed",
    "network.interrupted": "networkFailed",
    "network.redirect_refused": "networkFailed",
    "network.host_not_allowed": "networkFailed",
    "call.timed_out": "callTimeout",
    "call.cancelled": "callCancelled",
    "wait.timed_out": "waitTimeout",
    "answer.unexpected": "unexpectedAnswer",
    "answer.too_large": "unexpectedAnswer",
    "platform.rate_limited": "rateLimited",
    "platform.unavailable": "unavailable",
    "platform.internal": "platformFailed",
    "platform.refused": "conflict",
    "mendixCloud.invalid_app_id": "invalidInput",
    "mendixCloud.app_not_found": "notFound",
    "mendixCloud.app_exists": "conflict",
    "mendixCloud.invalid_parameters": "invalidInput",
    "mendixCloud.environment_not_found": "notFound",
    "mendixCloud.not_found": "notFound",
    "mendixCloud.not_supported": "conflict",
    "mendixCloud.no_access": "notPermitted",
    "mendixCloud.transport_not_allowed": "notPermitted",
    "mendixCloud.package_not_found": "notFound",
    "mendixCloud.package_in_use": "conflict",
    "mendixCloud.invalid_package": "invalidPackage",
    "mendixCloud.upload_failed": "platformFailed",
    "mendixCloud.upload_too_large": "invalidPackage",
    "mendixCloud.upload_job_failed": "platformFailed",
    "mendixCloud.package_processing": "unavailable",
    "mendixCloud.build_not_succeeded": "conflict",
    "mendixCloud.build_failed": "platformFailed",
    "mendixCloud.invalid_version": "invalidInput",
    "mendixCloud.branch_not_found": "notFound",
    "mendixCloud.app_is_running": "conflict",
    "mendixCloud.not_stopped": "conflict",
    "mendixCloud.not_deployed": "conflict",
    "mendixCloud.invalid_runtime_version": "invalidPackage",
    "mendixCloud.already_started": "conflict",
    "mendixCloud.start_job_exists": "conflict",
    "mendixCloud.no_such_start_job": "notFound",
    "mendixCloud.locked": "conflict",
    "mendixCloud.db_sync_failed": "platformFailed",
    "mendixCloud.invalid_db_structure": "conflict",
    "mendixCloud.missing_constant": "conflict",
    "mendixCloud.insecure_admin_password": "conflict",
    "mendixCloud.startup_action_failed": "platformFailed",
    "mendixCloud.start_failed": "platformFailed",
    "mendixCloud.stop_failed": "platformFailed",
    "mendixCloud.clean_failed": "platformFailed",
    "mendixCloud.constant_not_found": "notFound",
    "mendixCloud.setting_not_supported": "invalidInput",
    "mendixCloud.scheduled_event_not_found": "notFound",
    "mendixCloud.invalid_scheduled_event": "invalidInput",
    "mendixCloud.settings_not_written": "conflict",
    "mendixCloud.environment_busy": "conflict",
    "mendixCloud.maintenance": "conflict",
    "mendixCloud.unsupported_archive": "invalidInput",
    "mendixCloud.restore_not_allowed": "conflict",
    "mendixCloud.snapshot_listing_failed": "unavailable",
    "mendixCloud.backups_unavailable": "unavailable",
    "mendixCloud.snapshot_failed": "platformFailed",
    "mendixCloud.archive_failed": "platformFailed",
    "mendixCloud.restore_failed": "platformFailed",
    "mendixCloud.link_expired": "notFound",
    "package.unreadable": "localFile",
    "package.not_an_archive": "invalidPackage",
    "package.truncated": "invalidPackage",
    "package.metadata_missing": "invalidPackage",
    "package.metadata_duplicate": "invalidPackage",
    "package.metadata_invalid": "invalidPackage",
    "package.unsafe_path": "invalidPackage",
    "package.too_large": "invalidPackage",
    "package.unsupported_entry": "invalidPackage",
    "package.changed": "invalidPackage",
    "package.model_invalid": "invalidPackage",
    "package.model_missing": "invalidPackage",
    "package.format_unsupported": "invalidPackage",
    "database.dump_unreadable": "localFile",
    "database.dump_invalid": "invalidPackage",
    "database.catalogue_missing": "notFound",
    "database.catalogue_invalid": "unexpectedAnswer",
    "database.connect": "networkFailed",
    "database.refused": "credentialsRefused",
    "database.timed_out": "callTimeout",
    "database.no_access": "notPermitted",
    "database.query_failed": "platformFailed",
    "landscape.unreadable": "localFile",
    "landscape.malformed": "invalidLandscape",
    "landscape.invalid": "invalidLandscape",
    "landscape.unknown_name": "notFound",
    "document.invalid": "unreadableDocument",
    "document.newer": "unreadableDocument",
    "file.failed": "localFile",
    "plan.stale": "stalePlan",
    "plan.blocked": "planRefused",
    "plan.altered": "planRefused",
    "plan.unapproved": "planRefused",
    "plan.unknown_step": "planRefused",
    "plan.impossible": "planRefused",
    "plan.strategy_refused": "planRefused",
    "plan.target_not_executable": "planRefused",
    "plan.frozen": "planRefused",
    "run.failed": "runFailed",
    "run.stopped": "runStopped",
    "run.needs_decision": "needsDecision",
    "run.locked": "runLocked",
    "run.lease_lost": "runLocked",
    "run.not_found": "notFound",
    "run.ended": "conflict",
    "verify.failed": "platformFailed",
    "journal.unwritable": "journalFailed",
    "journal.corrupt": "journalFailed",
    "journal.newer": "journalFailed",
    "journal.conflict": "journalFailed",
    "rollback.refused": "rollbackRefused",
    "secrets.unresolved": "secretsUnresolved",
    "secrets.invalid_reference": "invalidInput",
    "secrets.unknown_scheme": "invalidInput",
    "secrets.query_after_selector": "invalidInput",
    "secrets.unknown_query_key": "invalidInput",
    "secrets.bad_object": "invalidInput",
    "secrets.bad_selector": "invalidInput",
    "secrets.credential_in_reference": "invalidInput",
    "secrets.feature_not_built": "invalidInput",
    "secrets.store_not_configured": "invalidInput",
    "secrets.cycle": "invalidInput",
    "secrets.auth_missing": "credentialsRefused",
    "secrets.auth_failed": "credentialsRefused",
    "secrets.auth_expired": "credentialsRefused",
    "secrets.permission_denied": "notPermitted",
    "secrets.not_found": "notFound",
    "secrets.deleted": "notFound",
    "secrets.destroyed": "notFound",
    "secrets.disabled": "notFound",
    "secrets.wrong_engine": "invalidInput",
    "secrets.selector_required": "invalidInput",
    "secrets.selector_not_found": "notFound",
    "secrets.not_scalar": "invalidInput",
    "secrets.null_value": "invalidInput",
    "secrets.decode_failed": "invalidInput",
    "secrets.not_utf8": "invalidInput",
    "secrets.too_large": "invalidInput",
    "secrets.throttled": "rateLimited",
    "secrets.unavailable": "unavailable",
    "secrets.timeout": "callTimeout",
    "secrets.tls": "networkFailed",
    "secrets.dns": "networkFailed",
    "secrets.protocol_error": "unexpectedAnswer",
    "secrets.cancelled": "callCancelled",
    "internal.unknown_code": "internal",
    "internal.defect": "internal",
}
"""Every code and the word of its class."""
