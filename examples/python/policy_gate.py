"""Holds a landscape against the policy; made for a pull request that changes it."""

import datetime

import mendix_deploy as mxd

landscape = mxd.Landscape.parse(
    """version: 1
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
"""
)
today = datetime.date(2026, 11, 24)
report = landscape.policy(as_of=today, rules={"OWN-1": lambda address, facts: None if facts.owner else "nobody answers for it"})
for finding in report.findings:
    if finding.severity.value == "error":
        print(f"{finding.id} {finding.address or ''}: {finding.message}")
print(f"rules: {len(report.rules)}")
print(f"not evaluated: {sum(rule.not_evaluated > 0 for rule in report.rules)}")
print(f"exempted: {sum(rule.exempted for rule in report.rules)}")
print(f"exit code of a gate in a pipeline: {report.exit_code}")

advice = mxd.placement(constraints=["airGapped"])
print(f"where an air-gapped app runs: {advice.target.value}")
