//! Packages assembled from real data files.

use mendix_deploy_model::packages::ConstantType;
use mendix_deploy_offline::package::Package;

use crate::shared::fixtures;

#[test]
fn a_mendix_7_archive_is_read() {
    let Some(fixtures) = fixtures("a_mendix_7_archive_is_read") else {
        return;
    };
    let package =
        Package::open(fixtures.join("cassandra-connector-7.0.2/assembled-d8aaedf2.mda")).unwrap();
    let info = package.info();
    assert_eq!(info.runtime_version, "7.0.2");
    assert_eq!(info.project_name, "Cassandra");
    assert_eq!(info.java_version, None);
    assert_eq!(info.constants.len(), 11);
    assert_eq!(info.file_count, 2);
    assert_eq!(info.uncompressed_bytes, 458_853);
    let open_id = info
        .constants
        .iter()
        .find(|c| c.name == "AppCloudServices.OpenIdEnabled")
        .unwrap();
    assert_eq!(open_id.constant_type, ConstantType::Boolean);
    assert_eq!(open_id.default_value.as_deref(), Some("False"));
    assert!(info.constants.is_sorted_by(|a, b| a.name < b.name));
    assert!(package.limits().is_empty());
    assert_eq!(package.digest().unwrap().len(), 64);
}
