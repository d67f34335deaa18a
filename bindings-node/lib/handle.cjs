'use strict'

// Between the classes people see and their native halves, which nobody sees.

const natives = new WeakMap()

/** Binds the native half of a handle. */
function bind(handle, native) {
  natives.set(handle, native)
  return handle
}

/** The native half of a handle; undefined for anything else. */
function nativeOf(handle) {
  return typeof handle === 'object' && handle !== null ? natives.get(handle) : undefined
}

/** Makes a handle without running the constructor that users may not call. */
function make(Class, native) {
  return bind(Object.create(Class.prototype), native)
}

module.exports = { bind, nativeOf, make }
