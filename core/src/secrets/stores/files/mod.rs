//! Files: regular ones, at most 1 MiB, links allowed (Kubernetes and Docker mount secrets as links).

use std::{
    fs::{self, File},
    io::{ErrorKind, Read as _},
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use futures::future::BoxFuture;
use mendix_deploy_model::{ErrorCode, secrets::StoreKind, time::Timestamp};
use mendix_deploy_offline::secrets::{formats::LARGEST, segments};
use zeroize::Zeroize as _;

use crate::secrets::store::{Fetched, Object, Store, StoreFailure};

pub(crate) struct Files {
    folder: PathBuf,
}

impl Files {
    pub(crate) fn new(folder: Option<&Path>) -> Self {
        Self {
            folder: folder.map_or_else(|| PathBuf::from("."), Path::to_path_buf),
        }
    }
}

impl Store for Files {
    fn store_kind(&self) -> StoreKind {
        StoreKind::Files
    }

    fn identity(&self) -> String {
        // Two folders in which a relative path means two files are two places.
        fs::canonicalize(&self.folder)
            .unwrap_or_else(|_| self.folder.clone())
            .display()
            .to_string()
    }

    fn fetch<'a>(&'a self, object: &'a Object) -> BoxFuture<'a, Result<Fetched, StoreFailure>> {
        let parts = segments(&object.reference);
        let absolute = object.reference.object.starts_with('/');
        let root = if absolute {
            PathBuf::from("/")
        } else {
            self.folder.clone()
        };
        Box::pin(async move {
            let path = parts.iter().fold(root, |path, part| path.join(part));
            let work = tokio::task::spawn_blocking(move || read(&path));
            work.await.unwrap_or_else(|_| {
                Err(StoreFailure::new(
                    ErrorCode::SecretsCancelled,
                    "the reading was given up",
                ))
            })
        })
    }
}

fn read(path: &Path) -> Result<Fetched, StoreFailure> {
    let shown = path.display();
    let failed = |error: &std::io::Error| match error.kind() {
        ErrorKind::NotFound => StoreFailure::new(
            ErrorCode::SecretsNotFound,
            format!("there is no file {shown}"),
        )
        .remedy("Check the path; a relative one counts from the landscape's folder."),
        ErrorKind::PermissionDenied => StoreFailure::new(
            ErrorCode::SecretsPermissionDenied,
            format!("this user may not read {shown}"),
        )
        .remedy("Let the user of this process read the file, and nobody else."),
        kind => StoreFailure::new(
            ErrorCode::SecretsUnavailable,
            format!("{shown} cannot be read: {kind}"),
        )
        .again(crate::secrets::store::Again::Never),
    };
    let bad =
        |what: &str| StoreFailure::new(ErrorCode::SecretsBadObject, format!("{shown} {what}"));
    // Before it is opened: opening a pipe would wait for its other end.
    let kind = fs::metadata(path).map_err(|error| failed(&error))?;
    if !kind.is_file() {
        return Err(bad("is not a regular file"));
    }
    let file = File::open(path).map_err(|error| failed(&error))?;
    let about = file.metadata().map_err(|error| failed(&error))?;
    if !about.is_file() {
        return Err(bad("is not a regular file"));
    }
    let size = usize::try_from(about.len()).unwrap_or(usize::MAX);
    // As large as it will be: growing would leave copies behind.
    let mut bytes = Vec::with_capacity(size.min(LARGEST) + 1);
    let limit = u64::try_from(LARGEST).unwrap_or(u64::MAX) + 1;
    (&file)
        .take(limit)
        .read_to_end(&mut bytes)
        .map_err(|error| failed(&error))?;
    if bytes.len() > LARGEST {
        bytes.zeroize();
        return Err(StoreFailure::new(
            ErrorCode::SecretsTooLarge,
            format!("{shown} is larger than 1 MiB"),
        ));
    }
    let mut fetched = Fetched::bytes(bytes);
    fetched.created_at = about
        .modified()
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok())
        .and_then(|since| i64::try_from(since.as_secs()).ok())
        .and_then(|seconds| jiff::Timestamp::from_second(seconds).ok())
        .map(Timestamp::from);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        if about.permissions().mode() & 0o044 != 0 {
            fetched
                .warnings
                .push("users other than the owner can read the file".to_owned());
        }
    }
    Ok(fetched)
}
