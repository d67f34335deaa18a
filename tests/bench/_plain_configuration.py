"""The rules of the buildpack in plain Python, for comparison: what people write who need them once."""

import json
import re
import zipfile
from urllib.parse import parse_qs, unquote, urlencode

KINDS = {"postgres": "PostgreSQL", "postgresql": "PostgreSQL", "mysql": "MySQL", "sqlserver": "SQLSERVER", "db2": "Db2"}
URL = re.compile(r"([a-zA-Z0-9]+)://([^:]+):([^@]+)@([^/]+)/([^?]*)(\?.*)?")
S3 = (("S3_ACCESS_KEY_ID", "access_key_id", "AccessKeyId"), ("S3_SECRET_ACCESS_KEY", "secret_access_key", "SecretAccessKey"),
      ("S3_BUCKET_NAME", "bucket", "BucketName"), ("S3_ENDPOINT", "endpoint", "EndPoint"), ("S3_KEY_SUFFIX", "key_suffix", "ResourceNameSuffix"))  # fmt: skip
AZURE = (("account_name", "AccountName"), ("container_uri", "BlobEndpoint"), ("sas_token", "SharedAccessSignature"), ("container_name", "Container"))  # fmt: skip
DEVELOPMENT = {"ConnectionPoolingMaxIdle": 1, "ConnectionPoolingMaxActive": 20, "ConnectionPoolingNumTestsPerEvictionRun": 50,
               "ConnectionPoolingSoftMinEvictableIdleTimeMillis": 1000, "ConnectionPoolingTimeBetweenEvictionRunsMillis": 1000}  # fmt: skip


def read(archive):
    return json.loads(zipfile.ZipFile(archive).read("model/metadata.json"))


def evaluate(env, metadata, services, application, folder, docker):
    if docker:
        application = {"application_uris": ["docker_example.com"]}
        env = {**env, "DATABASE_URL": env.get("DATABASE_ENDPOINT", env.get("DATABASE_URL"))}
        index = re.search(r"(?<=-)[0-9]+$", env.get("HOSTNAME", ""))
        env |= {"CF_INSTANCE_INDEX": index[0]} if index and "KUBERNETES_SERVICE_HOST" in env and "CF_INSTANCE_INDEX" not in env else {}
    constants, document = {}, json.loads(env.get("CONSTANTS", "{}"))
    for constant in metadata["Constants"]:
        name = constant["Name"]
        value = env.get("MX_" + name.replace(".", "_"), document.get(name))
        value = constant["DefaultValue"] if value is None else value
        constants[name] = int(value) if constant["Type"] == "Integer" else value
    leader, development = env.get("CF_INSTANCE_INDEX", "0") == "0", env.get("DEVELOPMENT_MODE", "").lower() == "true"
    number = tuple(int(part) for part in metadata["RuntimeVersion"].split("."))
    sent = {"BasePath": folder + "/", "RuntimePath": f"{folder}/runtimes/{metadata['RuntimeVersion']}/runtime", "DTAPMode": "D" if development else "P", "LogMinDurationQuery": 10000,
            "ApplicationRootUrl": f"https://{application['application_uris'][0]}", "MicroflowConstants": constants}  # fmt: skip
    events = env.get("SCHEDULED_EVENTS", "ALL") if leader or number >= (9, 12) else "NONE"
    sent["ScheduledEventExecution"] = events if events in ("ALL", "NONE") else "SPECIFIED"
    if sent["ScheduledEventExecution"] == "SPECIFIED":
        known = {event["Name"] for event in metadata["ScheduledEvents"]}
        sent["MyScheduledEvents"] = ",".join(name for name in events.split(",") if name in known)
    sent |= {} if leader else {"com.mendix.core.isClusterSlave": "true"}
    sent |= json.loads(env.get("CUSTOM_RUNTIME_SETTINGS", "{}"))
    sent |= {name[10:].replace("_", "."): value for name, value in env.items() if name.startswith("MXRUNTIME_")}
    if not any(name.startswith("MXRUNTIME_Database") for name in env):
        url = next((services[label][0]["credentials"]["uri"] for label in ("postgresql", "rds") if label in services), env.get("DATABASE_URL"))
        if not url:
            raise RuntimeError("no database")
        scheme, user, password, host, name, query = URL.search(url).groups()
        sent |= {"DatabaseType": KINDS[scheme], "DatabaseHost": host, "DatabaseName": name, "DatabaseUserName": unquote(user), "DatabasePassword": unquote(password)}
        if KINDS[scheme] == "PostgreSQL":
            sent["DatabaseJdbcUrl"] = f"jdbc:postgresql://{host}/{name}?" + urlencode(parse_qs((query or "")[1:]) | {"tcpKeepAlive": "true"}, True)
        sent |= DEVELOPMENT if development else {}
    bound, azure = (services.get(label, [{"credentials": {}}])[0]["credentials"] for label in ("amazon-s3", "objectstore"))
    store = {f"com.mendix.storage.s3.{setting}": value for variable, field, setting in S3 if (value := env.get(variable, bound.get(field)))}
    store |= {f"com.mendix.storage.azure.{setting}": azure[field] for field, setting in AZURE if field in azure}
    store |= {"com.mendix.storage.azure.CreateContainerIfNotExists": False} if azure else {}
    store |= {"com.mendix.core.StorageService": "com.mendix.storage." + ("azure" if azure else "s3")} if store else {}
    if store and env.get("S3_PERFORM_DELETES") == "false":
        store["com.mendix.storage.PerformDeleteFromStorage"] = "NoFiles" if number >= (9, 12) else False
    return store | sent
