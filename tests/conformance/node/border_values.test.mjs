// Values: what JSON would change silently is refused by name.

import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'

import { InvalidInputError } from 'mendix-deploy'

const require = createRequire(import.meta.resolve('mendix-deploy'))
const { encode, decode, sync } = require('./lib/codec.cjs')
const native = require('./lib/native.cjs')
const through = (type, value) => decode(sync(() => native.roundTrip(type, encode(value, type))))
const refused = (message) => (error) => {
  assert(error instanceof InvalidInputError, String(error))
  assert.match(error.message, message)
  return true
}
const scale = { instances: 1, memoryPerInstanceMb: 1, totalMemoryMb: 0 }

test('numbers: exact or refused', () => {
  const largest = { ...scale, memoryPerInstanceMb: Number.MAX_SAFE_INTEGER }
  assert.deepEqual(through('Scale', largest), largest)
  assert.deepEqual(through('Scale', { ...scale, memoryPerInstanceMb: 7n }), { ...scale, memoryPerInstanceMb: 7 })
  for (const number of [2 ** 53, 2n ** 63n, NaN, Infinity]) {
    assert.throws(() => through('Scale', { ...scale, memoryPerInstanceMb: number }), refused(/memoryPerInstanceMb/))
  }
  assert.throws(
    () => sync(() => native.roundTrip('Scale', '{"instances":1,"memoryPerInstanceMb":9007199254740993,"totalMemoryMb":0}')),
    /beyond 2\^53 - 1/,
  )
})

test('what JSON would lose is refused', () => {
  const made = { constants: [], scheduledEvents: [] }
  for (const value of [new Map([['a', 1]]), new Set([1]), () => 1, Symbol('x')]) {
    assert.throws(() => through('Settings', { ...made, customSettings: [{ value }] }), refused(/expected plain data/))
  }
})

test('dates become instants, undefined is absent', () => {
  const snapshot = through('Snapshot', { snapshotId: 's', state: 'running', createdAt: new Date(0), comment: undefined })
  assert.deepEqual(snapshot, { snapshotId: 's', state: 'running', createdAt: '1970-01-01T00:00:00Z' })
})

test('words of a newer platform are kept', () => {
  assert.equal(through('Snapshot', { snapshotId: 's', state: 'Hibernating' }).state, 'Hibernating')
})

test('wrong input is named by its path', () => {
  assert.throws(() => through('ClientOptions', { nope: 1 }), refused(/ClientOptions.*nope/))
  assert.throws(() => through('ClientOptions', { endpoints: { deploy: 3 } }), refused(/ClientOptions\.endpoints\.deploy/))
  assert.throws(() => through('ClientOptions', { caCertificates: 'ca.pem' }), refused(/caCertificates/))
})
