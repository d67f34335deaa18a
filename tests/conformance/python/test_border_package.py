"""A package, from the outside."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import mendix_deploy as mxd


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
