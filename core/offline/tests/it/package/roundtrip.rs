//! What the writer writes, the reader reads.

use mendix_deploy_model::packages::ConstantType;
use mendix_deploy_offline::package::{ArchiveBuilder, Package, read_info};

#[test]
fn a_synthetic_archive_is_read_back() {
    let builder = ArchiveBuilder::new("Orders Ü")
        .model_version("2.5.4")
        .constant("Orders.Zeta", ConstantType::String, Some("z"))
        .constant("Orders.Alpha", ConstantType::Integer, None)
        .scheduled_event("Orders.Cleanup")
        .request_handler("/api/")
        .noise("model/lib/userlib/a.jar", 7, 100_000)
        .model_bytes(200_000);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.mda");
    builder.write_to(&path).unwrap();
    let package = Package::open(&path).unwrap();
    let info = package.info();
    assert_eq!(info.project_name, "Orders Ü");
    assert_eq!(info.model_version.as_deref(), Some("2.5.4"));
    assert_eq!(
        info.constants
            .iter()
            .map(|c| c.name.as_str())
            .collect::<Vec<_>>(),
        ["Orders.Alpha", "Orders.Zeta"]
    );
    assert_eq!(info.constants[0].default_value, None);
    assert_eq!(info.scheduled_events[0].name, "Orders.Cleanup");
    assert_eq!(info.request_handlers[0].name, "/api/");
    assert_eq!(info.file_count, 4);
    assert_eq!(
        *info,
        read_info("orders.mda", &builder.to_bytes().unwrap()).unwrap()
    );
    package.verify_unchanged().unwrap();
}
