"""Prints what the Python package really offers, one line per thing, in the words of the manifest."""

from __future__ import annotations

import dataclasses
import enum
import importlib
import inspect
import json
import sys
import types
import typing
from pathlib import Path

import mendix_deploy
from mendix_deploy import errors


def camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word[:1].upper() + word[1:] for word in rest)


def fields(owner: str, cls: type) -> list[str]:
    if not dataclasses.is_dataclass(cls):
        return [f"not a dataclass: {owner}"]
    return [f"field {owner}.{camel(field.name)}" for field in dataclasses.fields(cls)]


def type_lines(namespace: str, name: str, value: object) -> list[str]:
    """A type by what it is at run time, not by what a table says."""
    where = f"{namespace}.{name}"
    if isinstance(value, types.UnionType):
        members = list(typing.get_args(value))
        lines = [f"union {where}"]
        for member in members:
            lines.append(f"variant {where}.{member.kind}={member.__name__}")
            lines += fields(f"{where}.{member.kind}", member)
        return lines
    if isinstance(value, typing.NewType):
        return [f"text {where}"]
    if inspect.isclass(value) and issubclass(value, enum.Enum):
        return [f"enum {where}"] + [f"word {where}.{member.value}" for member in value]
    if inspect.isclass(value) and hasattr(value, "kind"):
        # A union of one variant is the variant itself.
        if name != value.__name__:
            lines = [f"union {where}", f"variant {where}.{value.kind}={value.__name__}"]
            return lines + fields(f"{where}.{value.kind}", value)
        return []
    if inspect.isclass(value):
        return [f"struct {where}", *fields(where, value)]
    return [f"unexpected {where}: {value!r}"]


def call_lines(prefix: str, groups: type) -> list[str]:
    lines = []
    for group, prop in vars(groups).items():
        if not isinstance(prop, property):
            continue
        assert prop.fget is not None
        cls = getattr(importlib.import_module("mendix_deploy._generated.calls"), prop.fget.__annotations__["return"])
        for method, function in vars(cls).items():
            if method.startswith("_") or not inspect.isfunction(function):
                continue
            parameters = list(inspect.signature(function).parameters.values())[1:]
            given = [p.name for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
            named = [camel(p.name) for p in parameters if p.kind is p.KEYWORD_ONLY]
            lines.append(f"{prefix} {group}.{method}({','.join(given)};{','.join(named)})")
            if not function.__doc__:
                lines.append(f"undocumented {group}.{method}")
    return lines


HANDLES = ("App", "Client", "Database", "EffectiveConfiguration", "Emulator", "Environment", "Landscape", "Operation", "Package", "Pager", "ResolvedSecrets", "Resolver", "Run", "SecretValue")


def member_lines() -> list[str]:
    """What handles have, with their asynchronous twins; inherited members count."""
    lines = []
    packages = importlib.import_module("mendix_deploy._packages")
    classes = {"Packages": packages.PackagesMembers, "AsyncPackages": packages.AsyncPackagesMembers}
    for name in HANDLES:
        classes[name] = getattr(mendix_deploy, name)
        twin = getattr(mendix_deploy, f"Async{name}", None)
        if twin is not None:
            classes[f"Async{name}"] = twin
    for name, cls in classes.items():
        for member in dir(cls):
            if not member.startswith("_"):
                lines.append(f"member {name}.{member}")
                if not getattr(cls, member).__doc__:
                    lines.append(f"undocumented {name}.{member}")
    return lines


def main() -> None:
    lines = member_lines()
    registry = importlib.import_module("mendix_deploy._generated.registry")
    for name, namespace in registry.TYPES.items():
        module = importlib.import_module(f"mendix_deploy._generated.{namespace}")
        value = getattr(module, name, None)
        lines += type_lines(namespace, name, value) if value is not None else [f"missing {namespace}.{name}"]
    for name, kind in registry.DOCUMENTS.items():
        lines.append(f"document {kind}={name}")
    for value in vars(errors).values():
        if inspect.isclass(value) and value is not errors.MendixDeployError:
            assert issubclass(value, errors.MendixDeployError)
            lines.append(f"class {value.__name__}")
    for code, word in errors.CODES.items():
        lines.append(f"error {code}={errors.CLASSES[word].__name__}")
    calls = importlib.import_module("mendix_deploy._generated.calls")
    lines += call_lines("call", calls.ClientGroups)
    lines += call_lines("async call", calls.AsyncClientGroups)
    for name in dir(mendix_deploy):
        getattr(mendix_deploy, name)
    json.dump({"package": str(Path(mendix_deploy.__file__).parent), "lines": sorted(lines)}, sys.stdout)


main()
