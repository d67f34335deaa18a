"""Promotes what acceptance runs to production: check, plan, run, release."""

import mendix_deploy as mxd
from _stage import Stage

with Stage() as stage:
    production = stage.landscape.environment("orders/production")

    # Read in place: nothing is extracted.
    info = mxd.Package.open(stage.new).info
    print(
        f"{info.file_name}: model version {info.model_version}, runtime {info.runtime_version}, "
        f"{len(info.constants)} constants, {len(info.scheduled_events)} scheduled events"
    )

    # A plan is a value: it can be printed, saved, reviewed and approved.
    plan = stage.client.plan(production, mxd.Promote(source="orders/acceptance"))
    print(plan)

    # A run is journaled; `client.resume(run.id)` continues it from any process.
    run = stage.client.start(plan, journal=stage.journal, actor="example")
    for event in run:
        print(f"{event.number:>3}  {event.summary}")
    release = run.result()
    print(f"\n{release.address} runs package {release.package.package_id}")
    print(f"The platform did: {stage.effects()}")
