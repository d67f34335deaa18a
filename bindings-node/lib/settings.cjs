'use strict'

const native = require('./native.cjs')
const { decode, encode, sync } = require('./codec.cjs')

/** A runtime setting by its name, and what was probably meant when there is none. */
function runtimeSetting(name) {
  return decode(sync(() => native.runtimeSetting(String(name))))
}

/** Every runtime setting that is known. */
function runtimeSettings() {
  return decode(sync(() => native.runtimeSettings()))
}

/** What is wrong with a setting's name or value. */
function checkSetting(name, value, options) {
  const target = options?.target === undefined ? undefined : encode(options.target, 'target')
  return decode(sync(() => native.checkSetting(String(name), String(value), options?.runtimeVersion, target)))
}

module.exports = { checkSetting, runtimeSetting, runtimeSettings }
