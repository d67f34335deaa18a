"""Secrets from Python, on a real OpenBao: `cargo xtask secrets` says where its program is."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import mendix_deploy as mxd
import pytest

ROOT = "root-" + "planted-secret-of-openbao"
PLANTED = "planted-secret-" + "hunter2-7Qx"


class Bao:
    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [
                os.environ["MENDIX_DEPLOY_TEST_BAO"],
                "server",
                "-dev",
                "-dev-no-store-token",
                f"-dev-root-token-id={ROOT}",
                f"-dev-listen-address=127.0.0.1:{port}",
            ],
            env={"HOME": str(folder)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + 60
        while True:
            try:
                self.call("GET", "sys/health")
                break
            except (urllib.error.URLError, ConnectionError):
                assert self.process.poll() is None, "the server ended"
                assert time.monotonic() < until, "the server is not ready"
                time.sleep(0.02)

    def call(self, method: str, path: str, body: object = None) -> dict:
        request = urllib.request.Request(
            f"{self.address}/v1/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"X-Vault-Token": ROOT},
        )
        with urllib.request.urlopen(request) as answer:
            text = answer.read()
        return json.loads(text) if text else {}


@pytest.fixture(scope="module")
def bao(tmp_path_factory: pytest.TempPathFactory):
    server = Bao(tmp_path_factory.mktemp("bao"))
    try:
        server.call("POST", "secret/data/app/db", {"data": {"one": PLANTED, "o": {"p": 1}, "nil": None}})
        server.call("POST", "secret/data/gone", {"data": {"one": PLANTED}})
        server.call("DELETE", "secret/data/gone")
        server.call("PUT", "sys/policies/acl/some", {"policy": 'path "secret/data/app/*" { capabilities = ["read"] }'})
        yield server
    finally:
        server.process.kill()
        server.process.wait()


def stores(bao: Bao, tmp_path: Path, token: str = ROOT) -> dict:
    file = tmp_path / "token"
    file.write_text(token + "\n")
    auth = mxd.secrets.VaultToken(token=f"file://{file}")
    return {"it": mxd.secrets.VaultStore(address=bao.address, auth=auth)}


def test_values_report_and_lock(bao: Bao, tmp_path: Path) -> None:
    with mxd.Resolver(stores=stores(bao, tmp_path)) as resolver:
        secrets = resolver.resolve({"a": "vault://secret/app/db#one", "b": "vault+it://secret/app/db#/o/p"})
        assert secrets.get("a").reveal() == PLANTED
        assert secrets.get("b").reveal() == "1"
        report = secrets.report
        assert [(told.slot, told.version) for told in report.secrets] == [("a", "1"), ("b", "1")]
        assert report.requests == 2
        bao.call("POST", "secret/data/app/db", {"data": {"one": "newer"}})
        lock = [
            mxd.secrets.LockedVersion(reference=told.reference, version=told.version) for told in report.secrets[:1]
        ]
        assert resolver.resolve({"a": "vault://secret/app/db#one"}, lock=lock).get("a").reveal() == PLANTED
        assert resolver.resolve({"a": "vault://secret/app/db#one"}, refresh=True).get("a").reveal() == "newer"
        bao.call("POST", "secret/data/app/db", {"data": {"one": PLANTED, "o": {"p": 1}, "nil": None}})


def test_each_failure_has_its_code(bao: Bao, tmp_path: Path) -> None:
    made = bao.call("POST", "auth/token/create", {"policies": ["some"]})
    some = made["auth"]["client_token"]
    wanted = {
        "vault://secret/none#k": "secrets.not_found",
        "vault://secret/gone#one": "secrets.deleted",
        "vault://secret/app/db?engine=kv1#one": "secrets.wrong_engine",
        "vault://secret/app/db#two": "secrets.selector_not_found",
        "vault://secret/app/db#nil": "secrets.null_value",
        "vault://secret/app/db#o": "secrets.not_scalar",
        "vault://secret/app/db": "secrets.selector_required",
        "k8s://ns/name#key": "secrets.feature_not_built",
    }
    with mxd.Resolver(stores=stores(bao, tmp_path)) as resolver:  # noqa: SIM117 - what is raised is looked at inside
        with pytest.raises(mxd.errors.SecretsUnresolvedError) as caught:
            resolver.resolve({reference: reference for reference in wanted} | {"fine": "vault://secret/app/db#one"})
    error = caught.value
    assert error.code == "secrets.unresolved"
    assert [(failure.slots[0], failure.code) for failure in error.detail.failures] == list(wanted.items())
    assert PLANTED not in repr(error.info) + str(error) + "".join(error.__notes__)
    with mxd.Resolver(stores=stores(bao, tmp_path, some)) as resolver:
        with pytest.raises(mxd.errors.SecretsUnresolvedError) as caught:
            resolver.resolve({"a": "vault://secret/other#k"})
        assert caught.value.detail.failures[0].code == "secrets.permission_denied"
    with mxd.Resolver(stores=stores(bao, tmp_path, "s.wrong")) as resolver:
        with pytest.raises(mxd.errors.SecretsUnresolvedError) as caught:
            resolver.resolve({"a": "vault://secret/other#k"})
        assert caught.value.detail.failures[0].code == "secrets.auth_failed"


def test_asyncio(bao: Bao, tmp_path: Path) -> None:
    async def run() -> str:
        async with mxd.AsyncResolver(stores=stores(bao, tmp_path)) as resolver:  # noqa: SIM117 - what resolves has to be open first
            async with await resolver.resolve({"a": "vault://secret/app/db#one"}) as secrets:
                done = await secrets.run(["sh", "-c", "echo $P"], env={"P": "a"})
                return done.stdout.strip()

    assert asyncio.run(run()) == "***"
