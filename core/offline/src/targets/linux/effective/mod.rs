//! What the runtime of a Linux host would see.

mod m2ee;
mod merge;
mod portable;

pub(in crate::targets) use m2ee::evaluate as m2ee;
pub(in crate::targets) use portable::evaluate as portable;
