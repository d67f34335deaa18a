//! Everything that is logged while a test runs: spans and events of `tracing`, records of `log`, at the finest level.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex, PoisonError},
};

use tracing::{Dispatch, subscriber::DefaultGuard};
use tracing_subscriber::fmt::{MakeWriter, format::FmtSpan};

#[derive(Clone, Default)]
pub(crate) struct Captured(Arc<Mutex<Vec<u8>>>);

/// Ends the capture when it goes.
pub(crate) struct Capturing {
    _first: DefaultGuard,
    /// Never used. While there is only one subscriber, a place in the code that a test on another thread comes to first
    /// counts as wanted by nobody, for good.
    _second: Dispatch,
}

impl Captured {
    /// Begins to capture: what this thread traces until the guard goes, and what any thread logs.
    pub(crate) fn begin() -> (Self, Capturing) {
        let captured = Self::default();
        let subscriber = || {
            tracing_subscriber::fmt()
                .with_max_level(tracing::Level::TRACE)
                .with_span_events(FmtSpan::FULL)
                .with_ansi(false)
                .with_writer(captured.clone())
                .finish()
        };
        // One logger for the process: only one test asks for it.
        log::set_boxed_logger(Box::new(captured.clone())).unwrap();
        log::set_max_level(log::LevelFilter::Trace);
        let capturing = Capturing {
            _second: Dispatch::new(subscriber()),
            _first: tracing::subscriber::set_default(subscriber()),
        };
        (captured, capturing)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    }

    fn add(&self, bytes: &[u8]) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
    }
}

impl Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.add(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Captured {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl log::Log for Captured {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let line = format!(
            "{} {}: {}\n",
            record.level(),
            record.target(),
            record.args()
        );
        self.add(line.as_bytes());
    }

    fn flush(&self) {}
}
