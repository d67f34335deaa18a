// Promotes what acceptance runs to production: check, plan, run, release.

import { Package, render } from 'mendix-deploy'

import { stage } from './_stage.mjs'

const { client, landscape, folder, effects, close, ...set } = await stage()
const production = landscape.environment('orders/production')

// Read in place: nothing is extracted.
const { info } = await Package.open(set.new)
console.log(
  `${info.fileName}: model version ${info.modelVersion}, runtime ${info.runtimeVersion}, ` +
    `${info.constants.length} constants, ${info.scheduledEvents.length} scheduled events`,
)

// A plan is a value: it can be printed, saved, reviewed and approved.
const plan = await client.plan(production, { kind: 'promote', source: 'orders/acceptance' })
console.log(render(plan))

// A run is journaled; `client.resume(run.id)` continues it from any process.
const run = await client.start(plan, { journal: folder, actor: 'example' })
for await (const event of run) console.log(`${String(event.number).padStart(3)}  ${event.summary}`)
const release = await run.result()
console.log(`\n${release.address} runs package ${release.package.packageId}`)
console.log(`The platform did: ${effects()}`)
await close()
