// Documents are plain objects with functions of their own.

import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'

import { Emulator, InvalidInputError, UnreadableDocumentError, annotate, load, render, save, write } from 'mendix-deploy'

const folder = mkdtempSync(path.join(tmpdir(), 'border-'))
const report = {
  document: 'report',
  version: 1,
  writtenBy: 'mendix-deploy 0.1.0',
  subject: 'preflight of orders/production',
  skipped: [],
  rules: [],
  findings: [
    {
      id: 'constant.missing',
      severity: 'error',
      address: 'orders/production',
      subject: 'Mail.Host',
      location: { file: 'a,b:c.yaml', line: 3, column: 5 },
      message: '100% of <Mail.Host> is missing',
      remedy: 'Set it.',
    },
  ],
  unknownFields: {},
}

test('render: every format, escaped', () => {
  assert.match(render(report), /Mail\.Host/)
  assert.match(render(report, 'html'), /&lt;Mail\.Host&gt;/)
  // eslint-disable-next-line no-control-regex
  assert.match(render({ ...report, findings: [] }, 'ascii'), /^[\x00-\x7f]*$/)
  assert.equal(JSON.parse(render(report, 'json')).document, 'report')
  assert.equal(JSON.parse(render(report, 'sarif')).version, '2.1.0')
  assert.match(render(report, 'junit'), /<testsuite/)
  assert.throws(() => render(report, 'pdf'), InvalidInputError)
  assert.throws(() => render({}, 'text'), InvalidInputError)
})

test('save, load and write', async () => {
  const file = path.join(folder, 'report.json')
  await save(report, file)
  assert.deepEqual(await load('report', file), report)
  await assert.rejects(load('plan', file), (error) => error instanceof UnreadableDocumentError && error.code === 'document.invalid')
  writeFileSync(file, JSON.stringify({ ...report, version: 99 }))
  await assert.rejects(load('report', file), (error) => error.code === 'document.newer')
  await write(report, path.join(folder, 'report.md'))
  assert.match(readFileSync(path.join(folder, 'report.md'), 'utf8'), /Mail\.Host/)
  await assert.rejects(write(report, path.join(folder, 'report.xyz')), InvalidInputError)
})

test('what a later version wrote into a report is kept', async () => {
  const file = path.join(folder, 'later.json')
  const { unknownFields, ...plain } = report
  const later = { ...plain, policy: { name: 'strict' }, findings: [{ ...report.findings[0], owner: 'team-a' }] }
  writeFileSync(file, JSON.stringify(later))
  const loaded = await load('report', file)
  assert.deepEqual(loaded.unknownFields, { '/findings/0/owner': '"team-a"', '/policy': '{"name":"strict"}' })
  await save(loaded, file)
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), later)
  await save(report, file)
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), plain)
})

test('annotations cannot be broken out of', () => {
  assert.deepEqual(annotate(report), [
    '::error file=a%2Cb%3Ac.yaml,line=3,col=5::100%25 of <Mail.Host> is missing Set it.',
  ])
})

test('a client is left by `await using`', async () => {
  const emulator = await Emulator.start()
  try {
    const client = emulator.client()
    assert.equal((await client.apps.list())[0].name, 'Orders')
    assert.equal(await client[Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')](), undefined)
  } finally {
    emulator[Symbol.dispose ?? Symbol.for('Symbol.dispose')]()
  }
})
