'use strict'

// The base of all errors, and the way from an error of the core to the right class.

const MARK = 'mendix-deploy:'

class MendixDeployError extends Error {
  /** @param info the error as data, as documents keep it */
  constructor(info, options) {
    super(info.message, options)
    Object.assign(this, {
      errorClass: info.errorClass,
      code: info.code,
      call: info.call ?? '',
      remedy: info.remedy ?? '',
      retry: info.retry,
      effect: info.effect,
      context: info.context ?? {},
      causes: info.causes ?? [],
    })
    // Absent stays absent.
    for (const key of ['requestId', 'platformCode', 'detail']) {
      if (info[key] !== undefined) this[key] = info[key]
    }
  }
}

/** Gives each class its name on the prototype, where `Error` has its own. */
function named(classes) {
  for (const each of [MendixDeployError, ...Object.values(classes)]) {
    Object.defineProperty(each.prototype, 'name', { value: each.name, configurable: true, writable: true })
  }
}

/** The error of a class for this data. */
function fromInfo(info, options) {
  const { byClass } = require('../_generated/errors.cjs')
  return new (byClass[info.errorClass] ?? MendixDeployError)(info, options)
}

/** What was thrown, as the class it means; other errors as they are. */
function translated(error, options) {
  const message = error?.message
  if (typeof message !== 'string' || !message.startsWith(MARK)) return error
  return fromInfo(JSON.parse(message.slice(MARK.length)), options)
}

/** The error of an argument that this half of the package can refuse by itself. */
function invalidInput(message, argument) {
  return fromInfo({
    errorClass: 'invalidInput',
    code: 'input.invalid',
    message,
    remedy: 'Correct the argument that the message names.',
    retry: 'permanent',
    effect: 'none',
    context: { argument },
  })
}

module.exports = { MendixDeployError, named, fromInfo, translated, invalidInput }
