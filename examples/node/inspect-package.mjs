// Looks into a package: versions, entities, constants, digests, libraries. Nothing is extracted.

import path from 'node:path'

import { verifyChecksums, writeChecksums } from 'mendix-deploy'

import { releases } from './_releases.mjs'

const { folder, packages, close } = await releases()
const pack = packages['2.6.0']
const { info } = pack
console.log(`${info.projectName} ${info.modelVersion} on Mendix ${info.runtimeVersion}, ${info.fileCount} files`)

const model = await pack.model()
for (const entity of model.entities.filter(({ name }) => !name.startsWith('System.'))) {
  const names = entity.attributes.map((attribute) => `${attribute.name} ${attribute.type}`)
  console.log(`  ${entity.name}: ${names.join(', ')}`)
}
// Defaults may be credentials: names and types are enough here.
for (const constant of model.constants) console.log(`  constant ${constant.name}: ${constant.type}`)

// The same model built again has the same model digest, whatever its file looks like.
const digests = await pack.contentDigests()
const start = (digest) => (digest ?? 'none').slice(0, 12)
console.log(`file ${start(digests.file)}, content ${start(digests.content)}, model ${start(digests.model)}`)

// What `sha256sum --check` reads, and a bill of materials in CycloneDX.
const sums = path.join(folder, 'SHA256SUMS')
await writeChecksums(sums, [pack])
const results = await verifyChecksums(sums)
console.log(`checksums hold: ${results.every((result) => result.isOk)}`)
const bom = JSON.parse(await pack.sbom())
console.log(`bill of materials: ${bom.bomFormat} ${bom.specVersion}, ${bom.components.length} components`)
await close()
