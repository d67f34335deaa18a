// Compares two releases: what changes in the database, and which strategies may carry the release.

import path from 'node:path'

import { load, render, write } from 'mendix-deploy'

import { releases } from './_releases.mjs'

const { folder, packages, close } = await releases()

// Direction cannot be confused: the new package says what changes since the old one.
const changes = await packages['3.0.0'].changesSince(packages['2.6.0'])
console.log(render(changes))

// The same as a page for a merge request, for a change board, and for programs.
for (const file of ['changes.md', 'changes.html', 'changes.json']) await write(changes, path.join(folder, file))
const read = await load('changes', path.join(folder, 'changes.json'))
for (const change of read.changes) {
  if (change.inDatabase && change.forward.data !== 'keeps') {
    console.log(`[${change.row}] ${change.name}: ${change.forward.what}`)
  }
}
for (const answer of read.strategies) console.log(`${answer.strategy}: ${answer.permission}`)
await close()
