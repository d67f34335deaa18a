// Takes a snapshot of production, downloads it, and writes it back.

import { stat } from 'node:fs/promises'
import path from 'node:path'

import { render } from 'mendix-deploy'

import { stage } from './_stage.mjs'

const { client, landscape, folder, effects, close } = await stage()
const production = landscape.environment('orders/production')
const file = path.join(folder, 'production.backup')

const backUp = await client.plan(production, { kind: 'backUp', comment: 'before the drill', downloadTo: file })
await (await client.start(backUp, { journal: folder, actor: 'example' })).result()
console.log(`Backed up to a file of ${(await stat(file)).size} bytes.`)

let snapshot
for await (snapshot of client.backups.snapshots('orders/production')) break

// Restoring overwrites what the environment holds: the plan says so, and the loss is accepted by name.
const restore = await client.plan(production, {
  kind: 'restore',
  snapshot: snapshot.snapshotId,
  acceptLoss: ['dataSinceSnapshot'],
})
console.log(render(restore))
await (await client.start(restore, { journal: folder, actor: 'example' })).result()
console.log('Production holds the data of the snapshot.')
console.log(`The platform did: ${effects()}`)
await close()
