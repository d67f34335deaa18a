// Generated from the Rust core by `cargo xtask generate`. Do not edit.
'use strict'

const { Group, call } = require('../lib/group.cjs')

const groups = {
}

module.exports = {
  groups,
}
