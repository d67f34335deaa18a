'use strict'

// A secret that no way of printing, copying or serialising gives away. `reveal()` is the one way out.

const { inspect } = require('node:util')

const MARKER = 'SecretValue(***)'
const KEY = Symbol('native')

class SecretValue {
  #native

  /** Secrets come out of the library. To make one yourself, give the text. */
  constructor(text, key) {
    const native = require('./native.cjs')
    this.#native = key === KEY ? text : new native.Secret(String(text))
    Object.freeze(this)
  }

  /** The secret itself. Strings of JavaScript cannot be wiped. */
  reveal() {
    return this.#native.reveal()
  }

  /** The secret as bytes that the caller can overwrite with `fill(0)`. */
  revealBuffer() {
    return this.#native.revealBuffer()
  }

  /** Whether both hold the same secret; takes the same time wherever they differ. */
  equals(other) {
    return other instanceof SecretValue && this.#native.equals(other.#native)
  }

  toString() {
    return MARKER
  }

  toJSON() {
    return MARKER
  }

  [Symbol.toPrimitive]() {
    return MARKER
  }

  get [Symbol.toStringTag]() {
    return 'SecretValue'
  }

  [inspect.custom]() {
    return MARKER
  }

  static [KEY](native) {
    return new SecretValue(native, KEY)
  }

  static native(secret) {
    return secret.#native
  }
}

const fromNative = SecretValue[KEY]
const toNative = SecretValue.native
delete SecretValue.native

/** The native half of a secret that is an argument; a text is refused, because it would be in every log. */
function secret(value, name) {
  if (value === undefined || value === null) return undefined
  if (value instanceof SecretValue) return toNative(value)
  const { invalidInput } = require('./error.cjs')
  throw invalidInput(`${name}: expected a SecretValue; wrap the text in new SecretValue(…)`, name)
}

module.exports = { SecretValue, fromNative, secret, toNative }
