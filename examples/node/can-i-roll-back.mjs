// Asks of every release whether the version before it may start again, and what that would lose.

import { releases } from './_releases.mjs'

const { packages, close } = await releases()
const versions = Object.keys(packages)
for (const [index, after] of versions.entries()) {
  if (index === 0) continue
  const before = versions[index - 1]
  const { rollback } = await packages[after].changesSince(packages[before])
  console.log(`back from ${after} to ${before}: ${rollback.safety}`)
  for (const reason of rollback.reasons) console.log(`    ${reason}`)
  for (const loss of rollback.losses) console.log(`    lost: ${loss.what}`)
  // A pipeline ends with this: `process.exitCode = rollback.safety === 'safe' ? 0 : 1`.
  console.log(`    exit code of a check in a pipeline: ${rollback.safety === 'safe' ? 0 : 1}`)
}
await close()
