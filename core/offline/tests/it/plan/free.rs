//! Free Apps.

use mendix_deploy_model::{
    ErrorCode,
    changes::{Change, PackageRef},
    cloud::{LicenseType, SnapshotId},
    landscapes::Tier,
    plans::RevisionFacts,
};

use super::support::*;

#[test]
fn a_free_app_is_deployed_by_building() {
    let mut facts = facts();
    facts.app.license_type = Some(LicenseType::Free);
    facts.revision = Some(RevisionFacts {
        branch: "main".to_owned(),
        revision: "62e3d711aa00".to_owned(),
        version: "0.0.20".to_owned(),
    });
    let change = Change::Deploy {
        package: PackageRef::RevisionPackage {
            branch: "main".to_owned(),
            revision: None,
            version: None,
            description: None,
        },
    };
    let plan = make(&production(), &change, &facts);
    assert_eq!(ids(&plan), ["build", "await-build", "verify"]);
    assert_eq!(plan.point_of_no_return.as_ref().unwrap().step, "build");
    assert!(finding_ids(&plan).contains(&"free_app.no_backup"));
    assert!(plan.way_back.sentences[0].starts_with("No way back"));
}

#[test]
fn what_a_free_app_cannot_do_is_refused() {
    let mut facts = promotion();
    facts.package = Some(file(&[]));
    facts.app.license_type = None;
    let mut wanted = production();
    wanted.tier = Tier::Sandbox;
    for change in [
        deploy_file(),
        promote(),
        Change::Configure { restart: true },
        Change::RestartApp {},
        Change::ScaleApp {
            instances: 1,
            memory_per_instance_mb: 1_024,
        },
        Change::BackUp {
            comment: None,
            download_to: None,
            content: None,
        },
        Change::RestoreBackup {
            snapshot: SnapshotId::new("s"),
            source: None,
            database_only: false,
            accept_loss: Vec::new(),
        },
        undo(&[]),
    ] {
        let error = refuse(&wanted, &change, &facts);
        assert_eq!(error.code(), ErrorCode::PlanImpossible, "{change:?}");
        assert!(error.message().contains("Free App"), "{}", error.message());
    }
    // The licence knows better than the tier.
    facts.app.license_type = Some(LicenseType::Licensed);
    make(&wanted, &promote(), &facts);
}
