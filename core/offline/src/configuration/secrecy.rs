//! Which values may be shown. What is not known to be harmless is not shown.

use mendix_deploy_model::{
    configurations::{ConfigurationArea, EffectiveContent, EffectiveValue, Sensitivity},
    packages::ConstantType,
};

/// Settings that hold no secret, whatever their value.
const PUBLIC: &[&str] = &[
    "ApplicationRootUrl",
    "BasePath",
    "CACertificates",
    "ClientCertificates",
    "ClusterManagerActionInterval",
    "DTAPMode",
    "DatabaseHost",
    "DatabaseName",
    "DatabaseType",
    "DatabaseUseIntegratedSecurity",
    "DatabaseUseSsl",
    "EnableFileDocumentCaching",
    "EnableKeepAlive",
    "HashAlgorithm",
    "JdbcLoginTimeout",
    "LogMinDurationQuery",
    "LongLivedSessionTimeout",
    "MyScheduledEvents",
    "PersistentSessions",
    "RuntimePath",
    "ScheduledEventExecution",
    "SessionKeepAliveUpdatesInterval",
    "SessionTimeout",
    "SessionValidationTimeout",
    "TempPath",
    "TrackWebServiceUserLastLogin",
    "UploadedFilesPath",
    "com.mendix.core.SameSiteCookies",
    "com.mendix.core.ScheduledEventsCleanupAge",
    "com.mendix.core.SessionIdCookieName",
    "com.mendix.core.StorageService",
    "com.mendix.core.isClusterSlave",
    "com.mendix.metrics.Type",
    "com.mendix.storage.PerformDeleteFromStorage",
    "com.mendix.storage.azure.Container",
    "com.mendix.storage.azure.CreateContainerIfNotExists",
    "com.mendix.storage.s3.BucketName",
    "com.mendix.storage.s3.Region",
    "com.mendix.storage.s3.ResourceNameSuffix",
    "com.mendix.storage.s3.UseSSE",
    "com.mendix.storage.s3.UseV2Auth",
    "http.client.MaxConnectionsPerRoute",
    "http.client.MaxConnectionsTotal",
];

/// Words in names of settings that hold a secret.
const SECRET: &[&str] = &[
    "password",
    "secret",
    "token",
    "credential",
    "accesskey",
    "accountkey",
    "encryptionkeys",
    "sharedaccess",
    "jdbcurl",
    "apikey",
];

/// Whether a setting may hold a secret, by its name.
pub(crate) fn of_setting(name: &str) -> Sensitivity {
    if PUBLIC.binary_search(&name).is_ok() || name.starts_with("ConnectionPooling") {
        return Sensitivity::Public;
    }
    let lower = name.to_lowercase();
    if SECRET.iter().any(|word| lower.contains(word)) {
        Sensitivity::Secret
    } else {
        Sensitivity::Unknown
    }
}

/// Whether a constant may hold a secret: everything but yes and no may.
pub(crate) fn of_constant(kind: Option<&ConstantType>) -> Sensitivity {
    match kind {
        Some(ConstantType::Boolean) => Sensitivity::Public,
        _ => Sensitivity::Unknown,
    }
}

/// Takes a value for a secret after all where something may have slipped into it: a password with an `@` becomes a part of
/// the host, a URL may carry a user, a constant that says it is yes or no may be anything.
pub(crate) fn look_again(value: &mut EffectiveValue) {
    let odd = match &value.content {
        EffectiveContent::Text { text } => text.contains('@') || text.len() > 300,
        EffectiveContent::Json { .. } => true,
        _ => false,
    };
    if odd && value.sensitivity == Sensitivity::Public {
        value.sensitivity = Sensitivity::Unknown;
    }
}

/// The part of the configuration that a setting belongs to.
pub(crate) fn area(name: &str) -> ConfigurationArea {
    if matches!(name, "ScheduledEventExecution" | "MyScheduledEvents") {
        ConfigurationArea::ScheduledEvents
    } else if name.starts_with("Database")
        || name.starts_with("ConnectionPooling")
        || name.starts_with("SourceDatabase")
        || name == "OracleServiceName"
    {
        ConfigurationArea::Database
    } else if name.starts_with("com.mendix.storage.")
        || matches!(name, "com.mendix.core.StorageService" | "UploadedFilesPath")
    {
        ConfigurationArea::Storage
    } else {
        ConfigurationArea::RuntimeSetting
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted() {
        assert!(PUBLIC.is_sorted());
    }

    #[test]
    fn what_is_not_known_is_not_shown() {
        for (name, sensitivity) in [
            ("SessionTimeout", Sensitivity::Public),
            ("DatabasePassword", Sensitivity::Secret),
            ("com.mendix.storage.s3.SecretAccessKey", Sensitivity::Secret),
            ("com.mendix.storage.s3.AccessKeyId", Sensitivity::Secret),
            ("DatabaseJdbcUrl", Sensitivity::Secret),
            ("DatabaseUserName", Sensitivity::Unknown),
            ("MyModule.ApiKey", Sensitivity::Secret),
            ("Something", Sensitivity::Unknown),
        ] {
            assert_eq!(of_setting(name), sensitivity, "{name}");
        }
    }
}
