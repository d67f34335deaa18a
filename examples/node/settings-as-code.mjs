// Sets constants of an environment from the landscape, and shows that nothing else changes.

import { Landscape, render } from 'mendix-deploy'

import { stage } from './_stage.mjs'

const { client, folder, effects, close } = await stage()
const [constant] = (await client.environments.settings('orders/production')).constants

// The landscape is the one place where values are written down; here it is made on the spot.
const landscape = await Landscape.parse(`version: 1
apps:
  orders:
    preset: threeEnvironments
    environments:
      production:
        constants: {${constant.name}: 9.9.9}
`)
const production = landscape.environment('orders/production')
const plan = await client.plan(production, { kind: 'configure', restart: true })
console.log(render(plan))
await (await client.start(plan, { journal: folder, actor: 'example' })).result()

for (const { name, deployedValue } of (await client.environments.settings('orders/production')).constants) {
  console.log(`${name} is ${deployedValue}`)
}

// Planned again, there is nothing to do.
const again = await client.plan(production, { kind: 'configure', restart: true })
console.log(`Planned again: ${again.summary}`)
console.log(`The platform did: ${effects()}`)
await close()
