// Resolves secrets from files and variables, all or none, and hands one to a program that prints it.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { Resolver, SecretsUnresolvedError } from 'mendix-deploy'

process.env.ORDERS_API_KEY = 'an-example-api-key'
const folder = mkdtempSync(path.join(tmpdir(), 'resolve-secrets-'))
writeFileSync(path.join(folder, 'database.json'), '{"user": "orders", "password": "an-example-password"}')
const wanted = {
  'database.password': 'file://./database.json#password',
  'constants.Api.Key': 'env://ORDERS_API_KEY',
  'database.url': 'jdbc:postgresql://db/orders?user=${secret:file://./database.json#user}',
}
const resolver = new Resolver({ folder })
const secrets = await resolver.resolve(wanted)
for (const secret of secrets.report.secrets) {
  console.log(`${secret.slot}: ${secret.outcome} in ${secret.store}, ${secret.reference}`)
}
console.log(`printed: ${secrets.get('database.password')}`)
const done = await secrets.run(['sh', '-c', 'echo "the password is $PGPASSWORD"'], {
  env: { PGPASSWORD: 'database.password' },
})
console.log(`the program says: ${done.stdout.trim()}`)
secrets.close()
try {
  await resolver.resolve({
    ...wanted,
    's3.key': 'file://./database.json#pasword',
    license: 'env://NOT_SET',
    mail: 'vault://x#f?version=2',
  })
} catch (error) {
  if (!(error instanceof SecretsUnresolvedError)) throw error
  for (const failure of error.detail.failures) {
    console.log(`${failure.slots.join(', ')}: ${failure.code}: ${failure.message}`)
  }
}
await resolver.close()
rmSync(folder, { recursive: true })
