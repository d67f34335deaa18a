"""Models as data: written as packages, read back, held against each other, read from dumps and scripts."""

from __future__ import annotations

import dataclasses

import mendix_deploy as mxd
import pytest


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "orders.mda"
    mxd.write_archive(path, project_name="Orders", model_version="1.0.0", scheduled_events=["Orders.Cleanup"])
    return path


@pytest.mark.parametrize(
    ("name", "format"),
    [("Orders.mpr", "singleFile"), ("Split.mpr", "split"), ("Orders.mpk", "modulePackage")],
)
def test_a_project_is_written_and_read(tmp_path, archive, name, format):
    model = mxd.Package.open(archive).model()
    spec = mxd.packages.ProjectSpec(model=model, format=mxd.packages.ProjectFormat(format))
    mxd.write_project(tmp_path / name, spec)
    written = mxd.Package.open(tmp_path / name)
    assert [event.name for event in written.model().scheduled_events] == ["Orders.Cleanup"]
    assert written.verify_contents() == ()


def test_a_portable_package_is_written_and_read(tmp_path):
    constant = mxd.packages.Constant(name="Orders.Url", type="String", default_value="https://a.example", description="")
    path = tmp_path / "orders_portable.zip"
    mxd.write_portable(path, mxd.packages.ArchiveSpec(project_name="Orders", constants=(constant,)))
    found = mxd.Package.open(path).portable_configuration()
    assert [constant.name for constant in found.constants] == ["Orders.Url"]


def test_models_are_compared_without_files(archive):
    model = mxd.Package.open(archive).model()
    bare = dataclasses.replace(model, scheduled_events=())
    changes = mxd.compare_models(before=model, after=bare)
    assert [change.row.value for change in changes.changes] == ["eventRemoved"]
    assert mxd.compare_models(model, model).changes == ()


def test_a_script_is_read_statement_by_statement():
    script = 'CREATE TABLE "orders$line" ("id" BIGINT NOT NULL, PRIMARY KEY("id"));\nSOMETHING NEW;'
    reading = mxd.read_script(script)
    assert len(reading.statements) == 2
    assert reading.release_class is mxd.verdicts.ReleaseClass.UNKNOWN


def test_a_dump_without_a_catalogue_is_refused_by_name(tmp_path):
    dump = tmp_path / "dump.sql"
    dump.write_text('CREATE TABLE "orders$line" ("id" BIGINT);\n')
    with pytest.raises(mxd.MendixDeployError) as refused:
        mxd.read_catalogue(dump)
    assert refused.value.code == "database.catalogue_missing"
    assert refused.value.remedy


def test_a_setting_is_looked_up_and_its_value_is_checked():
    lookup = mxd.runtime_setting("com.mendix.core.SessionTimeout")
    assert lookup.setting is None
    assert lookup.suggestion == "SessionTimeout"
    names = [setting.name for setting in mxd.runtime_settings()]
    assert names == sorted(names)
    assert "SessionTimeout" in names
    problems = mxd.check_setting("DatabaseUseSsl", "yes", runtime_version="10.24.0", target=mxd.landscapes.TargetKind.DOCKER)
    assert [problem.fault.value for problem in problems] == ["wrongType"]
