"""Sets constants of an environment from the landscape, and shows that nothing else changes."""

import mendix_deploy as mxd
from _stage import Stage

with Stage() as stage:
    before = stage.client.environments.settings("orders/production")
    constant = before.constants[0]

    # The landscape is the one place where values are written down; here it is made on the spot.
    landscape = mxd.Landscape.parse(
        f"""version: 1
apps:
  orders:
    preset: threeEnvironments
    environments:
      production:
        constants: {{{constant.name}: 9.9.9}}
"""
    )
    production = landscape.environment("orders/production")
    plan = stage.client.plan(production, mxd.Configure(restart=True))
    print(plan)
    stage.client.start(plan, journal=stage.journal, actor="example").result()

    for constant in stage.client.environments.settings("orders/production").constants:
        print(f"{constant.name} is {constant.deployed_value}")

    # Planned again, there is nothing to do.
    again = stage.client.plan(production, mxd.Configure(restart=True))
    print(f"Planned again: {again.summary}")
    print(f"The platform did: {stage.effects()}")
