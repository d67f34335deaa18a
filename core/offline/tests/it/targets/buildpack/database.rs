//! The database (runtime configuration, 3).

use serde_json::{Value, json};

use super::{bare, case};

fn url(text: &str) -> super::Answer {
    bare(&[("DATABASE_URL", text)]).run()
}

fn database(text: &str) -> Value {
    Value::Object(url(text).beginning("Database"))
}

#[test]
fn each_row_of_the_table_of_schemes() {
    for scheme in ["postgres", "postgresql"] {
        assert_eq!(
            database(&format!("{scheme}://u:p@db:5432/m?sslmode=require&a=")),
            json!({"DatabaseType": "PostgreSQL", "DatabaseHost": "db:5432", "DatabaseName": "m", "DatabaseUserName": "u", "DatabasePassword": "p",
                   "DatabaseJdbcUrl": "jdbc:postgresql://db:5432/m?sslmode=require&tcpKeepAlive=true"})
        );
    }
    for (scheme, kind) in [
        ("mysql", "MySQL"),
        ("sqlserver", "SQLSERVER"),
        ("db2", "Db2"),
    ] {
        let answer = url(&format!("{scheme}://u:p@db:1/m?encrypt=true"));
        assert_eq!(
            Value::Object(answer.beginning("Database")),
            json!({"DatabaseType": kind, "DatabaseHost": "db:1", "DatabaseName": "m", "DatabaseUserName": "u", "DatabasePassword": "p"})
        );
        assert!(answer.finds("database.parameters_dropped"));
    }
    let sql = "jdbc:sqlserver://h:1433;database=m;user=sa;password=p;encrypt=true";
    assert_eq!(
        database(sql),
        json!({"DatabaseType": "SQLSERVER", "DatabaseHost": "h:1433", "DatabaseName": "m", "DatabaseUserName": "sa",
               "DatabasePassword": "p;encrypt=true", "DatabaseJdbcUrl": sql})
    );
    let jdbc = "jdbc:postgresql://u:pw@h/db?x=1";
    let answer = bare(&[
        ("DATABASE_URL", jdbc),
        ("DATABASE_CONNECTION_PARAMS", "{\"a\": 1}"),
    ])
    .run();
    assert_eq!(
        Value::Object(answer.beginning("Database")),
        json!({"DatabaseType": "PostgreSQL", "DatabaseHost": "h", "DatabaseName": "db", "DatabaseUserName": "u", "DatabasePassword": "pw",
               "DatabaseJdbcUrl": jdbc})
    );
    assert_eq!(answer.lost(), ["DATABASE_CONNECTION_PARAMS"]);
    for scheme in ["oracle", "POSTGRES", "mssql"] {
        assert_eq!(
            url(&format!("{scheme}://u:p@h/d")).fails(),
            Some(("database", "DATABASE_URL")),
            "{scheme}"
        );
    }
}

#[test]
fn each_row_of_the_table_of_details() {
    let part = |text: &str, name: &str| database(text)[name].clone();
    assert_eq!(
        part("postgres://us%2Fer:p%40s%25@h/my%2Ddb", "DatabaseUserName"),
        "us/er"
    );
    assert_eq!(
        part("postgres://us%2Fer:p%40s%25@h/my%2Ddb", "DatabasePassword"),
        "p@s%"
    );
    assert_eq!(
        part("postgres://us%2Fer:p%40s%25@h/my%2Ddb", "DatabaseName"),
        "my%2Ddb"
    );
    let raw_at = url("postgres://u:p@ss@db:5432/m");
    assert_eq!(raw_at.json("DatabasePassword"), json!("p"));
    assert_eq!(raw_at.json("DatabaseHost"), json!("ss@db:5432"));
    assert!(raw_at.finds("database.password_in_host"));
    assert_eq!(part("postgres://u:p:a/b@db/m", "DatabasePassword"), "p:a/b");
    assert_eq!(
        url("postgres://u:p@h:5432").fails(),
        Some(("database", "DATABASE_URL"))
    );
    assert_eq!(database("postgres://u:p@h:5432/").get("DatabaseName"), None);
    assert_eq!(part("postgres://u:p@h/m", "DatabaseHost"), "h");
    assert_eq!(
        part("postgres://u:p@[::1]:5432/m", "DatabaseHost"),
        "[::1]:5432"
    );
    assert_eq!(
        database("postgres://u:p@h/m?sslmode=require").get("DatabaseUseSsl"),
        None
    );
    assert_eq!(
        part("postgres://u:p@h/m?a=&b", "DatabaseJdbcUrl"),
        "jdbc:postgresql://h/m?tcpKeepAlive=true"
    );
    assert_eq!(
        part(
            "postgres://u:p@h/m?tcpKeepAlive=false&b=1",
            "DatabaseJdbcUrl"
        ),
        "jdbc:postgresql://h/m?tcpKeepAlive=true&b=1"
    );
    assert_eq!(
        url("jdbc:postgresql://host/db?user=u&password=p").fails(),
        Some(("database", "DATABASE_URL"))
    );
    assert_eq!(part("see postgres://u:p@h/m", "DatabaseHost"), "h");
    assert_eq!(url("").fails(), Some(("database", "DATABASE_URL")));
}

#[test]
fn amazon_gets_the_certificates_of_its_region() {
    let answer = bare(&[
        ("HOME", "/home/vcap/app"),
        (
            "DATABASE_URL",
            "postgres://u:p@x.abc.eu-west-1.rds.amazonaws.com:5432/m?sslmode=require",
        ),
    ])
    .run();
    assert_eq!(
        answer.json("DatabaseJdbcUrl"),
        json!(
            "jdbc:postgresql://x.abc.eu-west-1.rds.amazonaws.com:5432/m?sslmode=verify-full&tcpKeepAlive=true&sslrootcert=%2Fhome%2Fvcap%2Fapp%2F.postgresql%2Feu-west-1-bundle.pem"
        )
    );
    for host in ["x.abc.xx-west-9.rds.amazonaws.com", "x.rds.amazonaws.com"] {
        assert_eq!(
            url(&format!("postgres://u:p@{host}/m")).fails(),
            Some(("database", "DATABASE_URL")),
            "{host}"
        );
    }
    let mysql = url("mysql://u:p@x.abc.xx.rds.amazonaws.com/m");
    assert_eq!(mysql.fails(), None);
}

#[test]
fn parameters_go_on_top() {
    for (parameters, query) in [
        (
            "{\"tcpKeepAlive\": \"false\", \"x\": \"a b\"}",
            "a=1&tcpKeepAlive=false&x=a+b",
        ),
        (
            "{\"n\": 1, \"t\": true, \"l\": [1, 2]}",
            "a=1&tcpKeepAlive=true&n=1&t=True&l=1&l=2",
        ),
        ("{oops", "a=1&tcpKeepAlive=true"),
        ("5", "a=1&tcpKeepAlive=true"),
    ] {
        let answer = bare(&[
            ("DATABASE_URL", "postgres://u:p@h/m?a=1"),
            ("DATABASE_CONNECTION_PARAMS", parameters),
        ])
        .run();
        assert_eq!(
            answer.json("DatabaseJdbcUrl"),
            json!(format!("jdbc:postgresql://h/m?{query}")),
            "{parameters}"
        );
    }
}

#[test]
fn certificates_in_the_url_move_into_files() {
    let answer = url("postgres://u:p@h/m?sslcert=-----BEGIN+CERTIFICATE-----x&sslkey=/my/key");
    let jdbc = answer.json("DatabaseJdbcUrl");
    let jdbc = jdbc.as_str().unwrap();
    assert!(
        !jdbc.contains("BEGIN") && jdbc.contains("sslkey=%2Fmy%2Fkey"),
        "{jdbc}"
    );
}

#[test]
fn sources_in_their_order() {
    let uri = |uri: &str| format!("[{{\"tags\": [], \"credentials\": {{\"uri\": \"{uri}\"}}}}]");
    let host = |services: String| {
        bare(&[("DATABASE_URL", "postgres://u:p@variable/m")])
            .services(&services)
            .run()
    };
    let of = |services: String| host(services).json("DatabaseHost");
    // The list of labels decides, not the order of the services.
    assert_eq!(
        of(format!(
            "{{\"rds\": {}, \"p-mysql\": {}}}",
            uri("postgres://u:p@rds/m"),
            uri("mysql://u:p@mysql/m")
        )),
        "mysql"
    );
    assert_eq!(
        of(format!(
            "{{\"postgresql_shared\": {}}}",
            uri("postgres://u:p@shared/m")
        )),
        "shared"
    );
    assert_eq!(
        of("{\"azure-sqldb\": [{\"credentials\": {\"jdbcUrl\": \"jdbc:sqlserver://az;database=m;user=u;password=p\"}}]}".to_owned()),
        "az"
    );
    assert_eq!(
        of(format!("{{\"other\": {}}}", uri("postgres://u:p@any/m"))),
        "any"
    );
    assert_eq!(
        of(format!(
            "{{\"rds-custom\": {}}}",
            uri("postgres://u:p@mine/m")
        )),
        "mine"
    );
    assert_eq!(
        of(format!("{{\"queue\": {}}}", uri("amqp://u:p@q/m"))),
        "variable"
    );
    assert_eq!(of(format!("{{\"postgresql\": {}}}", uri(""))), "variable");
    assert_eq!(
        host("{\"postgresql\": [{\"credentials\": {}}]}".to_owned()).fails(),
        Some(("database", "postgresql"))
    );
    assert_eq!(
        host("{oops".to_owned()).fails(),
        Some(("database", "VCAP_SERVICES"))
    );
}

#[test]
fn hana() {
    let services = |label: &str, tags: &str, url: &str| {
        format!(
            "{{\"{label}\": [{{\"tags\": {tags}, \"credentials\": {{\"host\": \"h\", \"port\": \"30015\", \"user\": \"U\", \"password\": \"p%40\", \"schema\": \"S\", \"url\": \"{url}\"}}}}]}}"
        )
    };
    let tags = "[\"hana\", \"database\", \"relational\", \"more\"]";
    for label in ["hana", "hanatrial"] {
        let answer = bare(&[("DATABASE_CONNECTION_PARAMS", "{\"a\": \"b\"}")])
            .services(&services(label, tags, "jdbc:sap://h:30015/?encrypt=true"))
            .run();
        assert_eq!(
            Value::Object(answer.beginning("Database")),
            json!({"DatabaseType": "SAPHANA", "DatabaseHost": "h:30015", "DatabaseName": "S", "DatabaseUserName": "U", "DatabasePassword": "p@",
                   "DatabaseJdbcUrl": "jdbc:sap://h:30015/?encrypt=true&a=b"})
        );
    }
    let plain = bare(&[("DATABASE_CONNECTION_PARAMS", "{\"a\": \"b\"}")])
        .services(&services("hana", tags, "jdbc:sap://h:30015"))
        .run();
    assert_eq!(plain.json("DatabaseJdbcUrl"), json!("jdbc:sap://h:30015"));
    assert_eq!(plain.lost(), ["DATABASE_CONNECTION_PARAMS"]);
    let untagged = case(&[])
        .services(&services("hana", "[\"hana\"]", "jdbc:sap://h:30015"))
        .run();
    assert_eq!(untagged.json("DatabaseType"), json!("PostgreSQL"));
    let wrong = bare(&[]).services(&services("hana", tags, "sap://h")).run();
    assert_eq!(wrong.fails(), Some(("database", "hana")));
}

#[test]
fn pools() {
    let pool = |variables: &[(&str, &str)]| {
        Value::Object(bare(variables).run().beginning("ConnectionPooling"))
    };
    assert_eq!(pool(&[("DATABASE_URL", "postgres://u:p@h/m")]), json!({}));
    assert_eq!(
        pool(&[("DATABASE_URL", "mysql://u:p@h/m")]),
        json!({"ConnectionPoolingNumTestsPerEvictionRun": 50, "ConnectionPoolingSoftMinEvictableIdleTimeMillis": 10000,
               "ConnectionPoolingTimeBetweenEvictionRunsMillis": 10000})
    );
    assert_eq!(
        pool(&[
            ("DATABASE_URL", "mysql://u:p@h/m"),
            ("DEVELOPMENT_MODE", "True")
        ]),
        json!({"ConnectionPoolingMaxIdle": 1, "ConnectionPoolingMaxActive": 20, "ConnectionPoolingNumTestsPerEvictionRun": 50,
               "ConnectionPoolingSoftMinEvictableIdleTimeMillis": 1000, "ConnectionPoolingTimeBetweenEvictionRunsMillis": 1000})
    );
    // Without a source of its own the buildpack sends no pool settings.
    assert_eq!(
        pool(&[
            ("MXRUNTIME_DatabaseType", "HSQLDB"),
            ("DEVELOPMENT_MODE", "true")
        ]),
        json!({})
    );
}

#[test]
fn one_stray_variable_cancels_every_other_source() {
    for (stray, setting) in [
        ("MXRUNTIME_DatabaseType", "DatabaseType"),
        ("MXRUNTIME_DatabaseUseSsl", "DatabaseUseSsl"),
        ("MXRUNTIME_Database_Type", "Database.Type"),
    ] {
        let answer = case(&[(stray, "x")]).run();
        assert_eq!(
            Value::Object(answer.beginning("Database")),
            json!({ setting: "x" }),
            "{stray}"
        );
        assert_eq!(answer.lost(), ["DATABASE_URL"]);
        assert!(answer.finds("database.incomplete"));
    }
    let complete = bare(&[
        ("MXRUNTIME_DatabaseType", "ORACLE"),
        (
            "MXRUNTIME_DatabaseJdbcUrl",
            "jdbc:oracle:thin:@//h:1521/svc",
        ),
        ("MXRUNTIME_DatabaseUserName", "u"),
        ("MXRUNTIME_DatabasePassword", "p"),
    ])
    .run();
    assert_eq!(complete.fails(), None);
    assert!(!complete.finds("database.incomplete"));
    let custom = bare(&[("CUSTOM_RUNTIME_SETTINGS", "{\"DatabaseType\": \"HSQLDB\"}")]).run();
    assert_eq!(custom.fails(), Some(("database", "DATABASE_URL")));
}
