'use strict'

const native = require('./native.cjs')
const { decode, encode } = require('./codec.cjs')
const { guarded } = require('./signal.cjs')
const { make, nativeOf } = require('./handle.cjs')
const { secret } = require('./secret.cjs')

class Database {
  constructor() {
    throw new TypeError('use await Database.connect({ host, database, user, password })')
  }

  static async connect(options) {
    const { password, signal, ...rest } = options ?? {}
    const [given, text] = [secret(password, 'password'), encode(rest, 'options')]
    return make(Database, await guarded(signal, (token) => native.databaseConnect(given, text, token)))
  }

  get name() {
    return nativeOf(this).name
  }

  async catalogue(options) {
    return decode(await guarded(options?.signal, (token) => nativeOf(this).catalogue(token)))
  }

  async answer(changes, direction, options) {
    const [text, way] = [encode(changes, 'changes'), encode(direction ?? null, 'direction')]
    return decode(await guarded(options?.signal, (token) => nativeOf(this).answer(text, way, token)))
  }

  close() {
    nativeOf(this).close()
  }

  [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
    this.close()
  }
}

/** Decides again after questions were answered. */
async function decide(changes, options) {
  const text = encode(changes, 'changes')
  return decode(await guarded(options?.signal, (token) => native.decide(text, token)))
}

module.exports = { Database, decide }
