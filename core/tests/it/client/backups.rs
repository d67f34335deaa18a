//! Snapshots, archives, restores.

use mendix_deploy::{
    ErrorCode,
    cloud::{
        ArchiveContent, ArchiveOptions, ConfirmOptions, JobState, RestoreOptions, SnapshotOptions,
    },
};
use serde_json::json;

use crate::support::{Bench, address};

#[tokio::test]
async fn a_snapshot_is_taken_commented_archived_downloaded_and_restored() {
    let bench = Bench::new();
    let backups = bench.client().backups();
    let test = address("orders/Test");
    let mut taking = backups
        .create_snapshot(
            test.clone(),
            SnapshotOptions::default().comment("before 2.5.4".to_owned()),
        )
        .await
        .unwrap();
    let snapshot = taking.wait().await.unwrap();
    assert_eq!(snapshot.state, JobState::Completed);
    assert_eq!(snapshot.comment.as_deref(), Some("before 2.5.4"));
    assert_eq!(snapshot.model_version.as_deref(), Some("1.0.0.1"));
    let id = snapshot.snapshot_id.clone();
    assert_eq!(
        backups.snapshot(test.clone(), id.clone()).await.unwrap(),
        snapshot
    );
    let commented = backups
        .comment_snapshot(test.clone(), id.clone(), "kept".to_owned())
        .await
        .unwrap();
    assert_eq!(commented.comment.as_deref(), Some("kept"));

    let mut archiving = backups
        .create_archive(
            test.clone(),
            id.clone(),
            ArchiveOptions::default().content(ArchiveContent::DatabaseOnly),
        )
        .await
        .unwrap();
    let archive = archiving.wait().await.unwrap();
    let path = bench.file("backup.tar.gz");
    let digest = backups
        .download_archive(
            test.clone(),
            id.clone(),
            archive.archive_id.clone(),
            path.clone(),
        )
        .await
        .unwrap();
    assert_eq!(digest.len(), 64);
    assert_eq!(bench.files(), ["backup.tar.gz"]);
    assert!(!std::fs::read(&path).unwrap().is_empty());
    let again = backups
        .watch_archive(test.clone(), id.clone(), archive.archive_id.clone())
        .await
        .unwrap()
        .wait()
        .await
        .unwrap();
    assert_eq!(again, archive);

    bench.apply(json!({"kind": "setEnvironment", "environment": "Test", "status": "Stopped"}));
    let mut restoring = backups
        .restore(
            test.clone(),
            id.clone(),
            RestoreOptions::default()
                .database_only(true)
                .confirm("orders/Test".to_owned()),
        )
        .await
        .unwrap();
    let restore = restoring.wait().await.unwrap();
    assert_eq!(restore.source_snapshot_id.as_ref(), Some(&id));
    let again = backups
        .watch_restore(test.clone(), restore.restore_id.clone())
        .await
        .unwrap()
        .wait()
        .await
        .unwrap();
    assert_eq!(again, restore);
    backups
        .delete_snapshot(
            test.clone(),
            id.clone(),
            ConfirmOptions::default().confirm("orders/Test".to_owned()),
        )
        .await
        .unwrap();
    let error = backups.snapshot(test, id).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::MendixCloudNotFound);
    assert_eq!(
        bench.effects(),
        [
            "snapshot.created",
            "snapshot.commented",
            "archive.created",
            "restore.created",
            "snapshot.deleted"
        ]
    );
}

#[tokio::test]
async fn snapshots_come_in_pages() {
    let bench = Bench::new();
    let backups = bench.client().backups();
    let test = address("orders/Test");
    for _ in 0..103 {
        let mut taking = backups
            .create_snapshot(test.clone(), SnapshotOptions::default())
            .await
            .unwrap();
        taking.wait().await.unwrap();
    }
    let mut pager = backups.snapshots(test.clone());
    assert_eq!(pager.next_page().await.unwrap().unwrap().len(), 100);
    assert_eq!(pager.next_page().await.unwrap().unwrap().len(), 3);
    assert_eq!(pager.next_page().await.unwrap(), None);
    let mut ids: Vec<_> = backups
        .snapshots(test)
        .all()
        .await
        .unwrap()
        .into_iter()
        .map(|snapshot| snapshot.snapshot_id)
        .collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 103);
}

#[tokio::test]
async fn a_failed_job_is_an_error_of_the_operation_with_the_platform_s_words() {
    let bench = Bench::new();
    let backups = bench.client().backups();
    bench.emulator.inject(json!({"fault": "snapshotFails"}));
    let mut taking = backups
        .create_snapshot(address("orders/Test"), SnapshotOptions::default())
        .await
        .unwrap();
    let error = taking.wait().await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::MendixCloudSnapshotFailed);
    assert!(error.message().contains("orders/Test"), "{error}");
    // Asked again, it says the same.
    assert_eq!(taking.wait().await.unwrap_err().code(), error.code());
    assert_eq!(bench.effects(), ["snapshot.created"]);
}
