//! Windows: the Mendix Service Console.

pub(super) mod effective;
pub(super) mod emit;
