'use strict'

const { inspect } = require('node:util')

const native = require('./native.cjs')
const { decode, encode, sync } = require('./codec.cjs')
const { invalidInput } = require('./error.cjs')
const { guarded } = require('./signal.cjs')
const { bind, make, nativeOf } = require('./handle.cjs')
const { fromNative } = require('./secret.cjs')
const { pathOf } = require('./path.cjs')

/** Slots in the order given: an object of references by slot, or a list of requests. */
function requestsOf(requests) {
  const list = Symbol.iterator in Object(requests)
    ? Array.from(requests)
    : Object.entries(requests ?? {}).map(([slot, reference]) => ({ slot, reference }))
  return encode(list, 'requests')
}

class ResolvedSecrets {
  constructor() {
    throw new TypeError('use await resolver.resolve({ slot: reference })')
  }

  get slots() {
    return sync(() => nativeOf(this).slots)
  }

  get report() {
    return decode(sync(() => nativeOf(this).report))
  }

  get(slot) {
    return fromNative(sync(() => nativeOf(this).get(String(slot))))
  }

  scrub(text) {
    return sync(() => nativeOf(this).scrub(String(text)))
  }

  async run(command, options) {
    const { env, signal } = options ?? {}
    const [parts, variables] = [Array.from(command, String), encode(env ?? {}, 'env')]
    return decode(await guarded(signal, (token) => nativeOf(this).run(parts, variables, token)))
  }

  close() {
    nativeOf(this).close()
  }

  [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
    this.close()
  }

  [inspect.custom]() {
    return 'ResolvedSecrets {}'
  }
}

class Resolver {
  constructor(options) {
    const { folder, ...rest } = options ?? {}
    const text = encode(rest, 'options')
    const place = folder === undefined || folder === null ? undefined : pathOf(folder)
    bind(this, sync(() => new native.NativeResolver(text, place)))
  }

  async resolve(requests, options) {
    const { signal, ...rest } = options ?? {}
    const [asked, given] = [requestsOf(requests), encode(rest, 'options')]
    return make(ResolvedSecrets, await guarded(signal, (token) => nativeOf(this).resolve(asked, given, token)))
  }

  check(requests) {
    const asked = requestsOf(requests)
    return decode(sync(() => nativeOf(this).check(asked)))
  }

  async close() {
    await guarded(undefined, () => nativeOf(this).close())
  }

  async [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]() {
    await this.close()
  }
}

/** The native half of a resolver that is an argument. */
function resolverOf(value) {
  if (value === undefined || value === null) return undefined
  if (value instanceof Resolver) return nativeOf(value)
  throw invalidInput('secrets: expected a Resolver', 'secrets')
}

/** Reads a reference. */
function parseReference(text) {
  return decode(sync(() => native.parseReference(String(text))))
}

/** Reads a reference as another tool writes it. */
function importReference(text) {
  return decode(sync(() => native.importReference(String(text))))
}

module.exports = { ResolvedSecrets, Resolver, importReference, parseReference, resolverOf }
