// What happens at run time: signals, progress, streams, iterators, the end of the process.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createReadStream, mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { Worker } from 'node:worker_threads'

import {
  CallCancelledError,
  Client,
  Emulator,
  InvalidInputError,
  Package,
  SecretValue,
  writeArchive,
} from 'mendix-deploy'
import { createRequire } from 'node:module'

import { silent } from './border_support.mjs'

const file = path.join(mkdtempSync(path.join(tmpdir(), 'border-')), 'orders.mda')
let platform
before(async () => {
  platform = await Emulator.start()
  await writeArchive(file, { projectName: 'Orders', modelVersion: '2.0.0', paddingBytes: 900_000 })
})
after(() => platform.stop())

test('aborting ends a call and drops it', async () => {
  const server = await silent()
  const controller = new AbortController()
  let own = 0
  controller.signal.onabort = () => own++
  const call = server.client.apps.list({ signal: controller.signal })
  await server.arrived
  controller.abort(new Error('enough'))
  await assert.rejects(call, (error) => error instanceof CallCancelledError && error.cause.message === 'enough')
  await server.gone
  assert.equal(own, 1)
  server.close()
})

test('one signal for many calls, some of them over', async () => {
  const server = await silent()
  const controller = new AbortController()
  const client = platform.client()
  await client.apps.list({ signal: controller.signal })
  const pending = server.client.apps.list({ signal: controller.signal })
  await client.apps.list({ signal: controller.signal })
  await server.arrived
  controller.abort()
  await assert.rejects(pending, CallCancelledError)
  await assert.rejects(client.apps.list({ signal: controller.signal }), CallCancelledError)
  server.close()
})

test('a signal with a timeout', async () => {
  const server = await silent()
  await assert.rejects(server.client.apps.list({ signal: AbortSignal.timeout(20) }), (error) => {
    assert(error instanceof CallCancelledError)
    assert.equal(error.cause.name, 'TimeoutError')
    return true
  })
  server.close()
})

test('uploads: path, package, bytes, stream, iterators', async () => {
  const client = platform.client()
  const digest = await (await Package.open(file)).digest()
  const bytes = readFileSync(file)
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000)
  }
  const sources = [
    file,
    await Package.open(file),
    bytes,
    new Uint8Array(bytes).buffer,
    createReadStream(file),
    new Blob([bytes]).stream(),
    pieces(),
    [bytes.subarray(0, 10), bytes.subarray(10)],
  ]
  for (const [index, source] of sources.entries()) {
    const upload = await client.packages.upload('orders', source, { name: `source-${index}.mda` })
    assert.equal(upload.sha256, digest, String(index))
    assert.equal(upload.sizeBytes, bytes.length)
  }
  await assert.rejects(client.packages.upload('orders', 42), InvalidInputError)
  await assert.rejects(client.packages.upload('orders', ['text'], { name: 'x' }), InvalidInputError)
  await assert.rejects(client.packages.upload('orders', file, { nope: 1 }), InvalidInputError)
})

test('progress never comes after the promise has settled', async () => {
  const client = platform.client()
  let settled = false
  const seen = []
  const upload = await client.packages.upload('orders', file, {
    name: 'progress.mda',
    onProgress: (progress) => {
      assert.equal(settled, false)
      seen.push(progress)
    },
  })
  settled = true
  assert(seen.at(-1).finished)
  assert.equal(seen.at(-1).doneBytes, upload.sizeBytes)
  await client.apps.list()
})

test("an error of the caller's iterator is thrown as it is, and the platform gets nothing", async () => {
  const before = platform.effects.length
  const own = new Error('disk gone')
  let closed = false
  async function* broken() {
    try {
      yield new Uint8Array(100_000)
      throw own
    } finally {
      closed = true
    }
  }
  await assert.rejects(platform.client().packages.upload('orders', broken(), { name: 'broken.mda' }), (e) => e === own)
  assert(closed)
  assert.equal(platform.effects.length, before)
})

test("a refused upload closes the caller's iterator", async () => {
  let closed = false
  async function* endless() {
    try {
      for (;;) yield new Uint8Array(100_000)
    } finally {
      closed = true
    }
  }
  const controller = new AbortController()
  const source = endless()
  const upload = platform.client().packages.upload('orders', source, {
    name: 'endless.mda',
    signal: controller.signal,
    onProgress: () => controller.abort(),
  })
  await assert.rejects(upload, CallCancelledError)
  assert(closed)
})

test('pagers and operations', async () => {
  const client = platform.client()
  const names = []
  for await (const branch of client.repository.branches('orders')) names.push(branch.name)
  assert(names.includes('main'))
  const pager = client.repository.commits('orders', 'main')
  const page = await pager.nextPage()
  const rest = []
  for await (const commit of pager) rest.push(commit)
  const again = []
  for await (const commit of client.repository.commits('orders', 'main')) again.push(commit)
  assert.deepEqual([...page, ...rest], again)
  assert.equal(await pager.nextPage(), null)

  const upload = await client.packages.upload('orders', file, { name: 'operation.mda' })
  const operation = await client.packages.watchUpload('orders', upload)
  assert.equal(operation.then, undefined, 'never thenable')
  const finished = []
  for await (const progress of operation) finished.push(progress.finished)
  assert.equal(finished.pop(), true)
  assert(!finished.includes(true))
  assert.equal((await operation.wait()).packageId, upload.packageId)
  assert.equal(operation.id, upload.packageId)
})

test('calls say what is missing or unknown', async () => {
  const client = platform.client()
  await assert.rejects(client.apps.get(), InvalidInputError)
  await assert.rejects(client.apps.get('orders', { nope: 1 }), /unknown option nope/)
  await assert.rejects(client.environments.stop('orders/Production'), (e) => e.code === 'input.unconfirmed')
  assert.throws(() => new Client({ username: 'x' }), (e) => e.code === 'credentials.missing')
  assert.throws(() => new Client({ username: 'x', apiKey: 'text' }), /SecretValue/)
  assert.throws(() => new Client({ username: 'x', apiKey: new SecretValue('k\n') }), InvalidInputError)
})

test('a client tells every host that it may contact, and what goes there', () => {
  const hosts = platform.client().hosts
  assert.deepEqual(
    hosts.map(({ purpose, credentials }) => [purpose, [...credentials]]),
    [
      ['calls', ['apiKey', 'personalAccessToken']],
      ['links', []],
      ['publicUrls', []],
    ],
  )
  assert.equal(hosts[0].host, new URL(platform.url).host)
  assert.equal(hosts[1].host, undefined)
})

test('a worker thread has clients of its own', async () => {
  const worker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads')
     const { Client, SecretValue, CredentialsRefusedError } = require(workerData.package)
     const of = (key) => new Client({ username: workerData.username, apiKey: new SecretValue(key), endpoints: workerData.endpoints })
     of(workerData.apiKey).apps.list()
       .then((apps) => of('wrong').apps.list().catch((error) => parentPort.postMessage([apps[0].name, error instanceof CredentialsRefusedError])))`,
    {
      eval: true,
      workerData: {
        package: createRequire(import.meta.url).resolve('mendix-deploy'),
        endpoints: platform.endpoints,
        ...platform.credentials,
      },
    },
  )
  // A worker that ends at once gives its last message and its end in one turn: both are awaited from the start.
  const ended = new Promise((resolve) => worker.once('exit', resolve))
  const told = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
  assert.deepEqual(told, ['Orders', true])
  assert.equal(await ended, 0)
})

test('a process ends when its work has ended, and at once when it wants to', () => {
  const run = (program) =>
    spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      timeout: 10_000,
      cwd: import.meta.dirname,
      encoding: 'utf8',
    })
  const whole = run(`import { Emulator } from 'mendix-deploy'
    const platform = await Emulator.start()
    const client = platform.client()
    console.log((await client.apps.list())[0].name)`)
  assert.equal(whole.status, 0, whole.stderr)
  assert.equal(whole.signal, null, 'it was still alive')
  assert.equal(whole.stdout, 'Orders\n')
  const early = run(`import { Client, SecretValue } from 'mendix-deploy'
    import { createServer } from 'node:net'
    const server = createServer((socket) => socket.once('data', () => process.exit(7))).listen(0, '127.0.0.1', () => {
      const url = 'http://127.0.0.1:' + server.address().port
      new Client({ username: 'u', apiKey: new SecretValue('k'), endpoints: { deploy: url } }).apps.list()
    })`)
  assert.equal(early.status, 7, early.stderr)
})

test('a big file costs no more memory than a small one', { skip: statSync('/proc/self/statm', { throwIfNoEntry: false }) === undefined }, async () => {
  const client = platform.client()
  async function* zeros(count) {
    const piece = new Uint8Array(1024 * 1024)
    for (let index = 0; index < count; index++) yield piece
  }
  const resident = () => Number(readFileSync('/proc/self/statm', 'utf8').split(' ')[1]) * 4096
  await client.packages.upload('orders', zeros(4), { name: 'small.bin' }).catch(() => {})
  const start = resident()
  let most = start
  await client.packages.upload('orders', zeros(200), { name: 'large.bin', onProgress: () => (most = Math.max(most, resident())) }).catch(() => {})
  assert(most - start < 150 * 1024 * 1024, `${(most - start) / 1024 / 1024} MB`)
})
