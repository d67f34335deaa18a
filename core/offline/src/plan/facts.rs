//! Facts from what is at hand without a platform.

use mendix_deploy_model::{
    packages::PackageInfo,
    plans::{PackageConstant, PackageFacts},
};

/// The facts of a package whose file was read.
#[must_use]
pub fn package_facts(info: &PackageInfo, sha256: &str) -> PackageFacts {
    PackageFacts {
        file_name: info.file_name.clone(),
        sha256: sha256.to_owned(),
        size_bytes: info.compressed_bytes,
        project_id: Some(info.project_id.clone()).filter(|id| !id.is_empty()),
        // A project has none, and is refused before it comes here.
        model_version: info.model_version.clone().unwrap_or_default(),
        runtime_version: info.runtime_version.clone(),
        java_version: info.java_version,
        constants: info
            .constants
            .iter()
            .map(|constant| PackageConstant {
                name: constant.name.clone(),
                constant_type: constant.constant_type.clone(),
                has_default: constant.default_value.is_some(),
            })
            .collect(),
        scheduled_events: info
            .scheduled_events
            .iter()
            .map(|event| event.name.clone())
            .collect(),
    }
}
