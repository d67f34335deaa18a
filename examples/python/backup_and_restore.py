"""Takes a snapshot of production, downloads it, and writes it back."""

import mendix_deploy as mxd
from _stage import Stage

with Stage() as stage:
    production = stage.landscape.environment("orders/production")
    file = stage.folder / "production.backup"

    plan = stage.client.plan(production, mxd.BackUp(comment="before the drill", download_to=str(file)))
    stage.client.start(plan, journal=stage.journal, actor="example").result()
    print(f"Backed up to a file of {file.stat().st_size} bytes.")

    snapshot = next(iter(stage.client.backups.snapshots("orders/production")))

    # Restoring overwrites what the environment holds: the plan says so, and the loss is accepted by name.
    restore = mxd.RestoreBackup(snapshot=snapshot.snapshot_id, accept_loss=["dataSinceSnapshot"])
    plan = stage.client.plan(production, restore)
    print(plan)
    stage.client.start(plan, journal=stage.journal, actor="example").result()
    print("Production holds the data of the snapshot.")
    print(f"The platform did: {stage.effects()}")
