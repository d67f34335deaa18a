// Resolver and resolved secrets from Node: files, variables, and no way for a value to get out.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import util from 'node:util'
import v8 from 'node:v8'

import {
  Emulator,
  InvalidInputError,
  Landscape,
  Resolver,
  SecretsUnresolvedError,
  importReference,
  parseReference,
  writeArchive,
} from 'mendix-deploy'

const PLANTED = 'planted-secret-hunter2-7Qx'
const folder = mkdtempSync(path.join(tmpdir(), 'resolver-'))
writeFileSync(path.join(folder, 's.json'), JSON.stringify({ one: PLANTED, two: 2, nil: null }))
writeFileSync(path.join(folder, 's.yaml'), `one: ${PLANTED}\n`)
writeFileSync(path.join(folder, 'bytes'), Buffer.from([0xff, 0, 1]))

test('references are data', () => {
  const reference = parseReference('vault+prod://secret/app?version=3#password')
  assert.deepEqual([reference.store, reference.object, reference.query], ['prod', 'secret/app', { version: '3' }])
  assert.deepEqual(parseReference(reference.canonical), reference)
  assert.equal(importReference('ref+vault://a/b#/k').canonical, 'vault://a/b#k')
  assert.throws(
    () => parseReference('vault://a//b?vesion=3#/x~2'),
    (error) => {
      assert(error instanceof InvalidInputError)
      assert.deepEqual(
        error.detail.failures.map(({ code, position }) => [code, position]),
        [['secrets.bad_object', 10], ['secrets.unknown_query_key', 13], ['secrets.bad_selector', 24]],
      )
      return true
    },
  )
})

test('all or none', async () => {
  const wanted = {
    a: 'file://./s.json#one',
    b: 'x${secret:file://./s.yaml#one}y',
    c: 'file://./bytes?as=bytes',
  }
  const resolver = new Resolver({ folder })
  const secrets = await resolver.resolve(wanted)
  assert.deepEqual(secrets.slots, ['a', 'b', 'c'])
  assert.equal(secrets.get('a').reveal(), PLANTED)
  assert.equal(secrets.get('b').reveal(), `x${PLANTED}y`)
  assert.deepEqual([...secrets.get('c').revealBuffer()], [0xff, 0, 1])
  assert.equal(secrets.scrub(`<${PLANTED}>`), '<***>')
  assert.deepEqual(secrets.report.failures, [])
  secrets.close()
  assert.throws(() => secrets.get('a'), InvalidInputError)
  const bad = {
    x: 'file://./none',
    n: 'file://./s.json#nil',
    y: 'env://MENDIX_DEPLOY_NEVER_SET',
    p: 'vault://x',
  }
  await assert.rejects(resolver.resolve({ ...wanted, ...bad }), (error) => {
    assert(error instanceof SecretsUnresolvedError)
    assert.deepEqual(
      error.detail.failures.map(({ code }) => code),
      ['secrets.not_found', 'secrets.null_value', 'secrets.not_found', 'secrets.bad_object'],
    )
    assert(!util.inspect(error, { depth: 9 }).includes('hunter2'))
    return true
  })
  assert.deepEqual(resolver.check(bad).map(({ code }) => code), ['secrets.bad_object'])
  await resolver.close()
})

test('a program gets a secret and says nothing', { skip: process.platform === 'win32' }, async () => {
  const resolver = new Resolver({ folder })
  const secrets = await resolver.resolve([{ slot: 'a', reference: 'file://./s.json#one' }])
  const done = await secrets.run(['sh', '-c', 'printf "%s" "$P"; exit 3'], { env: { P: 'a' } })
  assert.deepEqual([done.exitCode, done.stdout], [3, '***'])
  await assert.rejects(secrets.run(['echo', PLANTED]), (error) => !util.inspect(error, { depth: 9 }).includes('hunter2'))
})

test('nothing prints or copies them', async () => {
  const secrets = await new Resolver({ folder }).resolve({ a: 'file://./s.json#one' })
  const shown = [
    `${secrets}`,
    util.inspect(secrets, { showHidden: true, depth: 9, getters: true }),
    util.inspect(secrets, { showHidden: true, depth: 9, getters: true, customInspect: false }),
    JSON.stringify(secrets),
    JSON.stringify(secrets.report),
    util.format('%s %o %O %j', secrets, secrets, secrets, secrets),
    v8.serialize(structuredClone(secrets)).toString('latin1'),
  ]
  for (const text of shown) assert(!text.includes('hunter2'), text)
})

test('the process ends after a resolution', () => {
  const { status, stdout, signal } = spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { Resolver } from 'mendix-deploy'
       const secrets = await new Resolver({ folder: ${JSON.stringify(folder)} }).resolve({ a: 'file://./s.json#one' })
       console.log(secrets, String(secrets.get('a')))`,
    ],
    { encoding: 'utf8', cwd: import.meta.dirname, timeout: 60_000 },
  )
  assert.equal(signal, null)
  assert.equal(status, 0)
  assert(stdout.includes('SecretValue(***)') && !stdout.includes('hunter2'), stdout)
})

test('a run resolves what the landscape refers to', async () => {
  const journal = mkdtempSync(path.join(tmpdir(), 'resolver-run-'))
  const pack = path.join(journal, 'orders.mda')
  const constants = [{ name: 'Mail.Key', type: 'String', defaultValue: 'none', description: '' }]
  await writeArchive(pack, { projectName: 'Orders', modelVersion: '1.0.0', constants })
  const platform = await Emulator.start()
  try {
    await platform.apply({
      kind: 'addPackage', app: 'orders', environment: 'Production', running: true, path: pack, name: 'orders.mda',
    })
    const landscape = await Landscape.parse(`version: 1
apps:
  orders:
    preset: threeEnvironments
    environments:
      production:
        constants: {Mail.Key: 'file://./s.json#one'}
`)
    const client = platform.client()
    const plan = await client.plan(landscape.environment('orders/production'), { kind: 'configure', restart: false })
    await assert.rejects(client.start(plan, { journal, actor: 'test' }), InvalidInputError)
    await assert.rejects(client.start(plan, { journal, actor: 'test', secrets: {} }), InvalidInputError)
    const secrets = new Resolver({ folder })
    await (await client.start(plan, { journal, actor: 'test', secrets })).result()
    const settings = await client.environments.settings('orders/production')
    assert.equal(settings.constants.find(({ name }) => name === 'Mail.Key').value, PLANTED)
    for (const entry of readdirSync(journal, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || entry.name.endsWith('.mda')) continue
      assert(!readFileSync(path.join(entry.parentPath ?? entry.path, entry.name)).includes(PLANTED), entry.name)
    }
    await client.close()
  } finally {
    await platform.stop()
  }
})
