//! Comparisons, and what databases and scripts say.

mod catalogue;
mod ddl;
