//! Checksum files, as `sha256sum` writes and checks them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use mendix_deploy_model::{Error, ErrorCode, Result, packages::ChecksumResult};

use crate::package::{Package, hex::hex};

/// Largest checksum file that is read.
const MAX_BYTES: u64 = 1024 * 1024;

/// The line of each package: SHA-256, two spaces, file name. A name with a backslash or a line break is escaped, and the
/// line then starts with a backslash, as `sha256sum` does it.
///
/// # Errors
///
/// As [`Package::digest`].
pub fn checksum_lines(packages: &[Package]) -> Result<String> {
    let mut lines = String::new();
    for package in packages {
        let name = &package.info().file_name;
        let escaped = name
            .replace('\\', "\\\\")
            .replace('\n', "\\n")
            .replace('\r', "\\r");
        if escaped != *name {
            lines.push('\\');
        }
        lines.push_str(&format!("{}  {escaped}\n", package.digest()?));
    }
    Ok(lines)
}

/// Writes a checksum file for packages; put it into their folder, so that `sha256sum --check` finds them.
///
/// # Errors
///
/// As [`Package::digest`], and `file.failed`.
pub fn write_checksums(path: impl AsRef<Path>, packages: &[Package]) -> Result<()> {
    let path = path.as_ref();
    fs::write(path, checksum_lines(packages)?).map_err(|error| failed(path, "written", error))
}

/// Checks every file that a checksum file names, in its folder.
///
/// Names that lead out of the folder are refused: a checksum file is as foreign as the files it comes with.
///
/// # Errors
///
/// `file.failed` when the checksum file cannot be read, `document.invalid` when it is not one.
pub fn verify_checksums(path: impl AsRef<Path>) -> Result<Vec<ChecksumResult>> {
    let path = path.as_ref();
    let length = fs::metadata(path)
        .map_err(|error| failed(path, "read", error))?
        .len();
    if length > MAX_BYTES {
        return Err(invalid(path, "it is larger than a checksum file can be"));
    }
    let text = fs::read_to_string(path).map_err(|error| failed(path, "read", error))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut results = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (expected, name) = parse(line)
            .ok_or_else(|| invalid(path, &format!("line {} is not a checksum", number + 1)))?;
        let file = inside(folder, &name).ok_or_else(|| {
            invalid(
                path,
                &format!("line {} names a file outside its folder", number + 1),
            )
        })?;
        let found = match fs::File::open(&file) {
            Ok(file) => Some(hash(file).map_err(|error| failed(path, "read", error))?),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(failed(&file, "read", error)),
        };
        results.push(ChecksumResult {
            is_ok: found.as_ref() == Some(&expected),
            file_name: name,
            expected,
            found,
        });
    }
    if results.is_empty() {
        return Err(invalid(path, "it names no file"));
    }
    Ok(results)
}

fn parse(line: &str) -> Option<(String, String)> {
    let (escaped, line) = match line.strip_prefix('\\') {
        Some(rest) => (true, rest),
        None => (false, line),
    };
    let (digest, name) = line.split_at_checked(64)?;
    if !digest.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    // A star instead of the second space means that the file was read as binary, which all files are.
    let name = name
        .strip_prefix("  ")
        .or_else(|| name.strip_prefix(" *"))?;
    if name.is_empty() {
        return None;
    }
    let name = if escaped {
        unescape(name)?
    } else {
        name.to_owned()
    };
    Some((digest.to_ascii_lowercase(), name))
}

fn unescape(name: &str) -> Option<String> {
    let mut out = String::new();
    let mut characters = name.chars();
    while let Some(character) = characters.next() {
        out.push(match character {
            '\\' => match characters.next()? {
                '\\' => '\\',
                'n' => '\n',
                'r' => '\r',
                _ => return None,
            },
            other => other,
        });
    }
    Some(out)
}

/// The file below the folder; `None` when its name leads elsewhere.
fn inside(folder: &Path, name: &str) -> Option<PathBuf> {
    use std::path::Component;
    let relative = Path::new(name);
    relative
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
        .then(|| folder.join(relative))
}

fn hash(mut file: fs::File) -> std::io::Result<String> {
    use sha2::{Digest, Sha256};
    struct Hashing(Sha256);
    impl std::io::Write for Hashing {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.update(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut hashing = Hashing(Sha256::new());
    std::io::copy(&mut file, &mut hashing)?;
    Ok(hex(&hashing.0.finalize()))
}

fn failed(path: &Path, what: &str, error: std::io::Error) -> Error {
    Error::new(
        ErrorCode::FileFailed,
        format!("{} cannot be {what}: {error}", path.display()),
    )
    .with_source(error)
}

fn invalid(path: &Path, why: &str) -> Error {
    Error::new(
        ErrorCode::DocumentInvalid,
        format!("{} is no checksum file: {why}", path.display()),
    )
}
