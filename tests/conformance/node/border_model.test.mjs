// Models as data: written as packages, read back, held against each other, read from dumps and scripts.

import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { after, before, test } from 'node:test'

import {
  MendixDeployError,
  Package,
  compareModels,
  readCatalogue,
  readScript,
  writeArchive,
  writePortable,
  writeProject,
} from 'mendix-deploy'

let folder
let model

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'models-'))
  const file = path.join(folder, 'orders.mda')
  await writeArchive(file, { projectName: 'Orders', modelVersion: '1.0.0', scheduledEvents: ['Orders.Cleanup'] })
  model = await (await Package.open(file)).model()
})

after(() => rm(folder, { recursive: true }))

for (const [name, format] of [
  ['Orders.mpr', 'singleFile'],
  ['Split.mpr', 'split'],
  ['Orders.mpk', 'modulePackage'],
]) {
  test(`a project is written as ${format} and read`, async () => {
    const file = path.join(folder, name)
    await writeProject(pathToFileURL(file), { model, format })
    const written = await Package.open(file)
    const { scheduledEvents } = await written.model()
    assert.deepEqual(
      scheduledEvents.map((event) => event.name),
      ['Orders.Cleanup'],
    )
    assert.deepEqual(await written.verifyContents(), [])
  })
}

test('a portable package is written and read', async () => {
  const file = path.join(folder, 'orders_portable.zip')
  const constant = { name: 'Orders.Url', type: 'String', defaultValue: 'https://a.example', description: '' }
  await writePortable(file, { projectName: 'Orders', constants: [constant] })
  const { constants } = await (await Package.open(file)).portableConfiguration()
  assert.deepEqual(
    constants.map((found) => found.name),
    ['Orders.Url'],
  )
})

test('models are compared without files', async () => {
  const changes = await compareModels(model, { ...model, scheduledEvents: [] })
  assert.deepEqual(
    changes.changes.map((change) => change.row),
    ['eventRemoved'],
  )
  assert.deepEqual((await compareModels(model, model)).changes, [])
})

test('a script is read statement by statement', async () => {
  const reading = await readScript('CREATE TABLE "orders$line" ("id" BIGINT NOT NULL, PRIMARY KEY("id"));\nSOMETHING NEW;')
  assert.equal(reading.statements.length, 2)
  assert.equal(reading.releaseClass, 'unknown')
})

test('a dump without a catalogue is refused by name', async () => {
  const dump = path.join(folder, 'dump.sql')
  await writeFile(dump, 'CREATE TABLE "orders$line" ("id" BIGINT);\n')
  await assert.rejects(readCatalogue(dump), (error) => {
    assert.ok(error instanceof MendixDeployError)
    assert.equal(error.code, 'database.catalogue_missing')
    assert.ok(error.remedy)
    return true
  })
})
