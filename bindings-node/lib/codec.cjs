'use strict'

// Values as JSON text. What JSON would change silently is refused by name.

const { invalidInput, translated } = require('./error.cjs')
const { SecretValue } = require('./secret.cjs')

function encode(value, what) {
  return JSON.stringify(value, function (key, item) {
    const at = key === '' ? what : `${what}: ${key}`
    const raw = this[key]
    if (raw instanceof SecretValue) {
      throw invalidInput(`${at}: a SecretValue is no data; it would be written as its marker`, what)
    }
    if (raw instanceof Map || raw instanceof Set) {
      throw invalidInput(`${at}: expected plain data, got a ${raw.constructor.name}`, what)
    }
    if (typeof item === 'bigint') {
      const number = Number(item)
      if (!Number.isSafeInteger(number)) throw invalidInput(`${at}: ${item} is beyond 2^53 - 1`, what)
      return number
    }
    if (typeof item === 'number') {
      if (!Number.isFinite(item)) throw invalidInput(`${at}: expected a finite number, got ${item}`, what)
      if (Number.isInteger(item) && !Number.isSafeInteger(item)) {
        throw invalidInput(`${at}: ${item} is beyond 2^53 - 1`, what)
      }
    }
    if (typeof item === 'function' || typeof item === 'symbol') {
      throw invalidInput(`${at}: expected plain data, got a ${typeof item}`, what)
    }
    return item
  })
}

function decode(text) {
  return JSON.parse(text)
}

/** Calls a synchronous native function; what it throws becomes the right class. */
function sync(work) {
  try {
    return work()
  } catch (error) {
    throw translated(error)
  }
}

module.exports = { encode, decode, sync }
