"""Importing: quick, lazy, and only with the native module of the same version."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import mendix_deploy
import pytest

PACKAGE = Path(mendix_deploy.__file__).parent


def run(program: str, path: Path = PACKAGE.parent) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(path), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_models_are_loaded_when_they_are_first_used() -> None:
    program = """
import sys, mendix_deploy
print(sorted(name for name in sys.modules if "_generated." in name))
assert "asyncio" not in sys.modules and "dataclasses" not in sys.modules
mendix_deploy.Severity
from mendix_deploy.cloud import App
import mendix_deploy.errors
print("PackageInfo" in dir(mendix_deploy), mendix_deploy.plans.Plan.__name__)
"""
    done = run(program)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["[]", "True Plan"]


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="Packge"):
        mendix_deploy.Packge  # noqa: B018


def test_a_facade_of_another_version_is_refused(tmp_path: Path) -> None:
    copy = tmp_path / "mendix_deploy"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "_version.py").write_text('VERSION = "0.0.1"\n')
    done = run("import mendix_deploy", tmp_path)
    assert done.returncode == 1
    assert "its two halves belong together" in done.stderr


def test_the_import_costs_no_more_than_half_of_asyncio_ssl_json_again() -> None:
    def seconds(program: str) -> float:
        begun = time.perf_counter()
        done = run(program)
        assert done.returncode == 0, done.stderr
        return time.perf_counter() - begun

    def of(program: str) -> float:
        return statistics.median(seconds(program) for _ in range(7)) - bare

    bare = statistics.median(seconds("pass") for _ in range(7))
    assert of("import mendix_deploy") <= 1.5 * of("import asyncio, ssl, json") + 0.005
