'use strict'

const native = require('./native.cjs')
const { decode, encode, sync } = require('./codec.cjs')
const { guarded } = require('./signal.cjs')
const { bind, nativeOf } = require('./handle.cjs')
const { invalidInput } = require('./error.cjs')
const { resolverOf } = require('./resolver.cjs')
const { runOf } = require('./run.cjs')
const { secret } = require('./secret.cjs')
const { groups } = require('../_generated/calls.cjs')

function text(value, name) {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value
  throw invalidInput(`${name}: expected a text, got a ${typeof value}`, name)
}

class Client {
  #groups = {}

  constructor(options) {
    if (options instanceof native.NativeClient) {
      bind(this, options)
      return
    }
    const { username, apiKey, pat, proxyUsername, proxyPassword, ...rest } = options ?? {}
    bind(
      this,
      sync(
        () =>
          new native.NativeClient(
            text(username, 'username'),
            secret(apiKey, 'apiKey'),
            secret(pat, 'pat'),
            text(proxyUsername, 'proxyUsername'),
            secret(proxyPassword, 'proxyPassword'),
            encode(rest, 'options'),
          ),
      ),
    )
  }

  static fromEnv() {
    return new Client(sync(() => native.NativeClient.fromEnv()))
  }

  get hosts() {
    return decode(nativeOf(this).hosts)
  }

  get username() {
    return nativeOf(this).username ?? undefined
  }

  async plan(environment, change, options) {
    const { signal, ...rest } = options ?? {}
    const { Environment } = require('./landscape.cjs')
    if (!(environment instanceof Environment)) throw invalidInput('environment: expected an Environment', 'environment')
    const [wanted, given] = [encode(change, 'change'), encode(rest, 'options')]
    return decode(
      await guarded(signal, (token) => nativeOf(this).plan(nativeOf(environment), wanted, given, token)),
    )
  }

  async start(plan, options) {
    const { secrets, signal, ...rest } = options ?? {}
    const [text, given, resolver] = [encode(plan, 'plan'), encode(rest, 'options'), resolverOf(secrets)]
    return runOf(await guarded(signal, (token) => nativeOf(this).start(text, given, resolver, token)), signal)
  }

  async resume(run, options) {
    const { secrets, signal, ...rest } = options ?? {}
    const [given, resolver] = [encode(rest, 'options'), resolverOf(secrets)]
    return runOf(await guarded(signal, (token) => nativeOf(this).resume(String(run), given, resolver, token)), signal)
  }

  async activity(address, options) {
    const { signal, ...rest } = options ?? {}
    const given = encode(rest, 'options')
    return decode(await guarded(signal, (token) => nativeOf(this).activity(String(address), given, token)))
  }

  /** Stops every run of this client at its next safe point; gives the ids of the runs to resume. */
  async close() {
    return decode(await guarded(undefined, () => nativeOf(this).leave()))
  }

  async [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]() {
    await this.close()
  }

  static {
    for (const [name, Group] of Object.entries(groups)) {
      Object.defineProperty(this.prototype, name, {
        get() {
          return (this.#groups[name] ??= new Group(nativeOf(this)))
        },
        configurable: true,
      })
    }
  }
}

module.exports = { Client }
