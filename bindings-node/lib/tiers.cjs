'use strict'

const native = require('./native.cjs')
const { decode, sync } = require('./codec.cjs')

/** What environments of each tier usually are. */
function tierPresets() {
  return decode(sync(() => native.tierPresets()))
}

/** The plans of Mendix Cloud. */
function planCatalogue() {
  return decode(sync(() => native.planCatalogue()))
}

/** What an application with this many entities is recommended to get. */
function sizingAdvice(entities) {
  return decode(sync(() => native.sizingAdvice(entities)))
}

module.exports = { planCatalogue, sizingAdvice, tierPresets }
