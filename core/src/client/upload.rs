//! Uploads: streamed with constant memory, hashed on the way, never sent again blindly.

use std::{
    collections::BTreeSet,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use futures::stream::BoxStream;
use mendix_deploy_model::{
    Error, ErrorCode, Result,
    clients::Progress,
    cloud::{App, PackageId, Upload, UploadOptions},
    error::{Effect, Retry},
};
use reqwest::{Method, multipart};

use super::{
    Packages,
    upload_body::{Piece, Sent, measured, split},
};
use crate::{
    http::{Body, Request, Service, Sign, patient},
    targets::mendix_cloud::wire::{Uploaded, decode},
};

/// Mendix Cloud takes 1 GB; whether that is 10^9 or 2^30 bytes is not documented, so the smaller number counts.
pub(super) const LARGEST: u64 = 1_000_000_000;
/// How often an upload is sent in all, when the platform proves that an earlier one did not arrive.
const ATTEMPTS: usize = 3;
/// The pause before an upload is sent again, when the platform does not ask for another one.
const PAUSE: Duration = Duration::from_secs(1);
/// How often the platform is asked for a package whose answer was lost.
const LOOKS: usize = 6;

/// What is uploaded.
#[non_exhaustive]
pub enum UploadSource {
    /// A file, read in pieces.
    Path(PathBuf),
    /// Bytes in memory.
    Bytes(Bytes),
    /// A stream, read once: a failed upload of it cannot be repeated.
    Stream {
        /// The pieces.
        stream: BoxStream<'static, Result<Bytes>>,
        /// Bytes in all, when known.
        length: Option<u64>,
    },
}

impl std::fmt::Debug for UploadSource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Path(path) => f.debug_tuple("Path").field(path).finish(),
            Self::Bytes(bytes) => f.debug_tuple("Bytes").field(&bytes.len()).finish(),
            Self::Stream { length, .. } => f
                .debug_struct("Stream")
                .field("length", length)
                .finish_non_exhaustive(),
        }
    }
}

/// Called after each piece, and once at the end with `finished`.
pub type OnProgress = Arc<dyn Fn(Progress) + Send + Sync>;

impl Packages {
    /// Uploads a package and says which package it became; wait for it with `watch_upload`.
    ///
    /// Memory does not grow with the file, and SHA-256 is computed on the way. When `sha256` is given and the bytes do
    /// not fit, the upload is broken off before its last piece, so that the platform never gets the package. When the
    /// answer to a whole body is lost, the package is looked for by its name, size and newness; when the list does not show
    /// it, nothing is sent again. A run looks again later, and sends again when it still is not there.
    ///
    /// Source: Deploy v2, upload. Errors: `mendixCloud.upload_too_large`, `package.unreadable`, `package.changed`,
    /// `network.interrupted` with effect `unknown` when nobody can tell whether it arrived.
    pub async fn upload(
        &self,
        app: &str,
        source: UploadSource,
        options: UploadOptions,
        on_progress: Option<OnProgress>,
    ) -> Result<Upload> {
        let app = self.0.find_app(app).await?;
        let name = name_of(&source, options.name.as_deref());
        if let Some(length) = length_of(&source).await?
            && length > LARGEST
        {
            return Err(Error::new(
                ErrorCode::MendixCloudUploadTooLarge,
                format!("{name} has {length} bytes and Mendix Cloud takes at most 1 GB"),
            )
            .with_call("packages.upload")
            .with_context("package", &name)
            .with_effect(Effect::None));
        }
        // What there is before, so that a package whose answer is lost is told apart from older ones of its name.
        let before: BTreeSet<PackageId> = self
            .fetch(&app.app_id)
            .await?
            .into_iter()
            .map(|package| package.package_id)
            .collect();
        let mut source = Some(source);
        let mut attempt = 0;
        loop {
            attempt += 1;
            let (body, again) = split(source.take(), &name)?;
            source = again;
            let sent: Arc<Mutex<Sent>> = Arc::default();
            let outcome = self
                .send_once(&app, &name, body, &options, on_progress.as_ref(), &sent)
                .await;
            let error = match outcome {
                Ok(upload) => {
                    report_end(on_progress.as_ref(), upload.size_bytes);
                    return Ok(upload);
                }
                Err(error) => error,
            };
            let (bytes, digest) = {
                let mut sent = sent.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some(broken) = sent.broken.take() {
                    return Err(broken
                        .with_call("packages.upload")
                        .with_context("app", &app.app_id)
                        .with_context("package", &name)
                        .with_effect(Effect::None));
                }
                (sent.bytes, sent.digest.clone())
            };
            let error = match digest {
                // The last piece never left, so there is no package.
                None => error.with_effect(Effect::None),
                // Every answer of the platform says no; only silence leaves the question open.
                Some(digest) if is_silent(error.code()) => {
                    if let Some(package_id) = self.arrived(&app, &name, bytes, &before).await? {
                        report_end(on_progress.as_ref(), bytes);
                        return Ok(Upload {
                            package_id,
                            job_id: None,
                            sha256: digest,
                            size_bytes: bytes,
                        });
                    }
                    // Not there yet is not the same as not arrived: a list that is late would make a second package.
                    return Err(error
                        .with_effect(Effect::Unknown)
                        .with_retry(Retry::Permanent)
                        .with_remedy(format!(
                            "Look for {name} in the package list before it is uploaded again; the list did not show it for {} looks.",
                            LOOKS
                        )));
                }
                Some(_) if error.effect() != Effect::None => return Err(error),
                Some(_) => error,
            };
            let error = error.with_context("attempts", attempt);
            if error.retry() == Retry::Permanent {
                return Err(error);
            }
            if source.is_none() {
                return Err(error.with_remedy(
                    "A stream can be read only once: open it anew and upload again.",
                ));
            }
            if attempt >= ATTEMPTS {
                return Err(error.with_retry(Retry::Exhausted));
            }
            match patient(&error, Some(PAUSE)) {
                Some(pause) => self.0.clock().sleep(pause).await,
                None => return Err(error),
            }
        }
    }

    /// Looks for a package of this name and size that was not there before.
    async fn arrived(
        &self,
        app: &App,
        name: &str,
        bytes: u64,
        before: &BTreeSet<PackageId>,
    ) -> Result<Option<PackageId>> {
        for look in 0..LOOKS {
            if look > 0 {
                self.0
                    .clock()
                    .sleep(self.0.pace(Duration::from_secs(5)))
                    .await;
            }
            let found = self.fetch(&app.app_id).await?.into_iter().find(|package| {
                package.name == name
                    && !before.contains(&package.package_id)
                    && package
                        .size_bytes
                        .is_none_or(|size| size == bytes || size == 0)
            });
            if let Some(package) = found {
                return Ok(Some(package.package_id));
            }
        }
        Ok(None)
    }

    async fn send_once(
        &self,
        app: &App,
        name: &str,
        body: Piece,
        options: &UploadOptions,
        on_progress: Option<&OnProgress>,
        sent: &Arc<Mutex<Sent>>,
    ) -> Result<Upload> {
        let length = body.length;
        let stream = measured(
            body.stream,
            length,
            options.sha256.clone(),
            on_progress.cloned(),
            Arc::clone(sent),
        );
        let stream = reqwest::Body::wrap_stream(stream);
        let part = match length {
            Some(length) => multipart::Part::stream_with_length(stream, length),
            None => multipart::Part::stream(stream),
        };
        let form = multipart::Form::new().part("file", part.file_name(name.to_owned()));
        let path = [
            "api",
            "v2",
            "apps",
            app.app_id.as_str(),
            "packages",
            "upload",
        ];
        let url = self.0.inner.http.hosts().url(Service::Deploy, &path);
        let mut request = Request::new(
            "packages.upload",
            Method::POST,
            url,
            Sign::ApiKey,
            "API Rights and Transport Rights",
        )
        .query(&[("name", name)])
        .about("app", &app.app_id)
        .about("package", name);
        request.body = Body::Form(form);
        let patience = self.0.inner.http.patience();
        let answer = tokio::select! {
            answer = self.0.inner.http.send(request) => answer?,
            () = standstill(sent, patience) => {
                return Err(self.0.inner.http.stalled("the upload")
                    .with_call("packages.upload")
                    .with_context("app", &app.app_id)
                    .with_context("package", name));
            }
        };
        let wire: Uploaded = decode("packages.upload", true, &answer)?;
        let sent = sent.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Upload {
            package_id: wire.package_id.into(),
            job_id: wire.job_id.map(Into::into),
            sha256: sent.digest.clone().unwrap_or_default(),
            size_bytes: sent.bytes,
        })
    }
}

/// Whether an error leaves open what became of a body that was sent to its end.
fn is_silent(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::NetworkInterrupted
            | ErrorCode::CallTimedOut
            | ErrorCode::AnswerUnexpected
            | ErrorCode::PlatformUnavailable
            | ErrorCode::MendixCloudUploadFailed
    )
}

/// The last report, once, and only of an upload that arrived.
fn report_end(on_progress: Option<&OnProgress>, bytes: u64) {
    if let Some(tell) = on_progress {
        tell(Progress {
            done_bytes: bytes,
            total_bytes: Some(bytes),
            finished: true,
        });
    }
}

/// Ends when the network has not taken a piece for as long as `patience`. A source that is slow to give the next piece
/// is not a standstill, and neither is a platform that stores what it has: for that it has ten times as long.
async fn standstill(sent: &Arc<Mutex<Sent>>, patience: Duration) {
    let state = || {
        let sent = sent.lock().unwrap_or_else(PoisonError::into_inner);
        (sent.pieces, sent.reading, sent.digest.is_some())
    };
    let (mut before, mut still) = (state().0, 0);
    loop {
        // The network's time, whatever clock the client waits by.
        tokio::time::sleep(patience).await;
        let (pieces, reading, complete) = state();
        still = if reading || pieces != before {
            0
        } else {
            still + 1
        };
        before = pieces;
        if still >= if complete { 10 } else { 1 } {
            return;
        }
    }
}

fn name_of(source: &UploadSource, given: Option<&str>) -> String {
    let of_file = match source {
        UploadSource::Path(path) => path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned()),
        _ => None,
    };
    // Without a name the platform calls every package default.mda, and nobody tells them apart.
    given
        .map(str::to_owned)
        .or(of_file)
        .unwrap_or_else(|| "package.mda".to_owned())
}

/// Keeps no borrow of the source while it waits: a stream is not `Sync`, and the caller's future has to be `Send`.
fn length_of(source: &UploadSource) -> impl Future<Output = Result<Option<u64>>> + use<> {
    let known = match source {
        UploadSource::Path(path) => Err(path.clone()),
        UploadSource::Bytes(bytes) => Ok(Some(bytes.len() as u64)),
        UploadSource::Stream { length, .. } => Ok(*length),
    };
    async move {
        let path = match known {
            Ok(length) => return Ok(length),
            Err(path) => path,
        };
        let metadata = tokio::fs::metadata(&path).await.map_err(|error| {
            Error::new(
                ErrorCode::PackageUnreadable,
                format!("{} cannot be read", path.display()),
            )
            .with_call("packages.upload")
            .with_source(error)
        })?;
        Ok(Some(metadata.len()))
    }
}
