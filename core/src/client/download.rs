//! Downloads: without credentials, streamed into a temporary file that takes its name when it is complete.
//!
//! The temporary file is new, has a name that nobody can foresee, belongs to its owner alone, and lies in the folder of
//! the wanted one, so that renaming is atomic. A link that somebody has put in either place is never followed: a
//! download may hold a whole database.

use std::{ffi::OsString, io, path::Path};

use mendix_deploy_model::{Error, ErrorCode, Result, error::Effect};
use sha2::{Digest, Sha256};
use tempfile::TempPath;
use tokio::{fs::File, io::AsyncWriteExt, task::spawn_blocking};

use super::{Client, upload_body::hexadecimal};

/// Fetches a link into `path` and gives the SHA-256 of what was written. What `path` named before is replaced when the
/// download is complete and left alone when it fails.
pub(super) async fn to_file(
    client: &Client,
    call: &'static str,
    link: &str,
    path: &Path,
) -> Result<String> {
    let mut response = client.inner.http.open(call, link).await?;
    let announced = response.content_length();
    let failed = |error: std::io::Error| {
        Error::new(
            ErrorCode::FileFailed,
            format!("{} cannot be written", path.display()),
        )
        .with_call(call)
        .with_context("file", path.display())
        .with_effect(Effect::None)
        .with_source(error)
    };
    let cut = |what: &str| {
        Error::new(
            ErrorCode::NetworkInterrupted,
            format!("the download {what}"),
        )
        .with_call(call)
        .with_effect(Effect::None)
    };
    let (mut file, part) = create_beside(path).await.map_err(failed)?;
    let mut hasher = Sha256::new();
    let mut length = 0_u64;
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) => {
                hasher.update(&chunk);
                length += chunk.len() as u64;
                file.write_all(&chunk).await.map_err(failed)?;
            }
            Ok(None) => break,
            Err(error) => return Err(cut("was cut off").with_source(error.without_url())),
        }
    }
    if announced.is_some_and(|announced| announced != length) {
        return Err(cut("is not complete"));
    }
    file.sync_all().await.map_err(failed)?;
    drop(file);
    let target = path.to_owned();
    in_background(move || part.persist(target).map_err(|error| error.error))
        .await
        .map_err(failed)?;
    Ok(hexadecimal(&hasher.finalize()))
}

/// A new file in the same folder, and its path, which removes the file when it is dropped before it gets its name.
async fn create_beside(path: &Path) -> io::Result<(File, TempPath)> {
    let Some(name) = path.file_name() else {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "the path names no file",
        ));
    };
    let mut prefix = OsString::from(".");
    prefix.push(name);
    prefix.push(".");
    // `foo.mda` alone has the parent ``, which is the current folder.
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => ".".into(),
    };
    // Created with O_EXCL, a random middle and mode 0600.
    let create = move || {
        tempfile::Builder::new()
            .prefix(&prefix)
            .suffix(".part")
            .tempfile_in(folder)
    };
    let (file, part) = in_background(create).await?.into_parts();
    Ok((File::from_std(file), part))
}

async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    spawn_blocking(work).await.map_err(io::Error::other)?
}
