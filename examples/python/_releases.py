"""What the examples about packages share: four releases of one app, each with its own model.

With real packages none of this is needed: `mxd.Package.open("orders-2.6.0.mda")`.
"""

from __future__ import annotations

import os
import pathlib

import mendix_deploy as mxd

# Attributes by name: the number their GUID is made of, and the longest text.
Attributes = dict[str, tuple[int, int]]

# Entities by name: the number their GUID is made of, and their attributes.
Entities = dict[str, tuple[int, Attributes]]

FIRST: Entities = {
    "Sales.Order": (1, {"Number": (11, 20), "Note": (12, 400)}),
    "Sales.Voucher": (2, {"Code": (21, 20)}),
}

RELEASES: dict[str, Entities] = {
    "2.5.3": FIRST,
    # Built again.
    "2.5.4": FIRST,
    # An attribute and an entity are added.
    "2.6.0": {
        "Sales.Order": (1, {"Number": (11, 20), "Note": (12, 400), "Channel": (13, 20)}),
        "Sales.Voucher": (2, {"Code": (21, 20)}),
        "Sales.Payment": (3, {"Reference": (31, 40)}),
    },
    # An entity is removed, another renamed, a text is shortened.
    "3.0.0": {
        "Sales.Order": (1, {"Number": (11, 20), "Note": (12, 200), "Channel": (13, 20)}),
        "Sales.Receipt": (3, {"Reference": (31, 40)}),
    },
}


def releases(folder: pathlib.Path) -> dict[str, mxd.Package]:
    """Writes the four packages and opens them."""
    opened = {}
    for version, entities in RELEASES.items():
        path = folder / f"orders-{version}.mda"
        mxd.write_archive(path, project_name="Orders", model_version=version, model=model(version, entities))
        opened[version] = mxd.Package.open(path)
    return opened


def database() -> mxd.Database | None:
    """The database that `PGDATABASE` names, on this machine unless `PGHOST` says otherwise; none without it."""
    if "PGDATABASE" not in os.environ:
        return None
    password = os.environ.get("PGPASSWORD")
    return mxd.Database.connect(
        host=os.environ.get("PGHOST"),
        port=int(os.environ.get("PGPORT", "5432")),
        database=os.environ["PGDATABASE"],
        user=os.environ.get("PGUSER", "postgres"),
        password=None if password is None else mxd.SecretValue(password),
        # Encrypted and verified, unless it is said that the way there is safe.
        tls=mxd.DatabaseTls.OFF if os.environ.get("PGSSLMODE") == "disable" else mxd.DatabaseTls.VERIFIED,
    )


def guid(number: int) -> str:
    """The data-storage GUID: what the runtime finds tables and columns by. A name is only a name."""
    return f"00000000-0000-4000-8000-{number:012x}"


def model(version: str, entities: Entities) -> mxd.AppModel:
    """A model as Studio Pro would have it; the System module is added when it is written."""
    return mxd.AppModel(
        source=mxd.ModelSource.ARCHIVE_MODEL,
        project_id=guid(0),
        project_name="Orders",
        mendix_version="10.24.15.93102",
        model_version=version,
        has_system=False,
        modules=(mxd.AppModule(id=guid(0xA0), name="Sales"),),
        entities=tuple(entity(name, number, attributes) for name, (number, attributes) in entities.items()),
        associations=(),
        tables=(),
        enumerations=(),
        constants=(
            mxd.ModelConstant(
                id=guid(0xC0), name="Sales.ApiKey", type=mxd.ConstantType.STRING, default_value="not-for-production"
            ),
        ),
        scheduled_events=(),
        settings=mxd.ModelSettings(),
        microflows=(),
        user_roles=(),
        request_handlers=(),
        unread=(),
    )


def entity(name: str, number: int, attributes: Attributes) -> mxd.Entity:
    """An entity with a table of its own."""
    return mxd.Entity(
        id=guid(number),
        guid=guid(number),
        name=name,
        persistable=True,
        stored=True,
        system_members=(),
        attributes=tuple(
            mxd.Attribute(
                id=guid(at),
                guid=guid(at),
                name=attribute,
                type=mxd.AttributeType.STRING,
                length=length,
                value=mxd.AttributeValue.STORED,
            )
            for attribute, (at, length) in attributes.items()
        ),
        indexes=(),
        unique_attributes=(),
    )
