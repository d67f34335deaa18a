//! Which kind of file this is, by its first bytes and its entries.

use mendix_deploy_model::{ErrorCode, Result};

use super::subject::Subject;

/// Bytes that [`check_start`] wants to see.
pub(super) const START: usize = 16;

/// Refuses what is not a zip archive, and says what it is where that is known.
pub(super) fn check_start(start: &[u8], subject: Subject<'_>) -> Result<()> {
    if start.is_empty() {
        return Err(subject.error(ErrorCode::PackageNotAnArchive, "the file is empty"));
    }
    if start.starts_with(b"SQLite format 3\0") {
        return Err(unsupported("a project file (.mpr)", subject));
    }
    if start.starts_with(b"PK\x03\x04")
        || start.starts_with(b"PK\x05\x06")
        || start.starts_with(b"PK\x06\x06")
    {
        return Ok(());
    }
    // A file cut off within the first signature is a truncated archive, not some other file.
    if start.len() < 4 && b"PK\x03\x04".starts_with(start) {
        return Err(subject.error(
            ErrorCode::PackageTruncated,
            "the file ends within its first signature",
        ));
    }
    let text = start
        .iter()
        .position(|byte| !byte.is_ascii_whitespace())
        .map(|at| start[at]);
    let message = match text {
        Some(b'<') => "the file is a web page or XML, not a zip archive",
        Some(b'{' | b'[') => "the file is JSON, not a zip archive",
        _ => "the file does not start like a zip archive",
    };
    Err(subject.error(ErrorCode::PackageNotAnArchive, message))
}

pub(super) fn unsupported(kind: &str, subject: Subject<'_>) -> mendix_deploy_model::Error {
    subject.error(
        ErrorCode::PackageFormatUnsupported,
        format!("this is {kind}, which cannot be read yet"),
    )
}

/// Entries that tell other packages from deployment archives.
#[derive(Default)]
pub(super) struct Landmarks {
    package_xml: bool,
    bin_start: bool,
    portable_metadata: bool,
    project: bool,
}

impl Landmarks {
    pub(super) fn see(&mut self, name: &str) {
        match name {
            "package.xml" => self.package_xml = true,
            "bin/start" => self.bin_start = true,
            "app/model/metadata.json" => self.portable_metadata = true,
            _ if name.ends_with(".mpr") && !name.contains('/') => self.project = true,
            _ => {}
        }
    }

    /// The kind of package, when it is one of ours but not a deployment archive.
    pub(super) fn kind(&self) -> Option<&'static str> {
        if self.portable_metadata && self.bin_start {
            Some("a portable package")
        } else if self.package_xml {
            Some("a module or project package (.mpk)")
        } else if self.project {
            Some("a packed project")
        } else {
            None
        }
    }
}
