"""A package, from the outside."""

from __future__ import annotations

import hashlib
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
