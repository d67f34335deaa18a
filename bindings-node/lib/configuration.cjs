'use strict'

const native = require('./native.cjs')
const { decode, encode } = require('./codec.cjs')
const { guarded } = require('./signal.cjs')

/** Configurations side by side, one column each. */
async function compareConfigurations(columns, options) {
  const text = encode(columns, 'columns')
  return decode(await guarded(options?.signal, (token) => native.compareConfigurations(text, token)))
}

/** What a team has today, read into a landscape, with a report of what was understood, doubtful and ignored. */
async function importConfiguration(source, options) {
  const { signal, ...rest } = options ?? {}
  const [from, how] = [encode(source, 'source'), encode(rest, 'options')]
  return decode(await guarded(signal, (token) => native.importConfiguration(from, how, token)))
}

module.exports = { compareConfigurations, importConfiguration }
