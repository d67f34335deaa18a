// Generated from the Rust core by `cargo xtask generate`. Do not edit.
'use strict'

// The native module must have the same.
module.exports = '0.1.0'
