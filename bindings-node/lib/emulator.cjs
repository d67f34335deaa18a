'use strict'

const native = require('./native.cjs')
const { decode, encode, sync } = require('./codec.cjs')
const { guarded } = require('./signal.cjs')
const { make, nativeOf } = require('./handle.cjs')

class Emulator {
  constructor() {
    throw new TypeError('use await Emulator.start(seed)')
  }

  static async start(seed) {
    const text = encode(seed ?? {}, 'seed')
    return make(Emulator, await guarded(undefined, () => native.emulatorStart(text)))
  }

  get url() {
    return nativeOf(this).url
  }

  get nowMs() {
    return nativeOf(this).nowMs
  }

  client(options) {
    const { Client } = require('./client.cjs')
    const text = encode(options ?? {}, 'options')
    return new Client(sync(() => nativeOf(this).client(text)))
  }

  advance(milliseconds) {
    nativeOf(this).advance(milliseconds)
  }

  setAutoAdvance(milliseconds) {
    nativeOf(this).setAutoAdvance(milliseconds)
  }

  inject(fault) {
    const text = encode(fault, 'fault')
    return sync(() => nativeOf(this).inject(text))
  }

  clearFaults() {
    nativeOf(this).clearFaults()
  }

  apply(change) {
    const text = encode(change, 'change')
    return decode(sync(() => nativeOf(this).apply(text)))
  }

  reset() {
    nativeOf(this).reset()
  }

  stop() {
    nativeOf(this).stop()
  }

  [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
    this.stop()
  }

  static {
    for (const name of ['endpoints', 'credentials', 'effects', 'requests', 'state']) {
      Object.defineProperty(this.prototype, name, {
        get() {
          return decode(sync(() => nativeOf(this)[name]))
        },
        configurable: true,
      })
    }
  }
}

module.exports = { Emulator }
