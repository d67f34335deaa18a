//! Which kind of file this is, by its first bytes and its entries.

use mendix_deploy_model::{ErrorCode, Result};

use super::{project, subject::Subject};

/// Bytes that [`check_start`] wants to see.
pub(super) const START: usize = 16;

/// Refuses what is not a zip archive, and says what it is where that is known.
pub(super) fn check_start(start: &[u8], subject: Subject<'_>) -> Result<()> {
    if start.is_empty() {
        return Err(subject.error(ErrorCode::PackageNotAnArchive, "the file is empty"));
    }
    if start.starts_with(project::MAGIC) {
        return Err(subject
            .error(
                ErrorCode::PackageFormatUnsupported,
                "this is a project file (.mpr), not an archive",
            )
            .with_remedy("Build a deployment archive (.mda) from it."));
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

/// What an archive is when it is no deployment archive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Other {
    /// A portable package.
    Portable,
    /// A module or project package, or a packed project.
    Project,
}

/// Entries that tell other packages from deployment archives.
#[derive(Default)]
pub(super) struct Landmarks {
    package_xml: bool,
    start: bool,
    portable_metadata: bool,
    project: bool,
}

impl Landmarks {
    pub(super) fn see(&mut self, name: &str) {
        // Any of them may lie in a folder that was packed with it.
        let is = |wanted: &str| {
            name.strip_suffix(wanted)
                .is_some_and(|before| before.is_empty() || before.ends_with('/'))
        };
        match name.as_bytes().last() {
            Some(b'l') => self.package_xml |= name == "package.xml",
            Some(b't') => self.start |= is("bin/start"),
            Some(b'n') => self.portable_metadata |= is("app/model/metadata.json"),
            Some(b'r') => {
                self.start |= is("lib/runtime/launcher/runtimelauncher.jar");
                self.project |= name.ends_with(".mpr");
            }
            _ => {}
        }
    }

    /// The kind of package, when it is one of ours but not a deployment archive.
    pub(super) fn other(&self) -> Option<Other> {
        if self.package_xml {
            Some(Other::Project)
        } else if self.portable_metadata && self.start {
            Some(Other::Portable)
        } else if self.project {
            Some(Other::Project)
        } else {
            None
        }
    }
}
