//! The planner: orders, refusals, ways back, and the gate in front of a run.

mod approvals;
mod changes;
mod compared;
mod deploy;
mod document;
mod free;
mod gate;
mod observed;
mod promote;
mod property;
mod rendering;
mod simulate;
mod startable;
mod support;
mod undo;
