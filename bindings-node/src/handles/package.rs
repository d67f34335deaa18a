//! A package file.

use mendix_deploy_model::packages::ArchiveSpec;
use mendix_deploy_offline::package::{self as core, Package, write_archive as write};
use napi::{
    Env,
    bindgen_prelude::{AsyncBlock, ClassInstance},
};
use napi_derive::napi;

use super::{Handle, Kind, wrong};
use crate::{
    codec::{from_text, to_text},
    error::throw,
    promise::{CancelToken, blocking, promise},
};

pub(super) fn package(handle: &Handle) -> napi::Result<Package> {
    match &handle.0 {
        Kind::Package(package) => Ok(package.clone()),
        _ => Err(throw(wrong("a Package"))),
    }
}

#[napi]
pub fn package_open(
    env: &Env,
    path: String,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<Handle>> {
    let work = blocking(move || Package::open(path));
    promise(env, token, work, |package| {
        Ok(Handle(Kind::Package(package)))
    })
}

#[napi]
pub fn package_path(handle: &Handle) -> napi::Result<String> {
    Ok(package(handle)?.path().to_string_lossy().into_owned())
}

#[napi]
pub fn package_info(handle: &Handle) -> napi::Result<String> {
    to_text(package(handle)?.info()).map_err(throw)
}

#[napi]
pub fn package_digest(
    env: &Env,
    handle: &Handle,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<String>> {
    let package = package(handle)?;
    promise(env, token, blocking(move || package.digest()), Ok)
}

#[napi]
pub fn package_model(
    env: &Env,
    handle: &Handle,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<String>> {
    let package = package(handle)?;
    let work = move || package.model().and_then(|model| to_text(&model));
    promise(env, token, blocking(work), Ok)
}

#[napi]
pub fn package_changes_since(
    env: &Env,
    handle: &Handle,
    old: &Handle,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<String>> {
    let (new, old) = (package(handle)?, package(old)?);
    let work = move || {
        new.changes_since(&old)
            .and_then(|changes| to_text(&changes))
    };
    promise(env, token, blocking(work), Ok)
}

#[napi]
pub fn package_model_digest(
    env: &Env,
    handle: &Handle,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<Option<String>>> {
    let package = package(handle)?;
    promise(env, token, blocking(move || package.model_digest()), Ok)
}

#[napi]
pub fn package_content_digests(
    env: &Env,
    handle: &Handle,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<String>> {
    let package = package(handle)?;
    let work = move || package.content_digests().and_then(|found| to_text(&found));
    promise(env, token, blocking(work), Ok)
}

#[napi]
pub fn package_verify_contents(
    env: &Env,
    handle: &Handle,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<String>> {
    let package = package(handle)?;
    let work = move || package.verify_contents().and_then(|found| to_text(&found));
    promise(env, token, blocking(work), Ok)
}

#[napi]
pub fn package_portable_configuration(
    env: &Env,
    handle: &Handle,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<String>> {
    let package = package(handle)?;
    let work = move || {
        package
            .portable_configuration()
            .and_then(|found| to_text(&found))
    };
    promise(env, token, blocking(work), Ok)
}

#[napi]
pub fn package_sbom(
    env: &Env,
    handle: &Handle,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<String>> {
    let package = package(handle)?;
    promise(env, token, blocking(move || package.sbom()), Ok)
}

#[napi]
pub fn write_checksums(
    env: &Env,
    path: String,
    packages: Vec<ClassInstance<'_, Handle>>,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<()>> {
    let packages: Vec<Package> = packages
        .iter()
        .map(|handle| package(handle))
        .collect::<napi::Result<_>>()?;
    let work = move || core::write_checksums(path, &packages);
    promise(env, token, blocking(work), Ok)
}

#[napi]
pub fn verify_checksums(
    env: &Env,
    path: String,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<String>> {
    let work = move || core::verify_checksums(path).and_then(|results| to_text(&results));
    promise(env, token, blocking(work), Ok)
}

#[napi]
pub fn package_limits(handle: &Handle) -> napi::Result<String> {
    to_text(&package(handle)?.limits()).map_err(throw)
}

#[napi]
pub fn write_archive(
    env: &Env,
    path: String,
    spec: String,
    token: Option<&CancelToken>,
) -> napi::Result<AsyncBlock<()>> {
    let spec: ArchiveSpec = from_text("spec", &spec).map_err(throw)?;
    promise(env, token, blocking(move || write(path, &spec)), Ok)
}
