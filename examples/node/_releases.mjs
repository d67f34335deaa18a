// What the examples about packages share: four releases of one app, each with its own model.
// With real packages none of this is needed: `await Package.open('orders-2.6.0.mda')`.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { Database, Package, SecretValue, writeArchive } from 'mendix-deploy'

// Entities: name, the number their GUID is made of, attributes. Attributes: name, number, longest text.
const FIRST = [
  ['Sales.Order', 1, [['Number', 11, 20], ['Note', 12, 400]]],
  ['Sales.Voucher', 2, [['Code', 21, 20]]],
]

const RELEASES = {
  '2.5.3': FIRST,
  // Built again.
  '2.5.4': FIRST,
  // An attribute and an entity are added.
  '2.6.0': [
    ['Sales.Order', 1, [['Number', 11, 20], ['Note', 12, 400], ['Channel', 13, 20]]],
    ['Sales.Voucher', 2, [['Code', 21, 20]]],
    ['Sales.Payment', 3, [['Reference', 31, 40]]],
  ],
  // An entity is removed, another renamed, a text is shortened.
  '3.0.0': [
    ['Sales.Order', 1, [['Number', 11, 20], ['Note', 12, 200], ['Channel', 13, 20]]],
    ['Sales.Receipt', 3, [['Reference', 31, 40]]],
  ],
}

/** Writes the four packages and opens them. */
export async function releases() {
  const folder = await mkdtemp(path.join(tmpdir(), 'mendix-deploy-'))
  const packages = {}
  for (const [modelVersion, entities] of Object.entries(RELEASES)) {
    const file = path.join(folder, `orders-${modelVersion}.mda`)
    await writeArchive(file, { projectName: 'Orders', modelVersion, model: model(modelVersion, entities) })
    packages[modelVersion] = await Package.open(file)
  }
  return { folder, packages, close: () => rm(folder, { recursive: true, force: true }) }
}

/** The database that `PGDATABASE` names, on this machine unless `PGHOST` says otherwise; none without it. */
export async function database() {
  const { PGDATABASE, PGHOST, PGPORT, PGUSER, PGPASSWORD, PGSSLMODE } = process.env
  if (PGDATABASE === undefined) return undefined
  return await Database.connect({
    host: PGHOST,
    port: Number(PGPORT ?? 5432),
    database: PGDATABASE,
    user: PGUSER ?? 'postgres',
    password: PGPASSWORD === undefined ? undefined : new SecretValue(PGPASSWORD),
    // Encrypted and verified, unless it is said that the way there is safe.
    tls: PGSSLMODE === 'disable' ? 'off' : 'verified',
  })
}

/** The data-storage GUID: what the runtime finds tables and columns by. A name is only a name. */
const guid = (number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`

/** A model as Studio Pro would have it; the System module is added when it is written. */
function model(modelVersion, entities) {
  return {
    source: 'archiveModel',
    projectId: guid(0),
    projectName: 'Orders',
    mendixVersion: '10.24.15.93102',
    modelVersion,
    hasSystem: false,
    modules: [{ id: guid(0xa0), name: 'Sales' }],
    entities: entities.map(entity),
    associations: [],
    tables: [],
    enumerations: [],
    constants: [{ id: guid(0xc0), name: 'Sales.ApiKey', type: 'String', defaultValue: 'not-for-production' }],
    scheduledEvents: [],
    settings: {},
    microflows: [],
    userRoles: [],
    requestHandlers: [],
    unread: [],
  }
}

/** An entity with a table of its own. */
function entity([name, number, attributes]) {
  return {
    id: guid(number),
    guid: guid(number),
    name,
    persistable: true,
    stored: true,
    systemMembers: [],
    attributes: attributes.map(([attribute, at, length]) => ({
      id: guid(at),
      guid: guid(at),
      name: attribute,
      type: 'String',
      length,
      value: 'stored',
    })),
    indexes: [],
    uniqueAttributes: [],
  }
}
