"""A database from Python, on a real PostgreSQL: `cargo xtask database` starts one.

The databases are those that the tests in Rust leave behind: `questions` holds a shop, `catalogue 0` and further ones the
catalogues of real apps, where recordings lie beside the checkout.
"""

from __future__ import annotations

import asyncio
import dataclasses
import os
import pickle
import re
import subprocess
import sys
import traceback
from pathlib import Path

import mendix_deploy as mxd
import pytest

PASSWORD = os.environ["MENDIX_DEPLOY_TEST_POSTGRES_PASSWORD"]
FORWARD = mxd.comparisons.ChangeDirection.FORWARD
MODULE = "d0000000-0000-4000-8000-000000000001"


def options(database: str = "questions", schema: str = 'the "shop"') -> dict:
    return {
        "host": "127.0.0.1",
        "port": int(os.environ["MENDIX_DEPLOY_TEST_POSTGRES_PORT"]),
        "user": os.environ["MENDIX_DEPLOY_TEST_POSTGRES_USER"],
        "database": database,
        "schema": schema,
        "tls": mxd.databases.DatabaseTls.OFF,
        "password": mxd.SecretValue(PASSWORD),
    }


@pytest.fixture
def database():
    with mxd.Database.connect(**options()) as connected:
        yield connected


@pytest.fixture
def release(database, tmp_path):
    """What is stored, and the package of the next release: without `Shop.Old`, with a shorter number."""
    stored = database.catalogue()
    path = tmp_path / "shop.mda"
    mxd.write_archive(path, project_name="Shop", model=next_release(stored))
    return stored, mxd.Package.open(path)


def next_release(stored):
    def modelled(element, **fields):
        return dataclasses.replace(element, id=element.guid, **fields)  # a catalogue knows no `$ID`

    def attributes(entity):
        return tuple(
            modelled(attribute, length=5 if attribute.name == "Number" else attribute.length)
            for attribute in entity.attributes
        )

    return dataclasses.replace(
        stored,
        modules=tuple(dataclasses.replace(module, id=MODULE) for module in stored.modules),
        entities=tuple(
            modelled(entity, attributes=attributes(entity)) for entity in stored.entities if entity.name != "Shop.Old"
        ),
        associations=tuple(map(modelled, stored.associations)),
    )


def test_the_catalogue_is_read(database):
    model = database.catalogue()
    assert [entity.name for entity in model.entities] == ["Shop.Order", "Shop.Customer", "Shop.Old"]
    assert model.model_version == "1.2.3"
    assert {table.name for table in model.tables} >= {"shop$order", 'shop$cus"tomer'}
    assert database.name == "questions"


def test_both_kinds_of_database_tell_the_same(database, release):
    stored, package = release

    async def asked():
        async with await mxd.AsyncDatabase.connect(**options()) as other:
            assert other.name == "questions"
            model = await other.catalogue()
            return model, await other.answer(mxd.compare_models(model, package.model()), FORWARD)

    model, answered = asyncio.run(asked())
    assert model == stored
    assert answered == database.answer(mxd.compare_models(stored, package.model()), FORWARD)


def test_a_package_is_compared_the_data_asked_and_the_verdict_made_again(database, release):
    stored, package = release
    changes = mxd.compare_models(stored, package.model())
    answered = database.answer(changes, FORWARD)
    answers = {
        (question.row.value, question.name): question.answer
        for question in answered.questions
        if question.direction is FORWARD
    }
    assert answers[("E2", "Shop.Old")] == 3
    assert answers[("A8", "Shop.Order/Number")] == 7
    assert answered.rollback.safety is mxd.verdicts.RollbackSafety.NEEDS_RESTORE
    assert all(question.answer is None for question in changes.questions), "what was given stays as it is"

    # Whoever may not connect has the queries run by somebody else, and decides by the answers.
    assert mxd.decide(answered) == answered
    harmless = [
        dataclasses.replace(question, answer=question.harmless_up_to) if question.harmless_up_to is not None else question
        for question in changes.questions
    ]
    decided = mxd.decide(dataclasses.replace(changes, questions=tuple(harmless)))
    assert decided.rollback.safety is not mxd.verdicts.RollbackSafety.NEEDS_RESTORE
    assert decided.rollback.safety is not mxd.verdicts.RollbackSafety.SAFE, "a catalogue does not tell everything"


def test_a_question_that_is_none_is_not_run(database, release):
    stored, package = release
    changes = mxd.compare_models(stored, package.model())
    crafted = [dataclasses.replace(question, sql='DROP TABLE "shop$old"') for question in changes.questions]
    asked = database.answer(dataclasses.replace(changes, questions=tuple(crafted)), FORWARD)
    assert all(question.answer is None for question in asked.questions)
    assert all("input.invalid" in question.unanswered for question in asked.questions if question.direction is FORWARD)
    assert database.catalogue() == stored


def test_an_encrypted_connection_is_verified(monkeypatch):
    authority = os.environ.get("MENDIX_DEPLOY_TEST_POSTGRES_CA")
    if authority is None:
        pytest.skip("the server has no certificate")
    verified = options() | {"tls": None}
    with pytest.raises(mxd.errors.NetworkFailedError):
        mxd.Database.connect(**verified)
    with mxd.Database.connect(**verified, ca_certificates=[Path(authority)]) as database:
        assert database.catalogue().entities


def test_a_wrong_password_is_told_and_not_shown():
    wrong = "planted-secret-that-is-wrong"
    with pytest.raises(mxd.errors.CredentialsRefusedError) as refused:
        mxd.Database.connect(**options() | {"password": mxd.SecretValue(wrong)})
    error = refused.value
    assert error.code == "database.refused"
    assert error.platform_code == "28P01"
    told = "".join(traceback.TracebackException.from_exception(error, capture_locals=False).format())
    for text in (told, repr(error), str(error.info), pickle.dumps(error).decode("latin-1")):
        assert wrong not in text


def test_nothing_of_a_connection_shows_the_password(database):
    assert repr(database) == "<Database questions>"
    assert PASSWORD not in repr(database) + str(vars(type(database))) + repr(database._native)
    with pytest.raises(TypeError):
        pickle.dumps(database)


def test_a_closed_connection_says_so():
    database = mxd.Database.connect(**options())
    database.close()
    database.close()
    with pytest.raises(mxd.errors.InvalidInputError, match="was closed"):
        database.catalogue()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_forked_child_connects_anew(database):
    entities = len(database.catalogue().entities)
    child = os.fork()
    if child == 0:
        found = -1
        try:
            found = len(database.catalogue().entities)
            database.close()
        finally:
            os._exit(0 if found == entities else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert len(database.catalogue().entities) == entities, "the parent's connection lives on"


def cancelled(database):
    async def gives_up():
        task = asyncio.ensure_future(database.catalogue())
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return await database.catalogue()

    return gives_up()


def test_a_call_that_was_given_up_does_not_harm_the_next(database):
    async def both():
        async with await mxd.AsyncDatabase.connect(**options()) as other:
            return await cancelled(other)

    assert asyncio.run(both()) == database.catalogue()


REAL = {
    "catalogue 0": ("cassandra-connector-7.0.2/assembled-d8aaedf2.mda", "public"),
    "catalogue 1": ("maintenancemode-10.1.1/assembled-094825e7.mda", 'the "app"'),
    "catalogue 3": ("aws-kms-connector-v2/02-v2-23e4f9e2.zip", "public"),
}


@pytest.mark.parametrize("name", REAL)
def test_a_real_app_is_what_its_package_says(name):
    shared = os.environ.get("MENDIX_DEPLOY_SHARED")
    if shared is None:
        pytest.skip("no recordings beside the checkout")
    package, schema = REAL[name]
    model = mxd.Package.open(Path(shared) / "fixtures" / package).model()
    with mxd.Database.connect(**options(name, schema)) as database:
        assert mxd.compare_models(database.catalogue(), model).changes == ()


GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "databases.md"
REACHED = options("orders", "public")


@pytest.fixture
def releases(tmp_path, monkeypatch):
    """A folder with what the guide speaks of."""
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "examples" / "python"))
    monkeypatch.chdir(tmp_path)
    from _releases import releases as write

    write(tmp_path)
    (tmp_path / "commands.sql").write_text('CREATE TABLE "sales$refund" ("id" BIGINT NOT NULL, PRIMARY KEY("id"));')
    program = Path(os.environ["MENDIX_DEPLOY_TEST_POSTGRES_PROGRAMS"]) / "pg_dump"
    where = ["--host", "127.0.0.1", "--port", str(REACHED["port"]), "--username", REACHED["user"]]
    arguments = re.search(r"^pg_dump (.*) orders > catalogue.sql$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert arguments is not None
    dump = subprocess.run(
        [program, *where, *arguments[1].replace("'", "").split(), "orders"],
        env=os.environ | {"PGPASSWORD": PASSWORD},
        capture_output=True,
        check=True,
    )
    (tmp_path / "catalogue.sql").write_bytes(dump.stdout)


def test_a_dump_tells_what_the_connection_tells(releases):
    with mxd.Database.connect(**REACHED) as database:
        assert mxd.read_catalogue("catalogue.sql") == database.catalogue()


def test_the_guide_is_true(releases, monkeypatch, capsys):
    connect = mxd.Database.connect
    monkeypatch.setattr(mxd.Database, "connect", lambda **given: connect(**given | REACHED))
    snippets = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(snippets) == 4
    names = {"dataclasses": dataclasses, "sys": sys, "input_password": lambda: PASSWORD, "ask_a_colleague": lambda _: 0}
    with pytest.raises(SystemExit) as ended:
        for snippet in snippets:
            exec(compile(snippet, str(GUIDE), "exec"), names)  # noqa: S102
    assert ended.value.code == 0
    told = capsys.readouterr().out
    for words in ("How many rows has Sales.Voucher? 0 No row is affected", "safe destructive", "2.6.0 ['Sales.Order'", "additive"):
        assert words in told, told
    assert PASSWORD not in told
