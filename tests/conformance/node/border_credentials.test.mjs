// Credentials of a client: the login at a proxy reaches the proxy, and what is incomplete is refused, never left out.

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { inspect } from 'node:util'

import { Client, CredentialsRefusedError, InvalidInputError, SecretValue } from 'mendix-deploy'

const secret = () => new SecretValue('planted-secret')

test('the login at a proxy reaches the proxy', async (t) => {
  let asked
  const proxy = createServer((request, response) => {
    asked = request
    response.setHeader('content-type', 'application/json').end('[]')
  }).listen(0, '127.0.0.1')
  t.after(() => (proxy.close(), proxy.closeAllConnections()))
  await once(proxy, 'listening')
  const client = new Client({
    username: 'dana@example.com',
    apiKey: secret(),
    proxy: `http://127.0.0.1:${proxy.address().port}`,
    proxyUsername: 'planted-user',
    proxyPassword: new SecretValue('planted-secret-proxy'),
    endpoints: { deploy: 'http://127.0.0.1:9' },
  })
  assert.deepEqual(await client.apps.list(), [])
  assert.equal(asked.url, 'http://127.0.0.1:9/api/1/apps')
  const login = Buffer.from('planted-user:planted-secret-proxy').toString('base64')
  assert.equal(asked.headers['proxy-authorization'], `Basic ${login}`)
  assert(!inspect(client, { showHidden: true, depth: 9 }).includes('planted'))
})

test('half of a pair is refused although a token is given', () => {
  for (const [given, told] of [
    [{ username: 'dana@example.com' }, 'the user name is given without its API key'],
    [{ username: 'dana@example.com', apiKey: null }, 'the user name is given without its API key'],
    [{ apiKey: secret() }, 'the API key is given without its user name'],
    [{ proxyUsername: 'dana' }, 'the user name at the proxy is given without its password'],
    [{ proxyPassword: secret() }, 'the password at the proxy is given without its user name'],
    [{ username: '', apiKey: secret() }, 'the user name is empty'],
  ]) {
    assert.throws(
      () => new Client({ pat: secret(), ...given }),
      (error) => error instanceof CredentialsRefusedError && error.code === 'credentials.missing' && error.message.includes(told),
    )
  }
})

test('a login at no proxy is refused', () => {
  assert.throws(
    () => new Client({ proxyUsername: 'dana', proxyPassword: secret() }),
    (error) => error instanceof InvalidInputError && error.message.includes('name no `proxy`'),
  )
})

test('a plain text is no secret, and no secret is a user name', () => {
  for (const given of [{ username: 'dana@example.com', apiKey: 'planted-secret' }, { username: secret(), apiKey: secret() }]) {
    assert.throws(
      () => new Client(given),
      (error) => error instanceof InvalidInputError && !inspect(error).includes('planted-secret'),
    )
  }
})
