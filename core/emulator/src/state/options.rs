//! Switches for what the documentation leaves open, and how long things take.

use serde::{Deserialize, Serialize};

/// How long each kind of work takes, in virtual milliseconds.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub(crate) struct Durations {
    /// Until a start job ends.
    pub(crate) start: u64,
    /// Until a stopped environment says so; 0 makes the call wait for it.
    pub(crate) stop: u64,
    /// An upload job in `Queued`.
    pub(crate) upload_queued: u64,
    /// An upload job in `Running`.
    pub(crate) upload_running: u64,
    /// After the job's `Completed`: the package still answers 503 on transport.
    pub(crate) processing: u64,
    /// A build in each of `Queued`, `Building` and `Uploading`.
    pub(crate) build_step: u64,
    /// A snapshot, archive or restore in `queued`.
    pub(crate) backup_queued: u64,
    /// A snapshot in `running`.
    pub(crate) snapshot: u64,
    /// An archive in `running`.
    pub(crate) archive: u64,
    /// A restore in `running`.
    pub(crate) restore: u64,
    /// Life of a package link.
    pub(crate) package_link: u64,
    /// Life of an archive link, counted from the archive's completion.
    pub(crate) archive_link: u64,
    /// Life of a log link.
    pub(crate) log_link: u64,
    /// Life of an unused package.
    pub(crate) unused_package: u64,
}

const HOUR: u64 = 3_600_000;

impl Default for Durations {
    fn default() -> Self {
        Self {
            start: 20_000,
            stop: 3_000,
            upload_queued: 2_000,
            upload_running: 5_000,
            processing: 3_000,
            build_step: 10_000,
            backup_queued: 2_000,
            snapshot: 20_000,
            archive: 20_000,
            restore: 30_000,
            package_link: 900_000,
            archive_link: 8 * HOUR,
            log_link: HOUR / 4,
            unused_package: 15 * 24 * HOUR,
        }
    }
}

/// How errors of the API-key services look. The documentation shows no shape.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ErrorShape {
    /// `{"errorCode","errorMessage"}`
    #[default]
    Flat,
    /// `{"ErrorCode","ErrorMessage"}`
    Pascal,
    /// `{"error":{"code","message"}}`
    Nested,
    /// `CODE: message` as text
    Text,
    /// no body
    Empty,
}

/// What happens to a settings document that leaves entries out.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum PartialSettings {
    /// Entries that are not there stay as they are.
    #[default]
    Keep,
    /// Entries that are not there go back to their defaults.
    Reset,
    /// 400 `INVALID_PARAMETERS`
    Refuse,
}

/// Everything that can be switched. Each has a default that the README justifies.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub(crate) struct Options {
    pub(crate) error_shape: ErrorShape,
    /// Whether `acceptance` is not `Acceptance`.
    pub(crate) case_sensitive_modes: bool,
    /// Reads of an environment's state lag behind by this much.
    pub(crate) stale_status: u64,
    /// Whether a stop of an environment that does not run is `STOP_FAILED`.
    pub(crate) stop_fails_when_stopped: bool,
    pub(crate) partial_settings: PartialSettings,
    /// Names (or `*`) whose values a read shows as asterisks.
    pub(crate) masked_constants: Vec<String>,
    /// Names that count as missing while no value is configured, whatever their default.
    pub(crate) missing_constants: Vec<String>,
    /// Whether tags are answered as an array.
    pub(crate) tags_as_array: bool,
    /// Whether permissions are read as booleans, as an earlier document said.
    pub(crate) boolean_permissions: bool,
    /// HTTP status for a wrong API key.
    pub(crate) bad_api_key_status: u16,
    /// How long a revoked API key keeps working.
    pub(crate) api_key_cache: u64,
    pub(crate) max_upload_bytes: u64,
    /// First supported runtime version; older packages are refused with `INVALID_RUNTIME_VERSION`.
    pub(crate) oldest_runtime: Option<String>,
    /// Most instances and memory (MB) a plan has.
    pub(crate) max_instances: u64,
    pub(crate) max_memory: u64,
    /// Largest page of v4 lists; a larger `limit` is lowered to it.
    pub(crate) largest_page: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            error_shape: ErrorShape::default(),
            case_sensitive_modes: true,
            stale_status: 0,
            stop_fails_when_stopped: false,
            partial_settings: PartialSettings::default(),
            masked_constants: Vec::new(),
            missing_constants: Vec::new(),
            tags_as_array: false,
            boolean_permissions: false,
            bad_api_key_status: 401,
            api_key_cache: 0,
            max_upload_bytes: 1_000_000_000,
            oldest_runtime: None,
            max_instances: 4,
            max_memory: 32 * 1024,
            largest_page: 100,
        }
    }
}
