//! Linux hosts: m2ee-tools, and portable packages.

pub(in crate::targets) mod effective;
pub(in crate::targets) mod emit;
