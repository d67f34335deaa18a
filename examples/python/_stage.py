"""What the examples share: an embedded platform with two packages, so that they run without an account.

Against the real platform, everything here is one line: `mxd.Client.from_env()`.
"""

from __future__ import annotations

import os
import pathlib
import tempfile
from typing import Self

import mendix_deploy as mxd

HERE = pathlib.Path(__file__).resolve().parent


class Stage:
    """An embedded platform: acceptance runs the new version, production the old one."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self._folder.name)
        self.old, self.new = _packages(self.folder)
        self.platform = mxd.Emulator()
        for environment, path in (("Acceptance", self.new), ("Production", self.old)):
            self.platform.apply(
                {
                    "kind": "addPackage",
                    "app": "orders",
                    "environment": environment,
                    "running": True,
                    "path": str(path),
                    "name": path.name,
                }
            )
        self.client = self.platform.client()
        self.landscape = mxd.Landscape.load(HERE.parent / "mendix-deploy.yaml")
        self.journal = str(self.folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.client.close()
        self.platform.stop()
        self._folder.cleanup()

    def effects(self) -> str:
        """What the platform was made to do so far, in order."""
        return ", ".join(f"{effect['effect']} {effect.get('environment', '')}".strip() for effect in self.platform.effects)


def _packages(folder: pathlib.Path) -> tuple[pathlib.Path, pathlib.Path]:
    """Two versions of one app: real archives when they lie beside the checkout, else synthetic ones. Says which."""
    shared = pathlib.Path(os.environ.get("MENDIX_DEPLOY_SHARED", HERE.parents[1] / "../shared"))
    real = shared / "fixtures/maintenancemode-10.1.1"
    old, new = real / "assembled-094825e7.mda", real / "assembled-82246fd1.mda"
    if old.exists() and new.exists():
        print("Packages: two real deployments of one app on Mendix 10.1.1.\n")
        return old, new
    print("Packages: synthetic, because no real ones lie beside this checkout.\n")
    old, new = folder / "orders-2.5.3.mda", folder / "orders-2.5.4.mda"
    for path, version in ((old, "2.5.3"), (new, "2.5.4")):
        host = mxd.packages.Constant(name="Mail.Host", type="String", default_value="smtp.example", description="")
        mxd.write_archive(
            path, project_name="Orders", model_version=version, constants=[host], scheduled_events=["Mail.Retry"]
        )
    return old, new
