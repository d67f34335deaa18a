'use strict'

const native = require('./native.cjs')
const { decode, encode, sync } = require('./codec.cjs')
const { invalidInput } = require('./error.cjs')
const { guarded } = require('./signal.cjs')
const { make, nativeOf } = require('./handle.cjs')
const { pathOf } = require('./path.cjs')

class Package {
  constructor() {
    throw new TypeError('use await Package.open(path)')
  }

  static async open(path, options) {
    return make(Package, await guarded(options?.signal, (token) => native.packageOpen(pathOf(path), token)))
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

  async model(options) {
    return decode(await guarded(options?.signal, (token) => native.packageModel(nativeOf(this), token)))
  }

  async changesSince(old, options) {
    const other = nativeOf(old)
    if (other === undefined) throw invalidInput('old: expected a package that was opened', 'old')
    return decode(await guarded(options?.signal, (token) => native.packageChangesSince(nativeOf(this), other, token)))
  }

  async modelDigest(options) {
    const digest = await guarded(options?.signal, (token) => native.packageModelDigest(nativeOf(this), token))
    return digest ?? undefined
  }

  async contentDigests(options) {
    return decode(await guarded(options?.signal, (token) => native.packageContentDigests(nativeOf(this), token)))
  }

  sbom(options) {
    return guarded(options?.signal, (token) => native.packageSbom(nativeOf(this), token))
  }

  async verifyContents(options) {
    return decode(await guarded(options?.signal, (token) => native.packageVerifyContents(nativeOf(this), token)))
  }

  async portableConfiguration(options) {
    return decode(await guarded(options?.signal, (token) => native.packagePortableConfiguration(nativeOf(this), token)))
  }

  limits() {
    return decode(sync(() => native.packageLimits(nativeOf(this))))
  }
}

/** Writes a synthetic deployment archive. */
async function writeArchive(path, spec, options) {
  const text = encode(spec ?? {}, 'spec')
  await guarded(options?.signal, (token) => native.writeArchive(pathOf(path), text, token))
}

/** Writes a checksum file for packages. */
async function writeChecksums(path, packages, options) {
  const handles = Array.from(packages, nativeOf)
  if (handles.includes(undefined)) throw invalidInput('packages: expected packages that were opened', 'packages')
  await guarded(options?.signal, (token) => native.writeChecksums(pathOf(path), handles, token))
}

/** Checks every file that a checksum file names. */
async function verifyChecksums(path, options) {
  return decode(await guarded(options?.signal, (token) => native.verifyChecksums(pathOf(path), token)))
}

module.exports = { Package, verifyChecksums, writeArchive, writeChecksums }
