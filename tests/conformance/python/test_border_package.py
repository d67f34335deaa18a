"""A package, from the outside."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import sqlite3
import struct
import zipfile
from pathlib import Path

import mendix_deploy as mxd
import pytest


def test_a_package_that_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "größe.mda"
    constant = mxd.Constant(name="Main.Größe", type=mxd.ConstantType.STRING, default_value="é", description="")
    spec = mxd.ArchiveSpec(project_name="Orders", model_version="2.5.4", constants=(constant,))
    mxd.write_archive(path, spec)
    package = mxd.Package.open(str(path))
    info = package.info
    assert (info.project_name, info.model_version, info.format) == ("Orders", "2.5.4", mxd.PackageFormat.ARCHIVE)
    assert info.constants == (constant,)
    assert info.file_name == "größe.mda"
    assert package.path == path
    assert package.digest() == hashlib.sha256(path.read_bytes()).hexdigest()
    assert all(isinstance(finding, mxd.Finding) for finding in package.limits())
    assert "Orders" in repr(info) and "größe.mda" in repr(package)


def test_digests_bill_of_materials_and_checksums(tmp_path: Path) -> None:
    paths = [tmp_path / "a.mda", tmp_path / "b c.mda"]
    for path, version in zip(paths, ("1.0.0", "1.0.1"), strict=True):
        mxd.write_archive(path, project_name="Orders", model_version=version)
    first, second = (mxd.Package.open(path) for path in paths)
    digests = first.content_digests()
    assert digests.file == first.digest()
    assert digests.content != second.content_digests().content
    bom = json.loads(first.sbom())
    assert (bom["bomFormat"], bom["metadata"]["component"]["version"]) == ("CycloneDX", "1.0.0")
    assert first.sbom() == mxd.Package.open(paths[0]).sbom()
    sums = tmp_path / "SHA256SUMS"
    mxd.write_checksums(sums, [first, second])
    assert sums.read_text() == f"{first.digest()}  a.mda\n{second.digest()}  b c.mda\n"
    assert [result.is_ok for result in mxd.verify_checksums(sums)] == [True, True]
    paths[1].unlink()
    missing = mxd.verify_checksums(sums)[1]
    assert (missing.is_ok, missing.file_name, missing.found) == (False, "b c.mda", None)


def write_project(path: Path) -> None:
    """The smallest project there is: SQLite by the standard library, BSON by hand."""

    def unit(number: int, kind: str) -> bytes:
        body = b"\x05$ID\0" + struct.pack("<i", 16) + b"\0" + bytes([number]) * 16
        body += b"\x02$Type\0" + struct.pack("<i", len(kind) + 1) + kind.encode() + b"\0"
        return struct.pack("<i", len(body) + 5) + body + b"\0"

    root = unit(1, "Projects$Project")
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute(
            "CREATE TABLE Unit (UnitID BLOB PRIMARY KEY NOT NULL, ContainerID BLOB, ContainmentName TEXT, "
            "ContentsHash TEXT, Contents BLOB)"
        )
        database.execute("CREATE TABLE _MetaData (_ProductVersion TEXT)")
        database.execute("INSERT INTO _MetaData VALUES ('10.1.1')")
        digest = base64.b64encode(hashlib.sha256(root).digest()).decode()
        database.execute("INSERT INTO Unit VALUES (?, ?, '', ?, ?)", (b"\1" * 16, b"\1" * 16, digest, root))


def test_a_project_is_read_and_held_against_its_hashes(tmp_path: Path) -> None:
    path = tmp_path / "orders.mpr"
    write_project(path)
    package = mxd.Package.open(path)
    info = package.info
    assert (info.format, info.model_version, info.runtime_version) == (mxd.PackageFormat.PROJECT, None, "10.1.1")
    assert "10.1.1" in repr(package)
    assert package.model().project_id == info.project_id == "01010101-0101-0101-0101-010101010101"
    assert package.verify_contents() == ()
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE Unit SET ContentsHash = ''")
    (unit,) = mxd.Package.open(path).verify_contents()
    assert unit.id == info.project_id and "SHA-256" in unit.why


def test_a_portable_package_tells_its_variables(tmp_path: Path) -> None:
    path = tmp_path / "orders.zip"
    metadata = {"RuntimeVersion": "10.24.19", "ProjectID": "p", "ProjectName": "Orders", "ModelVersion": "1.0.0"}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("app/model/metadata.json", json.dumps(metadata | {"Constants": [], "ScheduledEvents": []}))
        archive.writestr("bin/start", "")
        archive.writestr("etc/constants/defaults.conf", 'runtime.params.MicroflowConstants {\n"Orders.A" = "1"\n}\n')
        archive.writestr("etc/constants/variables.conf", 'runtime.params.MicroflowConstants."Orders.A" = ${?ORDERS_A}\n')
    package = mxd.Package.open(path)
    assert package.info.format == mxd.PackageFormat.PORTABLE
    (constant,) = package.portable_configuration().constants
    assert (constant.name, constant.default_value, constant.variables) == ("Orders.A", "1", ("ORDERS_A",))
    with pytest.raises(mxd.MendixDeployError) as raised:
        package.verify_contents()
    assert raised.value.code == "package.format_unsupported"
