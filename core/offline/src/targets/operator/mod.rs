//! Mendix on Kubernetes: the operator.

pub(super) mod effective;
pub(super) mod emit;
