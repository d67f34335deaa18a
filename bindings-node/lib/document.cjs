'use strict'

// Documents are plain objects; these functions render, write, save and load them.

const native = require('./native.cjs')
const { decode, encode, sync } = require('./codec.cjs')
const { invalidInput } = require('./error.cjs')
const { guarded } = require('./signal.cjs')

function kindOf(document) {
  if (typeof document?.document === 'string') return document.document
  throw invalidInput('document: expected a document, such as a plan or a report', 'document')
}

function pathOf(path) {
  return path instanceof URL ? require('node:url').fileURLToPath(path) : String(path)
}

/** The document as text in a format. */
function render(document, format = 'text') {
  return sync(() => native.renderDocument(kindOf(document), encode(document, 'document'), format))
}

/** Writes the document in the format that the file's name says. */
async function write(document, path, options) {
  const [kind, text] = [kindOf(document), encode(document, 'document')]
  await guarded(options?.signal, (token) => native.writeDocument(kind, text, pathOf(path), token))
}

/** Saves the document as JSON. */
async function save(document, path, options) {
  const [kind, text] = [kindOf(document), encode(document, 'document')]
  await guarded(options?.signal, (token) => native.saveDocument(kind, text, pathOf(path), token))
}

/** Loads a saved document of a kind. */
async function load(kind, path, options) {
  return decode(await guarded(options?.signal, (token) => native.loadDocument(kind, pathOf(path), token)))
}

/** The report's findings as lines that GitHub shows beside the code. */
function annotate(report) {
  return render(report, 'github').split('\n').slice(0, -1)
}

module.exports = { render, write, save, load, annotate }
