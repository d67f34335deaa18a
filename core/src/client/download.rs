//! Downloads: without credentials, streamed into a temporary file that takes its name when it is complete.

use std::path::{Path, PathBuf};

use mendix_deploy_model::{Error, ErrorCode, Result, error::Effect};
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;

use super::{Client, upload_body::hexadecimal};

/// Fetches a link into `path` and gives the SHA-256 of what was written.
pub(super) async fn to_file(
    client: &Client,
    call: &'static str,
    link: &str,
    path: &Path,
) -> Result<String> {
    let mut response = client.inner.http.open(call, link).await?;
    let announced = response.content_length();
    let part = Part::of(path);
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
    let mut file = tokio::fs::File::create(&part.0).await.map_err(failed)?;
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
    tokio::fs::rename(&part.0, path).await.map_err(failed)?;
    Ok(hexadecimal(&hasher.finalize()))
}

/// The file while it is not complete. It goes when the download fails or is given up.
struct Part(PathBuf);

impl Part {
    fn of(path: &Path) -> Self {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        Self(path.with_file_name(name))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // After the renaming there is none; that it cannot be removed changes nothing.
        let _ = std::fs::remove_file(&self.0);
    }
}
