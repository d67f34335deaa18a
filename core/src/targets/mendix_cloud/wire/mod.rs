//! The shapes that the platform's services send, and their way to the public models. Private: two generations of an
//! API lead to one model.

mod app;
mod backup;
mod decode;
mod environment;
mod epics;
mod package;
mod repository;
mod settings;

pub(crate) use app::{V1App, V4Apps};
pub(crate) use backup::{WireArchive, WireRestore, WireSnapshot, WireSnapshots};
pub(crate) use decode::{decode, decode_value, instant};
pub(crate) use environment::{
    Started, Starting, V1Environment, V4Environments, V4Permissions, WireScale, WireTag,
};
pub(crate) use epics::WireStories;
pub(crate) use package::{Built, UploadJob, Uploaded, V1Package};
pub(crate) use repository::{WireBranch, WireBranches, WireCommits};
pub(crate) use settings::{WireLogLink, WireSettings};
