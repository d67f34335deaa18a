// Checks a package against every environment of an app, offline; made for a pull request.

import { stat } from 'node:fs/promises'
import path from 'node:path'

import { Landscape, Package, render, write } from 'mendix-deploy'

import { stage } from './_stage.mjs'

const { landscape, folder, close, ...set } = await stage()
const pack = await Package.open(set.new)
const report = landscape.app('orders').preflight(pack)
console.log(render(report))

// A landscape with mistakes: each finding has an id, a place and a remedy.
const wrong = await Landscape.parse(`version: 1
apps:
  orders:
    preset: twoEnvironments
    defaults:
      constants: {Mail.NoSuchConstant: x}
`)
const found = wrong.environment('orders/production').preflight(pack)
console.log(render(found))
const file = path.join(folder, 'preflight.sarif')
await write(found, file)
console.log(`written as SARIF: ${(await stat(file)).size > 0}`)
await close()
