//! What touches a target's platform: its wire shapes, what is observed, what is done. One folder per target.

pub(crate) mod mendix_cloud;
