"""What the runtime of an environment would really see, and why: as its target is handed it."""

import pathlib
import tempfile

import mendix_deploy as mxd
from _releases import releases
from mendix_deploy.configurations import (
    CloudFoundryInput,
    DockerInput,
    EnvironmentVariable,
)


def variables(**values: str) -> tuple[EnvironmentVariable, ...]:
    return tuple(EnvironmentVariable(name=name, value=value) for name, value in values.items())


with tempfile.TemporaryDirectory() as name:
    package = releases(pathlib.Path(name))["2.6.0"]

    # What a container of the Docker buildpack is handed. `MX_SALES_APIKEY` is a popular mistake.
    docker = DockerInput(
        variables=variables(
            DATABASE_URL="postgres://orders:s3cret@db:5432/orders?sslmode=require",
            MXRUNTIME_SessionTimeout="900000",
            MX_SALES_APIKEY="example-key",
            SCHEDULED_EVENTS="all",
        ),
    )
    effective = mxd.EffectiveConfiguration.evaluate(docker, package)
    for asked in (
        "com.mendix.core.SessionTimeout",
        "DatabaseHost",
        "DatabasePassword",
        "ScheduledEventExecution",
        "Xmx",
    ):
        print(effective.explain(asked).sentence)
    for lost in effective.data.lost:
        print(f"lost: {lost.name}: {lost.reason}")
    for finding in effective.findings:
        print(f"{finding.severity}: {finding.id}")

    # One stray variable cancels the database URL.
    stray = CloudFoundryInput(
        variables=variables(
            DATABASE_URL="postgres://orders:s3cret@db:5432/orders",
            MXRUNTIME_DatabaseType="POSTGRESQL",
            MEMORY_LIMIT="2G",
        ),
    )
    effective = mxd.EffectiveConfiguration.evaluate(stray, package)
    print(effective.explain("DatabaseHost").sentence)
    failure = effective.start_failure
    if failure is not None:
        print(f"{failure.stage}: {failure.message} {failure.remedy}")

    # Names and connection strings by themselves.
    print(" and ".join(mxd.read_variable("MX_A_B_C", ["A_B.C", "A.B_C"]).names))
    print(mxd.same_database("postgres://a:b@localhost/orders", "jdbc:postgresql://127.0.0.1:5432/orders"))
