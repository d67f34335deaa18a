// Decodes and encodes every golden value: through the package's own codec and the core, and back.
//
// usage: node values_node.mjs <package folder> <folder of golden values>

import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const [folder, golden] = process.argv.slice(2).map((each) => path.resolve(each))
const require = createRequire(path.join(folder, 'x.js'))
const native = require('./lib/native.cjs')
const { encode, decode } = require('./lib/codec.cjs')

const files = readdirSync(golden).filter((file) => file.endsWith('.json'))
assert(files.length > 0, 'no golden values')
for (const file of files) {
  const { type, input, output } = JSON.parse(readFileSync(path.join(golden, file), 'utf8'))
  const value = decode(native.roundTrip(type, encode(input, 'value')))
  assert.deepEqual(value, output, file)
  assert.deepEqual(decode(native.roundTrip(type, encode(value, 'value'))), output, `${file}, again`)
}
console.log(`${files.length} golden values`)
