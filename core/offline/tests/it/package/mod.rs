//! Reading and writing packages.

mod real;
mod roundtrip;
