// No way of printing, copying or serialising gives a secret away.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import util from 'node:util'
import v8 from 'node:v8'

import { InvalidInputError, SecretValue } from 'mendix-deploy'
import { createRequire } from 'node:module'

const PLANTED = 'planted-hunter2-Ü'
const MARKER = 'SecretValue(***)'

test('reveal is the way out', () => {
  const secret = new SecretValue(PLANTED)
  assert.equal(secret.reveal(), PLANTED)
  const bytes = secret.revealBuffer()
  assert.equal(bytes.toString(), PLANTED)
  bytes.fill(0)
  assert.equal(secret.reveal(), PLANTED)
})

test('nothing that prints shows it', () => {
  const secret = new SecretValue(PLANTED)
  const shown = [
    `${secret}`,
    String(secret),
    '' + secret,
    JSON.stringify({ secret, list: [secret] }),
    util.inspect(secret, { showHidden: true, depth: 9, getters: true }),
    util.inspect({ nested: { secret } }, { depth: 9, customInspect: false, showHidden: true }),
    util.format('%s %o %O %j %d', secret, secret, secret, secret, secret),
    Object.prototype.toString.call(secret),
    JSON.stringify(Object.getOwnPropertyDescriptors(secret)),
    JSON.stringify(Reflect.ownKeys(secret)),
  ]
  for (const text of shown) assert(!text.includes('hunter2'), text)
  assert.equal(shown[0], MARKER)
  try {
    assert.deepEqual({ secret }, { secret: 'x' })
    assert.fail('must differ')
  } catch (error) {
    assert(!util.inspect(error).includes('hunter2'))
  }
})

test('console and table print the marker', () => {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { SecretValue } from 'mendix-deploy'
       const s = new SecretValue('planted-' + 'hunter2')
       console.log(s, [s]); console.table([{ s }]); console.dir({ s }, { depth: null, showHidden: true }); console.error(s)
       throw Object.assign(new Error('x'), { s })`,
    ],
    { encoding: 'utf8', cwd: import.meta.dirname },
  )
  assert.equal(status, 1)
  assert(stdout.includes(MARKER))
  assert(!(stdout + stderr).replaceAll("'planted-' + 'hunter2'", '').includes('hunter2'))
})

test('nothing that copies takes it', () => {
  const secret = new SecretValue(PLANTED)
  assert.deepEqual(Object.keys(structuredClone(secret)), [])
  assert(!v8.serialize(secret).includes('hunter2'))
  assert.deepEqual({ ...secret }, {})
  assert.deepEqual(Object.getOwnPropertyNames(secret), [])
  assert.throws(() => SecretValue.prototype.reveal.call({ ...secret }), TypeError)
  assert.throws(() => Object.assign(secret, { note: 1 }), TypeError)
})

test('comparison', () => {
  const secret = new SecretValue(PLANTED)
  assert(secret.equals(new SecretValue(PLANTED)))
  assert(!secret.equals(new SecretValue('other')))
  assert(!secret.equals(PLANTED))
})

test('a secret is no data, and a wrong argument is not told', () => {
  const require = createRequire(import.meta.resolve('mendix-deploy'))
  const { encode, sync } = require('./lib/codec.cjs')
  const native = require('./lib/native.cjs')
  assert.throws(() => encode({ a: [new SecretValue(PLANTED)] }, 'options'), InvalidInputError)
  const text = encode({ instances: PLANTED, memoryPerInstanceMb: 1, totalMemoryMb: 1 }, 'scale')
  assert.throws(
    () => sync(() => native.roundTrip('Scale', text)),
    (error) => error instanceof InvalidInputError && /instances/.test(error.message) && !util.inspect(error).includes('hunter2'),
  )
})
