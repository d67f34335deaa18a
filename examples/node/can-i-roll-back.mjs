// Asks of every release whether the version before it may start again, and what that would lose.
// With a database of the app in `PGDATABASE` (and `PGHOST`, `PGPORT`, `PGUSER`, `PGPASSWORD`, as for `psql`), what only
// the data can tell is asked there, read-only.

import { database, releases } from './_releases.mjs'

const { packages, close } = await releases()
const live = await database()
const versions = Object.keys(packages)
for (const [index, after] of versions.entries()) {
  if (index === 0) continue
  const before = versions[index - 1]
  let changes = await packages[after].changesSince(packages[before])
  const running = (await live?.catalogue())?.modelVersion
  if (running === before) changes = await live.answer(changes, 'forward') // what the new version's start would lose
  if (running === after) changes = await live.answer(changes, 'backward') // what the old version's start would lose
  const { rollback, questions } = changes
  console.log(`back from ${after} to ${before}: ${rollback.safety}`)
  for (const reason of rollback.reasons) console.log(`    ${reason}`)
  for (const loss of rollback.losses) console.log(`    lost: ${loss.what}`)
  for (const { question, answer } of questions) if (answer !== undefined) console.log(`    asked: ${question} ${answer}`)
  // A pipeline ends with this: `process.exitCode = rollback.safety === 'safe' ? 0 : 1`.
  console.log(`    exit code of a check in a pipeline: ${rollback.safety === 'safe' ? 0 : 1}`)
}
live?.close()
await close()
