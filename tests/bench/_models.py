"""Inputs and sides of the measurements of models: packages in two versions, a project with pages, this library's side."""

from __future__ import annotations

import json
import pathlib
import random
import sqlite3
import subprocess
import uuid

import bson
from _bench import ROOT, SCRATCH

UNITS = 392
PROJECT_BYTES = 12_000_000


def example(*arguments: str) -> str:
    """Runs `core/offline/examples/model_bench` as it is built for release, without Cargo's own memory and time."""
    command = ["cargo", "build", "--quiet", "--release", "--package", "mendix-deploy-offline", "--example", "model_bench"]
    subprocess.run(command, cwd=ROOT, check=True)
    target = json.loads(
        subprocess.run(
            ["cargo", "metadata", "--format-version", "1", "--no-deps"], cwd=ROOT, check=True, stdout=subprocess.PIPE
        ).stdout
    )["target_directory"]
    program = pathlib.Path(target) / "release" / "examples" / "model_bench"
    return subprocess.run([program, *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout


def measured(*arguments: str) -> dict:
    """One line of this library's side."""
    return json.loads(example(*arguments))


def written(kind: str, version: int) -> pathlib.Path:
    """An input of the given kind and version, kept between runs."""
    suffix = {"archive": "mda", "project": "mpr", "landscape": "yaml"}[kind]
    file = SCRATCH / f"model-{kind}-{version}.{suffix}"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part." + suffix)
        example("write", kind, str(part), str(version))
        if kind == "project":
            add_pages(part)
        part.rename(file)
    return file


def add_pages(file: pathlib.Path) -> None:
    """Fills a project up with pages, which a reader of the schema passes over, until it has the size of a large one."""
    dice = random.Random(1)
    database = sqlite3.connect(file)
    module = database.execute("SELECT UnitID FROM Unit WHERE ContainmentName = 'Modules' LIMIT 1").fetchone()[0]
    count, size = database.execute("SELECT count(*), sum(length(Contents)) FROM Unit").fetchone()
    each = (PROJECT_BYTES - size) // (UNITS - count)
    for number in range(UNITS - count):
        contents = page(dice, number, each)
        row = (contents["$ID"], module, "Documents", 0, "", "", bson.encode(contents))
        database.execute("INSERT INTO Unit VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    database.commit()
    database.close()


def page(dice: random.Random, number: int, length: int) -> dict:
    def identity() -> bytes:
        return uuid.UUID(int=dice.getrandbits(128)).bytes_le

    def widget(depth: int) -> dict:
        children = [2, *(widget(depth - 1) for _ in range(3))] if depth else [2]
        return {
            "$ID": identity(),
            "$Type": "Forms$DivContainer",
            "Name": f"container{dice.randrange(10_000)}",
            "TabIndex": bson.Int64(0),
            "Visible": True,
            "Class": "spacing-inner-large " * 4,
            "Widgets": children,
        }

    widgets: list = [2]
    small = len(bson.encode(widget(3)))
    widgets.extend(widget(3) for _ in range(max(1, length // small)))
    return {"$ID": identity(), "$Type": "Forms$Page", "Name": f"Page{number}", "Widgets": widgets}
