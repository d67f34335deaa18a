"""Checks a package against every environment of an app, offline; made for a pull request."""

import mendix_deploy as mxd
from _stage import Stage

with Stage() as stage:
    package = mxd.Package.open(stage.new)
    report = stage.landscape.app("orders").preflight(package)
    print(report)
    print(f"exit code of a check in a pipeline: {report.exit_code}\n")

    # A landscape with mistakes: each finding has an id, a place and a remedy.
    wrong = mxd.Landscape.parse(
        """version: 1
apps:
  orders:
    preset: twoEnvironments
    defaults:
      constants: {Mail.NoSuchConstant: x}
"""
    )
    report = wrong.environment("orders/production").preflight(package)
    print(report)
    report.write(stage.folder / "preflight.sarif")
    print(f"written as SARIF: {(stage.folder / 'preflight.sarif').stat().st_size > 0}")
