//! Documents: rendered, written, saved and loaded by the core. The field `document` says which one a value is.

use std::path::PathBuf;

use mendix_deploy::{Error, ErrorCode, Result, files};
use napi::{Env, bindgen_prelude::AsyncBlock};
use napi_derive::napi;

use crate::{
    codec::{from_text, to_text},
    error::throw,
    promise::{CancelToken, blocking, promise},
};

/// Runs `$body` with `$ty` standing for the type of the kind.
macro_rules! by_kind {
    ($kind:expr, $ty:ident => $body:expr) => {
        match $kind {
            "report" => {
                type $ty = mendix_deploy::findings::Report;
                $body
            }
            "plan" => {
                type $ty = mendix_deploy::plans::Plan;
                $body
            }
            "release" => {
                type $ty = mendix_deploy::plans::Release;
                $body
            }
            "incidentRecord" => {
                type $ty = mendix_deploy::plans::IncidentRecord;
                $body
            }
            "changes" => {
                type $ty = mendix_deploy::comparisons::Changes;
                $body
            }
            "configurationComparison" => {
                type $ty = mendix_deploy::configurations::ConfigurationComparison;
                $body
            }
            "importedLandscape" => {
                type $ty = mendix_deploy::imports::ImportedLandscape;
                $body
            }
            "landscape" => {
                type $ty = mendix_deploy::landscapes::LandscapeDocument;
                $body
            }
            other => Err(Error::new(
                ErrorCode::DocumentInvalid,
                format!("there are no documents of the kind {other:?}"),
            )),
        }
    };
}

/// A document as text, Markdown, HTML or another format.
#[napi]
pub fn render_document(kind: String, text: String, format: String) -> napi::Result<String> {
    by_kind!(kind.as_str(), Kind => from_text::<Kind>("document", &text)
        .and_then(|document| files::render_as(&document, &format)))
    .map_err(throw)
}

/// Writes a document in the format that the file's name says.
#[napi]
pub fn write_document(
    env: &Env,
    kind: String,
    text: String,
    path: String,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<()>> {
    let work = move || {
        by_kind!(kind.as_str(), Kind => from_text::<Kind>("document", &text)
            .and_then(|document| files::write(&document, path)))
    };
    promise(env, token, blocking(work), Ok)
}

/// Saves a document as JSON.
#[napi]
pub fn save_document(
    env: &Env,
    kind: String,
    text: String,
    path: String,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<()>> {
    let work = move || {
        by_kind!(kind.as_str(), Kind => from_text::<Kind>("document", &text)
            .and_then(|document| files::save(&document, path)))
    };
    promise(env, token, blocking(work), Ok)
}

/// Loads a document of a kind, as JSON text.
#[napi]
pub fn load_document(
    env: &Env,
    kind: String,
    path: String,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<String>> {
    let work = move || load(&kind, PathBuf::from(path));
    promise(env, token, blocking(work), Ok)
}

fn load(kind: &str, path: PathBuf) -> Result<String> {
    by_kind!(kind, Kind => files::load::<Kind>(path).and_then(|document| to_text(&document)))
}
