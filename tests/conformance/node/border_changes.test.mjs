// A comparison of packages, from the outside.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

import { InvalidInputError, load, render, write } from 'mendix-deploy'

import { releases } from '../../../examples/node/_releases.mjs'

test('a comparison is a document', async () => {
  const { folder, packages, close } = await releases()
  const changes = await packages['3.0.0'].changesSince(packages['2.6.0'])
  assert(render(changes).startsWith('Changes: orders-2.6.0.mda to orders-3.0.0.mda\n'))
  const rows = changes.changes.filter((change) => change.inDatabase).map((change) => [change.name, change.row])
  assert.deepEqual(Object.fromEntries(rows), {
    'Sales.Voucher': 'E2',
    'Sales.Receipt': 'E4',
    'Sales.Order/Note': 'A8',
  })
  assert.equal(changes.releaseClass, 'destructive')
  for (const name of ['changes.md', 'changes.html', 'changes.txt', 'changes.json']) {
    await write(changes, path.join(folder, name))
    assert(readFileSync(path.join(folder, name), 'utf8').includes('Sales.Voucher'))
  }
  assert.deepEqual(await load('changes', path.join(folder, 'changes.json')), changes)
  await assert.rejects(packages['3.0.0'].changesSince('orders.mda'), InvalidInputError)
  await close()
})

test('a rebuild is safe, an addition is not', async () => {
  const { packages, close } = await releases()
  const rebuilt = await packages['2.5.4'].changesSince(packages['2.5.3'])
  assert.deepEqual([rebuilt.releaseClass, rebuilt.rollback.safety], ['rebuilt', 'safe'])
  assert.equal(await packages['2.5.4'].modelDigest(), await packages['2.5.3'].modelDigest())
  const added = await packages['2.6.0'].changesSince(packages['2.5.4'])
  assert.deepEqual([added.releaseClass, added.rollback.safety], ['additive', 'losesRecent'])
  const model = await packages['2.6.0'].model()
  const names = model.entities.map((entity) => entity.name).filter((name) => !name.startsWith('System.'))
  assert.deepEqual(names, ['Sales.Order', 'Sales.Voucher', 'Sales.Payment'])
  await close()
})
