//! Everything that is logged, into a file: for a question that an error does not answer.
//!
//! Python and Node write one when `MENDIX_DEPLOY_TRACE` names a file; Rust programs usually have a subscriber of their own
//! and need none of this.

use std::{
    fs::{File, OpenOptions},
    io::Write,
    path::Path,
    sync::{Arc, OnceLock},
};

use mendix_deploy_model::{Error, ErrorCode, Result};
use tracing_subscriber::fmt::format::FmtSpan;

/// Appends spans and events at the finest level to the file from now on, and what the libraries below log; the file is
/// made readable by its owner only. It holds names, hosts and the times of requests, no secret and no value of a setting.
///
/// The first call of a process counts; later ones, and one after the program has set a subscriber, change nothing.
/// Processes may share a file: each line is appended whole.
///
/// # Errors
///
/// `file.failed` when the file cannot be opened.
pub fn to_file(path: &Path) -> Result<()> {
    static BEGUN: OnceLock<()> = OnceLock::new();
    if BEGUN.get().is_some() {
        return Ok(());
    }
    // Without a lock around it: a child that was forked while a line was written goes on.
    let file = Arc::new(opened(path)?);
    if BEGUN.set(()).is_err() {
        return Ok(());
    }
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(FmtSpan::NEW | FmtSpan::CLOSE)
        .with_ansi(false)
        .with_writer(Arc::clone(&file))
        .finish();
    // The program's own subscriber and logger stay.
    let _ = tracing::subscriber::set_global_default(subscriber);
    if log::set_boxed_logger(Box::new(Records(file))).is_ok() {
        log::set_max_level(log::LevelFilter::Trace);
    }
    Ok(())
}

fn opened(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| {
        Error::new(
            ErrorCode::FileFailed,
            format!("{} cannot be opened to trace into: {error}", path.display()),
        )
    })
}

/// What libraries log that do not trace.
struct Records(Arc<File>);

impl log::Log for Records {
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
        // A full disk does not stop a deployment.
        let _ = (&*self.0).write_all(line.as_bytes());
    }

    fn flush(&self) {}
}
