//! The macros that make Rust types and `impl` blocks the only description of the public surface.
//!
//! * [`macro@model`] turns a plain type into data that crosses the border: serde with one canonical JSON
//!   (camelCase, `kind`-tagged unions, absent instead of null), and, behind the feature `json-schema` of the crate
//!   that uses it, a JSON schema. What the border cannot carry (tuple variants, generics, flattening) is a compile
//!   error at the field.
//!
//! The core does not know Python or Node; nor does this crate.

mod model;

use proc_macro::TokenStream;

/// Makes a struct or an enum a model: data with one canonical JSON form.
///
/// On a struct: `Debug`, `Clone`, `PartialEq`, serde in camelCase. An `Option` field is left out when `None`; an
/// `Option`, `Vec` or `BTreeMap` field may be missing on input.
///
/// On an enum without fields: a closed set of words in camelCase, `Copy`, `Eq`, `Hash`, with `ALL`, `as_str` and
/// `Display`. On an enum with fields: a union tagged by `kind`.
///
/// Arguments: `options` (a `#[non_exhaustive]` struct with `Default`, one chained setter per field, unknown fields
/// refused), `input` (unknown fields refused), `ordered` (derives `PartialOrd` and `Ord` in the order written),
/// `eq` (also derives `Eq`).
#[proc_macro_attribute]
pub fn model(arguments: TokenStream, item: TokenStream) -> TokenStream {
    model::expand(arguments.into(), item.into())
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}
