//! The body of an upload: read in pieces, counted and hashed on the way, broken off when it is not what was announced.

use std::{
    fmt::Write as _,
    sync::{Arc, Mutex, PoisonError},
};

use bytes::Bytes;
use futures::{Stream, StreamExt, stream::BoxStream};
use mendix_deploy_model::{Error, ErrorCode, Result, clients::Progress};
use sha2::{Digest, Sha256};
use tokio_util::io::ReaderStream;

use super::upload::{LARGEST, OnProgress, UploadSource};

/// Bytes read from a file at once.
const CHUNK: usize = 256 * 1024;

/// What went over the wire: filled while the body is read.
#[derive(Default)]
pub(super) struct Sent {
    pub(super) bytes: u64,
    pub(super) digest: Option<String>,
    /// Why the body was broken off from this side.
    pub(super) broken: Option<Error>,
    /// Pieces that were handed over, and whether the next one is waited for on this side.
    pub(super) pieces: u64,
    pub(super) reading: bool,
}

/// One body, to be sent once.
pub(super) struct Piece {
    pub(super) stream: BoxStream<'static, Result<Bytes>>,
    pub(super) length: Option<u64>,
}

/// The body to send now, and the source again when it can be sent once more.
pub(super) fn split(
    source: Option<UploadSource>,
    name: &str,
) -> Result<(Piece, Option<UploadSource>)> {
    match source {
        Some(UploadSource::Path(path)) => {
            let (stream, length) = open_file(&path, name)?;
            Ok((
                Piece {
                    stream,
                    length: Some(length),
                },
                Some(UploadSource::Path(path)),
            ))
        }
        Some(UploadSource::Bytes(bytes)) => {
            let length = bytes.len() as u64;
            // In pieces, so that progress moves.
            let pieces: Vec<Result<Bytes>> = (0..bytes.len())
                .step_by(CHUNK)
                .map(|from| Ok(bytes.slice(from..bytes.len().min(from + CHUNK))))
                .collect();
            let stream = futures::stream::iter(pieces).boxed();
            Ok((
                Piece {
                    stream,
                    length: Some(length),
                },
                Some(UploadSource::Bytes(bytes)),
            ))
        }
        Some(UploadSource::Stream { stream, length }) => Ok((Piece { stream, length }, None)),
        None => Err(Error::new(
            ErrorCode::InternalDefect,
            "an upload was repeated without a source",
        )),
    }
}

fn open_file(
    path: &std::path::Path,
    name: &str,
) -> Result<(BoxStream<'static, Result<Bytes>>, u64)> {
    let name = name.to_owned();
    let failed = {
        let name = name.clone();
        move |error: std::io::Error| {
            Error::new(
                ErrorCode::PackageUnreadable,
                format!("{name} cannot be read"),
            )
            .with_context("package", &name)
            .with_source(error)
        }
    };
    let file = std::fs::File::open(path).map_err(&failed)?;
    let length = file.metadata().map_err(&failed)?.len();
    let stream = ReaderStream::with_capacity(tokio::fs::File::from_std(file), CHUNK)
        .map(move |chunk| chunk.map_err(&failed))
        .boxed();
    Ok((stream, length))
}

/// Counts, hashes and reports the pieces. One piece is held back, so that a wrong digest is known before the last one
/// is sent.
pub(super) fn measured(
    stream: BoxStream<'static, Result<Bytes>>,
    total: Option<u64>,
    expected: Option<String>,
    on_progress: Option<OnProgress>,
    sent: Arc<Mutex<Sent>>,
) -> impl Stream<Item = std::result::Result<Bytes, BodyBroken>> + Send + 'static {
    struct State {
        stream: BoxStream<'static, Result<Bytes>>,
        held: Option<Bytes>,
        hasher: Sha256,
        bytes: u64,
        ended: bool,
    }
    let state = State {
        stream,
        held: None,
        hasher: Sha256::new(),
        bytes: 0,
        ended: false,
    };
    futures::stream::try_unfold(state, move |mut state| {
        let (expected, on_progress, sent) =
            (expected.clone(), on_progress.clone(), Arc::clone(&sent));
        async move {
            let report = |done: u64| {
                if let Some(tell) = &on_progress {
                    tell(Progress {
                        done_bytes: done,
                        total_bytes: total,
                        finished: false,
                    });
                }
            };
            let miscounted = |came: u64| {
                let total = total.unwrap_or_default();
                Error::new(
                    ErrorCode::PackageChanged,
                    format!("{total} bytes were announced and {came} came"),
                )
            };
            let fail = |error: Error| {
                sent.lock().unwrap_or_else(PoisonError::into_inner).broken = Some(error);
                Err(BodyBroken)
            };
            let note = |change: &dyn Fn(&mut Sent)| {
                change(&mut sent.lock().unwrap_or_else(PoisonError::into_inner));
            };
            if state.ended {
                return Ok(None);
            }
            loop {
                note(&|sent| sent.reading = true);
                let next = state.stream.next().await;
                note(&|sent| {
                    sent.reading = false;
                    sent.pieces += 1;
                });
                match next {
                    Some(Err(error)) => return fail(error),
                    Some(Ok(chunk)) => {
                        state.hasher.update(&chunk);
                        state.bytes += chunk.len() as u64;
                        // At once: what is sent beyond the announced length would be taken for the next request.
                        if total.is_some_and(|total| state.bytes > total) {
                            return fail(miscounted(state.bytes));
                        }
                        if total.is_none() && state.bytes > LARGEST {
                            return fail(Error::new(
                                ErrorCode::MendixCloudUploadTooLarge,
                                "the stream has more than 1 GB",
                            ));
                        }
                        if let Some(held) = state.held.replace(chunk) {
                            report(state.bytes);
                            return Ok(Some((held, state)));
                        }
                    }
                    None => {
                        state.ended = true;
                        let digest = hexadecimal(&state.hasher.clone().finalize());
                        if total.is_some_and(|total| total != state.bytes) {
                            return fail(miscounted(state.bytes));
                        }
                        if let Some(expected) = &expected
                            && !expected.eq_ignore_ascii_case(&digest)
                        {
                            return fail(Error::new(
                                ErrorCode::PackageChanged,
                                format!(
                                    "the bytes have SHA-256 {digest} and {expected} was planned"
                                ),
                            ));
                        }
                        {
                            let mut sent = sent.lock().unwrap_or_else(PoisonError::into_inner);
                            sent.bytes = state.bytes;
                            sent.digest = Some(digest);
                        }
                        return Ok(state.held.take().map(|held| (held, state)));
                    }
                }
            }
        }
    })
}

/// The body ended on purpose; the reason is kept beside it.
#[derive(Debug)]
pub(super) struct BodyBroken;

impl std::fmt::Display for BodyBroken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the body was broken off by the sender")
    }
}

impl std::error::Error for BodyBroken {}

pub(super) fn hexadecimal(digest: &[u8]) -> String {
    digest
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            // Writing into a string does not fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}
