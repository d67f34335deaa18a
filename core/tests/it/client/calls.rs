//! Every call of apps, environments, packages and the repository, on a platform that behaves.

use mendix_deploy::{
    ErrorCode,
    client::UploadSource,
    cloud::{
        BuildOptions, ConfirmOptions, EnvironmentStatus, LicenseType, ListEnvironmentsOptions,
        LogFilter, PackageStatus, StartJobStatus, StartOptions, UploadJobStatus, UploadOptions,
    },
};
use serde_json::json;

use crate::support::{Bench, address, archive};

fn confirm(address: &str) -> ConfirmOptions {
    ConfirmOptions::default().confirm(address.to_owned())
}

#[tokio::test]
async fn apps_are_listed_found_and_described() {
    let bench = Bench::new();
    let apps = bench.client().apps();
    let listed = apps.list().await.unwrap();
    assert_eq!(listed[0].app_id.as_str(), "orders");
    assert_eq!(apps.get("Orders".to_owned()).await.unwrap(), listed[0]);
    let described = apps.details().await.unwrap();
    assert_eq!(described[0].app_id, listed[0].app_id);
    assert_eq!(described[0].project_id, listed[0].project_id);
    assert_eq!(described[0].license_type, Some(LicenseType::Licensed));
    assert_eq!(
        described[0].technical_contact.as_deref(),
        Some("dana.deployer@example.com")
    );
    assert!(bench.effects().is_empty());
}

#[tokio::test]
async fn a_free_app_is_created_once() {
    let bench = Bench::new();
    let apps = bench.client().apps();
    let project = "00000000-1111-2222-3333-444444444444";
    let app = apps.create(project.into()).await.unwrap();
    assert_eq!(app.project_id.as_str(), project);
    let error = apps.create(project.into()).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::MendixCloudAppExists);
    assert_eq!(bench.effects(), ["app.created"]);
}

#[tokio::test]
async fn environments_are_read_with_and_without_details() {
    let bench = Bench::new();
    let environments = bench.client().environments();
    let plain = environments
        .list("orders".to_owned(), ListEnvironmentsOptions::default())
        .await
        .unwrap();
    let names: Vec<&str> = plain.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Test", "Acceptance", "Production"]);
    assert_eq!(plain[0].status, EnvironmentStatus::Running);
    assert_eq!(plain[2].status, EnvironmentStatus::Empty);
    assert_eq!(plain[2].model_version, None);
    assert!(plain[2].production && !plain[0].production);
    assert!(plain[0].package.is_none());
    let detailed = environments
        .list(
            "orders".to_owned(),
            ListEnvironmentsOptions::default().details(true),
        )
        .await
        .unwrap();
    let package = detailed[0].package.clone().unwrap();
    assert_eq!(package.version.as_deref(), Some("1.0.0.1"));
    assert_eq!(package.runtime_version.as_deref(), Some("10.24.15.93102"));
    assert!(detailed[2].package.is_none());
    let one = environments.get(address("orders/test")).await.unwrap();
    assert_eq!(one, plain[0]);
}

#[tokio::test]
async fn an_environment_is_stopped_changed_and_started() {
    let bench = Bench::new();
    let environments = bench.client().environments();
    let test = address("orders/Test");
    let next = bench.apply(json!({"kind": "addPackage", "version": "2.0.0.7"}));
    let next = next["packageId"].as_str().unwrap();
    environments
        .stop(test.clone(), confirm("orders/Test"))
        .await
        .unwrap();
    bench.emulator.advance(5_000);
    let stopped = environments.get(test.clone()).await.unwrap();
    assert_eq!(stopped.status, EnvironmentStatus::Stopped);
    environments
        .transport(test.clone(), next.into())
        .await
        .unwrap();
    let deployed = environments.package(test.clone()).await.unwrap().unwrap();
    assert_eq!(deployed.package_id.as_str(), next);
    let mut start = environments
        .start(
            test.clone(),
            StartOptions::default().confirm("orders/Test".to_owned()),
        )
        .await
        .unwrap();
    let job = start.id().to_owned();
    let status = environments
        .start_status(test.clone(), job.as_str().into())
        .await
        .unwrap();
    assert_eq!(status, StartJobStatus::Starting);
    let running = start.wait().await.unwrap();
    assert_eq!(running.status, EnvironmentStatus::Running);
    assert_eq!(running.model_version.as_deref(), Some("2.0.0.7"));
    // Another process watches the same job by its id.
    let mut again = environments
        .watch_start(test.clone(), job.as_str().into())
        .await
        .unwrap();
    assert_eq!(again.wait().await.unwrap(), running);
    assert_eq!(
        bench.effects(),
        ["env.stopped", "env.transported", "env.started"]
    );
}

#[tokio::test]
async fn an_empty_environment_has_no_package() {
    let bench = Bench::new();
    let package = bench
        .client()
        .environments()
        .package(address("orders/Production"))
        .await
        .unwrap();
    assert_eq!(package, None);
}

#[tokio::test]
async fn a_stopped_environment_is_cleaned() {
    let bench = Bench::new();
    let test = address("orders/Test");
    let before = bench.environment("Test")["data"].clone();
    bench.apply(json!({"kind": "setEnvironment", "environment": "Test", "status": "Stopped"}));
    bench
        .client()
        .environments()
        .clean(test, confirm("orders/Test"))
        .await
        .unwrap();
    assert_eq!(bench.effects(), ["env.cleaned"]);
    assert_ne!(bench.environment("Test")["data"], before);
}

#[tokio::test]
async fn an_environment_is_scaled() {
    let bench = Bench::new();
    let scale = bench
        .client()
        .environments()
        .scale(address("orders/Test"), 2, 2048)
        .await
        .unwrap();
    assert_eq!(
        (
            scale.instances,
            scale.memory_per_instance_mb,
            scale.total_memory_mb
        ),
        (2, 2048, 4096)
    );
    assert_eq!(bench.environment("Test")["instances"], 2);
}

#[tokio::test]
async fn tags_are_set_read_and_removed_in_both_shapes() {
    for as_array in [false, true] {
        let bench = Bench::with(json!({"options": {"tagsAsArray": as_array}}));
        let environments = bench.client().environments();
        let test = address("orders/Test");
        assert!(environments.tags(test.clone()).await.unwrap().is_empty());
        environments
            .set_tag(test.clone(), "team:blue".to_owned())
            .await
            .unwrap();
        assert_eq!(
            environments.tags(test.clone()).await.unwrap(),
            ["team:blue"]
        );
        for _ in 0..2 {
            // The second one is not there, and that is a success.
            environments
                .remove_tag(test.clone(), "team:blue".to_owned())
                .await
                .unwrap();
        }
        assert!(environments.tags(test).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn permissions_are_read_as_texts_and_as_booleans() {
    for booleans in [false, true] {
        let bench = Bench::with(json!({
            "options": {"booleanPermissions": booleans, "largestPage": 1},
        }));
        bench.apply(json!({
            "kind": "setRights", "environment": "Production", "user": "ollie.operator@example.com",
            "rights": {"canDeployApp": false, "canAccessAPI": true},
        }));
        let permissions = bench
            .client()
            .environments()
            .permissions(address("orders/Production"))
            .await
            .unwrap();
        // One on a page: both pages were read.
        assert_eq!(permissions.len(), 2);
        let of = |user: &str| permissions.iter().find(|one| one.user_id == user).unwrap();
        assert!(of("dana.deployer@example.com").can_deploy_app);
        assert!(!of("ollie.operator@example.com").can_deploy_app);
        assert!(of("ollie.operator@example.com").can_access_api);
    }
}

#[tokio::test]
async fn a_day_s_log_is_read_and_filtered() {
    let bench = Bench::new();
    let environments = bench.client().environments();
    let test = address("orders/Test");
    let day = "2026-02-28".to_owned();
    let lines = environments
        .log_lines(test.clone(), day.clone(), LogFilter::default())
        .all()
        .await
        .unwrap();
    assert!(lines.len() > 10, "{}", lines.len());
    assert!(
        lines
            .iter()
            .enumerate()
            .all(|(at, line)| line.number == at as u64 + 1)
    );
    let level = lines[0].level.clone().unwrap();
    let node = lines[0].node.clone().unwrap();
    let filtered = environments
        .log_lines(
            test.clone(),
            day.clone(),
            LogFilter::default().level(level.clone()).node(node.clone()),
        )
        .all()
        .await
        .unwrap();
    let expected: Vec<_> = lines
        .iter()
        .filter(|line| line.level.as_ref() == Some(&level) && line.node.as_ref() == Some(&node))
        .cloned()
        .collect();
    assert_eq!(filtered, expected);
    for link in [
        environments
            .log_link(test.clone(), day.clone())
            .await
            .unwrap(),
        environments.access_log_link(test, day).await.unwrap(),
    ] {
        assert!(link.reveal().starts_with(&bench.emulator.url()));
        assert!(!format!("{link:?}").contains("http"));
    }
}

#[tokio::test]
async fn a_day_that_is_none_is_refused_before_anything_is_sent() {
    let bench = Bench::new();
    for day in ["2026-02-30", "yesterday", "2026-02-28T00:00", "../../x"] {
        let error = bench
            .client()
            .environments()
            .log_link(address("orders/Test"), day.to_owned())
            .await
            .unwrap_err();
        assert_eq!(error.code(), ErrorCode::InputInvalid, "{day}");
    }
    assert!(bench.emulator.requests().is_empty());
}

#[tokio::test]
async fn a_revision_is_built() {
    let bench = Bench::new();
    let client = bench.client();
    let commit = client
        .repository()
        .branch("orders".to_owned(), "main".to_owned())
        .await
        .unwrap()
        .latest_commit
        .unwrap();
    let mut build = client
        .packages()
        .build(
            "orders".to_owned(),
            "main".to_owned(),
            commit.id.clone(),
            "2.5.4".to_owned(),
            BuildOptions::default().description("release".to_owned()),
        )
        .await
        .unwrap();
    let mut seen = Vec::new();
    while let Some(progress) = build.next_progress().await.unwrap() {
        seen.push((progress.status, progress.finished));
    }
    assert_eq!(seen.first().unwrap(), &("queued".to_owned(), false));
    assert!(seen.last().unwrap().1);
    let package = build.wait().await.unwrap();
    assert_eq!(package.status, PackageStatus::Succeeded);
    let version = package.version.clone().unwrap();
    let tail = version.strip_prefix("2.5.4.").unwrap();
    assert!(commit.id.starts_with(tail), "{version} {}", commit.id);
    let mut again = client
        .packages()
        .watch_build("orders".to_owned(), package.package_id.clone())
        .await
        .unwrap();
    assert_eq!(again.wait().await.unwrap(), package);
    assert_eq!(bench.effects(), ["package.built"]);
}

#[tokio::test]
async fn a_package_is_uploaded_watched_read_listed_and_deleted() {
    let bench = Bench::new();
    let packages = bench.client().packages();
    let upload = packages
        .upload(
            "orders",
            UploadSource::Bytes(archive("3.0.0.1").into()),
            UploadOptions::default().name("orders-3.mda".to_owned()),
            None,
        )
        .await
        .unwrap();
    let job = upload.job_id.clone().unwrap();
    let status = packages
        .upload_status("orders".to_owned(), job)
        .await
        .unwrap();
    assert_eq!(status, UploadJobStatus::Queued);
    let package = packages
        .watch_upload("orders".to_owned(), upload.clone())
        .await
        .unwrap()
        .wait()
        .await
        .unwrap();
    assert_eq!(package.version.as_deref(), Some("3.0.0.1"));
    assert_eq!(package.package_id, upload.package_id);
    let read = packages
        .get("orders".to_owned(), upload.package_id.clone())
        .await
        .unwrap();
    assert_eq!(read, package);
    let listed = packages.list("orders".to_owned()).await.unwrap();
    assert_eq!(listed[0], package, "newest first");
    packages
        .delete(
            "orders".to_owned(),
            upload.package_id.clone(),
            confirm("orders"),
        )
        .await
        .unwrap();
    let error = packages
        .get("orders".to_owned(), upload.package_id)
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::MendixCloudPackageNotFound);
    assert_eq!(bench.effects(), ["package.uploaded", "package.deleted"]);
}

#[tokio::test]
async fn a_deployed_package_is_not_deleted() {
    let bench = Bench::new();
    let deployed = bench.environment("Test")["package"]
        .as_str()
        .unwrap()
        .to_owned();
    let error = bench
        .client()
        .packages()
        .delete("orders".to_owned(), deployed.into(), confirm("orders"))
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::MendixCloudPackageInUse);
    assert!(error.message().contains("orders/Test"), "{error}");
    assert_eq!(bench.requests_to("DELETE", ""), 0);
}

#[tokio::test]
async fn branches_and_commits_come_in_pages() {
    let bench = Bench::new();
    let repository = bench.client().repository();
    let branches = repository
        .branches("orders".to_owned())
        .all()
        .await
        .unwrap();
    let names: Vec<&str> = branches.iter().map(|branch| branch.name.as_str()).collect();
    assert_eq!(names, ["main", "branches/faster-checkout"]);
    // A slash in a branch's name is part of one path segment.
    let branch = repository
        .branch("orders".to_owned(), "branches/faster-checkout".to_owned())
        .await
        .unwrap();
    assert_eq!(branch, branches[1]);
    let mut pager = repository.commits("orders".to_owned(), "main".to_owned());
    let first = pager.next_page().await.unwrap().unwrap();
    assert!(first.len() < 40);
    // Another process goes on where this one stands.
    let token = pager.token().unwrap().to_owned();
    let rest = repository
        .commits("orders".to_owned(), "main".to_owned())
        .resume(token)
        .all()
        .await
        .unwrap();
    assert_eq!(first.len() + rest.len(), 40);
    let all = pager.all().await.unwrap();
    assert_eq!(all, rest);
    assert_eq!(first[0], branches[0].latest_commit.clone().unwrap());
    let error = repository
        .branch("orders".to_owned(), "nowhere".to_owned())
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::MendixCloudBranchNotFound);
}
