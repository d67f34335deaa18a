"""Resolves secrets from files and variables, all or none, and hands one to a program that prints it."""

import os
import pathlib
import tempfile

import mendix_deploy as mxd

os.environ["ORDERS_API_KEY"] = "an-example-api-key"
with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    (folder / "database.json").write_text('{"user": "orders", "password": "an-example-password"}')
    wanted = {
        "database.password": "file://./database.json#password",
        "constants.Api.Key": "env://ORDERS_API_KEY",
        "database.url": "jdbc:postgresql://db/orders?user=${secret:file://./database.json#user}",
    }
    with mxd.Resolver(folder=folder) as resolver:
        with resolver.resolve(wanted) as secrets:
            for secret in secrets.report.secrets:
                print(f"{secret.slot}: {secret.outcome} in {secret.store}, {secret.reference}")
            print(f"printed: {secrets.get('database.password')}")
            done = secrets.run(["sh", "-c", 'echo "the password is $PGPASSWORD"'], env={"PGPASSWORD": "database.password"})
            print(f"the program says: {done.stdout.strip()}")
        try:
            resolver.resolve(
                wanted | {"s3.key": "file://./database.json#pasword", "license": "env://NOT_SET", "mail": "vault://x#f?version=2"}
            )
        except mxd.errors.SecretsUnresolvedError as error:
            for failure in error.detail.failures:
                print(f"{', '.join(failure.slots)}: {failure.code}: {failure.message}")
