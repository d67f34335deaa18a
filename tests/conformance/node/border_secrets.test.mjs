// No way of printing, copying or serialising gives a secret away.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
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

test('a trace tells every call and no secret', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'border-'))
  const trace = path.join(folder, 'trace.log')
  const program = `
    import assert from 'node:assert/strict'
    import { Emulator } from 'mendix-deploy'
    const emulator = await Emulator.start()
    const client = emulator.client()
    await client.apps.list()
    const constants = [{ name: 'Orders.ApiUrl', value: 'planted-hunter2' }]
    await client.environments
      .writeSettings('orders/Test', { constants, customSettings: [], scheduledEvents: [] })
      .catch(({ code }) => assert.equal(code, 'mendixCloud.constant_not_found'))
    emulator.stop()`
  const run = (file) =>
    spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
      cwd: import.meta.dirname,
      env: { ...process.env, MENDIX_DEPLOY_TRACE: file },
    })
  const { status, stderr } = run(trace)
  assert.deepEqual([status, stderr], [0, ''])
  const told = readFileSync(trace, 'utf8')
  assert(told.includes('mendix_deploy.call'))
  assert(told.includes('apps.list'))
  assert(!told.includes('planted'))
  assert.equal(statSync(trace).mode & 0o077, 0)

  const refused = run(path.join(folder, 'none', 'trace.log'))
  assert.equal(refused.status, 1)
  assert.match(refused.stderr, /cannot be opened to trace into/)
})
