//! Every error code: cause, class, retry, effect on the platform, remedy.
//!
//! Codes of the platform are documented in the Mendix Deploy, Build and Backups API pages; several of them name more
//! than one cause, and some transient conditions come with a client error status.

use super::{
    class::ErrorClass,
    code::{Effect, Retry, error_codes},
};

error_codes! {
    // --- the caller's input -------------------------------------------------------------------------------------
    /// An argument has a wrong type, is out of range, or is not known.
    InputInvalid = "input.invalid", InvalidInput, Permanent, None, "Correct the argument that the message names.";
    /// A text that should name an environment is not `app/environment`.
    InputInvalidAddress = "input.invalid_address", InvalidInput, Permanent, None, "Write the address as app/environment, for example orders/production.";
    /// A call that stops, starts, restores, deletes or cleans was made without repeating the environment's address.
    InputUnconfirmed = "input.unconfirmed", InvalidInput, Permanent, None, "Repeat the environment's address in `confirm`, or make a plan.";
    /// The client is read-only and the call would change the platform.
    InputReadOnly = "input.read_only", InvalidInput, Permanent, None, "Use a client that is not read-only for this call.";

    // --- credentials and rights ---------------------------------------------------------------------------------
    /// The call needs a kind of credential that the client does not have.
    CredentialsMissing = "credentials.missing", CredentialsRefused, Permanent, None, "Give the client the credential that the message names: an API key with user name, or a personal access token.";
    /// The platform refuses the credential: wrong, revoked, inactive user, or a token without the needed scope.
    CredentialsRefused = "credentials.refused", CredentialsRefused, Permanent, None, "Check that the credential the message names is current and has the scope or right it needs. A revoked API key may work for a while because the platform caches keys; a new one may need minutes.";

    // --- the way to the platform --------------------------------------------------------------------------------
    /// The host's name does not resolve.
    NetworkDns = "network.dns", NetworkFailed, Temporary, None, "Check the host name, the resolver and the proxy setting.";
    /// No connection to the host, or to the proxy before it.
    NetworkConnect = "network.connect", NetworkFailed, Temporary, None, "Check that the host can be reached from here, through the proxy if there is one.";
    /// The TLS handshake failed: an untrusted authority, a wrong name, an old protocol.
    NetworkTls = "network.tls", NetworkFailed, Permanent, None, "If your office inspects TLS, give its authority in `caCertificates`; check the clock of this machine.";
    /// The connection broke before the answer was complete.
    NetworkInterrupted = "network.interrupted", NetworkFailed, Temporary, Unknown, "Read the state before repeating anything that has an effect.";
    /// The answer points to another host or is a redirect that the call does not allow; credentials are not sent there.
    NetworkRedirectRefused = "network.redirect_refused", NetworkFailed, Permanent, None, "Check the endpoint; something between here and the platform redirects.";
    /// The host is not on the list of hosts that this client may contact.
    NetworkHostNotAllowed = "network.host_not_allowed", NetworkFailed, Permanent, None, "Set the endpoint explicitly if the host is meant.";
    /// The call was not answered in the time allowed for one call.
    CallTimedOut = "call.timed_out", CallTimeout, Temporary, Unknown, "Read the state before repeating anything that has an effect; raise `timeoutSeconds` for slow links.";
    /// The caller cancelled the call.
    CallCancelled = "call.cancelled", CallCancelled, Permanent, Unknown, "Nothing, if this was meant. The platform may have carried the call out; read the state.";
    /// The platform did not finish in the time allowed for waiting; its work may go on.
    WaitTimedOut = "wait.timed_out", WaitTimeout, Temporary, Unknown, "Resume the operation by its id, or raise its deadline.";

    // --- answers ------------------------------------------------------------------------------------------------
    /// The answer is not what is documented: HTML of a proxy, truncated JSON, a missing field.
    AnswerUnexpected = "answer.unexpected", UnexpectedAnswer, Temporary, Unknown, "Something between here and the platform answered, or the platform changed; look at the status and the first characters in the context.";
    /// The answer is larger than this client accepts.
    AnswerTooLarge = "answer.too_large", UnexpectedAnswer, Permanent, Unknown, "Report it with the request id; the limit protects memory.";
    /// The platform answers 429: too many requests.
    PlatformRateLimited = "platform.rate_limited", RateLimited, Temporary, None, "Wait as long as the context says, and send fewer requests at once.";
    /// The platform answers 502, 503 or 504 without a code of its own.
    PlatformUnavailable = "platform.unavailable", Unavailable, Temporary, Unknown, "Wait and try again; see the platform's status page.";
    /// The platform answers 500 without a code that is known.
    PlatformInternal = "platform.internal", PlatformFailed, Temporary, Unknown, "Read the state, then try again; report it to Mendix support with the request id.";
    /// The platform refuses with a status and code that this version does not know.
    PlatformRefused = "platform.refused", Conflict, Permanent, Unknown, "Read the platform's own code and text in the error.";

    // --- Mendix Cloud: names ------------------------------------------------------------------------------------
    /// The app id is missing or malformed (`INVALID_APPID`, `INVALID_PROJECTID`).
    MendixCloudInvalidAppId = "mendixCloud.invalid_app_id", InvalidInput, Permanent, None, "Use the app's subdomain, its project id or its name as the platform lists it.";
    /// No such app, or the user is not a member of it (`APP_NOT_FOUND`).
    MendixCloudAppNotFound = "mendixCloud.app_not_found", NotFound, Permanent, None, "List the apps with this credential; ask for membership if yours is missing.";
    /// The project already has an app (`APPLICATION_ALREADY_EXISTS`).
    MendixCloudAppExists = "mendixCloud.app_exists", Conflict, Permanent, None, "Use the existing app.";
    /// A parameter is missing or malformed (`INVALID_PARAMETERS`, `INVALID_REQUEST`).
    MendixCloudInvalidParameters = "mendixCloud.invalid_parameters", InvalidInput, Permanent, None, "Correct what the platform's text names.";
    /// No such environment (`INVALID_ENVIRONMENT`, `ENVIRONMENT_NOT_FOUND`); names are case sensitive and can be renamed.
    MendixCloudEnvironmentNotFound = "mendixCloud.environment_not_found", NotFound, Permanent, None, "List the environments of the app and use the name as it is spelled there.";
    /// The named thing does not exist (`NOT_FOUND`): tag, log day, snapshot, archive.
    MendixCloudNotFound = "mendixCloud.not_found", NotFound, Permanent, None, "List what there is; snapshots and packages expire.";
    /// The app is not on Mendix Cloud or not licensed for the call (`NOT_SUPPORTED`, `NOT_ALLOWED`).
    MendixCloudNotSupported = "mendixCloud.not_supported", Conflict, Permanent, None, "The call needs a licensed app on Mendix Cloud and a runtime that supports it.";

    // --- Mendix Cloud: rights -----------------------------------------------------------------------------------
    /// The user lacks a right (`NO_ACCESS`, `FORBIDDEN`). API Rights are off by default on production.
    MendixCloudNoAccess = "mendixCloud.no_access", NotPermitted, Permanent, None, "Let the Technical Contact grant the right that the message names, on the Permissions tab of this environment.";
    /// The user may not transport to this environment (`TRANSPORT_NOT_ALLOWED`).
    MendixCloudTransportNotAllowed = "mendixCloud.transport_not_allowed", NotPermitted, Permanent, None, "Let the Technical Contact grant Transport Rights on this environment.";

    // --- Mendix Cloud: packages ---------------------------------------------------------------------------------
    /// No such package, or nothing is deployed (`PACKAGE_NOT_FOUND`). Unused packages are deleted within 15 days.
    MendixCloudPackageNotFound = "mendixCloud.package_not_found", NotFound, Permanent, None, "List the packages; upload the file again if it has expired.";
    /// The package is deployed somewhere (`PACKAGE_IN_USE`).
    MendixCloudPackageInUse = "mendixCloud.package_in_use", Conflict, Permanent, None, "A deployed package cannot be deleted; deploy another one first.";
    /// The uploaded file is not a usable package (`INVALID_PACKAGE`, `PACKAGE_PARSE_FAILED`, `NOT ALLOWED` on transport).
    MendixCloudInvalidPackage = "mendixCloud.invalid_package", InvalidPackage, Permanent, None, "Upload a deployment archive that Studio Pro, mxbuild or the build server wrote.";
    /// The platform could not store the upload (`UPLOAD_COPY_FAILED`).
    MendixCloudUploadFailed = "mendixCloud.upload_failed", PlatformFailed, Temporary, Unknown, "Look the package up by name and time, then upload again.";
    /// The upload is larger than the platform takes (HTTP 413; the limit is 1 GB).
    MendixCloudUploadTooLarge = "mendixCloud.upload_too_large", InvalidPackage, Permanent, None, "Make the package smaller than 1 GB.";
    /// The job of an upload ended as failed; the platform gives no reason.
    MendixCloudUploadJobFailed = "mendixCloud.upload_job_failed", PlatformFailed, Permanent, Done, "Upload again; check the file with a preflight.";
    /// The platform is still processing the package (503 `SERVICE UNAVAILABLE` on transport).
    MendixCloudPackageProcessing = "mendixCloud.package_processing", Unavailable, Temporary, None, "Wait and transport again.";
    /// A package without a finished build cannot be used (`BUILD_NOT_SUCCEEDED`).
    MendixCloudBuildNotSucceeded = "mendixCloud.build_not_succeeded", Conflict, Permanent, None, "Wait for the build, or build again.";
    /// The build failed (`BUILD_FAILED`, or status `Failed`). The build log is only in the portal.
    MendixCloudBuildFailed = "mendixCloud.build_failed", PlatformFailed, Permanent, Done, "Read the build output in the portal; build again when it is mended.";
    /// The version is not major.minor.patch (`INVALID_VERSION`).
    MendixCloudInvalidVersion = "mendixCloud.invalid_version", InvalidInput, Permanent, None, "Give three numbers, for example 2.5.4.";
    /// No such branch (`BRANCH_NOT_FOUND`, App Repository 404).
    MendixCloudBranchNotFound = "mendixCloud.branch_not_found", NotFound, Permanent, None, "List the branches and use the name as it is spelled there.";

    // --- Mendix Cloud: transport, start, stop -------------------------------------------------------------------
    /// The environment runs (`APP_IS_RUNNING`).
    MendixCloudAppIsRunning = "mendixCloud.app_is_running", Conflict, Permanent, None, "Stop the environment first.";
    /// The environment is not stopped (`ENVIRONMENT_NOT_STOPPED`).
    MendixCloudNotStopped = "mendixCloud.not_stopped", Conflict, Permanent, None, "Stop the environment first.";
    /// Nothing is deployed on the environment (`ENVIRONMENT_NOT_DEPLOYED`, `NO_MDA_HAS_BEEN_DEPLOYED`, `NO_PACKAGE`).
    MendixCloudNotDeployed = "mendixCloud.not_deployed", Conflict, Permanent, None, "Transport a package first.";
    /// The environment does not support the package's runtime version (`INVALID_RUNTIME_VERSION`).
    MendixCloudInvalidRuntimeVersion = "mendixCloud.invalid_runtime_version", InvalidPackage, Permanent, None, "Build with a runtime that the environment supports.";
    /// The environment runs already (`ALREADY_STARTED`; comes with HTTP 200 or 500).
    MendixCloudAlreadyStarted = "mendixCloud.already_started", Conflict, Permanent, None, "Read the status; if it runs the right model version, nothing is to be done.";
    /// Another start is under way; its job id is not told (`APP_ALREADY_HAS_A_STARTING_JOB`).
    MendixCloudStartJobExists = "mendixCloud.start_job_exists", Conflict, Temporary, None, "Wait until the environment runs; do not start it again.";
    /// The start job is unknown or forgotten (`NO_SUCH_STARTJOB`).
    MendixCloudNoSuchStartJob = "mendixCloud.no_such_start_job", NotFound, Permanent, Unknown, "Read the environment's status instead.";
    /// The environment is locked by another action (`ALREADY_LOCKED`).
    MendixCloudLocked = "mendixCloud.locked", Conflict, Temporary, None, "Wait until the other action has ended.";
    /// Synchronising the database failed (`DB_SYNC_FAILED`). The database may be changed in part.
    MendixCloudDatabaseSyncFailed = "mendixCloud.db_sync_failed", PlatformFailed, Permanent, Unknown, "Read the application log; go back with the savepoint's snapshot.";
    /// The database differs from the model and synchronising was not allowed (`INVALID_DB_STRUCTURE`).
    MendixCloudInvalidDatabaseStructure = "mendixCloud.invalid_db_structure", Conflict, Permanent, None, "Start with `autoSyncDb` if the change is meant.";
    /// A constant has no value (`MISSING_CONSTANT`).
    MendixCloudMissingConstant = "mendixCloud.missing_constant", Conflict, Permanent, None, "Set the constant in the landscape or the portal and start again.";
    /// An administrator has the password `1` (`INSECURE_ADMIN_PASSWORD`).
    MendixCloudInsecureAdminPassword = "mendixCloud.insecure_admin_password", Conflict, Permanent, None, "Change the administrator's password in the portal and start again.";
    /// The after-startup microflow failed (`STARTUP_ACTION_FAILED`). The database has been synchronised.
    MendixCloudStartupActionFailed = "mendixCloud.startup_action_failed", PlatformFailed, Permanent, Done, "Read the application log; the database has the new structure, so going back needs the snapshot unless the model is unchanged.";
    /// The start failed for another reason (`START_FAILED`). The database may have been synchronised.
    MendixCloudStartFailed = "mendixCloud.start_failed", PlatformFailed, Permanent, Unknown, "Read the platform's text and the application log.";
    /// The stop failed (`STOP_FAILED`).
    MendixCloudStopFailed = "mendixCloud.stop_failed", PlatformFailed, Temporary, Unknown, "Read the status; stop again if it still runs.";
    /// Erasing the environment failed (`ENVIRONMENT_CLEAN_FAILED`).
    MendixCloudCleanFailed = "mendixCloud.clean_failed", PlatformFailed, Permanent, Unknown, "Look at the environment in the portal; data may be gone in part.";

    // --- Mendix Cloud: settings ---------------------------------------------------------------------------------
    /// The deployed package has no such constant (`CONSTANT_NOT_FOUND`).
    MendixCloudConstantNotFound = "mendixCloud.constant_not_found", NotFound, Permanent, None, "Constants of a new package can be set only after its transport; check the name.";
    /// The custom runtime setting is not supported (`CUSTOM_SETTING_NOT_SUPPORTED`).
    MendixCloudSettingNotSupported = "mendixCloud.setting_not_supported", InvalidInput, Permanent, None, "Remove the setting, or set it in the portal.";
    /// The deployed package has no such scheduled event (`SCHEDULED_EVENT_NOT_FOUND`).
    MendixCloudScheduledEventNotFound = "mendixCloud.scheduled_event_not_found", NotFound, Permanent, None, "Check the event's name in the package.";
    /// A scheduled event's value is neither `Enabled` nor `Disabled` (`INVALID_SCHEDULED_EVENT_PARAMETER`).
    MendixCloudInvalidScheduledEvent = "mendixCloud.invalid_scheduled_event", InvalidInput, Permanent, None, "Use Enabled or Disabled.";
    /// The settings that came back are not the ones that were sent.
    MendixCloudSettingsNotWritten = "mendixCloud.settings_not_written", Conflict, Temporary, Unknown, "Read the settings; somebody else may edit them at the same time.";

    // --- Mendix Cloud: backups ----------------------------------------------------------------------------------
    /// The environment is busy with a backup or restore (`ENVIRONMENT_BUSY`, HTTP 400).
    MendixCloudEnvironmentBusy = "mendixCloud.environment_busy", Conflict, Temporary, None, "Wait and try again.";
    /// Maintenance is in progress (`INVALID_STATE`, HTTP 400).
    MendixCloudMaintenance = "mendixCloud.maintenance", Conflict, Temporary, None, "Wait until the maintenance window has ended.";
    /// The archive's data type is not supported (`UNSUPPORTED`).
    MendixCloudUnsupportedArchive = "mendixCloud.unsupported_archive", InvalidInput, Permanent, None, "Use files_and_database or database_only.";
    /// The restore is refused (`ERROR_NOT_ALLOWED`): no permission, a snapshot that cannot be restored, or an environment that is not stopped.
    MendixCloudRestoreNotAllowed = "mendixCloud.restore_not_allowed", Conflict, Permanent, None, "Read the platform's text: stop the environment, choose a completed snapshot of the same app, or ask for Access to Backups.";
    /// The snapshots cannot be listed for now (`SNAPSHOT_LISTING_FAILED`).
    MendixCloudSnapshotListingFailed = "mendixCloud.snapshot_listing_failed", Unavailable, Temporary, None, "Try again later.";
    /// The backup service is not available for now (`SERVICE_UNAVAILABLE`).
    MendixCloudBackupsUnavailable = "mendixCloud.backups_unavailable", Unavailable, Temporary, Unknown, "Look whether the job exists before starting another one.";
    /// A snapshot job ended as failed.
    MendixCloudSnapshotFailed = "mendixCloud.snapshot_failed", PlatformFailed, Permanent, Done, "Read the status message; take another snapshot.";
    /// An archive job ended as failed.
    MendixCloudArchiveFailed = "mendixCloud.archive_failed", PlatformFailed, Permanent, Done, "Read the status message; ask for another archive.";
    /// A restore job ended as failed. The environment's data may be incomplete.
    MendixCloudRestoreFailed = "mendixCloud.restore_failed", PlatformFailed, Permanent, Unknown, "Do not start the environment; restore again or call Mendix support.";
    /// A download link has expired.
    MendixCloudLinkExpired = "mendixCloud.link_expired", NotFound, Permanent, None, "Ask for a new link; for an archive that means a new archive.";

    // --- packages -----------------------------------------------------------------------------------------------
    /// The file does not exist or cannot be read.
    PackageUnreadable = "package.unreadable", LocalFile, Permanent, None, "Check the path and its permissions.";
    /// The file is not a zip archive.
    PackageNotAnArchive = "package.not_an_archive", InvalidPackage, Permanent, None, "Use the package file itself (.mda, .mpr, .mpk or a portable package), not an unpacked folder or a download page.";
    /// The archive ends too early or its directory does not fit the file.
    PackageTruncated = "package.truncated", InvalidPackage, Permanent, None, "Download or build the file again.";
    /// The archive has no `model/metadata.json`.
    PackageMetadataMissing = "package.metadata_missing", InvalidPackage, Permanent, None, "Use a deployment archive that Studio Pro, mxbuild or the build server wrote.";
    /// The archive has `model/metadata.json` more than once.
    PackageMetadataDuplicate = "package.metadata_duplicate", InvalidPackage, Permanent, None, "Build the package again; readers would disagree on this one.";
    /// `model/metadata.json` is not JSON or a value in it has the wrong type.
    PackageMetadataInvalid = "package.metadata_invalid", InvalidPackage, Permanent, None, "Build the package again.";
    /// An entry's name is absolute, leaves the archive or is not text.
    PackageUnsafePath = "package.unsafe_path", InvalidPackage, Permanent, None, "Do not use this file; a deployment archive has no such names.";
    /// An entry is larger than its kind may be, or expands more than allowed.
    PackageTooLarge = "package.too_large", InvalidPackage, Permanent, None, "Do not use this file, or report it if it is genuine.";
    /// An entry is encrypted or compressed by a method that deployment archives do not use.
    PackageUnsupportedEntry = "package.unsupported_entry", InvalidPackage, Permanent, None, "Build the package again.";
    /// The file's bytes are not those the plan was made from.
    PackageChanged = "package.changed", InvalidPackage, Permanent, None, "Open the file again; a plan made from it has to be made again too.";
    /// The model in the file is not what Mendix writes, or contradicts itself.
    PackageModelInvalid = "package.model_invalid", InvalidPackage, Permanent, None, "Build the package again; for a project, commit it again from Studio Pro.";
    /// The package has no model.
    PackageModelMissing = "package.model_missing", InvalidPackage, Permanent, None, "Use a deployment archive that Studio Pro, mxbuild or the build server wrote.";
    /// This kind of package cannot be read yet.
    PackageFormatUnsupported = "package.format_unsupported", InvalidPackage, Permanent, None, "Use a deployment archive (.mda), or the call for this kind of package that the message names.";

    // --- databases ----------------------------------------------------------------------------------------------
    /// A dump of a database cannot be read.
    DatabaseDumpUnreadable = "database.dump_unreadable", LocalFile, Permanent, None, "Check the path and its permissions.";
    /// A dump of a database is not what HSQLDB or `pg_dump` writes.
    DatabaseDumpInvalid = "database.dump_invalid", InvalidPackage, Permanent, None, "Give the script of a built-in database (`*.script`), or what `pg_dump --format=plain` writes without `--inserts`, unchanged; the lines of the catalogue out of either are enough.";
    /// The database has no catalogue of a Mendix Runtime.
    DatabaseCatalogueMissing = "database.catalogue_missing", NotFound, Permanent, None, "Check the name of the database and the schema; a runtime makes the catalogue at its first start.";
    /// The catalogue contradicts itself.
    DatabaseCatalogueInvalid = "database.catalogue_invalid", UnexpectedAnswer, Permanent, None, "Read it again while no runtime synchronises the database; if it stays so, let Mendix support look at it.";
    /// The database cannot be reached.
    DatabaseConnect = "database.connect", NetworkFailed, Temporary, None, "Check host, port and TLS of the database, and that it can be reached from here.";
    /// The database refuses the user, the password or the name.
    DatabaseRefused = "database.refused", CredentialsRefused, Permanent, None, "Check user, password and name of the database; the user needs to connect and to read.";
    /// A query was not answered in the time allowed.
    DatabaseTimedOut = "database.timed_out", CallTimeout, Temporary, None, "Raise `statementTimeoutSeconds`, or ask while less is going on.";
    /// The user may not read a table.
    DatabaseNoAccess = "database.no_access", NotPermitted, Permanent, None, "Let the owner of the database grant USAGE on the schema and SELECT on its tables.";
    /// A query failed for another reason.
    DatabaseQueryFailed = "database.query_failed", PlatformFailed, Permanent, None, "Read the database's own code and text in the error.";

    // --- landscape and documents --------------------------------------------------------------------------------
    /// The landscape cannot be read.
    LandscapeUnreadable = "landscape.unreadable", LocalFile, Permanent, None, "Check the path and its permissions.";
    /// The landscape is not well-formed YAML, or exceeds the limits.
    LandscapeMalformed = "landscape.malformed", InvalidLandscape, Permanent, None, "Correct the line that the message names.";
    /// The landscape has errors; the detail lists them all.
    LandscapeInvalid = "landscape.invalid", InvalidLandscape, Permanent, None, "Correct every finding in the detail.";
    /// The landscape has no such app or environment.
    LandscapeUnknownName = "landscape.unknown_name", NotFound, Permanent, None, "Use a name of the landscape; the message suggests the nearest.";
    /// A document is of another kind than expected, or damaged.
    DocumentInvalid = "document.invalid", UnreadableDocument, Permanent, None, "Give a document of the kind that the message names.";
    /// A document was written by a newer version of this library.
    DocumentNewer = "document.newer", UnreadableDocument, Permanent, None, "Use the version of mendix-deploy that the message names, or a later one.";
    /// A local file cannot be written or read.
    FileFailed = "file.failed", LocalFile, Permanent, None, "Check the path, its permissions and the free space.";

    // --- plans --------------------------------------------------------------------------------------------------
    /// The facts have changed since the plan was made; the detail lists them.
    PlanStale = "plan.stale", StalePlan, Permanent, None, "Make a new plan and look at it.";
    /// The plan's findings forbid it; the detail lists them.
    PlanBlocked = "plan.blocked", PlanRefused, Permanent, None, "Correct every error in the detail.";
    /// The plan's id does not fit its content.
    PlanAltered = "plan.altered", PlanRefused, Permanent, None, "Make a new plan; this one was edited.";
    /// The environment demands approvals that are missing, expired, or not of somebody else.
    PlanUnapproved = "plan.unapproved", PlanRefused, Permanent, None, "Let the number of people that the message names approve this plan's id.";
    /// The plan has a step that this version does not know.
    PlanUnknownStep = "plan.unknown_step", PlanRefused, Permanent, None, "Use the version of mendix-deploy that wrote the plan, or a later one.";
    /// The change does not fit the environment as it is.
    PlanImpossible = "plan.impossible", PlanRefused, Permanent, None, "Read the reason in the message.";
    /// The release class forbids the strategy that was asked for: the message names the elements.
    PlanStrategyRefused = "plan.strategy_refused", PlanRefused, Permanent, None, "Leave the strategy to the plan (recreate), or release the elements named separately.";
    /// The environment's target is described but cannot be executed by this version.
    PlanTargetNotExecutable = "plan.target_not_executable", PlanRefused, Permanent, None, "Only mendixCloud is executable by this version.";
    /// The freeze window or policy of the environment forbids a deployment now.
    PlanFrozen = "plan.frozen", PlanRefused, Temporary, None, "Wait until the window ends.";

    // --- runs ---------------------------------------------------------------------------------------------------
    /// A step failed; the detail says in which state the environment is.
    RunFailed = "run.failed", RunFailed, Permanent, Unknown, "Read the outcome and the cause; the incident record has the whole course.";
    /// The run stopped at a safe point because it was asked to.
    RunStopped = "run.stopped", RunStopped, Permanent, Done, "Resume the run by its id.";
    /// The platform cannot tell whether an effect happened; nothing is sent again.
    RunNeedsDecision = "run.needs_decision", NeedsDecision, Permanent, Unknown, "Look at the environment, then resume the run with your decision.";
    /// Another run holds the lease of this environment.
    RunLocked = "run.locked", RunLocked, Temporary, None, "Wait until the other run has ended or its lease has expired.";
    /// The lease was taken over by another runner; this one must not act any more.
    RunLeaseLost = "run.lease_lost", RunLocked, Permanent, Unknown, "Nothing: the other runner continues this run.";
    /// No run with this id in the journal.
    RunNotFound = "run.not_found", NotFound, Permanent, None, "Check the id and the journal's location.";
    /// The run has ended and cannot be resumed or stopped.
    RunEnded = "run.ended", Conflict, Permanent, None, "Read its result.";
    /// A check of the verify step failed: status, model version, package, URL, health or smoke check.
    VerifyFailed = "verify.failed", PlatformFailed, Permanent, None, "Read which check failed and what it saw; the plan names the way back.";
    /// The journal cannot be written; nothing is done without it.
    JournalUnwritable = "journal.unwritable", JournalFailed, Permanent, None, "Check the journal's folder, its permissions and the free space.";
    /// The journal's chain is broken: an entry was altered, lost or cut in the middle.
    JournalCorrupt = "journal.corrupt", JournalFailed, Permanent, None, "Do not resume; compare with a copy, and look at the environment.";
    /// The journal was written by a newer version.
    JournalNewer = "journal.newer", JournalFailed, Permanent, None, "Use the version of mendix-deploy that wrote it, or a later one.";
    /// Another writer appended to the journal.
    JournalConflict = "journal.conflict", JournalFailed, Permanent, None, "Another process works on this run; let it.";
    /// Going back is not known to be safe, and the loss was not accepted by name.
    RollbackRefused = "rollback.refused", RollbackRefused, Permanent, None, "Read the verdict; name the accepted loss if it is acceptable.";

    // --- secrets ------------------------------------------------------------------------------------------------
    /// Secrets of one resolution cannot be had; the detail lists every one. Nothing is handed out.
    SecretsUnresolved = "secrets.unresolved", SecretsUnresolved, Permanent, None, "Mend every secret of the list; each says how.";
    /// The text is not a secret reference.
    SecretsInvalidReference = "secrets.invalid_reference", InvalidInput, Permanent, None, "Write scheme://object#selector, for example vault://secret/app/db#password.";
    /// No store has this scheme.
    SecretsUnknownScheme = "secrets.unknown_scheme", InvalidInput, Permanent, None, "One of vault, bao, aws-sm, azure-kv, k8s, env, file.";
    /// The query stands behind the selector, where it would be part of the key.
    SecretsQueryAfterSelector = "secrets.query_after_selector", InvalidInput, Permanent, None, "Write the query before the #.";
    /// The store does not know this query key.
    SecretsUnknownQueryKey = "secrets.unknown_query_key", InvalidInput, Permanent, None, "Correct the key's spelling.";
    /// What is to be read is named against the rules of its store.
    SecretsBadObject = "secrets.bad_object", InvalidInput, Permanent, None, "Follow the rule that the message names.";
    /// The key after the # is not one.
    SecretsBadSelector = "secrets.bad_selector", InvalidInput, Permanent, None, "Write a key, or a JSON pointer with ~0 for ~ and ~1 for /.";
    /// The reference carries a credential. References are printed and committed.
    SecretsCredentialInReference = "secrets.credential_in_reference", InvalidInput, Permanent, None, "Put the credential into the store's `auth`, as a reference, and change it: it has been written down.";
    /// This build has no such store.
    SecretsFeatureNotBuilt = "secrets.feature_not_built", InvalidInput, Permanent, None, "Build with the feature that the message names.";
    /// No store of this name and kind is configured.
    SecretsStoreNotConfigured = "secrets.store_not_configured", InvalidInput, Permanent, None, "Configure the store, or use one of those that the message names.";
    /// The credentials of stores refer to each other in a circle.
    SecretsCycle = "secrets.cycle", InvalidInput, Permanent, None, "Take the credential of one of these stores from the environment or a file.";
    /// The store needs a credential and none was found.
    SecretsAuthMissing = "secrets.auth_missing", CredentialsRefused, Permanent, None, "Give one of the inputs that the message lists.";
    /// The store refuses the login.
    SecretsAuthFailed = "secrets.auth_failed", CredentialsRefused, Permanent, None, "Check the credential of this store, and the clock of this machine.";
    /// The store's token has ended and there is no way to a new one.
    SecretsAuthExpired = "secrets.auth_expired", CredentialsRefused, Permanent, None, "Give a fresh token, or a login that can be repeated.";
    /// The identity may not read this secret.
    SecretsPermissionDenied = "secrets.permission_denied", NotPermitted, Permanent, None, "Grant reading of what the message names.";
    /// There is no such secret, version, mount or namespace.
    SecretsNotFound = "secrets.not_found", NotFound, Permanent, None, "Check the spelling; a missing right can look the same.";
    /// The secret or this version of it was deleted, and can be restored.
    SecretsDeleted = "secrets.deleted", NotFound, Permanent, None, "Restore it in the store, or write a new version.";
    /// This version was destroyed and cannot be restored.
    SecretsDestroyed = "secrets.destroyed", NotFound, Permanent, None, "Write a new version and refer to it.";
    /// The secret is switched off.
    SecretsDisabled = "secrets.disabled", NotFound, Permanent, None, "Enable it in the store, or refer to another version.";
    /// The engine is of another version than the path is written for.
    SecretsWrongEngine = "secrets.wrong_engine", InvalidInput, Permanent, None, "Write the logical path, without `data/`, and `engine` only if detection is not allowed.";
    /// The secret has several keys and the reference does not say which.
    SecretsSelectorRequired = "secrets.selector_required", InvalidInput, Permanent, None, "Add the key after a #.";
    /// The secret has no such key.
    SecretsSelectorNotFound = "secrets.selector_not_found", NotFound, Permanent, None, "Use one of the keys that the message names.";
    /// The key holds a structure and not one value.
    SecretsNotScalar = "secrets.not_scalar", InvalidInput, Permanent, None, "Point deeper with a JSON pointer, or ask for `as=json`.";
    /// The key holds null.
    SecretsNullValue = "secrets.null_value", InvalidInput, Permanent, None, "Write a value into the store; an empty text is one.";
    /// The value is not in the encoding that `decode` says.
    SecretsDecodeFailed = "secrets.decode_failed", InvalidInput, Permanent, None, "Correct `decode`, or the value in the store.";
    /// The value is not text.
    SecretsNotUtf8 = "secrets.not_utf8", InvalidInput, Permanent, None, "Ask for `as=bytes`.";
    /// The secret is larger than accepted.
    SecretsTooLarge = "secrets.too_large", InvalidInput, Permanent, None, "A secret is at most 1 MiB; keep large files elsewhere.";
    /// The store asks to slow down, and went on doing so.
    SecretsThrottled = "secrets.throttled", RateLimited, Temporary, None, "Wait, and ask with lower `concurrency`.";
    /// The store cannot answer now: sealed, in maintenance, not reachable.
    SecretsUnavailable = "secrets.unavailable", Unavailable, Temporary, None, "Look at the store; try again when it answers.";
    /// The store did not answer in time.
    SecretsTimeout = "secrets.timeout", CallTimeout, Temporary, None, "Check the way to the store; raise `timeoutSeconds`.";
    /// The store's certificate is not trusted, or is for another name.
    SecretsTls = "secrets.tls", NetworkFailed, Permanent, None, "Give the authority in `caCertificates`; check the clock of this machine.";
    /// The store's host name does not resolve.
    SecretsDns = "secrets.dns", NetworkFailed, Temporary, None, "Check the address of the store.";
    /// The answer is not what the store documents, such as the page of a proxy.
    SecretsProtocolError = "secrets.protocol_error", UnexpectedAnswer, Permanent, None, "Check the address; something between here and the store may have answered.";
    /// The resolution was cancelled.
    SecretsCancelled = "secrets.cancelled", CallCancelled, Permanent, None, "Nothing, if this was meant.";

    // --- this library -------------------------------------------------------------------------------------------
    /// An error kept by a newer version has a code that this version does not know.
    InternalUnknownCode = "internal.unknown_code", Internal, Permanent, Unknown, "Read the original code in the error's data.";
    /// Something that cannot happen happened.
    InternalDefect = "internal.defect", Internal, Permanent, Unknown, "Report it with the message; nothing about it is your fault.";
}
