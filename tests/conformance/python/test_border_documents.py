"""Documents print themselves, show in notebooks, and go to files and back."""

from __future__ import annotations

import dataclasses
import io
import json
import sys
from pathlib import Path

import mendix_deploy as mxd
import pytest

FINDING = mxd.Finding(
    id="constant.missing",
    severity=mxd.Severity.ERROR,
    address=mxd.Address("orders/production"),
    subject="Mail.Host",
    message="<Mail.Host> is missing",
    remedy="Set it.",
)
REPORT = mxd.Report(
    document="report",
    version=1,
    written_by="mendix-deploy 0.1.0",
    subject="preflight of orders/production",
    findings=(FINDING,),
)


def test_print_and_notebook() -> None:
    assert "Mail.Host" in str(REPORT) and "constant.missing" in str(REPORT)
    assert "&lt;Mail.Host&gt;" in REPORT._repr_html_()
    assert json.loads(REPORT.render("sarif"))["version"] == "2.1.0"
    with pytest.raises(mxd.InvalidInputError):
        REPORT.render("pdf")


def test_annotations_cannot_be_broken_out_of() -> None:
    hostile = dataclasses.replace(
        FINDING,
        location=mxd.Location(file="a,b:c.yaml", line=3, column=5),
        message="100% of <Mail.Host>\n::error::forged\u2028is missing",
    )
    report = dataclasses.replace(REPORT, findings=(hostile, dataclasses.replace(FINDING, severity=mxd.Severity.INFO)))
    assert report.annotate() == [
        "::error file=a%2Cb%3Ac.yaml,line=3,col=5::100%25 of <Mail.Host> ::error::forged\u2028is missing Set it.",
        "::notice::<Mail.Host> is missing Set it.",
    ]
    assert dataclasses.replace(REPORT, findings=()).annotate() == []


def test_a_console_without_box_characters_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for encoding in ("cp1252", "ascii"):
        stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        monkeypatch.setattr(sys, "stdout", stream)
        print(REPORT)
        stream.flush()
    monkeypatch.undo()
    assert any(ord(character) > 127 for character in REPORT.render("text")), "else this test shows nothing"


def test_exit_codes() -> None:
    assert (REPORT.is_ok, REPORT.exit_code) == (False, 1)
    fine = mxd.Report(document="report", version=1, written_by="x", subject="y")
    assert (fine.is_ok, fine.exit_code) == (True, 0)


def test_what_a_later_version_wrote_into_a_report_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "later.json"
    REPORT.save(path)
    later = json.loads(path.read_text())
    assert "unknownFields" not in later
    later["policy"] = {"name": "strict"}
    later["findings"][0]["owner"] = "team-a"
    path.write_text(json.dumps(later))
    loaded = mxd.Report.load(path)
    assert loaded.findings == REPORT.findings
    assert loaded.unknown_fields == {"/findings/0/owner": '"team-a"', "/policy": '{"name":"strict"}'}
    loaded.save(path)
    assert json.loads(path.read_text()) == later


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    REPORT.save(path)
    assert mxd.Report.load(path) == REPORT
    with pytest.raises(mxd.UnreadableDocumentError) as caught:
        mxd.Plan.load(path)
    assert caught.value.code == "document.invalid"
    path.write_text(json.dumps({**json.loads(path.read_text()), "version": 99}))
    with pytest.raises(mxd.UnreadableDocumentError) as caught:
        mxd.Report.load(path)
    assert caught.value.code == "document.newer"
    REPORT.write(str(tmp_path / "report.md"))
    assert "Mail.Host" in (tmp_path / "report.md").read_text()
    with pytest.raises(mxd.InvalidInputError):
        REPORT.write(tmp_path / "report.xyz")
