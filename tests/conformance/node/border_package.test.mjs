// A package, from the outside.

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'

import { CallCancelledError, Package, writeArchive } from 'mendix-deploy'

test('a package that was written is read', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'border-')), 'größe.mda')
  const constant = { name: 'Main.Größe', type: 'String', defaultValue: 'é', description: '' }
  await writeArchive(file, { projectName: 'Orders', modelVersion: '2.5.4', constants: [constant] })
  const pack = await Package.open(pathToFileURL(file))
  assert.equal(pack.info.projectName, 'Orders')
  assert.deepEqual(pack.info.constants, [constant])
  assert.equal(pack.path, file)
  assert.equal(await pack.digest(), createHash('sha256').update(readFileSync(file)).digest('hex'))
  assert(Array.isArray(pack.limits()))
})

test('a signal: aborted already, shared, with a handler of its own, let go afterwards', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'border-')), 'a.mda')
  await writeArchive(file)
  const pack = await Package.open(file)

  const reason = new Error('enough')
  await assert.rejects(pack.digest({ signal: AbortSignal.abort(reason) }), (error) => {
    assert(error instanceof CallCancelledError)
    assert.equal(error.code, 'call.cancelled')
    assert.equal(error.cause, reason)
    return true
  })

  const controller = new AbortController()
  let own = 0
  controller.signal.onabort = () => own++
  let listeners = 0
  const { addEventListener, removeEventListener } = controller.signal
  controller.signal.addEventListener = function (...a) { listeners++; return addEventListener.apply(this, a) }
  controller.signal.removeEventListener = function (...a) { listeners--; return removeEventListener.apply(this, a) }
  await Promise.all([pack.digest({ signal: controller.signal }), pack.digest({ signal: controller.signal })])
  assert.equal(listeners, 0, 'the listeners are gone when the calls have settled')
  controller.abort()
  assert.equal(own, 1, "the user's own handler stays")
  await assert.rejects(pack.digest({ signal: controller.signal }), CallCancelledError)
  assert.equal(own, 1)
})
