// Breaks a deployment on purpose, twice: a runner that stops in the middle and is resumed by another client, and a new
// version that does not start and is rolled back by itself.

import { RunFailedError, RunStoppedError } from 'mendix-deploy'

import { stage } from './_stage.mjs'

/** The runner goes away at a safe point; another process continues from the journal. */
async function stoppedAndResumed() {
  console.log('── a runner stops in the middle, another one resumes\n')
  const { client, platform, landscape, folder, effects, close } = await stage()
  const production = landscape.environment('orders/production')
  const plan = await client.plan(production, { kind: 'promote', source: 'orders/acceptance' })
  const run = await client.start(plan, { journal: folder, actor: 'example' })
  run.stop()
  try {
    await run.result()
    console.log('The run was quicker than the stop.')
  } catch (error) {
    if (!(error instanceof RunStoppedError)) throw error
    console.log(`${error.message}\n${error.remedy}\n`)
  }

  // Another client, as another machine that reaches the journal would make one.
  const another = platform.client()
  const release = await (await another.resume(run.id, { journal: folder, actor: 'another example' })).result()
  console.log(`Resumed to the end: ${release.address} is released.`)
  await another.close()
  console.log(`The platform did, each thing once: ${effects()}\n`)
  await close()
}

/** The new version's after-startup microflow fails. The plan goes back by itself, and says what was lost. */
async function rolledBack() {
  console.log('── the new version does not start; the plan goes back by itself\n')
  const { client, platform, landscape, folder, effects, close } = await stage()
  const production = landscape.environment('orders/production')
  platform.inject({ fault: 'startupActionFails', times: 1 })
  const promote = { kind: 'promote', source: 'orders/acceptance' }
  const plan = await client.plan(production, promote, { onFailure: { kind: 'rollBack' } })
  const run = await client.start(plan, { journal: folder, actor: 'example' })
  try {
    await run.result()
    console.log('Nothing failed.')
  } catch (error) {
    if (!(error instanceof RunFailedError)) throw error
    console.log(`${error.message}\n${error.remedy}\n`)
    console.log(`Step ${error.detail.step} failed; the run ended as ${error.detail.outcome}.`)
  }
  const { status } = await client.environments.get('orders/production')
  console.log(`orders/production is ${status} again.`)
  console.log(`The platform did: ${effects()}`)
  await close()
}

await stoppedAndResumed()
await rolledBack()
