"""Resolver and resolved secrets from Python: files, variables, stores of one's own, and no way for a value to get out."""

from __future__ import annotations

import asyncio
import copy
import json
import logging
import pickle
import pprint
import sys
import traceback
from pathlib import Path

import mendix_deploy as mxd
import pytest

PLANTED = "planted-secret-hunter2-7Qx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "s.json").write_text(json.dumps({"one": PLANTED, "two": 2, "nil": None}))
    (tmp_path / "s.yaml").write_text(f"one: {PLANTED}\n")
    (tmp_path / "bytes").write_bytes(b"\xff\x00\x01")
    return tmp_path


def test_references_are_data() -> None:
    reference = mxd.parse_reference("vault+prod://secret/app?version=3#password")
    assert (reference.store, reference.object, reference.query) == ("prod", "secret/app", {"version": "3"})
    assert mxd.parse_reference(reference.canonical) == reference
    assert mxd.import_reference("ref+vault://a/b#/k").canonical == "vault://a/b#k"
    with pytest.raises(mxd.errors.InvalidInputError) as caught:
        mxd.parse_reference("vault://a//b?vesion=3#/x~2")
    assert [failure.code for failure in caught.value.detail.failures] == [
        "secrets.bad_object",
        "secrets.unknown_query_key",
        "secrets.bad_selector",
    ]
    assert [failure.position for failure in caught.value.detail.failures] == [10, 13, 24]


def test_all_or_none(folder: Path) -> None:
    wanted = {"a": "file://./s.json#one", "b": "x${secret:file://./s.yaml#one}y", "c": "file://./bytes?as=bytes"}
    with mxd.Resolver(folder=folder) as resolver:
        with resolver.resolve(wanted) as secrets:
            assert list(secrets.slots) == ["a", "b", "c"]
            assert secrets.get("a").reveal() == PLANTED
            assert secrets.get("b").reveal() == f"x{PLANTED}y"
            assert secrets.get("c").reveal_bytes() == b"\xff\x00\x01"
            assert secrets.scrub(f"<{PLANTED}>") == "<***>"
            assert secrets.report.failures == ()
        with pytest.raises(mxd.errors.InvalidInputError):
            secrets.get("a")
        bad = {"x": "file://./none", "n": "file://./s.json#nil", "y": "env://MENDIX_DEPLOY_NEVER_SET", "p": "vault://x"}
        with pytest.raises(mxd.errors.SecretsUnresolvedError) as caught:
            resolver.resolve(wanted | bad)
        assert [failure.code for failure in caught.value.detail.failures] == [
            "secrets.not_found",
            "secrets.null_value",
            "secrets.not_found",
            "secrets.bad_object",
        ]
        assert [failure.code for failure in resolver.check(bad)] == ["secrets.bad_object"]


@pytest.mark.skipif(sys.platform == "win32", reason="sh")
def test_a_program_gets_a_secret_and_says_nothing(folder: Path) -> None:
    with mxd.Resolver(folder=folder) as resolver, resolver.resolve({"a": "file://./s.json#one"}) as secrets:
        done = secrets.run(["sh", "-c", 'printf "%s" "$P"; exit 3'], env={"P": "a"})
        assert (done.exit_code, done.stdout) == (3, "***")
        with pytest.raises(mxd.errors.InvalidInputError) as caught:
            secrets.run(["echo", PLANTED])
        assert PLANTED not in repr(caught.value.info)


def test_nothing_prints_or_copies_them(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    with mxd.Resolver(folder=folder) as resolver, resolver.resolve({"a": "file://./s.json#one"}) as secrets:
        with caplog.at_level(logging.DEBUG):
            logging.getLogger("app").info("%s %r %s", secrets, secrets, secrets.report)
        try:
            raise RuntimeError(f"{secrets} {secrets!r}")
        except RuntimeError as error:
            text = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
        shown = [repr(secrets), str(secrets), pprint.pformat([secrets, secrets.report]), caplog.text, text, repr(resolver)]
        for one in shown:
            assert "hunter2" not in one
        for attempt in (pickle.dumps, copy.copy, copy.deepcopy, json.dumps, vars):
            with pytest.raises(TypeError) as caught:
                attempt(secrets)
            assert "hunter2" not in str(caught.value)


class Drawer:
    """A store of one's own."""

    def fetch(self, reference):
        if reference.object == "desk/broken":
            raise RuntimeError(PLANTED)
        return {"desk/top": {"k": PLANTED}, "desk/odd": 5}[reference.object]


def test_a_store_of_ones_own() -> None:
    with mxd.Resolver(own_stores={"desk": Drawer()}) as resolver:
        assert resolver.resolve({"a": "vault+desk://desk/top#k"}).get("a").reveal() == PLANTED
        wanted = {name: f"vault://desk/{name}#k" for name in ("none", "broken", "odd")}
        with pytest.raises(mxd.errors.SecretsUnresolvedError) as caught:
            resolver.resolve(wanted)
        assert [failure.code for failure in caught.value.detail.failures] == [
            "secrets.not_found",
            "secrets.protocol_error",
            "secrets.protocol_error",
        ]
        assert "hunter2" not in repr(caught.value.info)
        assert "RuntimeError" in caught.value.detail.failures[1].message
    with pytest.raises(TypeError):
        mxd.Resolver(own_stores={"desk": object()})


def test_asyncio(folder: Path) -> None:
    async def run() -> str:
        async with mxd.AsyncResolver(folder=folder, own_stores={"desk": Drawer()}) as resolver:  # noqa: SIM117 - what resolves has to be open first
            async with await resolver.resolve({"a": "file://./s.json#one", "b": "vault://desk/top#k"}) as secrets:
                return secrets.get("a").reveal() + secrets.get("b").reveal()

    assert asyncio.run(run()) == PLANTED * 2


def test_stores_are_data() -> None:
    auth = mxd.secrets.VaultUserpass(username="u", password="vault+it://kv/x#p")
    store = mxd.secrets.VaultStore(address="http://127.0.0.1:1", auth=auth)
    with pytest.raises(mxd.errors.InvalidInputError) as caught:
        mxd.Resolver(stores={"it": store})
    assert caught.value.code == "secrets.cycle"


def test_a_run_resolves_what_the_landscape_refers_to(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    journal = tmp_path_factory.mktemp("journal")
    package = journal / "orders.mda"
    key = mxd.packages.Constant(name="Mail.Key", type="String", default_value="none", description="")
    mxd.write_archive(package, project_name="Orders", model_version="1.0.0", constants=[key])
    platform = mxd.Emulator()
    platform.apply(
        {
            "kind": "addPackage",
            "app": "orders",
            "environment": "Production",
            "running": True,
            "path": str(package),
            "name": "orders.mda",
        }
    )
    try:
        landscape = mxd.Landscape.parse(
            "version: 1\n"
            "apps:\n"
            "  orders:\n"
            "    preset: threeEnvironments\n"
            "    environments:\n"
            "      production:\n"
            "        constants: {Mail.Key: 'file://./s.json#one'}\n"
        )
        production = landscape.environment("orders/production")
        with platform.client() as client, mxd.Resolver(folder=folder) as resolver:
            plan = client.plan(production, mxd.Configure(restart=False))
            with pytest.raises(mxd.errors.InvalidInputError, match="Mail.Key"):
                client.start(plan, journal=str(journal), actor="test")
            client.start(plan, journal=str(journal), actor="test", secrets=resolver).result()
            constants = client.environments.settings("orders/production").constants
            assert {constant.name: constant.value for constant in constants}["Mail.Key"] == PLANTED
        kept = [path for path in journal.rglob("*") if path.is_file() and path.suffix != ".mda"]
        assert kept
        for path in kept:
            assert PLANTED.encode() not in path.read_bytes(), path
    finally:
        platform.stop()
