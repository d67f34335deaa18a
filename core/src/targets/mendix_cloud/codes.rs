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

    /// Every code that the reference documents for a call is told apart.
    #[test]
    fn documented_codes_have_a_code_of_their_own() {
        let rows: &[(&str, u16, &[&str])] = &[
            (
                "apps.create",
                400,
                &["INVALID_PROJECTID", "APPLICATION_ALREADY_EXISTS"],
            ),
            ("apps.get", 404, &["INVALID_APPID", "APP_NOT_FOUND"]),
            (
                "environments.get",
                400,
                &[
                    "INVALID_PARAMETERS",
                    "INVALID_ENVIRONMENT",
                    "ENVIRONMENT_NOT_FOUND",
                ],
            ),
            (
                "environments.start",
                500,
                &[
                    "NO_MDA_HAS_BEEN_DEPLOYED",
                    "APP_ALREADY_HAS_A_STARTING_JOB",
                    "ALREADY_STARTED",
                ],
            ),
            (
                "environments.start_status",
                500,
                &[
                    "NO_SUCH_STARTJOB",
                    "NO_PACKAGE",
                    "ALREADY_LOCKED",
                    "ALREADY_STARTED",
                    "DB_SYNC_FAILED",
                    "INVALID_DB_STRUCTURE",
                    "MISSING_CONSTANT",
                    "INSECURE_ADMIN_PASSWORD",
                    "STARTUP_ACTION_FAILED",
                    "START_FAILED",
                ],
            ),
            ("environments.stop", 500, &["STOP_FAILED"]),
            ("environments.package", 404, &["PACKAGE_NOT_FOUND"]),
            (
                "packages.upload",
                500,
                &["UPLOAD_COPY_FAILED", "INVALID_PACKAGE"],
            ),
            (
                "environments.transport",
                403,
                &[
                    "INVALID_RUNTIME_VERSION",
                    "NO_ACCESS",
                    "TRANSPORT_NOT_ALLOWED",
                    "APP_IS_RUNNING",
                    "NOT_ALLOWED",
                    "PACKAGE_NOT_FOUND",
                    "PACKAGE_PARSE_FAILED",
                    "SERVICE_UNAVAILABLE",
                ],
            ),
            (
                "environments.clean",
                403,
                &[
                    "ENVIRONMENT_NOT_STOPPED",
                    "ENVIRONMENT_NOT_DEPLOYED",
                    "ENVIRONMENT_CLEAN_FAILED",
                ],
            ),
            (
                "environments.write_settings",
                400,
                &[
                    "CONSTANT_NOT_FOUND",
                    "CUSTOM_SETTING_NOT_SUPPORTED",
                    "SCHEDULED_EVENT_NOT_FOUND",
                    "INVALID_SCHEDULED_EVENT_PARAMETER",
                ],
            ),
            (
                "environments.scale",
                400,
                &["INVALID_REQUEST", "NOT_ALLOWED"],
            ),
            ("environments.log_link", 403, &["FORBIDDEN", "NOT_FOUND"]),
            (
                "packages.build",
                400,
                &[
                    "INVALID_APPID",
                    "INVALID_PARAMETERS",
                    "INVALID_VERSION",
                    "APP_NOT_FOUND",
                    "BUILD_FAILED",
                ],
            ),
            (
                "packages.delete",
                409,
                &["PACKAGE_IN_USE", "PACKAGE_NOT_FOUND"],
            ),
            ("packages.download", 500, &["BUILD_NOT_SUCCEEDED"]),
            (
                "backups.create_snapshot",
                400,
                &[
                    "INVALID_PARAMETERS",
                    "NOT_SUPPORTED",
                    "ENVIRONMENT_BUSY",
                    "INVALID_STATE",
                    "NO_ACCESS",
                    "ENVIRONMENT_NOT_FOUND",
                    "NOT_FOUND",
                    "SERVICE_UNAVAILABLE",
                    "SNAPSHOT_LISTING_FAILED",
                    "UNSUPPORTED",
                    "ERROR_NOT_ALLOWED",
                ],
            ),
            ("repository.branch", 404, &["RS404", "BRANCH_NOT_FOUND"]),
        ];
        for (call, status, codes) in rows {
            for code in *codes {
                let found = of(call, Sign::ApiKey, *status, Some(code));
                assert_ne!(found, ErrorCode::PlatformRefused, "{call} {code}");
                assert_ne!(found, ErrorCode::PlatformInternal, "{call} {code}");
            }
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
