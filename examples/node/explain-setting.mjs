// What the runtime of an environment would really see, and why: as its target is handed it.

import { EffectiveConfiguration, readVariable, sameDatabase } from 'mendix-deploy'

import { releases } from './_releases.mjs'

const variables = (values) => Object.entries(values).map(([name, value]) => ({ name, value }))

const { packages, close } = await releases()
const pack = packages['2.6.0']

// What a container of the Docker buildpack is handed. `MX_SALES_APIKEY` is a popular mistake.
const docker = EffectiveConfiguration.evaluate(
  {
    kind: 'docker',
    variables: variables({
      DATABASE_URL: 'postgres://orders:s3cret@db:5432/orders?sslmode=require',
      MXRUNTIME_SessionTimeout: '900000',
      MX_SALES_APIKEY: 'example-key',
      SCHEDULED_EVENTS: 'all',
    }),
  },
  pack,
)
const names = ['com.mendix.core.SessionTimeout', 'DatabaseHost', 'DatabasePassword', 'ScheduledEventExecution', 'Xmx']
for (const name of names) console.log(docker.explain(name).sentence)
for (const { name, reason } of docker.data.lost) console.log(`lost: ${name}: ${reason}`)
for (const { severity, id } of docker.findings) console.log(`${severity}: ${id}`)

// One stray variable cancels the database URL.
const stray = EffectiveConfiguration.evaluate(
  {
    kind: 'cloudFoundry',
    variables: variables({
      DATABASE_URL: 'postgres://orders:s3cret@db:5432/orders',
      MXRUNTIME_DatabaseType: 'POSTGRESQL',
      MEMORY_LIMIT: '2G',
    }),
  },
  pack,
)
console.log(stray.explain('DatabaseHost').sentence)
const { startFailure } = stray
if (startFailure !== undefined) console.log(`${startFailure.stage}: ${startFailure.message} ${startFailure.remedy}`)

// Names and connection strings by themselves.
console.log(readVariable('MX_A_B_C', ['A_B.C', 'A.B_C']).names.join(' and '))
console.log(sameDatabase('postgres://a:b@localhost/orders', 'jdbc:postgresql://127.0.0.1:5432/orders'))
await close()
