// A trace, from the outside.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { Emulator } from 'mendix-deploy'

test('a version leads to commits and stories', async () => {
  const platform = await Emulator.start()
  const client = platform.client()
  const commits = []
  for await (const commit of client.repository.commits('orders', 'main')) commits.push(commit)
  const [newest, oldest] = [commits[0], commits[5]].map((commit) => commit.id.slice(0, 8))
  const trace = await client.repository.trace('orders', `2.0.0.${newest}`, { since: `1.0.0.${oldest}` })
  assert.deepEqual([trace.branch, trace.revision], ['main', newest])
  assert.deepEqual(
    trace.commits.map((commit) => commit.message),
    [40, 39, 38, 37, 36].map((number) => `Change ${number} on main`),
  )
  assert.deepEqual(
    trace.stories.map((story) => [story.id, story.title]),
    [['1000', 'Story 0']],
  )
  assert.deepEqual(trace.unknown, [])
  const local = await client.repository.trace('orders', 'unversioned')
  assert.equal(local.unknown.length, 1)
  const stories = []
  for await (const story of client.repository.stories('orders')) stories.push(story)
  assert.equal(stories.length, 25)
  await client.close()
  platform.stop()
})
