'use strict'

// Pagers and operations: what a platform hands out piece by piece, and its jobs that go on without us.

const { decode } = require('./codec.cjs')
const { guarded } = require('./signal.cjs')
const { bind, nativeOf } = require('./handle.cjs')

class Pager {
  #signal

  constructor(key) {
    if (key !== Pager) throw new TypeError('pagers come from listings')
  }

  static of(native, signal) {
    const pager = bind(new Pager(Pager), native)
    pager.#signal = signal
    return pager
  }

  async *[Symbol.asyncIterator]() {
    for (;;) {
      const item = decode(await guarded(this.#signal, (token) => nativeOf(this).next(token)))
      if (item === null) return
      yield item
    }
  }

  async nextPage(options) {
    const signal = options?.signal ?? this.#signal
    return decode(await guarded(signal, (token) => nativeOf(this).nextPage(token)))
  }
}

// Never thenable: an operation that an async function returns would be awaited away.
class Operation {
  constructor() {
    throw new TypeError('operations come from calls')
  }

  get id() {
    return nativeOf(this).id
  }

  async *[Symbol.asyncIterator]() {
    for (;;) {
      const progress = decode(await guarded(undefined, (token) => nativeOf(this).nextProgress(token)))
      if (progress === null) return
      yield progress
    }
  }

  async wait(options) {
    return decode(await guarded(options?.signal, (token) => nativeOf(this).wait(token)))
  }

  async poll(options) {
    return decode(await guarded(options?.signal, (token) => nativeOf(this).poll(token)))
  }
}

module.exports = { Pager, Operation }
