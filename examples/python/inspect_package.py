"""Looks into a package: versions, entities, constants, digests, libraries. Nothing is extracted."""

import json
import pathlib
import tempfile

import mendix_deploy as mxd
from _releases import releases

with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    package = releases(folder)["2.6.0"]
    info = package.info
    print(f"{info.project_name} {info.model_version} on Mendix {info.runtime_version}, {info.file_count} files")

    model = package.model()
    for entity in model.entities:
        if not entity.name.startswith("System."):
            names = ", ".join(f"{attribute.name} {attribute.type}" for attribute in entity.attributes)
            print(f"  {entity.name}: {names}")
    # Defaults may be credentials: names and types are enough here.
    for constant in model.constants:
        print(f"  constant {constant.name}: {constant.type}")

    # The same model built again has the same model digest, whatever its file looks like.
    digests = package.content_digests()
    print(f"file {digests.file[:12]}, content {digests.content[:12]}, model {(digests.model or 'none')[:12]}")

    # What `sha256sum --check` reads, and a bill of materials in CycloneDX.
    mxd.write_checksums(folder / "SHA256SUMS", [package])
    print(f"checksums hold: {all(result.is_ok for result in mxd.verify_checksums(folder / 'SHA256SUMS'))}")
    bom = json.loads(package.sbom())
    print(f"bill of materials: {bom['bomFormat']} {bom['specVersion']}, {len(bom['components'])} components")
