//! Variables that have no key of their own in the landscape: kept, or without effect (runtime configuration, 5 and 9).

/// How variables begin that only the image of a Mendix app has.
pub(super) const MENDIX: &[&str] = &[
    "MX_",
    "MXRUNTIME_",
    "DATABASE_ENDPOINT",
    "ADMIN_PASSWORD",
    "M2EE_",
    "CUSTOM_RUNTIME_SETTINGS",
    "CONSTANTS",
];

/// What is known about a variable.
#[derive(Debug, Clone, Copy)]
pub(super) enum Known {
    /// It has an effect and stays a variable.
    Kept(&'static str),
    /// It has no place in a landscape.
    Ignored(&'static str),
    /// It has no effect, and people believe it has.
    Mistake(&'static str, &'static str),
}

const BUILDPACK: Known = Known::Kept("a variable of the buildpacks that no other key says");

/// Variables of the buildpacks that stay variables.
const KEPT: &[&str] = &[
    "S3_KEY_SUFFIX",
    "S3_USE_V2_AUTH",
    "S3_USE_SSE",
    "S3_ENCRYPTION_KEYS",
    "S3_TVM_ENDPOINT",
    "S3_TVM_USERNAME",
    "S3_TVM_PASSWORD",
    "AZURE_CONTAINER_NAME",
    "SWIFT_CONTAINER_NAME",
    "MENDIX_BLOBSTORE_TYPE",
    "MALLOC_ARENA_MAX",
    "ENABLE_OUTGOING_TLS_10_11",
    "SHOW_DDL_COMMANDS",
    "DEBUG_CONTAINER",
    "USE_DATA_SNAPSHOT",
    "MXUMS_LICENSESERVER_URL",
    "NGINX_KEEPALIVE_TIMEOUT",
    "NGINX_PROXY_BUFFERS",
    "NGINX_PROXY_BUFFER_SIZE",
    "NGINX_CUSTOM_BIN_PATH",
    "NGINX_CUSTOM_LOCATIONS",
    "SAMESITE_COOKIE_PRE_MX812",
    "X_FRAME_OPTIONS",
    "HTTP_RESPONSE_HEADERS",
    "ACCESS_RESTRICTIONS",
    "BUILDPACK_XTRACE",
    "METRICS_LOGGING_HEARTBEAT_INTERVAL",
    "TRENDS_STORAGE_URL",
    "TRENDS_FORWARDER_URL",
    "NON_MENDIX_PUBLIC_CLOUD",
    "APPMETRICS_TARGET",
    "APPMETRICS_INCLUDE_DB",
    "APM_METRICS_FILTER_ALLOW",
    "APM_METRICS_FILTER_DENY",
    "APM_METRICS_FILTER_DENY_ALL",
    "DISABLE_MICROMETER_METRICS",
    "RUNTIME_LOGIN_METRICS_ENABLED",
    "POSTGRES_METRICS_INTERVAL",
    "TELEGRAF_DEBUG_ENABLED",
    "TELEGRAF_FILEOUT_ENABLED",
    "TAGS",
    "METRICS_INTERVAL",
    "METRICS_AGENT_CONFIG",
    "METRICS_AGENT_INSTRUMENTATION_CONFIG",
    "DATADOG_DATABASE_DISKSTORAGE_METRIC",
    "DATADOG_DATABASE_RATE_COUNT_METRICS",
    "LOGS_REDACTION",
    "SPLUNK_HOST",
    "SPLUNK_TOKEN",
    "SPLUNK_PORT",
    "CLIENT_CERTIFICATES",
    "TZ",
    "LANG",
    "LC_ALL",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "http_proxy",
    "https_proxy",
    "no_proxy",
    "JAVA_TOOL_OPTIONS",
    "EXCLUDE_LOGFILTER",
    "MX_INSTALL_PATH",
    "MX_LOG_LEVEL",
];

/// How families of such variables begin.
const FAMILIES: &[&str] = &[
    "DD_",
    "DT_",
    "NEW_RELIC_",
    "APPDYNAMICS_",
    "FLUENTBIT_",
    "OTEL_",
    "S3_TVM_",
];

const OTHERS: &[(&str, Known)] = &[
    (
        "FORCE_WRITE_ARTIFACTS",
        Known::Mistake(
            "the buildpack has no such variable; only FORCE_WRITE_BUILD_ERRORS exists",
            "Remove it.",
        ),
    ),
    (
        "FORCE_WRITE_BUILD_ERRORS",
        Known::Ignored("it counts while an image or droplet is built, not when the app runs"),
    ),
    (
        "BUILD_PATH",
        Known::Mistake(
            "it counts while an image is built, and must name an unpacked archive or a project, no .mda file",
            "Give the package to the build instead.",
        ),
    ),
    (
        "M2EE_CONF",
        Known::Mistake(
            "m2ee does not read it; it takes -c FILE, /etc/m2ee and ~/.m2ee",
            "Write `target.configurationFiles`.",
        ),
    ),
    (
        "IEM_CONFIG_PATH",
        Known::Mistake(
            "the Docker wrapper loads the files there as variables and prints every value to the log",
            "Import those files instead, and write secret references.",
        ),
    ),
    (
        "ROOTFS_IMAGE",
        Known::Ignored("it counts while an image is built"),
    ),
    (
        "BUILDER_ROOTFS_IMAGE",
        Known::Ignored("it counts while an image is built"),
    ),
    (
        "CF_INSTANCE_INDEX",
        Known::Ignored("the platform numbers the instances: it decides which one is the leader"),
    ),
    (
        "VCAP_SERVICES",
        Known::Ignored("the platform makes it from bound services: `target.services` names them"),
    ),
    (
        "VCAP_APPLICATION",
        Known::Ignored("the platform makes it from the manifest"),
    ),
    (
        "PORT",
        Known::Ignored("the image and the platform decide the port inside the container"),
    ),
    ("PATH", Known::Ignored("it belongs to the image")),
    ("HOME", Known::Ignored("it belongs to the image")),
    ("HOSTNAME", Known::Ignored("the platform sets it")),
    ("MENDIX_API_KEY", MACHINE),
    ("MENDIX_USERNAME", MACHINE),
    ("MENDIX_USER", MACHINE),
    ("MENDIX_PAT", MACHINE),
    ("MENDIX_TOKEN", MACHINE),
];

const MACHINE: Known = Known::Ignored(
    "it is a credential of whoever deploys and no configuration of the app: give it to the client",
);

const DATABASE_IMAGE: Known =
    Known::Ignored("it configures the database's own image and not the app");

/// What is known about a variable.
pub(super) fn variable(name: &str) -> Option<Known> {
    if let Some((_, known)) = OTHERS.iter().find(|(other, _)| *other == name) {
        return Some(*known);
    }
    if KEPT.contains(&name) || FAMILIES.iter().any(|family| name.starts_with(family)) {
        return Some(BUILDPACK);
    }
    ["POSTGRES_", "MYSQL_", "MSSQL_", "MINIO_", "ORACLE_"]
        .iter()
        .any(|family| name.starts_with(family))
        .then_some(DATABASE_IMAGE)
}

/// Names for "did you mean".
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    const KEYED: &[&str] = &[
        "DATABASE_URL",
        "DATABASE_ENDPOINT",
        "DATABASE_CONNECTION_PARAMS",
        "ADMIN_PASSWORD",
        "M2EE_PASSWORD",
        "DEBUGGER_PASSWORD",
        "DEVELOPMENT_MODE",
        "LICENSE_ID",
        "LICENSE_KEY",
        "MEMORY_LIMIT",
        "HEAP_SIZE",
        "MAX_METASPACE_SIZE",
        "JVM_GARBAGE_COLLECTOR",
        "JAVA_OPTS",
        "JAVA_VERSION",
        "SCHEDULED_EVENTS",
        "CONSTANTS",
        "CUSTOM_RUNTIME_SETTINGS",
        "LOG_RATELIMIT",
        "S3_ACCESS_KEY_ID",
        "S3_SECRET_ACCESS_KEY",
        "S3_BUCKET_NAME",
        "S3_ENDPOINT",
        "CERTIFICATE_AUTHORITIES",
        "ENABLE_STICKY_SESSIONS",
    ];
    KEYED.iter().chain(KEPT).copied()
}

/// A name that no program asks for: keys of Kubernetes secrets look like this.
pub(super) fn is_no_variable(name: &str) -> bool {
    name.contains('-') || name.starts_with('.')
}

/// Whether the value of a kept variable holds a secret although its name does not say so.
pub(super) fn is_secret(name: &str) -> bool {
    matches!(
        name,
        "CLIENT_CERTIFICATES"
            | "ACCESS_RESTRICTIONS"
            | "APPMETRICS_TARGET"
            | "S3_ENCRYPTION_KEYS"
            | "S3_TVM_PASSWORD"
            | "SPLUNK_TOKEN"
            | "DT_TENANTTOKEN"
    )
}
