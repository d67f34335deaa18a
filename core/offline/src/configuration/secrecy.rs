//! Which values may be shown. What is not known to be harmless is not shown.

use mendix_deploy_model::{
    configurations::{ConfigurationArea, EffectiveContent, EffectiveValue, Sensitivity},
    packages::ConstantType,
};

use super::catalogue;

/// Settings outside the catalogue that hold no secret, whatever their value.
const PUBLIC: &[&str] = &[
    "com.mendix.core.isClusterSlave",
    "com.mendix.storage.s3.PerformDeleteFromStorage",
    "com.mendix.storage.s3.UseSSE",
    "com.mendix.storage.s3.tokenService.RefreshPercentage",
    "com.mendix.storage.s3.tokenService.RetryIntervalInSeconds",
    "com.mendix.storage.swift.Container",
    "com.mendix.storage.swift.Container.AutoCreate",
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
    let lower = name.to_lowercase();
    let sounds_secret = SECRET.iter().any(|word| lower.contains(word));
    match catalogue::setting(name) {
        Some(setting) if setting.secret || sounds_secret => Sensitivity::Secret,
        Some(_) => Sensitivity::Public,
        None if PUBLIC.contains(&name) => Sensitivity::Public,
        None if sounds_secret => Sensitivity::Secret,
        None => Sensitivity::Unknown,
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
    fn what_is_not_known_is_not_shown() {
        for (name, sensitivity) in [
            ("SessionTimeout", Sensitivity::Public),
            ("DatabasePassword", Sensitivity::Secret),
            ("com.mendix.storage.s3.SecretAccessKey", Sensitivity::Secret),
            ("com.mendix.storage.s3.AccessKeyId", Sensitivity::Secret),
            ("DatabaseJdbcUrl", Sensitivity::Secret),
            ("DatabaseType", Sensitivity::Public),
            ("MyModule.ApiKey", Sensitivity::Secret),
            ("Something", Sensitivity::Unknown),
        ] {
            assert_eq!(of_setting(name), sensitivity, "{name}");
        }
    }
}
