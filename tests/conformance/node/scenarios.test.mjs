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

function filled(value, pack, folder) {
  return JSON.parse(JSON.stringify(value).replaceAll('{package}', pack).replaceAll('{folder}', folder))
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
    const journal = path.join(folder, 'journal')
    const landscape = await Landscape.load(path.join(SCENARIOS, 'landscape.yaml'))
    const platform = await Emulator.start(scenario.seed)
    const client = platform.client()
    try {
      const environment = landscape.environment(scenario.environment)
      const plan = await client.plan(environment, filled(scenario.change, pack, folder), {
        journal,
        ...scenario.options,
      })
      assert.ok(!plan.findings.some((finding) => finding.severity === 'error'), JSON.stringify(plan.findings))
      for (const change of scenario.interfere ?? []) platform.apply(change)
      for (const fault of scenario.faults) platform.inject(fault)
      const course = []
      let result
      let run
      try {
        run = scenario.killAfterEffect
          ? await killed(platform, plan, scenario.killAfterEffect, folder)
          : await client.start(plan, { journal, actor: 'test' })
      } catch (error) {
        result = { ...said(error), at: 'start' }
      }
      if (run) {
        try {
          result = { outcome: (await run.result()).outcome }
        } catch (error) {
          result = said(error)
        }
        for await (const event of run) course.push(event.summary)
      }
      const { expect } = scenario
      const found = Object.fromEntries(Object.keys(expect.result).map((key) => [key, result[key]]))
      assert.deepEqual(found, expect.result, course.join('\n'))
      assert.deepEqual(platform.effects.map((entry) => entry.effect), expect.effects, course.join('\n'))
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
