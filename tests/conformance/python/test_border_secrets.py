"""No way of printing, copying or serialising gives a secret away."""

from __future__ import annotations

import copy
import dataclasses
import json
import logging
import os
import pickle
import pprint
import re
import subprocess
import sys
import traceback
from pathlib import Path
from string import Template

import mendix_deploy as mxd
import pytest
from mendix_deploy import (
    SecretValue,
    _native,
    cloud,
    errors,
    landscapes,
    packages,
    plans,
)

PLANTED = "planted-hunter2-Ü"


@pytest.fixture
def secret() -> SecretValue:
    return SecretValue(PLANTED)


def test_reveal_is_the_way_out(secret: SecretValue) -> None:
    assert secret.reveal() == PLANTED
    assert secret.reveal_bytes() == PLANTED.encode()


def test_nothing_that_prints_shows_it(secret: SecretValue, caplog: pytest.LogCaptureFixture) -> None:
    class Printer:
        out = ""

        def text(self, text: str) -> None:
            self.out += text

    printer = Printer()
    secret._repr_pretty_(printer, False)  # type: ignore[attr-defined]
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("app").info("connecting with %s and %r", secret, [secret])
    shown = [
        repr(secret),
        str(secret),
        f"{secret} {secret!r} {secret:>40}",
        "%s %r" % (secret, secret),  # noqa: UP031
        "{} {!r}".format(secret, {"password": secret}),
        Template("$x").substitute(x=secret),
        pprint.pformat({"a": [secret]}),
        secret._repr_html_(),  # type: ignore[attr-defined]
        secret._repr_json_(),  # type: ignore[attr-defined]
        json.dumps(secret._repr_mimebundle_(include=(), exclude=())),  # type: ignore[attr-defined]
        printer.out,
        caplog.text,
        repr(dir(secret)),
    ]
    for text in shown:
        assert PLANTED not in text
        assert "hunter2" not in text
    assert "SecretValue(***)" in caplog.text


def test_nothing_that_copies_takes_it(secret: SecretValue) -> None:
    for attempt in (
        lambda: pickle.dumps(secret),
        lambda: copy.copy(secret),
        lambda: copy.deepcopy([secret]),
        lambda: json.dumps(secret),
        lambda: hash(secret),
        lambda: list(secret),  # type: ignore[call-overload]
        lambda: secret[0],  # type: ignore[index]
        lambda: len(secret),  # type: ignore[arg-type]
        lambda: vars(secret),
        lambda: secret + "",  # type: ignore[operator]
        lambda: bytes(secret),  # type: ignore[call-overload]
    ):
        with pytest.raises((TypeError, ValueError)) as caught:
            attempt()
        assert PLANTED not in str(caught.value)


def test_it_has_no_place_for_attributes(secret: SecretValue) -> None:
    with pytest.raises(AttributeError):
        secret.note = "x"  # type: ignore[attr-defined]


def test_comparison(secret: SecretValue) -> None:
    assert secret == SecretValue(PLANTED)
    assert secret != SecretValue("other")
    assert secret != PLANTED, "a plain text is never equal: it would be a way to guess"


def test_a_traceback_with_locals_shows_the_marker(secret: SecretValue) -> None:
    try:
        raise RuntimeError(f"cannot use {secret}")
    except RuntimeError as error:
        text = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    assert PLANTED not in text


def test_a_secret_in_the_wrong_argument_is_not_told() -> None:
    golden = {"instances": PLANTED, "memoryPerInstanceMb": 1, "totalMemoryMb": 1}
    with pytest.raises(errors.InvalidInputError) as caught:
        _native.encode_value("Scale", golden)
    assert caught.value.code == "input.invalid"
    assert "instances" in caught.value.message
    assert PLANTED not in repr(caught.value) + str(caught.value.info)


def test_a_secret_is_no_data() -> None:
    with pytest.raises(errors.InvalidInputError) as caught:
        _native.encode_value("Location", {"file": SecretValue(PLANTED), "line": 1, "column": 1})
    assert PLANTED not in str(caught.value)


def test_values_that_may_be_credentials_are_in_no_repr() -> None:
    shown = [
        packages.Constant(name="Mail.Password", type=packages.ConstantType("String"), default_value=PLANTED, description=""),
        cloud.Settings(
            constants=[cloud.ConstantSetting(name="Mail.Password", value=PLANTED, deployed_value=PLANTED)],
            custom_settings=[{"com.mendix.storage.s3.SecretAccessKey": PLANTED}],
        ),
        landscapes.ConstantLiteral(value=PLANTED),
        plans.SavedConstant(name="Mail.Password", kept=True, value=PLANTED),
        plans.LiteralValue(text=PLANTED),
    ]
    try:
        values = shown
        raise RuntimeError("with locals")
    except RuntimeError as error:
        trace = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    for text in [*map(repr, values), *map(str, values), *map(pprint.pformat, values), trace]:
        assert PLANTED not in text
        assert "hunter2" not in text
    assert "Mail.Password" in trace
    assert values[2].value == PLANTED, "it is data like any other"  # type: ignore[attr-defined]


def test_what_the_core_calls_private_has_no_repr() -> None:
    manifest = json.loads((Path(__file__).parents[2] / "parity" / "manifest.json").read_text(encoding="utf-8"))
    marked = set()
    for name, schema in manifest["types"].items():
        for body in [schema, *schema.get("oneOf", [])]:
            for key, field in body.get("properties", {}).items():
                if isinstance(field, dict) and field.get("x-private"):
                    marked.add((body.get("x-variant", name), key))
    hidden = set()
    for name in {owner for owner, _ in marked}:
        fields = dataclasses.fields(getattr(mxd, name))
        hidden |= {(name, re.sub("_(.)", lambda found: found[1].upper(), f.name)) for f in fields if not f.repr}
    assert hidden == marked
    assert ("ConstantSetting", "deployedValue") in marked


def test_a_trace_tells_every_call_and_no_secret(tmp_path: Path) -> None:
    program = """
import mendix_deploy as mxd
with mxd.Emulator() as emulator, emulator.client() as client:
    client.apps.list()
    constant = mxd.ConstantSetting(name="Orders.ApiUrl", value="planted-hunter2")
    try:
        client.environments.write_settings("orders/Test", mxd.cloud.Settings(constants=[constant]))
    except mxd.MendixDeployError as error:
        assert error.code == "mendixCloud.constant_not_found"
"""
    trace = tmp_path / "trace.log"
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "MENDIX_DEPLOY_TRACE": str(trace)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    told = trace.read_text(encoding="utf-8")
    assert "mendix_deploy.call" in told
    assert "apps.list" in told
    assert "planted" not in told
    assert trace.stat().st_mode & 0o077 == 0


def test_a_trace_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "import mendix_deploy"],
        env={**os.environ, "MENDIX_DEPLOY_TRACE": str(tmp_path / "none" / "trace.log")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert "cannot be opened to trace into" in ended.stderr
