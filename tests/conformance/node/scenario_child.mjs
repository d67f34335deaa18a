// Runs a saved plan with the real clock until it is killed; looks at jobs often, because each look moves the platform's.

import { text } from 'node:stream/consumers'

import { Client, SecretValue, load } from 'mendix-deploy'

const [plan, journal] = process.argv.slice(2)
const { credentials, endpoints } = JSON.parse(await text(process.stdin))
const client = new Client({
  username: credentials.username,
  apiKey: new SecretValue(credentials.apiKey),
  pat: new SecretValue(credentials.pat),
  endpoints,
  pollMilliseconds: 5,
})
await (await client.start(await load('plan', plan), { journal, actor: 'child' })).result()
