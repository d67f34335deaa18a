//! Uploads: pieces go in one at a time, progress comes out as something to iterate, and the promise settles last.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use futures::{StreamExt, stream};
use mendix_deploy::client::{OnProgress, UploadSource};
use mendix_deploy_model::{Error, ErrorCode, Result, cloud::UploadOptions};
use napi::{
    Env,
    bindgen_prelude::{AsyncBlock, Buffer},
};
use napi_derive::napi;
use tokio::sync::{mpsc, watch};

use super::NativeClient;
use crate::{
    codec::{from_text, to_text},
    error::throw,
    promise::{CancelToken, promise},
};

type Piece = Result<bytes::Bytes>;

/// An upload that is fed and watched.
#[napi]
pub struct NativeUpload {
    pieces: Mutex<Option<mpsc::Sender<Piece>>>,
    waiting: Mutex<Option<mpsc::Receiver<Piece>>>,
    progress: Arc<watch::Sender<Option<String>>>,
    seen: Arc<tokio::sync::Mutex<watch::Receiver<Option<String>>>>,
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[napi]
impl NativeUpload {
    /// An upload that has not begun.
    #[napi(constructor)]
    #[allow(clippy::new_without_default)] // a constructor of JavaScript
    pub fn new() -> Self {
        let (sender, receiver) = mpsc::channel(1);
        let (progress, seen) = watch::channel(None);
        Self {
            pieces: Mutex::new(Some(sender)),
            waiting: Mutex::new(Some(receiver)),
            progress: Arc::new(progress),
            seen: Arc::new(tokio::sync::Mutex::new(seen)),
        }
    }

    /// Gives a piece; fulfilled with whether more are wanted, once it was taken.
    #[napi]
    pub fn push(&self, env: &Env, piece: Buffer) -> napi::Result<AsyncBlock<bool>> {
        let sender = locked(&self.pieces).clone();
        let piece = bytes::Bytes::copy_from_slice(&piece);
        let work = async move {
            Ok(match sender {
                Some(sender) => sender.send(Ok(piece)).await.is_ok(),
                None => false,
            })
        };
        promise(env, None, work, Ok)
    }

    /// There are no more pieces.
    #[napi]
    pub fn end(&self) {
        locked(&self.pieces).take();
    }

    /// The caller's iterator failed: the upload is broken off.
    #[napi]
    pub fn fail(&self, env: &Env) -> napi::Result<AsyncBlock<bool>> {
        let sender = locked(&self.pieces).take();
        let work = async move {
            let broken = Error::new(
                ErrorCode::InputInvalid,
                "the iterator that was to be uploaded failed",
            );
            Ok(match sender {
                Some(sender) => sender.send(Err(broken)).await.is_ok(),
                None => false,
            })
        };
        promise(env, None, work, Ok)
    }

    /// The next progress, `null` when the upload is over. The latest value wins; the last one is never lost.
    #[napi]
    pub fn next_progress(&self, env: &Env) -> napi::Result<AsyncBlock<String>> {
        let seen = Arc::clone(&self.seen);
        let work = async move {
            let mut seen = seen.lock().await;
            Ok(match seen.changed().await {
                Ok(()) => seen.borrow_and_update().clone(),
                Err(_) => None,
            })
        };
        promise(env, None, work, |text| {
            Ok(text.unwrap_or_else(|| "null".to_owned()))
        })
    }

    /// Runs the upload. Without a path the pieces that are pushed are sent.
    #[napi]
    pub fn run(
        &self,
        env: &Env,
        client: &NativeClient,
        app: String,
        path: Option<String>,
        options: String,
        token: Option<&CancelToken>,
    ) -> napi::Result<AsyncBlock<String>> {
        let options: UploadOptions = from_text("options", &options).map_err(throw)?;
        let client = client.0.clone();
        let progress = Arc::clone(&self.progress);
        let waiting = locked(&self.waiting).take();
        let source = match (path, waiting) {
            (Some(path), _) => UploadSource::Path(PathBuf::from(path)),
            (None, Some(pieces)) => UploadSource::Stream {
                stream: stream::unfold(pieces, |mut pieces| async move {
                    pieces.recv().await.map(|piece| (piece, pieces))
                })
                .boxed(),
                length: None,
            },
            (None, None) => {
                return Err(throw(Error::new(
                    ErrorCode::InternalDefect,
                    "the upload has begun already",
                )));
            }
        };
        let told: OnProgress = Arc::new(move |value| {
            if let Ok(text) = to_text(&value) {
                progress.send_replace(Some(text));
            }
        });
        let over = Over(Arc::clone(&self.progress));
        let work = async move {
            let result = client
                .packages()
                .upload(&app, source, options, Some(told))
                .await;
            drop(over);
            result
        };
        promise(env, token, work, |upload| to_text(&upload))
    }
}

/// Tells whoever watches that the upload is over, also when it is dropped.
struct Over(Arc<watch::Sender<Option<String>>>);

impl Drop for Over {
    fn drop(&mut self) {
        self.0.send_replace(None);
    }
}
