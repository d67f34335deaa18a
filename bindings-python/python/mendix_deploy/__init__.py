"""Plan, execute and roll back deployments of Mendix applications."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

from . import _native
from ._native import App as App
from ._native import EffectiveConfiguration as EffectiveConfiguration
from ._native import Environment as Environment
from ._native import Landscape as Landscape
from ._native import Package as Package
from ._native import SecretValue as SecretValue
from ._native import check_setting as check_setting
from ._native import compare_configurations as compare_configurations
from ._native import compare_models as compare_models
from ._native import constant_variable as constant_variable
from ._native import constants_of_variable as constants_of_variable
from ._native import convert_connection as convert_connection
from ._native import decide as decide
from ._native import import_configuration as import_configuration
from ._native import import_reference as import_reference
from ._native import name_collisions as name_collisions
from ._native import parse_connection as parse_connection
from ._native import parse_reference as parse_reference
from ._native import placement as placement
from ._native import plan_catalogue as plan_catalogue
from ._native import policy_of_facts as policy_of_facts
from ._native import policy_rules as policy_rules
from ._native import print_connection as print_connection
from ._native import read_catalogue as read_catalogue
from ._native import read_script as read_script
from ._native import read_variable as read_variable
from ._native import runtime_setting as runtime_setting
from ._native import runtime_settings as runtime_settings
from ._native import same_database as same_database
from ._native import secrets_practices as secrets_practices
from ._native import setting_of_variable as setting_of_variable
from ._native import setting_variable as setting_variable
from ._native import sizing_advice as sizing_advice
from ._native import tier_presets as tier_presets
from ._native import verify_checksums as verify_checksums
from ._native import write_archive as write_archive
from ._native import write_checksums as write_checksums
from ._native import write_portable as write_portable
from ._native import write_project as write_project
from ._version import VERSION as __version__

if TYPE_CHECKING:
    from ._client import AsyncClient as AsyncClient
    from ._client import Client as Client
    from ._database import AsyncDatabase as AsyncDatabase
    from ._database import Database as Database
    from ._emulator import Emulator as Emulator
    from ._errors import MendixDeployError as MendixDeployError
    from ._generated.exports import *  # noqa: F403
    from ._handles import AsyncOperation as AsyncOperation
    from ._handles import AsyncPager as AsyncPager
    from ._handles import Operation as Operation
    from ._handles import Pager as Pager
    from ._run import AsyncRun as AsyncRun
    from ._run import Run as Run
    from ._secrets import AsyncResolvedSecrets as AsyncResolvedSecrets
    from ._secrets import AsyncResolver as AsyncResolver
    from ._secrets import ResolvedSecrets as ResolvedSecrets
    from ._secrets import Resolver as Resolver

if _native.VERSION != __version__:
    raise ImportError(
        f"mendix_deploy {__version__} found a native module of version {_native.VERSION}: "
        "reinstall the package, its two halves belong together"
    )

_trace = os.environ.get("MENDIX_DEPLOY_TRACE")
if _trace:
    _native.trace(_trace)
"""Everything that is logged goes to this file; `docs/guide/runs.md` tells when to want it."""

_HERE = {
    "AsyncClient": "_client",
    "AsyncDatabase": "_database",
    "AsyncOperation": "_handles",
    "AsyncPager": "_handles",
    "AsyncResolvedSecrets": "_secrets",
    "AsyncResolver": "_secrets",
    "AsyncRun": "_run",
    "Client": "_client",
    "Database": "_database",
    "Emulator": "_emulator",
    "MendixDeployError": "_errors",
    "Operation": "_handles",
    "Pager": "_handles",
    "ResolvedSecrets": "_secrets",
    "Resolver": "_secrets",
    "Run": "_run",
}


def __getattr__(name: str) -> Any:
    """Models and errors are loaded when they are first used: 50 dataclasses cost more than all the rest."""
    if name.startswith("__"):
        raise AttributeError(name)
    from ._generated.exports import MODULES, NAMES

    if name in MODULES or name == "errors":
        value = import_module(f".{name}", __name__)
    elif name in _HERE:
        value = getattr(import_module(f".{_HERE[name]}", __name__), name)
    elif name in NAMES:
        value = getattr(import_module(f"._generated.{NAMES[name]}", __name__), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    from ._generated.exports import MODULES, NAMES

    return sorted({*globals(), *_HERE, *NAMES, *MODULES, "errors"})
