// Holds a landscape against the policy; made for a pull request that changes it.

import { Landscape, placement } from 'mendix-deploy'

const landscape = await Landscape.parse(`version: 1
apps:
  orders:
    target: {kind: docker, image: registry.example/orders, tag: latest}
    defaults:
      database: {engine: postgresql, version: '15', host: db.example, name: orders, user: orders}
    environments:
      acceptance:
        exemptions:
          - {rule: MX-DOC-001, reason: the registry is being moved, expires: 2026-12-31}
      production: {owner: sales}
`)
const report = landscape.policy({
  asOf: '2026-11-24',
  rules: { 'OWN-1': (address, facts) => (facts.owner ? undefined : 'nobody answers for it') },
})
for (const finding of report.findings) {
  if (finding.severity === 'error') console.log(`${finding.id} ${finding.address ?? ''}: ${finding.message}`)
}
console.log(`rules: ${report.rules.length}`)
console.log(`not evaluated: ${report.rules.filter((rule) => rule.notEvaluated > 0).length}`)
console.log(`exempted: ${report.rules.reduce((sum, rule) => sum + rule.exempted, 0)}`)
console.log(`exit code of a gate in a pipeline: ${report.findings.some((finding) => finding.severity === 'error') ? 1 : 0}`)

console.log(`where an air-gapped app runs: ${placement({ constraints: ['airGapped'] }).target}`)
