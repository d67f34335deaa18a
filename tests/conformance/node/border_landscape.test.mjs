// What an environment wants, with its origins and deviations, as values of Node.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Landscape, planCatalogue, sizingAdvice, tierPresets } from 'mendix-deploy'

const TEXT = `version: 1
defaults:
  database: {engine: postgresql, host: db.example}
  runtimeSettings: {SessionTimeout: 600000, EnableKeepAlive: true}
apps:
  orders:
    target: docker
    environments:
      production:
        logging: {level: debug}
        scaling: {replicas: 2}
        delivery: {branches: [main]}
`

test('every inherited key is a property', async () => {
  const production = (await Landscape.parse(TEXT)).environment('orders/production')
  assert.equal(production.database.host, 'db.example')
  assert.equal(production.scaling.replicas, 2)
  assert.equal(production.storage, undefined)
  assert.deepEqual([...production.tags], [])
  assert.deepEqual({ ...production.runtimeSettings.SessionTimeout }, { kind: 'number', value: '600000' })
})

test('origins and deviations are told with their place', async () => {
  const landscape = await Landscape.parse(TEXT, { file: 'l.yaml' })
  const production = landscape.environment('orders/production')
  const origin = production.origin('logging.level')
  assert.equal(origin.path, 'apps.orders.environments.production.logging.level')
  assert.equal(origin.location.line, 10)
  assert.equal(production.origin('logging.nodes'), undefined)
  assert.deepEqual(
    production.deviations.map(({ aspect, actual }) => [aspect, actual]),
    [['logging', 'debug']],
  )
  assert.equal(landscape.app('orders').environmentsOfBranch('main').length, 1)
})

test('tiers, plans and sizes are data', () => {
  assert.deepEqual(
    tierPresets().map((preset) => preset.tier),
    ['development', 'test', 'acceptance', 'production'],
  )
  assert.equal(planCatalogue().length, 5)
  assert.equal(sizingAdvice(101).requests.cpuMillicores, 1000)
})
