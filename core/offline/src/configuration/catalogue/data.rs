//! Settings of the database, the store of files, logs and metrics.

use mendix_deploy_model::settings::{
    SettingEvidence::Observed,
    SettingType::{Boolean, Enumeration, Integer, Json, Size},
    SettingUnit::{Bytes, Milliseconds, Seconds},
};

use super::row::{Row, boolean, integer, milliseconds, row, text, time};

const ENGINES: &[&str] = &[
    "HSQLDB",
    "MYSQL",
    "ORACLE",
    "POSTGRESQL",
    "SAPHANA",
    "SQLSERVER",
];

pub(super) const DATABASE: &[Row] = &[
    row("DatabaseType", Enumeration, "The database engine. Upper and lower case do not matter.")
        .values(ENGINES)
        .legacy(&["DB2"])
        .required()
        .aliases(&[("Database.Type", "an underscore in MXRUNTIME_Database_Type becomes a dot")]),
    text("DatabaseHost", "The server, with a port if it is not the engine's own; IPv6 in brackets. Ignored when DatabaseJdbcUrl is set.")
        .aliases(&[("Database.Host", "an underscore in MXRUNTIME_Database_Host becomes a dot")]),
    text("DatabaseName", "The database.")
        .aliases(&[("Database.Name", "an underscore in MXRUNTIME_Database_Name becomes a dot")]),
    text("DatabaseUserName", "The user.")
        .aliases(&[("Database.UserName", "an underscore in MXRUNTIME_Database_UserName becomes a dot")]),
    text("DatabasePassword", "The user's password.").secret()
        .aliases(&[("Database.Password", "an underscore in MXRUNTIME_Database_Password becomes a dot")]),
    text("DatabaseJdbcUrl", "The address in JDBC's form, which stands for host and name. It may hold a password.").secret(),
    row("DatabaseUseSsl", Boolean, "Speaks TLS to the database without checking its certificate. False matters for SQL Server, which speaks TLS unless told otherwise."),
    boolean("DatabaseUseIntegratedSecurity", "false", "Signs in to SQL Server as the account that runs the app."),
    text("OracleServiceName", "The service name of an Oracle database."),
    time("ClientQueryTimeout", Seconds, "How long a query may take; without it there is no limit."),
    time("LogMinDurationQuery", Milliseconds, "Logs queries that take longer, under the log node ConnectionBus_Queries.")
        .default_rule("none; the buildpack sends 10000")
        .recommended("1000", "5000"),
    boolean("DataStorage.EnableDiagnostics", "false", "Logs more about what the data layer does."),
    boolean("UseNetworkTimeout", "true", "Notices that the network to a PostgreSQL server is gone."),
    milliseconds("JdbcLoginTimeout", "5000", "How long signing in to the database may take."),
    integer("ConnectionPoolingMaxActive", "50", "The most connections that one instance opens. The server has to allow that many times the number of instances."),
    integer("ConnectionPoolingMaxIdle", "50", "The most idle connections that one instance keeps. 20 before Mendix 3.3."),
    integer("ConnectionPoolingMinIdle", "0", "The idle connections that one instance keeps ready."),
    milliseconds("ConnectionPoolingMaxWait", "10000", "How long a request waits for a connection."),
    milliseconds("ConnectionPoolingTimeBetweenEvictionRunsMillis", "300000", "How often idle connections are looked at."),
    milliseconds("ConnectionPoolingSoftMinEvictableIdleTimeMillis", "300000", "How long a connection is idle before it may be closed."),
    row("ConnectionPoolingNumTestsPerEvictionRun", Integer, "How many idle connections are looked at each time; -3 is a third of them.")
        .default("-3"),
    boolean("ConnectionPoolingTestOnBorrow", "false", "Tests a connection before it is used.").since(&["10.6.4", "10.8"]),
    boolean("ConnectionPoolingTestOnCreate", "false", "Tests a connection when it is opened.").since(&["10.6.4", "10.8"]),
    boolean("ConnectionPoolingTestOnReturn", "false", "Tests a connection when it is given back.").since(&["10.6.4", "10.8"]),
    boolean("ConnectionPoolingTestWhileIdle", "false", "Tests connections while they are idle.").since(&["10.6.4", "10.8"]),
    row("SourceDatabaseType", Enumeration, "The engine of the database that is copied once into an empty one.")
        .values(ENGINES)
        .legacy(&["DB2"]),
    text("SourceDatabaseHost", "The server of the database that is copied once into an empty one."),
    text("SourceDatabaseName", "The database that is copied once into an empty one."),
    text("SourceDatabaseUserName", "The user for the database that is copied once into an empty one."),
    text("SourceDatabasePassword", "The password for the database that is copied once into an empty one.").secret(),
    text("SourceDatabaseJdbcUrl", "The address in JDBC's form of the database that is copied once into an empty one; not for PostgreSQL.").secret(),
    row("SourceDatabaseUseSsl", Boolean, "Speaks TLS to the database that is copied once into an empty one."),
    row("SourceDatabaseUseIntegratedSecurity", Boolean, "Signs in to the SQL Server whose database is copied as the account that runs the app."),
    text("SourceOracleServiceName", "The service name of the Oracle database that is copied once into an empty one."),
    text("SourceBuiltInDatabasePath", "The folder of the built-in database that is copied once into an empty one."),
];

pub(super) const STORAGE: &[Row] = &[
    text(
        "com.mendix.storage.s3.AccessKeyId",
        "The id of the access key.",
    )
    .managed()
    .secret(),
    text(
        "com.mendix.storage.s3.SecretAccessKey",
        "The secret of the access key.",
    )
    .managed()
    .secret(),
    text("com.mendix.storage.s3.BucketName", "The bucket.").managed(),
    text(
        "com.mendix.storage.s3.Region",
        "The region, which requests are also signed for.",
    )
    .managed(),
    text(
        "com.mendix.storage.s3.EndPoint",
        "The host or address of a server other than that of AWS; buckets then stand in the path.",
    )
    .managed(),
    text(
        "com.mendix.storage.s3.ResourceNamePrefix",
        "What stands before the name of each file.",
    )
    .managed()
    .since(&["10.6.4", "10.8"]),
    text(
        "com.mendix.storage.s3.ResourceNameSuffix",
        "What stands behind the name of each file.",
    )
    .managed(),
    boolean(
        "com.mendix.storage.s3.UseV2Auth",
        "false",
        "Signs requests in the old way, for old servers.",
    )
    .managed(),
    boolean(
        "com.mendix.storage.s3.UseSSE",
        "false",
        "Asks the server to encrypt. The public list of settings does not have it.",
    )
    .managed()
    .evidence(Observed),
    row(
        "com.mendix.storage.s3.EncryptionKeys",
        Json,
        "Keys with which files are encrypted: id, algorithm and key in Base64.",
    )
    .managed()
    .secret(),
    boolean(
        "com.mendix.storage.s3.ForceGlobalBucketAccessEnabled",
        "true",
        "Finds buckets of other regions.",
    )
    .managed(),
    row(
        "com.mendix.storage.s3.MaxConnections",
        Integer,
        "The most connections to the store.",
    )
    .range(Some(1), None)
    .default_rule("that of the AWS SDK")
    .managed(),
    milliseconds(
        "com.mendix.storage.s3.ClientExecutionTimeout",
        "0",
        "How long a call may take with its repetitions; 0 is no limit.",
    )
    .managed(),
    milliseconds(
        "com.mendix.storage.s3.RequestTimeout",
        "0",
        "How long one request may take; 0 is no limit.",
    )
    .managed(),
    milliseconds(
        "com.mendix.storage.s3.ConnectionTimeout",
        "10000",
        "How long connecting may take.",
    )
    .managed(),
    milliseconds(
        "com.mendix.storage.s3.SocketTimeout",
        "50000",
        "How long the store may be silent.",
    )
    .managed(),
    boolean(
        "com.mendix.storage.s3.UseCACertificates",
        "false",
        "Trusts the authorities of CACertificates for the store too.",
    )
    .managed(),
    text(
        "com.mendix.storage.s3.tokenService.Url",
        "The address that gives out tokens for the store.",
    )
    .managed(),
    text(
        "com.mendix.storage.s3.tokenService.Username",
        "The user for the tokens.",
    )
    .managed(),
    text(
        "com.mendix.storage.s3.tokenService.Password",
        "The password for the tokens.",
    )
    .managed()
    .secret(),
    row(
        "com.mendix.storage.s3.tokenService.RefreshPercentage",
        Integer,
        "After which part of its life a token is renewed.",
    )
    .range(Some(0), Some(100))
    .managed()
    .evidence(Observed),
    time(
        "com.mendix.storage.s3.tokenService.RetryIntervalInSeconds",
        Seconds,
        "How long to wait before asking again for a token.",
    )
    .managed()
    .evidence(Observed),
    text(
        "com.mendix.storage.azure.AccountName",
        "The storage account.",
    )
    .managed(),
    text(
        "com.mendix.storage.azure.AccountKey",
        "The key of the storage account.",
    )
    .managed()
    .secret(),
    text(
        "com.mendix.storage.azure.SharedAccessSignature",
        "A signature that gives access without the key.",
    )
    .managed()
    .secret(),
    boolean(
        "com.mendix.storage.azure.UseDefaultAzureCredential",
        "false",
        "Uses the identity of the machine; needs BlobEndpoint.",
    )
    .managed(),
    text(
        "com.mendix.storage.azure.BlobEndpoint",
        "The address of the store. When it names the container, Container is a folder in it.",
    )
    .managed(),
    text("com.mendix.storage.azure.Container", "The container.").managed(),
    boolean(
        "com.mendix.storage.azure.CreateContainerIfNotExists",
        "true",
        "Makes the container when there is none.",
    )
    .managed(),
    integer(
        "com.mendix.storage.azure.ParallelismFactor",
        "5",
        "How many parts of a file travel at once.",
    )
    .managed(),
    boolean(
        "com.mendix.storage.azure.UseHttps",
        "true",
        "Speaks HTTPS to the store.",
    )
    .managed(),
    time(
        "com.mendix.storage.azure.TimeoutIntervalInMs",
        Milliseconds,
        "How long one request may take.",
    )
    .managed(),
    time(
        "com.mendix.storage.azure.MaximumExecutionTimeInMs",
        Milliseconds,
        "How long a call may take with its repetitions.",
    )
    .managed(),
];

pub(super) const LOGGING: &[Row] = &[
    text("LogFileName", "The log file. On premises only.").default("Application.log"),
    row("MaxLogFileSize", Size, "The size at which a new log file begins. On premises only.")
        .unit(Bytes)
        .default("2097152")
        .range(Some(0), None),
    integer("MaxLogFileCount", "10", "How many log files are kept. On premises only."),
    row("com.mendix.metrics.Type", Enumeration, "How metrics are collected.")
        .values(&["micrometer", "statsd"])
        .default("micrometer")
        .since(&["9.7"]),
    row("Metrics.Registries", Json, "Where metrics go: a list of registries, each with type, settings and filters. It may hold credentials.").secret(),
    row("Metrics.ApplicationTags", Json, "Labels that every metric carries."),
    row("OpenTelemetry._RuntimeSpanFilters", Json, "Which spans are left out of traces. Its name holds an underscore, which no variable MXRUNTIME_… can carry.")
        .evidence(Observed),
];
