// Prints what the npm package really offers, one line per thing, in the words of the manifest. Calls and errors are looked
// up in the running package; types are read out of its typings by the TypeScript compiler.
//
// usage: node surface_node.mjs <package folder> <folder with node_modules>

import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const [folder, tools] = process.argv.slice(2)
const ts = createRequire(path.join(path.resolve(tools), 'x.js'))('typescript')
const api = await import(pathToFileURL(path.join(folder, 'index.mjs')))
const required = createRequire(import.meta.url)(path.resolve(folder, 'index.cjs'))
const lines = []

// --- running: calls and errors
const { groups } = createRequire(import.meta.url)(path.resolve(folder, '_generated/calls.cjs'))
const running = new Set()
for (const [group, Class] of Object.entries(groups)) {
  for (const method of Object.getOwnPropertyNames(Class.prototype)) {
    if (method !== 'constructor') running.add(`${group}.${method}`)
  }
}
for (const [name, value] of Object.entries(api)) {
  if (required[name] !== value && name !== 'default') lines.push(`import and require differ: ${name}`)
  if (value === undefined) lines.push(`undefined export: ${name}`)
  if (value?.prototype instanceof api.MendixDeployError) lines.push(`class ${name}`)
}
for (const name of Object.keys(required)) {
  if (!(name in api)) lines.push(`not importable: ${name}`)
}

// --- running: handles
const handles = ['App', 'Client', 'Database', 'EffectiveConfiguration', 'Emulator', 'Environment', 'Landscape', 'Operation', 'Package', 'Pager', 'ResolvedSecrets', 'Resolver', 'Run', 'SecretValue']
const local = createRequire(import.meta.url)
const classes = handles.map((name) => [name, api[name]])
classes.push(['Packages', local(path.resolve(folder, 'lib/packages.cjs')).PackagesMembers])
const members = new Set()
for (const [name, Class] of classes) {
  // What every function has is no member: `Class.name` is not, the `name` of its objects is.
  const own = Object.getOwnPropertyNames(Class).filter((member) => !['length', 'name', 'prototype', 'of'].includes(member))
  for (const member of [...Object.getOwnPropertyNames(Class.prototype), ...own]) {
    if (member !== 'constructor') members.add(`${name}.${member}`)
  }
}
for (const member of members) lines.push(`member ${member}`)

// --- typings
const entry = path.resolve(folder, 'index.d.cts')
const program = ts.createProgram([entry], {
  strict: true,
  skipLibCheck: true,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  typeRoots: [path.resolve(tools, 'node_modules/@types')],
  types: ['node'],
})
const checker = program.getTypeChecker()
const exported = (file) => {
  const source = program.getSourceFile(file)
  return checker.getExportsOfModule(checker.getSymbolAtLocation(source))
}
const aliased = (symbol) =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol

function fields(owner, type) {
  for (const property of type.getProperties()) {
    if (property.name !== 'kind') lines.push(`field ${owner}.${property.name}`)
  }
}

const kindOf = (type) => {
  const kind = type.getProperty('kind')
  const declared = kind && checker.getTypeOfSymbol(kind)
  return declared?.isStringLiteral() ? declared.value : undefined
}

function describe(where, symbol) {
  const type = checker.getDeclaredTypeOfSymbol(symbol)
  if (symbol.flags & ts.SymbolFlags.Interface) {
    if (kindOf(type) !== undefined) return // told with its union
    lines.push(`struct ${where}`)
    fields(where, type)
    return
  }
  const parts = type.isUnion() ? type.types : [type]
  if (parts.some((part) => part.isStringLiteral())) {
    lines.push(`enum ${where}`)
    for (const part of parts) if (part.isStringLiteral()) lines.push(`word ${where}.${part.value}`)
    return
  }
  if (parts.every((part) => kindOf(part) !== undefined)) {
    lines.push(`union ${where}`)
    for (const part of parts) {
      lines.push(`variant ${where}.${kindOf(part)}=${part.symbol.name}`)
      fields(`${where}.${kindOf(part)}`, part)
    }
    return
  }
  if (type.flags & ts.TypeFlags.String) {
    lines.push(`text ${where}`)
    return
  }
  lines.push(`unexpected ${where}`)
}

for (const symbol of exported(entry)) {
  const target = aliased(symbol)
  if (target.flags & ts.SymbolFlags.ValueModule) {
    for (const member of checker.getExportsOfModule(target)) {
      describe(`${symbol.name}.${member.name}`, aliased(member))
    }
  }
}
const codes = new Set()
for (const symbol of exported(entry)) {
  const target = aliased(symbol)
  if (symbol.name === 'ErrorCode') {
    for (const part of checker.getDeclaredTypeOfSymbol(target).types) codes.add(part.value)
  }
  if (target.flags & ts.SymbolFlags.Class && !(symbol.name in api)) lines.push(`typed only: ${symbol.name}`)
}
for (const symbol of exported(entry)) {
  const target = aliased(symbol)
  if (handles.includes(symbol.name) && target.flags & ts.SymbolFlags.Class) {
    const declared = [...target.members.values(), ...target.exports.values()]
    const typed = new Set(declared.filter((s) => !(s.flags & ts.SymbolFlags.TypeParameter)).map((s) => s.name))
    for (const member of members) {
      const [handle, word] = member.split('.')
      if (handle === symbol.name && !typed.has(word)) lines.push(`not typed: ${member}`)
    }
    for (const word of typed) {
      if (!word.startsWith('__') && word !== 'prototype' && !members.has(`${symbol.name}.${word}`)) lines.push(`typed only: ${symbol.name}.${word}`)
    }
  }
  const isError = api[symbol.name]?.prototype instanceof api.MendixDeployError
  if (!(target.flags & ts.SymbolFlags.Class)) continue
  const type = checker.getDeclaredTypeOfSymbol(target)
  if (isError) {
    const code = checker.getTypeOfSymbol(type.getProperty('code'))
    for (const part of code.isUnion() ? code.types : [code]) {
      if (!part.isStringLiteral()) continue
      lines.push(`error ${part.value}=${symbol.name}`)
      if (!codes.delete(part.value)) lines.push(`not in ErrorCode: ${part.value}`)
    }
  }
  const group = Object.entries(groups).find(([, Class]) => Class.name === symbol.name)?.[0]
  if (group === undefined) continue
  for (const property of type.getProperties()) {
    // Calls written by hand are inherited.
    if (property.valueDeclaration?.parent.symbol !== target) continue
    const signature = checker.getTypeOfSymbol(property).getCallSignatures()[0]
    if (signature === undefined) continue
    const names = signature.parameters.map((p) => p.name)
    let options = []
    if (names.at(-1) === 'options') {
      names.pop()
      const declared = checker.getNonNullableType(checker.getTypeOfSymbol(signature.parameters.at(-1)))
      options = declared.getProperties().map((p) => p.name).filter((name) => name !== 'signal')
    }
    const call = `${group}.${property.name}`
    if (!running.delete(call)) lines.push(`typed only: ${call}`)
    lines.push(`call ${call}(${names.join(',')};${options.join(',')})`)
  }
}
for (const call of running) lines.push(`not typed: ${call}`)
for (const code of codes) lines.push(`of no class: ${code}`)
for (const [kind] of Object.entries(createRequire(import.meta.url)(path.resolve(folder, '_generated/documents.cjs')))) {
  lines.push(`document ${kind}`)
}
console.log(JSON.stringify({ package: folder, lines: lines.sort() }))
