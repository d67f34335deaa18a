// The shared scenarios, run from Node. Their format is in `tests/conformance/scenarios/README.md`.

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import { Emulator, Landscape, MendixDeployError, save, writeArchive } from 'mendix-deploy'

const HERE = path.dirname(fileURLToPath(import.meta.url))
const SCENARIOS = path.join(HERE, '../scenarios')
const files = (await readdir(SCENARIOS)).filter((name) => name.endsWith('.json')).sort()

function filled(value, places) {
  let text = JSON.stringify(value)
  for (const [place, known] of Object.entries(places)) text = text.replaceAll(place, known)
  return JSON.parse(text)
}

/** The approval that the scenario has for a plan. */
const approved = (plan, { approvedBy }) => (approvedBy ? [{ planId: plan.id, by: approvedBy }] : [])

async function planned(client, landscape, wish, places, journal) {
  const plan = await client.plan(landscape.environment(wish.environment), filled(wish.change, places), {
    journal,
    ...filled(wish.options, places),
  })
  assert.ok(!plan.findings.some((finding) => finding.severity === 'error'), JSON.stringify(plan.findings))
  return plan
}

function assertPlanned(plan, { findings = [], ...wanted }) {
  const ids = new Set(plan.findings.map((finding) => finding.id))
  for (const id of findings) assert.ok(ids.has(id), JSON.stringify(plan.findings))
  const found = {
    releaseClass: plan.releaseClass,
    rollback: plan.rollback.safety,
    losses: plan.rollback.losses.map((loss) => loss.name),
    snapshot: plan.snapshot ?? null,
  }
  assert.deepEqual(Object.fromEntries(Object.keys(wanted).map((key) => [key, found[key]])), wanted)
}

function said(error) {
  if (!(error instanceof MendixDeployError)) throw error
  assert.ok(!['internal.defect', 'platform.refused'].includes(error.code), error.message)
  const { outcome, step, cause } = error.context
  return { code: error.code, outcome, step, cause }
}

/** Starts the plan in a process of its own, kills that as soon as the effect is recorded, and resumes here. */
async function killed(platform, plan, effect, folder) {
  const file = path.join(folder, 'plan.json')
  const journal = path.join(folder, 'journal')
  await save(plan, file)
  const child = spawn(process.execPath, [path.join(HERE, 'scenario_child.mjs'), file, journal], {
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  // Over a pipe: arguments and the environment are visible to other processes.
  child.stdin.end(JSON.stringify({ credentials: platform.credentials, endpoints: platform.endpoints }))
  while (!platform.effects.some((entry) => entry.effect === effect)) {
    assert.equal(child.exitCode, null, `the child ended before ${effect}`)
    await setImmediate()
  }
  child.kill('SIGKILL')
  await ended
  platform.clearFaults()
  // The dead runner's lease ends by the clock; the child wrote it by the real one.
  platform.advance(Math.max(0, Date.now() - platform.nowMs) + 3_600_000)
  const client = platform.client()
  const runs = new Set((await client.activity(plan.address, { journal })).map((entry) => entry.run))
  assert.equal(runs.size, 1)
  return client.resume([...runs][0], { journal, actor: 'resumer' })
}

for (const file of files) {
  test(path.basename(file, '.json'), { timeout: 120_000 }, async () => {
    const scenario = JSON.parse(await readFile(path.join(SCENARIOS, file), 'utf8'))
    const folder = await mkdtemp(path.join(tmpdir(), 'mendix-deploy-'))
    const pack = path.join(folder, 'orders.mda')
    if (scenario.package) await writeArchive(pack, scenario.package)
    for (const [name, spec] of Object.entries(scenario.packages ?? {})) {
      await writeArchive(path.join(folder, `${name}.mda`), spec)
    }
    const journal = path.join(folder, 'journal')
    const landscape = await Landscape.load(path.join(SCENARIOS, 'landscape.yaml'))
    const places = { '{package}': pack, '{folder}': folder }
    const { expect } = scenario
    const platform = await Emulator.start(scenario.seed)
    const client = platform.client()
    try {
      for (const wish of scenario.before ?? []) {
        const plan = await planned(client, landscape, wish, places, journal)
        const earlier = await client.start(plan, { journal, actor: 'test', approvals: approved(plan, wish) })
        await earlier.result()
        places['{run}'] = earlier.id
      }
      for await (const snapshot of client.backups.snapshots('orders/Production')) {
        places['{snapshot}'] = snapshot.snapshotId
        break
      }
      const before = platform.effects.length
      const course = []
      let result
      let message = ''
      let plan
      let run
      try {
        plan = await planned(client, landscape, scenario, places, journal)
      } catch (error) {
        result = { ...said(error), at: 'plan' }
        message = error.message
      }
      if (plan) {
        if (expect.plan) assertPlanned(plan, expect.plan)
        for (const change of scenario.interfere ?? []) platform.apply(change)
        for (const fault of scenario.faults) platform.inject(fault)
        try {
          run = scenario.killAfterEffect
            ? await killed(platform, plan, scenario.killAfterEffect, folder)
            : await client.start(plan, { journal, actor: 'test', approvals: approved(plan, scenario) })
        } catch (error) {
          result = { ...said(error), at: 'start' }
          message = error.message
        }
      }
      if (run) {
        try {
          result = { outcome: (await run.result()).outcome }
        } catch (error) {
          result = said(error)
          message = error.message
        }
        for await (const event of run) course.push(event.summary)
      }
      const found = Object.fromEntries(Object.keys(expect.result).map((key) => [key, result[key]]))
      assert.deepEqual(found, expect.result, course.join('\n'))
      for (const text of expect.says ?? []) assert.ok(message.includes(text), message)
      const effects = platform.effects.map((entry) => entry.effect).slice(before)
      assert.deepEqual(effects, expect.effects, course.join('\n'))
      const [app] = platform.state.apps
      const production = app.environments.find((entry) => entry.mode === 'Production')
      const deployed = app.packages.find((entry) => entry.id === production.package)
      const state = { status: production.status, version: deployed?.version ?? null }
      assert.deepEqual(state, expect.production, course.join('\n'))
    } finally {
      await client.close()
      platform.stop()
      await rm(folder, { recursive: true, force: true })
    }
  })
}

test('there are enough scenarios', () => assert.ok(files.length >= 16))
