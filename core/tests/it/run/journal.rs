//! The journal in files: the conformance of its kind, and what lies on the disk.

use std::{fs, sync::Arc};

use futures::{FutureExt as _, future::BoxFuture};
use mendix_deploy::run::journal::{FileJournal, Journal, Lines, conformance, read_course};
use mendix_deploy_model::{
    ErrorCode, Result,
    runs::{LeaseInfo, RunId, RunRecord},
    time::Timestamp,
};

use super::support::{Bench, PLANTED, all_events, plan};

#[tokio::test]
async fn the_file_journal_keeps_every_promise() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().to_owned();
    conformance::conformance(async move |store: &str| {
        Arc::new(FileJournal::open(root.join(store)).unwrap()) as Arc<dyn Journal>
    })
    .await
    .unwrap();
}

/// Keeps lines in memory and forgets one of its promises.
struct Broken {
    inner: FileJournal,
    forgets: &'static str,
}

impl Journal for Broken {
    fn location(&self) -> String {
        self.inner.location()
    }

    fn folder(&self) -> Option<std::path::PathBuf> {
        self.inner.folder()
    }

    fn append<'a>(
        &'a self,
        run: &'a RunId,
        sequence: u64,
        line: &'a str,
    ) -> BoxFuture<'a, Result<()>> {
        if self.forgets == "condition" {
            return async move {
                let count = self.inner.read(run).await?.lines.len() as u64;
                self.inner.append(run, count + 1, line).await
            }
            .boxed();
        }
        self.inner.append(run, sequence, line)
    }

    fn read<'a>(&'a self, run: &'a RunId) -> BoxFuture<'a, Result<Lines>> {
        self.inner.read(run)
    }

    fn list(&self) -> BoxFuture<'_, Result<Vec<RunId>>> {
        self.inner.list()
    }

    fn keep<'a>(
        &'a self,
        run: &'a RunId,
        name: &'a str,
        bytes: &'a [u8],
    ) -> BoxFuture<'a, Result<()>> {
        if self.forgets == "files" {
            return async { Ok(()) }.boxed();
        }
        self.inner.keep(run, name, bytes)
    }

    fn kept<'a>(&'a self, run: &'a RunId, name: &'a str) -> BoxFuture<'a, Result<Option<Vec<u8>>>> {
        self.inner.kept(run, name)
    }

    fn acquire<'a>(
        &'a self,
        wish: &'a LeaseInfo,
        now: Timestamp,
    ) -> BoxFuture<'a, Result<LeaseInfo>> {
        if self.forgets == "lease" {
            let lease = LeaseInfo {
                fence: 1,
                ..wish.clone()
            };
            return async { Ok(lease) }.boxed();
        }
        self.inner.acquire(wish, now)
    }

    fn renew<'a>(
        &'a self,
        lease: &'a LeaseInfo,
        expires_at: Timestamp,
    ) -> BoxFuture<'a, Result<LeaseInfo>> {
        if self.forgets == "fence" {
            let lease = lease.clone();
            return async { Ok(lease) }.boxed();
        }
        self.inner.renew(lease, expires_at)
    }

    fn latest<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<LeaseInfo>>> {
        self.inner.latest(key)
    }

    fn release<'a>(&'a self, lease: &'a LeaseInfo) -> BoxFuture<'a, Result<()>> {
        if self.forgets == "release" {
            return async { Ok(()) }.boxed();
        }
        self.inner.release(lease)
    }
}

#[tokio::test]
async fn the_conformance_function_notices_each_broken_promise() {
    for forgets in ["condition", "files", "lease", "fence", "release"] {
        let folder = super::support::scratch();
        let root = folder.path().to_owned();
        let broken = conformance::conformance(async move |store: &str| {
            Arc::new(Broken {
                inner: FileJournal::open(root.join(store)).unwrap(),
                forgets,
            }) as Arc<dyn Journal>
        })
        .await;
        assert!(broken.is_err(), "{forgets}");
    }
}

/// A finished run and the text of its journal.
async fn finished() -> (Bench, RunId, String) {
    let bench = Bench::new();
    let run = bench.start(&plan(None)).await;
    run.result().await.unwrap();
    let path = file(&bench, run.id());
    let text = fs::read_to_string(path).unwrap();
    (bench, run.id().clone(), text)
}

fn file(bench: &Bench, run: &RunId) -> std::path::PathBuf {
    bench
        .path()
        .join("runs")
        .join(run.as_str())
        .join("journal.jsonl")
}

async fn read_again(bench: &Bench, run: &RunId, text: &str) -> Result<bool> {
    fs::write(file(bench, run), text).unwrap();
    read_course(&*bench.journal(), run)
        .await
        .map(|course| course.torn)
}

#[tokio::test]
async fn any_break_of_the_chain_is_found() {
    let (bench, run, text) = finished().await;
    assert!(!read_again(&bench, &run, &text).await.unwrap());
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines.len() > 10);
    for at in 0..lines.len() {
        let mut lost = lines.clone();
        lost.remove(at);
        if at + 1 < lines.len() {
            let result = read_again(&bench, &run, &(lost.join("\n") + "\n")).await;
            assert_eq!(
                result.unwrap_err().code(),
                ErrorCode::JournalCorrupt,
                "lost {at}"
            );
        }
        let mut altered = lines.clone();
        let changed = altered[at].replacen("tester", "Tester", 1);
        altered[at] = &changed;
        let result = read_again(&bench, &run, &(altered.join("\n") + "\n")).await;
        assert_eq!(
            result.unwrap_err().code(),
            ErrorCode::JournalCorrupt,
            "altered {at}"
        );
        if at > 0 {
            let mut swapped = lines.clone();
            swapped.swap(at - 1, at);
            let result = read_again(&bench, &run, &(swapped.join("\n") + "\n")).await;
            assert_eq!(
                result.unwrap_err().code(),
                ErrorCode::JournalCorrupt,
                "swapped {at}"
            );
        }
    }
}

#[tokio::test]
async fn a_torn_last_line_counts_as_not_written() {
    let (bench, run, text) = finished().await;
    let whole = text.lines().count();
    let start_of_last = text.trim_end().rfind('\n').unwrap() + 1;
    for cut in start_of_last + 1..text.len() - 1 {
        if !text.is_char_boundary(cut) {
            continue;
        }
        fs::write(file(&bench, &run), &text[..cut]).unwrap();
        let course = read_course(&*bench.journal(), &run).await.unwrap();
        assert!(course.torn);
        assert_eq!(course.entries.len(), whole - 1);
    }
    // Whoever goes on writes over the torn rest.
    let journal = bench.journal();
    let last = text.lines().last().unwrap();
    journal.append(&run, whole as u64, last).await.unwrap();
    assert_eq!(fs::read_to_string(file(&bench, &run)).unwrap(), text);
}

#[tokio::test]
async fn a_newer_format_is_refused_by_name() {
    let (bench, run, text) = finished().await;
    let newer = text.replacen("\"version\":1,", "\"version\":2,", 1);
    let error = read_again(&bench, &run, &newer).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::JournalNewer);
    let error = bench.resume(&run, None).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::JournalNewer);
}

#[tokio::test]
async fn values_of_settings_lie_beside_the_journal_only() {
    let (bench, run, text) = finished().await;
    assert!(!text.contains(PLANTED));
    let kept = bench
        .journal()
        .kept(&run, "savepoint.json")
        .await
        .unwrap()
        .unwrap();
    assert!(String::from_utf8(kept).unwrap().contains(PLANTED));
}

#[cfg(unix)]
#[tokio::test]
async fn everything_on_the_disk_is_the_owners_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let (bench, ..) = finished().await;
    let root = bench.path().join("journal");
    fs::create_dir(&root).unwrap();
    let mut folders = vec![bench.path().to_owned()];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            if entry.path() == root {
                continue;
            }
            let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
            let expected = if entry.path().is_dir() { 0o700 } else { 0o600 };
            assert_eq!(mode, expected, "{}", entry.path().display());
            seen += 1;
            if entry.path().is_dir() {
                folders.push(entry.path());
            }
        }
    }
    assert!(seen > 5);
}

#[tokio::test]
async fn anybody_can_check_the_chain_with_sha256sum() {
    use sha2::Digest as _;
    let (_bench, _run, text) = finished().await;
    for line in text.lines() {
        let (body, rest) = line.rsplit_once(",\"hash\":\"").unwrap();
        let digest: String = sha2::Sha256::digest(body.as_bytes())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(rest, format!("{digest}\"}}"));
    }
}

#[tokio::test]
async fn events_are_the_journal_replayed() {
    let bench = Bench::new();
    let run = bench.start(&plan(None)).await;
    let live = all_events(&run).await;
    run.result().await.unwrap();
    let again = all_events(&run).await;
    assert_eq!(live, again);
    let course = read_course(&*bench.journal(), run.id()).await.unwrap();
    let replayed: Vec<_> = course
        .entries
        .iter()
        .map(mendix_deploy::run::events::event)
        .collect();
    assert_eq!(live, replayed);
    assert!(matches!(live[0].record, RunRecord::RunStarted { .. }));
    assert!(
        live.iter()
            .map(|event| event.number)
            .eq(1..=live.len() as u64)
    );
}
