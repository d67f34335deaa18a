//! The macros that make Rust types and `impl` blocks the only description of the public surface.
//!
//! * [`macro@model`] turns a plain type into data that crosses the border: serde with one canonical JSON
//!   (camelCase, `kind`-tagged unions, absent instead of null), and, behind the feature `json-schema` of the crate
//!   that uses it, a JSON schema. What the border cannot carry (tuple variants, generics, flattening) is a compile
//!   error at the field.
//!
//! * [`macro@surface`] makes an `impl` block the table of a group of calls: the block stays as it is, and a macro
//!   hands documentation, names, arguments and outputs to whoever expands it (the bindings, the manifest).
//!
//! The core does not know Python or Node; nor does this crate.

mod model;
mod private;
mod surface;

use proc_macro::TokenStream;

/// Makes a struct or an enum a model: data with one canonical JSON form.
///
/// On a struct: `Debug`, `Clone`, `PartialEq`, serde in camelCase. An `Option` field is left out when `None`; an
/// `Option`, `Vec` or `BTreeMap` field may be missing on input.
///
/// On an enum without fields: a closed set of words in camelCase, `Copy`, `Eq`, `Hash`, with `ALL`, `as_str` and
/// `Display`. On an enum with fields: a union tagged by `kind`.
///
/// A variant's name is its class in Python and its interface in TypeScript, so it is unique over all unions; where Rust
/// reads better with a shorter one, `#[class(Name)]` on the variant gives the other languages theirs.
///
/// `#[private]` on a field says that its value may be a credential: it is data like any other, and `Debug` prints `***`
/// in its place. The mark travels in the schema as `x-private`, so that Python's `repr` leaves the field out.
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

/// Makes the public methods of an `impl` block a group of the surface: `#[surface(environments)]`.
///
/// The block is emitted unchanged, with a macro `for_each_environments!` beside it that calls the macro it is given
/// with the documentation and name of the group and one row per public method:
///
/// ```text
/// @group
/// /// Environments of an app.
/// environments;
/// /// Starts the app.
/// call start(handle environment: Environment, text confirm: str, options options: StartOptions) -> StartJob;
/// ```
///
/// Shapes: `call` (`async fn … -> Result<T>`), `pager` (`fn … -> Pager<T>`), `operation`
/// (`async fn … -> Result<Operation<T>>`), `secret` (`async fn … -> Result<SecretValue>`).
///
/// Arguments: `text` (`&str`), `handle` (`&App`, `&Environment`, `&Landscape`, `&Package`, by their bare names),
/// `reference` (`&T`), `slice` (`&[T]`), `value` (`T`), `options` (a last `T` whose name ends with `Options`, or which is called `options`).
///
/// Anything else is a compile error at the method: write such methods by hand in another `impl` block. Rows name
/// types as the module of the block sees them; the expanding crate imports the same names. A group's name is used
/// once per crate.
#[proc_macro_attribute]
pub fn surface(name: TokenStream, item: TokenStream) -> TokenStream {
    surface::expand(name.into(), item.into())
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}
