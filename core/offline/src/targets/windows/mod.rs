//! Windows: the Mendix Service Console.

pub(super) mod effective;
