// Loading: quick, and only with the native module of the same version; a process ends when its work has ended.

import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'

const folder = path.dirname(createRequire(import.meta.url).resolve('mendix-deploy'))

test('a facade of another version is refused', () => {
  const copy = mkdtempSync(path.join(tmpdir(), 'border-'))
  for (const part of ['index.cjs', 'native.node', 'lib', '_generated', 'package.json']) {
    cpSync(path.join(folder, part), path.join(copy, part), { recursive: true })
  }
  writeFileSync(path.join(copy, '_generated/version.cjs'), "module.exports = '0.0.1'\n")
  const { status, stderr } = spawnSync(process.execPath, ['-e', `require(${JSON.stringify(copy)})`], { encoding: 'utf8' })
  assert.equal(status, 1)
  assert.match(stderr, /its two halves belong together/)
})

test('the module loads within 40 ms', () => {
  const program = `const begun = performance.now(); require(${JSON.stringify(folder)}); console.log(performance.now() - begun)`
  const times = Array.from({ length: 5 }, () => Number(execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' })))
  const median = times.sort((a, b) => a - b)[2]
  assert(median <= 40, `${median} ms`)
})

test('a process ends when its work has ended', () => {
  const program = `import { Package, SecretValue } from 'mendix-deploy'
    await Package.open('/nope').catch(() => {})
    new SecretValue('x').reveal()`
  const { status, signal } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { timeout: 5000, cwd: import.meta.dirname })
  assert.equal(signal, null, 'it was still alive after five seconds')
  assert.equal(status, 0)
})
