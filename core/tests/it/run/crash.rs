//! A process that dies at every write of the journal and at every request, one after the other; a new one resumes. The
//! effects equal the undisturbed run's.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use futures::{FutureExt as _, future::BoxFuture};
use mendix_deploy::run::{
    Launcher, Run,
    executor::{Answer, Observation, StepContext, StepExecutor},
    journal::{Journal, Lines},
};
use mendix_deploy_model::{
    ErrorCode, Result,
    plans::Plan,
    runs::{LeaseInfo, RunId},
    time::Timestamp,
};
use tokio::sync::Notify;

use super::support::{Bench, Platform, plan, refused, roll_back};

/// Counts the points at which a process can die, and dies at one of them: what follows never happens.
#[derive(Default)]
pub(super) struct Fuse {
    passed: AtomicUsize,
    at: Option<usize>,
    dead: Notify,
}

impl Fuse {
    pub(super) fn at(point: usize) -> Arc<Self> {
        Arc::new(Self {
            at: Some(point),
            ..Self::default()
        })
    }

    pub(super) async fn point(&self) {
        let number = self.passed.fetch_add(1, Ordering::SeqCst);
        if self.at.is_some_and(|at| number >= at) {
            self.dead.notify_one();
            std::future::pending::<()>().await;
        }
    }

    pub(super) fn passed(&self) -> usize {
        self.passed.load(Ordering::SeqCst)
    }

    pub(super) async fn died(&self) {
        self.dead.notified().await;
    }
}

/// A journal whose writer dies before or after a write.
pub(super) struct Mortal {
    pub(super) inner: Arc<dyn Journal>,
    pub(super) fuse: Arc<Fuse>,
}

impl Journal for Mortal {
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
        async move {
            self.fuse.point().await;
            self.inner.append(run, sequence, line).await?;
            self.fuse.point().await;
            Ok(())
        }
        .boxed()
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
        async move {
            self.fuse.point().await;
            self.inner.keep(run, name, bytes).await?;
            self.fuse.point().await;
            Ok(())
        }
        .boxed()
    }

    fn kept<'a>(&'a self, run: &'a RunId, name: &'a str) -> BoxFuture<'a, Result<Option<Vec<u8>>>> {
        self.inner.kept(run, name)
    }

    fn acquire<'a>(
        &'a self,
        wish: &'a LeaseInfo,
        now: Timestamp,
    ) -> BoxFuture<'a, Result<LeaseInfo>> {
        self.inner.acquire(wish, now)
    }

    fn renew<'a>(
        &'a self,
        lease: &'a LeaseInfo,
        expires_at: Timestamp,
    ) -> BoxFuture<'a, Result<LeaseInfo>> {
        self.inner.renew(lease, expires_at)
    }

    fn release<'a>(&'a self, lease: &'a LeaseInfo) -> BoxFuture<'a, Result<()>> {
        self.inner.release(lease)
    }

    fn latest<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<LeaseInfo>>> {
        self.inner.latest(key)
    }

    fn forsake(&self, lease: &LeaseInfo) {
        self.inner.forsake(lease);
    }
}

/// A platform whose caller dies before or after a request.
struct MortalCaller {
    platform: Arc<Platform>,
    fuse: Arc<Fuse>,
}

impl StepExecutor for MortalCaller {
    fn observe<'a>(&'a self, at: StepContext<'a>) -> BoxFuture<'a, Result<Observation>> {
        async move {
            self.fuse.point().await;
            self.platform.observe(at).await
        }
        .boxed()
    }

    fn act<'a>(&'a self, at: StepContext<'a>) -> BoxFuture<'a, Result<Answer>> {
        async move {
            self.fuse.point().await;
            let answer = self.platform.act(at).await;
            self.fuse.point().await;
            answer
        }
        .boxed()
    }
}

fn mortal(bench: &Bench, fuse: &Arc<Fuse>) -> Launcher {
    let mut launcher = bench.launcher_with(Arc::new(Mortal {
        inner: bench.journal(),
        fuse: Arc::clone(fuse),
    }));
    launcher.executor = Arc::new(MortalCaller {
        platform: bench.platform.clone(),
        fuse: Arc::clone(fuse),
    });
    launcher
}

/// Runs until the fuse blows or the run is over.
async fn until_death(launcher: Launcher, plan: &Plan, fuse: &Fuse) -> Option<Run> {
    let started = tokio::select! {
        started = launcher.start(plan, Vec::new(), async { Ok(()) }) => Some(started.unwrap()),
        () = fuse.died() => None,
    };
    if let Some(run) = &started {
        tokio::select! {
            _ = run.result() => {}
            () = fuse.died() => {}
        }
        run.kill();
        while !run.is_over() {
            tokio::task::yield_now().await;
        }
    }
    started
}

async fn crash_everywhere(plan: &Plan, prepare: impl Fn(&Platform)) -> usize {
    let undisturbed = Bench::new();
    prepare(&undisturbed.platform);
    let fuse = Arc::<Fuse>::default();
    let run = mortal(&undisturbed, &fuse)
        .start(plan, Vec::new(), async { Ok(()) })
        .await
        .unwrap();
    let expected_result = run.result().await.map(|release| release.outcome);
    let expected_code = expected_result
        .as_ref()
        .map_err(|error| error.code())
        .cloned();
    let expected = undisturbed.platform.effects();
    let points = fuse.passed();
    for at in 0..points {
        let bench = Bench::new();
        prepare(&bench.platform);
        let fuse = Fuse::at(at);
        let Some(run) = until_death(mortal(&bench, &fuse), plan, &fuse).await else {
            // Died before `start` returned: nobody knows of the run, and nothing was done.
            assert!(bench.platform.effects().is_empty(), "point {at}");
            continue;
        };
        let result = match bench.resume(run.id(), None).await {
            Ok(resumed) => resumed.result().await.map(|release| release.outcome),
            // The end was in the journal before the process died.
            Err(error) if error.code() == ErrorCode::RunEnded => {
                assert_eq!(bench.platform.effects(), expected, "point {at}");
                continue;
            }
            Err(error) => panic!("point {at}: {error:#}"),
        };
        assert_eq!(
            result.map_err(|error| error.code()),
            expected_code,
            "point {at}"
        );
        assert_eq!(bench.platform.effects(), expected, "point {at}");
    }
    points
}

#[tokio::test]
async fn a_run_that_succeeds() {
    let points = crash_everywhere(&plan(None), |_| {}).await;
    assert!(points > 40, "{points}");
}

#[tokio::test]
async fn a_run_that_goes_back() {
    let points = crash_everywhere(&plan(roll_back()), |platform| {
        platform.failing("start", refused(ErrorCode::MendixCloudMissingConstant));
    })
    .await;
    assert!(points > 80, "{points}");
}

#[tokio::test]
async fn a_run_that_needs_hands() {
    crash_everywhere(&plan(None), |platform| {
        platform.failing("start", refused(ErrorCode::MendixCloudMissingConstant));
    })
    .await;
}
