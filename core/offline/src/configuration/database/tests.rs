#![allow(clippy::unwrap_used)]

use mendix_deploy_model::configurations::{
    ConnectionForm::{self, Jdbc, Url},
    ConnectionParameter, DatabaseConnection, DatabaseEngine, DatabaseSameness, DatabaseServer,
};
use proptest::prelude::*;

use super::{convert_connection, parse_connection, print_connection, same_database};

/// Engine, servers, database, user, password, parameters.
fn told(text: &str) -> String {
    let connection = parse_connection(text).unwrap();
    let servers: Vec<String> = connection
        .servers
        .iter()
        .map(|s| {
            format!(
                "{}/{}",
                s.host,
                s.port.map_or("-".to_owned(), |p| p.to_string())
            )
        })
        .collect();
    let parameters: Vec<String> = connection
        .parameters
        .iter()
        .map(|p| format!("{}={}", p.name, p.value))
        .collect();
    let part = |part: &Option<String>| part.clone().unwrap_or("-".to_owned());
    format!(
        "{} {} db={} inst={} sid={} desc={} {}:{} [{}]",
        connection.engine,
        servers.join(","),
        part(&connection.database),
        part(&connection.instance),
        part(&connection.sid),
        part(&connection.descriptor),
        part(&connection.user),
        part(&connection.password),
        parameters.join(" ")
    )
}

#[test]
fn every_form_is_taken_apart() {
    for (text, parts) in [
        (
            "postgres://us%2Fer:p%40s%3As@db:5432/my%2Ddb?sslmode=require&a=1&a=2",
            "postgresql db/5432 db=my-db inst=- sid=- desc=- us/er:p@s:s [sslmode=require a=1 a=2]",
        ),
        (
            "postgresql://db",
            "postgresql db/- db=- inst=- sid=- desc=- -:- []",
        ),
        (
            "jdbc:postgresql://[::1]:5432,b/m?user=u&password=p%26w&sslmode=verify-full",
            "postgresql ::1/5432,b/- db=m inst=- sid=- desc=- u:p&w [sslmode=verify-full]",
        ),
        (
            "jdbc:postgresql:mendix",
            "postgresql localhost/- db=mendix inst=- sid=- desc=- -:- []",
        ),
        (
            "jdbc:postgresql://u:p@h/d",
            "postgresql h/- db=d inst=- sid=- desc=- u:p []",
        ),
        (
            "jdbc:sqlserver://h\\SQL1:1444;databaseName=m;user=sa;password={a;b}}c};encrypt=true",
            "sqlServer h/1444 db=m inst=SQL1 sid=- desc=- sa:a;b}c [encrypt=true]",
        ),
        (
            "jdbc:sqlserver://h:1433;database=m;user=sa@h;password=p;loginTimeout=30;",
            "sqlServer h/1433 db=m inst=- sid=- desc=- sa@h:p [loginTimeout=30]",
        ),
        (
            "jdbc:sqlserver://;serverName=h;portNumber=1434;databaseName=m",
            "sqlServer h/1434 db=m inst=- sid=- desc=- -:- []",
        ),
        (
            "sqlserver://sa:Passw0rd@mssql:1433/mendix?encrypt=true",
            "sqlServer mssql/1433 db=mendix inst=- sid=- desc=- sa:Passw0rd [encrypt=true]",
        ),
        (
            "jdbc:oracle:thin:@//h:1521/svc?oracle.net.ssl=true",
            "oracle h/1521 db=svc inst=- sid=- desc=- -:- [oracle.net.ssl=true]",
        ),
        (
            "jdbc:oracle:thin:scott/tiger@h:1521:ORCL",
            "oracle h/1521 db=- inst=- sid=ORCL desc=- scott:tiger []",
        ),
        (
            "jdbc:oracle:thin:scott/\"t@g/er\"@h:1521/svc",
            "oracle h/1521 db=svc inst=- sid=- desc=- scott:t@g/er []",
        ),
        (
            "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST=h)(PORT=1521)))",
            "oracle  db=- inst=- sid=- desc=(DESCRIPTION=(ADDRESS=(HOST=h)(PORT=1521))) -:- []",
        ),
        (
            "jdbc:oracle:thin:@orcl_tns",
            "oracle  db=- inst=- sid=- desc=orcl_tns -:- []",
        ),
        (
            "jdbc:mysql://h:3306/m?useSSL=true&user=u",
            "mysql h/3306 db=m inst=- sid=- desc=- u:- [useSSL=true]",
        ),
        (
            "jdbc:db2://h:50000/M:user=u;password=p=w;sslConnection=true;",
            "db2 h/50000 db=M inst=- sid=- desc=- u:p=w [sslConnection=true]",
        ),
        (
            "jdbc:sap://h:30015/?databaseName=HXE&encrypt=true&user=u",
            "hana h/30015 db=HXE inst=- sid=- desc=- u:- [encrypt=true]",
        ),
    ] {
        assert_eq!(told(text), parts, "{text}");
        let connection = parse_connection(text).unwrap();
        let printed = print_connection(&connection).unwrap();
        assert_eq!(parse_connection(&printed).unwrap(), connection, "{printed}");
    }
}

#[test]
fn other_texts_are_refused_without_repeating_them() {
    for text in [
        "",
        "h:5432/db",
        "http://h/db",
        "postgres://u:s3cret@h:port/db",
        "postgres://u:s3cret@/db",
        "postgres://u:s3c@ret@h/db",
        "postgres://u:s3cret@h:99999/db",
        "jdbc:sqlserver:h;password=s3cret",
        "jdbc:sqlserver://h;password={s3cret",
        "jdbc:sqlserver://h;s3cret",
        "jdbc:oracle:oci:@s3cret",
        "jdbc:oracle:thin:s3cret",
        "jdbc:h2:mem:s3cret",
        "jdbc:",
        "postgres://u:s3cret%FF@h/db",
        "postgres://u:s3cret@h/db\nx",
    ] {
        let error = parse_connection(text).unwrap_err();
        assert_eq!(error.code().as_str(), "input.invalid", "{text}");
        assert!(!format!("{error} {error:?}").contains("s3c"), "{text}");
    }
}

#[test]
fn conversions_keep_every_parameter() {
    for (text, form, wanted) in [
        (
            "postgres://u:p%40w@db:5432/m?sslmode=require&x=a%20b",
            Jdbc,
            "jdbc:postgresql://db:5432/m?user=u&password=p%40w&sslmode=require&x=a%20b",
        ),
        (
            "jdbc:sqlserver://h\\I:1444;databaseName=m;user=sa;password={p;w};encrypt=true",
            Url,
            "sqlserver://sa:p%3Bw@h:1444/m?instanceName=I&encrypt=true",
        ),
        (
            "sqlserver://sa:p;w@h:1444/m?instanceName=I&encrypt=true",
            Jdbc,
            "jdbc:sqlserver://h\\I:1444;databaseName=m;user=sa;password={p;w};encrypt=true",
        ),
        (
            "jdbc:oracle:thin:scott/tiger@h:1521:ORCL",
            Url,
            "oracle://scott:tiger@h:1521?sid=ORCL",
        ),
        (
            "oracle://scott:tiger@h/?sid=ORCL",
            Jdbc,
            "jdbc:oracle:thin:scott/tiger@h:1521:ORCL",
        ),
        (
            "mysql://u:p@h/m?useSSL=true",
            Jdbc,
            "jdbc:mysql://h/m?user=u&password=p&useSSL=true",
        ),
        (
            "db2://u:p@h:50000/M?sslConnection=true",
            Jdbc,
            "jdbc:db2://h:50000/M:user=u;password=p;sslConnection=true;",
        ),
        (
            "sap://u:p@h:30015/HXE?encrypt=true",
            Jdbc,
            "jdbc:sap://h:30015/?databaseName=HXE&user=u&password=p&encrypt=true",
        ),
        (
            "postgres://h/db?sid=1&instanceName=2",
            Jdbc,
            "jdbc:postgresql://h/db?sid=1&instanceName=2",
        ),
    ] {
        assert_eq!(convert_connection(text, form).unwrap(), wanted, "{text}");
    }
    // What a form cannot say is refused, not dropped.
    for (text, form) in [
        ("jdbc:oracle:thin:@orcl_tns", Url),
        ("db2://u:p%3Bw@h/M", Jdbc),
        ("jdbc:postgresql://h/m?password=p", Url),
    ] {
        assert!(convert_connection(text, form).is_err(), "{text}");
    }
}

#[test]
fn sameness_is_judged_after_aliases_and_defaults() {
    use DatabaseSameness::{Different, Same, Unknown};
    for (one, other, sameness) in [
        (
            "postgres://a:b@localhost/m",
            "jdbc:postgresql://127.0.0.1:5432/m",
            Same,
        ),
        (
            "postgres://[::1]/m",
            "postgresql://x:y@LOCALHOST:5432/m?currentSchema=z",
            Same,
        ),
        ("postgres://127.0.0.9/m", "jdbc:postgresql:m", Same),
        ("postgres://[::ffff:127.0.0.1]/m", "jdbc:postgresql:m", Same),
        (
            "postgres://db.example.com./m",
            "postgres://DB.example.com/m",
            Same,
        ),
        ("postgres://h/m", "postgres://h/M", Different),
        ("postgres://h/m", "postgres://h:5433/m", Different),
        ("postgres://h/m", "mysql://h/m", Different),
        ("postgres://m@h", "postgres://other@h/m", Same),
        ("postgres://h", "postgres://h/m", Unknown),
        ("postgres://a,b/m", "postgres://b/m", Same),
        (
            "sqlserver://h/Orders",
            "jdbc:sqlserver://h:1433;databaseName=orders",
            Same,
        ),
        (
            "jdbc:sqlserver://h\\A;databaseName=m",
            "jdbc:sqlserver://h\\a;databaseName=m",
            Same,
        ),
        (
            "jdbc:sqlserver://h\\A;databaseName=m",
            "jdbc:sqlserver://h\\B;databaseName=m",
            Different,
        ),
        (
            "jdbc:sqlserver://h\\A;databaseName=m",
            "jdbc:sqlserver://h;databaseName=m",
            Unknown,
        ),
        (
            "jdbc:sqlserver://(local);databaseName=m",
            "jdbc:sqlserver://.;databaseName=m",
            Unknown,
        ),
        ("jdbc:oracle:thin:@//h/svc", "oracle://h:1521/SVC", Same),
        ("jdbc:oracle:thin:@h:1521:ORCL", "oracle://h/ORCL", Same),
        ("jdbc:oracle:thin:@h:1521:ORCL", "oracle://h/svc", Unknown),
        ("jdbc:oracle:thin:@tns", "jdbc:oracle:thin:@tns", Same),
        ("jdbc:oracle:thin:@tns", "oracle://h/svc", Unknown),
        ("mysql://h/m", "jdbc:mariadb://h:3306/M", Same),
    ] {
        let found = same_database(one, other);
        if one.contains("(local)") {
            assert!(found.is_err(), "parentheses are no host");
            continue;
        }
        assert_eq!(found.unwrap(), sameness, "{one} {other}");
        assert_eq!(
            same_database(other, one).unwrap(),
            sameness,
            "{other} {one}"
        );
    }
}

prop_compose! {
    fn server()(host in "[a-z][a-z0-9.-]{0,12}|::[1-9]|10\\.0\\.0\\.[1-9]", port in proptest::option::of(1u16..)) -> DatabaseServer {
        DatabaseServer { host, port }
    }
}

prop_compose! {
    fn connection()(
        at in 0usize..6,
        form in prop_oneof![Just(Url), Just(Jdbc)],
        server in server(),
        database in proptest::option::of("[A-Za-z0-9_ü%&?/;= -]{1,10}"),
        user in proptest::option::of("[A-Za-z0-9_@:;/ü]{1,8}"),
        password in proptest::option::of("[ -~ü]{0,12}"),
        parameters in proptest::collection::vec(("[a-zA-Z.]{3,10}", "[ -~é]{0,10}"), 0..4),
    ) -> DatabaseConnection {
        use DatabaseEngine::{Db2, Hana, Mysql, Oracle, Postgresql, SqlServer};
        DatabaseConnection {
            engine: [Postgresql, SqlServer, Oracle, Mysql, Db2, Hana][at],
            form,
            servers: vec![server],
            instance: None,
            database,
            sid: None,
            descriptor: None,
            user,
            password,
            parameters: parameters.into_iter().map(|(name, value)| ConnectionParameter { name, value }).collect(),
        }
    }
}

fn other(form: ConnectionForm) -> ConnectionForm {
    match form {
        Url => Jdbc,
        Jdbc => Url,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn what_is_printed_reads_back(connection in connection()) {
        if let Ok(printed) = print_connection(&connection) {
            prop_assert_eq!(parse_connection(&printed).unwrap(), connection);
        }
    }

    #[test]
    fn urls_of_whole_connections_print_always(mut connection in connection()) {
        connection.form = Url;
        if connection.user.is_none() {
            connection.password = None;
        }
        let reserved = ["instancename", "sid"];
        connection.parameters.retain(|p| !reserved.contains(&p.name.to_lowercase().as_str()));
        prop_assert!(print_connection(&connection).is_ok());
    }

    #[test]
    fn a_conversion_and_back_is_nothing_lost(connection in connection()) {
        let Ok(text) = print_connection(&connection) else { return Ok(()) };
        if let Ok(converted) = convert_connection(&text, other(connection.form)) {
            let back = convert_connection(&converted, connection.form).unwrap();
            prop_assert_eq!(parse_connection(&back).unwrap(), connection);
            prop_assert_eq!(same_database(&text, &converted).unwrap() == DatabaseSameness::Different, false);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(jdbc:)?(postgresql|sqlserver|oracle:thin|db2|sap|mysql)?:?(//)?[ -~é]{0,60}") {
        if let Ok(connection) = parse_connection(&text) {
            let _ = print_connection(&connection);
        }
    }
}
