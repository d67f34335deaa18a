//! From a version to commits and stories.

use mendix_deploy::{
    ErrorCode,
    cloud::{Trace, TraceOptions},
};
use serde_json::{Value, json};

use crate::support::Bench;

/// Hash of a commit: seven letters that can be told apart, and zeros.
fn hash(number: u32) -> String {
    format!("{number:07x}") + &"0".repeat(33)
}

fn commit(number: u32, stories: &[&str]) -> Value {
    json!({
        "id": hash(number), "authorName": "Dana", "authorEmail": "dana@example.com", "date": 1_772_438_400_000_i64,
        "message": format!("Change {number}"), "relatedStories": stories,
    })
}

/// A main line of 120 commits, which is more than a page, and a branch off its middle.
fn seed() -> Value {
    let line = |from: u32, to: u32| -> Vec<Value> {
        (from..=to)
            .rev()
            .map(|number| match number {
                118 => commit(number, &["ORD-2", "ORD-1"]),
                119 => commit(number, &["ORD-2", "old-7"]),
                10 => commit(number, &["ORD-3"]),
                _ => commit(number, &[]),
            })
            .collect()
    };
    let mut branch = vec![commit(201, &[]), commit(200, &["ORD-3"])];
    branch.extend(line(1, 60));
    json!({"apps": [{
        "appId": "orders",
        "repository": {"type": "git", "branches": [
            {"name": "branches/faster", "commits": branch},
            {"name": "main", "commits": line(1, 120)},
        ]},
        "stories": (1..=150).map(|n| json!({"id": format!("ORD-{n}"), "title": format!("Story {n}"), "status": "Testing"})).collect::<Vec<_>>(),
    }]})
}

async fn trace(bench: &Bench, version: &str, options: TraceOptions) -> Trace {
    bench
        .client()
        .repository()
        .trace("orders".to_owned(), version.to_owned(), options)
        .await
        .unwrap()
}

fn since(version: &str) -> TraceOptions {
    TraceOptions::default().since(version.to_owned())
}

fn messages(trace: &Trace) -> Vec<&str> {
    trace
        .commits
        .iter()
        .map(|commit| commit.message.as_str())
        .collect()
}

#[tokio::test]
async fn a_version_leads_to_commits_and_their_stories() {
    let bench = Bench::with(seed());
    let new = format!("2.5.4.{}", &hash(119)[..8]);
    let old = format!("2.5.3.{}", &hash(117)[..8]);
    let found = trace(&bench, &new, since(&old)).await;
    assert_eq!(found.revision.as_deref(), Some(&hash(119)[..8]));
    assert_eq!(found.branch.as_deref(), Some("main"));
    assert_eq!(messages(&found), ["Change 119", "Change 118"]);
    let stories: Vec<_> = found
        .stories
        .iter()
        .map(|story| (story.id.as_str(), story.title.as_deref()))
        .collect();
    assert_eq!(
        stories,
        [
            ("ORD-2", Some("Story 2")),
            ("old-7", None),
            ("ORD-1", Some("Story 1"))
        ]
    );
    assert_eq!(found.stories[0].status.as_deref(), Some("Testing"));
    assert_eq!(found.unknown.len(), 1, "{:?}", found.unknown);
    assert!(found.unknown[0].contains("old-7"), "{:?}", found.unknown);
}

#[tokio::test]
async fn commits_beyond_a_page_are_found() {
    let bench = Bench::with(seed());
    let found = trace(
        &bench,
        &format!("1.0.0.{}", &hash(10)[..7]),
        TraceOptions::default(),
    )
    .await;
    // Both lines have it; the main line counts.
    assert_eq!(found.branch.as_deref(), Some("main"));
    assert_eq!(messages(&found), ["Change 10"]);
    let all = trace(
        &bench,
        &format!("1.2.0.{}", hash(120)),
        since(&format!("1.0.0.{}", hash(10))),
    )
    .await;
    assert_eq!(all.commits.len(), 110);
    assert!(all.unknown.iter().any(|text| text.contains("old-7")));
}

#[tokio::test]
async fn the_given_branch_is_looked_at_first() {
    let bench = Bench::with(seed());
    let version = format!("1.0.0.{}", &hash(10)[..7]);
    let options = TraceOptions::default().branch("faster".to_owned());
    let found = trace(&bench, &version, options).await;
    assert_eq!(found.branch.as_deref(), Some("branches/faster"));
    // A commit of a branch only is found without a hint.
    let found = trace(
        &bench,
        &format!("3.0.0.{}", hash(201)),
        since(&format!("2.0.0.{}", hash(60))),
    )
    .await;
    assert_eq!(found.branch.as_deref(), Some("branches/faster"));
    assert_eq!(messages(&found), ["Change 201", "Change 200"]);
    assert_eq!(found.stories.len(), 1);
    assert!(found.unknown.is_empty(), "{:?}", found.unknown);
}

#[tokio::test]
async fn what_is_not_known_is_said() {
    let bench = Bench::with(seed());
    let requests = |bench: &Bench| bench.requests_to("GET", "/branches");
    for version in ["unversioned", "2.5.4", "2.5.4.beta"] {
        let found = trace(&bench, version, since("1.0.0")).await;
        assert_eq!((found.revision, found.branch), (None, None));
        assert!(found.unknown[0].contains(version), "{:?}", found.unknown);
    }
    assert_eq!(requests(&bench), 0, "nothing to ask for");
    let found = trace(&bench, "2.5.4.abcdef0", TraceOptions::default()).await;
    assert!(found.commits.is_empty());
    assert!(found.unknown[0].contains("abcdef0"), "{:?}", found.unknown);
    // The older version lies on another branch.
    let found = trace(
        &bench,
        &format!("2.0.0.{}", hash(120)),
        since(&format!("1.9.0.{}", hash(201))),
    )
    .await;
    assert_eq!(messages(&found), ["Change 120"]);
    assert!(found.unknown[0].contains("1.9.0"), "{:?}", found.unknown);
    // Nothing lies between a version and itself.
    let version = format!("2.0.0.{}", hash(120));
    let found = trace(&bench, &version, since(&version)).await;
    assert_eq!(messages(&found), ["Change 120"]);
    assert!(found.unknown.is_empty(), "{:?}", found.unknown);
}

#[tokio::test]
async fn without_the_scope_for_stories_their_ids_remain() {
    let mut seed = seed();
    seed["users"] = json!([{
        "userId": "dana@example.com", "scopes": ["mx:deployment:write", "mx:modelrepository:repo:read"],
    }]);
    let bench = Bench::with(seed);
    let found = trace(
        &bench,
        &format!("2.5.4.{}", hash(118)),
        TraceOptions::default(),
    )
    .await;
    let ids: Vec<&str> = found
        .stories
        .iter()
        .map(|story| story.id.as_str())
        .collect();
    assert_eq!(ids, ["ORD-2", "ORD-1"]);
    assert!(found.stories.iter().all(|story| story.title.is_none()));
    assert_eq!(found.unknown.len(), 1, "{:?}", found.unknown);
    assert!(
        found.unknown[0].starts_with("Titles"),
        "{:?}",
        found.unknown
    );
}

#[tokio::test]
async fn stories_come_in_pages() {
    let bench = Bench::with(seed());
    let stories = bench
        .client()
        .repository()
        .stories("orders".to_owned())
        .all()
        .await
        .unwrap();
    assert_eq!(stories.len(), 150);
    assert_eq!(
        (stories[149].id.as_str(), stories[149].story_type.as_deref()),
        ("ORD-150", Some("Feature"))
    );
    assert_eq!(bench.requests_to("GET", "/stories"), 2);
    let error = bench
        .client()
        .repository()
        .trace(
            "nowhere".to_owned(),
            "1.0.0.abcdef0".to_owned(),
            TraceOptions::default(),
        )
        .await
        .unwrap_err();
    assert_eq!(error.code(), ErrorCode::MendixCloudAppNotFound);
}
