// Reads what a team has today, a Compose file, into a landscape, with a report of what became of every entry.

import { readFile } from 'node:fs/promises'

import { Landscape, importConfiguration, render } from 'mendix-deploy'

const text = await readFile(new URL('../compose.yaml', import.meta.url), 'utf8')
const source = { kind: 'compose', file: 'compose.yaml', text }
const imported = await importConfiguration(source, { environment: 'production', tier: 'production' })

// Understood, doubtful, ignored; and the places that a person fills with secret references.
console.log(render(imported))

// The landscape passes the same checks as one that a person wrote.
const landscape = Landscape.fromDocument(imported.landscape)
const production = landscape.environment('orders/production')
for (const constant of production.constants) console.log(`constant ${constant.name}, set at ${constant.path}`)
