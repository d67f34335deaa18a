// A package, from the outside.

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'

import { CallCancelledError, InvalidInputError, Package, verifyChecksums, writeArchive, writeChecksums } from 'mendix-deploy'

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

test('digests, bill of materials and checksums', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'border-'))
  const files = [path.join(folder, 'a.mda'), path.join(folder, 'b c.mda')]
  await writeArchive(files[0], { projectName: 'Orders', modelVersion: '1.0.0' })
  await writeArchive(files[1], { projectName: 'Orders', modelVersion: '1.0.1' })
  const [first, second] = await Promise.all(files.map((file) => Package.open(file)))
  const digests = await first.contentDigests()
  assert.equal(digests.file, await first.digest())
  assert.notEqual(digests.content, (await second.contentDigests()).content)
  const bom = JSON.parse(await first.sbom())
  assert.deepEqual([bom.bomFormat, bom.metadata.component.version], ['CycloneDX', '1.0.0'])
  const sums = path.join(folder, 'SHA256SUMS')
  await writeChecksums(pathToFileURL(sums), [first, second])
  assert.equal(readFileSync(sums, 'utf8'), `${await first.digest()}  a.mda\n${await second.digest()}  b c.mda\n`)
  rmSync(files[1])
  const results = await verifyChecksums(sums)
  assert.deepEqual(results.map((result) => [result.fileName, result.isOk]), [['a.mda', true], ['b c.mda', false]])
  await assert.rejects(writeChecksums(sums, [{}]), InvalidInputError)
})
