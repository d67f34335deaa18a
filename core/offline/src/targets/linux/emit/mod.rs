//! Files for Linux hosts.

mod m2ee;
mod portable;

pub(in crate::targets) use m2ee::emit as m2ee;
pub(in crate::targets) use portable::emit as portable;
