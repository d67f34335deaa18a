// A database from Node, on a real PostgreSQL: `cargo xtask database` starts one.
//
// The databases are those that the tests in Rust leave behind: `questions` holds a shop, `catalogue 0` and further ones
// the catalogues of real apps, where recordings lie beside the checkout.

import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { inspect, promisify } from 'node:util'
import { execFile } from 'node:child_process'

import {
  CallCancelledError,
  CredentialsRefusedError,
  Database,
  InvalidInputError,
  NetworkFailedError,
  Package,
  SecretValue,
  compareModels,
  decide,
  writeArchive,
} from 'mendix-deploy'

const of = (name) => process.env[`MENDIX_DEPLOY_TEST_POSTGRES_${name}`]
const password = of('PASSWORD')

const options = (database = 'questions', schema = 'the "shop"') => ({
  host: '127.0.0.1',
  port: Number(of('PORT')),
  user: of('USER'),
  database,
  schema,
  tls: 'off',
  password: new SecretValue(password),
})

/** The next release: without `Shop.Old`, with a shorter number. A catalogue knows no `$ID`. */
function nextRelease() {
  const modelled = (element) => ({ ...element, id: element.guid })
  const entities = stored.entities
    .filter((entity) => entity.name !== 'Shop.Old')
    .map((entity) => ({
      ...modelled(entity),
      attributes: entity.attributes.map(modelled).map((it) => (it.name === 'Number' ? { ...it, length: 5 } : it)),
    }))
  const modules = stored.modules.map((found) => ({ ...found, id: 'd0000000-0000-4000-8000-000000000001' }))
  return { ...stored, modules, entities, associations: stored.associations.map(modelled) }
}

let folder
let database
let stored
let changes

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'database-'))
  database = await Database.connect(options())
  stored = await database.catalogue()
  const file = path.join(folder, 'shop.mda')
  await writeArchive(file, { projectName: 'Shop', model: nextRelease() })
  changes = await compareModels(stored, await (await Package.open(file)).model())
})

after(async () => {
  database.close()
  await rm(folder, { recursive: true })
})

test('the catalogue is read', () => {
  assert.deepEqual(
    stored.entities.map((entity) => entity.name),
    ['Shop.Order', 'Shop.Customer', 'Shop.Old'],
  )
  assert.equal(stored.modelVersion, '1.2.3')
  assert.equal(database.name, 'questions')
})

test('a package is compared, the data asked, and the verdict made again', async () => {
  const answered = await database.answer(changes, 'forward')
  const answer = (row, name) =>
    answered.questions.find((found) => found.direction === 'forward' && found.row === row && found.name === name).answer
  assert.equal(answer('E2', 'Shop.Old'), 3)
  assert.equal(answer('A8', 'Shop.Order/Number'), 7)
  assert.equal(answered.rollback.safety, 'needsRestore')
  assert.ok(changes.questions.every((question) => question.answer === undefined), 'what was given stays as it is')

  // Whoever may not connect has the queries run by somebody else, and decides by the answers.
  assert.deepEqual(await decide(answered), answered)
  const questions = changes.questions.map((question) => ({ ...question, answer: question.harmlessUpTo }))
  const decided = await decide({ ...changes, questions })
  assert.notEqual(decided.rollback.safety, 'needsRestore')
  assert.notEqual(decided.rollback.safety, 'safe', 'a catalogue does not tell everything')
})

test('a question that is none is not run', async () => {
  const questions = changes.questions.map((question) => ({ ...question, sql: 'DROP TABLE "shop$old"' }))
  const asked = await database.answer({ ...changes, questions }, 'forward')
  for (const question of asked.questions.filter((found) => found.direction === 'forward')) {
    assert.equal(question.answer, undefined)
    assert.match(question.unanswered, /input\.invalid/)
  }
  assert.deepEqual(await database.catalogue(), stored)
})

test('an encrypted connection is verified', { skip: of('CA') ? false : 'the server has no certificate' }, async () => {
  const { tls: _, ...verified } = options()
  await assert.rejects(Database.connect(verified), NetworkFailedError)
  const encrypted = await Database.connect({ ...verified, caCertificates: [of('CA')] })
  assert.deepEqual(await encrypted.catalogue(), stored)
  encrypted.close()
})

test('a wrong password is told and not shown', async () => {
  const wrong = 'planted-secret-that-is-wrong'
  await assert.rejects(Database.connect({ ...options(), password: new SecretValue(wrong) }), (error) => {
    assert.ok(error instanceof CredentialsRefusedError)
    assert.equal(error.code, 'database.refused')
    assert.equal(error.platformCode, '28P01')
    const told = [inspect(error, { depth: 9, showHidden: true }), String(error), error.stack, JSON.stringify(error)]
    assert.ok(!told.join().includes(wrong))
    return true
  })
  const { password: _, ...without } = options()
  await assert.rejects(Database.connect({ ...without, password: wrong }), (error) => {
    assert.ok(error instanceof InvalidInputError)
    assert.ok(!inspect(error, { depth: 9 }).includes(wrong))
    return true
  })
})

test('nothing of a connection shows the password', () => {
  const told = [inspect(database, { depth: 9, showHidden: true }), String(database), JSON.stringify(database)]
  assert.ok(!told.join().includes(password))
})

test('a closed connection says so', async () => {
  const closed = await Database.connect(options())
  closed.close()
  closed.close()
  await assert.rejects(closed.catalogue(), (error) => {
    assert.ok(error instanceof InvalidInputError)
    assert.match(error.message, /was closed/)
    return true
  })
})

test('a call that was given up does not harm the next', async () => {
  await assert.rejects(database.catalogue({ signal: AbortSignal.abort() }), CallCancelledError)
  const controller = new AbortController()
  const given = database.catalogue({ signal: controller.signal })
  controller.abort()
  await given.catch((error) => assert.ok(error instanceof CallCancelledError))
  assert.deepEqual(await database.catalogue(), stored)
})

for (const [name, [file, schema]] of Object.entries({
  'catalogue 0': ['cassandra-connector-7.0.2/assembled-d8aaedf2.mda', 'public'],
  'catalogue 1': ['maintenancemode-10.1.1/assembled-094825e7.mda', 'the "app"'],
  'catalogue 3': ['aws-kms-connector-v2/02-v2-23e4f9e2.zip', 'public'],
})) {
  const shared = process.env.MENDIX_DEPLOY_SHARED
  const skip = shared ? false : 'no recordings beside the checkout'
  test(`a real app is what its package says: ${name}`, { skip }, async () => {
    const model = await (await Package.open(path.join(shared, 'fixtures', file))).model()
    const real = await Database.connect(options(name, schema))
    assert.deepEqual((await compareModels(await real.catalogue(), model)).changes, [])
    real.close()
  })
}

test('the guide is true', async () => {
  const checkout = fileURLToPath(new URL('../..', import.meta.url))
  const guide = await readFile(path.join(checkout, 'docs/guide/databases.md'), 'utf8')
  const snippets = [...guide.matchAll(/```js\n(.*?)```/gs)].map(([, text]) => text)
  assert.equal(snippets.length, 4)
  const orders = options('orders', 'public')
  const { stdout: dump } = await promisify(execFile)(
    path.join(of('PROGRAMS'), 'pg_dump'),
    ['--host', orders.host, '--port', String(orders.port), '--username', orders.user, 'orders'],
    { env: { ...process.env, PGPASSWORD: password } },
  )
  await writeFile(path.join(folder, 'catalogue.sql'), dump)
  await writeFile(path.join(folder, 'commands.sql'), 'CREATE TABLE "a$b" ("id" BIGINT NOT NULL, PRIMARY KEY("id"));')
  const program = `
    import { readFile } from 'node:fs/promises'
    import { compareModels, decide, readCatalogue, readScript } from 'mendix-deploy'
    import { releases } from '${pathToFileURL(path.join(checkout, 'examples/node/_releases.mjs'))}'
    const { folder, close } = await releases()
    const password = process.env.MENDIX_DEPLOY_TEST_POSTGRES_PASSWORD
    const reached = { ...${JSON.stringify({ ...orders, password: undefined })}, password: new SecretValue(password) }
    const askAColleague = () => 0
    process.chdir(folder)
    ${snippets.join('\n').replaceAll(/Database\.connect\(\{[^}]*\}\)/gs, 'Database.connect(reached)')}
    await close()
  `.replaceAll(/'((?:catalogue|commands)\.sql)'/g, (_, name) => JSON.stringify(path.join(folder, name)))
  // In the checkout, where the package is found.
  const file = path.join(checkout, `target/guide-${process.pid}.mjs`)
  await writeFile(file, program)
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [file])
    for (const words of ['How many rows has Sales.Voucher? 0 No row is affected', 'safe destructive', 'additive false []']) {
      assert.ok(stdout.includes(words), stdout)
    }
    assert.ok(!stdout.includes(password))
  } finally {
    await rm(file)
  }
})
