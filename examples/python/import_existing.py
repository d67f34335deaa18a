"""Reads what a team has today, a Compose file, into a landscape, with a report of what became of every entry."""

import pathlib

import mendix_deploy as mxd
from mendix_deploy.imports import ComposeImport
from mendix_deploy.landscapes import Tier

file = pathlib.Path(__file__).parent.parent / "compose.yaml"
source = ComposeImport(file=file.name, text=file.read_text(encoding="utf-8"))
imported = mxd.import_configuration(source, environment="production", tier=Tier.PRODUCTION)

# Understood, doubtful, ignored; and the places that a person fills with secret references.
print(imported)

# The landscape passes the same checks as one that a person wrote.
landscape = mxd.Landscape.from_document(imported.landscape)
production = landscape.environment("orders/production")
for constant in production.constants:
    print(f"constant {constant.name}, set at {constant.path}")
