"""A comparison of packages, from the outside."""

from __future__ import annotations

import sys
from pathlib import Path

import mendix_deploy as mxd
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "examples/python"))

from _releases import releases


def test_a_comparison_is_a_document(tmp_path: Path) -> None:
    packages = releases(tmp_path)
    changes = packages["3.0.0"].changes_since(packages["2.6.0"])
    assert isinstance(changes, mxd.Changes)
    assert str(changes).startswith("Changes: orders-2.6.0.mda to orders-3.0.0.mda\n")
    assert "<div" in changes._repr_html_()
    rows = {change.name: str(change.row) for change in changes.changes if change.in_database}
    assert rows == {"Sales.Voucher": "E2", "Sales.Receipt": "E4", "Sales.Order/Note": "A8"}
    assert changes.release_class is mxd.ReleaseClass.DESTRUCTIVE
    assert not changes.rollback.is_safe
    for name in ("changes.md", "changes.html", "changes.txt", "changes.json"):
        changes.write(tmp_path / name)
        assert "Sales.Voucher" in (tmp_path / name).read_text()
    assert mxd.Changes.load(tmp_path / "changes.json") == changes
    # The other direction is another comparison.
    back = packages["2.6.0"].changes_since(packages["3.0.0"])
    assert {change.name for change in back.changes} >= {"Sales.Voucher", "Sales.Payment"}


def test_a_rebuild_is_safe_and_an_addition_is_not(tmp_path: Path) -> None:
    packages = releases(tmp_path)
    rebuilt = packages["2.5.4"].changes_since(packages["2.5.3"])
    assert (rebuilt.release_class, rebuilt.rollback.is_safe) == (mxd.ReleaseClass.REBUILT, True)
    assert packages["2.5.4"].model_digest() == packages["2.5.3"].model_digest()
    added = packages["2.6.0"].changes_since(packages["2.5.4"])
    assert added.release_class is mxd.ReleaseClass.ADDITIVE
    assert added.rollback.safety is mxd.RollbackSafety.LOSES_RECENT


def test_the_model_is_what_was_written(tmp_path: Path) -> None:
    model = releases(tmp_path)["2.6.0"].model()
    names = [entity.name for entity in model.entities if not entity.name.startswith("System.")]
    assert names == ["Sales.Order", "Sales.Voucher", "Sales.Payment"]
    assert [attribute.name for attribute in model.entities[0].attributes] == ["Number", "Note", "Channel"]


def test_a_package_without_a_domain_model_is_refused(tmp_path: Path) -> None:
    package = releases(tmp_path)["2.5.3"]
    with pytest.raises(TypeError):
        package.changes_since("orders.mda")  # type: ignore[arg-type]
