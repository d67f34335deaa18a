//! Comparisons, and what databases and scripts say.

mod catalogue;
