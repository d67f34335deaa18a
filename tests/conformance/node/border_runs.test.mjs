// Runs, as Node sees them: events, results, stopping, signals, resuming.

import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'

import {
  CallCancelledError,
  Emulator,
  Landscape,
  RunStoppedError,
  StalePlanError,
  load,
  save,
  writeArchive,
} from 'mendix-deploy'

const WHOLE = ['env.stopped', 'snapshot.created', 'env.transported', 'env.started']

async function stage() {
  const folder = mkdtempSync(path.join(tmpdir(), 'border-'))
  const platform = await Emulator.start()
  for (const [environment, modelVersion] of [['Production', '1.0.0'], ['Acceptance', '1.1.0']]) {
    const file = path.join(folder, `orders-${modelVersion}.mda`)
    await writeArchive(file, { projectName: 'Orders', modelVersion })
    platform.apply({ kind: 'addPackage', environment, path: file, name: path.basename(file), running: true })
  }
  const landscape = await Landscape.parse(
    'version: 1\napps:\n  orders:\n    preset: threeEnvironments\n    target: {kind: mendixCloud, appId: orders}\n',
  )
  return {
    folder,
    platform,
    journal: path.join(folder, 'journal'),
    production: landscape.environment('orders/production'),
    change: { kind: 'promote', source: 'orders/acceptance' },
    effects: () => platform.effects.map((effect) => effect.effect),
  }
}

test('a run tells every event once and ends in a release', async () => {
  const { platform, production, change, journal, effects, folder } = await stage()
  const client = platform.client()
  const plan = await client.plan(production, change)
  await save(plan, path.join(folder, 'plan.json'))
  const run = await client.start(await load('plan', path.join(folder, 'plan.json')), { journal })
  assert.equal(run.then, undefined, 'never thenable')
  const events = []
  for await (const event of run) events.push(event)
  const release = await run.result()
  assert.deepEqual(events.map((event) => event.number), events.map((_, index) => index + 1))
  assert.equal(events[0].record.kind, 'runStarted')
  assert.equal(events.at(-1).record.kind, 'runEnded')
  const again = []
  for await (const event of run.events({ after: events.length - 2 })) again.push(event)
  assert.deepEqual(again, events.slice(-2))
  assert.equal(release.address, 'orders/production')
  assert(run.isOver)
  assert.equal((await client.activity('orders/production', { journal })).length, events.length)
  assert.deepEqual(effects(), WHOLE)
  platform.stop()
})

test('a refusal is thrown at the start', async () => {
  const { platform, production, change, journal, effects } = await stage()
  const client = platform.client()
  const plan = await client.plan(production, change)
  platform.apply({ kind: 'setEnvironment', environment: 'Production', status: 'Stopped' })
  await assert.rejects(client.start(plan, { journal }), (error) => {
    assert(error instanceof StalePlanError)
    assert.equal(error.detail.kind, 'staleFacts')
    assert(error.detail.changed.length > 0)
    return true
  })
  assert.deepEqual(effects(), [])
  platform.stop()
})

test('stop, a signal given to start, and close go to a safe point; a new client goes on', async () => {
  for (const how of ['stop', 'signal', 'close']) {
    const { platform, production, change, journal, effects } = await stage()
    const client = platform.client()
    const controller = new AbortController()
    const plan = await client.plan(production, change)
    platform.inject({ fault: 'stall', path: '*/snapshots*', times: 1 })
    const run = await client.start(plan, { journal, signal: controller.signal })
    for await (const event of run) if (event.record.kind === 'stepIntended') break
    if (how === 'stop') run.stop()
    if (how === 'signal') controller.abort()
    if (how === 'close') assert.deepEqual(await client.close(), [run.id])
    await assert.rejects(run.result(), (error) => error instanceof RunStoppedError && error.detail.run === run.id, how)
    platform.clearFaults()
    const next = await platform.client().resume(run.id, { journal })
    assert.equal((await next.result()).address, 'orders/production', how)
    assert.equal(effects().filter((effect) => effect === 'env.started').length, 1, how)
    platform.stop()
  }
})

test('aborting the wait does not stop the run', async () => {
  const { platform, production, change, journal, effects } = await stage()
  const client = platform.client()
  const run = await client.start(await client.plan(production, change), { journal })
  const controller = new AbortController()
  const waiting = run.result({ signal: controller.signal })
  controller.abort()
  await assert.rejects(waiting, CallCancelledError)
  assert.equal((await run.result()).address, 'orders/production')
  assert.deepEqual(effects(), WHOLE)
  platform.stop()
})
