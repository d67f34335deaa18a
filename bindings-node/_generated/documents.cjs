// Generated from the Rust core by `cargo xtask generate`. Do not edit.
'use strict'

/** Documents and the newest version of each. */
module.exports = {
  report: 1,
  plan: 1,
  release: 1,
  incidentRecord: 1,
  changes: 1,
  configurationComparison: 1,
  importedLandscape: 1,
  landscape: 1,
}
