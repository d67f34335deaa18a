//! The end of the interpreter: no worker may be inside Python when it comes.
//!
//! A worker that hands a result to an event loop wakes the main thread before it has left Python itself. When that was
//! the program's last result, the interpreter ends under the worker, and the process dies after its work is done.
//! Therefore workers pass a gate, and the interpreter's exit handler closes it and waits until all are out.
//!
//! Exit handlers that were registered before ours run after it. When one of them awaits, the gate opens again, and each
//! `await` ends only when the workers are out ([`Late`]).

use std::{
    future::Future,
    pin::Pin,
    process,
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    task::{Context, Poll},
    thread,
    time::{Duration, Instant},
};

use pyo3::prelude::*;

/// The longest wait at the exit; leaving Python takes microseconds.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often the exit looks whether all are out.
const LOOK: Duration = Duration::from_micros(50);

/// Process id in the upper half, then whether the gate is closed, then how many are inside.
///
/// One number and no lock: a fork at any moment leaves a child with a value it can read. What another process wrote
/// counts as an open gate with nobody inside, because a child does not have its parent's workers.
static GATE: AtomicU64 = AtomicU64::new(0);
const CLOSED: u64 = 1 << 31;
const INSIDE: u64 = CLOSED - 1;

/// Whether the gate was ever closed in this process or one it was forked from.
static ENDING: AtomicBool = AtomicBool::new(false);

fn owner() -> u64 {
    u64::from(process::id()) << 32
}

/// Changes the gate of this process; gives what it was, or `None` when there is nothing to change.
fn change(change: impl Fn(u64) -> Option<u64>) -> Result<u64, u64> {
    let owner = owner();
    let own = |gate: u64| {
        if gate & !(CLOSED | INSIDE) == owner {
            gate
        } else {
            owner
        }
    };
    GATE.fetch_update(Ordering::AcqRel, Ordering::Acquire, |gate| {
        change(own(gate))
    })
    .map(own)
    .map_err(own)
}

/// A worker's stay inside; it ends when dropped.
struct Stay(());

impl Stay {
    /// `None` after the gate was closed.
    fn begin() -> Option<Self> {
        change(|gate| (gate & CLOSED == 0).then_some(gate + 1))
            .ok()
            .map(|_| Self(()))
    }
}

impl Drop for Stay {
    fn drop(&mut self) {
        // Nobody inside: this is a copy of the parent's stay in a forked child.
        let _ = change(|gate| (gate & INSIDE > 0).then(|| gate - 1));
    }
}

/// A future that a worker moves on only while the interpreter lives.
pub(crate) async fn guarded<F: Future>(future: F) -> F::Output {
    let mut future = Box::pin(future);
    std::future::poll_fn(move |context| poll(future.as_mut(), context)).await
}

fn poll<F: Future>(future: Pin<&mut F>, context: &mut Context<'_>) -> Poll<F::Output> {
    match Stay::begin() {
        Some(_stay) => future.poll(context),
        // Nobody is left to take the result.
        None => Poll::Pending,
    }
}

/// Work that is done only while the interpreter lives.
pub(crate) fn guard<F: FnOnce()>(work: F) {
    if let Some(_stay) = Stay::begin() {
        work();
    }
}

/// A worker's way into Python; `None` when the interpreter is about to end.
pub(crate) fn attach<R>(work: impl FnOnce(Python<'_>) -> R) -> Option<R> {
    let _stay = Stay::begin()?;
    Some(Python::attach(work))
}

/// Opens the gate for somebody who awaits; tells whether it had been closed, so that nobody will close it any more.
pub(crate) fn open() -> bool {
    let _ = change(|gate| Some(gate & !CLOSED));
    ENDING.load(Ordering::Acquire)
}

/// Waits until nobody is inside.
fn empty(py: Python<'_>) {
    py.detach(|| {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE && change(|_| None).is_err_and(|gate| gate & INSIDE > 0) {
            thread::sleep(LOOK);
        }
    });
}

/// Closes the gate and waits until every worker is out.
#[pyfunction]
fn close(py: Python<'_>) {
    ENDING.store(true, Ordering::Release);
    let _ = change(|gate| Some(gate | CLOSED));
    empty(py);
}

/// Has the interpreter call [`close`] before it ends.
pub(crate) fn register(py: Python<'_>) -> PyResult<()> {
    let close = wrap_pyfunction!(close, py)?;
    py.import("atexit")?.call_method1("register", (close,))?;
    Ok(())
}

/// What an exit handler awaits after ours has run: it goes on when the workers are out.
#[pyclass(frozen, module = "mendix_deploy._native")]
pub(crate) struct Late(pub(crate) Py<PyAny>);

#[pymethods]
impl Late {
    fn __iter__(this: Py<Self>) -> Py<Self> {
        this
    }

    /// A value is a future that is still under way; the result comes as `StopIteration`.
    fn __next__(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let next = self.0.call_method0(py, "__next__");
        if next.is_err() {
            empty(py);
        }
        next
    }
}
