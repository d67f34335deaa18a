'use strict'

const native = require('./native.cjs')
const { decode, encode } = require('./codec.cjs')
const { guarded } = require('./signal.cjs')

/** Configurations side by side, one column each. */
async function compareConfigurations(columns, options) {
  const text = encode(columns, 'columns')
  return decode(await guarded(options?.signal, (token) => native.compareConfigurations(text, token)))
}

module.exports = { compareConfigurations }
