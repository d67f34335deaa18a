// Generated from the Rust core by `cargo xtask generate`. Do not edit.
//! The types of the golden values.

/// Calls the given macro with `"Name" => path,` for each type.
macro_rules! for_each_value {
    ($callback:ident) => {
        $callback! {
            "Change" => mendix_deploy_model::changes::Change,
            "Changes" => mendix_deploy_model::comparisons::Changes,
            "ClientOptions" => mendix_deploy_model::clients::ClientOptions,
            "Constant" => mendix_deploy_model::packages::Constant,
            "ErrorDetail" => mendix_deploy_model::error::ErrorDetail,
            "ErrorInfo" => mendix_deploy_model::error::ErrorInfo,
            "Location" => mendix_deploy_model::findings::Location,
            "PackageDigests" => mendix_deploy_model::packages::PackageDigests,
            "Report" => mendix_deploy_model::findings::Report,
            "RunRecord" => mendix_deploy_model::runs::RunRecord,
            "Scale" => mendix_deploy_model::cloud::Scale,
            "Settings" => mendix_deploy_model::cloud::Settings,
            "Snapshot" => mendix_deploy_model::cloud::Snapshot,
        }
    };
}

pub(crate) use for_each_value;
