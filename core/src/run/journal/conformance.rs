//! What every [`Journal`] passes. Call [`conformance`] from the tests of an implementation.

use std::sync::Arc;

use mendix_deploy_model::{
    Address, ErrorCode,
    runs::{Actor, LeaseInfo, RunId},
    time::Timestamp,
};

use super::{Journal, Lines};

/// Checks an implementation. `make` opens the store of that name; two calls with one name are two processes that share
/// it. Every store is empty before its first use.
///
/// # Errors
///
/// The first promise that was not kept, in words.
pub async fn conformance<F>(make: F) -> Result<(), String>
where
    F: AsyncFn(&str) -> Arc<dyn Journal>,
{
    lines(&*make("lines").await, &*make("lines").await).await?;
    race(make("race").await, make("race").await).await?;
    files(&*make("files").await, &*make("files").await).await?;
    names(&*make("names").await).await?;
    leases(&*make("leases").await, &*make("leases").await).await?;
    fences(&*make("fences").await, &*make("fences").await).await?;
    lease_race(make("lease-race").await, make("lease-race").await).await
}

fn ensure(holds: bool, promise: &str) -> Result<(), String> {
    if holds {
        Ok(())
    } else {
        Err(promise.to_owned())
    }
}

fn fails<T>(
    result: mendix_deploy_model::Result<T>,
    code: ErrorCode,
    promise: &str,
) -> Result<(), String> {
    match result {
        Err(error) if error.code() == code => Ok(()),
        Err(error) => Err(format!("{promise}: expected {code}, got {error}")),
        Ok(_) => Err(format!("{promise}: expected {code}, got success")),
    }
}

fn ok<T>(result: mendix_deploy_model::Result<T>, promise: &str) -> Result<T, String> {
    result.map_err(|error| format!("{promise}: {error}"))
}

async fn lines(one: &dyn Journal, two: &dyn Journal) -> Result<(), String> {
    let run = RunId::new("run-a");
    let none = ok(one.read(&run).await, "an unknown run has no lines")?;
    ensure(none == Lines::default(), "an unknown run has no lines")?;
    fails(
        one.append(&run, 2, "early").await,
        ErrorCode::JournalConflict,
        "a line cannot leave a gap",
    )?;
    ok(one.append(&run, 1, "first").await, "the first line")?;
    ok(
        two.append(&run, 2, "second \u{e9}\u{1f680}").await,
        "the second line, by another process",
    )?;
    fails(
        one.append(&run, 2, "again").await,
        ErrorCode::JournalConflict,
        "a taken number is refused",
    )?;
    ok(one.append(&run, 3, "third").await, "the third line")?;
    for journal in [one, two] {
        let read = ok(journal.read(&run).await, "reading")?;
        ensure(
            read.lines == ["first", "second \u{e9}\u{1f680}", "third"] && !read.torn,
            "lines come back unchanged, in order, to everybody",
        )?;
    }
    let other = RunId::new("run-b");
    ok(
        two.append(&other, 1, "other").await,
        "runs are counted apart",
    )?;
    let runs = ok(one.list().await, "listing")?;
    ensure(runs == [run, other], "every run is listed, by id")
}

async fn race(one: Arc<dyn Journal>, two: Arc<dyn Journal>) -> Result<(), String> {
    let run = RunId::new("run-race");
    for number in 1..=20_u64 {
        let (first, second) = futures::join!(
            one.append(&run, number, "one"),
            two.append(&run, number, "two")
        );
        ensure(
            first.is_ok() != second.is_ok(),
            "of two writers of one number exactly one succeeds",
        )?;
        let loser = if first.is_ok() { second } else { first };
        fails(loser, ErrorCode::JournalConflict, "the loser is told so")?;
    }
    let read = ok(one.read(&run).await, "reading after a race")?;
    ensure(read.lines.len() == 20, "a race leaves one line per number")
}

async fn files(one: &dyn Journal, two: &dyn Journal) -> Result<(), String> {
    let run = RunId::new("run-files");
    let missing = ok(
        one.kept(&run, "savepoint.json").await,
        "a file that is not there",
    )?;
    ensure(missing.is_none(), "a file that is not there is `None`")?;
    ok(
        one.keep(&run, "savepoint.json", b"old").await,
        "keeping a file",
    )?;
    ok(
        one.keep(&run, "savepoint.json", b"new \0\xff").await,
        "replacing a file",
    )?;
    let kept = ok(two.kept(&run, "savepoint.json").await, "reading a file")?;
    ensure(
        kept.as_deref() == Some(b"new \0\xff"),
        "a file comes back unchanged, to everybody",
    )?;
    let read = ok(one.read(&run).await, "lines beside files")?;
    ensure(read.lines.is_empty(), "files are no lines")
}

async fn names(journal: &dyn Journal) -> Result<(), String> {
    for name in ["", "..", "a/b", "../escape", "a\\b", ".hidden", "a\0b"] {
        let run = RunId::new(name);
        ensure(
            journal.append(&run, 1, "line").await.is_err(),
            "a run id cannot leave the journal",
        )?;
        ensure(
            journal
                .keep(&RunId::new("run-names"), name, b"x")
                .await
                .is_err(),
            "a file's name cannot leave the journal",
        )?;
    }
    Ok(())
}

fn wish(key: &str, runner: &str, expires: i64) -> Result<LeaseInfo, String> {
    Ok(LeaseInfo {
        key: key.to_owned(),
        address: Address::parse("orders/production").map_err(|error| error.to_string())?,
        run: RunId::new(format!("run-{runner}")),
        actor: Actor {
            name: "tester".to_owned(),
            // Two hosts: a store that sees whether a process lives must not conclude anything about another machine.
            host: format!("host-of-{runner}"),
            ci_run: None,
            api_user: None,
        },
        runner: runner.to_owned(),
        fence: 0,
        acquired_at: instant(0)?,
        expires_at: instant(expires)?,
    })
}

fn instant(seconds: i64) -> Result<Timestamp, String> {
    Timestamp::from_unix_millis(1_700_000_000_000)
        .map(|start| start.plus_seconds(seconds))
        .ok_or_else(|| "no such instant".to_owned())
}

async fn leases(one: &dyn Journal, two: &dyn Journal) -> Result<(), String> {
    let key = "mendixCloud/orders/Production \u{e9}/1";
    let nobody = ok(one.latest(key).await, "a lease that nobody took")?;
    ensure(nobody.is_none(), "nobody took it yet")?;
    let first = ok(
        one.acquire(&wish(key, "one", 60)?, instant(0)?).await,
        "a free lease",
    )?;
    fails(
        two.acquire(&wish(key, "two", 90)?, instant(59)?).await,
        ErrorCode::RunLocked,
        "a held lease is refused",
    )?;
    ok(
        two.acquire(&wish("another key", "two", 90)?, instant(0)?)
            .await,
        "another environment's lease is independent",
    )?;
    let renewed = ok(one.renew(&first, instant(120)?).await, "renewing")?;
    ensure(
        renewed.fence == first.fence && renewed.expires_at == instant(120)?,
        "renewing keeps the number and moves the end",
    )?;
    fails(
        two.acquire(&wish(key, "two", 150)?, instant(61)?).await,
        ErrorCode::RunLocked,
        "a renewed lease is held",
    )?;
    ok(one.release(&renewed).await, "releasing")?;
    let latest = ok(two.latest(key).await, "the latest holder")?;
    ensure(
        latest.is_some_and(|latest| latest.run == first.run),
        "the latest holder is known after its release",
    )?;
    let second = ok(
        two.acquire(&wish(key, "two", 150)?, instant(62)?).await,
        "a released lease is free",
    )?;
    ensure(
        second.fence > first.fence,
        "the number grows after a release",
    )?;
    fails(
        one.renew(&renewed, instant(200)?).await,
        ErrorCode::RunLeaseLost,
        "a released lease cannot be renewed",
    )?;
    ok(
        one.release(&renewed).await,
        "releasing a lost lease does nothing",
    )?;
    ok(
        two.renew(&second, instant(200)?).await,
        "and leaves the holder alone",
    )
    .map(drop)
}

async fn fences(one: &dyn Journal, two: &dyn Journal) -> Result<(), String> {
    let key = "fences";
    let stale = ok(
        one.acquire(&wish(key, "one", 60)?, instant(0)?).await,
        "a free lease",
    )?;
    ok(
        one.renew(&stale, instant(100)?).await,
        "a lease that nobody took can be renewed after its end",
    )?;
    let taken = ok(
        two.acquire(&wish(key, "two", 200)?, instant(100)?).await,
        "an expired lease can be taken over",
    )?;
    ensure(
        taken.fence > stale.fence,
        "the number grows with a takeover",
    )?;
    fails(
        one.renew(&stale, instant(300)?).await,
        ErrorCode::RunLeaseLost,
        "a runner that wakes after a takeover is told so",
    )?;
    ok(one.release(&stale).await, "a stale release does nothing")?;
    ok(
        two.renew(&taken, instant(300)?).await,
        "and leaves the holder alone",
    )?;
    let again = ok(
        two.acquire(&wish(key, "two", 400)?, instant(150)?).await,
        "the holder may acquire again",
    )?;
    ensure(again.fence > taken.fence, "with a larger number")
}

async fn lease_race(one: Arc<dyn Journal>, two: Arc<dyn Journal>) -> Result<(), String> {
    for round in 0..20 {
        let key = format!("race-{round}");
        let (now, wish_one, wish_two) =
            (instant(0)?, wish(&key, "one", 60)?, wish(&key, "two", 60)?);
        let (first, second) =
            futures::join!(one.acquire(&wish_one, now), two.acquire(&wish_two, now));
        ensure(
            first.is_ok() != second.is_ok(),
            "of two runners exactly one gets the lease",
        )?;
    }
    Ok(())
}
