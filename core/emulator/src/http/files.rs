//! What links lead to.

use std::{io::Read, path::Path};

use axum::{
    body::Body,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use futures::stream;

use super::{
    answer::{Answer, Refusal, refuse},
    call::Call,
};
use crate::{
    fault::JobFault,
    state::{World, world::Target},
};

const CHUNK: usize = 64 * 1024;

/// `GET /files/{key}`
pub(crate) fn get(world: &mut World, call: &Call) -> Result<Answer, Refusal> {
    let key = call.param("key");
    let signature = call.query("signature").unwrap_or_default();
    let now = world.now();
    let link = world
        .links
        .get(key)
        .filter(|_| World::is_signed(key, signature))
        .cloned()
        .ok_or_else(|| refuse(403, "", "The signature does not match."))?;
    if now >= link.expires || world.faults.take(JobFault::LinkExpired) {
        return Err(refuse(403, "", "The link has expired."));
    }
    Ok(Answer::Raw(match link.target {
        Target::File { path, name } => file(&path, &name),
        Target::Text { name, text } => attachment(&name, Body::from(text)),
    }))
}

/// A file as a download, read piece by piece; its length is not announced.
pub(crate) fn file(path: &Path, name: &str) -> Response {
    let Ok(file) = std::fs::File::open(path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let body = Body::from_stream(stream::try_unfold(file, |mut file| async move {
        let mut chunk = vec![0; CHUNK];
        let read = file.read(&mut chunk)?;
        chunk.truncate(read);
        let next = (read > 0).then(|| (bytes::Bytes::from(chunk), file));
        Ok::<_, std::io::Error>(next)
    }));
    attachment(name, body)
}

fn attachment(name: &str, body: Body) -> Response {
    let plain: String = name
        .chars()
        .filter(|c| c.is_ascii_graphic() && *c != '"' && *c != '\\')
        .collect();
    (
        [
            (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
            (
                header::CONTENT_DISPOSITION,
                format!("attachment; filename=\"{plain}\""),
            ),
        ],
        body,
    )
        .into_response()
}
