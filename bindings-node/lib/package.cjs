'use strict'

const native = require('./native.cjs')
const { decode, encode, sync } = require('./codec.cjs')
const { guarded } = require('./signal.cjs')
const { make, nativeOf } = require('./handle.cjs')

class Package {
  constructor() {
    throw new TypeError('use await Package.open(path)')
  }

  static async open(path, options) {
    const text = path instanceof URL ? require('node:url').fileURLToPath(path) : String(path)
    return make(Package, await guarded(options?.signal, (token) => native.packageOpen(text, token)))
  }

  get path() {
    return native.packagePath(nativeOf(this))
  }

  get info() {
    return decode(sync(() => native.packageInfo(nativeOf(this))))
  }

  digest(options) {
    return guarded(options?.signal, (token) => native.packageDigest(nativeOf(this), token))
  }

  limits() {
    return decode(sync(() => native.packageLimits(nativeOf(this))))
  }
}

/** Writes a synthetic deployment archive. */
async function writeArchive(path, spec, options) {
  const text = encode(spec ?? {}, 'spec')
  await guarded(options?.signal, (token) => native.writeArchive(String(path), text, token))
}

module.exports = { Package, writeArchive }
