// Generated from the Rust core by `cargo xtask generate`. Do not edit.
import type { CallOptions } from '../lib/handles.js'
