// Generated from the Rust core by `cargo xtask generate`. Do not edit.

/**
 * The name of an environment: `app/environment`, for example `orders/production`.
 *
 * Both parts are not empty, hold neither `/` nor control characters and have no white space at the ends. Case is kept.
 */
export type Address = string
