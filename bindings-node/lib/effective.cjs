'use strict'

const { inspect } = require('node:util')
const native = require('./native.cjs')
const { decode, encode, sync } = require('./codec.cjs')
const { invalidInput } = require('./error.cjs')
const { make, nativeOf } = require('./handle.cjs')

class EffectiveConfiguration {
  constructor() {
    throw new TypeError('use EffectiveConfiguration.evaluate(input, package) or environment.effective(package)')
  }

  static evaluate(input, pkg) {
    const text = encode(input, 'input')
    const handle = nativeOf(pkg)
    if (handle === undefined) throw invalidInput('package: expected a package that was opened', 'package')
    return make(EffectiveConfiguration, sync(() => native.effectiveEvaluate(text, handle)))
  }

  get data() {
    return decode(sync(() => native.effectiveData(nativeOf(this))))
  }

  get values() {
    return decode(sync(() => native.effectiveValues(nativeOf(this))))
  }

  get constants() {
    return decode(sync(() => native.effectiveConstants(nativeOf(this))))
  }

  get runtimeSettings() {
    return decode(sync(() => native.effectiveRuntimeSettings(nativeOf(this))))
  }

  get findings() {
    return decode(sync(() => native.effectiveFindings(nativeOf(this))))
  }

  get startFailure() {
    const text = sync(() => native.effectiveStartFailure(nativeOf(this)))
    return text == null ? undefined : decode(text)
  }

  value(name) {
    const text = sync(() => native.effectiveValue(nativeOf(this), String(name)))
    return text == null ? undefined : decode(text)
  }

  explain(name) {
    return decode(sync(() => native.effectiveExplain(nativeOf(this), String(name))))
  }

  // Values may be secrets: only their number is shown.
  [inspect.custom]() {
    return `[${native.effectiveShown(nativeOf(this))}]`
  }
}

/** The variable that sets a constant. */
function constantVariable(constant) {
  return sync(() => native.constantVariable(String(constant)))
}

/** The variable that sets a runtime setting. */
function settingVariable(setting) {
  return sync(() => native.settingVariable(String(setting))) ?? undefined
}

/** The runtime setting that a variable sets. */
function settingOfVariable(variable) {
  return native.settingOfVariable(String(variable)) ?? undefined
}

/** The constants that a variable sets. */
function constantsOfVariable(variable, constants) {
  return native.constantsOfVariable(String(variable), Array.from(constants, String))
}

/** Constants that share a variable. */
function nameCollisions(constants) {
  return decode(sync(() => native.nameCollisions(Array.from(constants, String))))
}

/** How the buildpacks read a variable. */
function readVariable(variable, constants) {
  return decode(sync(() => native.readVariable(String(variable), Array.from(constants, String))))
}

/** Takes a connection string apart. */
function parseConnection(text) {
  return decode(sync(() => native.parseConnection(String(text))))
}

/** Writes a connection. */
function printConnection(connection) {
  const text = encode(connection, 'connection')
  return sync(() => native.printConnection(text))
}

/** Writes a connection string in another form. */
function convertConnection(text, form) {
  const wanted = encode(form, 'form')
  return sync(() => native.convertConnection(String(text), wanted))
}

/** Whether two connection strings lead to one database. */
function sameDatabase(one, other) {
  return decode(sync(() => native.sameDatabase(String(one), String(other))))
}

module.exports = {
  EffectiveConfiguration,
  constantVariable,
  constantsOfVariable,
  convertConnection,
  nameCollisions,
  parseConnection,
  printConnection,
  readVariable,
  sameDatabase,
  settingOfVariable,
  settingVariable,
}
