//! What a status and the platform's own code mean for a call.
//!
//! Sources: the error tables of Deploy v1 and v2, Build, Backups v2, Deploy v4 and the App Repository. Codes come with
//! spaces or underscores; they are normalised before they arrive here.

use mendix_deploy_model::ErrorCode;

use crate::http::Sign;

/// The error code for an answer that is not a success.
pub(crate) fn of(call: &str, sign: Sign, status: u16, platform: Option<&str>) -> ErrorCode {
    if status == 429 {
        return ErrorCode::PlatformRateLimited;
    }
    if let Some(code) = platform.and_then(|code| named(call, code)) {
        return code;
    }
    let backups = call.starts_with("backups.");
    match status {
        401 => ErrorCode::CredentialsRefused,
        // Deploy v4 and the App Repository answer 403 for a bad token; a wrong API key has no documented answer.
        403 => ErrorCode::CredentialsRefused,
        404 => missing(call, sign),
        413 => ErrorCode::MendixCloudUploadTooLarge,
        502..=504 if backups => ErrorCode::MendixCloudBackupsUnavailable,
        502..=504 => ErrorCode::PlatformUnavailable,
        500.. => ErrorCode::PlatformInternal,
        400 if sign == Sign::Token => ErrorCode::MendixCloudInvalidParameters,
        _ => ErrorCode::PlatformRefused,
    }
}

fn named(call: &str, code: &str) -> Option<ErrorCode> {
    let group = call.split('.').next().unwrap_or_default();
    Some(match code {
        "INVALID_APPID" | "INVALID_PROJECTID" => ErrorCode::MendixCloudInvalidAppId,
        "APP_NOT_FOUND" => ErrorCode::MendixCloudAppNotFound,
        "APPLICATION_ALREADY_EXISTS" => ErrorCode::MendixCloudAppExists,
        "INVALID_PARAMETERS" | "INVALID_REQUEST" => ErrorCode::MendixCloudInvalidParameters,
        "INVALID_ENVIRONMENT" | "ENVIRONMENT_NOT_FOUND" => {
            ErrorCode::MendixCloudEnvironmentNotFound
        }
        "NOT_FOUND" => ErrorCode::MendixCloudNotFound,
        "NOT_SUPPORTED" => ErrorCode::MendixCloudNotSupported,
        // On transport the archive could not be processed; on scale the app is not licensed for it.
        "NOT_ALLOWED" if call == "environments.transport" => ErrorCode::MendixCloudInvalidPackage,
        "NOT_ALLOWED" => ErrorCode::MendixCloudNotSupported,
        "NO_ACCESS" | "FORBIDDEN" => ErrorCode::MendixCloudNoAccess,
        "TRANSPORT_NOT_ALLOWED" => ErrorCode::MendixCloudTransportNotAllowed,
        "PACKAGE_NOT_FOUND" => ErrorCode::MendixCloudPackageNotFound,
        "PACKAGE_IN_USE" => ErrorCode::MendixCloudPackageInUse,
        "INVALID_PACKAGE" | "PACKAGE_PARSE_FAILED" => ErrorCode::MendixCloudInvalidPackage,
        "UPLOAD_COPY_FAILED" => ErrorCode::MendixCloudUploadFailed,
        "BUILD_NOT_SUCCEEDED" => ErrorCode::MendixCloudBuildNotSucceeded,
        "BUILD_FAILED" => ErrorCode::MendixCloudBuildFailed,
        "INVALID_VERSION" => ErrorCode::MendixCloudInvalidVersion,
        "BRANCH_NOT_FOUND" => ErrorCode::MendixCloudBranchNotFound,
        "APP_IS_RUNNING" => ErrorCode::MendixCloudAppIsRunning,
        "ENVIRONMENT_NOT_STOPPED" => ErrorCode::MendixCloudNotStopped,
        "ENVIRONMENT_NOT_DEPLOYED" | "NO_MDA_HAS_BEEN_DEPLOYED" | "NO_PACKAGE" => {
            ErrorCode::MendixCloudNotDeployed
        }
        "INVALID_RUNTIME_VERSION" => ErrorCode::MendixCloudInvalidRuntimeVersion,
        "ALREADY_STARTED" => ErrorCode::MendixCloudAlreadyStarted,
        "APP_ALREADY_HAS_A_STARTING_JOB" => ErrorCode::MendixCloudStartJobExists,
        "NO_SUCH_STARTJOB" => ErrorCode::MendixCloudNoSuchStartJob,
        "ALREADY_LOCKED" => ErrorCode::MendixCloudLocked,
        "DB_SYNC_FAILED" => ErrorCode::MendixCloudDatabaseSyncFailed,
        "INVALID_DB_STRUCTURE" => ErrorCode::MendixCloudInvalidDatabaseStructure,
        "MISSING_CONSTANT" => ErrorCode::MendixCloudMissingConstant,
        "INSECURE_ADMIN_PASSWORD" => ErrorCode::MendixCloudInsecureAdminPassword,
        "STARTUP_ACTION_FAILED" => ErrorCode::MendixCloudStartupActionFailed,
        "START_FAILED" => ErrorCode::MendixCloudStartFailed,
        "STOP_FAILED" => ErrorCode::MendixCloudStopFailed,
        "ENVIRONMENT_CLEAN_FAILED" => ErrorCode::MendixCloudCleanFailed,
        "CONSTANT_NOT_FOUND" => ErrorCode::MendixCloudConstantNotFound,
        "CUSTOM_SETTING_NOT_SUPPORTED" => ErrorCode::MendixCloudSettingNotSupported,
        "SCHEDULED_EVENT_NOT_FOUND" => ErrorCode::MendixCloudScheduledEventNotFound,
        "INVALID_SCHEDULED_EVENT_PARAMETER" => ErrorCode::MendixCloudInvalidScheduledEvent,
        "ENVIRONMENT_BUSY" => ErrorCode::MendixCloudEnvironmentBusy,
        "INVALID_STATE" => ErrorCode::MendixCloudMaintenance,
        "UNSUPPORTED" => ErrorCode::MendixCloudUnsupportedArchive,
        "ERROR_NOT_ALLOWED" => ErrorCode::MendixCloudRestoreNotAllowed,
        "SNAPSHOT_LISTING_FAILED" => ErrorCode::MendixCloudSnapshotListingFailed,
        "SERVICE_UNAVAILABLE" if call == "environments.transport" => {
            ErrorCode::MendixCloudPackageProcessing
        }
        "SERVICE_UNAVAILABLE" if group == "backups" => ErrorCode::MendixCloudBackupsUnavailable,
        "SERVICE_UNAVAILABLE" => ErrorCode::PlatformUnavailable,
        "RS404" => ErrorCode::MendixCloudBranchNotFound,
        "RS401" | "RS403" => ErrorCode::CredentialsRefused,
        "RS400" => ErrorCode::MendixCloudInvalidParameters,
        _ => return None,
    })
}

/// What a bare 404 means.
fn missing(call: &str, sign: Sign) -> ErrorCode {
    match call {
        "packages.get" | "packages.download" | "packages.delete" | "environments.package" => {
            ErrorCode::MendixCloudPackageNotFound
        }
        "repository.branch" | "repository.commits" => ErrorCode::MendixCloudBranchNotFound,
        _ if call.starts_with("apps.") => ErrorCode::MendixCloudAppNotFound,
        _ if call.starts_with("environments.") && sign == Sign::ApiKey => {
            ErrorCode::MendixCloudEnvironmentNotFound
        }
        _ => ErrorCode::MendixCloudNotFound,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every code that the reference documents for a call, with the code that callers branch on.
    #[test]
    fn documented_codes_have_a_code_of_their_own() {
        let rows = [
            (
                "apps.create",
                400,
                "INVALID_PROJECTID",
                "mendixCloud.invalid_app_id",
            ),
            (
                "apps.create",
                400,
                "APPLICATION_ALREADY_EXISTS",
                "mendixCloud.app_exists",
            ),
            (
                "apps.get",
                404,
                "INVALID_APPID",
                "mendixCloud.invalid_app_id",
            ),
            (
                "apps.get",
                404,
                "APP_NOT_FOUND",
                "mendixCloud.app_not_found",
            ),
            (
                "environments.get",
                400,
                "INVALID_PARAMETERS",
                "mendixCloud.invalid_parameters",
            ),
            (
                "environments.get",
                400,
                "INVALID_ENVIRONMENT",
                "mendixCloud.environment_not_found",
            ),
            (
                "environments.get",
                400,
                "ENVIRONMENT_NOT_FOUND",
                "mendixCloud.environment_not_found",
            ),
            (
                "environments.start",
                500,
                "NO_MDA_HAS_BEEN_DEPLOYED",
                "mendixCloud.not_deployed",
            ),
            (
                "environments.start",
                500,
                "APP_ALREADY_HAS_A_STARTING_JOB",
                "mendixCloud.start_job_exists",
            ),
            (
                "environments.start",
                500,
                "ALREADY_STARTED",
                "mendixCloud.already_started",
            ),
            (
                "environments.start_status",
                500,
                "NO_SUCH_STARTJOB",
                "mendixCloud.no_such_start_job",
            ),
            (
                "environments.start_status",
                500,
                "NO_PACKAGE",
                "mendixCloud.not_deployed",
            ),
            (
                "environments.start_status",
                500,
                "ALREADY_LOCKED",
                "mendixCloud.locked",
            ),
            (
                "environments.start_status",
                500,
                "ALREADY_STARTED",
                "mendixCloud.already_started",
            ),
            (
                "environments.start_status",
                500,
                "DB_SYNC_FAILED",
                "mendixCloud.db_sync_failed",
            ),
            (
                "environments.start_status",
                500,
                "INVALID_DB_STRUCTURE",
                "mendixCloud.invalid_db_structure",
            ),
            (
                "environments.start_status",
                500,
                "MISSING_CONSTANT",
                "mendixCloud.missing_constant",
            ),
            (
                "environments.start_status",
                500,
                "INSECURE_ADMIN_PASSWORD",
                "mendixCloud.insecure_admin_password",
            ),
            (
                "environments.start_status",
                500,
                "STARTUP_ACTION_FAILED",
                "mendixCloud.startup_action_failed",
            ),
            (
                "environments.start_status",
                500,
                "START_FAILED",
                "mendixCloud.start_failed",
            ),
            (
                "environments.stop",
                500,
                "STOP_FAILED",
                "mendixCloud.stop_failed",
            ),
            (
                "environments.package",
                404,
                "PACKAGE_NOT_FOUND",
                "mendixCloud.package_not_found",
            ),
            (
                "packages.upload",
                500,
                "UPLOAD_COPY_FAILED",
                "mendixCloud.upload_failed",
            ),
            (
                "packages.upload",
                500,
                "INVALID_PACKAGE",
                "mendixCloud.invalid_package",
            ),
            (
                "environments.transport",
                403,
                "INVALID_RUNTIME_VERSION",
                "mendixCloud.invalid_runtime_version",
            ),
            (
                "environments.transport",
                403,
                "NO_ACCESS",
                "mendixCloud.no_access",
            ),
            (
                "environments.transport",
                403,
                "TRANSPORT_NOT_ALLOWED",
                "mendixCloud.transport_not_allowed",
            ),
            (
                "environments.transport",
                403,
                "APP_IS_RUNNING",
                "mendixCloud.app_is_running",
            ),
            (
                "environments.transport",
                403,
                "NOT_ALLOWED",
                "mendixCloud.invalid_package",
            ),
            (
                "environments.transport",
                403,
                "PACKAGE_NOT_FOUND",
                "mendixCloud.package_not_found",
            ),
            (
                "environments.transport",
                403,
                "PACKAGE_PARSE_FAILED",
                "mendixCloud.invalid_package",
            ),
            (
                "environments.transport",
                403,
                "SERVICE_UNAVAILABLE",
                "mendixCloud.package_processing",
            ),
            (
                "environments.clean",
                403,
                "ENVIRONMENT_NOT_STOPPED",
                "mendixCloud.not_stopped",
            ),
            (
                "environments.clean",
                403,
                "ENVIRONMENT_NOT_DEPLOYED",
                "mendixCloud.not_deployed",
            ),
            (
                "environments.clean",
                403,
                "ENVIRONMENT_CLEAN_FAILED",
                "mendixCloud.clean_failed",
            ),
            (
                "environments.write_settings",
                400,
                "CONSTANT_NOT_FOUND",
                "mendixCloud.constant_not_found",
            ),
            (
                "environments.write_settings",
                400,
                "CUSTOM_SETTING_NOT_SUPPORTED",
                "mendixCloud.setting_not_supported",
            ),
            (
                "environments.write_settings",
                400,
                "SCHEDULED_EVENT_NOT_FOUND",
                "mendixCloud.scheduled_event_not_found",
            ),
            (
                "environments.write_settings",
                400,
                "INVALID_SCHEDULED_EVENT_PARAMETER",
                "mendixCloud.invalid_scheduled_event",
            ),
            (
                "environments.scale",
                400,
                "INVALID_REQUEST",
                "mendixCloud.invalid_parameters",
            ),
            (
                "environments.scale",
                400,
                "NOT_ALLOWED",
                "mendixCloud.not_supported",
            ),
            (
                "environments.log_link",
                403,
                "FORBIDDEN",
                "mendixCloud.no_access",
            ),
            (
                "environments.log_link",
                403,
                "NOT_FOUND",
                "mendixCloud.not_found",
            ),
            (
                "packages.build",
                400,
                "INVALID_APPID",
                "mendixCloud.invalid_app_id",
            ),
            (
                "packages.build",
                400,
                "INVALID_PARAMETERS",
                "mendixCloud.invalid_parameters",
            ),
            (
                "packages.build",
                400,
                "INVALID_VERSION",
                "mendixCloud.invalid_version",
            ),
            (
                "packages.build",
                400,
                "APP_NOT_FOUND",
                "mendixCloud.app_not_found",
            ),
            (
                "packages.build",
                400,
                "BUILD_FAILED",
                "mendixCloud.build_failed",
            ),
            (
                "packages.delete",
                409,
                "PACKAGE_IN_USE",
                "mendixCloud.package_in_use",
            ),
            (
                "packages.delete",
                409,
                "PACKAGE_NOT_FOUND",
                "mendixCloud.package_not_found",
            ),
            (
                "packages.download",
                500,
                "BUILD_NOT_SUCCEEDED",
                "mendixCloud.build_not_succeeded",
            ),
            (
                "backups.create_snapshot",
                400,
                "INVALID_PARAMETERS",
                "mendixCloud.invalid_parameters",
            ),
            (
                "backups.create_snapshot",
                400,
                "NOT_SUPPORTED",
                "mendixCloud.not_supported",
            ),
            (
                "backups.create_snapshot",
                400,
                "ENVIRONMENT_BUSY",
                "mendixCloud.environment_busy",
            ),
            (
                "backups.create_snapshot",
                400,
                "INVALID_STATE",
                "mendixCloud.maintenance",
            ),
            (
                "backups.create_snapshot",
                400,
                "NO_ACCESS",
                "mendixCloud.no_access",
            ),
            (
                "backups.create_snapshot",
                400,
                "ENVIRONMENT_NOT_FOUND",
                "mendixCloud.environment_not_found",
            ),
            (
                "backups.create_snapshot",
                400,
                "NOT_FOUND",
                "mendixCloud.not_found",
            ),
            (
                "backups.create_snapshot",
                400,
                "SERVICE_UNAVAILABLE",
                "mendixCloud.backups_unavailable",
            ),
            (
                "backups.create_snapshot",
                400,
                "SNAPSHOT_LISTING_FAILED",
                "mendixCloud.snapshot_listing_failed",
            ),
            (
                "backups.create_snapshot",
                400,
                "UNSUPPORTED",
                "mendixCloud.unsupported_archive",
            ),
            (
                "backups.create_snapshot",
                400,
                "ERROR_NOT_ALLOWED",
                "mendixCloud.restore_not_allowed",
            ),
            (
                "repository.branch",
                404,
                "RS404",
                "mendixCloud.branch_not_found",
            ),
            (
                "repository.branch",
                404,
                "BRANCH_NOT_FOUND",
                "mendixCloud.branch_not_found",
            ),
        ];
        for (call, status, platform, expected) in rows {
            let found = of(call, Sign::ApiKey, status, Some(platform));
            assert_eq!(found.as_str(), expected, "{call} {status} {platform}");
        }
    }

    #[test]
    fn a_bare_status_is_read_by_its_call() {
        let of = |call, sign, status| of(call, sign, status, None);
        assert_eq!(
            of("environments.details", Sign::Token, 403),
            ErrorCode::CredentialsRefused
        );
        assert_eq!(
            of("apps.list", Sign::ApiKey, 401),
            ErrorCode::CredentialsRefused
        );
        assert_eq!(
            of("packages.upload", Sign::ApiKey, 413),
            ErrorCode::MendixCloudUploadTooLarge
        );
        assert_eq!(
            of("environments.transport", Sign::ApiKey, 503),
            ErrorCode::PlatformUnavailable
        );
        assert_eq!(
            of("environments.start_status", Sign::ApiKey, 500),
            ErrorCode::PlatformInternal
        );
        assert_eq!(
            of("packages.get", Sign::ApiKey, 404),
            ErrorCode::MendixCloudPackageNotFound
        );
        assert_eq!(
            of("backups.snapshots", Sign::ApiKey, 503),
            ErrorCode::MendixCloudBackupsUnavailable
        );
        assert_eq!(
            of("apps.list", Sign::ApiKey, 418),
            ErrorCode::PlatformRefused
        );
    }
}
