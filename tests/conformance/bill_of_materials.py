"""Holds bills of materials against the official CycloneDX schema, with a validator that is not ours.

The packages hold what real ones hold, and what a hostile one could hold.

usage: bill_of_materials.py
"""

import itertools
import json
import pathlib
import sys
import tempfile
import zipfile

import mendix_deploy as mxd
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

METADATA = {
    "RuntimeVersion": "10.24.15.93102",
    "JavaVersion": 21,
    "ProjectID": "00000000-0000-0000-0000-000000000001",
    "ProjectName": "Orders",
    "ModelVersion": "2.5.4",
    "Constants": [],
    "ScheduledEvents": [],
}
HOSTILE = ["", " ", "a b", "\u202e\u0000", "<script>", "é" * 40, "pkg:", "x" * 2000, None, 7, [], {"a": 1}]


def managed(**fields: object) -> str:
    return json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.4", "components": [fields, fields]})


def cases() -> list[dict[str, str]]:
    """Entries besides the metadata, one package each."""
    jar = {"model/lib/userlib/bcprov-jdk18on-1.81.jar": "a", "model/lib/userlib/bcprov-jdk18on-1.81.jar.M.RequiredLib": ""}
    sbom, services = "model/lib/userlib/vendorlib-sbom.json", "model/dependencies.json"
    made: list[dict[str, str]] = [{}, jar, {sbom: "[", services: "nonsense"}]
    made.append(
        {
            **jar,
            sbom: managed(
                group="org.bouncycastle",
                name="bcprov-jdk18on",
                version="1.81",
                purl="pkg:maven/org.bouncycastle/bcprov-jdk18on@1.81?type=jar",
                hashes=[{"alg": "SHA-256", "content": "0" * 64}],
                licenses=[{"license": {"id": "Apache-2.0"}}],
            ),
            services: json.dumps(
                {
                    "published": [{"name": "a", "version": "1", "path": "/odata/a/v1/", "serviceType": "OData 4.0"}],
                    "consumed": [{"name": "b"}],
                }
            ),
        }
    )
    for key, value in itertools.product(["group", "name", "version", "purl", "hashes", "licenses"], HOSTILE):
        made.append({sbom: managed(**{"name": "n", key: value})})
    for value in HOSTILE:
        made.append({sbom: managed(name="n", licenses=[{"license": {"id": value}}, {"expression": value}])})
        made.append({sbom: managed(name="n", licenses=[{"license": {"name": value}}])})
        made.append({sbom: managed(name="n", hashes=[{"alg": "SHA-256", "content": value}])})
        for key in ("name", "version", "path", "serviceType"):
            made.append({services: json.dumps({"published": [{"name": "n", key: value}]})})
    return made


def main() -> int:
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    if not validator.validate_str('{"bomFormat": "CycloneDX"}'):
        print("the validator accepts anything", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name:
        path = pathlib.Path(name) / "a.mda"
        for number, entries in enumerate(cases()):
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("model/metadata.json", json.dumps(METADATA))
                for entry, content in entries.items():
                    archive.writestr(entry, content)
            text = mxd.Package.open(path).sbom()
            if error := validator.validate_str(text):
                print(f"case {number}, {entries}: {error}\n{text}", file=sys.stderr)
                return 1
    print(f"{number + 1} bills of materials are valid CycloneDX 1.6")
    return 0


if __name__ == "__main__":
    sys.exit(main())
