'use strict'

const { decode, sync } = require('./codec.cjs')
const { guarded } = require('./signal.cjs')
const { make, nativeOf } = require('./handle.cjs')

// A run is never thenable: a thenable that an async function returns is awaited away.
class Run {
  constructor() {
    throw new TypeError('use await client.start(plan)')
  }

  get id() {
    return nativeOf(this).id
  }

  get journal() {
    return nativeOf(this).journal
  }

  get isOver() {
    return nativeOf(this).isOver
  }

  get progress() {
    return decode(sync(() => nativeOf(this).progress())) ?? undefined
  }

  stop() {
    nativeOf(this).stop()
  }

  async result(options) {
    return decode(await guarded(options?.signal, (token) => nativeOf(this).result(token)))
  }

  async *events(options) {
    let after = options?.after ?? 0
    for (;;) {
      const event = decode(await guarded(options?.signal, (token) => nativeOf(this).nextEvent(after, token)))
      if (event === null) return
      after = event.number
      yield event
    }
  }

  [Symbol.asyncIterator]() {
    return this.events()
  }
}

/** A run; the caller's signal stops it at its next safe point. */
function runOf(native, signal) {
  const run = make(Run, native)
  if (signal) {
    const stop = () => native.stop()
    if (signal.aborted) stop()
    else {
      signal.addEventListener('abort', stop, { once: true })
      const done = () => signal.removeEventListener('abort', stop)
      native.result(undefined).then(done, done)
    }
  }
  return run
}

module.exports = { Run, runOf }
