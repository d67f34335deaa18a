//! The file an error is about, and how text out of it is shown.

use mendix_deploy_model::{Error, ErrorCode};

/// Longest text from a file that an error repeats, in characters.
const SHOWN: usize = 120;

/// The file that is being read, by the name the caller knows it by.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a>(pub(super) &'a str);

impl Subject<'_> {
    pub(super) fn error(self, code: ErrorCode, message: impl AsRef<str>) -> Error {
        Error::new(code, format!("{}: {}", self.0, message.as_ref()))
            .with_context("package", self.0)
    }

    pub(super) fn io(self, error: std::io::Error) -> Error {
        let code = if error.kind() == std::io::ErrorKind::UnexpectedEof {
            ErrorCode::PackageTruncated
        } else {
            ErrorCode::PackageUnreadable
        };
        self.error(code, format!("cannot be read: {error}"))
            .with_source(error)
    }

    pub(super) fn unwritable(self, error: impl std::error::Error + Send + Sync + 'static) -> Error {
        self.error(ErrorCode::FileFailed, format!("cannot be written: {error}"))
            .with_source(error)
    }
}

/// Text from a hostile file, safe for a terminal and a log: control characters escaped, long text cut.
pub(super) fn shown(text: &str) -> String {
    let mut shown: String = text
        .chars()
        .take(SHOWN)
        .flat_map(char::escape_debug)
        .collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}
