// What the examples share: an embedded platform with two packages, so that they run without an account.
// Against the real platform, everything here is one line: `Client.fromEnv()`.

import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { Emulator, Landscape, writeArchive } from 'mendix-deploy'

const HERE = path.dirname(fileURLToPath(import.meta.url))

/** An embedded platform: acceptance runs the new version, production the old one. */
export async function stage() {
  const folder = await mkdtemp(path.join(tmpdir(), 'mendix-deploy-'))
  const [old, fresh] = await packages(folder)
  const platform = await Emulator.start()
  for (const [environment, file] of [['Acceptance', fresh], ['Production', old]]) {
    platform.apply({
      kind: 'addPackage',
      app: 'orders',
      environment,
      running: true,
      path: file,
      name: path.basename(file),
    })
  }
  const client = platform.client()
  const landscape = await Landscape.load(path.join(HERE, '../mendix-deploy.yaml'))
  return {
    platform,
    client,
    landscape,
    old,
    new: fresh,
    folder,
    /** What the platform was made to do so far, in order. */
    effects: () => platform.effects.map((effect) => `${effect.effect} ${effect.environment ?? ''}`.trim()).join(', '),
    async close() {
      await client.close()
      platform.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Two versions of one app: real archives when they lie beside the checkout, else synthetic ones. Says which. */
async function packages(folder) {
  const shared = process.env.MENDIX_DEPLOY_SHARED ?? path.join(HERE, '../../../shared')
  const real = path.join(shared, 'fixtures/maintenancemode-10.1.1')
  const found = ['assembled-094825e7.mda', 'assembled-82246fd1.mda'].map((name) => path.join(real, name))
  if (found.every((file) => existsSync(file))) {
    console.log('Packages: two real deployments of one app on Mendix 10.1.1.\n')
    return found
  }
  console.log('Packages: synthetic, because no real ones lie beside this checkout.\n')
  const made = []
  for (const modelVersion of ['2.5.3', '2.5.4']) {
    const file = path.join(folder, `orders-${modelVersion}.mda`)
    await writeArchive(file, {
      projectName: 'Orders',
      modelVersion,
      constants: [{ name: 'Mail.Host', type: 'String', defaultValue: 'smtp.example', description: '' }],
      scheduledEvents: ['Mail.Retry'],
    })
    made.push(file)
  }
  return made
}
