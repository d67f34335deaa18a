// Errors cross the border with all they know, as classes, in every thread.

import assert from 'node:assert/strict'
import { writeFileSync, mkdtempSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { Worker } from 'node:worker_threads'

import * as api from 'mendix-deploy'
import { InvalidPackageError, LocalFileError, MendixDeployError, Package } from 'mendix-deploy'

test('the class and its data', async () => {
  const error = await Package.open('/does/not/exist.mda').then(assert.fail, (error) => error)
  assert(error instanceof LocalFileError)
  assert(error instanceof MendixDeployError)
  assert(error instanceof Error)
  assert.equal(error.name, 'LocalFileError')
  assert.equal(error.code, 'package.unreadable')
  assert.equal(error.retry, 'permanent')
  assert.equal(error.effect, 'none')
  assert.deepEqual(error.context, { package: 'exist.mda' })
  assert(error.remedy.length > 0)
  assert(!('detail' in error))
  assert(error.stack.includes(import.meta.filename), 'the stack leads to the caller')
})

test('an archive that is none', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'border-')), 'page.mda')
  writeFileSync(file, '<html>')
  await assert.rejects(Package.open(file), (error) => error instanceof InvalidPackageError && error.code === 'package.not_an_archive')
})

test('classes work in a worker thread, and on return to the main one', async () => {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads')
     const { Package, LocalFileError } = require(${JSON.stringify(createRequire(import.meta.url).resolve('mendix-deploy'))})
     Package.open('/nope').catch((error) => parentPort.postMessage([error instanceof LocalFileError, error.code, error.name]))`,
    { eval: true },
  )
  const told = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
  assert.deepEqual(told, [true, 'package.unreadable', 'LocalFileError'])
  assert.equal(await new Promise((resolve) => worker.once('exit', resolve)), 0)
  await assert.rejects(Package.open('/nope'), LocalFileError)
})

test('import and require give the same classes', () => {
  const required = createRequire(import.meta.url)('mendix-deploy')
  for (const [name, value] of Object.entries(api)) {
    if (name === 'default') continue
    assert(value !== undefined, name)
    assert.equal(required[name], value, name)
  }
})
