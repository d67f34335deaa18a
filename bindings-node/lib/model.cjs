'use strict'

const native = require('./native.cjs')
const { decode, encode } = require('./codec.cjs')
const { guarded } = require('./signal.cjs')
const { pathOf } = require('./path.cjs')

/** Writes a synthetic project. */
async function writeProject(path, spec, options) {
  const text = encode(spec, 'spec')
  await guarded(options?.signal, (token) => native.writeProject(pathOf(path), text, token))
}

/** Writes a synthetic portable package. */
async function writePortable(path, spec, options) {
  const text = encode(spec, 'spec')
  await guarded(options?.signal, (token) => native.writePortable(pathOf(path), text, token))
}

/** What changes between two models. */
async function compareModels(before, after, options) {
  const [old, now] = [encode(before, 'before'), encode(after, 'after')]
  return decode(await guarded(options?.signal, (token) => native.compareModels(old, now, token)))
}

/** The model that the dump of a database's catalogue tells. */
async function readCatalogue(path, options) {
  return decode(await guarded(options?.signal, (token) => native.readCatalogue(pathOf(path), token)))
}

/** What the statements of a script do to the database. */
async function readScript(text, options) {
  return decode(await guarded(options?.signal, (token) => native.readScript(String(text), token)))
}

module.exports = { compareModels, readCatalogue, readScript, writePortable, writeProject }
