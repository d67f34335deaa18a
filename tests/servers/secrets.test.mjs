// Secrets from Node, on a real OpenBao: `cargo xtask secrets` says where its program is.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import util from 'node:util'

import { Resolver, SecretsUnresolvedError } from 'mendix-deploy'

const ROOT = 'root-' + 'planted-secret-of-openbao'
const PLANTED = 'planted-secret-' + 'hunter2-7Qx'
const folder = mkdtempSync(path.join(tmpdir(), 'secrets-'))
let address
let child

async function call(method, where, body) {
  const answer = await fetch(`${address}/v1/${where}`, {
    method,
    headers: { 'X-Vault-Token': ROOT },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  assert(answer.ok, `${method} ${where}: ${answer.status}`)
  const text = await answer.text()
  return text ? JSON.parse(text) : {}
}

before(async () => {
  const port = await new Promise((resolve) => {
    const free = createServer().listen(0, '127.0.0.1', () => {
      const { port } = free.address()
      free.close(() => resolve(port))
    })
  })
  address = `http://127.0.0.1:${port}`
  child = spawn(
    process.env.MENDIX_DEPLOY_TEST_BAO,
    ['server', '-dev', '-dev-no-store-token', `-dev-root-token-id=${ROOT}`, `-dev-listen-address=127.0.0.1:${port}`],
    { env: { HOME: folder }, stdio: 'ignore' },
  )
  const until = Date.now() + 60_000
  for (;;) {
    try {
      await call('GET', 'sys/health')
      break
    } catch (error) {
      assert.equal(child.exitCode, null, 'the server ended')
      assert(Date.now() < until, error)
      await pause(20)
    }
  }
  await call('POST', 'secret/data/app/db', { data: { one: PLANTED, o: { p: 1 }, nil: null } })
  await call('POST', 'secret/data/gone', { data: { one: PLANTED } })
  await call('DELETE', 'secret/data/gone')
  await call('PUT', 'sys/policies/acl/some', { policy: 'path "secret/data/app/*" { capabilities = ["read"] }' })
})

after(() => child?.kill('SIGKILL'))

function resolver(token = ROOT) {
  const file = path.join(folder, `token-${token.length}`)
  writeFileSync(file, `${token}\n`)
  const auth = { kind: 'token', token: `file://${file}` }
  return new Resolver({ stores: { it: { kind: 'vault', address, auth } } })
}

test('values, report and lock', async () => {
  const it = resolver()
  const secrets = await it.resolve({ a: 'vault://secret/app/db#one', b: 'vault+it://secret/app/db#/o/p' })
  assert.equal(secrets.get('a').reveal(), PLANTED)
  assert.equal(secrets.get('b').reveal(), '1')
  const { report } = secrets
  assert.deepEqual(report.secrets.map(({ slot, version }) => [slot, version]), [['a', '1'], ['b', '1']])
  assert.equal(report.requests, 2)
  await call('POST', 'secret/data/app/db', { data: { one: 'newer' } })
  const lock = report.secrets.slice(0, 1).map(({ reference, version }) => ({ reference, version }))
  const wanted = { a: 'vault://secret/app/db#one' }
  assert.equal((await it.resolve(wanted, { lock })).get('a').reveal(), PLANTED)
  assert.equal((await it.resolve(wanted, { refresh: true })).get('a').reveal(), 'newer')
  await call('POST', 'secret/data/app/db', { data: { one: PLANTED, o: { p: 1 }, nil: null } })
  await it.close()
})

test('each failure has its code', async () => {
  const wanted = {
    'vault://secret/none#k': 'secrets.not_found',
    'vault://secret/gone#one': 'secrets.deleted',
    'vault://secret/app/db?engine=kv1#one': 'secrets.wrong_engine',
    'vault://secret/app/db#two': 'secrets.selector_not_found',
    'vault://secret/app/db#nil': 'secrets.null_value',
    'vault://secret/app/db#o': 'secrets.not_scalar',
    'vault://secret/app/db': 'secrets.selector_required',
    'k8s://ns/name#key': 'secrets.feature_not_built',
  }
  const fails = async (it, requests) => {
    try {
      await it.resolve(requests)
    } catch (error) {
      assert(error instanceof SecretsUnresolvedError)
      assert.equal(error.code, 'secrets.unresolved')
      assert(!util.inspect(error, { depth: 9 }).includes(PLANTED))
      return error.detail.failures
    } finally {
      await it.close()
    }
    assert.fail('must fail')
  }
  const requests = Object.fromEntries(Object.keys(wanted).map((reference) => [reference, reference]))
  const failures = await fails(resolver(), { ...requests, fine: 'vault://secret/app/db#one' })
  assert.deepEqual(failures.map(({ slots, code }) => [slots[0], code]), Object.entries(wanted))
  const made = await call('POST', 'auth/token/create', { policies: ['some'] })
  const denied = await fails(resolver(made.auth.client_token), { a: 'vault://secret/other#k' })
  assert.equal(denied[0].code, 'secrets.permission_denied')
  const wrong = await fails(resolver('s.wrong'), { a: 'vault://secret/other#k' })
  assert.equal(wrong[0].code, 'secrets.auth_failed')
})
